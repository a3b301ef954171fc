"""The commands for operation: status, rebrief, takedown, corrections."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from kilas.cli.audience_words import audience_line
from kilas.cli.session import counted, now, printed, say, settings_with, tell
from kilas.llm.config import load_models
from kilas.pipeline.actions import corrections as readers
from kilas.pipeline.actions import takedowns, upkeep
from kilas.pipeline.opening import open_store
from kilas.settings import Settings
from kilas.store.records import Takedown


def status(data: Path | None, *, as_json: bool) -> int:
    """Prints the content of the store, its workers and pending work."""
    settings = settings_with(data)
    with open_store(settings) as store:
        found = upkeep.status(store, settings, now=now())
    if as_json:
        say(json.dumps(_told(found), indent=2, ensure_ascii=False))
        return 0
    counts, entries = found.counts, found.counts.entries
    say(f"store      {found.store}")
    say(f"service    {'`kilas up` is running' if found.is_up else 'not running in this folder'}")
    say(f"audience   {audience_line(found.audience)}")
    say(f"workers    {', '.join(found.alive) or 'none'}")
    say(f"feeds      {counts.feeds}, next poll {printed(found.next_poll, settings) or 'never'}")
    say(
        f"entries    {sum(entries.values())}: {', '.join(f'{n} {state}' for state, n in sorted(entries.items())) or 'none'}"
    )
    say(
        f"published  {counted(counts.briefs, 'brief')}, {counted(counts.links, 'link')}, {counts.folded} folded"
    )
    say(f"changed    {printed(found.last_change, settings) or 'never'}")
    say(
        f"moderation {counted(counts.corrections, 'open report')} of errors, {counted(counts.takedowns, 'page')} taken down"
    )
    return 0


def _told(found: upkeep.Status) -> dict[str, object]:
    return {
        "store": found.store,
        "is_up": found.is_up,
        "audience": found.audience.audience if found.audience else None,
        "audience_reason": found.audience.reason if found.audience else None,
        "workers": {name: beat.isoformat() for name, beat in found.beats.items()},
        **asdict(found.counts),
        "last_change": found.last_change.isoformat() if found.last_change else None,
        "next_poll": found.next_poll.isoformat() if found.next_poll else None,
    }


def rebrief(data: Path | None, feed: str | None, *, no_llm: bool) -> int:
    """Rewrites every brief from its stored article, with the installed version and the current rights."""
    from kilas.pipeline.actions.rebrief import rebrief

    settings = settings_with(data)
    models = load_models(settings)
    with open_store(settings) as store:
        asked = models if models.uses_models and not no_llm else None
        done = rebrief(store, feed, clock=now, step=_show, models=asked)
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    say(f"{counted(done.seen, 'brief')} rewritten, {done.changed} changed")
    return 0


def takedown(name: str | None, reason: str, data: Path | None) -> int:
    """Takes a page off pages, feeds, search and the next export. Without a name, prints the log."""
    settings = settings_with(data)
    with open_store(settings) as store:
        if name is None:
            return _list_takedowns(takedowns.taken_down(store), settings)
        done = takedowns.take_down(store, name, reason=reason, now=now())
    gone = done.takedown
    if done.is_new:
        say(
            f"{gone.url or gone.item_id} is taken down: its page returns 410, and it is removed from feeds, search and exports"
        )
    else:
        say(
            f"{gone.url or gone.item_id} was already taken down on {printed(gone.at, settings)}: {gone.reason}"
        )
    return 0


def _list_takedowns(log: Sequence[Takedown], settings: Settings) -> int:
    for one in log:
        say(f"{one.item_id}  {printed(one.at, settings)}  {one.url or ''}\n  {one.reason}")
    if not log:
        tell("no page has been taken down")
    return 0


def corrections(data: Path | None, close: str | None, *, with_done: bool) -> int:
    """Prints readers' corrections, oldest first."""
    settings = settings_with(data)
    with open_store(settings) as store:
        if close:
            readers.close_correction(store, close)
            say(f"report {close} is marked as done")
            return 0
        found = readers.corrections(store, with_done=with_done)
    for one in found:
        about = f" about {one.item_id}" if one.item_id else ""
        say(f"{one.id}  {printed(one.at, settings)}{about}{' (done)' if one.is_done else ''}")
        say("  " + one.message.replace("\n", "\n  "))
        if one.contact:
            say(f"  from {one.contact}")
    if not found:
        tell("there are no open reports")
    return 0


def _show(seen: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K  {seen}")
        sys.stderr.flush()
