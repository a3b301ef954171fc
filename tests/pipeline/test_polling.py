"""When feeds are asked, how politely, and what a bad day does to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

import pytest

from kilas.errors import SourceError, StoreError
from kilas.pipeline import polling
from kilas.pipeline.hosts import Gate
from kilas.pipeline.pool import Pool
from kilas.sources import feeds
from kilas.testing.origin import article, rss
from tests.pipeline.conftest import Works


def test_an_unchanged_feed_is_asked_conditionally_and_not_read_again(works: Works) -> None:
    works.origin.put("/feed", rss({"https://example.org/a": "A"}), etag='"one"')
    feed = works.add("/feed")
    assert len(works.poll()) == 1
    assert works.poll(timedelta(hours=1)) == []
    (_, _, headers) = works.origin.asked[-1]
    assert headers["if-none-match"] == '"one"'
    kept = works.store.feeds.get(feed.id)
    assert kept is not None
    assert (kept.failures, kept.last_success) == (0, works.now)


def test_the_same_bytes_without_a_tag_are_not_read_again_either(works: Works) -> None:
    works.origin.put("/feed", rss({"https://example.org/a": "A"}))
    works.add("/feed")
    assert len(works.poll()) == 1
    assert works.poll(timedelta(hours=1)) == []


def test_requests_to_one_host_stand_half_a_second_apart_and_never_side_by_side(works: Works) -> None:
    for i in range(4):
        works.origin.put(f"/{i}", rss({f"https://example.org/{i}": str(i)}))
        works.add(f"/{i}")
    works.poll()
    times = [at for at, _, _ in works.origin.asked]
    assert len(times) == 4
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.4
    assert works.origin.most_at_once == 1


def test_a_failing_feed_is_told_with_its_reason_and_asked_less_and_less(works: Works) -> None:
    works.origin.put("/feed", "down", status=500)
    feed = works.add("/feed")
    waits = []
    for _ in range(3):
        works.poll(timedelta(hours=1))
        kept = works.store.feeds.get(feed.id)
        assert kept is not None
        waits.append(kept.next_poll - works.now)
    assert (kept.failures, kept.failure_reason) == (3, "server_error")
    assert waits == sorted(waits)


def test_a_feed_that_this_machine_was_too_slow_to_read_is_asked_again_soon(works: Works) -> None:
    items = {f"https://x.example/{n}": f"The {n}th lamp of the quay is lit again" for n in range(2_000)}
    feed = works.add(works.origin.put("/wire.xml", rss(items)))
    able = works.poller.parsers
    hurried = Pool(1, imports=(*feeds.IMPORTS, "kilas.pipeline.tasks"), deadline_s=0.001)
    try:
        works.poller.parsers = hurried
        works.poll()
    finally:
        works.poller.parsers = able
        hurried.close()
    found = works.store.feeds.get(feed.id)
    assert found is not None
    assert found.failure_reason == "timeout"
    assert found.next_poll - works.now <= timedelta(minutes=6)
    assert len(works.poll(timedelta(minutes=6))) > 0


def test_a_feed_that_is_gone_for_good_is_never_asked_again(works: Works) -> None:
    works.origin.put("/feed", "gone", status=410)
    feed = works.add("/feed")
    works.poll()
    kept = works.store.feeds.get(feed.id)
    assert kept is not None
    assert kept.next_poll.year == 9999


def test_a_feed_that_moved_for_good_is_polled_at_its_new_address(works: Works) -> None:
    works.origin.put("/old", status=301, Location=works.origin.url("/new"))
    works.origin.put("/new", rss({"https://example.org/a": "A"}))
    feed = works.add("/old")
    assert len(works.poll()) == 1
    kept = works.store.feeds.get(feed.id)
    assert kept is not None
    assert kept.address == works.origin.url("/new")


def test_what_is_no_feed_any_more_is_a_failure_and_no_crash(works: Works) -> None:
    works.origin.put("/feed", "<html><body>Welcome to our new design</body></html>")
    feed = works.add("/feed")
    works.poll()
    kept = works.store.feeds.get(feed.id)
    assert kept is not None
    assert kept.failure_reason == "not_a_feed"


def test_when_the_network_is_down_polling_pauses_and_no_feed_is_blamed(
    works: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    works.origin.put("/feed", rss({"https://example.org/a": "A"}))
    feed = works.add("/feed")
    down = SourceError("no name server answers", "see your network", "dns_down")
    with monkeypatch.context() as patch:
        patch.setattr(polling, "fetch_many", lambda asked, **_: (down,) * len(asked))
        works.store.feeds.refresh(None, works.now)
        assert works.poller.poll_due() == ()
    kept = works.store.feeds.get(feed.id)
    assert kept is not None
    assert kept.failures == 0
    assert works.poller._held
    works.poller._offline_until = 0.0
    works.poller._held[0].ready = 0.0
    assert len(works.poll()) == 1


def test_a_clock_that_is_set_back_neither_stops_polling_nor_publishes_twice(works: Works) -> None:
    link = works.origin.put("/a", article(1))
    works.origin.put("/feed", rss({link: "A"}))
    works.add("/feed")
    works.ingest()
    works.now -= timedelta(hours=2)
    works.ingest()
    (item,) = works.items()
    assert item.updated >= item.published


def test_a_single_article_is_read_again_when_its_text_changes(works: Works) -> None:
    works.origin.put("/a", article(1, "The only article there is"))
    works.add("/a", kind="page")
    works.ingest()
    works.origin.put("/a", article(2, "The only article, corrected"))
    works.now += timedelta(hours=1)
    works.ingest()
    (item,) = works.items()
    assert item.headline == "The only article, corrected"
    assert len(works.store.articles.revisions(item.id)) == 2


def test_robots_txt_rules_a_single_article(works: Works) -> None:
    works.origin.put("/robots.txt", "User-agent: *\nDisallow: /a", content_type="text/plain")
    works.origin.put("/a", article(1))
    feed = works.add("/a", kind="page")
    works.poll()
    kept = works.store.feeds.get(feed.id)
    assert kept is not None
    assert kept.failure_reason == "robots"
    assert works.origin.paths() == ["/robots.txt"]


def test_what_was_polled_while_the_store_took_nothing_is_saved_later_and_not_asked_again(
    works: Works, tmp_path: Path
) -> None:
    works.origin.put("/feed", rss({"https://example.org/a": "A"}))
    works.add("/feed")
    works.store.database.patience_s = 0.1
    other = sqlite3.connect(tmp_path / "kilas.db", isolation_level=None, check_same_thread=False)
    answer = works.origin.answer

    def lock_and_answer(handler: BaseHTTPRequestHandler) -> None:
        other.execute("BEGIN IMMEDIATE")
        answer(handler)

    works.origin.answer = lock_and_answer  # type: ignore[method-assign]
    with pytest.raises(StoreError, match="is locked"):
        works.poll()
    other.rollback()
    other.close()
    assert len(works.poller.poll_due()) == 1
    assert works.origin.paths() == ["/feed"]


def test_a_host_whose_turn_could_not_be_had_is_asked_when_it_can(works: Works) -> None:
    works.origin.put("/feed", rss({"https://example.org/a": "A"}))
    works.add("/feed")

    class Refusing(Gate):
        def turns(self, hosts: Sequence[str]) -> tuple[float, ...]:
            works.poller.gate.__class__ = Gate
            raise StoreError("the database does not answer", "wait")

    works.poller.gate.__class__ = Refusing
    with pytest.raises(StoreError):
        works.poll()
    assert len(works.poller.poll_due()) == 1


def test_a_feed_of_100_000_entries_brings_its_newest(works: Works) -> None:
    links = {f"https://example.org/news/{i}-a-headline": f"Headline {i}" for i in range(100_000)}
    works.origin.put("/feed", rss(links))
    works.add("/feed")
    found = works.poll()
    assert {stored.entry.url for stored in found} == set(list(links)[:50])
