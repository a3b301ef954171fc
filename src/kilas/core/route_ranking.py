"""Comparison of routes from the owner's own briefs: quality with its interval, cost per accepted brief, latency."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from kilas.core.routing import CallRecord

LEAST_BRIEFS = 30  # fewer say nothing of a route
LEAST_QUALITY = 0.8  # lower bound of the share accepted that a recommended route reaches


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStanding:
    """What a route's calls for briefs came to."""

    route: str
    briefs: int  # judged
    accepted: int
    usd: int  # nano-dollars of all its calls, failed ones, re-asks and judgements included
    p50_s: float
    p95_s: float
    model: str = ""  # that answered last, as it names itself

    @property
    def quality(self) -> tuple[float, float, float]:
        """Share accepted, with its 95 % interval: (lower, share, upper)."""
        low, high = wilson(self.accepted, self.briefs)
        return low, self.accepted / self.briefs if self.briefs else 0.0, high

    @property
    def usd_per_accepted(self) -> int | None:
        """Nano-dollars per accepted brief; None when none was accepted."""
        return math.ceil(self.usd / self.accepted) if self.accepted else None

    @property
    def is_enough(self) -> bool:
        return self.briefs >= LEAST_BRIEFS


Order = Literal["value", "price", "quality", "latency"]


def wilson(accepted: int, of: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson score interval of a share (Wilson 1927).

    >>> [round(bound, 3) for bound in wilson(27, 30)]
    [0.744, 0.965]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not of:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share, spread = accepted / of, z * z / of
    middle = share + spread / 2
    half = z * math.sqrt(share * (1 - share) / of + spread / of / 4)
    return max((middle - half) / (1 + spread), 0.0), min((middle + half) / (1 + spread), 1.0)


def standings(calls: Iterable[CallRecord]) -> tuple[RouteStanding, ...]:
    """The standing of every route, in order of its id. Checks and drills do not count."""
    by_route: dict[str, list[CallRecord]] = {}
    for call in calls:
        if call.work in ("brief", "rank", "reask", "judge"):
            by_route.setdefault(call.route, []).append(call)
    return tuple(_standing(route, by_route[route]) for route in sorted(by_route))


def _standing(route: str, calls: Sequence[CallRecord]) -> RouteStanding:
    briefs = [call for call in calls if call.work in ("brief", "rank")]
    judged = [
        call for call in briefs if call.is_accepted is not None or call.outcome not in ("ok", "skipped")
    ]
    seconds = sorted(call.seconds for call in briefs if call.outcome == "ok") or [0.0]
    return RouteStanding(
        route=route,
        briefs=len(judged),
        accepted=sum(call.is_accepted is True for call in judged),
        usd=sum(call.usd for call in calls),
        p50_s=_at_share(seconds, 0.5),
        p95_s=_at_share(seconds, 0.95),
        model=next((call.model for call in reversed(calls) if call.model), ""),
    )


def _at_share(ordered: Sequence[float], share: float) -> float:
    return ordered[min(math.ceil(share * len(ordered)), len(ordered)) - 1]


def ranked(found: Sequence[RouteStanding], order: Order) -> tuple[RouteStanding, ...]:
    """The standings from best to worst; those with too few briefs stand last.

    "value" puts those of the Pareto front first, the cheapest of them ahead.
    """
    front = {one.route for one in pareto(found)}
    keys: Mapping[Order, Callable[[RouteStanding], tuple[float, ...]]] = {
        "value": lambda s: (s.route not in front, _cost(s), -s.quality[0]),
        "price": lambda s: (_cost(s), -s.quality[0]),
        "quality": lambda s: (-s.quality[0], _cost(s)),
        "latency": lambda s: (s.p50_s, _cost(s)),
    }
    return tuple(sorted(found, key=lambda s: (not s.is_enough, *keys[order](s), s.route)))


def _cost(standing: RouteStanding) -> float:
    cost = standing.usd_per_accepted
    return math.inf if cost is None else cost


def pareto(found: Sequence[RouteStanding]) -> tuple[RouteStanding, ...]:
    """Those with enough briefs that no other beats in both quality and cost per accepted brief."""
    able = [one for one in found if one.is_enough and one.accepted]
    return tuple(one for one in able if not any(_beats(other, one) for other in able))


def _beats(one: RouteStanding, other: RouteStanding) -> bool:
    ours, theirs = (one.quality[1], -_cost(one)), (other.quality[1], -_cost(other))
    return ours != theirs and ours[0] >= theirs[0] and ours[1] >= theirs[1]


def recommended(found: Sequence[RouteStanding], floor: float = LEAST_QUALITY) -> RouteStanding | None:
    """The cheapest route whose lower bound of quality reaches `floor` (0 to 1); None when none does."""
    able = [one for one in found if one.is_enough and one.quality[0] >= floor]
    return min(able, key=lambda s: (_cost(s), -s.quality[0], s.route), default=None)
