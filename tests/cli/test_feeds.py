"""The commands that say what is followed, each in a real process against a real site."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kilas.cli.app import app
from kilas.core.entry import Entry
from kilas.errors import KilasError
from kilas.store import Store
from kilas.store.records import Polled
from kilas.testing.origin import Origin, article, rss


@dataclass
class Done:
    """What a command came to."""

    exit_code: int
    stdout: str
    stderr: str


Follow = Callable[..., Done]
NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@pytest.fixture
def origin() -> Iterator[Origin]:
    site = Origin()
    yield site
    site.close()


@pytest.fixture
def follow(origin: Origin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Follow:
    """`kilas`, let through to the site; in this process, for a start of its own would take most of the time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KILAS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("KILAS_ALLOW_PRIVATE", origin.exemption)
    monkeypatch.setenv("KILAS_TIMEZONE", "Asia/Jakarta")

    def run(*args: str, **env: str) -> Done:
        done = CliRunner().invoke(app, list(args), env=env)
        if isinstance(done.exception, KilasError):  # as `kilas.cli.main` tells it
            return Done(2, done.stdout, str(done.exception))
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Done(done.exit_code, done.stdout, done.stderr)

    return run


def listed(follow: Follow) -> list[dict[str, object]]:
    found = json.loads(follow("feeds", "--json").stdout)
    assert isinstance(found, list)
    return found


def test_a_feed_is_followed_and_listed_with_its_health(follow: Follow, origin: Origin) -> None:
    address = origin.put("/feed", rss({"https://example.org/a": "A", "https://example.org/b": "B"}))
    done = follow("add", address, "--backlog", "7")
    assert done.exit_code == 0, done.stderr
    assert "The Test Courier: RSS feed, 2 entries, rights link" in done.stdout
    assert "`kilas up` polls it as soon as it starts" in done.stderr
    (feed,) = listed(follow)
    assert (feed["address"], feed["rights"], feed["failures"], feed["entries"]) == (address, "link", 0, 0)
    table = follow("feeds").stdout
    assert "The Test Courier" in table
    assert "not yet" in table


def test_a_site_is_followed_by_the_feed_it_declares(follow: Follow, origin: Origin) -> None:
    feed = origin.put("/news.xml", rss({}))
    link = '<link rel="alternate" type="application/rss+xml" href="/news.xml">'
    origin.put("/", f"<html><head>{link}<title>Front</title></head><body><p>Hi</p></body></html>")
    done = follow("add", origin.url("/"))
    assert done.exit_code == 0, done.stderr
    assert f"found at {feed}" in done.stdout


def test_a_site_that_is_followed_already_is_told_by_either_address(follow: Follow, origin: Origin) -> None:
    feed = origin.put("/news.xml", rss({}))
    link = '<link rel="alternate" type="application/rss+xml" href="/news.xml">'
    origin.put("/", f"<html><head>{link}<title>Front</title></head><body><p>Hi</p></body></html>")
    follow("add", feed)
    for address in (feed, origin.url("/")):
        assert "is already followed" in follow("add", address).stdout
    assert f"{origin.url('/')} itself is not a feed" in follow("add", origin.url("/")).stdout


def test_every_command_takes_the_address_that_add_took(
    follow: Follow, origin: Origin, tmp_path: Path
) -> None:
    origin.put("/news.xml", rss({}))
    link = '<link rel="alternate" type="application/rss+xml" href="/news.xml">'
    origin.put("/", f"<html><head>{link}<title>Front</title></head><body><p>Hi</p></body></html>")
    odd = origin.put("/feed?x=%3Cy%3E", rss({})).replace("%3Cy%3E", "<y>")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "one.html").write_text(article(1))
    site = origin.url("/")
    for named in (site, odd, "./mine"):
        assert follow("add", named).exit_code == 0
    for named in (site.rstrip("/"), odd, "./mine", str(tmp_path / "mine")):
        for command in (("refresh",), ("feeds",), ("rebrief", "--feed"), ("remove",), ("add",)):
            done = follow(*command, named)
            assert done.exit_code == 0, (command, named, done.stderr)
    follow("add", origin.put("/other.xml", rss({}, "Another")))
    assert follow("remove", site).stdout.startswith("The Test Courier: no longer polled")
    done = follow("remove", site)
    assert done.exit_code == 2
    assert f"{site} matches several feeds" in done.stderr
    assert follow("remove", "./mine", "--purge").exit_code == 0


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("javascript:alert(1)", "http"),
        ("/no/such/folder", "does not exist"),
        ("./draft.txt", "is a file"),
    ],
)
def test_what_is_no_address_is_told_as_what_it_is(
    follow: Follow, tmp_path: Path, named: str, told: str
) -> None:
    (tmp_path / "draft.txt").write_text("A draft.")
    done = follow("add", named)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "https://javascript" not in done.stderr


def test_a_feed_tells_what_became_of_its_entries_and_why(
    follow: Follow, origin: Origin, tmp_path: Path
) -> None:
    address = origin.put("/feed.xml", rss({}))
    follow("add", address)
    assert "this feed has no entries yet" in follow("feeds", address).stderr
    with Store.open(f"sqlite:///{tmp_path / 'home' / 'kilas.db'}") as store:
        (feed,) = store.feeds.list()
        new = Entry(guid="1", url="https://a.example/1", title="One")
        polled = Polled(at=NOW, next_poll=NOW, interval_s=60.0, body_sha256="x", kind="rss", entries=(new,))
        (entry_id,) = store.feeds.save_poll(feed.id, polled)
        store.entries.settle(entry_id, "refused", reason="paywalled", detail="the page wants money", now=NOW)
    assert (
        "refused (paywalled): the page wants money\n  One  https://a.example/1"
        in follow("feeds", address).stdout
    )
    (feed,) = listed(follow)
    assert [feed[n] for n in ("entries", "briefed", "linked", "folded", "refused", "skipped", "waiting")] == [
        *(1, 0, 0, 0, 1, 0, 0)
    ]
    (told,) = json.loads(follow("feeds", address, "--json").stdout)
    assert (told["state"], told["reason"]) == ("refused", "paywalled")


def test_a_single_article_is_followed_as_one(follow: Follow, origin: Origin) -> None:
    link = origin.put("/2026/lanterns", article(3, "Lanterns of Marrow Bay are lit"))
    done = follow("add", link)
    assert done.exit_code == 0, done.stderr
    assert "single article" in done.stdout
    assert listed(follow)[0]["kind"] == "page"


def test_what_is_no_source_is_refused_with_what_mends_it(follow: Follow, origin: Origin) -> None:
    origin.put("/", "<html><title>Nothing</title><p>Nothing here</p></html>")
    done = follow("add", origin.url("/"))
    assert done.exit_code == 2
    assert "links to no feed" in done.stderr
    assert "  Try: " in done.stderr


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://169.254.169.254/", "http://127.0.0.1:9/feed"]
)
def test_addresses_that_are_never_opened_cannot_be_followed(follow: Follow, address: str) -> None:
    done = follow("add", address)
    assert done.exit_code == 2
    assert "  Try: " in done.stderr


def test_rights_are_recorded_and_can_be_changed(follow: Follow, origin: Origin) -> None:
    address = origin.put("/feed", rss({}))
    follow("add", address)
    done = follow("add", address, "--rights", "licensed")
    assert "rights are now licensed" in done.stdout
    assert listed(follow)[0]["rights"] == "licensed"


def test_a_feed_is_removed_and_comes_back(follow: Follow, origin: Origin) -> None:
    address = origin.put("/feed", rss({}))
    follow("add", address)
    assert follow("remove", address).exit_code == 0
    assert listed(follow) == []
    assert follow("remove", address).exit_code == 2
    assert follow("add", address).exit_code == 0
    assert len(listed(follow)) == 1
    assert follow("remove", address, "--purge").exit_code == 0


def test_what_is_followed_can_be_taken_to_another_reader_and_back(
    follow: Follow, origin: Origin, tmp_path: Path
) -> None:
    addresses = [origin.put(f"/{i}.xml", rss({}, f"Paper {i}")) for i in range(3)]
    for address in addresses:
        follow("add", address)
    follow("add", origin.put("/lanterns", article(3, "Lanterns of Marrow Bay are lit")))
    done = follow("export", "opml", "list.opml")
    assert done.stdout.startswith("3 feeds written")
    assert "left out, because OPML lists feeds only, not single articles or folders: Lanterns" in done.stderr
    follow("remove", origin.url("/lanterns"))
    for address in addresses:
        follow("remove", address, "--purge")
    assert follow("import", "list.opml").stdout.startswith("3 of 3 feeds are new")
    assert {feed["address"] for feed in listed(follow)} == set(addresses)


def test_a_folder_of_the_owners_is_followed_as_their_own(follow: Follow, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "one.html").write_text(article(1))
    done = follow("add", "mine")
    assert done.exit_code == 0, done.stderr
    assert "folder of articles, 1 entry, rights own" in done.stdout


@pytest.mark.parametrize("nothing", ["", "  ", "folder:"])
def test_no_address_is_not_the_folder_one_stands_in(follow: Follow, tmp_path: Path, nothing: str) -> None:
    (tmp_path / "secret.txt").write_text("A draft that nobody was to see yet.")
    done = follow("add", nothing)
    assert done.exit_code == 2
    assert "no address was given" in done.stderr


def test_a_list_is_written_to_the_terminal_on_a_dash(follow: Follow, origin: Origin, tmp_path: Path) -> None:
    address = origin.put("/one.xml", rss({}))
    follow("add", address)
    assert f'xmlUrl="{address}"' in follow("export", "opml", "-").stdout
    assert not (tmp_path / "-").exists()


def test_what_a_list_names_and_nobody_can_follow_is_told(follow: Follow, tmp_path: Path) -> None:
    (tmp_path / "list.opml").write_text(
        '<opml><body><outline xmlUrl="https://a.example/f"/><outline xmlUrl="file:///etc/passwd"/></body></opml>'
    )
    done = follow("import", "list.opml")
    assert done.stdout.startswith("1 of 1 feeds are new")
    assert "skipped" in done.stderr
    assert "file:///etc/passwd" in done.stderr


def test_another_program_gets_each_feed_on_a_line(follow: Follow, origin: Origin) -> None:
    address = origin.put("/" + "a-long-name/" * 20 + "feed.xml", rss({}))
    follow("add", address)
    assert address in follow("feeds").stdout


def test_what_readers_write_cannot_move_the_cursor(follow: Follow, tmp_path: Path) -> None:
    follow("db", "upgrade")
    with Store.open(f"sqlite:///{tmp_path / 'home' / 'kilas.db'}") as store:
        store.moderation.add_correction(
            "\x1b[2J\x1b[31mred\nsecond line", contact="a@example.org\x07", address="192.0.2.1", now=NOW
        )
    said = follow("corrections").stdout
    assert "red\n  second line" in said
    assert not {"\x1b", "\x07"} & set(said)


@pytest.mark.parametrize("command", ["status", "feeds", "corrections", "refresh"])
def test_looking_into_a_folder_makes_nothing_there(follow: Follow, tmp_path: Path, command: str) -> None:
    done = follow(command, "--data", str(tmp_path / "typo"))
    assert done.exit_code == 2
    assert "there is no Kilas data in" in done.stderr
    assert not (tmp_path / "typo").exists()


def test_the_status_of_an_empty_store_is_told(follow: Follow, tmp_path: Path) -> None:
    follow("db", "upgrade")
    told = json.loads(follow("status", "--json").stdout)
    assert (told["is_up"], told["feeds"], told["briefs"], told["workers"]) == (False, 0, 0, {})
    assert str(tmp_path / "home" / "kilas.db") in told["store"]
    assert "not running" in follow("status").stdout


def test_a_database_address_with_a_password_is_never_shown(follow: Follow) -> None:
    url = "postgresql+psycopg://kilas:geheim@127.0.0.1:1/none"
    done = follow("status", KILAS_DATABASE_URL=url)
    assert done.exit_code == 2
    assert "geheim" not in done.stdout + done.stderr
    assert "  Try: " in done.stderr


def test_corrections_and_takedowns_of_nothing_say_so(follow: Follow) -> None:
    follow("db", "upgrade")
    assert "no page has been taken down" in follow("takedown").stderr
    assert "there are no open reports" in follow("corrections").stderr
    done = follow("takedown", "https://example.org/nothing")
    assert done.exit_code == 2
    assert "no published page has the address or id" in done.stderr
