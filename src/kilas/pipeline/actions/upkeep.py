"""Maintenance of an installation: status, schema, backups and checks."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kilas.core.audience import ResolvedAudience
from kilas.errors import StoreError, UnusableStoreError
from kilas.pipeline.alive import is_up, worker_roster
from kilas.pipeline.locks import FolderLock
from kilas.pipeline.opening import PATIENCE_S
from kilas.settings import Settings
from kilas.store import Progress, Store
from kilas.store.records import Counts, Problem

_SUFFIXES = ("", "-wal", "-shm")  # the files of a SQLite database


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Content of the store, its workers and pending work."""

    store: str  # its location, without a password
    is_up: bool  # True: a service holds the data folder on this machine
    beats: dict[str, datetime]  # time of each worker's last heartbeat
    alive: tuple[str, ...]  # workers with a recent heartbeat
    counts: Counts
    last_change: datetime | None
    next_poll: datetime | None
    audience: ResolvedAudience | None  # None: no command has recorded one yet


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """A finished backup."""

    size: int  # bytes
    sha256: str  # of its content


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """Result of a restore."""

    sha256: str
    counts: Counts
    set_aside: Path | None = None  # the unusable database that was moved aside, if there was one


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Result of a check."""

    problems: tuple[Problem, ...]  # empty: all is well
    counts: Counts


def status(store: Store, settings: Settings, *, now: datetime) -> Status:
    """Content of `store`, its workers and pending work."""
    beats = store.workers.beats()
    return Status(
        store=store.name,
        is_up=is_up(settings.home),
        beats=beats,
        alive=worker_roster(beats, now).alive,
        counts=store.care.counts(),
        last_change=store.items.last_change(),
        next_poll=store.feeds.next_due(),
        audience=store.audiences.kept(),
    )


def upgrade(settings: Settings, progress: Progress | None = None) -> str:
    """Creates or upgrades the schema in one transaction and returns the name of the store."""
    url = Store.url_for(settings)
    with Store.open(url, migrate=True, patience_s=PATIENCE_S, progress=progress) as store:
        return store.name


def reindex(settings: Settings, *, now: datetime) -> int:
    """Rebuilds the search index, the counts of copies and the daily costs; returns the number of items in the index."""
    with Store.open(Store.url_for(settings), patience_s=PATIENCE_S) as store:
        return store.care.reindex(now)


def backup(store: Store, file: Path, *, now: datetime) -> BackedUp:
    """Writes a snapshot of all data to `file`; the service keeps running meanwhile."""
    digest = store.care.backup(file, now)
    return BackedUp(size=file.stat().st_size, sha256=digest)


def restore(settings: Settings, file: Path, *, replace: bool = False, now: datetime) -> Restored:
    """Fills the database with a backup and verifies it, in one transaction.

    With `replace`, the present data is lost; an unusable SQLite file is moved aside. Raises SettingsError
    while a service runs in the folder.
    """
    at_rest = nullcontext() if settings.database_url else FolderLock(settings.home)
    with at_rest:
        try:
            return _filled(Store.url_for(settings), file, replace=replace, now=now)
        except UnusableStoreError:
            if settings.database_url or not replace:
                raise
            return _in_its_place(settings.home / "kilas.db", file, now)


def check(store: Store) -> Checked:
    """Checks the integrity of all data; reads everything once."""
    return Checked(problems=store.care.check(), counts=store.care.counts())


def _filled(url: str, file: Path, *, replace: bool, now: datetime, set_aside: Path | None = None) -> Restored:
    with Store.open(url, migrate=True, patience_s=PATIENCE_S) as store:
        digest = store.care.restore(file, replace=replace, now=now)
        return Restored(sha256=digest, counts=store.care.counts(), set_aside=set_aside)


def _in_its_place(path: Path, file: Path, now: datetime) -> Restored:
    """Restores into a new database and moves aside the unusable one at `path`."""
    made, aside = (path.with_name(f"{path.name}.{word}") for word in ("restored", "set-aside"))
    _clear(made)
    try:
        back = _filled(f"sqlite:///{made}", file, replace=False, now=now, set_aside=aside)
        _clear(aside)
        for suffix in _SUFFIXES:
            if (part := Path(f"{path}{suffix}")).exists():
                part.replace(f"{aside}{suffix}")
        made.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be replaced: {error.strerror}", "make its folder writable"
        ) from error
    finally:
        _clear(made)
    return back


def _clear(path: Path) -> None:
    for suffix in _SUFFIXES:
        Path(f"{path}{suffix}").unlink(missing_ok=True)
