"""The routes of an owner: how they stand, and what the store keeps of their keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kilas.core.routing import Breaker, Budget, Policy, Route
from kilas.llm.config import LAST, Models
from kilas.llm.question import Question
from kilas.llm.walker import Walked, walk
from kilas.pipeline.actions import language_models
from kilas.store import Store
from kilas.testing.clock import Clock
from kilas.testing.model_server import ModelServer, route_to

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
