"""Which route gives the best value, from the owner's own briefs."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from kilas.core.route_ranking import (
    Order,
    RouteStanding,
    pareto,
    ranked,
    recommended,
    standings,
    wilson,
)
from kilas.core.routing import CallRecord, Outcome, Usage, Work

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def call(
    route: str,
    *,
    outcome: Outcome = "ok",
    accepted: bool | None = True,
    usd: int = 10,
    seconds: float = 1.0,
    work: Work = "brief",
) -> CallRecord:
    return CallRecord(
        route=route,
        subject="a",
        work=work,
        outcome=outcome,
        usage=Usage(requests=1),
        usd=usd,
        seconds=seconds,
        created=NOW,
        is_accepted=accepted,
    )


def standing(
    route: str, accepted: int, briefs: int = 100, usd: int = 1_000, p50_s: float = 1.0
) -> RouteStanding:
    return RouteStanding(route=route, briefs=briefs, accepted=accepted, usd=usd, p50_s=p50_s, p95_s=2 * p50_s)


def test_all_that_a_route_cost_is_divided_by_its_accepted_briefs() -> None:
    calls = [
        call("a"),
        call("a", accepted=False),
        call("a", outcome="timeout", accepted=None, usd=5),
        call("a", work="reask", accepted=None, usd=3),
        call("a", work="judge", accepted=None, usd=2),
        call("a", work="drill", usd=99),
        call("a", accepted=None, usd=0),  # not judged yet
    ]
    (found,) = standings(calls)
    assert (found.briefs, found.accepted, found.usd, found.usd_per_accepted) == (3, 1, 30, 30)


def test_seconds_are_those_of_answers() -> None:
    calls = [call("a", seconds=float(s)) for s in range(1, 21)] + [
        call("a", outcome="timeout", seconds=900.0)
    ]
    (found,) = standings(calls)
    assert (found.p50_s, found.p95_s) == (10.0, 19.0)


def test_a_cheap_route_that_is_never_accepted_wins_nothing() -> None:
    bad, good = standing("bad", accepted=0, usd=0), standing("good", accepted=95)
    assert bad.usd_per_accepted is None
    orders: tuple[Order, ...] = ("value", "price", "quality")
    for order in orders:
        assert ranked([bad, good], order)[0] == good
    assert pareto([bad, good]) == (good,)
    assert recommended([bad, good], 0.5) == good


def test_the_front_holds_those_that_nobody_beats_in_both() -> None:
    cheap = standing("cheap", accepted=70, usd=100)
    best = standing("best", accepted=99, usd=9_900)
    beaten = standing("beaten", accepted=60, usd=5_000)
    assert pareto([cheap, best, beaten]) == (cheap, best)
    assert [one.route for one in ranked([beaten, best, cheap], "value")] == ["cheap", "best", "beaten"]
    assert [one.route for one in ranked([beaten, best, cheap], "quality")] == ["best", "cheap", "beaten"]


def test_the_cheapest_whose_lower_bound_reaches_the_floor_is_recommended() -> None:
    cheap, best = standing("cheap", accepted=85, usd=100), standing("best", accepted=99, usd=9_900)
    assert recommended([cheap, best], 0.7) == cheap
    assert recommended([cheap, best], 0.8) == best  # 85 of 100: the lower bound is .767
    assert recommended([cheap, best], 0.99) is None


def test_thirty_briefs_are_needed() -> None:
    few = standing("few", accepted=29, briefs=29, usd=1)
    assert not few.is_enough
    assert pareto([few]) == ()
    assert recommended([few], 0.0) is None
    assert ranked([few, standing("slow", 10, p50_s=90.0)], "latency")[0].route == "slow"


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_share(accepted: int, rest: int) -> None:
    low, high = wilson(accepted, accepted + rest)
    assert 0.0 <= low <= high <= 1.0
    if accepted + rest:
        assert low - 1e-9 <= accepted / (accepted + rest) <= high + 1e-9
