"""The routes of an owner: how they stand, and what the store keeps of their keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kilas.core.routing import NANO, Bound, Breaker, Budget, Policy, Price, Route
from kilas.llm.config import LAST, Models
from kilas.llm.question import Question
from kilas.llm.walker import Walked, walk
from kilas.pipeline.actions import language_models
from kilas.store import Store
from kilas.testing.clock import Clock
from kilas.testing.inline_pool import InlinePool
from kilas.testing.model_server import ModelServer, quoted_brief, route_to
from tests.store.making import feed, published

pytestmark = pytest.mark.network
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
QUESTION = Question(
    system="s",
    user="u",
    schema={"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]},
    prompt="1",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/kilas.db", migrate=True) as store:
        yield store


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as server:
        yield server


def walked(store: Store, route: Route) -> Walked:
    return walk(
        QUESTION,
        [route],
        policy=Policy(),
        budget=Budget(),
        state=store.models,
        clock=Clock(NOON),
        subject="a",
    )


def breaker(store: Store, route: Route) -> Breaker | None:
    found = language_models.status(store, Models(routes=(route, LAST)), now=NOON)
    return found.rows[0].breaker


def test_a_breaker_that_a_wrong_key_opened_is_shown_until_the_key_changes(
    store: Store, server: ModelServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server.key = "sk-canary-right"
    route = route_to(server, "own", secret="env:A_KEY")
    monkeypatch.setenv("A_KEY", "sk-canary-wrong")
    assert walked(store, route).attempts[0].outcome == "auth"
    shown = breaker(store, route)
    assert shown is not None
    assert shown.is_open(NOON)
    monkeypatch.setenv("A_KEY", "sk-canary-right")
    assert breaker(store, route) is None
    assert walked(store, route).attempts[0].outcome == "ok"
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("kilas.db*"))
    assert b"canary" not in kept
    assert b"own" in kept


DEAR = Price(input=NANO, output=10 * NANO)  # a call of 2,000 tokens out costs 2 cents


def test_a_check_reserves_one_call_so_that_a_tight_budget_lets_a_dear_route_pass(
    store: Store, server: ModelServer
) -> None:
    route = route_to(server, "own", price=DEAR)
    tight = Models(routes=(route, LAST), budget=Budget(per_brief=25 * NANO // 1000))
    (checked,) = language_models.check(store, tight, clock=Clock(NOON))
    assert (checked.attempt.outcome, checked.over) == ("ok", None)
    assert server.seen("own") == 1


@pytest.mark.parametrize("bound", ["per_brief", "per_day", "per_month"])
def test_a_check_that_the_budget_forbids_names_the_bound_and_its_value(
    store: Store, server: ModelServer, bound: Bound
) -> None:
    route = route_to(server, "own", price=DEAR)
    cheap = route_to(server, "cheap", price=Price(input=0, output=2_500_000))
    models = Models(routes=(cheap, route, LAST), budget=Budget(**{bound: NANO // 100}))
    _, checked = language_models.check(store, models, clock=Clock(NOON))
    assert (checked.attempt.outcome, checked.attempt.reason) == ("skipped", f"budget: {bound}")
    assert checked.over is not None
    assert (checked.over.bound, checked.over.allowed) == (bound, NANO // 100)
    assert checked.over.worst_case > checked.over.allowed
    assert checked.over.spent == store.models.spent(NOON).by_bound[bound]
    assert server.seen("own") == 0


def test_a_route_whose_reply_does_not_fit_is_checked_once(store: Store, server: ModelServer) -> None:
    (checked,) = language_models.check(
        store, Models(routes=(route_to(server, "prose"), LAST)), clock=Clock(NOON)
    )
    assert checked.attempt.outcome == "invalid"
    assert server.seen("prose") == 1


def test_a_run_for_the_ranking_ends_at_its_cap_and_says_so(store: Store) -> None:
    with ModelServer(quoted_brief) as server:
        of = feed(store)
        for number in (1, 2, 3):
            published(store, of, number)
        models = Models(routes=(route_to(server, "own", price=DEAR, max_output=500), LAST))

        def run(max_usd: int) -> language_models.Compared:
            return language_models.compare(
                store, models, briefs=3, max_usd=max_usd, pool=InlinePool(), clock=Clock(NOON)
            )

        assert run(0) == language_models.Compared(asked=3, written=0, over_budget=3)
        assert run(NANO) == language_models.Compared(asked=3, written=3, over_budget=0)
        assert server.seen("own") == 3
    assert [one.briefs for one in language_models.rank(store, now=NOON).standings] == [3]
    assert store.models.use(NOON) == ()  # no brief that anybody reads
