"""An installation looked after by calls, without a command."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kilas.errors import SettingsError, StoreError
from kilas.pipeline.actions import upkeep
from kilas.pipeline.actions.rebrief import rebrief
from kilas.pipeline.alive import SILENCE
from kilas.pipeline.locks import FolderLock
from kilas.pipeline.opening import open_store
from kilas.settings import Settings
from kilas.testing.store import NOW, fill


def test_status_says_what_is_kept_and_who_is_at_work(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with open_store(settings, make=True) as store:
        fill(store)
        store.workers.beat("worker-1", NOW)
        store.workers.beat("worker-2", NOW - SILENCE)
        with FolderLock(tmp_path):
            found = upkeep.status(store, settings, now=NOW)
        assert (found.is_up, found.alive, list(found.beats)) == (
            True,
            ("worker-1",),
            ["worker-1", "worker-2"],
        )
        assert found.counts == store.care.counts()
        assert not upkeep.status(store, settings, now=NOW).is_up


def test_a_store_that_is_not_there_is_not_made_by_looking_at_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no Kilas data"):
        open_store(Settings(home=tmp_path / "home"))
    assert not (tmp_path / "home").exists()


def test_a_backup_comes_back_elsewhere_and_holds_together(tmp_path: Path) -> None:
    here, there = Settings(home=tmp_path / "here"), Settings(home=tmp_path / "there")
    with open_store(here, make=True) as store:
        fill(store)
        saved = upkeep.backup(store, tmp_path / "kilas.zip", now=NOW)
        assert saved.size == (tmp_path / "kilas.zip").stat().st_size
    back = upkeep.restore(there, tmp_path / "kilas.zip", now=NOW)
    assert (back.sha256, back.set_aside) == (saved.sha256, None)
    upkeep.upgrade(there)
    assert upkeep.reindex(there, now=NOW) > 0
    with open_store(there) as store:
        assert upkeep.check(store) == upkeep.Checked(problems=(), counts=back.counts)
    with FolderLock(there.home), pytest.raises(SettingsError, match="already running"):
        upkeep.restore(there, tmp_path / "kilas.zip", replace=True, now=NOW)


def test_briefs_are_written_anew_by_a_call(tmp_path: Path) -> None:
    with open_store(Settings(home=tmp_path), make=True) as store:
        fill(store)
        told: list[int] = []
        done = rebrief(store, clock=lambda: NOW + timedelta(days=1), step=told.append)
        assert done.seen == len(told) == len(store.items.list(kind="brief", limit=100))
