"""Which kinds of sources can be followed? Each is one module of this package with its row, `ROW`; nothing else lists them."""

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
from kilas.sources.feed_caps import Tamed, tame

MAX_ENTRIES = 1_000
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, kw_only=True)  # no slots: its markup is tamed once
class SourceAnswer:
    """What a source answered: foreign bytes, to be read in the guarded worker."""

    url: str  # where it came from, after redirects
    address: str = ""  # as it is followed; "" where it is not yet
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()  # lower-case names
    content_type: str | None = None  # "text/xml": as the header declares it, without parameters
    charset: str | None = None  # as the header declares it
    rights: Rights | None = None  # that the owner recorded of the source
    now: datetime | None = None  # aware, UTC
    max_entries: int = MAX_ENTRIES

    @property
    def is_json(self) -> bool:
        return self.body[:1000].removeprefix(_BOM).lstrip()[:1] in (b"{", b"[")

    @cached_property
    def markup(self) -> Tamed:
        """Its XML within the caps; empty for JSON. SourceError for entities made to swell."""
        if self.is_json:
            return Tamed(root="", text="")
        # RFC 7303 gives text/xml without a charset to the document's own declaration, as all readers always did.
        told = f"{self.content_type or 'text/xml'}; charset={self.charset}"
        declared = [("content-type", told)] if self.charset else []
        return tame(decode(self.body, declared, is_xml=True)[0], self.max_entries, self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceKind:
    """How one kind of source is called, told from others, read and polled."""

    name: str  # as the store keeps it
    rank: int  # its place in lists
    words: str  # what people are told it is
    read: Callable[[SourceAnswer], ParsedFeed]  # runs in the guarded worker; SourceError when it is broken
    # feed: asked conditionally, told from others by its answer. page: asked as a page is, under robots.txt, and read by
    # the extractor. files: of this machine, told from others by their address; nothing is asked for.
    polled_as: Literal["feed", "page", "files"] = "feed"
    recognises: Callable[[SourceAnswer], bool] = lambda _: False  # of a feed
    is_fallback: bool = False  # asked after all others whether it recognises an answer
    media_types: tuple[str, ...] = ()  # that a page declares it with
    guesses: tuple[str, ...] = ()  # paths where a site may keep one that it does not declare
    # Of files: the address under which what a user names is followed, or None; and the seconds between two readings.
    address_of: Callable[[str], str | None] = lambda _: None
    interval_s: Callable[[str], float] = lambda _: 60.0


KINDS: Registry[SourceKind] = Registry(__name__)


def polled_as(name: str) -> str:
    """How sources of the kind called `name` are polled; one that is not known is asked like a feed."""
    kind = KINDS.get(name)
    return kind.polled_as if kind else "feed"


def recognised(answer: SourceAnswer) -> SourceKind | None:
    """The kind of feed that `answer` is."""
    rows = sorted(KINDS.every(), key=lambda kind: kind.is_fallback)
    return next((kind for kind in rows if kind.recognises(answer)), None)


def not_a_feed(url: str) -> SourceError:
    return SourceError(
        f"{url} is no feed",
        "give the address of the site's RSS, Atom or JSON feed, or of its news sitemap; `kilas add` finds it on the site's front page",
        "not_a_feed",
    )
