"""Resolves addresses (a feed, a site with a feed, a news sitemap, an article, a folder) and names of feeds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from kilas.core.entry import ParsedFeed
from kilas.errors import SourceError, UnknownNameError
from kilas.pipeline import tasks
from kilas.pipeline.polling import LIMITS, answer_of
from kilas.pipeline.pool import Readers
from kilas.pipeline.worker import TaskFailed, Worker
from kilas.sources import feeds
from kilas.sources.discovery import guesses
from kilas.sources.fetch import Fetched, fetch
from kilas.sources.network_addresses import Exemption, parse_address
from kilas.sources.source_kinds import KINDS, SourceAnswer, SourceKind, folder
from kilas.store import Store
from kilas.store.records import Feed

MOST_TRIED = 6  # most feeds of a site to try, offered or guessed
Turn = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An address that can be polled."""

    address: str
    kind: str  # name of its row in `source_kinds`
    title: str
    home: str | None = None
    language: str | None = None
    entries: int = 0  # number of entries at present
    is_offered: bool = False  # True: offered by the named page, which is not a feed itself


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d{1,5}(?:/|$))")  # "example.org:8080" has no scheme


def find(
    named: str,
    now: datetime,
    *,
    allow: Sequence[Exemption] = (),
    turn: Turn = lambda _: nullcontext(),
    readers: Readers | None = None,
) -> Found:
    """Resolves `named` to a pollable address. Raises SourceError when it cannot be fetched or is none of these.

    `turn` is entered around each request: the gate of a store, where there is one. `readers` None: workers of its own.
    """
    if not named.removeprefix(folder.FOLDER).strip():
        raise SourceError(
            "no address was given",
            "give the address of a feed, a site or an article, or a folder",
            "no_address",
        )
    if (found := _files(named)) is not None:
        return found
    _refuse_paths(named)
    url = _url(named)
    with nullcontext(readers) if readers else _workers() as opened:
        return _Finder(now, tuple(allow), turn, opened).find(url)


def _files(named: str) -> Found | None:
    """The folder or other local source that `named` means; None for anything else."""
    for kind in _kinds("files"):
        if (address := kind.address_of(named)) is not None:
            parsed = kind.read(SourceAnswer(url=address, address=address))
            return Found(address=address, kind=kind.name, title=parsed.title, entries=len(parsed.entries))
    return None


def _refuse_paths(named: str) -> None:
    if Path(named).expanduser().is_file():
        raise SourceError(
            f"{named} is a file", "use `kilas brief` for this file, or follow its folder", "not_a_feed"
        )
    if named.startswith(("/", "./", "../", "~")):
        raise SourceError(f"the folder {named} does not exist", "check the path", "unreadable")


@contextmanager
def _workers() -> Iterator[Readers]:
    with (
        Worker(memory_bytes=feeds.MEMORY_BYTES, imports=(*feeds.IMPORTS, "kilas.pipeline.tasks")) as parsers,
        Worker(imports=tasks.IMPORTS) as pages,
    ):
        yield Readers(parsers, pages)


def _kinds(polled_as: str) -> tuple[SourceKind, ...]:
    return tuple(kind for kind in KINDS.every() if kind.polled_as == polled_as)


def followed_as(store: Store, named: str, *, with_removed: bool = False) -> tuple[Feed, ...]:
    """Feeds in the store that `named` may mean, resolved as `find` does or by id. Makes no request."""
    exact = store.feeds.find(named) or store.feeds.get(named) or store.feeds.find(_folder(named))
    if exact is None:
        try:
            url = parse_address(_url(named)).url
        except SourceError:
            return ()
        exact = store.feeds.find(url)
        if exact is None:
            return _of_page(store.feeds.list(), url)
    return () if exact.removed and not with_removed else (exact,)


def _of_page(polled: Sequence[Feed], url: str) -> tuple[Feed, ...]:
    """The feeds whose home is `url`; without any, those on the host whose front page it is."""
    of_page = tuple(feed for feed in polled if feed.home and _is_same_page(feed.home, url))
    return of_page or tuple(feed for feed in polled if _is_same_page(urljoin(feed.address, "/"), url))


def feeds_named(store: Store, names: Sequence[str], *, with_removed: bool = False) -> tuple[Feed, ...]:
    """The feed that each name means. Raises UnknownNameError for a name that means none or several."""
    return tuple(_feed_named(store, name, with_removed=with_removed) for name in names)


def _feed_named(store: Store, name: str, *, with_removed: bool) -> Feed:
    meant = followed_as(store, name, with_removed=with_removed)
    if not meant:
        raise UnknownNameError(
            f"{name} is not followed", "use a name from the list of `kilas feeds`", "unknown_feed"
        )
    if len(meant) > 1:
        addresses = ", ".join(feed.address for feed in meant)
        raise UnknownNameError(
            f"{name} matches several feeds: {addresses}", "give one of these addresses", "unknown_feed"
        )
    return meant[0]


def _is_same_page(one: str, other: str) -> bool:
    """True if two addresses differ at most in their scheme and a trailing slash."""
    parts = [urlsplit(address) for address in (one, other)]
    here, there = ((part.netloc.lower(), part.path.rstrip("/"), part.query) for part in parts)
    return bool(here[0]) and here == there


def _folder(named: str) -> str:
    return f"{folder.FOLDER}{Path(named.removeprefix(folder.FOLDER)).expanduser().resolve()}"


def _url(named: str) -> str:
    return named if _SCHEME.match(named) else f"https://{named}"


class _Finder:
    """One search."""

    def __init__(self, now: datetime, allow: tuple[Exemption, ...], turn: Turn, readers: Readers) -> None:
        self._now, self._allow, self._turn = now, allow, turn
        self._parsers, self._pages = readers.parsers, readers.pages

    def find(self, url: str) -> Found:
        got = self._fetch(url)
        try:
            return self._feed(got)
        except SourceError as error:
            if error.reason != "not_a_feed":
                raise
        if urlsplit(got.url).path.strip("/") and (found := self._page(got)) is not None:
            return found
        return self._offered(got)

    def _offered(self, page: Fetched) -> Found:
        """The first working feed that the page offers, or one at a usual feed address."""
        offered = self._parsers.run(tasks.feeds_on, page.body, page.url, page.headers)
        tried = offered or [one.url for one in guesses(page.url)]
        for address in tried[:MOST_TRIED]:
            try:
                found = self._feed(self._fetch(address))
                return replace(found, home=found.home or page.url, is_offered=True)
            except SourceError:
                continue  # the next address may be a feed
        raise SourceError(
            f"{page.url} is neither a feed nor an article, and links to no feed",
            "give the address of its RSS, Atom or JSON feed, of its news sitemap, or of a single article",
            "not_a_feed",
        )

    def _feed(self, got: Fetched) -> Found:
        try:
            parsed: ParsedFeed = self._parsers.run(
                tasks.parse_feed, got.body, got.url, got.content_type, got.charset
            )
        except TaskFailed as error:
            raise SourceError(
                f"the feed at {got.url} exceeds the limits: {error.detail}", "give another feed", error.reason
            ) from error
        return Found(
            address=got.url,
            kind=parsed.kind,
            title=parsed.title,
            home=parsed.home,
            language=parsed.language,
            entries=len(parsed.entries),
        )

    def _page(self, got: Fetched) -> Found | None:
        """The answer as a source that is a single page; None if no kind can read it."""
        for kind in _kinds("page"):
            with suppress(SourceError, TaskFailed):
                asked = answer_of(got, got.url, now=self._now)
                parsed: ParsedFeed = self._pages.run(tasks.read_source, kind.name, asked)
                return Found(
                    address=got.url,
                    kind=kind.name,
                    title=parsed.entries[0].title,
                    language=parsed.language,
                    entries=len(parsed.entries),
                )
        return None

    def _fetch(self, url: str) -> Fetched:
        with self._turn(url):
            return fetch(url, limits=LIMITS, allow=self._allow)
