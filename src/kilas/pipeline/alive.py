"""Which workers are alive, and whether a service holds a folder: one definition for health, status and reaper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kilas.pipeline.locks import FolderLock

SILENCE = timedelta(seconds=60)  # without a heartbeat a worker is dead: long, for a slow disk is not death


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerRoster:
    """The workers on one database, in order of their names."""

    alive: tuple[str, ...]
    dead: tuple[str, ...]  # their work goes to others


def told_apart(beats: Mapping[str, datetime], now: datetime) -> WorkerRoster:
    """The workers by their last heartbeats. One from the future, before the clock was set back, keeps nobody alive.

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    >>> told_apart({"a": now - SILENCE, "b": now - SILENCE / 2, "c": now + 2 * SILENCE}, now)
    Workers(alive=('b',), dead=('a', 'c'))
    """
    alive = {name for name, beat in beats.items() if abs(now - beat) < SILENCE}
    return WorkerRoster(
        alive=tuple(name for name in beats if name in alive),
        dead=tuple(name for name in beats if name not in alive),
    )


def is_up(folder: Path) -> bool:
    """Whether `kilas up` or `kilas work` holds the data folder now."""
    return FolderLock(folder).is_held
