"""The commands that say what is followed: add, feeds, remove, refresh, import, export opml."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kilas.cli.output import visible, write_whole
from kilas.cli.session import counted, now, open_store, printed, say, settings_with, tell
from kilas.core.article import RightsMode
from kilas.core.polling import NEVER
from kilas.errors import SourceError
from kilas.pipeline.alive import is_up
from kilas.pipeline.following import Followed, find, followed_as
from kilas.pipeline.hosts import Gate
from kilas.settings import Settings
from kilas.sources import opml
from kilas.sources.addresses import parse_exemptions
from kilas.store import Store
from kilas.store.records import Feed, FeedHealth, StoredEntry

NAME = "Kilas"
ENTRIES_SHOWN = 100
_NARROWEST, _ENDLESS = 110, 10_000  # columns of the table of feeds, on a terminal and for another program


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRequest:
    address: str
    rights: RightsMode | None
    backlog: int
    data: Path | None = None


def add(request: AddRequest) -> int:
    """Follow what the address stands for."""
    settings = settings_with(request.data)
    with open_store(settings, make=True) as store:
        known = store.feeds.find(request.address)
        if known is not None and known.removed is None:
            return _known(store, known, request.rights)
        allow = parse_exemptions(settings.allow_private)
        found = find(request.address, now(), allow=allow, turn=Gate(store, allow).turn)
        known = store.feeds.find(found.address)
        if known is not None and known.removed is None:
            code = _known(store, known, request.rights)
            _tell_found(found, request.address)
            return code
        feed = _follow(store, found, request.rights or _own(found), request.backlog)
    entries = f"{found.entries} {'entry' if found.entries == 1 else 'entries'}"
    say(f"{feed.title or feed.address}: {_KINDS[found.kind]}, {entries}, rights {feed.rights}")
    _tell_found(found, request.address)
    tell(_when_polled(settings))
    return 0


_KINDS = {
    "rss": "RSS feed",
    "atom": "Atom feed",
    "json": "JSON feed",
    "sitemap": "news sitemap",
    "page": "single article",
    "folder": "folder of articles",
}


_NO_FEEDS = ("page", "folder")


def feeds(data: Path | None, *, as_json: bool) -> int:
    """Every feed with its health."""
    settings = settings_with(data)
    with open_store(settings) as store:
        health = store.feeds.health()
    if as_json:
        say(json.dumps([_told(one) for one in health], indent=2, ensure_ascii=False))
    elif not health:
        tell("no feed is followed\n  To follow one: kilas add ADDRESS")
    else:
        _print_table(health, settings)
    return 0


def entries(name: str, data: Path | None, *, as_json: bool) -> int:
    """What became of the newest entries of a feed, and why."""
    settings = settings_with(data)
    with open_store(settings) as store:
        (feed,) = feeds_named(store, [name], with_removed=True)
        found = store.entries.of_feed(feed.id, ENTRIES_SHOWN)
    if as_json:
        say(json.dumps([_became(one) for one in found], indent=2, ensure_ascii=False))
        return 0
    for one in found:
        why = (
            f" ({one.reason}): {one.detail}"
            if one.reason and one.detail
            else f" ({one.reason})"
            if one.reason
            else ""
        )
        say(f"{one.state}{why}\n  {one.entry.title or 'untitled'}  {one.entry.url or ''}".rstrip())
    if not found:
        tell("it has brought nothing yet")
    return 0


def _became(one: StoredEntry) -> dict[str, str | None]:
    return {
        "id": one.id,
        "title": one.entry.title,
        "url": one.entry.url,
        "seen": one.seen.isoformat(),
        "state": one.state,
        "reason": one.reason,
        "detail": one.detail,
        "article_id": one.article_id,
    }


def remove(names: Sequence[str], data: Path | None, *, purge: bool) -> int:
    """Follow them no longer; with `purge`, drop what they brought, too."""
    settings = settings_with(data)
    with open_store(settings) as store:
        for feed in feeds_named(store, names, with_removed=purge):
            store.feeds.remove(feed.id, now(), purge=purge)
            gone = (
                "removed, with everything it brought" if purge else "no longer polled; what it brought stays"
            )
            say(f"{feed.title or feed.address}: {gone}")
    return 0


def refresh(names: Sequence[str], data: Path | None) -> int:
    """Poll these feeds at once, all when none is named."""
    settings = settings_with(data)
    with open_store(settings) as store:
        ids = [feed.id for feed in feeds_named(store, names)] if names else None
        count = store.feeds.refresh(ids, now())
    say(f"{count} {'feed is' if count == 1 else 'feeds are'} due now")
    tell(_when_polled(settings, count))
    return 0


def import_(file: Path, rights: RightsMode, backlog: int, data: Path | None) -> int:
    """Follow every feed of an OPML list; none is fetched now, each is polled in its turn."""
    settings = settings_with(data)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{file} cannot be read: {error.strerror}", "name an OPML file", "unreadable"
        ) from error
    listed, passed_over = opml.parse(content)
    new = 0
    with open_store(settings, make=True) as store:
        for one in listed:
            known = store.feeds.find(one.address)
            new += known is None or known.removed is not None
            store.feeds.add(
                one.address,
                "rss",
                title=one.title,
                home=one.home,
                language=None,
                rights=rights,
                backlog=backlog,
                now=now(),
            )
    say(f"{new} of {len(listed)} feeds are new")
    if passed_over:
        tell(f"passed over, because only http and https addresses are followed: {', '.join(passed_over)}")
    tell(_when_polled(settings, len(listed)))
    return 0


def export_opml(file: Path, data: Path | None) -> int:
    """Write the feeds that are followed as OPML, for other readers; single articles and folders of this machine are left out."""
    settings = settings_with(data)
    with open_store(settings) as store:
        followed = store.feeds.list()
    listed = [feed for feed in followed if feed.kind not in _NO_FEEDS]
    content = opml.serialise(
        (opml.Subscription(address=feed.address, title=feed.title, home=feed.home) for feed in listed),
        title=NAME,
        now=now(),
    )
    if str(file) == "-":
        say(content.decode("utf-8").rstrip("\n"))
    else:
        write_whole(file, content.decode("utf-8"))
        say(f"{counted(len(listed), 'feed')} written to {file}")
    if others := [visible(feed.title or feed.address) for feed in followed if feed.kind in _NO_FEEDS]:
        tell(
            f"left out, because a list of feeds cannot name single articles and folders: {', '.join(others)}"
        )
    return 0


def _own(found: Followed) -> RightsMode:
    """A folder of this machine's is its owner's."""
    return "own" if found.kind == "folder" else "link"


def _follow(store: Store, found: Followed, rights: RightsMode, backlog: int) -> Feed:
    return store.feeds.add(
        found.address,
        found.kind,
        title=found.title,
        home=found.home,
        language=found.language,
        rights=rights,
        backlog=backlog,
        now=now(),
    )


def _tell_found(found: Followed, named: str) -> None:
    if found.address != named:
        why = f"; {named} itself is no feed" if found.is_offered else ""
        say(f"  found at {found.address}{why}")


def _known(store: Store, feed: Feed, rights: RightsMode | None) -> int:
    if rights is not None and rights != feed.rights:
        store.feeds.set_rights(feed.id, rights)
        say(
            f"{feed.title or feed.address}: rights are now {rights}; `kilas rebrief` applies them to what is published"
        )
    else:
        say(f"{feed.title or feed.address} is followed already")
    return 0


def feeds_named(store: Store, names: Sequence[str], *, with_removed: bool = False) -> list[Feed]:
    found: list[Feed] = []
    for name in names:
        meant = followed_as(store, name, with_removed=with_removed)
        if not meant:
            raise SourceError(f"{name} is not followed", "`kilas feeds` lists what is", "unknown_feed")
        if len(meant) > 1:
            addresses = ", ".join(feed.address for feed in meant)
            raise SourceError(f"{name} may mean {addresses}", "name one of them", "unknown_feed")
        found += meant
    return found


def _when_polled(settings: Settings, count: int = 1) -> str:
    it = "it" if count == 1 else "them"
    if settings.database_url or is_up(settings.home):
        return f"`kilas up` polls {it} within two seconds where it runs."
    return f"`kilas up` polls {it} as soon as it runs."


def _told(one: FeedHealth) -> dict[str, Any]:
    feed = one.feed
    times = {
        name: when.isoformat() if (when := getattr(feed, name)) else None
        for name in ("added", "last_polled", "last_success", "last_entry", "next_poll", "subscribed_until")
    }
    counts = {
        name: getattr(one, name)
        for name in ("entries", "briefed", "linked", "folded", "refused", "skipped", "waiting")
    }
    return {
        "id": feed.id,
        "address": feed.address,
        "kind": feed.kind,
        "title": feed.title,
        "rights": feed.rights,
        **times,
        "failures": feed.failures,
        "failure_reason": feed.failure_reason,
        "failure_detail": feed.failure_detail,
        **counts,
    }


def _print_table(health: Sequence[FeedHealth], settings: Settings) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("Feed", "Last success", "Next poll"):
        table.add_column(name, overflow="fold")
    for name in ("Entries", "Briefed", "Linked", "Folded", "Refused", "Skipped", "Waiting"):
        table.add_column(name, justify="right")
    for one in health:
        feed = one.feed
        name = (
            f"{escape(visible(feed.title))}\n[dim]{escape(feed.address)}[/dim]"
            if feed.title
            else escape(feed.address)
        )
        if feed.failures:
            times = "once" if feed.failures == 1 else f"{feed.failures} times"
            name += f"\n[red]failed {times}: {escape(feed.failure_reason or '')}[/red] {escape(visible(feed.failure_detail or ''))}"
        following = "never" if feed.next_poll >= NEVER else printed(feed.next_poll, settings)
        counts = (one.entries, one.briefed, one.linked, one.folded, one.refused, one.skipped, one.waiting)
        table.add_row(name, printed(feed.last_success, settings) or "not yet", following, *map(str, counts))
    console = Console(highlight=False)
    console.width = max(console.width, _NARROWEST) if console.is_terminal else _ENDLESS
    console.print(table)
