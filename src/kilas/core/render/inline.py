"""Template filters for the most frequent parts of a page: claims, source sentences, small tables.

They take a third of the time that templates would. Texts of a `View` are clean and are only escaped here; other text
is cleaned and escaped by `text`. Ids and prefixes are ours and need neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

from markupsafe import Markup

from kilas.core.render.ui_language import Ui, noop
from kilas.core.render.view import SIGN, Cited, Original, Passage, SourcePart, ToneView, View, is_plain
from kilas.core.text.markup import clean

_GLYPH = '<svg viewBox="0 0 16 16" aria-hidden="true"{}>{}</svg>'
_SIGNS = {
    "positive": '<path d="M8 11.4V4.8M5 7.6l3-3 3 3"/>',
    "negative": '<path d="M8 4.6v6.6M5 8.4l3 3 3-3"/>',
    "neutral": '<path d="M4.8 8h6.4"/>',
    "unrated": "",
}
TICK, WARN, NEAR = (
    Markup(_GLYPH.format("", f'<path d="{d}" fill="none" stroke="currentColor" stroke-width="2.2"/>'))  # noqa: S704  # ours
    for d in (
        "M3 8.6l3.2 3.2L13 4.6",
        "M8 3v6M8 11.4v2",
        "M2.5 6.6q2.7-3 5.5-.9t5.5-.9M2.5 11.6q2.7-3 5.5-.9t5.5-.9",
    )
)
_Label = tuple[str, str]
_EVIDENCE = noop("Evidence: source sentence %(n)s")
_BACK = noop("Back to the claim that cites sentence %(n)s")


class Spoken(Protocol):
    """A value with text whose language may differ from the page's."""

    @property
    def language(self) -> str: ...
    @property
    def direction(self) -> str: ...


def text(value: str) -> str:
    """`value` cleaned of control and invalid characters, and escaped."""
    return escaped(value if is_plain(value) else clean(value))


def escaped(value: str) -> str:
    """Same as `markupsafe.escape`, but returns a plain str: creating a Markup takes longer than escaping."""
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return value.replace("'", "&#39;").replace('"', "&#34;")


def spoken(of: Spoken) -> Markup:
    """The attributes `lang` and `dir` of a text, as far as they differ from the page's."""
    language = f' lang="{text(of.language)}"' if of.language else ""
    direction = f' dir="{text(of.direction)}"' if of.direction else ""
    return Markup(language + direction)  # noqa: S704  # escaped above


def tone(shown: ToneView) -> Markup:
    """The tone of a report as a sign and in words."""
    dashed = ' stroke-dasharray="2.6 2.6"' if shown.label == "unrated" else ""
    sign = f'<circle cx="8" cy="8" r="6.6"{dashed}/>{_SIGNS[shown.label]}'
    glyph = _GLYPH.format(' fill="none" stroke="currentColor" stroke-width="1.8"', sign)
    return Markup(  # noqa: S704  # escaped piece by piece
        f'<span class="chip {shown.label}"><span aria-hidden="true">{text(shown.word)}</span>'
        f'<span class="vh">{text(shown.spoken)}</span>{glyph}</span>'
    )


def claim(v: View, cited: Cited) -> Markup:
    """A claim with the numbers of its source sentences."""
    return Markup(_claim(v, cited, _label(v.ui, _EVIDENCE)))  # noqa: S704  # escaped there


def sign(meaning: str) -> Markup:
    """The sign of a reworded claim, with its meaning for screen readers; "" if `meaning` is empty."""
    return Markup(_sign(meaning))  # noqa: S704  # escaped there


def told(v: View, groups: Iterable[Sequence[Cited]], tag: str, end: str = "\n") -> Markup:
    """Each group of claims in an element `tag`, with the working of own statements; `end` follows each element."""
    label = _label(v.ui, _EVIDENCE)
    said = []
    for claims in groups:
        own = "".join(f'<span class="own">{text(cited.own)}</span>' for cited in claims if cited.own)
        said.append(f"<{tag}>{' '.join(_claim(v, cited, label) for cited in claims)}{own}</{tag}>{end}")
    return Markup("".join(said))  # noqa: S704  # escaped piece by piece


def figures(v: View) -> Markup:
    """The row of key figures with their labels."""
    label = _label(v.ui, _EVIDENCE)
    cells = (
        f"<div><dt>{escaped(cell.label)}{_pills(v.prefix, cell.numbers, label)}</dt>"
        f"<dd>{escaped(cell.value)}{f' <small>{escaped(cell.unit)}</small>' if cell.unit else ''}</dd></div>"
        for cell in v.figures
    )
    return Markup("".join(cells))  # noqa: S704  # escaped piece by piece


def pills(v: View, numbers: Sequence[int]) -> Markup:
    """The small numbers that link to source sentences."""
    return Markup(_pills(v.prefix, numbers, _label(v.ui, _EVIDENCE)))  # noqa: S704  # escaped there


def original(v: View, source: Original) -> Markup:
    """The source sentences that may be shown, each with an id, and marks where others are left out."""
    label = _label(v.ui, _BACK)
    lines = []
    for run in source.passages:
        lines += [_gap(v.ui, run.skipped)] if run.skipped else []
        lines.append(_passage(v.prefix, run, label))
    lines += [_gap(v.ui, source.skipped_after)] if source.skipped_after else []
    return Markup("".join(f"{line}\n" for line in lines))  # noqa: S704  # escaped piece by piece


def facts(
    rows: Iterable[tuple[str, str]],
    times: Iterable[tuple[str, str, str]] = (),
    told: Iterable[tuple[str, str]] = (),
    language: str = "",
) -> Markup:
    """A list of labels with values; `times` have a machine-readable form as well, the values `told` are in `language`."""
    said = "".join(f"<dt>{text(label)}</dt><dd>{text(value)}</dd>" for label, value in rows)
    tag = f' lang="{text(language)}"' if language else ""
    said += "".join(f"<dt>{text(label)}</dt><dd{tag}>{text(value)}</dd>" for label, value in told)
    when = (
        f'<dt>{text(label)}</dt><dd><time datetime="{text(stamp)}">{text(value)}</time></dd>'
        for label, value, stamp in times
    )
    return Markup(f"<dl>{said}{''.join(when)}</dl>")  # noqa: S704  # escaped piece by piece


def _claim(v: View, cited: Cited, label: _Label) -> str:
    lead = f"<b>{escaped(cited.lead)}</b>" if cited.lead else ""
    doubt = f' <span class="doubt">{text(cited.doubt)}</span>' if cited.doubt else ""
    kind = "c calc" if cited.own else "c"
    return (
        f'<span class="k" id="{v.prefix}{cited.id}"><span class="{kind}">{lead}{escaped(cited.rest)}</span>'
        f"{doubt}{_sign(cited.reworded)}{_pills(v.prefix, cited.numbers, label)}</span>"
    )


def _sign(meaning: str) -> str:
    if not meaning:
        return ""
    # no space before it: a space at the end of a line would move while the page arrives
    return f'<span class="near"><span aria-hidden="true">{SIGN}</span><span class="vh"> ({text(meaning)})</span></span>'


def _pills(prefix: str, numbers: Sequence[int], label: _Label) -> str:
    before, after = label
    return "".join(
        f'<a class="ev" href="#{prefix}s{n}" aria-label="{before}{n}{after}">{n}</a>' for n in numbers
    )


@lru_cache(maxsize=16)
def _label(ui: Ui, message: str) -> _Label:
    """The parts of a translated label before and after its number, escaped."""
    before, _, after = text(ui.catalogue.gettext(message)).partition("%(n)s")
    return before, after


def _gap(ui: Ui, count: int) -> str:
    words = text(ui.ngettext("%(count)s sentence left out", "%(count)s sentences left out", count))
    return f'<p class="gap"><span aria-hidden="true">⋯</span><span class="vh">{words}</span></p>'


def _passage(prefix: str, run: Passage, label: _Label) -> str:
    return f"<p>{' '.join(_part(prefix, part, label) for part in run.parts)}</p>"


def _part(prefix: str, part: SourcePart, label: _Label) -> str:
    said = escaped(part.text)
    if not part.number:
        return said
    if not part.claim:
        return f'<span id="{prefix}s{part.number}">{said}</span>'
    before, after = label
    return (
        f'<span id="{prefix}s{part.number}" class="u"><a class="n" href="#{prefix}{part.claim}" '
        f'aria-label="{before}{part.number}{after}">{part.number}</a>{said}</span>'
    )
