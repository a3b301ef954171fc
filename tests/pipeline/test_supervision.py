"""The processes of an installation: names that nobody shares, a child that is started again."""

from __future__ import annotations

import multiprocessing
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kilas.errors import SettingsError
from kilas.pipeline import supervision
from kilas.pipeline.locks import FolderLock
from kilas.settings import Settings, load_settings
from kilas.sources.source_kinds.folder import SAMPLES
from kilas.store import Store
from tests.pipeline.conftest import until

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def test_a_new_store_follows_the_samples_and_one_whose_owner_removed_them_does_not(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    assert supervision.prepare(settings, NOW)
    assert not supervision.prepare(settings, NOW)
    with Store.open(Store.url_for(settings)) as store:
        (samples,) = store.feeds.list()
        assert (samples.address, samples.rights) == (SAMPLES, "cc")
        store.feeds.remove(samples.id, NOW, purge=False)
    assert not supervision.prepare(settings, NOW)


def test_a_worker_on_sqlite_takes_the_folder_and_another_is_refused(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    supervision.prepare(settings, NOW)
    with FolderLock(tmp_path), pytest.raises(SettingsError, match="already running"):
        supervision.name_for_worker(settings, "worker-7")
    name = supervision.name_for_worker(settings, "worker-7")
    assert (name.called, name.executor) == ("up", "up")
    assert FolderLock(tmp_path).is_held
    name.held_by.close()


def test_a_worker_on_postgresql_is_called_as_told_or_by_the_first_number_that_is_free(
    postgres_database: str, tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path, database_url=postgres_database)
    supervision.prepare(settings, NOW)
    taken = [supervision.name_for_worker(settings, asked) for asked in (None, None, "night")]
    assert [name.called for name in taken] == ["worker-1", "worker-2", "night"]
    with pytest.raises(SettingsError, match="a worker with the name 'night' is already running"):
        supervision.name_for_worker(settings, "night")
    with pytest.raises(SettingsError, match="a worker with the name 'night' is already running"):
        supervision.name_for_worker(settings.model_copy(update={"home": tmp_path / "other"}), "night")
    for name in taken:
        name.held_by.close()


def test_a_child_that_ends_is_started_again_until_it_is_stopped() -> None:
    child = supervision.Child(time.sleep, 600, name="sleeper")
    child.start()
    (first,) = _sleepers()
    first.kill()
    first.join()

    def is_back() -> bool:
        child.look_after()
        return bool(_sleepers())

    until(is_back)
    (second,) = _sleepers()
    assert second.pid != first.pid
    child.stop()
    second.join(30)
    assert not second.is_alive()


def _sleepers() -> list[multiprocessing.process.BaseProcess]:
    return [one for one in multiprocessing.active_children() if one.name == "kilas-sleeper"]


def test_a_start_warns_of_a_judge_that_cannot_be_found(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KILAS_CONFIG", raising=False)
    route = '[[route]]\nid = "own"\nkind = "openai"\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "m"\n'
    (tmp_path / "kilas.toml").write_text(f'{route}[policy]\nparaphrase = "judge"\n', encoding="utf-8")
    models = supervision.models_at_start(load_settings(tmp_path))
    assert [route.id for route in models.routes] == ["own", "embedded"]
    assert "no route of another vendor can judge what is written by own" in caplog.text
