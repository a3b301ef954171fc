"""Values that the store takes and returns. Frozen; times are aware, in UTC."""

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
    """An address we poll, with its health."""

    id: str  # hash of the address
    address: str  # as polled; "folder:PATH" for a folder of files, "samples:" for the bundled articles
    kind: str
    title: str
    home: str | None
    language: str | None
    rights: RightsMode
    backlog: int  # number of entries taken from the first answer
    added: datetime
    removed: datetime | None = None
    next_poll: datetime
    interval_s: float
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    last_polled: datetime | None = None
    last_success: datetime | None = None
    last_entry: datetime | None = None  # time a new entry was last seen
    failures: int = 0  # in a row
    failure_reason: str | None = None
    failure_detail: str | None = None
    hub: str | None = None
    topic: str | None = None
    ttl_s: float | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    route: str | None = None  # id of the only model route for its articles; None: the whole chain
    subscribed_until: datetime | None = None  # end of the hub's lease; it pushes until then


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A subscription as requested from a feed's hub."""

    feed_id: str
    hub: str
    topic: str
    base: str  # the site's base address, where the hub reaches us
    token: str = field(repr=False)  # makes the callback address unguessable
    secret: str = field(repr=False)  # signs what is pushed
    wanted: Literal["subscribe", "unsubscribe"]
    tries: int  # since the hub last confirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHealth:
    """A feed with the counts of its entries by outcome."""

    feed: Feed
    entries: int
    briefed: int
    linked: int
    folded: int
    refused: int
    skipped: int  # older than the backlog, or left when the feed was removed
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """Result of one poll, saved in one transaction."""

    at: datetime
    next_poll: datetime
    interval_s: float
    failure_reason: str | None = None  # None: the feed answered
    failure_detail: str | None = None
    is_gone: bool = False  # 410: never polled again
    moved_to: str | None = None  # permanent redirect: the new address
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
    asked: datetime | None = None  # time of the request; None: same as `at`
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """An entry and its progress."""

    id: str  # hash of feed and entry key
    feed_id: str
    entry: Entry
    seen: datetime  # time first seen
    changed: datetime  # time its content last changed in the feed
    state: EntryState
    reason: str | None = None  # for a link, a refusal or a fold
    detail: str | None = None
    article_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(SiteLine):
    """A line of the published site, with its times and its folding."""

    published: datetime  # first publication here; never changes
    updated: datetime  # the last material change
    folded_under: str | None = None  # id of the earliest near-identical copy; a folded item is not listed
    copies: int = 0  # number of items folded under this one


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedItem:
    """An item with its number in the order of first publication."""

    number: int
    item: Item  # as the public sees it
    is_private: bool  # its owner sees another brief


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Reason why an item was not published: an outcome, not an error."""

    item_id: str
    reason: Literal["taken_down", "feed_purged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One brief in an item's history."""

    revision: str
    saved: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Position in a listing: it continues with items published before this one."""

    published: datetime
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAddress:
    """Address of an item and the time of its last change."""

    id: str
    slug: str
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSummary:
    """Totals of one feed's published items."""

    feed: Feed
    items: int
    briefs: int
    latest: datetime | None
    # Counts of positive, neutral, negative and unrated briefs by day of publication here (UTC midnight), oldest
    # first.
    tone: tuple[tuple[datetime, int, int, int, int], ...] = ()

    @property
    def is_over(self) -> bool:
        """True when the feed was removed and nothing of it is published."""
        return self.feed.removed is not None and not self.items


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHits:
    """One page of search results."""

    items: tuple[Item, ...]
    total: int  # counted up to a cap
    is_capped: bool  # more than `total` exist, or older texts were not searched


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A reader's report of an error."""

    id: str
    at: datetime
    item_id: str | None
    message: str
    contact: str | None = None
    is_done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TooMany:
    """A correction refused because its sender has sent too many recently."""

    retry_after_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """A host's robots.txt as last fetched."""

    text: str | None  # None: the host has none
    status: int
    fetched: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Takedown:
    """Record of an item removed for good, with the reason."""

    item_id: str
    url: str | None
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteUse:
    """Use of a route in a span of seven days; checks, drills and briefs for the ranking alone do not count."""

    route: str
    since: datetime  # start of the span
    briefs: int  # that it wrote
    calls: int  # for these briefs, and for those that it did not come to write; 0 for the built-in engine
    usd: int  # nano-dollars, spent or reserved
    share: float  # of the briefs of all routes in the span, 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem found by `Care.check`."""

    what: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Counts of the store's contents."""

    feeds: int = 0
    entries: dict[str, int] = field(default_factory=dict)  # by state
    briefs: int = 0
    links: int = 0
    folded: int = 0
    corrections: int = 0  # open ones
    takedowns: int = 0
