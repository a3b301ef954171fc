"""The kinds of sources that Kilas can follow. Each is a module of this package with a `ROW`; there is no other list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from kilas.core.article import Rights
from kilas.core.entry import ParsedFeed
from kilas.core.registry import Registry
from kilas.core.text.charset import decode
from kilas.errors import SourceError
from kilas.sources.feed_caps import BoundedMarkup, bound_markup

MAX_ENTRIES = 1_000
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, kw_only=True)  # no slots, because `markup` is cached
class SourceAnswer:
    """The response of a source: untrusted bytes, to be read in the guarded worker."""

    url: str  # final address, after redirects
    address: str = ""  # address that is followed; "" if the source is not followed yet
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()  # lower-case names
    content_type: str | None = None  # from the header, without parameters: "text/xml"
    charset: str | None = None  # from the header
    rights: Rights | None = None  # recorded for the source by the operator
    now: datetime | None = None  # aware, UTC
    max_entries: int = MAX_ENTRIES

    @property
    def is_json(self) -> bool:
        return self.body[:1000].removeprefix(_BOM).lstrip()[:1] in (b"{", b"[")

    @cached_property
    def markup(self) -> BoundedMarkup:
        """The XML within the limits of `feed_caps`; empty for JSON. SourceError for entities that expand without limit."""
        if self.is_json:
            return BoundedMarkup(root="", text="")
        # For text/xml without a charset, the document's own declaration counts (RFC 7303).
        told = f"{self.content_type or 'text/xml'}; charset={self.charset}"
        declared = [("content-type", told)] if self.charset else []
        return bound_markup(decode(self.body, declared, is_xml=True)[0], self.max_entries, self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceKind:
    """One kind of source: its name, how it is recognised, read and polled."""

    name: str  # as stored
    rank: int  # position in lists
    words: str  # name shown to people
    read: Callable[[SourceAnswer], ParsedFeed]  # runs in the guarded worker; SourceError for broken input
    # feed: requested conditionally and recognised by its content. page: requested like a page, under robots.txt, and read
    # by the extractor. files: on this machine, recognised by their address; no requests.
    polled_as: Literal["feed", "page", "files"] = "feed"
    recognises: Callable[[SourceAnswer], bool] = lambda _: False  # for feeds
    is_fallback: bool = False  # tried after all others
    media_types: tuple[str, ...] = ()  # with which pages declare this kind
    guesses: tuple[str, ...] = ()  # paths where undeclared feeds are often found
    # For files: the address of a source that a user names, or None; and the seconds between two readings.
    address_of: Callable[[str], str | None] = lambda _: None
    interval_s: Callable[[str], float] = lambda _: 60.0


KINDS: Registry[SourceKind] = Registry(__name__)


def polled_as(name: str) -> str:
    """Return how sources of the kind `name` are polled; an unknown kind is polled like a feed."""
    kind = KINDS.get(name)
    return kind.polled_as if kind else "feed"


def recognised(answer: SourceAnswer) -> SourceKind | None:
    """Return the kind of feed in `answer`; None if it is not a feed."""
    rows = sorted(KINDS.every(), key=lambda kind: kind.is_fallback)
    return next((kind for kind in rows if kind.recognises(answer)), None)


def not_a_feed(url: str) -> SourceError:
    return SourceError(
        f"{url} is not a feed",
        "give the address of the site's RSS, Atom or JSON feed, or of its news sitemap; "
        "`kilas add` finds it on the site's front page",
        "not_a_feed",
    )
