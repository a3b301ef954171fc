"""What stands where, and what leads there."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from asking import BASE, Site, site_on

from kilas.site.exchange import Request
from kilas.store import Store
from kilas.testing.store import NOW, brief_samples, item_of, link

PAGES = ("/", "/search", "/how-it-works", "/correction", "/lang/id/")


@pytest.mark.parametrize(
    ("asked", "given"),
    [("id", "/id/"), ("en-GB,en;q=0.9,id;q=0.5", "/en/"), ("fr", "/en/"), ("", "/en/"), ("in", "/id/")],
)
def test_the_root_leads_to_the_language_the_reader_asks_for(site: Site, asked: str, given: str) -> None:
    reply = site.get("/", accept_language=asked)
    assert (reply.status, reply.headers["Location"], reply.headers["Vary"]) == (302, given, "Accept-Language")


@pytest.mark.parametrize("ui", ["id", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_in_both_languages(site: Site, ui: str, path: str) -> None:
    reply = site.get(f"/{ui}{path}")
    assert reply.status == 200
    page = site.tree(f"/{ui}{path}")
    assert (page.get("lang"), page.get("dir")) == (ui, "ltr")


def test_the_front_lists_every_language_newest_first_and_folded_copies_only_once(site: Site) -> None:
    for ui in ("id", "en"):
        shown = [a.text_content().strip() for a in site.tree(f"/{ui}/").xpath("//ol[@class='list']//h2")]
        assert shown == [item.headline for item in site.store.items.list(limit=30)]
    assert len(shown) == 20


def test_a_text_in_another_language_says_which_and_which_way_it_runs(site: Site) -> None:
    headings = {h.text_content().strip(): h for h in site.tree("/en/").xpath("//h2")}
    arabic = headings["افتتاح خط الحافلات الكهربائية"]
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")
    assert headings["大阪で電動バスの試験運行が始まる"].get("lang") == "ja"


def test_a_brief_page_shows_the_brief_its_source_its_data_and_the_way_to_report_an_error(site: Site) -> None:
    item = site.store.items.list(kind="brief", limit=1)[0]
    page = site.tree(f"/id/b/{item.id}-{item.slug}")
    assert page.xpath("string(//h1)").strip().startswith(item.headline)
    assert page.xpath("//section[@class='sum']")
    hrefs = page.xpath("//a/@href")
    assert f"/b/{item.id}.json" in hrefs
    assert f"/id/correction?b={item.id}" in hrefs
    assert any(href.startswith(f"/id/source/{item.feed_id}-") for href in hrefs)
    assert "25 menit" not in page.text_content()


def test_printed_times_are_in_the_site_s_zone_with_its_name(site: Site) -> None:
    item = site.store.items.list(kind="brief", limit=1)[0]
    assert (
        "Published here20 November 2026, 00:15 WIB"
        in "".join(site.tree(f"/en/b/{item.id}-{item.slug}").xpath("//dl//text()"))
        or "WIB" in site.get(f"/en/b/{item.id}-{item.slug}").body.decode()
    )


def test_a_changed_or_missing_slug_moves_for_good(site: Site) -> None:
    item = site.store.items.list(kind="brief", limit=1)[0]
    for slug in ("", "-once-upon-a-time"):
        reply = site.get(f"/id/b/{item.id}{slug}")
        assert (reply.status, reply.headers["Location"]) == (301, f"/id/b/{item.id}-{item.slug}")
    feed = site.store.feeds.get(item.feed_id)
    assert feed is not None
    assert site.get(f"/en/source/{feed.id}").status == 301


def test_what_was_taken_down_is_gone_and_what_never_was_is_not_found(site: Site) -> None:
    assert site.get("/id/b/dead000000000000-salah-cetak").status == 410
    assert site.get("/b/dead000000000000.json").status == 410
    assert site.get("/share/dead000000000000-abc.png").status == 410
    for path in (
        "/id/b/feed000000000000",
        "/en/nope",
        "/id/source/0000",
        "/id/lang/xx/",
        "/fr/",
        "/id/b/../x",
    ):
        reply = site.get(path)
        assert reply.status == 404, path
        assert b"<h1>" in reply.body
    assert "Halaman tidak ditemukan" in site.get("/id/nope").body.decode()
    assert "Page not found" in site.get("/nope", accept_language="en").body.decode()


def test_a_folded_copy_leads_to_the_earliest_which_names_its_copies(site: Site) -> None:
    copy = site.store.items.get("c0ffee0000000000")
    assert copy is not None
    reply = site.get(f"/en/b/{copy.id}-{copy.slug}")
    assert (reply.status, reply.headers["Location"]) == (302, f"/en/b/{copy.folded_under}-{copy.slug}")
    assert site.tree(reply.headers["Location"]).xpath("//ul[@class='rel']//a/@href") == [
        "https://other.example/a"
    ]


def test_a_headline_without_a_brief_has_a_page_that_says_why_and_leads_to_the_source(site: Site) -> None:
    for ui, why in (("id", "hanya untuk pelanggan"), ("en", "behind a paywall")):
        page = site.tree(f"/{ui}/b/0000000000000000-harga-cabai-naik-di-tiga-pasar")
        assert why in page.text_content()
        assert page.xpath("//p[@class='go']/a/@href") == ["https://harianpesisir.example/0000000000000000"]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex,follow"]


def test_long_lists_go_on_by_addresses_that_files_can_have(empty_store: Store) -> None:
    feed = empty_store.feeds.add("https://x.example/rss", "rss", title="X", now=NOW)
    for n in range(65):
        told = link(f"{n:016x}", f"Headline {n}", "en", "snippet", feed)
        empty_store.items.publish(told, None, NOW + timedelta(seconds=n // 3))  # some at the same moment
    site = site_on(empty_store)
    seen: list[str] = []
    path = "/en/"
    while path:
        page = site.tree(path)
        seen += [h.text_content().strip() for h in page.xpath("//ol[@class='list']//h2")]
        path = next(iter(page.xpath("//a[@rel='next']/@href")), "")
        assert "?" not in path
    assert sorted(seen) == sorted(f"Headline {n}" for n in range(65))
    older = site.tree("/en/").xpath("//a[@rel='next']/@href")[0]
    cursor = older.rsplit("/", 1)[1]
    assert site.get(f"/en/?before={cursor}").headers["Location"] == older
    assert site.get("/en/?before=nonsense").status == 404
    assert site.get("/en/before/99999999999999999-0").status == 200


def test_the_source_page_tells_what_it_published_how_that_sounds_and_how_the_feed_does(site: Site) -> None:
    [href] = {h for h in site.tree("/en/").xpath("//ul[@class='tally']//a/@href") if "contoh-kilas" in h}
    page = site.tree(href)
    assert page.xpath("//svg[@role='img']//rect")
    told = page.xpath("string(//svg[@role='img']/desc)")
    rows = [[int(td.text) for td in tr.xpath("td")] for tr in page.xpath("//tbody/tr")]
    positive, neutral, negative, _ = (sum(column) for column in zip(*rows, strict=True))
    assert told.startswith(f"{positive} positive, {neutral} neutral and {negative} negative")
    assert "Not read yet" in page.text_content()
    assert "samples:" not in page.text_content()


def test_a_failing_source_says_so_in_both_languages_without_machine_words(empty_store: Store) -> None:
    from kilas.store.records import Polled

    feed = empty_store.feeds.add("https://x.example/rss", "rss", title="X", now=NOW)
    empty_store.feeds.save_poll(
        feed.id,
        Polled(
            at=NOW, next_poll=NOW, interval_s=60, failure_reason="dns", failure_detail="[Errno -2] /root/x"
        ),
    )
    site = site_on(empty_store)
    assert "It cannot be reached." in site.get(f"/en/source/{feed.id}-x").body.decode()
    page = site.get(f"/id/source/{feed.id}-x").body.decode()
    assert "1 kali gagal berturut-turut" in page
    assert "Errno" not in page


def test_search_finds_says_how_many_and_pages_through(site: Site) -> None:
    page = site.tree("/en/search?q=harga")
    assert "found for “harga”" in page.xpath("string(//p[@role='status'])")
    assert page.xpath("//ol[@class='list']/li")
    assert page.xpath("//input[@name='q']/@value") == ["harga"]
    nothing = site.tree("/id/search?q=zzzzzz")
    assert "Tidak ada hasil" in nothing.text_content()
    assert site.tree("/en/search?q=<script>alert(1)</script>").xpath("//input[@name='q']/@value") == [
        "<script>alert(1)</script>"
    ]


def test_an_empty_store_has_a_front_page_feeds_and_sitemaps_all_the_same(empty_store: Store) -> None:
    site = site_on(empty_store)
    for path in (
        "/id/",
        "/en/",
        "/id/feed.atom",
        "/id/feed.rss",
        "/en/feed.json",
        "/sitemap.xml",
        "/news-sitemap.xml",
    ):
        assert site.get(path).status == 200, path
    assert "Belum ada apa-apa di sini" in site.get("/id/").body.decode()


def test_health_tells_of_the_store_and_the_workers(empty_store: Store) -> None:
    site = site_on(empty_store)
    assert json.loads(site.get("/healthz").body) == {
        "status": "degraded",
        "store": "ok",
        "workers": 0,
        "last_beat": None,
    }
    empty_store.workers.beat("w1", NOW)
    told = json.loads(site.get("/healthz").body)
    assert (told["status"], told["workers"]) == ("ok", 1)


def test_a_store_that_does_not_answer_is_told_in_the_reader_s_language(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Store.open(f"sqlite:///{tmp_path}/kilas.db", migrate=True, patience_s=0) as store:
        site = site_on(store)
        (tmp_path / "kilas.db").write_bytes(b"not a database at all" * 500)
        for suffix in ("-wal", "-shm"):
            (tmp_path / f"kilas.db{suffix}").unlink(missing_ok=True)
        store.close()
        reply = site.get("/id/")
    assert reply.status == 503
    (line,) = caplog.records
    assert line.getMessage().startswith("the store did not answer for '/id/': ")
    assert line.exc_info is None
    assert "<h1>" in reply.body.decode()
    assert 'lang="id"' in reply.body.decode()
    assert reply.cache == "no-store"


def test_briefs_are_answered_at_once_and_nothing_else_is(site: Site) -> None:
    path = f"/id{site.brief_paths()[0]}"
    assert site.pages.brief_at_once(Request(path=path)) == site.get(path)
    for other in ("/id/", "/id/search", "/sitemap.xml", "/nope"):
        assert site.pages.brief_at_once(Request(path=other)) is None
    assert site.pages.brief_at_once(Request(path=path, method="POST")) is None


def test_a_store_that_cannot_tell_at_once_is_left_to_who_can_wait(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/kilas.db", migrate=True) as store:
        unwaiting = store.without_waiting()
        assert unwaiting is not None
        assert unwaiting is store.without_waiting()
        site = site_on(unwaiting)
        assert site.get("/id/b/0123456789abcdef").status == 404
        (tmp_path / "kilas.db").write_bytes(b"not a database at all" * 500)
        for suffix in ("-wal", "-shm"):
            (tmp_path / f"kilas.db{suffix}").unlink(missing_ok=True)
        unwaiting.close()
        assert site.pages.brief_at_once(Request(path="/id/b/0123456789abcdef")) is None


def test_only_forms_are_posted(site: Site) -> None:
    for path in ("/id/", "/sitemap.xml", "/en/search"):
        reply = site.pages.answer(Request(path=path, method="POST"))
        assert (reply.status, reply.headers["Allow"]) == (405, "GET, HEAD")


def test_the_json_of_a_brief_is_the_documented_shape(site: Site) -> None:
    item = site.store.items.list(kind="brief", limit=1)[0]
    told = json.loads(site.get(f"/b/{item.id}.json").body)
    assert told["schema"] == "kilas.brief/2"
    assert told["sources"][0]["id"] == item.id


def test_a_site_below_a_path_keeps_all_its_links_there(filled_store: Store) -> None:
    site = site_on(filled_store, base="https://kilas.example/news/")
    for path in ("/id/", "/news/id/"):
        links = site.tree(path).xpath("//a/@href")
        assert all(link.startswith(("/news/", "https://", "#")) for link in links), links
    assert site.tree("/news/id/").xpath("//link[@rel='canonical']/@href") == [
        "https://kilas.example/news/id/"
    ]


def test_the_share_image_of_an_old_revision_leads_to_the_present_one(site: Site) -> None:
    item = site.store.items.list(kind="brief", limit=1)[0]
    [address] = site.tree(f"/en/b/{item.id}-{item.slug}").xpath("//meta[@property='og:image']/@content")
    reply = site.get(address.removeprefix(BASE))
    assert (reply.status, reply.media_type, reply.body[:8]) == (200, "image/png", b"\x89PNG\r\n\x1a\n")
    assert site.get(f"/share/{item.id}-0123456789ab.png").headers["Location"] == address.removeprefix(BASE)


def test_a_slug_may_hold_what_another_item_is_called(empty_store: Store) -> None:
    feed = empty_store.feeds.add("https://x.example/rss", "rss", title="", now=NOW)
    [made, *_] = brief_samples(NOW)
    bare = replace(item_of(made, feed), slug="", headline="电动公交")
    empty_store.items.publish(bare, made, NOW)
    site = site_on(empty_store)
    assert site.get(f"/en/b/{bare.id}").status == 200
    assert site.get(f"/en/b/{bare.id}-x").headers["Location"] == f"/en/b/{bare.id}"
