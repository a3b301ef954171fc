"""The commands for feeds: add, feeds, remove, refresh, import, export opml."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kilas.cli.output import visible, write_text
from kilas.cli.session import counted, now, printed, say, settings_with, tell
from kilas.core.article import RightsMode
from kilas.core.poll_schedule import NEVER
from kilas.pipeline.actions import following
from kilas.pipeline.alive import is_up
from kilas.pipeline.opening import open_store
from kilas.settings import Settings
from kilas.sources.source_kinds import KINDS
from kilas.store.records import Feed, FeedHealth, StoredEntry

_NARROWEST, _ENDLESS = 110, 10_000  # columns of the table of feeds: least on a terminal, and when piped


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRequest:
    address: str
    rights: RightsMode | None
    route: str | None = None
    backlog: int
    data: Path | None = None


def add(request: AddRequest) -> int:
    """Follows the source at the address."""
    settings = settings_with(request.data)
    with open_store(settings, make=True) as store:
        done = following.follow(
            store,
            request.address,
            settings,
            rights=request.rights,
            route=request.route,
            backlog=request.backlog,
            clock=now,
        )
    say(_outcome(done))
    found = done.found
    if found and found.address != request.address:
        why = f"; {request.address} itself is not a feed" if found.is_offered else ""
        say(f"  found at {found.address}{why}")
    if done.outcome == "new":
        tell(_when_polled(settings))
    return 0


def _outcome(done: following.Following) -> str:
    feed, found = done.feed, done.found
    called = feed.title or feed.address
    if done.outcome == "known":
        return f"{called} is already followed"
    if done.outcome == "route changed":
        return f"{called}: route {feed.route or 'as configured'}; it applies to new articles"
    if done.outcome == "rights changed":
        return f"{called}: rights are now {feed.rights}; `kilas rebrief` applies them to published items"
    kind, number = (found.kind, found.entries) if found else (feed.kind, 0)
    entries = f"{number} {'entry' if number == 1 else 'entries'}"
    return f"{called}: {KINDS.named(kind).words}, {entries}, rights {feed.rights}"


def feeds(data: Path | None, *, as_json: bool) -> int:
    """Prints all feeds with their health."""
    settings = settings_with(data)
    with open_store(settings) as store:
        health = following.followed(store)
    if as_json:
        say(json.dumps([_told(one) for one in health], indent=2, ensure_ascii=False))
    elif not health:
        tell("no feed is followed\n  Try: kilas add ADDRESS")
    else:
        _print_table(health, settings)
    return 0


def entries(name: str, data: Path | None, *, as_json: bool) -> int:
    """Prints the newest entries of a feed, each with its outcome and reason."""
    with open_store(settings_with(data)) as store:
        found = following.entries_of(store, name)
    if as_json:
        say(json.dumps([_became(one) for one in found], indent=2, ensure_ascii=False))
        return 0
    for one in found:
        say(_in_words(one))
    if not found:
        tell("this feed has no entries yet")
    return 0


def _in_words(one: StoredEntry) -> str:
    """Two lines: the entry's outcome with its reason, then its title and address."""
    reason = f" ({one.reason})" if one.reason else ""
    detail = f": {one.detail}" if one.reason and one.detail else ""
    title, url = one.entry.title or "untitled", one.entry.url or ""
    return f"{one.state}{reason}{detail}\n  {title}  {url}".rstrip()


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
    """Stops following feeds; with `purge`, also deletes their entries, articles and items."""
    with open_store(settings_with(data)) as store:
        gone = following.unfollow(store, names, purge=purge, now=now())
    how = (
        "removed, with its articles and briefs" if purge else "no longer polled; its articles and briefs stay"
    )
    for feed in gone:
        say(f"{feed.title or feed.address}: {how}")
    return 0


def refresh(names: Sequence[str], data: Path | None) -> int:
    """Polls these feeds at once; all if none is named."""
    settings = settings_with(data)
    with open_store(settings) as store:
        count = following.refresh(store, names, now=now())
    say(f"{count} {'feed is' if count == 1 else 'feeds are'} due now")
    tell(_when_polled(settings, count))
    return 0


def import_(file: Path, rights: RightsMode, backlog: int, data: Path | None) -> int:
    """Follows all feeds of an OPML list. Fetches nothing now; each is polled in its turn."""
    settings = settings_with(data)
    listed = following.read_list(file)
    with open_store(settings, make=True) as store:
        new = following.follow_all(store, listed.feeds, rights=rights, backlog=backlog, now=now())
    say(f"{new} of {len(listed.feeds)} feeds are new")
    if listed.passed_over:
        tell(f"skipped, because Kilas follows only http and https addresses: {', '.join(listed.passed_over)}")
    tell(_when_polled(settings, len(listed.feeds)))
    return 0


def export_opml(file: Path, data: Path | None) -> int:
    """Writes the followed feeds as OPML, for other readers. Leaves out single articles and folders of this machine."""
    with open_store(settings_with(data)) as store:
        made = following.export_list(store, now=now())
    content = made.opml.decode("utf-8")
    if str(file) == "-":
        say(content.rstrip("\n"))
    else:
        write_text(file, content)
        say(f"{counted(len(made.feeds), 'feed')} written to {file}")
    if made.left_out:
        others = ", ".join(visible(feed.title or feed.address) for feed in made.left_out)
        tell(f"left out, because OPML lists feeds only, not single articles or folders: {others}")
    return 0


def _when_polled(settings: Settings, count: int = 1) -> str:
    it = "it" if count == 1 else "them"
    if settings.database_url or is_up(settings.home):
        return f"`kilas up` polls {it} within two seconds if it is running."
    return f"`kilas up` polls {it} as soon as it starts."


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
        "route": feed.route,
        **times,
        "failures": feed.failures,
        "failure_reason": feed.failure_reason,
        "failure_detail": feed.failure_detail,
        **counts,
    }


def _print_table(health: Sequence[FeedHealth], settings: Settings) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("Feed", "Last success", "Next poll"):
        table.add_column(name, overflow="fold")
    for name in ("Entries", "Briefed", "Linked", "Folded", "Refused", "Skipped", "Waiting"):
        table.add_column(name, justify="right")
    for one in health:
        table.add_row(*_cells(one, settings))
    console = Console(highlight=False)
    console.width = max(console.width, _NARROWEST) if console.is_terminal else _ENDLESS
    console.print(table)


def _cells(one: FeedHealth, settings: Settings) -> tuple[str, ...]:
    feed = one.feed
    following = "never" if feed.next_poll >= NEVER else printed(feed.next_poll, settings)
    counts = (one.entries, one.briefed, one.linked, one.folded, one.refused, one.skipped, one.waiting)
    return (_name(feed), printed(feed.last_success, settings) or "not yet", following, *map(str, counts))


def _name(feed: Feed) -> str:
    """Title, address and last failure of a feed, a line each, in the markup of Rich."""
    from rich.markup import escape

    name = escape(feed.address)
    if feed.title:
        name = f"{escape(visible(feed.title))}\n[dim]{name}[/dim]"
    if not feed.failures:
        return name
    times = "once" if feed.failures == 1 else f"{feed.failures} times"
    reason, detail = escape(feed.failure_reason or ""), escape(visible(feed.failure_detail or ""))
    return f"{name}\n[red]failed {times}: {reason}[/red] {detail}"
