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
    tell(f"{upkeep.upgrade(settings, show_upgrade)} is up to date")
    if reindex:
        tell(f"{upkeep.reindex(settings, now=now())} items reindexed for search")
    return 0


def backup(file: Path, data: Path | None) -> int:
    """Writes a backup to `file`."""
    with open_store(settings_with(data)) as store:
        done = upkeep.backup(store, file, now=now())
    tell(f"{file} contains the full backup, {done.size / 1e6:.1f} MB; SHA-256 of the content: {done.sha256}")
    return 0


def restore(file: Path, data: Path | None, *, replace: bool) -> int:
    """Restores the database from `file`."""
    done = upkeep.restore(settings_with(data), file, replace=replace, now=now())
    if done.set_aside:
        tell(f"the unusable database was moved to {done.set_aside}")
    tell(f"restored: {_what_is_kept(done.counts)}; SHA-256 {done.sha256}")
    return 0


def check(data: Path | None) -> int:
    """Prints integrity problems; exit code 1 if there are any."""
    with open_store(settings_with(data)) as store:
        found = upkeep.check(store)
    for problem in found.problems:
        say(f"{problem.what}\n  Try: {problem.mend}")
    if not found.problems:
        say(f"no problems found: {_what_is_kept(found.counts)}")
    return 1 if found.problems else 0


def _what_is_kept(counts: Counts) -> str:
    return ", ".join(
        counted(number, word)
        for number, word in ((counts.feeds, "feed"), (counts.briefs, "brief"), (counts.links, "link"))
    )
