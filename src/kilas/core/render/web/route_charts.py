"""Charts of the routes to language models as SVG: quality against cost, and the share of use by week.

Shape and labels repeat what colour shows, and each drawing has a description with the same figures. Colours and fonts
come from `static/charts.css`, so that they follow the reader's scheme.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import NamedTuple, Protocol

from babel.dates import format_date
from markupsafe import Markup

from kilas.core.render.html_page import style_sheet
from kilas.core.render.inline import text as safe
from kilas.core.render.ui_language import Ui, noop, speak
from kilas.core.render.working import plain_line
from kilas.core.route_ranking import LEAST_BRIEFS, RouteStanding, pareto, recommended
from kilas.core.routing import EMBEDDED, NANO

WIDTH = 400
_HEIGHT = 240  # of the plot, without its labels
_LEFT, _RIGHT, _TOP = 42, 392, 28
_BOTTOM = _TOP + _HEIGHT
_FREE = 74  # width reserved for routes that cost nothing: zero has no place on a scale of powers
_FREE_AT = 14
_MOST_TICKS = 5
_CHARACTER = 7.3  # width of a letter, roughly
_STEP = 6  # between the places of a line that names avoid
_NAME, _BESIDE = 24, 15  # most letters of a route's name: beside its point, beside its bars
_ROW, _BAR = 40, 32  # height of a route's row, and of its highest bar
_BARS_FROM, _BARS_TO = 118, 350
MOST_WEEKS = 26
_TWO_DATES = 5  # weeks, from which there is room for the first date beside the last
_WEEK = timedelta(days=7)
_QUALITY = noop("Quality against cost")
_USE = noop("Share of use by week")
_NOTHING = noop("No language model has written a brief yet.")


class Used(Protocol):
    """Use of a route in one week."""

    @property
    def route(self) -> str: ...
    @property
    def since(self) -> datetime: ...
    @property
    def briefs(self) -> int: ...
    @property
    def share(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart without its frame."""

    title: str
    told: str  # the same in words
    height: int
    body: str


def models_svg(standings: Sequence[RouteStanding], use: Iterable[Used], ui: Ui | None = None) -> str:
    """Both charts as one SVG file, light or dark as its reader prefers."""
    ui = ui or speak("en")
    parts, top = [], 0
    for drawing in (quality_against_cost(standings, ui), use_by_week(use, ui)):
        parts.append(f'<g transform="translate(0 {top})">{_headed(drawing)}</g>')
        top += drawing.height + 40
    told = f"{quality_against_cost(standings, ui).told} {use_by_week(use, ui).told}"
    colours, _, _ = style_sheet("brief").partition("*{box-sizing")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="routes" viewBox="-16 -8 {WIDTH + 32} {top + 8}" width="{WIDTH * 2}" '
        f'role="img" aria-labelledby="t d"><title id="t">{safe(ui.gettext("Language models"))}</title>'
        f'<desc id="d">{safe(told)}</desc><style>{colours}{style_sheet("charts")}</style>'
        f'<rect class="ground" x="-16" y="-8" width="100%" height="100%"/>{"".join(parts)}</svg>\n'
    )


def framed(drawing: Drawing, prefix: str) -> Markup:
    """`drawing` as an element of a page whose style has the sheet "charts"; `prefix` makes its ids unique."""
    return Markup(  # noqa: S704  # escaped piece by piece
        f'<svg class="routes" viewBox="0 0 {WIDTH} {drawing.height}" role="img" aria-labelledby="{prefix}t {prefix}d">'
        f'<title id="{prefix}t">{safe(drawing.title)}</title><desc id="{prefix}d">{safe(drawing.told)}</desc>'
        f"{drawing.body}</svg>"
    )


def _headed(drawing: Drawing) -> str:
    return f'{_text(0, 16, drawing.title, "head")}<g transform="translate(0 24)">{drawing.body}</g>'


# Quality against cost


def quality_against_cost(standings: Sequence[RouteStanding], ui: Ui) -> Drawing:
    """A point for each route: cost per accepted brief across, share accepted up, with its interval."""
    drawn = [one for one in standings if one.accepted]
    title = ui.gettext(_QUALITY)
    if not drawn:
        return _nothing(title, ui)
    best = recommended(drawn)
    front = {one.route for one in pareto(drawn)}
    plot = _Plot.of(drawn)
    points = [_Point.of(one, plot, front, best, ui) for one in drawn]
    notes = _notes([one.route for one in standings if one.briefs and not one.accepted], ui)
    body = [*_grid(plot, ui), _front_line(points), *(point.drawn for point in points), *_names(points)]
    body += [_text(0, _BOTTOM + 54 + 18 * n, note, "key") for n, note in enumerate(notes)]
    return Drawing(
        title=title,
        told=" ".join(f"{point.told}." for point in points),
        height=_BOTTOM + 48 + 18 * len(notes),
        body="".join(body),
    )


class _Plot(NamedTuple):
    """Scales of the chart."""

    ticks: tuple[float, ...]  # dollars, on a logarithmic scale
    has_free: bool
    least: float  # share at the lower edge

    @classmethod
    def of(cls, drawn: Sequence[RouteStanding]) -> _Plot:
        costs = [usd(one) for one in drawn]
        paid = [cost for cost in costs if cost]
        lowest = min(one.quality[0] for one in drawn)
        return cls(_ticks(min(paid), max(paid)) if paid else (), len(paid) < len(costs), _floor(lowest))

    def x(self, usd: float) -> float:
        left = _LEFT + (_FREE if self.has_free else 0)
        if not usd:
            return _LEFT + _FREE_AT
        low, high = math.log10(self.ticks[0]), math.log10(self.ticks[-1])
        return left + (math.log10(usd) - low) / (high - low) * (_RIGHT - left)

    def y(self, share: float) -> float:
        return _BOTTOM - (share - self.least) / (1 - self.least) * _HEIGHT


def usd(standing: RouteStanding) -> float:
    """Dollars per accepted brief; 0 if none was accepted."""
    return (standing.usd_per_accepted or 0) / NANO


def _floor(share: float) -> float:
    """`share`, rounded down to tenths and below 1.

    >>> _floor(0.744), _floor(1.0)
    (0.7, 0.9)
    """
    return min(math.floor(share * 10), 9) / 10


def _ticks(low: float, high: float) -> tuple[float, ...]:
    """Round amounts (1, 2, 5, 10 …) from at most `low` to at least `high`, always two or more.

    >>> _ticks(0.0012, 0.004)
    (0.001, 0.002, 0.005)
    """
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1
    series = [step * 10.0**power for power in range(first, last) for step in (1, 2, 5)]
    start = max(n for n, amount in enumerate(series) if amount <= low * (1 + 1e-9))
    end = min(n for n, amount in enumerate(series) if n > start and amount >= high * (1 - 1e-9))
    return tuple(float(f"{amount:.3g}") for amount in series[start : end + 1])


def _grid(plot: _Plot, ui: Ui) -> Iterable[str]:
    """Lines and labels of the scales."""
    step = 1 if plot.least >= 0.5 else 2
    for tenth in range(round(plot.least * 10), 11, step):
        y = _round(plot.y(tenth / 10))
        yield f'<line class="grid" x1="{_LEFT}" x2="{_RIGHT}" y1="{y}" y2="{y}"/>'
        yield _text(_LEFT - 8, y + 4, percent(tenth / 10, ui), "end")
    labelled = _few(plot.ticks)
    for tick in plot.ticks:
        x = _round(plot.x(tick))
        yield f'<line class="grid" x1="{x}" x2="{x}" y1="{_TOP}" y2="{_BOTTOM}"/>'
        if tick in labelled:
            yield _text(min(x, _RIGHT - 18), _BOTTOM + 17, _amount(tick, ui), "mid")
    if plot.has_free:
        yield _text(_LEFT + _FREE_AT, _BOTTOM + 17, "0", "mid")
    yield _text(0, 12, ui.gettext("Share of briefs accepted, with the 95 per cent interval"), "axis")
    yield _text(
        _RIGHT, _BOTTOM + 35, ui.gettext("US dollars per accepted brief, logarithmic scale"), "axis end"
    )


def _amount(tick: float, ui: Ui) -> str:
    """A tick in dollars, without the sign: with it, Indonesian labels would meet.

    >>> from kilas.core.render.ui_language import speak
    >>> _amount(0.0005, speak("id")), _amount(20.0, speak("en"))
    ('0,0005', '20')
    """
    return ui.number(tick, decimals=max(0, -math.floor(math.log10(tick))))


def _few(ticks: Sequence[float]) -> Sequence[float]:
    """The ticks to label: all, or the powers of ten."""
    return (
        ticks if len(ticks) <= _MOST_TICKS else [tick for tick in ticks if f"{tick:e}".startswith("1.0000")]
    )


class _Point(NamedTuple):
    """A route in the chart."""

    name: str
    x: float
    y: float
    top: float  # ends of the interval
    foot: float
    is_front: bool
    drawn: str
    told: str

    @classmethod
    def of(
        cls,
        one: RouteStanding,
        plot: _Plot,
        front: set[str],
        best: RouteStanding | None,
        ui: Ui,
    ) -> _Point:
        low, share, high = one.quality
        x, y = _round(plot.x(usd(one))), _round(plot.y(share))
        is_front, is_best = one.route in front, best is not None and one.route == best.route
        kind = "front" if is_front else "other" if one.is_enough else "few"
        told = describe(one, ui)
        if is_best:
            told = f"{told}; {ui.gettext('recommended')}"
        top, foot = _round(plot.y(high)), _round(plot.y(low))
        drawn = (
            f'<g class="{kind}{" best" if is_best else ""}"><title>{safe(told)}</title>'
            f'<path d="M{x} {top}V{foot}M{x - 4} {top}h8M{x - 4} {foot}h8"/>'
            f"{_ring(x, y) if is_best else ''}{_mark(kind, x, y)}</g>"
        )
        name = _short(one.route, _NAME)
        label = f"{name}: {ui.gettext('recommended')}" if is_best else name
        return cls(label, x, y, top, foot, is_front, drawn, told)


def _ring(x: float, y: float) -> str:
    return f'<circle class="ring" cx="{x}" cy="{y}" r="9.5"/>'


def _mark(kind: str, x: float, y: float) -> str:
    """A filled square on the front, else a circle: open, so that the interval shows."""
    if kind == "front":
        return f'<rect x="{x - 5}" y="{y - 5}" width="10" height="10" rx="1.5"/>'
    return f'<circle cx="{x}" cy="{y}" r="{5 if kind == "other" else 4}"/>'


def describe(one: RouteStanding, ui: Ui) -> str:
    """The standing of a route in words."""
    low, share, high = one.quality
    return ui.gettext(
        "%(route)s: %(share)s accepted (%(low)s to %(high)s) of %(briefs)s, %(cost)s per accepted brief",
        route=plain_line(one.route),
        share=percent(share, ui),
        low=percent(low, ui),
        high=percent(high, ui),
        briefs=ui.number(one.briefs),
        cost=ui.dollars(usd(one)),
    )


def _front_line(points: Sequence[_Point]) -> str:
    """The Pareto front, drawn through its routes."""
    front = sorted((point.x, point.y) for point in points if point.is_front)
    if len(front) < 2:
        return ""
    return f'<polyline class="pareto" points="{" ".join(f"{x},{y}" for x, y in front)}"/>'


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


# Where a name may stand: offsets from its point, and the part of its width to the left of that.
_PLACES = (
    (13, 4, 0.0),
    (-13, 4, 1.0),
    (12, -9, 0.0),
    (12, 17, 0.0),
    (-12, -9, 1.0),
    (-12, 17, 1.0),
    (0, -24, 0.5),
    (0, 30, 0.5),
    (16, -26, 0.0),
    (-16, -26, 1.0),
    (16, 34, 0.0),
    (-16, 34, 1.0),
)


def _names(points: Sequence[_Point]) -> Iterable[str]:
    """The routes' names, each beside its point and off the others, as far as there is room."""
    taken = _obstacles(points)
    for point in points:
        boxes = [_name_box(point, *place) for place in _PLACES]
        inside = [box for box in boxes if box.left >= _LEFT and box.right <= WIDTH and box.top >= 14] or boxes
        box = min(inside, key=partial(_covered, taken))
        taken.append(box)
        if box.right < point.x:
            yield _text(box.right, box.bottom - 3, point.name, "name end")
        else:
            yield _text(box.left, box.bottom - 3, point.name, "name")


def _covered(taken: Sequence[_Box], box: _Box) -> int:
    """Number of things that a name in `box` would cover."""
    return sum(map(box.meets, taken))


def _obstacles(points: Sequence[_Point]) -> list[_Box]:
    """What a name should not cover: points, intervals, and places along the front."""
    boxes = [_Box(point.x - 8, point.y - 8, point.x + 8, point.y + 8) for point in points]
    boxes += [_Box(point.x - 2, point.top, point.x + 2, point.foot) for point in points]
    front = sorted((point.x, point.y) for point in points if point.is_front)
    for (x, y), (next_x, next_y) in pairwise(front):
        steps = int(math.hypot(next_x - x, next_y - y) / _STEP) + 1
        along = ((x + (next_x - x) * n / steps, y + (next_y - y) * n / steps) for n in range(1, steps))
        boxes += [_Box(at - 1, down - 1, at + 1, down + 1) for at, down in along]
    return boxes


def _name_box(point: _Point, across: float, down: float, share: float) -> _Box:
    width = len(point.name) * _CHARACTER
    left = point.x + across - share * width
    return _Box(left, point.y + down - 11, left + width, point.y + down + 3)


def _notes(without: Sequence[str], ui: Ui) -> list[str]:
    """Explanations below the chart."""
    notes = [
        ui.gettext("■ on the front: no other route is both better and cheaper"),
        ui.gettext("○ another route; dashed: fewer than %(least)s briefs", least=ui.number(LEAST_BRIEFS)),
    ]
    if without:
        named = ", ".join(map(plain_line, without))
        notes.append(ui.gettext("Not drawn, no brief accepted: %(routes)s", routes=named))
    return notes


# Share of use by week


def use_by_week(use: Iterable[Used], ui: Ui) -> Drawing:
    """A row of bars for each route: its share of all briefs, week by week, on one scale for all."""
    shares: dict[str, dict[datetime, float]] = {}
    for one in use:
        shares.setdefault(one.route, {})[one.since] = one.share
    title = ui.gettext(_USE)
    weeks = _weeks([since for row in shares.values() for since in row])
    if not weeks:
        return _nothing(title, ui)
    rows = sorted(shares.items(), key=lambda row: (-sum(row[1].get(week, 0) for week in weeks), row[0]))
    plot = _Bars(weeks, _scale_end(max(share for _, row in rows for share in row.values())))
    scale = ui.gettext("Share of all briefs, each row from 0 to %(most)s", most=percent(plot.most, ui))
    body = [_text(0, 12, scale, "axis")]
    for n, (route, row) in enumerate(rows, 1):
        body += _row(plot, _TOP + n * _ROW, route, row, ui)
    foot, latest = _TOP + len(rows) * _ROW, ui.gettext("Week of %(day)s", day=_day(weeks[-1], ui))
    body.append(_text(_BARS_TO, foot + 20, latest, "axis end"))
    if len(weeks) >= _TWO_DATES:
        body.append(_text(plot.x(0), foot + 20, _day(weeks[0], ui), "axis"))
    told = "; ".join(f"{route_name(route, ui)} {percent(row.get(weeks[-1], 0), ui)}" for route, row in rows)
    return Drawing(title=title, told=f"{latest}: {told}.", height=foot + 30, body="".join(body))


def _scale_end(share: float) -> float:
    """`share`, rounded up to tenths and above 0.

    >>> _scale_end(0.41), _scale_end(0.3), _scale_end(0.0)
    (0.5, 0.3, 0.1)
    """
    return max(math.ceil(share * 10 - 1e-9), 1) / 10


def _weeks(found: Sequence[datetime]) -> tuple[datetime, ...]:
    """Every week from the first to the last, at most the latest 26."""
    if not found:
        return ()
    last, count = max(found), (max(found) - min(found)) // _WEEK + 1
    return tuple(last - n * _WEEK for n in reversed(range(min(count, MOST_WEEKS))))


class _Bars(NamedTuple):
    """Scales of the rows of bars."""

    weeks: tuple[datetime, ...]
    most: float  # share of the highest bar

    @property
    def step(self) -> float:
        """Width of a week."""
        return (_BARS_TO - _BARS_FROM) / max(len(self.weeks), 6)

    def x(self, place: int) -> float:
        return _BARS_TO - self.step * (len(self.weeks) - place)


def _row(plot: _Bars, base: int, route: str, row: Mapping[datetime, float], ui: Ui) -> Iterable[str]:
    latest = plot.weeks[-1]
    name = route_name(route, ui)
    yield f"<g><title>{safe(name)}</title>{_text(0, base - 4, _short(name, _BESIDE), 'name')}</g>"
    yield f'<line class="grid" x1="{_BARS_FROM}" x2="{_BARS_TO}" y1="{base}" y2="{base}"/>'
    for place, week in enumerate(plot.weeks):
        if share := row.get(week, 0.0):
            x = _round(plot.x(place) + plot.step * 0.12)
            height = _round(max(share / plot.most * _BAR, 1.0))
            kind = "bar now" if week == latest else "bar"
            yield (
                f'<rect class="{kind}" x="{x}" y="{_round(base - height)}" width="{_round(plot.step * 0.76)}" height="{height}">'
                f"<title>{safe(f'{_day(week, ui)}: {percent(share, ui)}')}</title></rect>"
            )
    yield _text(_RIGHT, base - 4, percent(row.get(latest, 0.0), ui), "name end")


def route_name(route: str, ui: Ui) -> str:
    """The route's id; of the built-in engine, its name."""
    return ui.gettext("built-in engine") if route == EMBEDDED else plain_line(route)


def _short(route: str, most: int) -> str:
    """The route's name, cut to `most` letters."""
    name = plain_line(route)
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _nothing(title: str, ui: Ui) -> Drawing:
    words = ui.gettext(_NOTHING)
    return Drawing(title=title, told=words, height=40, body=_text(0, 20, words, "axis"))


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{_round(x)}" y="{_round(y)}">{safe(words)}</text>'


def _round(value: float) -> float:
    return round(value, 1)


def percent(share: float, ui: Ui) -> str:
    """A share in whole per cent."""
    return f"{ui.number(round(share * 100))}%"


def _day(when: datetime, ui: Ui) -> str:
    return str(format_date(when.date(), "d MMM", locale=ui.code))
