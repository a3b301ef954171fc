"""Builds a `Material` from a document that a user names, or from a feed entry and its page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from kilas.core.article import Rights, RightsMode
from kilas.core.entry import Entry
from kilas.core.material import Hints, Material
from kilas.core.publishing import RECORDED
from kilas.sources.source_kinds import polled_as

if TYPE_CHECKING:
    from kilas.sources.fetch import Fetched
    from kilas.store.records import Feed

OWN = Rights(mode="own", reason="read from a file or standard input of the owner's")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Metadata that a user gives for documents."""

    language: str | None = None  # None: as stated in the document
    url: str | None = None  # address of the original, for files and standard input
    source: str | None = None  # the publisher's name, if the page does not state it


def of_document(document: Material, told: Told) -> Material:
    """The document with the user's metadata. A document that was not fetched is the user's own."""
    return replace(
        document,
        url=document.url or told.url,
        language=told.language,
        source=told.source,
        rights=None if document.url else OWN,
    )


def of_entry(entry: Entry, feed: Feed, fetched: Fetched | None = None) -> Material:
    """The fetched page of an entry; without one, the text that the entry carries."""
    is_of_feed = polled_as(feed.kind) == "feed"  # else its dates are those of the page itself, or of a file
    return Material(
        page=fetched.body if fetched else _carried(entry, feed),
        name=entry.url or entry.title,
        url=fetched.url if fetched else entry.url,
        headers=fetched.headers if fetched else (),
        rights=recorded(feed.rights),
        hints=Hints(
            title=entry.title,
            byline=entry.byline,
            published=entry.published if is_of_feed else None,
            updated=entry.updated if is_of_feed else None,
            source=feed.title,
        ),
    )


def recorded(mode: RightsMode) -> Rights | None:
    """Rights as the owner recorded them for the feed.

    None if nothing is recorded; the page's own licence applies then.
    """
    if mode == "link":
        return None
    told = "holds a licence for it" if mode in RECORDED else "lets its excerpts be shown"
    return Rights(mode=mode, reason=f"The owner of this site recorded of this source: {mode} ({told}).")


def _carried(entry: Entry, feed: Feed) -> str:
    """The text that a feed carries, wrapped as a page; a file of a folder is a page already."""
    content = entry.content or ""
    if polled_as(feed.kind) == "files" or "<html" in content[:5000].lower():
        return content
    lang = escape(entry.language or feed.language or "", quote=True)
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{escape(entry.title)}</title></head>'
        f"<body><article><h1>{escape(entry.title)}</h1>{content}</article></body></html>"
    )
