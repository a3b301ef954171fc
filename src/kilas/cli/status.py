"""The commands that look and mend: status, rebrief, takedown, corrections."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from kilas.cli.session import counted, now, open_store, printed, say, settings_with, tell
from kilas.errors import SourceError
from kilas.pipeline.alive import is_up, told_apart
from kilas.settings import Settings
from kilas.store.records import Takedown


def status(data: Path | None, *, as_json: bool) -> int:
    """What is kept, who is at work, what waits."""
    settings = settings_with(data)
    with open_store(settings) as store:
        counts, beats, changed = store.care.counts(), store.workers.beats(), store.items.last_change()
        next_due = store.feeds.next_due()
    alive = told_apart(beats, now()).alive
    is_at_work = is_up(settings.home)
    if as_json:
        told = {
            "store": store.name,
            "is_up": is_at_work,
            "workers": {name: beat.isoformat() for name, beat in beats.items()},
            **asdict(counts),
            "last_change": changed.isoformat() if changed else None,
            "next_poll": next_due.isoformat() if next_due else None,
        }
        say(json.dumps(told, indent=2, ensure_ascii=False))
        return 0
    entries = counts.entries
    say(f"store      {store.name}")
    say(f"service    {'`kilas up` is at work here' if is_at_work else 'not at work in this folder'}")
    say(f"workers    {', '.join(alive) or 'none'}")
    say(f"feeds      {counts.feeds}, next poll {printed(next_due, settings) or 'never'}")
    say(
        f"entries    {sum(entries.values())}: {', '.join(f'{n} {state}' for state, n in sorted(entries.items())) or 'none'}"
    )
    say(
        f"published  {counted(counts.briefs, 'brief')}, {counted(counts.links, 'link')}, {counts.folded} folded"
    )
    say(f"changed    {printed(changed, settings) or 'never'}")
    say(
        f"to do      {counted(counts.corrections, 'correction')}; {counted(counts.takedowns, 'page')} taken down"
    )
    return 0


def rebrief(data: Path | None, feed: str | None) -> int:
    """Write every brief anew from the article as stored, with this Kilas and the rights recorded now."""
    from kilas.cli.feeds import feeds_named
    from kilas.pipeline.rebriefing import rebrief_all

    settings = settings_with(data)
    with open_store(settings) as store:
        chosen = feeds_named(store, [feed], with_removed=True)[0].id if feed else None
        done = rebrief_all(store, chosen, now, _show)
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    say(f"{counted(done.seen, 'brief')} written anew, {done.changed} changed by it")
    return 0


def takedown(name: str | None, reason: str, data: Path | None) -> int:
    """Take a page down for good: gone from pages, feeds, search and the next export. Without a name, list the log."""
    settings = settings_with(data)
    with open_store(settings) as store:
        if name is None:
            return _list_takedowns(store.desk.takedowns(), settings)
        asked = now()
        gone = store.desk.take_down(name, reason, asked)
    if gone is None:
        raise SourceError(
            f"nothing published is called {name}",
            "give the address of its page here, of its original, or its id",
            "unknown_item",
        )
    if gone.at < asked:
        say(f"{gone.url or gone.item_id} was taken down already, {printed(gone.at, settings)}: {gone.reason}")
        return 0
    say(
        f"{gone.url or gone.item_id} is taken down: its page answers 410, and feeds, search and exports are without it"
    )
    return 0


def _list_takedowns(log: Sequence[Takedown], settings: Settings) -> int:
    for one in log:
        say(f"{one.item_id}  {printed(one.at, settings)}  {one.url or ''}\n  {one.reason}")
    if not log:
        tell("nothing was taken down")
    return 0


def corrections(data: Path | None, close: str | None, *, with_done: bool) -> int:
    """What readers say is wrong, the oldest first."""
    settings = settings_with(data)
    with open_store(settings) as store:
        if close:
            if not store.desk.close_correction(close):
                raise SourceError(
                    f"there is no correction {close}", "`kilas corrections` lists them", "unknown_correction"
                )
            say(f"{close} is done")
            return 0
        found = store.desk.corrections(with_done=with_done)
    for one in found:
        about = f" about {one.item_id}" if one.item_id else ""
        say(f"{one.id}  {printed(one.at, settings)}{about}{' (done)' if one.is_done else ''}")
        say("  " + one.message.replace("\n", "\n  "))
        if one.contact:
            say(f"  from {one.contact}")
    if not found:
        tell("no correction waits")
    return 0


def _show(seen: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K  {seen}")
        sys.stderr.flush()
