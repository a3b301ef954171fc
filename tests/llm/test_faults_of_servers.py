"""Every fault of the table, three times in turn: classed as it should be, never an exception, never above the budget."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kilas.core.routing import Budget, OutputMode, Policy, Route
from kilas.llm import connector
from kilas.llm.question import Answer, Question
from kilas.llm.walker import Walked, walk, worst_case
from kilas.testing.clock import Clock
from kilas.testing.model_server import FAULTS, ModelServer
from kilas.testing.route_state import RememberedRoutes

pytestmark = [
    pytest.mark.network,
    pytest.mark.filterwarnings("ignore::pydantic_ai.exceptions.UsageExtractionFailedWarning"),
]
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
SLOW = {name for name, fault in FAULTS.items() if fault.expected == "timeout" and name != "408"}


def of_fault(route: Route, server: ModelServer, name: str) -> Route:
    # a short time where it should run out; long enough for a loaded machine and a slow resolver where it should not
    limit = 0.3 if name in SLOW else 20.0
    return replace(
        route, id=name, base_url=server.url(name), timeout_s=limit, deadline_s=2 * limit, retries=1
    )


def walked(question: Question, routes: list[Route], state: RememberedRoutes, budget: Budget) -> Walked:
    return walk(
        question, routes, policy=Policy(), budget=budget, state=state, clock=Clock(NOON), subject="a1"
    )


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_costs_a_route_and_the_last_good_route_answers(
    name: str, server: ModelServer, route: Route, question: Question
) -> None:
    faulty, expected = of_fault(route, server, name), FAULTS[name].expected
    for turn in range(3):
        asked = replace(question, user=f"{question.user} {turn}")
        state = RememberedRoutes()
        budget = Budget(per_brief=worst_case(faulty, asked) + worst_case(route, asked))
        done = walked(asked, [faulty, route], state, budget)
        assert isinstance(done.answer, Answer)
        assert done.attempts[0].outcome == expected, done.attempts[0].reason
        assert done.attempts[1].outcome == ("skipped" if expected == "ok" else "ok")
        assert done.route is not None
        assert done.route.id == (name if expected == "ok" else "good")
        assert state.spent <= (budget.per_brief or 0)
        assert all(call.charged <= call.asked.worst_case for call in state.calls)


@pytest.mark.parametrize("output", ["native", "tool", "prompted"])
def test_an_obedient_model_answers_in_every_mode(
    output: OutputMode, server: ModelServer, route: Route, question: Question
) -> None:
    got = connector.ask(replace(route, output=output), question, 10.0)
    assert isinstance(got, Answer)
    assert got.output["lead"] == "word"
    assert got.usage.input_tokens > 0


@pytest.mark.parametrize(
    "name", ["prose", "extra_field", "null_fields", "repeated_field", "lone_surrogate", "length"]
)
def test_a_fault_is_classed_alike_where_the_reply_is_the_arguments_of_a_tool(
    name: str, server: ModelServer, route: Route, question: Question
) -> None:
    got = connector.ask(replace(of_fault(route, server, name), output="tool"), question, 5.0)
    assert not isinstance(got, Answer)
    assert got.failure.fault == FAULTS[name].expected


@pytest.mark.parametrize("name", ["tls_expired", "tls_self_signed", "tls_other_host"])
def test_a_server_without_a_valid_certificate_is_told_nothing(
    name: str, server: ModelServer, route: Route, question: Question
) -> None:
    got = connector.ask(of_fault(route, server, name), question, 20.0)
    assert not isinstance(got, Answer)
    assert got.failure.detail == "the server's certificate is not valid"
    assert server.seen(name) == 0
    assert got.is_metered  # nothing was sent, so nothing can be billed


def test_the_table_covers_the_matrix() -> None:
    assert len(FAULTS) >= 60


@pytest.mark.parametrize("name", ["hang", "drip", "slow_head", "comments_for_ever"])
def test_no_server_holds_a_call_beyond_its_deadline(
    name: str, server: ModelServer, route: Route, question: Question
) -> None:
    started = time.monotonic()
    got = connector.ask(of_fault(route, server, name), question, 0.3)
    assert time.monotonic() - started < 2.0
    assert not isinstance(got, Answer)
    assert not got.is_metered  # the vendor may bill it


@pytest.mark.parametrize(
    ("name", "seconds"),
    [("429_seconds", 7.0), ("429_absurd", 86_400.0), ("429_date", 86_400.0), ("429_garbled", None)],
)
def test_a_server_that_asks_for_a_pause_gets_it_up_to_a_day(
    name: str, seconds: float | None, server: ModelServer, route: Route, question: Question
) -> None:
    got = connector.ask(of_fault(route, server, name), question, 5.0)
    assert not isinstance(got, Answer)
    assert got.failure.retry_after_s == seconds


@pytest.mark.parametrize("name", ["401", "402", "404", "429", "500", "refused", "400_context"])
def test_a_rejected_request_costs_nothing(
    name: str, server: ModelServer, route: Route, question: Question
) -> None:
    state = RememberedRoutes()
    walked(question, [of_fault(route, server, name)], state, Budget())
    assert state.spent == 0


@pytest.mark.parametrize(
    "name", ["hang", "cut_off", "reset", "usage_missing", "usage_huge", "usage_negative"]
)
def test_a_request_that_may_have_been_billed_is_charged_at_its_worst(
    name: str, server: ModelServer, route: Route, question: Question
) -> None:
    state = RememberedRoutes()
    faulty = of_fault(route, server, name)
    walked(question, [faulty], state, Budget())
    assert state.spent == worst_case(replace(faulty, retries=0), question)


def test_tokens_of_replies_that_were_rejected_are_charged(
    server: ModelServer, route: Route, question: Question
) -> None:
    state = RememberedRoutes()
    walked(question, [of_fault(route, server, "prose")], state, Budget())
    end = state.calls[0].end
    assert end is not None
    assert (end.usage.requests, end.usage.output_tokens) == (2, 40)
    assert end.usd > 0


def test_markup_is_taken_off_before_anybody_sees_it(
    server: ModelServer, route: Route, question: Question
) -> None:
    for name, text in (("html_field", "Hello"), ("markdown_field", "Hello you"), ("entities", "5 % more")):
        got = connector.ask(of_fault(route, server, name), question, 5.0)
        assert isinstance(got, Answer)
        assert got.output["lead"] == text
