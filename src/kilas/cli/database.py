"""`kilas db`: the schema brought up to date, backups, and whether all that is kept holds together."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

from kilas.cli.session import PATIENCE_S, counted, now, open_store, say, settings_with, tell
from kilas.pipeline.locks import FolderLock
from kilas.store import Store
from kilas.store.records import Counts


def upgrade(data: Path | None, *, reindex: bool) -> int:
    """Make the schema, or bring it up to date."""
    with Store.open(Store.url_for(settings_with(data)), migrate=True, patience_s=PATIENCE_S) as store:
        tell(f"{store.name} has the schema of this Kilas")
        if reindex:
            tell(f"{store.care.reindex(now())} items indexed anew for search")
    return 0


def backup(file: Path, data: Path | None) -> int:
    """Write everything that is kept to `file`."""
    with open_store(settings_with(data)) as store:
        digest = store.care.backup(file, now())
    tell(f"{file} holds everything, {file.stat().st_size / 1e6:.1f} MB; what it says has SHA-256 {digest}")
    return 0


def restore(file: Path, data: Path | None, *, replace: bool) -> int:
    """Fill the database from `file`."""
    settings = settings_with(data)
    at_rest = nullcontext() if settings.database_url else FolderLock(settings.home)
    with at_rest, Store.open(Store.url_for(settings), migrate=True, patience_s=PATIENCE_S) as store:
        digest = store.care.restore(file, replace=replace, now=now())
        counts = store.care.counts()
    tell(f"all of it is back: {_what_is_kept(counts)}; SHA-256 {digest}")
    return 0


def check(data: Path | None) -> int:
    """Say what does not hold together; exit code 1 when anything does not."""
    with open_store(settings_with(data)) as store:
        problems, counts = store.care.check(), store.care.counts()
    for problem in problems:
        say(f"{problem.what}\n  To mend it: {problem.mend}")
    if not problems:
        say(f"all is well: {_what_is_kept(counts)}")
    return 1 if problems else 0


def _what_is_kept(counts: Counts) -> str:
    return ", ".join(
        counted(number, word)
        for number, word in ((counts.feeds, "feed"), (counts.briefs, "brief"), (counts.links, "link"))
    )
