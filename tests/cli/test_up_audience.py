"""Whom `kilas up`, `work` and `serve` show what, and whom `kilas brief` writes for, as a user runs them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kilas.core.audience import ResolvedAudience
from kilas.core.quota import CAP_SHARE
from kilas.core.render.view import reproduced_words
from kilas.core.text import count_words
from kilas.pipeline import supervision
from kilas.settings import Settings
from kilas.store import Store
from kilas.testing.origin import Origin, article, rss
from tests.cli.running import StartUp, Up, store_of, until

pytestmark = pytest.mark.network
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Sample = Callable[..., Path]
PRIVATE_LINE = "Private: for you alone. Search engines are asked to list no page of this site."
ALONE = ResolvedAudience("private", "loopback")


def follow(store: Store, origin: Origin) -> str:
    """Follows a feed with one article of a publisher; the article's headline."""
    link = origin.put("/a", article(7, "Lanterns of Marrow Bay are lit again"))
    kept = origin.put("/b", article(8, "Upper Tilling keeps back", '<meta name="robots" content="noai">'))
    feed = origin.put("/feed", rss({link: "Lit", kept: "Kept back"}))
    store.feeds.add(feed, "rss", rights="link", backlog=50, now=datetime.now(UTC))
    return link


def reply(up: Up, path: str) -> tuple[str, str | None]:
    with urllib.request.urlopen(up.address + path, timeout=30) as answer:
        return answer.read().decode(), answer.headers["X-Robots-Tag"]


def status(kilas: Run, folder: Path, **env: str) -> str:
    done = kilas("status", "--data", str(folder), env=env)
    assert done.returncode == 0, done.stderr
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("audience"))
    return line


def test_up_is_private_on_this_machine_and_public_as_soon_as_the_owner_says_so(
    start_up: StartUp, kilas: Run, tmp_path: Path, origin: Origin
) -> None:
    folder = tmp_path / "data"
    up = start_up(folder, KILAS_ALLOW_PRIVATE=origin.exemption)
    with store_of(folder) as store:
        owner = store.seen_by("private").items
        link = follow(store, origin)
        until(lambda: len(store.items.list(limit=100)) == 18)
        item = next(one for one in store.items.list(limit=100) if one.url == link)
        kept = next(one for one in store.items.list(limit=100) if one.kind == "link")
        whole, capped = owner.brief(item.id), store.items.brief(item.id)
        assert whole is not None
        assert capped is not None
        total = count_words(whole.sources[0].text)
        assert reproduced_words(capped) <= CAP_SHARE * total < reproduced_words(whole)
        assert (whole.audience, capped.audience) == ("private", "public")

        until(lambda: "Audience: " in up.said)
        assert "Audience: private, because `kilas up` listens on this machine only" in up.said
        assert status(kilas, folder).startswith(
            "audience   private, because `kilas up` listens on this machine only, and no base address is set"
        )
        told = json.loads(kilas("status", "--data", str(folder), "--json").stdout)
        assert (told["audience"], told["audience_reason"]) == ("private", "loopback")
        page, robots = reply(up, f"/en/b/{item.id}-{item.slug}")
        assert (robots, page.count(PRIVATE_LINE)) == ("noindex", 1)
        assert json.loads(up.get(f"/b/{item.id}.json"))["revision"] == whole.revision
        assert json.loads(up.get(f"/b/{kept.id}.json"))["audience"] == "private"
        assert up.get("/robots.txt") == "User-agent: *\nDisallow: /\n"
        assert "<url>" not in up.get("/sitemap.xml")
        assert up.end() == 0

        again = start_up(folder, KILAS_ALLOW_PRIVATE=origin.exemption, KILAS_AUDIENCE="public")
        page, robots = reply(again, f"/en/b/{item.id}-{item.slug}")  # the first answer is capped already
        assert (robots, page.count(PRIVATE_LINE)) == (None, 0)
        assert json.loads(again.get(f"/b/{item.id}.json"))["revision"] == capped.revision
        assert "Allow: /" in again.get("/robots.txt")
        assert "<url>" in again.get("/sitemap.xml")
        assert "audience   public, because KILAS_AUDIENCE says so" in status(kilas, folder)
        until(lambda: owner.list(limit=100) == store.items.list(limit=100))
        assert owner.brief(kept.id) is None
        assert store.care.check() == ()
        assert again.end() == 0


def test_an_audience_in_the_file_counts_and_a_wrong_one_is_named(kilas: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "kilas.toml").write_text('audience = "friends"\n')
    done = kilas("status")
    assert done.returncode == 2
    assert "the setting 'audience'" in done.stderr
    assert "'private' or 'public'" in done.stderr
    (home / "kilas.toml").write_text('audience = "private"\n')
    supervision.prepare(Settings(home=home), datetime.now(UTC))
    assert "audience   public, until" in status(kilas, home)


@contextmanager
def running(folder: Path, *args: str, **env: str) -> Iterator[Path]:
    """A command that runs until the test has seen what it says; the file that it says it to."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KILAS_")}
    log = folder / f"{args[0]}.log"
    with log.open("w") as said:
        command = [sys.executable, "-m", "kilas", *args, "--data", str(folder)]
        process = subprocess.Popen(command, stdout=said, stderr=said, env=clean | env)
        try:
            yield log
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def prepared(folder: Path, audience: ResolvedAudience | None) -> None:
    settings = Settings(home=folder)
    supervision.prepare(settings, datetime.now(UTC))
    if audience is not None:
        with Store.open(Store.url_for(settings)) as store:
            store.audiences.keep(audience, datetime.now(UTC))


def kept_in(folder: Path) -> ResolvedAudience | None:
    with store_of(folder) as store:
        return store.audiences.kept()


def test_a_worker_that_disagrees_with_the_store_says_so_and_writes_for_the_store(tmp_path: Path) -> None:
    prepared(tmp_path, ALONE)
    with running(tmp_path, "work") as log:
        until(lambda: "is running on" in log.read_text())
    said = log.read_text()
    assert "The audience of this command is public, because the default of `kilas work`" in said
    assert "that of the store is private" in said
    assert "Try: set KILAS_AUDIENCE=private here" in said
    assert kept_in(tmp_path) == ALONE
    with running(tmp_path, "work", KILAS_AUDIENCE="private") as log:
        until(lambda: "is running on" in log.read_text())
    assert "audience of this command" not in log.read_text()


def test_a_worker_on_a_store_without_an_audience_is_public(tmp_path: Path) -> None:
    prepared(tmp_path, None)
    with running(tmp_path, "work") as log:
        until(lambda: "is running on" in log.read_text())
    assert "audience of this command" not in log.read_text()
    assert kept_in(tmp_path) == ResolvedAudience("public", "command")


@pytest.mark.parametrize(
    ("env", "says", "keeps"),
    [
        ({}, "Audience: public, because the default of", ALONE),
        ({"KILAS_AUDIENCE": "public"}, "Audience: public, because KILAS_AUDIENCE", ResolvedAudience("public", "setting")),
        ({"KILAS_AUDIENCE": "private"}, "Audience: private, because KILAS_AUDIENCE", ResolvedAudience("private", "setting")),
    ],
)  # fmt: skip
def test_a_site_alone_is_public_by_default_and_changes_the_store_only_if_told(
    tmp_path: Path, env: dict[str, str], says: str, keeps: ResolvedAudience
) -> None:
    prepared(tmp_path, ALONE)
    with running(tmp_path, "serve", **env) as log:
        until(lambda: "Audience: " in log.read_text())
    said = log.read_text()
    assert says in said
    assert ("It shows what is public." in said) == (not env)
    assert kept_in(tmp_path) == keeps


@pytest.fixture
def page(origin: Origin) -> tuple[str, dict[str, str]]:
    """The address of a publisher's report without a licence, and the environment in which it can be read."""
    return origin.put("/a", article(7, "Lanterns of Marrow Bay are lit again")), {
        "KILAS_ALLOW_PRIVATE": origin.exemption
    }


def test_a_brief_is_whole_unless_it_is_to_be_published(kilas: Run, page: tuple[str, dict[str, str]]) -> None:
    address, env = page
    found = []
    for chosen in ((), ("--audience", "private"), ("--audience", "public")):
        done = kilas("brief", address, *chosen, "--format", "json", env=env)
        assert done.returncode == 0, done.stderr
        found.append(json.loads(done.stdout))
    default, private, public = found
    assert [one["audience"] for one in found] == ["private", "private", "public"]
    assert default["revision"] == private["revision"]
    assert {one["sources"][0]["rights"]["mode"] for one in found} == {"link"}
    assert private["word_count"] > public["word_count"]
    assert "rights_cap" in public["notices"]
    assert "rights_cap" not in private["notices"]


def test_an_explanation_takes_the_audience_too(kilas: Run, page: tuple[str, dict[str, str]]) -> None:
    address, env = page
    for chosen, audience in (((), "private"), (("--audience", "public"), "public")):
        done = kilas("explain", address, *chosen, "--format", "json", env=env)
        assert json.loads(done.stdout)["brief"]["audience"] == audience
