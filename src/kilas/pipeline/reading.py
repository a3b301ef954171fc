"""What runs inside the worker process for the service: an entry's page to an article, an article to its brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from kilas.core.article import Article, Refusal, Rights, RightsMode
from kilas.core.brief import Brief
from kilas.core.entry import Entry
from kilas.core.extract import extract
from kilas.core.extract.metadata import host_of
from kilas.core.near import are_copies, signature
from kilas.core.publishing import RECORDED
from kilas.core.summary.compose import brief

WORDS = 120
IMPORTS = ("kilas.pipeline.reading",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an entry's article is read from."""

    entry: Entry
    rights: RightsMode  # that the owner recorded for the feed
    source: str  # the feed's name for itself, where the page has none
    language: str | None  # of the feed
    data: bytes | None = None  # as fetched; None: the entry carries the text
    url: str | None = None  # where it was fetched, or where it stands
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A brief with what finds its copies; or why there is none."""

    made: Brief | Refusal
    bands: tuple[int, ...] = ()


def read_article(page: Page, now: datetime) -> Article | Refusal:
    """The article of an entry, its gaps filled with what the feed says."""
    entry = page.entry
    got = extract(
        _page_of(entry, page.language) if page.data is None else page.data,
        url=page.url,
        headers=page.headers,
        rights=_recorded(page.rights),
        name=entry.url or entry.title,
        now=now,
    )
    if isinstance(got, Refusal):
        return got
    published = got.published or entry.published or entry.updated
    return replace(
        got,
        title=got.title or entry.title or None,
        byline=got.byline or entry.byline,
        source=_publisher(got, page.source),
        published=min(published, now) if published else None,
    )


def write_brief(article: Article, now: datetime) -> Written:
    """The brief of `article`, and the signature by which its copies are found."""
    made = brief(article, WORDS, now=now)
    if isinstance(made, Refusal):
        return Written(made=made)
    return Written(made=made, bands=signature(article.title or "", article.text))


def copies_among(article: Article, others: Sequence[Article]) -> tuple[str, ...]:
    """The ids of those that are near-identical to `article`, in their order."""
    one = (article.title or "", article.text)
    return tuple(other.id for other in others if are_copies(one, (other.title or "", other.text)))


def _publisher(article: Article, feed: str) -> str | None:
    """The publisher as its page names it; a page that names nobody is its feed's, and only then its host's."""
    host = host_of(article.url or "")
    is_named = article.source and article.source.removeprefix("www.") != host.removeprefix("www.")
    return article.source if is_named else feed or article.source


def _recorded(mode: RightsMode) -> Rights | None:
    """What the owner said of the feed; None where nothing was said, so that the page's own licence counts."""
    if mode == "link":
        return None
    told = "holds a licence for it" if mode in RECORDED else "lets its excerpts be shown"
    return Rights(mode=mode, reason=f"The owner of this site recorded of this source: {mode} ({told}).")


def _page_of(entry: Entry, language: str | None) -> str:
    """The text that a feed carries, as the page it is a part of."""
    content = entry.content or ""
    if "<html" in content[:5000].lower():
        return content
    lang = escape(entry.language or language or "", quote=True)
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{escape(entry.title)}</title></head>'
        f"<body><article><h1>{escape(entry.title)}</h1>{content}</article></body></html>"
    )
