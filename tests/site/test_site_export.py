"""The site as files: what is served, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from asking import BASE, Site

from kilas.errors import OutputError
from kilas.settings import Settings
from kilas.site.export import LIST, export_site, file_name
from kilas.store import Store
from kilas.testing.store import NOW, fill


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", base_url=BASE, timezone="Asia/Jakarta")


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_file_is_what_is_served_but_for_search_and_the_form(
    site: Site, filled_store: Store, settings: Settings, tmp_path: Path
) -> None:
    done = export_site(filled_store, settings, tmp_path / "out")
    written = files(tmp_path / "out")
    addresses = set(site.pages.addresses())
    assert done.files == len(written) - 1 == len(addresses) + 2  # the root, and what stands for missing pages
    replaced = {f"/{ui}/{page}" for ui in ("id", "en") for page in ("search", "correction")}
    dated = {"/news-sitemap.xml", "/.well-known/security.txt"}  # they tell the time
    for path in addresses - replaced - dated:
        assert written[file_name(path)] == site.get(path).body, path
    for path in replaced:
        page = written[file_name(path)].decode()
        assert "<form" not in page
        assert (
            "Ini salinan statis situs" if path.startswith("/id") else "This is a static copy of the site"
        ) in page


def test_a_second_export_writes_what_changed_and_takes_away_what_is_gone(
    empty_store: Store, settings: Settings, tmp_path: Path
) -> None:
    fill(empty_store)
    out = tmp_path / "out"
    export_site(empty_store, settings, out)
    (out / "CNAME").write_text("kilas.example")
    assert export_site(empty_store, settings, out).written == 0
    item = empty_store.items.list(kind="brief", limit=1)[0]
    empty_store.moderation.take_down(item.id, "asked for", NOW)
    done = export_site(empty_store, settings, out)
    assert done.removed == 4  # two pages, the JSON, the share image
    assert 0 < done.written < done.files
    assert (out / "CNAME").exists()
    assert not (out / "id" / "b" / f"{item.id}-{item.slug}").exists()
    assert not [name for name, body in files(out).items() if item.id.encode() in body and name != LIST]


def test_an_export_never_removes_what_it_did_not_write(
    empty_store: Store, settings: Settings, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "precious").write_text("x")
    (out / LIST).write_text('["../precious", "/etc/hostname", "id/../../precious", 5]')
    export_site(empty_store, settings, out)
    assert (tmp_path / "precious").exists()


def test_a_page_of_somebody_elses_is_not_written_over(
    filled_store: Store, settings: Settings, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("my own page")
    with pytest.raises(OutputError, match=r"index\.html, which does not come from a Kilas export"):
        export_site(filled_store, settings, out)
    assert files(out) == {"index.html": b"my own page"}


def test_a_folder_that_cannot_be_written_is_named(
    empty_store: Store, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"):
        export_site(empty_store, settings, tmp_path / "out")
