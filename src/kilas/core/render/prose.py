"""Briefs as plain reading text: no evidence marks, no notes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from kilas.core.article import Article, Refusal
from kilas.core.brief import Brief
from kilas.core.render.refusing import in_words
from kilas.core.render.ui_language import Ui
from kilas.core.render.view import Cited, View, line, view


def brief_as_text(brief: Brief, ui: Ui, zone: tzinfo) -> str:
    return "\n\n".join(_blocks(view(brief, ui, zone))) + "\n"


def article_as_text(article: Article) -> str:
    """The article under its title, as extracted: paragraphs apart by one empty line."""
    title = line(article.title or "")
    paragraphs = [line(paragraph) for paragraph in article.text.split("\n\n")]
    return "\n\n".join(part for part in (title, *paragraphs) if part) + "\n"


def refusal_as_text(refusal: Refusal, ui: Ui) -> str:
    refusal = in_words(refusal, ui)
    mend = ui.gettext("What you can do: %(mend)s", mend=line(refusal.mend))
    return f"{ui.gettext('No brief')}: {line(refusal.source)}\n{line(refusal.detail)}\n{mend}\n"


def _blocks(shown: View) -> Iterator[str]:
    ui = shown.ui
    about = " · ".join(part for part in (shown.byline, shown.published) if part)
    tone = f"{ui.gettext('Tone of the report')}: {shown.tone.word}"
    yield "\n".join(part for part in (shown.source, shown.headline, about, tone) if part)
    if shown.notices:
        yield "\n".join(shown.notices)
    if shown.summary:
        yield shown.summary_label
    for paragraph in shown.summary:
        yield " ".join(map(_claim, paragraph))
    if shown.figures:
        yield "\n".join(f"{f'{f.value} {f.unit}'.strip()}: {f.label}" for f in shown.figures)
    if shown.watch_next:
        yield "\n".join([ui.gettext("What to watch next"), *map(_item, shown.watch_next)])
    if shown.takeaways:
        numbered = [f"{n}. {_claim(claim)}" for n, claim in enumerate(shown.takeaways, start=1)]
        yield "\n".join([ui.gettext("Key takeaways"), *numbered])
    if shown.insights:
        yield "\n".join([ui.gettext("Insights & analysis"), *map(_item, shown.insights)])
    if urls := [original.url for original in shown.originals if original.url]:
        yield "\n".join(f"{ui.gettext('Source')}: {url}" for url in urls)


def _item(claim: Cited) -> str:
    return f"- {_claim(claim)}"


def _claim(claim: Cited) -> str:
    notes = [note for note in (claim.own, claim.doubt) if note]
    return f"{claim.text} ({'; '.join(notes)})" if notes else claim.text
