"""Kilas in the shapes the benches' scorers ask for.

    python ../shared/bench/summaries/score.py --module evals.adapters:summarize

Each function takes plain values and gives plain values, and calls what the product calls.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

BENCH_TOLERANCE = (
    0.15  # how near its budget the summaries bench asks every system to stay; the product keeps 0.10
)


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
    """The sentences the embedded engine selects, one a line; `max_words` None leaves the length to the product."""
    from kilas.core.summary.compose import DEFAULT_WORDS
    from kilas.core.summary.ranker import select
    from kilas.core.text import sentences

    found = [text[s.start : s.end] for s in sentences(text, language)]
    chosen = select(found, title, language, max_words or DEFAULT_WORDS, tolerance=BENCH_TOLERANCE)
    return "\n".join(found[i] for i in chosen)


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
