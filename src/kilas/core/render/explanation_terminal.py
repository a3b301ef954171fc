"""Writes explanations for a terminal: a row per sentence, then details of the chosen ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kilas.core.render.explanation_view import Kind, Mark, Reasons, SentenceRow
from kilas.core.render.terminal import TONE_STYLES, hanging, heading, indented, print_lines

if TYPE_CHECKING:
    from rich.console import RenderableType

# ASCII only, so that piped or pasted text reads the same everywhere.
_SIGNS: dict[Mark, str] = {"ahead": ">", "argues": "*", "up": "+", "down": "-", "back": "^"}
_STYLES: dict[Kind, str] = {
    "summary": "green",
    "watch_next": "yellow",
    "takeaways": "red",
    "insights": "blue",
    "left": "dim",
    "unfit": "dim",
}
_BAR = 16  # characters from the lowest to the highest score
_ROOM_FOR_BARS = 64  # least width of the terminal, in columns, for bars
_SHARES = 3  # number of parts of a score that are listed


def explanation_for_terminal(why: Reasons, *, width: int, color: bool) -> str:
    return print_lines(_lines(why, width), width, color)


def _lines(why: Reasons, width: int) -> Iterator[RenderableType]:
    yield from _head(why)
    yield from _every(why, width)
    yield from _chosen(why)
    yield from _others(why)
    yield from _tone(why)
    yield from _own(why)
    yield from _made(why)


def _head(why: Reasons) -> Iterator[RenderableType]:
    from rich.text import Text

    shown = why.shown
    kick = " · ".join(part for part in (shown.source, shown.ui.gettext("Why these sentences")) if part)
    yield Text(kick, style="bold red")
    yield Text(shown.headline, style="bold")
    if shown.url:
        yield Text(shown.url, style="dim", no_wrap=True, overflow="ignore")
    about = " · ".join(part for part in (shown.byline, shown.published) if part)
    if about:
        yield Text(about, style="dim")
    counts = ", ".join(f"{word} {count}" for _, word, count in why.counts if count)
    yield Text(f"{why.carried}: {counts}")
    for notice in why.notices:
        yield Text(notice, style="italic")


def _every(why: Reasons, width: int) -> Iterator[RenderableType]:
    from rich.text import Text

    yield from heading(why.shown.ui.gettext("Every sentence and where it was used"))
    yield _table(why, has_bars=width >= _ROOM_FOR_BARS)
    used = {sign.mark: sign.words for row in why.rows for sign in row.signs}
    signs = "   ".join(f"{sign} {used[mark]}" for mark, sign in _SIGNS.items() if mark in used)
    if signs:
        yield Text(signs, style="dim")


def _table(why: Reasons, *, has_bars: bool) -> RenderableType:
    """One row for each sentence: number, use, bar, score, signs, text."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    if has_bars:
        table.add_column(no_wrap=True, width=_BAR + 1)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    scores = [row.score for row in why.rows]
    low, high = min((0.0, *scores)), max((0.0, *scores))
    for row in why.rows:
        style = _STYLES[row.kind]
        bar = [Text(_bar(row.score, low, high), style=style)] if has_bars else []
        cells = [Text(row.printed), Text("".join(_SIGNS[sign.mark] for sign in row.signs)), Text(row.text)]
        table.add_row(Text(str(row.number)), Text(row.where, style=style), *bar, *cells)
    return table


def _bar(score: float, low: float, high: float) -> str:
    """`score` as a bar from the zero line, on the scale of all rows.

    >>> _bar(10.0, -6.0, 10.0), _bar(-3.0, -6.0, 10.0)
    ('      |==========', '   ===|')
    """
    unit = _BAR / ((high - low) or 1.0)
    left = round(-low * unit)
    size = round(abs(score) * unit)
    return " " * (left - size) + "=" * size + "|" if score < 0 else " " * left + "|" + "=" * size


def _chosen(why: Reasons) -> Iterator[RenderableType]:
    from rich.text import Text

    for kind, word, count in why.counts:
        rows = [row for row in why.rows if row.kind == kind]
        if kind in ("left", "unfit") or not count:
            continue
        yield from heading(f"{word} ({count})")
        yield Text(" ".join(rows[0].why))  # equal for all sentences of a kind
        for row in rows:
            yield hanging(str(row.number), *_details(row))


def _details(row: SentenceRow) -> Iterator[RenderableType]:
    from rich.text import Text

    text = Text.assemble(row.text, (f" {row.printed}", _STYLES[row.kind]))
    if row.verdict:
        style = "green" if row.verdict.status == "verified" else "yellow"
        text.append(f", {row.verdict.words}", style=style)
    yield text
    for told in (row.merits, *row.instead):
        if told:
            yield indented(Text(told))
    if row.claim:
        yield indented(Text(f"“{row.claim}”"))
    if row.verdict and not row.verdict.is_plain:
        yield indented(Text(row.verdict.reason))
    strongest = [f"{share.name} {share.printed}" for share in row.shares[:-1][:_SHARES]]
    if strongest:
        yield indented(Text("; ".join(strongest), style="dim"))


def _others(why: Reasons) -> Iterator[RenderableType]:
    """Each reason for leaving sentences out, with the numbers of those sentences."""
    from rich.text import Text

    by_reason: dict[str, list[str]] = {}
    for row in why.rows:
        if row.kind in ("left", "unfit"):
            by_reason.setdefault(" ".join(row.why), []).append(str(row.number))
    if not by_reason:
        return
    yield from heading(why.shown.ui.gettext("Why the others were not chosen"))
    for reason, numbers in by_reason.items():
        yield hanging("-", Text.assemble(f"{reason} ", (", ".join(numbers), "bold")))


def _tone(why: Reasons) -> Iterator[RenderableType]:
    from rich.text import Text

    shown = why.shown
    yield from heading(shown.ui.gettext("Tone of the report"))
    yield Text.assemble(
        (shown.tone.detail, TONE_STYLES[shown.tone.label]), f". {why.margin}" if why.margin else ""
    )
    for row in why.rows:
        if row.tone:
            style = "green" if row.tone > 0 else "red"
            yield hanging(str(row.number), Text.assemble((row.tone_printed, style), f" {row.text}"))


def _own(why: Reasons) -> Iterator[RenderableType]:
    from rich.text import Text

    if not why.own:
        return
    yield from heading(why.shown.ui.gettext("Kilas’s own statements"))
    for own in why.own:
        rests = "".join(f" [{n}]" for n in own.claim.numbers)
        yield hanging(
            "-",
            Text(own.claim.text + rests),
            indented(Text(own.claim.own, style="yellow")),
            indented(Text(f"{own.verdict.words}: {own.verdict.reason}")),
        )


def _made(why: Reasons) -> Iterator[RenderableType]:
    from rich.text import Text

    shown = why.shown
    yield from heading(shown.ui.gettext("How this brief was made"))
    facts = [f"{label}: {value}" for label, value in (*shown.provenance, *shown.sourcing)]
    yield Text(" · ".join([shown.supported, *facts]), style="dim")
