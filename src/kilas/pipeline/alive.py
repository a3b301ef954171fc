"""Liveness of workers and of the folder's service: one definition for health, status and the reaper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kilas.pipeline.locks import FolderLock

SILENCE = timedelta(seconds=60)  # then a worker counts as dead; long, because a slow disk delays heartbeats


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerRoster:
    """The workers on one database, in order of their names."""

    alive: tuple[str, ...]
    dead: tuple[str, ...]  # their work passes to others


def worker_roster(beats: Mapping[str, datetime], now: datetime) -> WorkerRoster:
    """Sorts the workers by their last heartbeats.

    A heartbeat from the future, before the clock was set back, counts as dead.

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    >>> worker_roster({"a": now - SILENCE, "b": now - SILENCE / 2, "c": now + 2 * SILENCE}, now)
    WorkerRoster(alive=('b',), dead=('a', 'c'))
    """
    alive = {name for name, beat in beats.items() if abs(now - beat) < SILENCE}
    return WorkerRoster(
        alive=tuple(name for name in beats if name in alive),
        dead=tuple(name for name in beats if name not in alive),
    )


def is_up(folder: Path) -> bool:
    """True if `kilas up` or `kilas work` holds the lock of the data folder."""
    return FolderLock(folder).is_held
