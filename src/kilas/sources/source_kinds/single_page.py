"""A single article as a feed of one entry. Its teaser is its text, so that edits are noticed."""

from __future__ import annotations

from kilas.core.article import Refusal
from kilas.core.entry import Entry, ParsedFeed
from kilas.core.material import Material
from kilas.errors import SourceError
from kilas.sources.source_kinds import SourceAnswer, SourceKind

_TEASER = 8_000  # characters in which edits are noticed


def read(answer: SourceAnswer) -> ParsedFeed:
    """Extract the article. SourceError with the reason of the refusal if there is none."""
    from kilas.core.extract import (
        article_of,
    )  # loaded only in the worker

    got = article_of(material(answer), answer.now)
    if isinstance(got, Refusal):
        raise SourceError(f"{answer.address}: {got.detail}", got.mend, got.reason)
    entry = Entry(
        guid=answer.address,
        url=answer.address,
        title=got.title or answer.address,
        summary=got.text[:_TEASER],
        published=got.published,
    )
    return ParsedFeed(kind="page", title=got.source or "", language=got.language, entries=(entry,))


def material(answer: SourceAnswer) -> Material:
    """Return the page as input for the extractor."""
    return Material(
        page=answer.body, name=answer.url, url=answer.url, headers=answer.headers, rights=answer.rights
    )


ROW = SourceKind(name="page", rank=50, words="single article", read=read, polled_as="page")
