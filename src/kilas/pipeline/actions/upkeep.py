"""Look after an installation: what is kept and who is at work; its schema, backups, and whether it holds together."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kilas.errors import StoreError, UnusableStoreError
from kilas.pipeline.alive import is_up, told_apart
from kilas.pipeline.locks import FolderLock
from kilas.pipeline.opening import PATIENCE_S
from kilas.settings import Settings
from kilas.store import Progress, Store
from kilas.store.records import Counts, Problem

_SUFFIXES = ("", "-wal", "-shm")  # the files of a SQLite database


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is kept, who is at work, what waits."""

    store: str  # where it is kept, without a password
    is_up: bool  # a service holds the data folder of this machine
    beats: dict[str, datetime]  # when each worker was last heard of
    alive: tuple[str, ...]  # the workers that are at work
    counts: Counts
    last_change: datetime | None
    next_poll: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """A backup that was written."""

    size: int  # bytes
    sha256: str  # of what it says


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back from a backup."""

    sha256: str
    counts: Counts
    set_aside: Path | None = None  # the database that could not be used, where there was one


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found."""

    problems: tuple[Problem, ...]  # none: all is well
    counts: Counts


def status(store: Store, settings: Settings, *, now: datetime) -> Status:
    """What is kept in `store`, who is at work, what waits."""
    beats = store.workers.beats()
    return Status(
        store=store.name,
        is_up=is_up(settings.home),
        beats=beats,
        alive=told_apart(beats, now).alive,
        counts=store.care.counts(),
        last_change=store.items.last_change(),
        next_poll=store.feeds.next_due(),
    )


def upgrade(settings: Settings, progress: Progress | None = None) -> str:
    """Make the schema, or bring it up to date, as a whole or not at all; the name of the store."""
    url = Store.url_for(settings)
    with Store.open(url, migrate=True, patience_s=PATIENCE_S, progress=progress) as store:
        return store.name


def reindex(settings: Settings, *, now: datetime) -> int:
    """Make the search index anew; how many items it holds."""
    with Store.open(Store.url_for(settings), patience_s=PATIENCE_S) as store:
        return store.care.reindex(now)


def backup(store: Store, file: Path, *, now: datetime) -> BackedUp:
    """Write everything that is kept, as it stands at one moment, to `file`; work goes on meanwhile."""
    digest = store.care.backup(file, now)
    return BackedUp(size=file.stat().st_size, sha256=digest)


def restore(settings: Settings, file: Path, *, replace: bool = False, now: datetime) -> Restored:
    """Fill the database with a backup and verify it, as a whole or not at all.

    With `replace`, what the database holds is lost; a SQLite file that cannot be used is set aside. SettingsError while
    a service is at work in the folder.
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
    """Read everything once: what does not hold together."""
    return Checked(problems=store.care.check(), counts=store.care.counts())


def _filled(url: str, file: Path, *, replace: bool, now: datetime, set_aside: Path | None = None) -> Restored:
    with Store.open(url, migrate=True, patience_s=PATIENCE_S) as store:
        digest = store.care.restore(file, replace=replace, now=now)
        return Restored(sha256=digest, counts=store.care.counts(), set_aside=set_aside)


def _in_its_place(path: Path, file: Path, now: datetime) -> Restored:
    """Restore into a new database, and set aside the one at `path`, which nothing can be written to any more."""
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
            f"{path} cannot be replaced: {error.strerror}", "see that its folder may be written"
        ) from error
    finally:
        _clear(made)
    return back


def _clear(path: Path) -> None:
    for suffix in _SUFFIXES:
        Path(f"{path}{suffix}").unlink(missing_ok=True)
