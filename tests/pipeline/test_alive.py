"""One definition of who is at work, for health, status and the reaper."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from kilas.pipeline.alive import SILENCE, is_up, worker_roster
from kilas.pipeline.locks import FolderLock

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
MOMENT = timedelta(milliseconds=1)


def test_a_worker_is_alive_until_it_has_been_silent_for_a_minute() -> None:
    beats = {"worker-1": NOW - SILENCE + MOMENT, "worker-2": NOW - SILENCE}
    found = worker_roster(beats, NOW)
    assert (found.alive, found.dead) == (("worker-1",), ("worker-2",))


def test_a_beat_from_the_future_does_not_keep_a_worker_alive() -> None:
    assert worker_roster({"worker-1": NOW + timedelta(days=1)}, NOW).dead == ("worker-1",)


def test_a_folder_is_up_as_long_as_its_lock_is_held(tmp_path: Path) -> None:
    with FolderLock(tmp_path):
        assert is_up(tmp_path)
    assert not is_up(tmp_path)
