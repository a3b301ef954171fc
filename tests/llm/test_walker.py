"""The walk along the chain of routes."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kilas.core.routing import Budget, CallReservation, Failure, Policy, Price, Route, Usage
from kilas.llm import connector
from kilas.llm.question import Answer, NoAnswer, Question
from kilas.llm.walker import Walked, config_of, skipped, walk, worst_case
from kilas.testing.clock import Clock
from kilas.testing.model_server import Asked, ModelServer, example
from kilas.testing.route_state import RememberedRoutes

pytestmark = pytest.mark.network
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
EMBEDDED = Route(id="embedded", kind="embedded")


def go(question: Question, *routes: Route, state: RememberedRoutes | None = None, **how: Any) -> Walked:
    settled = {"policy": Policy(), "budget": Budget(), "clock": Clock(NOON), "subject": "a1", **how}
    return walk(question, routes, state=state or RememberedRoutes(), **settled)


def outcomes(done: Walked) -> list[tuple[str, str]]:
    return [(a.outcome, a.reason) if a.outcome == "skipped" else (a.outcome, "") for a in done.attempts]


def answers(output: dict[str, Any], usage: Usage | None = None) -> Any:
    return lambda *_: Answer(
        output=output, usage=usage or Usage(requests=1, input_tokens=10, output_tokens=5)
    )


def test_each_route_that_is_not_called_says_why(route: Route, question: Question) -> None:
    state = RememberedRoutes()
    for _ in range(3):
        go(question, replace(route, id="broken"), state=state, ask=lambda *_: no("timeout"))
    state.reserve(reservation("busy", max_running=1), Budget(), NOON)
    done = go(
        question,
        replace(route, id="foreign", jurisdiction="US"),
        replace(route, id="broken"),
        replace(route, id="keyless", secret="env:KILAS_NO_SUCH_KEY"),
        replace(route, id="priceless", price=None),
        replace(route, id="busy", max_running=1, deadline_s=0.2),
        replace(route, id="dear", price=Price(input=10**15, output=10**15)),
        replace(route, id="judge", kind="judge"),
        route,
        EMBEDDED,
        state=state,
        policy=Policy(jurisdictions=("self",)),
        budget=Budget(per_day=10**12),
    )
    assert outcomes(done) == [
        ("skipped", "policy: jurisdictions (US)"),
        ("skipped", "breaker: timeout"),
        ("skipped", "no_secret"),
        ("skipped", "price_unknown"),
        ("skipped", "busy"),
        ("skipped", "budget: per_day"),
        ("skipped", "not_needed"),
        ("ok", ""),
        ("skipped", "not_needed"),
    ]


def test_a_full_route_is_waited_for(route: Route, question: Question) -> None:
    state = RememberedRoutes()
    state.reserve(reservation(route.id, max_running=1, deadline_s=0.3), Budget(), datetime.now(UTC))
    done = go(
        question,
        replace(route, max_running=1, deadline_s=20.0),
        EMBEDDED,
        state=state,
        clock=lambda: datetime.now(UTC),
    )
    assert outcomes(done)[0] == ("ok", "")


def no(fault: Any, *, is_metered: bool = True) -> NoAnswer:
    return NoAnswer(failure=Failure(fault=fault, detail=""), usage=Usage(requests=1), is_metered=is_metered)


def reservation(route: str, digest: str = "d", **other: Any) -> CallReservation:
    values: dict[str, Any] = {
        "route": route,
        "digest": digest,
        "subject": "a0",
        "work": "brief",
        "worst_case": 7,
        "max_running": 9,
        "deadline_s": 90.0,
        **other,
    }
    return CallReservation(**values)


def test_the_embedded_route_ends_the_walk_without_an_answer(route: Route, question: Question) -> None:
    done = go(question, route, EMBEDDED, ask=lambda *_: no("server"))
    assert (done.answer, done.route) == (None, EMBEDDED)
    assert outcomes(done) == [("server", ""), ("ok", "")]


def test_a_chain_that_fails_whole_ends_without_a_route(route: Route, question: Question) -> None:
    done = go(question, route, replace(route, id="b"), ask=lambda *_: no("rate"))
    assert (done.answer, done.route) == (None, None)


def test_a_price_unknown_is_no_hindrance_without_a_budget(route: Route, question: Question) -> None:
    done = go(question, replace(route, price=None))
    assert done.answer is not None
    assert done.attempts[0].usd == 0


def test_a_finished_call_is_never_paid_for_twice(
    server: ModelServer, route: Route, question: Question
) -> None:
    state = RememberedRoutes()
    first = go(question, route, state=state)
    before, spent = len(server.asked), state.spent
    again = go(question, route, state=state)
    assert again.answer is not None
    assert first.answer is not None
    assert again.answer.output == first.answer.output
    assert again.attempts[0].reason == "stored"
    assert (len(server.asked), state.spent) == (before, spent)


def test_a_stored_reply_is_used_though_the_route_is_out(route: Route, question: Question) -> None:
    state = RememberedRoutes()
    go(question, route, state=state)
    go(replace(question, user="Another."), route, state=state, ask=lambda *_: no("auth"))
    assert go(question, route, state=state).attempts[0].outcome == "ok"


def test_an_interrupted_call_stays_charged_and_is_tried_once_more(route: Route, question: Question) -> None:
    state, clock = RememberedRoutes(), Clock(NOON)

    def die(*_: Any) -> Answer:
        raise KeyboardInterrupt

    for died in (1, 2):
        with pytest.raises(KeyboardInterrupt):
            go(question, route, state=state, clock=clock, ask=die)
        assert state.spent == died * worst_case(route, question)
        clock.forward(timedelta(minutes=5))
    done = go(question, route, state=state, clock=clock)
    assert done.attempts[0].outcome == "interrupted"
    assert len(state.calls) == 2


def test_an_exception_of_a_client_is_a_failure_like_any_other(route: Route, question: Question) -> None:
    def broken(asked: Route, *_: Any) -> Answer:
        if asked.id == "broken":
            raise IndexError("list index out of range")
        return Answer(output={"lead": "x"})

    state = RememberedRoutes()
    done = go(question, replace(route, id="broken"), route, state=state, ask=broken)
    assert [a.outcome for a in done.attempts] == ["garbage", "ok"]
    assert state.calls[0].charged == worst_case(replace(route, retries=0), question)


def test_a_reply_without_ground_is_asked_for_once_more_and_the_next_route_starts_clean(
    route: Route, question: Question
) -> None:
    def reply(asked: Asked) -> Any:
        seen.append(asked.text())
        return example(asked.schema)

    def check(_: Answer) -> Failure | None:
        return Failure(fault="ungrounded", detail="claim 2 has no ground") if len(seen) < 3 else None

    seen: list[str] = []
    with ModelServer(reply) as server:
        first, second = (replace(route, id=name, base_url=server.url(name)) for name in "ab")
        done = go(question, first, second, check=check)
    assert [a.outcome for a in done.attempts] == ["ungrounded", "ok"]
    assert seen[0] == seen[2] == question.user
    assert "claim 2 has no ground" in seen[1]


@pytest.mark.parametrize("retries", [0, 1, 3])
def test_there_is_one_loop_of_retries(
    retries: int, server: ModelServer, route: Route, question: Question
) -> None:
    name = f"loop{retries}"
    server.fault_of[name] = "prose"
    state = RememberedRoutes()
    go(question, replace(route, base_url=server.url(name), retries=retries), state=state)
    assert server.seen(name) == retries + 1
    assert state.spent <= worst_case(replace(route, retries=retries), question)


@pytest.mark.parametrize("fault", ["500", "429", "hang", "length", "html"])
def test_other_failures_are_not_tried_again(
    fault: str, server: ModelServer, route: Route, question: Question
) -> None:
    name = f"once-{fault}"
    server.fault_of[name] = fault
    go(question, replace(route, base_url=server.url(name), timeout_s=0.3, retries=3))
    assert server.seen(name) == 1


def test_re_asks_end_with_the_deadline_of_the_call(route: Route, question: Question) -> None:
    def slow(_: Route, __: Question, limit_s: float) -> NoAnswer:
        limits.append(limit_s)
        time.sleep(0.1)
        return no("invalid")

    limits: list[float] = []
    go(question, replace(route, retries=50, timeout_s=0.2, deadline_s=0.35), ask=slow)
    assert 2 <= len(limits) <= 4
    assert limits[0] == 0.2
    assert limits[-1] < 0.2


def test_a_cost_that_the_server_reports_is_used_up_to_what_was_reserved(
    route: Route, question: Question
) -> None:
    told = Answer(output={}, usage=Usage(requests=1, input_tokens=9, output_tokens=9), reported_usd=123)
    state = RememberedRoutes()
    go(question, route, state=state, ask=lambda *_: told)
    assert state.spent == 123
    state = RememberedRoutes()
    go(question, route, state=state, ask=lambda *_: replace(told, reported_usd=10**18))
    assert state.spent == worst_case(route, question)


def test_cached_tokens_cost_their_own_price(route: Route, question: Question) -> None:
    state = RememberedRoutes()
    priced = replace(route, price=Price(input=10**9, output=0, cached_input=10**8))
    usage = Usage(requests=1, input_tokens=1000, cached_tokens=1000, output_tokens=5)
    go(question, priced, state=state, ask=answers({}, usage))
    assert state.spent == 100_000


def test_rights_keep_every_route_from_being_asked(route: Route) -> None:
    assert [a.reason for a in skipped([route, EMBEDDED], "rights")] == ["rights", "rights"]


# Faults of LiteLLM's router


def test_a_route_out_of_credit_is_left_alone_whatever_status_says_so(
    server: ModelServer, route: Route, question: Question
) -> None:
    for fault in ("400_credit", "402", "429_quota"):
        state = RememberedRoutes()
        poor = replace(route, id=fault, base_url=server.url(fault))
        go(question, poor, route, state=state)
        done = go(replace(question, user="Another."), poor, route, state=state)
        assert outcomes(done) == [("skipped", "breaker: quota"), ("ok", "")]


def test_every_failure_counts_however_alike_they_are(
    server: ModelServer, route: Route, question: Question
) -> None:
    state, clock = RememberedRoutes(), Clock(NOON)
    bad = replace(route, id="bad", base_url=server.url("500"))
    seen = [go(question, bad, state=state, clock=clock).attempts[0].outcome for _ in range(4)]
    assert seen == ["server", "server", "server", "skipped"]
    clock.forward(timedelta(seconds=31))  # half open: one more failure opens it again, for longer
    assert go(question, bad, state=state, clock=clock).attempts[0].outcome == "server"
    clock.forward(timedelta(seconds=31))
    assert go(question, bad, state=state, clock=clock).attempts[0].outcome == "skipped"
    clock.forward(timedelta(seconds=31))
    assert go(question, bad, state=state, clock=clock).attempts[0].outcome == "server"


def test_a_route_that_fails_as_second_cools_down_as_one_that_fails_first_would(
    server: ModelServer, route: Route, question: Question
) -> None:
    state, clock = RememberedRoutes(), Clock(NOON)
    first = replace(route, id="first", base_url=server.url("prose"))
    second = replace(route, id="second", base_url=server.url("429_absurd"))
    go(question, first, second, route, state=state, clock=clock)
    other = replace(question, user="Another.")
    assert outcomes(go(other, first, second, route, state=state, clock=clock))[1:] == [
        ("skipped", "breaker: rate"),
        ("ok", ""),
    ]
    assert state.breakers["second"].open_until == NOON + timedelta(days=1)
    clock.forward(timedelta(days=1))
    done = go(replace(question, user="A third."), second, state=state, clock=clock)
    assert done.attempts[0].outcome == "rate"


# Many routes


def test_a_chain_of_twenty_one_routes_ends_in_an_answer_and_is_quick_the_second_time(
    server: ModelServer, route: Route, question: Question
) -> None:
    faults = (
        (
            "401 402 403 403_country 404 429 451 500 502 503 400 html cut_json no_choices prose wrong extra_field "
            "length refused reset"
        )
        .replace(" wrong", " null")
        .split()
    )
    routes = [replace(route, id=name, base_url=server.url(name), retries=0) for name in faults]
    state = RememberedRoutes()
    done = go(question, *routes, route, state=state)
    assert len(done.attempts) == 21
    assert done.route == route
    again = go(replace(question, user="Another."), *routes, route, state=state)
    open_at_once = {"401", "402", "403", "403_country", "404", "429", "451"}
    assert {a.route for a in again.attempts if a.reason.startswith("breaker")} == open_at_once


def test_a_changed_route_gets_a_fresh_breaker(route: Route, question: Question) -> None:
    state = RememberedRoutes()
    go(question, route, state=state, ask=lambda *_: no("auth"))
    assert go(question, route, state=state).attempts[0].outcome == "skipped"
    assert go(question, replace(route, model="tiny-2"), state=state).attempts[0].outcome == "ok"


@pytest.mark.parametrize("place", ["env", "file"])
def test_a_new_key_closes_the_breaker_at_once(
    place: str, route: Route, question: Question, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def set_key(key: str) -> None:
        monkeypatch.setenv("A_KEY", key)
        (tmp_path / "key").write_text(key, encoding="utf-8")

    state = RememberedRoutes()
    with ModelServer() as server:
        server.key = "sk-new"
        secret = "env:A_KEY" if place == "env" else f"file:{tmp_path / 'key'}"
        keyed = replace(route, base_url=server.url(), secret=secret)
        set_key("sk-old")
        assert outcomes(go(question, keyed, state=state)) == [("auth", "")]
        assert outcomes(go(question, keyed, state=state)) == [("skipped", "breaker: auth")]
        set_key("sk-new")
        assert outcomes(go(question, keyed, state=state)) == [("ok", "")]
    assert [asked.headers["authorization"] for asked in server.asked] == ["Bearer sk-old", "Bearer sk-new"]


def test_a_key_that_is_gone_for_a_while_opens_no_breaker_and_closes_none(
    route: Route, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, keyed = RememberedRoutes(), replace(route, secret="env:A_KEY")
    monkeypatch.setenv("A_KEY", "sk-old")
    go(question, keyed, state=state, ask=lambda *_: no("auth"))
    monkeypatch.delenv("A_KEY")
    assert outcomes(go(question, keyed, state=state)) == [("skipped", "no_secret")]
    monkeypatch.setenv("A_KEY", "sk-old")
    assert outcomes(go(question, keyed, state=state)) == [("skipped", "breaker: auth")]


def test_what_is_kept_of_a_key_depends_on_all_of_it_and_does_not_show_it(route: Route) -> None:
    keys = ("", "sk-canary-1", "sk-canary-2", "sk-canary-1" * 20)
    kept = [config_of(route, key) for key in keys]
    assert len({*kept, config_of(replace(route, model="tiny-2"), "sk-canary-1")}) == 5
    assert all(len(digest) == 16 and "canary" not in digest for digest in kept)


def test_the_walker_loads_no_client_before_a_model_is_called() -> None:
    code = (
        "import sys, kilas.llm.walker, kilas.llm.judge; print(' '.join(m.split('.')[0] for m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pydantic_ai", "openai", "httpx2", "llama_cpp", "pydantic"} & set(done.stdout.split())


def test_the_time_of_a_call_begins_when_its_client_is_loaded(
    route: Route, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    clock = time.monotonic
    monkeypatch.setattr(connector, "warm", lambda _: seen.append("loaded"))

    def timed() -> float:
        seen.append("time")
        return clock()

    def asked(*_: object) -> NoAnswer:
        seen.append("asked")
        return no("timeout")

    monkeypatch.setattr(time, "monotonic", timed)
    go(question, route, ask=asked)
    before = seen[: seen.index("asked")]
    assert "time" in before[before.index("loaded") :]
    assert seen.count("loaded") == 1
