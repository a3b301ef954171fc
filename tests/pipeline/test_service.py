"""Services of one process: killed, stopped and started again, alone or beside another; one whose clock is set back."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from sqlalchemy import text

from kilas.store import Store
from kilas.testing.origin import Origin, article, rss
from tests.pipeline.conftest import until

WORKER = """
import os, signal, sys, time
from datetime import timedelta
from pathlib import Path
from kilas.pipeline import alive, service
from kilas.pipeline.hosts import wall_clock
from kilas.sources.network_addresses import parse_exemptions
alive.SILENCE, service.BEAT_S, service.SWEEP_S = timedelta(seconds=5), 1.0, 3600.0
url, jobs, name, allow, ahead = sys.argv[1:]
def clock():
    return wall_clock() + timedelta(hours=float(Path(ahead).read_text() if ahead else 0))
plan = service.Plan(database_url=url, jobs_url=jobs, executor=name, processes=1, allow=parse_exemptions(allow), host_interval_s=0.0)
running = service.Service(plan, clock)
running.start()
def stop(*_):
    running.stop(1.0)
    os._exit(0)
signal.signal(signal.SIGTERM, stop)
print("ready", flush=True)
while True:
    time.sleep(60)
"""
ENTRIES = 12


class Worker:
    def __init__(self, url: str, jobs: str, name: str, allow: str, ahead: Path | None = None) -> None:
        told = [url, jobs, name, allow, str(ahead or "")]
        self.process = subprocess.Popen(
            [sys.executable, "-c", WORKER, *told], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def stop(self) -> None:
        """Ends it as Ctrl-C does, with a second for what is in its hands."""
        self.process.terminate()
        self.kill(at_once=False)

    def kill(self, *, at_once: bool = True) -> None:
        if at_once:
            self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def origin() -> Iterator[Origin]:
    site = Origin()
    site.delay_s = 0.3  # so that the kill falls among requests
    yield site
    site.close()


class SlowOrigin(Origin):
    """A site that holds back the responses for some paths."""

    def __init__(self) -> None:
        self.held: set[str] = set()
        self.waiting: list[str] = []
        super().__init__()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        if handler.path in self.held:
            self.waiting.append(handler.path)
        while handler.path in self.held:
            time.sleep(0.05)
        with suppress(OSError):  # whoever asked may be gone
            super().answer(handler)


@pytest.fixture
def slow_origin() -> Iterator[SlowOrigin]:
    site = SlowOrigin()
    yield site
    site.held.clear()
    site.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def urls(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """The addresses of a store and of its job log."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/kilas.db", f"sqlite:///{tmp_path}/jobs.db"
    database = str(request.getfixturevalue("postgres_database"))
    return database, database


def follow_one(store: Store, site: Origin) -> str:
    """Follows a feed with one report; its id."""
    link = site.put("/0", article(0, "Report 0 of the works"))
    feed = site.put("/feed", rss({link: "Report 0"}))
    return store.feeds.add(feed, "rss", rights="link", backlog=50, now=datetime.now(UTC)).id


def was_polled(store: Store, feed: str) -> bool:
    known = store.feeds.get(feed)
    return known is not None and known.last_success is not None


def is_claimed(store: Store) -> bool:
    """True if a feed waits for the end of a lease."""
    held = text("SELECT count(*) FROM feeds WHERE claimed_until IS NOT NULL")
    return bool(store.database.query(lambda c: c.scalar(held)))


@pytest.mark.slow
@pytest.mark.parametrize("end", [Worker.kill, Worker.stop])
def test_a_poll_that_was_cut_off_is_made_again_at_the_next_start(
    urls: tuple[str, str], slow_origin: SlowOrigin, end: Callable[[Worker], None]
) -> None:
    with Store.open(urls[0], migrate=True) as store:
        slow_origin.held.add("/feed")
        feed = follow_one(store, slow_origin)
        first = Worker(*urls, "up", slow_origin.exemption)
        until(lambda: slow_origin.waiting, 240)
        end(first)
        assert is_claimed(store)
        slow_origin.held.clear()
        again = Worker(*urls, "up", slow_origin.exemption)
        until(lambda: was_polled(store, feed), 240)
        until(lambda: store.care.counts().briefs == 1, 240)
        again.kill()
        assert store.care.check() == ()


@pytest.mark.slow
def test_another_worker_polls_what_a_dead_one_had_claimed(
    postgres_database: str, slow_origin: SlowOrigin
) -> None:
    with Store.open(postgres_database, migrate=True) as store:
        slow_origin.held.add("/feed")
        feed = follow_one(store, slow_origin)
        doomed = Worker(postgres_database, postgres_database, "worker-1", slow_origin.exemption)
        until(lambda: slow_origin.waiting, 240)
        survivor = Worker(postgres_database, postgres_database, "worker-2", slow_origin.exemption)
        assert is_claimed(store)
        doomed.kill()
        slow_origin.held.clear()
        until(lambda: was_polled(store, feed), 240)
        until(lambda: set(store.workers.beats()) == {"worker-2"}, 240)
        survivor.kill()


@pytest.mark.slow
def test_what_a_stopped_worker_did_not_finish_goes_to_the_others(
    postgres_database: str, slow_origin: SlowOrigin
) -> None:
    with Store.open(postgres_database, migrate=True) as store:
        slow_origin.held.add("/0")
        follow_one(store, slow_origin)
        leaving = Worker(postgres_database, postgres_database, "worker-1", slow_origin.exemption)
        until(lambda: slow_origin.waiting, 240)
        staying = Worker(postgres_database, postgres_database, "worker-2", slow_origin.exemption)
        leaving.stop()
        slow_origin.held.clear()
        until(lambda: store.care.counts().briefs == 1, 240)
        until(lambda: set(store.workers.beats()) == {"worker-2"}, 240)
        staying.kill()


@pytest.mark.slow
def test_the_work_of_a_killed_worker_is_finished_by_the_other_and_nothing_is_doubled(
    postgres_database: str, origin: Origin, tmp_path: Path
) -> None:
    links = {
        origin.put(f"/{i}", article(i, f"Report {i} of the works")): f"Report {i}" for i in range(ENTRIES)
    }
    feed = origin.put("/feed", rss(links))
    with Store.open(postgres_database, migrate=True) as store:
        store.feeds.add(feed, "rss", rights="link", backlog=50, now=datetime.now(UTC))
        doomed = Worker(postgres_database, postgres_database, "worker-1", origin.exemption)
        until(lambda: store.care.counts().briefs >= 2)
        survivor = Worker(postgres_database, postgres_database, "worker-2", origin.exemption)
        doomed.kill()
        until(lambda: store.care.counts().entries.get("briefed", 0) == ENTRIES, 240)
        until(lambda: set(store.workers.beats()) == {"worker-2"}, 60)
        survivor.kill()
        items = store.items.list(limit=100)
        assert sorted(item.url or "" for item in items) == sorted(links)
        assert all(len(store.items.versions(item.id)) == 1 for item in items)
        assert store.care.check() == ()


@pytest.mark.slow
def test_a_clock_set_back_by_hours_stops_neither_polling_nor_publishing(
    origin: Origin, tmp_path: Path
) -> None:
    url, jobs, ahead = f"sqlite:///{tmp_path}/kilas.db", f"sqlite:///{tmp_path}/jobs.db", tmp_path / "ahead"
    ahead.write_text("6")
    first = {origin.put("/0", article(0, "Report 0 of the works")): "Report 0"}
    origin.put("/feed", rss(first))
    with Store.open(url, migrate=True) as store:
        store.feeds.add(origin.url("/feed"), "rss", rights="link", backlog=50, now=datetime.now(UTC))
        service = Worker(url, jobs, "up", origin.exemption, ahead)
        until(lambda: store.care.counts().briefs == 1)
        assert store.items.list(limit=1)[0].published > datetime.now(UTC) + timedelta(hours=5)
        more = {origin.put(f"/{i}", article(i, f"Report {i} of the works")): f"Report {i}" for i in (1, 2)}
        origin.put("/feed", rss(first | more))
        ahead.write_text("0")
        until(lambda: store.care.counts().briefs == 3)
        assert store.care.check() == ()
        service.kill()


@pytest.mark.slow
def test_an_entry_that_comes_back_to_what_it_said_before_is_taken_up_at_once(
    origin: Origin, tmp_path: Path
) -> None:
    url, jobs = f"sqlite:///{tmp_path}/kilas.db", f"sqlite:///{tmp_path}/jobs.db"
    link = origin.put("/0", article(0, "Report 0 of the works"))
    for path, name in (("/feed", "The Paper"), ("/other", "The Other Paper")):
        origin.put(path, rss({link: "First word"}, name))

    def follow(store: Store, path: str) -> str:
        feed = store.feeds.add(origin.url(path), "rss", rights="link", backlog=50, now=datetime.now(UTC))
        until(
            lambda: any(one.feed.last_success for one in store.feeds.health() if one.feed.id == feed.id), 20
        )
        until(lambda: not store.entries.waiting(1), 20)
        return feed.id

    def has_said(store: Store, feed_id: str, said: str) -> bool:
        return store.entries.of_feed(feed_id)[0].entry.title == said

    with Store.open(url, migrate=True) as store:
        service = Worker(url, jobs, "up", origin.exemption)
        first = follow(store, "/feed")
        for said in ("Second word", "First word", "Second word"):
            origin.put("/feed", rss({link: said}))
            store.feeds.refresh([first], datetime.now(UTC))
            until(partial(has_said, store, first, said), 20)
            until(lambda: not store.entries.waiting(1), 20)

        other = follow(store, "/other")
        store.feeds.remove(first, datetime.now(UTC), purge=True)
        until(lambda: [item.feed_id for item in store.items.list(limit=9)] == [other], 20)

        store.feeds.remove(other, datetime.now(UTC), purge=True)
        assert follow(store, "/other") == other
        assert [item.feed_id for item in store.items.list(limit=9)] == [other]
        assert store.care.check() == ()
        service.kill()
