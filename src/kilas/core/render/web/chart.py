"""Chart of tone over time: one column per day, positive briefs above the middle line, negative below, neutral across it.

Direction repeats what colour shows, and a table next to the chart gives the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_DAYS = 30
_WIDTH, _HEIGHT, _EDGE = 640, 150, 2
_WIDEST = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Counts of one day's briefs by tone."""

    day: datetime
    positive: int
    neutral: int
    negative: int
    unrated: int

    @property
    def rated(self) -> int:
        return self.positive + self.neutral + self.negative


def every_day(days: Sequence[Day]) -> tuple[Day, ...]:
    """`days`, in order, with the missing days between them filled with zeros; at most the last 30."""
    if not days:
        return ()
    known = {day.day: day for day in days}
    last = days[-1].day
    first = max(days[0].day, last - timedelta(days=MOST_DAYS - 1))
    span = (last - first).days + 1
    return tuple(
        known.get(first + timedelta(days=n))
        or Day(day=first + timedelta(days=n), positive=0, neutral=0, negative=0, unrated=0)
        for n in range(span)
    )


@dataclass(frozen=True, slots=True)
class Bar:
    kind: str  # "positive", "neutral", "negative"
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    middle: float
    bars: tuple[Bar, ...]


def draw(days: Sequence[Day]) -> Chart:
    """Chart of `days`, oldest first, scaled to fill the height."""
    up = max((day.positive + day.neutral / 2 for day in days), default=0)
    down = max((day.negative + day.neutral / 2 for day in days), default=0)
    unit = (_HEIGHT - 2 * _EDGE) / ((up + down) or 1)
    middle = _EDGE + up * unit
    step = _WIDTH / max(len(days), 1)
    width = min(step * 0.72, _WIDEST)
    bars: list[Bar] = []
    for n, day in enumerate(days):
        x = n * step + (step - width) / 2
        half = day.neutral * unit / 2
        for kind, top, height in (
            ("positive", middle - half - day.positive * unit, day.positive * unit),
            ("neutral", middle - half, 2 * half),
            ("negative", middle + half, day.negative * unit),
        ):
            if height:
                bars.append(Bar(kind, round(x, 1), round(top, 1), round(width, 1), round(height, 1)))
    return Chart(_WIDTH, _HEIGHT, round(middle, 1), tuple(bars))
