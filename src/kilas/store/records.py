"""The values the store gives and takes. Frozen; times are aware, UTC."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from kilas.core.article import RightsMode
from kilas.core.entry import Entry
from kilas.core.publishing import Settled, SiteLine

EntryState = Literal["new"] | Settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An address we poll, with what we know of its health."""

    id: str  # hash of the address
    address: str  # as polled; "folder:PATH" for a folder of files, "samples:" for the bundled articles
    kind: str
    title: str
    home: str | None
    language: str | None
    rights: RightsMode
    backlog: int  # how many entries of the first answer are taken
    added: datetime
    removed: datetime | None = None
    next_poll: datetime
    interval_s: float
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    last_polled: datetime | None = None
    last_success: datetime | None = None
    last_entry: datetime | None = None  # when a new entry was last seen
    failures: int = 0  # in a row
    failure_reason: str | None = None
    failure_detail: str | None = None
    hub: str | None = None
    topic: str | None = None
    ttl_s: float | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    subscribed_until: datetime | None = None  # the hub pushes until then


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What we asked a feed's hub for."""

    feed_id: str
    hub: str
    topic: str
    base: str  # of the site, where the hub reaches us
    token: str = field(repr=False)  # makes the address we are pushed to one that nobody can guess
    secret: str = field(repr=False)  # signs what is pushed
    wanted: Literal["subscribe", "unsubscribe"]
    tries: int  # since the hub last agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHealth:
    """A feed with what its entries came to."""

    feed: Feed
    entries: int
    briefed: int
    linked: int
    folded: int
    refused: int
    skipped: int  # older than the newest that were asked for, or left when the feed was removed
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What one poll came to, to be saved as one whole."""

    at: datetime
    next_poll: datetime
    interval_s: float
    failure_reason: str | None = None  # None: the feed answered
    failure_detail: str | None = None
    is_gone: bool = False  # 410: not asked again
    moved_to: str | None = None  # a permanent redirect: the address from now on
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None  # None: unchanged (304 or same hash), keep what is known
    kind: str | None = None
    title: str | None = None
    home: str | None = None
    language: str | None = None
    hub: str | None = None
    topic: str | None = None
    ttl_s: float | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    asked: datetime | None = None  # when it was asked; None: at `at`
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """An entry and how far it has come."""

    id: str  # hash of feed and entry key
    feed_id: str
    entry: Entry
    seen: datetime  # first
    changed: datetime  # when the feed last said something else about it
    state: EntryState
    reason: str | None = None  # of a link, a refusal or a fold
    detail: str | None = None
    article_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(SiteLine):
    """A line of the published site, and where it stands there."""

    published: datetime  # here, for the first time; never changes
    updated: datetime  # the last material change
    folded_under: str | None = None  # the id of the earliest near-identical copy: not listed itself
    copies: int = 0  # how many are folded under this one


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Why an item was not published: an outcome, not an error."""

    item_id: str
    reason: Literal["taken_down", "feed_purged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One brief of an item's history."""

    revision: str
    saved: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where a listing goes on: items published before this one."""

    published: datetime
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAddress:
    """Where an item stands, and since when as it is."""

    id: str
    slug: str
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSummary:
    """What one feed has published here."""

    feed: Feed
    items: int
    briefs: int
    latest: datetime | None
    # By day of publication here (UTC, midnight), oldest first: positive, neutral, negative and unrated briefs.
    tone: tuple[tuple[datetime, int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHits:
    """One page of search results."""

    items: tuple[Item, ...]
    total: int  # counted up to a cap
    is_capped: bool  # there are more than `total`, or older ones that were not looked through


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a reader says is wrong."""

    id: str
    at: datetime
    item_id: str | None
    message: str
    contact: str | None = None
    is_done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TooMany:
    """Why a correction was not taken: its sender has written too many of late."""

    retry_after_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """A host's robots.txt, as last fetched."""

    text: str | None  # None: there is none
    status: int
    fetched: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Takedown:
    """A page that is gone for good, and why."""

    item_id: str
    url: str | None
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What `check` found wrong in the store."""

    what: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The store in figures."""

    feeds: int = 0
    entries: dict[str, int] = field(default_factory=dict)  # by state
    briefs: int = 0
    links: int = 0
    folded: int = 0
    corrections: int = 0  # not yet dealt with
    takedowns: int = 0
