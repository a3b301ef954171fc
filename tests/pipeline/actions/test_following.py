"""Sources followed by a call, without a command."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kilas.errors import UnknownNameError
from kilas.pipeline.actions import following
from kilas.settings import Settings
from kilas.store import Store
from kilas.testing.origin import Origin, article, rss

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def clock() -> datetime:
    return NOW


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/kilas.db", migrate=True) as opened:
        yield opened


@pytest.fixture
def origin() -> Iterator[Origin]:
    site = Origin()
    yield site
    site.close()


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "one.html").write_text(article(1))
    return folder


def test_a_folder_is_followed_as_its_owners(store: Store, mine: Path) -> None:
    done = following.follow(store, str(mine), Settings(), clock=clock)
    assert (done.outcome, done.feed.kind, done.feed.rights) == ("new", "folder", "own")
    assert done.found is not None
    assert done.found.entries == 1
    (health,) = following.followed(store)
    assert (health.feed.address, health.feed.added) == (f"folder:{mine}", NOW)
    assert following.entries_of(store, str(mine)) == ()


def test_what_is_followed_already_is_told_without_asking_its_host_and_takes_other_rights(
    store: Store, origin: Origin
) -> None:
    settings = Settings(allow_private=origin.exemption)
    address = origin.put("/feed", rss({"https://example.org/a": "A"}))
    assert following.follow(store, address, settings, clock=clock).outcome == "new"
    asked = len(origin.paths())
    assert following.follow(store, address, settings, clock=clock).outcome == "known"
    again = following.follow(store, address, settings, rights="cc", clock=clock)
    assert (again.outcome, again.feed.rights, again.found) == ("rights changed", "cc", None)
    assert len(origin.paths()) == asked


def test_nothing_is_removed_where_one_name_is_unknown(store: Store, mine: Path) -> None:
    following.follow(store, str(mine), Settings(), clock=clock)
    with pytest.raises(UnknownNameError) as caught:
        following.unfollow(store, [str(mine), "https://nobody.example/feed"], now=NOW)
    assert caught.value.reason == "unknown_feed"
    assert len(following.followed(store)) == 1
    (gone,) = following.unfollow(store, [str(mine)], now=NOW)
    assert gone.title == "mine"
    assert following.followed(store) == ()


def test_all_feeds_are_made_due_where_none_is_named(store: Store, mine: Path) -> None:
    following.follow(store, str(mine), Settings(), clock=clock)
    assert following.refresh(store, [], now=NOW) == 1
    assert following.refresh(store, [str(mine)], now=NOW) == 1


def test_a_list_goes_out_without_folders_and_comes_back_whole(
    store: Store, mine: Path, tmp_path: Path
) -> None:
    following.follow(store, str(mine), Settings(), clock=clock)
    store.feeds.add("https://example.org/feed", "rss", title="Example", now=NOW)
    made = following.export_list(store, now=NOW)
    assert [feed.title for feed in made.left_out] == ["mine"]
    (tmp_path / "feeds.opml").write_bytes(made.opml)
    listed = following.read_list(tmp_path / "feeds.opml")
    assert [one.address for one in listed.feeds] == ["https://example.org/feed"]
    assert following.follow_all(store, listed.feeds, now=NOW) == 0
    following.unfollow(store, ["https://example.org/feed"], now=NOW)
    assert following.follow_all(store, listed.feeds, now=NOW) == 1
