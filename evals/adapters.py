"""Kilas in the shapes the benches' scorers ask for.

    python ../shared/bench/summaries/score.py --module evals.adapters:summarize

Each function takes plain values and gives plain values, and calls what the product calls.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict


class Reading(TypedDict):
    """What the extraction scorer reads."""

    text: str | None
    title: str | None
    byline: str | None
    published: datetime | None


def extract(html: bytes, url: str | None) -> Reading:
    """The body and metadata of a page, also of pages the product would refuse to brief."""
    from kilas.core.extract import read_page

    page = read_page(html, url=url)
    return Reading(text=page.text, title=page.title, byline=page.byline, published=page.published)


def summarize(text: str, title: str | None, language: str, max_words: int | None) -> str:
    """The summary of the brief that a user gets of the text, one sentence a line; "" where there is none.

    `max_words` None leaves the length to the product. A refusal stays empty and scores nothing: an opening in its
    place is not what anybody would get.
    """
    import kilas
    from kilas.core.brief import DEFAULT_WORDS

    whole = f"# {' '.join(title.split())}\n\n{text}" if title else text
    article = kilas.from_text(whole, language=language)
    made = kilas.brief(article, words=max_words or DEFAULT_WORDS, audience="public")
    if isinstance(made, kilas.Refusal):
        return ""
    return "\n".join(claim.text for paragraph in made.summary for claim in paragraph.claims)


def tone(text: str, title: str | None, language: str) -> str:
    """ "positive", "neutral" or "negative"."""
    from kilas.core.tone import read_tone

    return read_tone(text, title, language).label


def tone_margin(text: str, title: str | None, language: str) -> tuple[str, float]:
    """The label and how far it leads, 0 to 1."""
    from kilas.core.tone import read_tone

    reading = read_tone(text, title, language)
    return reading.label, reading.margin


def support(source: str, claim: str, language: str) -> float:
    """How well `source` carries `claim`, 0 to 1."""
    from kilas.core.check import support as measure

    return measure(source, claim, language)


def verdict(source: str, claim: str, language: str) -> tuple[str, str]:
    """The status ("verified", "flagged", "unverifiable") and the reason."""
    from kilas.core.check import verdict as judge

    found = judge(source, claim, language)
    return found.status, found.reason
