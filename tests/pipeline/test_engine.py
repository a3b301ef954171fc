"""Every trap of the engine below the port has its counter-measure here."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from kilas.pipeline import engine

WORKER = Path(__file__).with_name("engine_worker.py")
STEPS = 6
calls: Counter[str] = Counter()


@engine.step("noted")
def noted(value: object) -> object:
    calls[str(value)] += 1
    return value


@engine.workflow("notes")
def notes(value: object) -> object:
    return noted(value)


@engine.step("broken")
def broken() -> None:
    raise ValueError("nothing works")


@engine.workflow("breaks")
def breaks() -> None:
    broken()


at_once: Counter[int] = Counter()
most_at_once: dict[int, int] = {}


@engine.step("slow")
def slow(lane: int) -> None:
    at_once[lane] += 1
    most_at_once[lane] = max(most_at_once.get(lane, 0), at_once[lane])
    time.sleep(0.2)
    at_once[lane] -= 1


@engine.workflow("takes a while")
def takes_a_while(lane: int) -> None:
    slow(lane)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('engine')}/jobs.db"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(scope="module")
def working(url: str) -> Iterator[str]:
    engine.start(url, "tests", at_once=4)
    yield url
    engine.stop(0)


def asked(url: str, query: str) -> Sequence[Any]:
    """The rows of a query on the engine's own tables; `{}` stands before each name of one."""
    database = sa.create_engine(url)
    with database.connect() as connection:
        found = connection.execute(sa.text(query.format("" if url.startswith("sqlite") else "dbos."))).all()
    database.dispose()
    return found


def told(url: str, statement: str) -> None:
    """As `asked`, for a statement that changes something."""
    database = sa.create_engine(url)
    with database.begin() as connection:
        connection.execute(sa.text(statement.format("" if url.startswith("sqlite") else "dbos.")))
    database.dispose()


def enqueue(function: Callable[..., object], name: str, *args: object, delay_s: float = 0.0) -> None:
    engine.enqueue(function, name, *args, lane=name, delay_s=delay_s)


def until(is_so: Callable[[], object], patience_s: float = 60.0) -> None:
    ends = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < ends, "it never came to be"
        time.sleep(0.1)


def test_work_is_done_once_however_often_it_is_enqueued(working: str) -> None:
    for _ in range(3):
        enqueue(notes, "once", f"once on {working}")
    until(lambda: engine.status("once") == "done")
    enqueue(notes, "once", f"once on {working}")
    assert calls[f"once on {working}"] == 1


def test_work_that_was_never_enqueued_has_no_status(working: str) -> None:
    assert engine.status("nobody knows") is None


def test_a_failure_is_told_and_does_not_stop_the_others(working: str) -> None:
    enqueue(breaks, "bad")
    enqueue(notes, "good", "after a failure")
    until(lambda: engine.status("bad") == "failed" and engine.status("good") == "done")


def test_work_can_be_put_off(working: str) -> None:
    enqueue(notes, "later", "later", delay_s=3600)
    enqueue(notes, "now", "now")
    until(lambda: engine.status("now") == "done")
    assert engine.status("later") == "waiting"


def test_work_of_one_lane_is_done_one_after_another_and_lanes_side_by_side(working: str) -> None:
    for i in range(6):
        engine.enqueue(takes_a_while, f"lanes {i}", i % 2, lane=f"lane {i % 2}")
    until(lambda: all(engine.status(f"lanes {i}") == "done" for i in range(6)))
    assert most_at_once == {0: 1, 1: 1}


def test_work_whose_runner_broke_down_can_be_taken_up_again(working: str) -> None:
    enqueue(notes, "dropped", f"dropped on {working}")
    until(lambda: engine.status("dropped") == "done")
    assert not engine.is_abandoned("dropped", ["tests"])
    begun = (
        "update {}workflow_status set status = 'PENDING', completed_at = null where workflow_uuid = 'dropped'"
    )
    told(working, begun)
    assert engine.is_abandoned("dropped", ["tests"])
    told(working, "update {}workflow_status set executor_id = 'gone' where workflow_uuid = 'dropped'")
    assert not engine.is_abandoned("dropped", ["tests", "gone"])
    assert engine.is_abandoned("dropped", ["tests"])
    engine.again("dropped")
    until(lambda: engine.status("dropped") == "done")
    assert calls[f"dropped on {working}"] == 1  # its finished step stays finished


def test_what_is_kept_is_json_and_never_pickle(working: str) -> None:
    enqueue(notes, "plain", {"id": "a", "names": ["Ä", "b"]})
    enqueue(breaks, "plainly bad")
    until(lambda: engine.status("plain") == "done" and engine.status("plainly bad") == "failed")
    rows = asked(working, "select output, error, serialization from {}operation_outputs")
    assert {row.serialization for row in rows} == {"kilas_json"}
    assert any("Ä" in (row.output or "") for row in rows)
    assert any("nothing works" in (row.error or "") for row in rows)


def test_the_version_is_constant_so_that_an_upgrade_strands_no_work(working: str) -> None:
    enqueue(notes, "versioned", "versioned")
    assert asked(working, "select version_name from {}application_versions") == [("kilas-1",)]


def test_finished_work_is_forgotten_and_waiting_work_is_not(working: str) -> None:
    for i in range(20):
        enqueue(notes, f"old {i}", f"old {i}")
    enqueue(notes, "waits", "waits", delay_s=3600)
    until(lambda: all(engine.status(f"old {i}") == "done" for i in range(20)))
    assert engine.clean_up(datetime.now(UTC) - timedelta(days=1)) == 0
    assert engine.clean_up(datetime.now(UTC) + timedelta(days=1)) >= 20
    assert engine.status("old 0") is None
    assert engine.status("waits") == "waiting"


def test_the_job_log_on_sqlite_is_a_write_ahead_log_that_syncs_at_checkpoints(tmp_path: Path) -> None:
    database = engine.jobs_engine(f"sqlite:///{tmp_path}/jobs.db")
    with database.connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(sa.text("PRAGMA synchronous")).scalar() == 1
        assert connection.execute(sa.text("PRAGMA busy_timeout")).scalar() == 30_000
    database.dispose()


def test_a_full_disk_is_told_as_a_lock_which_is_waited_for(tmp_path: Path) -> None:
    database = engine.jobs_engine(f"sqlite:///{tmp_path}/jobs.db")
    with database.connect() as connection:
        connection.execute(sa.text("PRAGMA max_page_count = 1"))
        with pytest.raises(sqlite3.OperationalError, match="database is locked: its disk is full"):
            connection.execute(sa.text("CREATE TABLE t (a INT)"))
    database.dispose()


def test_tables_that_name_a_function_younger_than_sqlite_3_42_take_rows(tmp_path: Path) -> None:
    """DBOS writes such defaults on Python 3.12 and later; without the shim its launch fails on Debian 12."""
    database = engine.jobs_engine(f"sqlite:///{tmp_path}/jobs.db")
    with database.begin() as connection:
        connection.execute(
            sa.text("CREATE TABLE t (a INT, at INT NOT NULL DEFAULT (unixepoch('subsec') * 1000))")
        )
        connection.execute(sa.text("INSERT INTO t (a) VALUES (1)"))
        at = connection.execute(sa.text("SELECT at FROM t")).scalar_one()
    database.dispose()
    assert abs(at / 1000 - time.time()) < 60
