"""`kilas db`: the schema brought up to date, backups, and whether all that is kept holds together."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from kilas.pipeline.locks import FolderLock
from kilas.settings import Settings, load_settings
from kilas.store import Store

_PATIENCE_S = 60.0  # someone waits at the terminal, and a long write of `kilas up` ends by itself


def upgrade(data: Path | None, *, reindex: bool) -> int:
    """Make the schema, or bring it up to date."""
    with Store.open(Store.url_for(_settings(data)), migrate=True, patience_s=_PATIENCE_S) as store:
        _tell(f"{store.name} has the schema of this Kilas")
        if reindex:
            _tell(f"{store.care.reindex(datetime.now(UTC))} items indexed anew for search")
    return 0


def backup(file: Path, data: Path | None) -> int:
    """Write everything that is kept to `file`."""
    with _store(_settings(data)) as store:
        digest = store.care.backup(file, datetime.now(UTC))
    _tell(f"{file} holds everything, {file.stat().st_size / 1e6:.1f} MB; what it says has SHA-256 {digest}")
    return 0


def restore(file: Path, data: Path | None, *, replace: bool) -> int:
    """Fill the database from `file`."""
    settings = _settings(data)
    at_rest = nullcontext() if settings.database_url else FolderLock(settings.home)
    with at_rest, Store.open(Store.url_for(settings), migrate=True, patience_s=_PATIENCE_S) as store:
        digest = store.care.restore(file, replace=replace, now=datetime.now(UTC))
        counts = store.care.counts()
    _tell(
        f"{counts.briefs} briefs and {counts.links} links of {counts.feeds} feeds are back; SHA-256 {digest}"
    )
    return 0


def check(data: Path | None) -> int:
    """Say what does not hold together; exit code 1 when anything does not."""
    with _store(_settings(data)) as store:
        problems, counts = store.care.check(), store.care.counts()
    for problem in problems:
        print(f"{problem.what}\n  To mend it: {problem.mend}")  # noqa: T201  # the answer of the command
    if not problems:
        print(f"all is well: {counts.feeds} feeds, {counts.briefs} briefs, {counts.links} links")  # noqa: T201
    return 1 if problems else 0


def _settings(data: Path | None) -> Settings:
    settings = load_settings()
    return settings.model_copy(update={"home": data.expanduser()}) if data else settings


def _store(settings: Settings) -> Store:
    return Store.open(Store.url_for(settings), patience_s=_PATIENCE_S)


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201  # the terminal is this face's page
