"""Values parsed from a feed: its metadata and its entries, before any page is fetched."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item as given by its feed."""

    guid: str = ""  # as given; "" if the feed gives none
    url: str | None = None  # absolute http(s) address; None if the feed gives none that can be opened
    title: str = ""  # plain text
    byline: str | None = None  # as printed
    published: datetime | None = None  # aware, UTC
    updated: datetime | None = None  # aware, UTC
    language: str | None = None  # as declared, ISO 639
    summary: str = ""  # plain text: the teaser
    content: str | None = None  # markup of the full text, if the feed carries it; input for extraction only

    @property
    def key(self) -> str:
        """Key of the entry within its feed: the guid, else the address, else the content."""
        return self.guid or self.url or f"{self.title}\n{self.summary}\n{self.content or ''}"

    @property
    def digest(self) -> str:
        """Hex SHA-256 that changes when the feed changes the entry."""
        said = (self.url or "", self.title, self.summary, self.content or "")
        return hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """One parsed answer of a feed."""

    kind: str  # of source, as `kilas.sources.source_kinds` calls it
    title: str = ""  # plain text
    home: str | None = None  # address of the feed's site
    language: str | None = None
    entries: tuple[Entry, ...] = ()  # newest first as far as dates tell, else in the feed's order; capped
    left_out: int = 0  # entries beyond the cap, or duplicates
    parts: tuple[str, ...] = ()  # of a sitemap index: addresses of its sitemaps, newest first
    ttl_s: float | None = None  # the feed's caching time
    skip_hours: frozenset[int] = frozenset()  # 0 to 23, UTC: hours without changes, as the feed states
    skip_days: frozenset[int] = frozenset()  # 0 (Monday) to 6
    hub: str | None = None  # WebSub hub, if offered
    topic: str | None = None  # the feed's own address, as it states it
