"""Policy, breakers and budgets of language models, and what makes a chain resilient."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.routing import (
    NANO,
    Breaker,
    Budget,
    Failure,
    Fault,
    Policy,
    Price,
    Rejection,
    Route,
    Spent,
    after,
    bound_passed,
    dollars,
    lacks,
    rejected,
)

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
CLOSED = Breaker(route="a", config="c")
QUALITY: tuple[Fault, ...] = ("invalid", "ungrounded", "length", "refused", "context", "rejected")
TEMPORARY: tuple[Fault, ...] = ("timeout", "connect", "server", "garbage")
DIRECT = Route(
    id="direct",
    kind="openai",
    vendor="acme",
    jurisdiction="NL",
    open_weights=True,
    licence="apache-2.0",
    retention_days=0,
    trains=False,
    price=Price(input=NANO // 10, output=NANO),
)
STRICT = Policy(
    jurisdictions=("NL", "self"),
    open_weights=True,
    max_retention_days=0,
    licences=("apache-2.0", "mit"),
    allow_training=False,
    only=("acme",),
    ignore=("other",),
    max_price=Price(input=NANO, output=4 * NANO),
)


def failed(fault: Fault, retry_after_s: float | None = None) -> Failure:
    return Failure(fault=fault, detail="seen", retry_after_s=retry_after_s)


def pause(breaker: Breaker, now: datetime = NOW) -> timedelta:
    assert breaker.open_until is not None
    return breaker.open_until - now


# Policy


def test_a_route_that_satisfies_every_rule_is_admitted() -> None:
    assert rejected(STRICT, DIRECT) is None


@pytest.mark.parametrize(
    ("route", "rule", "fact"),
    [
        (replace(DIRECT, jurisdiction="US"), "jurisdictions", "US"),
        (replace(DIRECT, jurisdiction=None), "jurisdictions", "unknown"),
        (replace(DIRECT, open_weights=False), "open_weights", "no"),
        (replace(DIRECT, open_weights=None), "open_weights", "unknown"),
        (replace(DIRECT, retention_days=30), "max_retention_days", "30"),
        (replace(DIRECT, retention_days=None), "max_retention_days", "unknown"),
        (replace(DIRECT, licence="llama3"), "licences", "llama3"),
        (replace(DIRECT, licence=None), "licences", "unknown"),
        (replace(DIRECT, trains=True), "allow_training", "yes"),
        (replace(DIRECT, trains=None), "allow_training", "unknown"),
        (replace(DIRECT, vendor="other"), "ignore", "direct"),
        (replace(DIRECT, vendor="third"), "only", "direct"),
        (replace(DIRECT, price=None), "max_price", "unknown"),
        (replace(DIRECT, price=Price(input=2 * NANO, output=NANO)), "max_price", "$2.00 in, $1.00 out"),
    ],
)
def test_a_fact_that_breaks_a_rule_or_is_unknown_rejects_the_route(
    route: Route, rule: str, fact: str
) -> None:
    found = rejected(STRICT, route)
    assert found is not None
    assert (found.rule, found.fact) == (rule, fact)


def test_a_rule_that_is_not_set_asks_nothing() -> None:
    assert rejected(Policy(), Route(id="unknown", kind="openai")) is None
    assert (
        rejected(Policy(allow_training=True, open_weights=False), Route(id="unknown", kind="openai")) is None
    )


def test_the_embedded_route_is_never_rejected() -> None:
    assert rejected(replace(STRICT, only=("acme",)), Route(id="embedded", kind="embedded")) is None


def test_only_and_ignore_name_routes_or_vendors() -> None:
    assert rejected(Policy(only=("direct",)), DIRECT) is None
    assert rejected(Policy(ignore=("direct",)), DIRECT) == Rejection(rule="ignore", fact="direct")


# Breakers


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("region", timedelta(days=1)),
        *((f, timedelta(hours=1)) for f in ("auth", "missing", "quota", "config")),
    ],
)
def test_a_fault_that_time_alone_does_not_mend_opens_the_breaker_at_once(
    fault: Fault, expected: timedelta
) -> None:
    opened = after(CLOSED, failed(fault), NOW)
    assert (pause(opened), opened.reason) == (expected, fault)
    assert opened.is_open(NOW + expected - timedelta(seconds=1))
    assert not opened.is_open(NOW + expected)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (None, 30.0),
        (7.0, 30.0),
        (90.0, 90.0),
        (1e12, 86_400.0),
        (float("inf"), 30.0),
        (float("nan"), 30.0),
        (-5, 30.0),
    ],
)
def test_a_route_that_is_too_busy_rests_as_long_as_it_asks_within_bounds(
    asked: float | None, expected: float
) -> None:
    assert pause(after(CLOSED, failed("rate", asked), NOW)) == timedelta(seconds=expected)


@pytest.mark.parametrize("fault", TEMPORARY)
def test_three_temporary_faults_in_a_row_open_the_breaker_and_one_more_doubles_the_pause(
    fault: Fault,
) -> None:
    one = after(CLOSED, failed(fault), NOW)
    two = after(one, failed(fault), NOW)
    assert not one.is_open(NOW)
    assert not two.is_open(NOW)
    breaker, expected = after(two, failed(fault), NOW), timedelta(seconds=30)
    for _ in range(12):
        assert pause(breaker) == expected
        breaker = after(replace(breaker, open_until=None), failed(fault), NOW)  # half open: its pause is over
        expected = min(2 * expected, timedelta(hours=1))
    assert pause(breaker) == timedelta(hours=1)


@pytest.mark.parametrize("fault", QUALITY)
def test_a_bad_answer_is_no_reason_to_stop_asking(fault: Fault) -> None:
    assert after(CLOSED, failed(fault), NOW) == CLOSED
    shaken = replace(CLOSED, fails=2)
    assert after(shaken, failed(fault), NOW) == CLOSED


def test_an_answer_closes_the_breaker() -> None:
    opened = after(CLOSED, failed("region"), NOW)
    assert after(opened, "ok", NOW + timedelta(days=2)) == CLOSED


@given(st.lists(st.sampled_from(get_args(Fault)), min_size=1, max_size=20), st.data())
def test_a_late_report_never_shortens_a_pause(faults: list[Fault], data: st.DataObject) -> None:
    breaker = CLOSED
    for fault in faults:
        asked = data.draw(st.none() | st.floats(0, 1e9))
        following = after(breaker, failed(fault, asked), NOW)
        if fault not in QUALITY and breaker.open_until is not None:
            assert following.open_until is None or following.open_until >= breaker.open_until
        assert following.open_until is None or following.open_until <= NOW + timedelta(days=1)
        breaker = following


# Prices and budgets


def test_a_cost_is_rounded_up_and_cached_input_has_its_own_price() -> None:
    price = Price(input=100_000_000, output=400_000_000, cached_input=10_000_000)
    assert price.cost(1_000_000, 500_000) == 300_000_000
    assert price.cost(1_000_000, 0, cached_tokens=900_000) == 19_000_000
    assert Price(input=1, output=0).cost(1, 0) == 1  # less than a nano-dollar is charged as one
    assert price.cost(0, 0) == 0


@given(st.integers(0, 10**15))
def test_an_amount_in_dollars_can_be_read_back(nano: int) -> None:
    whole, rest = dollars(nano).removeprefix("$").replace(",", "").split(".")
    assert int(whole) * NANO + int(rest.ljust(9, "0")) == nano


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100), st.integers(0, 100))
def test_a_call_is_allowed_only_within_every_bound(brief: int, day: int, month: int, worst: int) -> None:
    budget, spent = Budget(per_brief=50, per_day=70, per_month=90), Spent(brief=brief, day=day, month=month)
    passed = [
        name
        for name, is_passed in (
            ("per_brief", brief + worst > 50),
            ("per_day", day + worst > 70),
            ("per_month", month + worst > 90),
        )
        if is_passed
    ]
    assert bound_passed(budget, spent, worst) == next(iter(passed), None)
    assert bound_passed(Budget(), spent, worst) is None


# The chain

LOCAL = Route(id="own", kind="openai", vendor="self", jurisdiction="self")
GATE = Route(id="gate", kind="openrouter", vendor="openrouter", jurisdiction="US", is_aggregator=True)
LAST = Route(id="embedded", kind="embedded", vendor="self", jurisdiction="self")


def test_a_chain_over_two_vendors_and_seats_with_a_local_route_is_resilient() -> None:
    assert lacks([DIRECT, GATE, LOCAL, LAST]) == ()
    assert lacks([LAST]) == ()


def test_what_a_chain_lacks_is_named() -> None:
    assert lacks([GATE, LAST]) == ("vendors", "jurisdictions", "direct", "local")
    assert lacks([DIRECT, GATE, LOCAL]) == ("embedded_last",)
    assert lacks([LOCAL, LAST]) == ("vendors", "jurisdictions", "direct")
    assert lacks([DIRECT, replace(GATE, jurisdiction="NL"), LAST]) == ("jurisdictions", "local")
    assert lacks([]) == ("embedded_last",)
