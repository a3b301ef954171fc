"""Services of one process: two on one PostgreSQL database, one of which is killed; one whose clock is set back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from kilas.store import Store
from kilas.testing.origin import Origin, article, rss
from tests.pipeline.conftest import until

WORKER = """
import sys, time
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
service.Service(plan, clock).start()
print("ready", flush=True)
time.sleep(3600)
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

    def kill(self) -> None:
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
