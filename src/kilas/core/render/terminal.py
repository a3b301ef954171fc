"""Writes briefs for a terminal: in the order of the page, with numbered evidence that is listed at the end."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import TYPE_CHECKING

from kilas.core.article import Refusal
from kilas.core.brief import Brief
from kilas.core.render.refusing import in_words
from kilas.core.render.route_words import seconds_words
from kilas.core.render.ui_language import Ui
from kilas.core.render.view import SIGN, Cited, View, facts_of, line, view

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment
    from rich.text import Text

_QUOTE_WORDS = 14  # enough to find the sentence in the source
_MIN_WIDTH = 24
_MARK = 4  # columns reserved for a list mark
# Placeholder for a space that must not wrap, between a word and its number: rich wraps at every kind of space. It is
# replaced after wrapping.
_GLUE = "\ue000"
TONE_STYLES = {"positive": "green", "negative": "red", "neutral": "cyan", "unrated": "dim"}


def brief_for_terminal(brief: Brief, ui: Ui, zone: tzinfo, *, width: int, color: bool) -> str:
    return print_lines(_lines(view(brief, ui, zone)), width, color)


def refusal_for_terminal(refusal: Refusal, ui: Ui, *, width: int, color: bool) -> str:
    from rich.text import Text

    refusal = in_words(refusal, ui)
    parts: list[RenderableType] = [
        Text.assemble((ui.gettext("No brief"), "bold"), f": {line(refusal.source)}"),
        indented(Text(line(refusal.detail))),
        indented(Text(ui.gettext("Try: %(mend)s", mend=line(refusal.mend)))),
    ]
    return print_lines(iter(parts), width, color)


def print_lines(parts: Iterator[RenderableType], width: int, color: bool) -> str:
    from rich.console import Console, Group

    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width, _MIN_WIDTH),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        force_jupyter=False,
        _environ={},  # the arguments alone decide, not the environment
    )
    console.print(Group(*parts), crop=False)  # never crop an address: a cropped one cannot be opened
    return "\n".join(printed.rstrip() for printed in out.getvalue().replace(_GLUE, " ").split("\n"))


def _lines(shown: View) -> Iterator[RenderableType]:
    from rich.text import Text

    ui = shown.ui
    yield from _head(shown)
    if shown.summary:
        yield from heading(shown.summary_label)
        for index, paragraph in enumerate(shown.summary):
            if index:
                yield Text()
            yield Text(" ").join(_claim(claim) for claim in paragraph)
            yield from _own(paragraph)
    yield from _figures(shown)
    if shown.watch_next:
        yield from heading(ui.gettext("What to watch next"))
        for claim in shown.watch_next:
            yield _claim(claim)
            yield from _own([claim])
    yield from _list(ui.gettext("Key takeaways"), shown.takeaways, numbered=True)
    yield from _list(ui.gettext("Insights & analysis"), shown.insights, numbered=False)
    yield from _sources(shown)
    yield from _made(shown)


def _head(shown: View) -> Iterator[RenderableType]:
    from rich.text import Text

    if shown.source:
        yield Text(shown.source, style="bold red")
    yield Text(shown.headline, style="bold")
    if shown.url:
        # one line, however long: a wrapped address cannot be opened
        yield Text(shown.url, style="dim", no_wrap=True, overflow="ignore")
    about = " · ".join(part for part in (shown.byline, shown.published) if part)
    if about:
        yield Text(about, style="dim")
    tone = shown.ui.gettext("Tone of the report")
    yield Text.assemble(f"{tone}: ", (shown.tone.word, TONE_STYLES[shown.tone.label]))
    for notice in shown.notices:
        yield Text()
        yield Text(notice, style="italic")
    if shown.legend:
        yield Text()
        yield Text(f"{SIGN} {shown.legend}.", style="italic")


def heading(words: str) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text()
    yield Text(words, style="bold red")


def _claim(claim: Cited) -> Text:
    from rich.text import Text

    text = Text.assemble((claim.lead, "bold"), claim.rest)
    if claim.doubt:
        text.append(f" ({claim.doubt})", style="yellow")
    if claim.reworded:
        text.append(f"{_GLUE}{SIGN}", style="cyan")
    text.append("".join(f"{_GLUE}[{n}]" for n in claim.numbers), style="green")
    return text


def _own(claims: Sequence[Cited]) -> Iterator[RenderableType]:
    from rich.text import Text

    for claim in claims:
        if claim.own:
            yield indented(Text(claim.own, style="yellow"))


def _figures(shown: View) -> Iterator[RenderableType]:
    from rich.table import Table
    from rich.text import Text

    if not shown.figures:
        return
    table = Table.grid(padding=(0, 2, 0, 2))
    table.add_column(no_wrap=True, justify="right")
    table.add_column()
    for figure in shown.figures:
        label = Text(figure.label)
        label.append("".join(f"{_GLUE}[{n}]" for n in figure.numbers), style="green")
        table.add_row(Text(f"{figure.value} {figure.unit}".strip(), style="bold"), label)
    yield Text()
    yield table


def _list(title: str, claims: Sequence[Cited], *, numbered: bool) -> Iterator[RenderableType]:
    if not claims:
        return
    yield from heading(title)
    marks = [f"{n}." if numbered else "-" for n in range(1, len(claims) + 1)]
    for mark, claim in zip(marks, claims, strict=True):
        yield hanging(mark, _claim(claim), *_own([claim]))


def _sources(shown: View) -> Iterator[RenderableType]:
    from rich.text import Text

    if not shown.cited:
        return
    yield from heading(shown.ui.gettext("Sources of each sentence"))
    for original in shown.originals:
        cited = [n for n in shown.cited if n in original.numbers]
        if cited and not shown.only:
            yield Text(" · ".join(part for part in (original.source, original.url) if part), style="dim")
        for n in cited:
            yield hanging(f"[{n}]", Text(_short(line(shown.numbering.quote(n)))))


def _made(shown: View) -> Iterator[RenderableType]:
    from rich.text import Text

    yield from heading(shown.ui.gettext("How this brief was made"))
    yield Text(" · ".join(facts_of(shown)), style="dim")
    yield from _attempts(shown)
    if shown.has_originals:
        for original in shown.originals:
            yield Text(
                original.rights if shown.only else f"{original.source}: {original.rights}", style="dim"
            )


def _attempts(shown: View) -> Iterator[RenderableType]:
    """A row for each route: name, result, seconds, cost."""
    from rich.table import Table
    from rich.text import Text

    if not shown.attempts:
        return
    yield Text(f"{shown.ui.gettext('Routes tried')}:", style="dim")
    table = Table.grid(padding=(0, 2, 0, 2))
    for justify in ("left", "left", "right", "right"):
        table.add_column(justify=justify, style="dim")
    for one in shown.attempts:
        took = seconds_words(one.seconds, shown.ui) if one.seconds else ""
        table.add_row(*map(Text, (one.route, one.result, took, one.cost)))
    yield table


def _short(quote: str) -> str:
    words = quote.split(" ")
    return quote if len(words) <= _QUOTE_WORDS else " ".join(words[:_QUOTE_WORDS]) + " …"


def hanging(mark: str, *texts: RenderableType) -> RenderableType:
    """`texts` below each other, to the right of `mark`. A table of rich looks the same and takes twice the time."""
    return _Hanging(mark, texts)


@dataclass(frozen=True, slots=True)
class _Hanging:
    mark: str
    texts: Sequence[RenderableType]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        from rich.segment import Segment

        width = max(_MARK, len(self.mark))
        inside = options.update(width=max(1, options.max_width - width - 1))
        before = f"{self.mark:>{width}} "
        for text in self.texts:
            for printed in console.render_lines(text, inside, pad=False):
                yield Segment(before)
                yield from printed
                yield Segment.line()
                before = " " * (width + 1)


def indented(text: Text) -> RenderableType:
    from rich.padding import Padding

    return Padding(text, (0, 0, 0, 2))
