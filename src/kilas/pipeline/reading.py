"""What runs inside the worker process for the service: an entry's page to an article, an article to its brief.

The parsers are imported when a task runs: whoever only sends tasks stays small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from kilas.core.address import host_of
from kilas.core.article import Article, Refusal, Rights, RightsMode
from kilas.core.brief import DEFAULT_WORDS, Brief
from kilas.core.entry import Entry, ParsedFeed
from kilas.core.publishing import RECORDED

# What the worker has ready before a page's clock runs.
IMPORTS = ("kilas.pipeline.reading", "kilas.core.extract", "kilas.core.briefing", "kilas.core.near")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an entry's article is read from."""

    entry: Entry
    rights: RightsMode  # that the owner recorded for the feed
    source: str  # the feed's name for itself, where the page has none
    language: str | None  # of the feed
    data: bytes | None = None  # as fetched; None: the entry carries the text
    is_document: bool = False  # the text that the entry carries is a whole page, text or Markdown file
    url: str | None = None  # where it was fetched, or where it stands
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A brief with what finds its copies; or why there is none."""

    made: Brief | Refusal
    bands: tuple[int, ...] = ()


def read_article(page: Page, now: datetime) -> Article | Refusal:
    """The article of an entry, its gaps filled with what the feed says."""
    from kilas.core.extract import extract

    entry = page.entry
    got = extract(
        _carried(page) if page.data is None else page.data,
        url=page.url,
        headers=page.headers,
        rights=recorded(page.rights),
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
    from kilas.core.briefing import brief
    from kilas.core.near import signature

    made = brief(article, DEFAULT_WORDS, now=now)
    if isinstance(made, Refusal):
        return Written(made=made)
    return Written(made=made, bands=signature(article.title or "", article.text))


def copies_among(article: Article, others: Sequence[Article]) -> tuple[str, ...]:
    """The ids of those that are near-identical to `article`, in their order."""
    from kilas.core.near import are_copies

    one = (article.title or "", article.text)
    return tuple(other.id for other in others if are_copies(one, (other.title or "", other.text)))


def parse_feed(body: bytes, url: str, content_type: str | None, charset: str | None) -> ParsedFeed:
    """The feed in `body`. SourceError when it is none, or is broken."""
    from kilas.sources import feeds

    return feeds.parse(body, url, content_type=content_type, charset=charset)


def read_folder(address: str) -> ParsedFeed:
    """The folder as a feed. SourceError when it cannot be read."""
    from kilas.sources import folder

    return folder.read(address)


def feeds_on(body: bytes, url: str, headers: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The addresses of the feeds that a page offers, the likeliest first."""
    from kilas.core.text.charset import decode
    from kilas.sources.discovery import find_feeds

    return tuple(one.url for one in find_feeds(decode(body, headers)[0], url))


def _publisher(article: Article, feed: str) -> str | None:
    """The publisher as its page names it; a page that names nobody is its feed's, and only then its host's."""
    host = host_of(article.url or "")
    is_named = article.source and article.source.removeprefix("www.") != host
    return article.source if is_named else feed or article.source


def recorded(mode: RightsMode) -> Rights | None:
    """What the owner said of the feed; None where nothing was said, so that the page's own licence counts."""
    if mode == "link":
        return None
    told = "holds a licence for it" if mode in RECORDED else "lets its excerpts be shown"
    return Rights(mode=mode, reason=f"The owner of this site recorded of this source: {mode} ({told}).")


def _carried(page: Page) -> str:
    """The text that a feed carries, as the page it is a part of; a file of a folder is one by itself."""
    entry = page.entry
    content = entry.content or ""
    if page.is_document or "<html" in content[:5000].lower():
        return content
    lang = escape(entry.language or page.language or "", quote=True)
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{escape(entry.title)}</title></head>'
        f"<body><article><h1>{escape(entry.title)}</h1>{content}</article></body></html>"
    )
