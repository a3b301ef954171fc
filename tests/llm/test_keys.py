"""Keys are read when they are needed and shown nowhere."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kilas.core.routing import Budget, Policy, Route
from kilas.llm import connector
from kilas.llm.keys import key_of
from kilas.llm.question import Answer, Question
from kilas.llm.walker import walk
from kilas.testing.clock import Clock
from kilas.testing.model_server import Asked, ModelServer, example
from kilas.testing.route_state import RememberedRoutes

pytestmark = pytest.mark.network
KEY = "sk-canary-0123456789"
FAULTS = (
    "401",
    "400",
    "403_flagged",
    "html",
    "reset",
    "refused",
    "redirect",
    "prose",
    "tls_expired",
    "tls_none",
    "hang",
    "tool_call",
)


@pytest.fixture
def keyed(route: Route, tmp_path: Path) -> Route:
    path = tmp_path / "key"
    path.write_text(f"{KEY}\n", encoding="utf-8")
    return replace(route, secret=f"file:{path}", timeout_s=0.5)


def test_a_key_comes_from_the_environment_or_a_file(
    keyed: Route, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("A_KEY", f" {KEY} ")
    assert key_of(keyed) == key_of(replace(keyed, secret="env:A_KEY")) == KEY
    assert key_of(replace(keyed, secret="")) == ""
    (tmp_path / "empty").touch()
    (tmp_path / "lines").write_text("a\nb", encoding="utf-8")
    for secret in (
        "env:NO_SUCH_KEY",
        f"file:{tmp_path}/none",
        f"file:{tmp_path}/empty",
        f"file:{tmp_path}/lines",
    ):
        assert key_of(replace(keyed, secret=secret)) is None


@pytest.mark.parametrize("name", FAULTS)
def test_a_key_stands_in_no_log_no_result_and_no_output(
    name: str,
    keyed: Route,
    server: ModelServer,
    question: Question,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    state = RememberedRoutes()
    routes = [replace(keyed, id=name, base_url=server.url(name))]
    done = walk(
        question,
        routes,
        policy=Policy(),
        budget=Budget(),
        state=state,
        clock=Clock(datetime(2026, 11, 30, tzinfo=UTC)),
        subject="a",
    )
    shown = repr((done, state, routes)) + caplog.text + "".join(capfd.readouterr())
    assert KEY not in shown


def test_a_server_that_says_the_key_back_is_not_shown(keyed: Route, question: Question) -> None:
    def echo(asked: Asked) -> object:
        return {**example(asked.schema), "lead": asked.headers["authorization"]}

    with ModelServer(echo) as server:
        got = connector.ask(replace(keyed, base_url=server.url()), question, 5.0)
    assert KEY not in repr(got)
    assert not isinstance(got, Answer)


def test_the_key_goes_to_the_server_of_its_route_alone(
    keyed: Route, server: ModelServer, question: Question
) -> None:
    before = len(server.asked)
    connector.ask(replace(keyed, base_url=server.url("redirect")), question, 5.0)
    (asked,) = server.asked[before:]
    assert asked.path.startswith("/redirect/")  # and no redirect was followed
    assert asked.headers["authorization"] == f"Bearer {KEY}"


def test_nothing_of_the_environment_goes_to_a_server(
    route: Route, server: ModelServer, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("API_KEY", "ORG_ID", "PROJECT_ID", "ADMIN_KEY", "BASE_URL"):
        monkeypatch.setenv(f"OPENAI_{name}", KEY)
    connector.ask(route, question, 5.0)
    assert KEY not in repr(server.asked[-1])


def test_a_route_without_its_key_is_not_called(keyed: Route, question: Question) -> None:
    got = connector.ask(replace(keyed, secret="env:NO_SUCH_KEY"), question, 5.0)
    assert not isinstance(got, Answer)
    assert (got.failure.fault, got.usage.requests) == ("auth", 0)
