"""Writes explanations as a page with charts: the reasons why each sentence was or was not chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from kilas.core.explanation import Explanation
from kilas.core.render.explanation_view import MARKS, SentenceRow, Share, reasons
from kilas.core.render.html_page import fill
from kilas.core.render.ui_language import Ui

_WIDEST = 3.0  # most percent of the drawing's width for one bar, so that bars of a short article stay narrow
_FILLED = 0.72  # share of its slot that a bar fills
_CELL = 0.86  # share of its slot that a cell of the strip fills
_TICKS = (
    (15, 1),
    (40, 5),
    (100, 10),
    (400, 50),
)  # (most sentences, step): which sentences are numbered below the chart
_FAR_TICKS = 100
_LABEL_ROOM = 0.17  # room above and below the dots of tone, for their numbers
_NEAR = 0.06  # share of the width: numbers of closer dots alternate between two distances
_EDGE = 0.1


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """A bar that starts at the zero line; all values in percent of the drawing."""

    start: str
    size: str


@dataclass(frozen=True, slots=True)
class Column:
    """A sentence in the chart of the whole article; all values in percent."""

    row: SentenceRow
    x: str
    width: str
    y: str
    height: str
    middle: str
    cell: str  # left edge of its cell in the strip below
    tick: str  # its number, if printed below the chart, else ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A sentence on the chart of tone; all values in percent."""

    row: SentenceRow
    x: str
    y: str
    label: str  # vertical position of its number


def explanation_page(explanation: Explanation, ui: Ui, zone: tzinfo) -> str:
    """The page. It shows the whole article, regardless of rights."""
    why = reasons(explanation, ui, zone)
    low, high = _range([row.score for row in why.rows])
    span = high - low
    ground = _ground(why.rows)
    widest = _widest_share(why.rows)
    return fill(
        "explain.html",
        ui,
        sheets=("brief", "explain"),
        rules=_RULES,
        v=why.shown,
        why=why,
        zero=_percent(-low / span),
        zero_down=_percent(high / span),
        bars=[_bar(row.score, low, span) for row in why.rows],
        share_bars=[[_share_bar(share, widest) for share in row.shares[:-1]] for row in why.rows],
        columns=_columns(why.rows, low, high),
        cell=_percent(_CELL / max(1, len(why.rows))),
        ground=_percent(ground),
        dots=_dots(why.rows, ground),
        marks=[(mark, ui.gettext(words)) for mark, words in MARKS.items()],
        score_at=_percent((explanation.tone.score + 1) / 2) if explanation.tone.score is not None else "",
        indexable=False,
    )


# Highlights the tab of the part that is the target of the address.
_RULES = "".join(
    f"body:has(#{part}:target) .tabs a[href='#{part}']{{color:var(--ink);border-color:var(--accent)}}"
    for part in ("tone", "own", "made")
)


def _range(scores: Sequence[float]) -> tuple[float, float]:
    """Lowest and highest score; the range always includes zero."""
    low, high = min((0.0, *scores)), max((0.0, *scores))
    return (low, high) if high > low else (-1.0, 1.0)


def _widest_share(rows: Sequence[SentenceRow]) -> float:
    """The largest amount that any feature adds to or takes from a score; 1.0 if there is none."""
    return max((abs(share.amount) for row in rows for share in row.shares[:-1]), default=1.0) or 1.0


def _bar(score: float, low: float, span: float) -> ScoreBar:
    return ScoreBar(_percent((min(score, 0.0) - low) / span), _percent(abs(score) / span))


def _share_bar(share: Share, widest: float) -> ScoreBar:
    return ScoreBar(
        _percent(0.5 + min(share.amount, 0.0) / widest / 2), _percent(abs(share.amount) / widest / 2)
    )


def _columns(rows: Sequence[SentenceRow], low: float, high: float) -> list[Column]:
    span, slot = high - low, 100 / max(1, len(rows))
    width = min(_WIDEST, slot * _FILLED)
    step = next((step for most, step in _TICKS if len(rows) <= most), _FAR_TICKS)
    return [
        Column(
            row=row,
            x=_percent(((at + 0.5) * slot - width / 2) / 100),
            width=_percent(width / 100),
            y=_percent((high - max(row.score, 0.0)) / span),
            height=_percent(abs(row.score) / span),
            middle=_percent((at + 0.5) * slot / 100),
            cell=_percent((at + (1 - _CELL) / 2) * slot / 100),
            tick=str(row.number) if row.number == 1 or row.number % step == 0 else "",
        )
        for at, row in enumerate(rows)
    ]


def _ground(rows: Sequence[SentenceRow]) -> float:
    """Vertical position of the tone's zero line: the middle, or an edge if all sentences lean to one side."""
    lifted, lowered = any(row.tone > 0 for row in rows), any(row.tone < 0 for row in rows)
    return 0.5 if lifted == lowered else 1 - _EDGE if lifted else _EDGE


def _dots(rows: Sequence[SentenceRow], ground: float) -> list[Dot]:
    """Dots of the tone chart: above the line for sentences that raise the tone, below for those that lower it."""
    slot, reach = 1 / max(1, len(rows)), max(ground, 1 - ground) - _LABEL_ROOM
    found: list[Dot] = []
    last, is_further = -1.0, False
    for at, row in enumerate(rows):
        x, y = (at + 0.5) * slot, ground - reach * max(-1.0, min(1.0, row.tone))
        if row.tone:
            is_further = not is_further and 0 <= last > x - _NEAR
            last = x
        room = _LABEL_ROOM * (1.8 if is_further else 1)
        label = y - room * 0.55 if row.tone > 0 else y + room
        found.append(Dot(row, _percent(x), _percent(y), _percent(label)))
    return found


def _percent(part: float) -> str:
    return f"{part * 100:.2f}".rstrip("0").rstrip(".") + "%"
