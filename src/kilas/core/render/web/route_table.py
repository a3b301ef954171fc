"""Table of the routes to language models, ready to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kilas.core.render.ui_language import Ui
from kilas.core.render.view import line
from kilas.core.render.web.route_charts import percent, route_name, usd
from kilas.core.route_ranking import RouteStanding, ranked, recommended
from kilas.core.routing import EMBEDDED


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRow:
    """One route; "–" stands for a figure that is not known yet."""

    route: str
    model: str = "–"
    briefs: str
    accepted: str = "–"
    interval: str = ""  # of `accepted`; "" if there is none
    cost: str  # US dollars per accepted brief
    seconds: str = "–"  # median and 95th percentile
    share: str  # of the briefs of the last seven days
    is_recommended: bool = False


def route_rows(
    standings: Sequence[RouteStanding], shares: Mapping[str, float], own_briefs: int, ui: Ui
) -> tuple[RouteRow, ...]:
    """The rows, the best value first, the built-in engine last if it wrote any of the briefs.

    `shares` are those of the last seven days, by route.
    """
    best = recommended(standings)
    rows = [
        _row(one, shares.get(one.route, 0.0), best is not None and one.route == best.route, ui)
        for one in ranked(standings, "value")
    ]
    if own_briefs:
        share = percent(shares.get(EMBEDDED, 0.0), ui)
        rows.append(
            RouteRow(
                route=route_name(EMBEDDED, ui), briefs=ui.number(own_briefs), cost=ui.dollars(0), share=share
            )
        )
    return tuple(rows)


def _row(one: RouteStanding, share: float, is_recommended: bool, ui: Ui) -> RouteRow:
    low, accepted, high = one.quality
    return RouteRow(
        route=line(one.route),
        model=line(one.model) or "–",
        briefs=ui.number(one.briefs),
        accepted=percent(accepted, ui) if one.briefs else "–",
        interval=f"{percent(low, ui)}–{percent(high, ui)}" if one.briefs else "",
        cost=ui.dollars(usd(one)) if one.accepted else "–",
        seconds=_seconds(one, ui),
        share=percent(share, ui),
        is_recommended=is_recommended,
    )


def _seconds(one: RouteStanding, ui: Ui) -> str:
    if not one.p95_s:
        return "–"
    return f"{ui.number(one.p50_s, decimals=1)} / {ui.number(one.p95_s, decimals=1)}"
