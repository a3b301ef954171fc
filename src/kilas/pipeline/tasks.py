"""What runs inside the worker process: pure core functions over one document.

The engine is loaded where it runs, for whoever only names a task would load it in vain.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import datetime

from kilas.core.article import Article, Refusal, Rights
from kilas.core.brief import DEFAULT_WORDS, Brief
from kilas.core.explanation import Explanation
from kilas.sources.documents import Document

OWN = Rights(mode="own", reason="read from a file or standard input of the owner's")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How documents are read and briefed."""

    words: int = DEFAULT_WORDS
    language: str | None = None  # None: as the document says
    url: str | None = None  # where the original stands, for files and standard input
    source: str | None = None  # the publisher's name, when the page does not say


def read_article(document: Document, options: Options, now: datetime) -> Article | Refusal:
    """The article in `document`, or why there is none."""
    from kilas.core.extract import extract

    got = extract(
        document.data,
        url=document.url or options.url,
        headers=document.headers,
        language=options.language,
        source=options.source,
        rights=None if document.url else OWN,
        name=document.name,
        now=now,
    )
    return replace(got, source=document.name) if isinstance(got, Refusal) else got


def write_brief(document: Document, options: Options, now: datetime) -> Brief | Refusal:
    """The brief of `document`, or why there is none."""
    from kilas.core.briefing import brief

    started = time.perf_counter()
    got = brief(read_article(document, options, now), options.words, now=now)
    if isinstance(got, Refusal):
        return replace(got, source=document.name)
    seconds = round(time.perf_counter() - started, 4)
    return replace(got, provenance=replace(got.provenance, seconds=seconds))


def explain_document(document: Document, options: Options, now: datetime) -> Explanation | Refusal:
    """The brief of `document` with everything behind it, or why there is none."""
    from kilas.core.summary.explain import explain

    got = explain(read_article(document, options, now), options.words)
    if isinstance(got, Refusal):
        return replace(got, source=document.name)
    provenance = replace(got.brief.provenance, created=now)
    return replace(got, brief=replace(got.brief, provenance=provenance))
