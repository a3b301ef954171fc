"""Feeds: follow, list, refresh and unfollow them; import and export lists of them (OPML)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from kilas.core.article import RightsMode
from kilas.errors import SettingsError, SourceError
from kilas.llm.config import load_models
from kilas.pipeline.finding import Found, feeds_named, find
from kilas.pipeline.hosts import Gate
from kilas.pipeline.pool import Readers
from kilas.settings import Settings
from kilas.sources import opml
from kilas.sources.network_addresses import parse_exemptions
from kilas.sources.source_kinds import polled_as
from kilas.store import Store
from kilas.store.records import Feed, FeedHealth, StoredEntry

BACKLOG = 50  # entries of the first poll that are taken
NEWEST = 100  # entries of a feed that are listed
NAME = "Kilas"  # of a list of feeds


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Result of following an address."""

    feed: Feed  # as stored now
    outcome: Literal["new", "known", "rights changed", "route changed"]
    found: Found | None = None  # resolved address; None for a known feed: no request was made


def follow(
    store: Store,
    address: str,
    settings: Settings,
    *,
    rights: RightsMode | None = None,
    backlog: int = BACKLOG,
    route: str | None = None,
    clock: Callable[[], datetime],
    readers: Readers | None = None,
) -> Following:
    """Follows a feed, a site with a feed, a news sitemap, a single article or a folder.

    `rights` None means own for a folder, else link. `route` is the id of the only model route for its articles; ""
    goes back to the whole chain, None leaves it as it is. Raises SettingsError for a route that is not configured, SourceError when the address cannot be fetched
    or is none of these.
    """
    _require_route(settings, route)
    if (known := _followed(store, address)) is not None:
        return _again(store, known, rights, route)
    allow = parse_exemptions(settings.allow_private)
    found = find(address, clock(), allow=allow, turn=Gate(store, allow, clock=clock).turn, readers=readers)
    if (known := _followed(store, found.address)) is not None:
        return replace(_again(store, known, rights, route), found=found)
    feed = store.feeds.add(
        found.address,
        found.kind,
        title=found.title,
        home=found.home,
        language=found.language,
        rights=rights or ("own" if polled_as(found.kind) == "files" else "link"),
        backlog=backlog,
        route=route or None,
        now=clock(),
    )
    return Following(feed=feed, outcome="new", found=found)


def followed(store: Store) -> tuple[FeedHealth, ...]:
    """All followed feeds, with their health."""
    return store.feeds.health()


def entries_of(store: Store, name: str) -> tuple[StoredEntry, ...]:
    """The newest entries of the named feed, each with its outcome. Raises UnknownNameError for an unknown name."""
    (feed,) = feeds_named(store, [name], with_removed=True)
    return tuple(store.entries.of_feed(feed.id, NEWEST))


def unfollow(store: Store, names: Sequence[str], *, purge: bool = False, now: datetime) -> tuple[Feed, ...]:
    """Stops polling these feeds; with `purge`, deletes their entries, articles and items.

    Raises UnknownNameError for an unknown name, before any change.
    """
    feeds = feeds_named(store, names, with_removed=purge)
    for feed in feeds:
        store.feeds.remove(feed.id, now, purge=purge)
    return tuple(feeds)


def refresh(store: Store, names: Sequence[str], *, now: datetime) -> int:
    """Makes these feeds due at once (all if none is named) and returns their number.

    Raises UnknownNameError for an unknown name.
    """
    ids = [feed.id for feed in feeds_named(store, names)] if names else None
    return store.feeds.refresh(ids, now)


# Lists of feeds (OPML)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedList:
    """Content of a list of feeds."""

    feeds: tuple[opml.OpmlFeed, ...]
    passed_over: tuple[str, ...]  # addresses that are not http(s)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedList:
    """A list of the followed feeds."""

    opml: bytes
    feeds: tuple[Feed, ...]  # those on the list
    left_out: tuple[Feed, ...]  # single articles and folders of this machine


def read_list(file: Path) -> FeedList:
    """The feeds in an OPML file. Raises SourceError when it cannot be read or is not OPML."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{file} cannot be read: {error.strerror}", "give an OPML file", "unreadable"
        ) from error
    feeds, passed_over = opml.parse(content)
    return FeedList(feeds=feeds, passed_over=passed_over)


def follow_all(
    store: Store,
    feeds: Sequence[opml.OpmlFeed],
    *,
    rights: RightsMode = "link",
    backlog: int = BACKLOG,
    now: datetime,
) -> int:
    """Follows all `feeds` and returns the number of new ones. Fetches nothing; each is polled in its turn."""
    new = 0
    for one in feeds:
        new += _followed(store, one.address) is None
        store.feeds.add(
            one.address,
            "rss",
            title=one.title,
            home=one.home,
            language=None,
            rights=rights,
            backlog=backlog,
            now=now,
        )
    return new


def export_list(store: Store, *, now: datetime) -> ExportedList:
    """The followed feeds as OPML, for other readers."""
    every = store.feeds.list()
    feeds = tuple(feed for feed in every if polled_as(feed.kind) == "feed")
    listed = (opml.OpmlFeed(address=feed.address, title=feed.title, home=feed.home) for feed in feeds)
    return ExportedList(
        opml=opml.serialise(listed, title=NAME, now=now),
        feeds=feeds,
        left_out=tuple(feed for feed in every if polled_as(feed.kind) != "feed"),
    )


def _followed(store: Store, address: str) -> Feed | None:
    known = store.feeds.find(address)
    return known if known is not None and known.removed is None else None


def _require_route(settings: Settings, route: str | None) -> None:
    if not route:
        return
    known = [one.id for one in load_models(settings).writers]
    if route not in known:
        raise SettingsError(
            f"there is no route {route!r}", f"use one of: {', '.join(known)}; `kilas models` lists them"
        )


def _again(store: Store, feed: Feed, rights: RightsMode | None, route: str | None) -> Following:
    if route is not None and (route or None) != feed.route:
        store.feeds.set_route(feed.id, route or None)
        feed = replace(feed, route=route or None)
        if rights is None or rights == feed.rights:
            return Following(feed=feed, outcome="route changed")
    if rights is None or rights == feed.rights:
        return Following(feed=feed, outcome="known")
    store.feeds.set_rights(feed.id, rights)
    return Following(feed=replace(feed, rights=rights), outcome="rights changed")
