"""`kilas db`: schema upgrades, backups and integrity checks."""

from __future__ import annotations

from pathlib import Path

from kilas.cli.session import counted, now, say, settings_with, show_upgrade, tell
from kilas.pipeline.actions import upkeep
from kilas.pipeline.opening import open_store
from kilas.store.records import Counts


def upgrade(data: Path | None, *, reindex: bool) -> int:
    """Creates or upgrades the schema."""
    settings = settings_with(data)
    tell(f"{upkeep.upgrade(settings, show_upgrade)} has the schema of this Kilas")
    if reindex:
        tell(f"{upkeep.reindex(settings, now=now())} items indexed anew for search")
    return 0


def backup(file: Path, data: Path | None) -> int:
    """Writes a backup to `file`."""
    with open_store(settings_with(data)) as store:
        done = upkeep.backup(store, file, now=now())
    tell(f"{file} holds everything, {done.size / 1e6:.1f} MB; what it says has SHA-256 {done.sha256}")
    return 0


def restore(file: Path, data: Path | None, *, replace: bool) -> int:
    """Restores the database from `file`."""
    done = upkeep.restore(settings_with(data), file, replace=replace, now=now())
    if done.set_aside:
        tell(f"what could not be used is set aside as {done.set_aside}")
    tell(f"all of it is back: {_what_is_kept(done.counts)}; SHA-256 {done.sha256}")
    return 0


def check(data: Path | None) -> int:
    """Prints integrity problems; exit code 1 if there are any."""
    with open_store(settings_with(data)) as store:
        found = upkeep.check(store)
    for problem in found.problems:
        say(f"{problem.what}\n  To mend it: {problem.mend}")
    if not found.problems:
        say(f"all is well: {_what_is_kept(found.counts)}")
    return 1 if found.problems else 0


def _what_is_kept(counts: Counts) -> str:
    return ", ".join(
        counted(number, word)
        for number, word in ((counts.feeds, "feed"), (counts.briefs, "brief"), (counts.links, "link"))
    )
