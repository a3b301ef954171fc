"""Services of one process: killed among entries and in the middle of a model's call; one whose clock is set back."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kilas.core.brief import Provenance
from kilas.store import Store
from kilas.testing.model_server import Asked, ModelServer
from kilas.testing.origin import Origin, article, rss
from tests.pipeline.conftest import until

WORKER = """
import sys, time
from datetime import timedelta
from pathlib import Path
from kilas.pipeline import alive, service
from kilas.pipeline.hosts import wall_clock
from kilas.core.routing import Budget, Price, Route
from kilas.llm.config import LAST, Models
from kilas.sources.network_addresses import parse_exemptions
alive.SILENCE, service.BEAT_S, service.SWEEP_S = timedelta(seconds=5), 1.0, 3600.0
url, jobs, name, allow, ahead, address = sys.argv[1:]
def clock():
    return wall_clock() + timedelta(hours=float(Path(ahead).read_text() if ahead else 0))
price = Price(input=100_000_000, output=400_000_000)
route = Route(id="model", kind="openai", model="tiny", base_url=address, price=price, timeout_s=600.0, deadline_s=600.0, max_running=1)
models = Models(routes=(route, LAST), budget=Budget(per_day=10**12)) if address else Models()
plan = service.Plan(database_url=url, jobs_url=jobs, executor=name, processes=1, allow=parse_exemptions(allow), host_interval_s=0.0, models=models)
service.Service(plan, clock).start()
print("ready", flush=True)
time.sleep(3600)
"""
ENTRIES = 12


class Worker:
    def __init__(
        self, url: str, jobs: str, name: str, allow: str, ahead: Path | None = None, model: str = ""
    ) -> None:
        told = [url, jobs, name, allow, str(ahead or ""), model]
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
def model() -> Iterator[ModelServer]:
    with ModelServer(copied) as server:
        server.fault_of["doomed"] = "hang"
        yield server


def copied(asked: Asked) -> Any:
    shown = re.findall(r"^\[(s\d+)\] (.*)$", asked.text(), re.MULTILINE)
    claims = [{"text": text, "cites": [name]} for name, text in shown[:3]]
    return {"summary": [{"lead": "", "claims": claims}], "watch_next": [], "takeaways": [], "insights": []}


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


def followed(store: Store, origin: Origin) -> None:
    origin.put("/feed", rss({origin.put("/0", article(0, "Report 0 of the works")): "Report 0"}))
    store.feeds.add(origin.url("/feed"), "rss", rights="link", backlog=50, now=datetime.now(UTC))


def provenance_of_the_one_brief(store: Store) -> Provenance:
    until(lambda: store.care.counts().briefs == 1, 120)
    (item,) = store.items.list(limit=2)
    made = store.items.brief(item.id)
    assert made is not None
    return made.provenance


def has_seen(model: ModelServer, requests: int) -> bool:
    return model.seen("doomed") == requests


def outcomes(store: Store) -> list[str]:
    """How calls ended, long before the deadline of any."""
    return [one.outcome for one in store.models.calls(datetime.fromtimestamp(0, UTC), datetime.now(UTC))]


@pytest.mark.slow
@pytest.mark.network
def test_a_call_whose_worker_was_killed_is_made_once_more_by_another_long_before_its_deadline(
    postgres_database: str, origin: Origin, model: ModelServer
) -> None:
    url = postgres_database
    with Store.open(url, migrate=True) as store:
        followed(store, origin)
        doomed = Worker(url, url, "worker-1", origin.exemption, model=model.url("doomed"))
        until(lambda: model.seen("doomed") == 1, 120)
        assert outcomes(store) == []  # in the air
        doomed.kill()
        survivor = Worker(url, url, "worker-2", origin.exemption, model=model.url())
        assert provenance_of_the_one_brief(store).engine == "model"
        survivor.kill()
        assert outcomes(store) == ["interrupted", "ok"]
        assert (model.seen("doomed"), model.seen("ok")) == (1, 1)
        assert store.care.check() == ()


@pytest.mark.slow
@pytest.mark.network
def test_a_call_that_is_interrupted_twice_by_kills_is_not_made_a_third_time(
    origin: Origin, model: ModelServer, tmp_path: Path
) -> None:
    url, jobs = f"sqlite:///{tmp_path}/kilas.db", f"sqlite:///{tmp_path}/jobs.db"
    with Store.open(url, migrate=True) as store:
        followed(store, origin)
        for life in (1, 2):
            doomed = Worker(url, jobs, "up", origin.exemption, model=model.url("doomed"))
            until(partial(has_seen, model, life), 120)
            doomed.kill()
        last = Worker(url, jobs, "up", origin.exemption, model=model.url("doomed"))
        told = provenance_of_the_one_brief(store)
        last.kill()
        assert told.engine == "embedded"
        assert [(one.route, one.outcome) for one in told.attempts] == [
            ("model", "interrupted"),
            ("embedded", "ok"),
        ]
        assert outcomes(store) == ["interrupted", "interrupted"]
        assert model.seen("doomed") == 2
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
