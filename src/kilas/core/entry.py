"""What a feed gives: its own facts and its items, parsed to plain values, nothing of them fetched yet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item, as its feed gives it."""

    guid: str = ""  # as given; "" when the feed gives none
    url: str | None = None  # absolute http(s) address; None when the feed gives none that can be opened
    title: str = ""  # plain text
    byline: str | None = None  # as printed
    published: datetime | None = None  # aware, UTC
    updated: datetime | None = None  # aware, UTC
    language: str | None = None  # as declared, ISO 639
    summary: str = ""  # plain text: the teaser
    content: str | None = None  # markup of the whole text, for feeds that carry it; input for extraction only

    @property
    def key(self) -> str:
        """What tells this entry from the others of its feed: its guid, else its address, else what it says."""
        return self.guid or self.url or f"{self.title}\n{self.summary}\n{self.content or ''}"

    @property
    def digest(self) -> str:
        """Changes when the feed says something else about the same entry (hex SHA-256)."""
        said = (self.url or "", self.title, self.summary, self.content or "")
        return hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """One answer of a feed, read."""

    kind: str  # of source, as `kilas.sources.source_kinds` calls it
    title: str = ""  # plain text
    home: str | None = None  # the address of the site it belongs to
    language: str | None = None
    entries: tuple[Entry, ...] = ()  # newest first as far as dates tell, else in the feed's order; capped
    left_out: int = 0  # entries beyond the cap, or said twice
    parts: tuple[str, ...] = ()  # of a sitemap index: the addresses of the sitemaps it names, newest first
    ttl_s: float | None = None  # how long the feed says it may be kept
    skip_hours: frozenset[int] = frozenset()  # 0 to 23, UTC: when the feed says it does not change
    skip_days: frozenset[int] = frozenset()  # 0 (Monday) to 6
    hub: str | None = None  # WebSub hub, where offered
    topic: str | None = None  # the feed's own address, as it names itself
