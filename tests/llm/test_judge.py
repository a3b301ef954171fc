"""A judge of claims, by typed decision and by a general model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from kilas.core.routing import Budget, Policy, Route
from kilas.llm import judge
from kilas.llm.question import Answer
from kilas.llm.walker import walk
from kilas.testing.clock import Clock
from kilas.testing.model_server import ModelServer
from kilas.testing.route_state import RememberedRoutes

pytestmark = pytest.mark.network
QUESTION = judge.support_question("It rained in Bogor.", ["Rain fell in Bogor.", "It stopped at noon."])


class Decisions:
    """A server of typed decisions that answers as `reply` says."""

    def __init__(self) -> None:
        self.reply: Any = {
            "model": "laya",
            "answers": {"supported": {"type": "noul", "noul": 0.75}},
            "usage": {"input_tokens": 42},
        }
        self.status = 200
        self.seen: list[tuple[str, Any]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.seen.append((self.path, body))
                data = outer.reply if isinstance(outer.reply, bytes) else json.dumps(outer.reply).encode()
                self.send_response(outer.status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()


@pytest.fixture
def decisions() -> Iterator[Decisions]:
    made = Decisions()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def judging(decisions: Decisions, route: Route) -> Route:
    return replace(route, kind="judge", base_url=f"http://127.0.0.1:{decisions.server.server_port}/v1")


def test_a_typed_decision_gives_a_probability_for_claim_and_sentences_alone(
    decisions: Decisions, judging: Route
) -> None:
    got = judge.ask(judging, QUESTION, 5.0)
    assert isinstance(got, Answer)
    assert judge.probability(got) == 0.75
    assert (got.model, got.usage.input_tokens) == ("laya", 42)
    ((path, body),) = decisions.seen
    assert path == "/v1/systemone"
    assert body["state"] == {
        "claim": "It rained in Bogor.",
        "sentences": ["Rain fell in Bogor.", "It stopped at noon."],
    }
    assert body["questions"]["supported"]["type"] == "noul"


@pytest.mark.parametrize(
    ("status", "reply", "fault"),
    [
        (200, {"answers": {"supported": {"noul": 1.5}}}, "garbage"),
        (200, {"answers": {"supported": {"noul": True}}}, "garbage"),
        (200, {"answers": {"supported": {"noul": "0.5"}}}, "garbage"),
        (200, {"answers": {}}, "garbage"),
        (200, {"answers": {"supported": {"noul": 0.5}}, "usage": None}, "garbage"),
        (200, [], "garbage"),
        (200, b"<html>", "garbage"),
        (200, b'{"answers": {"supported": {"noul": NaN}}}', "garbage"),
        (400, {"error": {"message": "bad"}}, "rejected"),
        (401, {}, "auth"),
        (501, {"error": {"message": "This model is not a decision model"}}, "config"),
    ],
)
def test_a_judge_that_fails_is_classed_like_any_route(
    status: int, reply: Any, fault: str, decisions: Decisions, judging: Route
) -> None:
    decisions.status, decisions.reply = status, reply
    got = judge.ask(judging, QUESTION, 5.0)
    assert not isinstance(got, Answer)
    assert got.failure.fault == fault


def test_a_judge_that_does_not_answer_is_left_in_time(server: ModelServer, judging: Route) -> None:
    got = judge.ask(replace(judging, base_url=server.url("hang")), QUESTION, 0.3)
    assert not isinstance(got, Answer)
    assert got.failure.fault == "timeout"


def test_a_general_route_judges_by_yes_or_no(server: ModelServer, route: Route) -> None:
    got = judge.ask(route, QUESTION, 5.0)
    assert isinstance(got, Answer)
    assert judge.probability(got) == 1.0
    sent = json.loads(server.asked[-1].text())
    assert sent.keys() == {"claim", "sentences"}


def test_judging_is_reserved_and_settled_like_writing(decisions: Decisions, judging: Route) -> None:
    state = RememberedRoutes()
    done = walk(
        QUESTION,
        [judging],
        policy=Policy(),
        budget=Budget(per_day=10**9),
        state=state,
        clock=Clock(datetime(2026, 11, 30, tzinfo=UTC)),
        subject="a",
        ask=judge.ask,
        work="judge",
    )
    assert done.answer is not None
    assert state.spent == 42 * 1000
    assert state.calls[0].asked.work == "judge"
