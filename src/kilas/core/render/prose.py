"""Writes briefs as plain text for reading, without evidence numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from kilas.core.article import Article, Refusal
from kilas.core.brief import Brief
from kilas.core.render.refusing import in_words
from kilas.core.render.ui_language import Ui
from kilas.core.render.view import SIGN, Cited, View, attempt_line, facts_of, line, view


def brief_as_text(brief: Brief, ui: Ui, zone: tzinfo) -> str:
    return "\n\n".join(_blocks(view(brief, ui, zone))) + "\n"


def article_as_text(article: Article) -> str:
    """The article as extracted, below its title; paragraphs are separated by an empty line."""
    title = line(article.title or "")
    paragraphs = [line(paragraph) for paragraph in article.text.split("\n\n")]
    return "\n\n".join(part for part in (title, *paragraphs) if part) + "\n"


def refusal_as_text(refusal: Refusal, ui: Ui) -> str:
    refusal = in_words(refusal, ui)
    mend = ui.gettext("Try: %(mend)s", mend=line(refusal.mend))
    return f"{ui.gettext('No brief')}: {line(refusal.source)}\n{line(refusal.detail)}\n{mend}\n"


def _blocks(shown: View) -> Iterator[str]:
    ui = shown.ui
    yield _head(shown)
    yield from _lines([*shown.notices, *([f"{SIGN} {shown.legend}."] if shown.legend else [])])
    if shown.summary:
        yield shown.summary_label
    for paragraph in shown.summary:
        yield " ".join(map(_claim, paragraph))
    yield from _lines([f"{f'{f.value} {f.unit}'.strip()}: {f.label}" for f in shown.figures])
    yield from _lines([_item(claim) for claim in shown.watch_next], ui.gettext("What to watch next"))
    numbered = [f"{n}. {_claim(claim)}" for n, claim in enumerate(shown.takeaways, start=1)]
    yield from _lines(numbered, ui.gettext("Key takeaways"))
    yield from _lines([_item(claim) for claim in shown.insights], ui.gettext("Insights & analysis"))
    yield from _lines([f"{ui.gettext('Source')}: {one.url}" for one in shown.originals if one.url])
    if shown.attempts or shown.legend:
        yield from _lines(facts_of(shown), ui.gettext("How this brief was made"))
    tried = [f"- {attempt_line(attempt, ui)}" for attempt in shown.attempts]
    yield from _lines(tried, f"{ui.gettext('Routes tried')}:")


def _head(shown: View) -> str:
    about = " · ".join(part for part in (shown.byline, shown.published) if part)
    tone = f"{shown.ui.gettext('Tone of the report')}: {shown.tone.word}"
    return "\n".join(part for part in (shown.source, shown.headline, about, tone) if part)


def _lines(lines: Sequence[str], heading: str = "") -> Iterator[str]:
    """One block: `lines` below their heading. Nothing if there are none."""
    if lines:
        yield "\n".join([heading, *lines] if heading else lines)


def _item(claim: Cited) -> str:
    return f"- {_claim(claim)}"


def _claim(claim: Cited) -> str:
    notes = [note for note in (claim.own, claim.doubt) if note]
    text = f"{claim.text} ({'; '.join(notes)})" if notes else claim.text
    return f"{text} {SIGN}" if claim.reworded else text
