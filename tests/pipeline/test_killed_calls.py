"""Services that are killed while they wait for a language model: the call counts at once, and is made once more."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kilas.core.brief import Provenance
from kilas.store import Store
from kilas.testing.model_server import Asked, ModelServer
from kilas.testing.origin import Origin, article, rss
from tests.pipeline.conftest import until

pytestmark = [pytest.mark.slow, pytest.mark.network]
WORKER = """
import sys, time
from datetime import timedelta
from kilas.core.routing import Budget, Price, Route
from kilas.llm.config import LAST, Models
from kilas.pipeline import alive, service
from kilas.sources.network_addresses import parse_exemptions
alive.SILENCE, service.BEAT_S, service.SWEEP_S = timedelta(seconds=5), 1.0, 3600.0
url, jobs, name, allow, address = sys.argv[1:]
price = Price(input=100_000_000, output=400_000_000)
route = Route(id="model", kind="openai", model="tiny", base_url=address, price=price, timeout_s=600.0, deadline_s=600.0, max_running=1)
models = Models(routes=(route, LAST), budget=Budget(per_day=10**12))
plan = service.Plan(database_url=url, jobs_url=jobs, executor=name, processes=1, allow=parse_exemptions(allow), host_interval_s=0.0, models=models)
service.Service(plan).start()
print("ready", flush=True)
time.sleep(3600)
"""


@pytest.fixture
def origin() -> Iterator[Origin]:
    site = Origin()
    yield site
    site.close()


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with ModelServer(copied) as server:
        server.fault_of["doomed"] = "hang"
        yield server


def copied(asked: Asked) -> Any:
    shown = re.findall(r"^\[(s\d+)\] (.*)$", asked.text(), re.MULTILINE)
    claims = [{"text": text, "cites": [name]} for name, text in shown[:3]]
    return {"summary": [{"lead": "", "claims": claims}], "watch_next": [], "takeaways": [], "insights": []}


Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(origin: Origin) -> Iterator[Start]:
    """Starts a service over a store and its job log, under a name, with a route to a model; killed at the end."""
    running: list[subprocess.Popen[str]] = []

    def started(url: str, jobs: str, name: str, address: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", WORKER, url, jobs, name, origin.exemption, address]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        assert running[-1].stdout is not None
        assert running[-1].stdout.readline() == "ready\n"
        return running[-1]

    yield started
    for process in running:
        kill(process)


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


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


def test_a_call_whose_worker_was_killed_is_made_once_more_by_another_long_before_its_deadline(
    postgres_database: str, origin: Origin, model: ModelServer, start: Start
) -> None:
    url = postgres_database
    with Store.open(url, migrate=True) as store:
        followed(store, origin)
        doomed = start(url, url, "worker-1", model.url("doomed"))
        until(partial(has_seen, model, 1), 120)
        assert outcomes(store) == []  # in the air
        kill(doomed)
        start(url, url, "worker-2", model.url())
        assert provenance_of_the_one_brief(store).engine == "model"
        assert outcomes(store) == ["interrupted", "ok"]
        assert (model.seen("doomed"), model.seen("ok")) == (1, 1)
        assert store.care.check() == ()


def test_a_call_that_is_interrupted_twice_by_kills_is_not_made_a_third_time(
    origin: Origin, model: ModelServer, tmp_path: Path, start: Start
) -> None:
    url, jobs = f"sqlite:///{tmp_path}/kilas.db", f"sqlite:///{tmp_path}/jobs.db"
    with Store.open(url, migrate=True) as store:
        followed(store, origin)
        for life in (1, 2):
            doomed = start(url, jobs, "up", model.url("doomed"))
            until(partial(has_seen, model, life), 120)
            kill(doomed)
        start(url, jobs, "up", model.url("doomed"))
        told = provenance_of_the_one_brief(store)
        assert told.engine == "embedded"
        assert [(one.route, one.outcome) for one in told.attempts] == [
            ("model", "interrupted"),
            ("embedded", "ok"),
        ]
        assert outcomes(store) == ["interrupted", "interrupted"]
        assert model.seen("doomed") == 2
        assert store.care.check() == ()
