"""A job log that an earlier DBOS left behind, its work half done, is gone on with."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from kilas.pipeline import engine
from tests.pipeline.conftest import until

LOGS = Path(__file__).parent.parent / "data" / "jobs"
steps: Counter[tuple[str, str]] = Counter()


@engine.step("noted")
def noted(value: str) -> str:
    steps["noted", value] += 1
    return value


@engine.step("second")
def second(value: str) -> str:
    steps["second", value] += 1
    return value


@engine.workflow("two notes")
def two_notes(value: str) -> str:
    noted(value)
    return second(value)


@pytest.fixture(params=["sqlite", "postgresql"])
def old_log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with the log in it, as DBOS 3.0.0 wrote it."""
    made = (LOGS / f"dbos-3.0.0.{request.param}.sql").read_text("utf-8")
    if request.param == "sqlite":
        with sqlite3.connect(tmp_path / "jobs.db") as database:
            database.executescript(made)
        database.close()
        yield f"sqlite:///{tmp_path}/jobs.db"
    else:
        url = str(request.getfixturevalue("postgres_database"))
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
            server.execute(made.encode())
        yield url


def test_the_work_in_a_log_of_an_earlier_engine_is_finished_and_no_finished_step_repeated(
    old_log: str,
) -> None:
    steps.clear()
    engine.start(old_log, "tests", at_once=2)
    try:
        until(lambda: engine.status("begun") == "done" and engine.status("put off") == "done")
        assert engine.status("finished") == "done"
        assert steps == {("second", "half"): 1, ("noted", "later"): 1, ("second", "later"): 1}
        engine.enqueue(two_notes, "new", "new", lane="new")
        until(lambda: engine.status("new") == "done")
        assert engine.clean_up(datetime.now(UTC) + timedelta(days=1)) == 4
    finally:
        engine.stop(0)
