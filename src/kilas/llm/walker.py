"""Asks the routes in their order until one gives a usable answer. Whatever fails costs a route, never the brief."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from kilas.core.brief import Attempt
from kilas.core.routing import (
    NANO,
    Budget,
    CallEnd,
    CallReservation,
    Failure,
    Policy,
    Route,
    SkipReason,
    Usage,
    Work,
    rejected,
)
from kilas.llm.keys import key_of
from kilas.llm.question import Answer, Ask, NoAnswer, Question
from kilas.llm.state import RouteState

Check = Callable[[Answer], Failure | None]
_ASKED_AGAIN = frozenset({"invalid", "ungrounded"})
_LEAST_TIME_S = 0.05  # a request with less time left is not made
_MOST_INTERRUPTED = 2  # calls for one question that died with their worker; each is charged as reserved
_BUSY_PAUSE_S = 0.1  # between two looks for a free place
_SETTLING_S = 5.0  # between the end of a call and its settlement


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """The end of a walk. `route` without an answer is the embedded one: the caller writes the brief itself."""

    answer: Answer | None
    route: Route | None  # None: every route failed or was skipped
    attempts: tuple[Attempt, ...]  # one for each route, in order


def ask_connector(route: Route, question: Question, limit_s: float) -> Answer | NoAnswer:
    """`connector.ask`, loaded with its client at the first call."""
    from kilas.llm import connector

    return connector.ask(route, question, limit_s)


def _warm(route: Route) -> None:
    """Load the client of a route, so that the time of a call is that of the call."""
    from kilas.llm import connector

    connector.warm(route)


def accept(_: Answer) -> None:
    """A check that accepts every answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """What holds for every route of a walk."""

    policy: Policy
    budget: Budget
    state: RouteState
    clock: Callable[[], datetime]
    subject: str  # id of the article
    ask: Ask
    check: Check
    work: Work
    retries: int | None  # None: as the route says


def walk(
    question: Question,
    routes: Sequence[Route],
    *,
    policy: Policy,
    budget: Budget,
    state: RouteState,
    clock: Callable[[], datetime],
    subject: str,
    ask: Ask = ask_connector,
    check: Check = accept,
    work: Work = "brief",
    retries: int | None = None,
) -> Walked:
    """Ask the routes in order until `check` accepts an answer.

    Each route starts afresh, without the failures of the one before. A rejected reply is asked for again, at most
    `retries` times (None: `Route.retries`). The worst case is reserved before a call and corrected after it.
    """
    how = _Walk(
        policy=policy,
        budget=budget,
        state=state,
        clock=clock,
        subject=subject,
        ask=ask,
        check=check,
        work=work,
        retries=retries,
    )
    attempts: list[Attempt] = []
    for position, route in enumerate(routes):
        tried = _try(route, question, how)
        attempts.append(tried.attempt)
        if tried.attempt.outcome == "ok":
            rest = skipped(routes[position + 1 :], "not_needed")
            return Walked(answer=tried.answer, route=route, attempts=(*attempts, *rest))
    return Walked(answer=None, route=None, attempts=tuple(attempts))


def skipped(routes: Sequence[Route], reason: SkipReason) -> tuple[Attempt, ...]:
    """Attempts for routes that are not asked at all."""
    return tuple(Attempt(route=route.id, outcome="skipped", reason=reason) for route in routes)


def policy_reason(policy: Policy, route: Route) -> str:
    """The first rule that rejects `route`, as the reason of an attempt; "" for a route that is admitted."""
    rejection = rejected(policy, route)
    return f"policy: {rejection.rule} ({rejection.fact})" if rejection else ""


def worst_case(route: Route, question: Question, retries: int | None = None) -> int:
    """Most that a call may cost, re-asks included, in nano-dollars; 0 where the price is unknown."""
    return _one_request(route, question) * ((route.retries if retries is None else retries) + 1)


def config_of(route: Route, key: str) -> str:
    """Digest of a route's configuration, keyed with its API key: a change of either gives the route a fresh breaker.

    The digest is stored, so it must not reveal the key: it is an HMAC (RFC 2104), cut to 64 bits.
    """
    told = json.dumps(asdict(route), sort_keys=True, default=str).encode()
    return hmac.new(key.encode(), told, hashlib.sha256).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Tried:
    attempt: Attempt
    answer: Answer | None = None


def _try(route: Route, question: Question, how: _Walk) -> _Tried:
    if reason := _barred(route, how):
        return _Tried(Attempt(route=route.id, outcome="skipped", reason=reason))
    if route.kind == "embedded":
        return _Tried(Attempt(route=route.id, outcome="ok"))
    stored = how.state.reply(route.id, question.digest)
    if stored is not None:
        answer = Answer(output=json.loads(stored.output), model=stored.model, usage=stored.usage)
        attempt = Attempt(
            route=route.id, outcome="ok", reason="stored", seconds=stored.seconds, usd=stored.usd / NANO
        )
        return _Tried(attempt, answer)
    now = how.clock()
    if reason := _unready(route, how, now):
        return _Tried(Attempt(route=route.id, outcome="skipped", reason=reason))
    if how.state.interrupted(route.id, question.digest, now) >= _MOST_INTERRUPTED:
        detail = f"{_MOST_INTERRUPTED} calls died with their worker"
        return _Tried(Attempt(route=route.id, outcome="interrupted", reason=detail))
    most = worst_case(route, question, how.retries)
    call = _reserved(_reservation(route, question, most, how), route, how)
    if isinstance(call, str):
        reason = "busy" if call == "busy" else f"budget: {call}"
        return _Tried(Attempt(route=route.id, outcome="skipped", reason=reason))
    return _call(route, question, how, call, most)


def _reserved(asked: CallReservation, route: Route, how: _Walk) -> int | str:
    """The id of a reserved call, or the reason why there is none. Waits for a place, as long as a call may take."""
    until = time.monotonic() + route.deadline_s
    while (call := how.state.reserve(asked, how.budget, how.clock())) == "busy" and time.monotonic() < until:
        time.sleep(_BUSY_PAUSE_S)
    return call


def _barred(route: Route, how: _Walk) -> str:
    """Why a route may not be used at all."""
    if reason := policy_reason(how.policy, route):
        return reason
    return "not_needed" if route.kind == "judge" and how.work not in ("judge", "check", "drill") else ""


def _unready(route: Route, how: _Walk, now: datetime) -> str:
    """Why a route cannot be called now."""
    key = key_of(route)
    if key is None:
        return "no_secret"
    breaker = how.state.breaker(route.id, config_of(route, key))
    if breaker.is_open(now):
        return f"breaker: {breaker.reason}"
    return "price_unknown" if how.budget.is_set and route.price is None else ""


def _reservation(route: Route, question: Question, most: int, how: _Walk) -> CallReservation:
    return CallReservation(
        route=route.id,
        digest=question.digest,
        subject=how.subject,
        work=how.work,
        worst_case=most,
        max_running=route.max_running,
        deadline_s=route.deadline_s + _SETTLING_S,
    )


def _call(route: Route, question: Question, how: _Walk, call: int, most: int) -> _Tried:
    """Ask a route, and settle the call. Nothing is settled if the process ends first: it stays charged as reserved."""
    _warm(route)
    started = time.monotonic()
    last, spent = _asked(route, question, how, started)
    seconds = time.monotonic() - started
    usd = min(spent.usd, most) if route.price is not None else spent.usd
    answer = last if isinstance(last, Answer) else None
    failure = last.failure if isinstance(last, NoAnswer) else None
    done = CallEnd(
        result=failure or "ok",
        usage=spent.usage,
        usd=usd,
        price=route.price,
        seconds=seconds,
        model=answer.model if answer else "",
        reply=json.dumps(answer.output) if answer else None,
    )
    how.state.settle(call, done, how.clock())
    attempt = Attempt(
        route=route.id,
        outcome=failure.fault if failure else "ok",
        reason=failure.detail if failure else "",
        seconds=seconds,
        usd=usd / NANO,
    )
    return _Tried(attempt, answer)


@dataclass(frozen=True, slots=True)
class _Expense:
    usage: Usage = field(default_factory=Usage)
    usd: int = 0

    def plus(self, route: Route, question: Question, got: Answer | NoAnswer) -> _Expense:
        return _Expense(_sum(self.usage, got.usage), self.usd + _cost(route, question, got))


def _asked(
    route: Route, question: Question, how: _Walk, started: float
) -> tuple[Answer | NoAnswer, _Expense]:
    """The last of the replies of a route: the first that is accepted, or the last that its time and retries allow."""
    expense = _Expense()
    asked = question
    retries = route.retries if how.retries is None else how.retries
    for left in range(retries, -1, -1):
        remaining = route.deadline_s - (time.monotonic() - started)
        got = _once(route, asked, how, min(route.timeout_s, remaining))
        expense = expense.plus(route, question, got)
        got = _checked(got, how.check)
        is_late = route.deadline_s - (time.monotonic() - started) < _LEAST_TIME_S
        if isinstance(got, Answer) or not left or is_late or got.failure.fault not in _ASKED_AGAIN:
            break
        asked = question.again(got.failure.detail)
    return got, expense


def _once(route: Route, question: Question, how: _Walk, limit_s: float) -> Answer | NoAnswer:
    try:
        return how.ask(route, question, limit_s)
    except Exception as error:  # never BaseException: who stops a worker stops it
        failure = Failure(fault="garbage", detail=f"the call broke ({type(error).__name__})")
        return NoAnswer(failure=failure, usage=Usage(requests=1), is_metered=False)


def _checked(got: Answer | NoAnswer, check: Check) -> Answer | NoAnswer:
    failure = check(got) if isinstance(got, Answer) else None
    if failure is None:
        return got
    return NoAnswer(
        failure=failure, usage=got.usage, reported_usd=got.reported_usd, is_metered=got.is_metered
    )


def _cost(route: Route, question: Question, got: Answer | NoAnswer) -> int:
    """Cost of one request: as the server reports it, else by its tokens, else the worst."""
    if got.reported_usd is not None:
        return got.reported_usd
    if not got.is_metered:
        return _one_request(route, question)
    used = got.usage
    if route.price is None:
        return 0
    return route.price.cost(used.input_tokens, used.output_tokens, used.cached_tokens)


def _one_request(route: Route, question: Question) -> int:
    return 0 if route.price is None else route.price.cost(question.most_tokens, route.max_output)


def _sum(one: Usage, other: Usage) -> Usage:
    return replace(
        one,
        requests=one.requests + other.requests,
        input_tokens=one.input_tokens + other.input_tokens,
        cached_tokens=one.cached_tokens + other.cached_tokens,
        output_tokens=one.output_tokens + other.output_tokens,
    )
