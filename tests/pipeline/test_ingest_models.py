"""Entries briefed by language models: a step of its own, whose replies survive it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kilas.core.brief import Brief
from kilas.llm.config import LAST, Models
from kilas.pipeline import ingest
from kilas.pipeline.model_writing import Desk
from kilas.store.records import StoredEntry
from kilas.testing.model_server import ModelServer, quoted_brief, route_to
from kilas.testing.origin import article, rss
from tests.pipeline.conftest import Works

pytestmark = pytest.mark.network


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(quoted_brief) as server:
        yield server


@pytest.fixture
def asking(works: Works, server: ModelServer) -> Works:
    """A service with two routes, before the built-in engine."""
    routes = tuple(route_to(server, name) for name in ("first", "second"))
    bench = ingest._at()
    desk = Desk(
        models=Models(routes=(*routes, LAST)), state=works.store.models, pool=bench.pool, clock=works.clock
    )
    ingest.use(
        ingest.Workbench(
            store=bench.store,
            pool=bench.pool,
            gate=bench.gate,
            allow=bench.allow,
            clock=bench.clock,
            desk=desk,
        )
    )
    return works


def polled(works: Works, page: str, **more: Any) -> StoredEntry:
    works.origin.put("/wire.xml", rss({works.origin.put("/a", page): "The bridge"}, "Wire"))
    works.add("/wire.xml", **more)
    (stored,) = works.poll()
    return stored


def brief_of(works: Works) -> Brief:
    (item,) = works.items()
    made = works.store.items.brief(item.id)
    assert made is not None
    return made


def test_an_entry_is_briefed_by_the_first_route(asking: Works, server: ModelServer) -> None:
    asking.steps(polled(asking, article(1)))
    told = brief_of(asking).provenance
    assert (told.engine, told.route) == ("model", "first")
    assert server.seen("first") == 1
    (call,) = asking.store.models.calls(asking.now.replace(hour=0), asking.now)
    assert call.is_accepted is True


def test_a_step_that_runs_again_after_a_crash_pays_for_nothing_twice(
    asking: Works, server: ModelServer
) -> None:
    stored = polled(asking, article(1))
    digest = stored.entry.digest
    outcome = ingest.read(stored.id, digest, 0)
    first = ingest.ask(stored.id, digest, outcome)
    again = ingest.ask(stored.id, digest, outcome)
    assert again["output"] == first["output"]
    assert server.seen("first") == 1
    assert ingest.write(stored.id, digest, {**outcome, "replies": again}) == "briefed"


def test_a_feed_with_a_route_of_its_own_uses_no_other(asking: Works, server: ModelServer) -> None:
    stored = polled(asking, article(1))
    asking.store.feeds.set_route(stored.feed_id, "second")
    asking.steps(stored)
    assert brief_of(asking).provenance.route == "second"
    assert server.seen("first") == 0


def test_a_reserved_page_of_a_feed_without_licence_is_shown_to_no_model(
    asking: Works, server: ModelServer
) -> None:
    asking.steps(
        polled(asking, article(1, "The bridge is open again", '<meta name="robots" content="noai">'))
    )
    assert [item.kind for item in asking.items()] == ["link"]
    assert server.asked == []


def test_work_of_before_the_routes_were_configured_ends_as_it_began(
    asking: Works, server: ModelServer
) -> None:
    stored = polled(asking, article(1))
    outcome = ingest.read(stored.id, stored.entry.digest, 0)
    del outcome["asks"]
    assert ingest.write(stored.id, stored.entry.digest, outcome) == "briefed"
    assert brief_of(asking).provenance.engine == "embedded"
    assert server.asked == []


def test_routes_that_are_gone_leave_the_built_in_engine(asking: Works, server: ModelServer) -> None:
    server.fault_of = {"first": "500", "second": "401"}
    asking.steps(polled(asking, article(1)))
    told = brief_of(asking).provenance
    assert told.engine == "embedded"
    assert [(one.route, one.outcome) for one in told.attempts] == [
        ("first", "server"),
        ("second", "auth"),
        ("embedded", "ok"),
    ]
