"""A worker is killed outright; nothing it had to do is lost, and no step it finished is done again."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kilas.pipeline import engine

WORKER = Path(__file__).with_name("engine_worker.py")
STEPS = 6


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/jobs.db"
    return str(request.getfixturevalue("postgres_database"))


def until(is_so: Callable[[], object], patience_s: float = 60.0) -> None:
    ends = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < ends, "it never came to be"
        time.sleep(0.05)


class Worker:
    """`engine_worker.py` in a process of its own."""

    def __init__(self, *args: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(WORKER), *args], stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL
        )
        assert self.line() == "ready"

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


def work_in(log: Path) -> list[str]:
    return log.read_text().splitlines() if log.exists() else []


def enqueue_from_outside(url: str, names: list[str]) -> None:
    """As another process does: with the same workflow's name, known from the worker's module."""
    spec = importlib.util.spec_from_file_location("engine_worker", WORKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    engine.start(url, "client", at_once=0)
    for name in names:
        engine.enqueue(module.many, name, name, lane=name)
    engine.stop(0)


def assert_each_step_was_finished_once(log: Path, names: list[str], interrupted: int) -> None:
    found = Counter(work_in(log))
    assert set(found) == {f"{name} {number}" for name in names for number in range(STEPS)}
    # A step killed between its line and its record runs again: at most one for each workflow that was at work.
    assert sum(found.values()) - len(found) <= interrupted


def test_a_killed_worker_that_comes_back_finishes_its_work_and_repeats_no_finished_step(
    url: str, tmp_path: Path
) -> None:
    names, log = [f"back {i}" for i in range(8)], tmp_path / "log"
    enqueue_from_outside(url, names)
    first = Worker(url, "worker-1", str(log))
    until(lambda: len(work_in(log)) >= 6)
    first.kill()
    again = Worker(url, "worker-1", str(log))
    until(lambda: len(set(work_in(log))) == len(names) * STEPS)
    again.kill()
    assert_each_step_was_finished_once(log, names, interrupted=4)


def test_a_worker_adopts_the_work_of_a_killed_one_and_repeats_no_finished_step(
    postgres_database: str, tmp_path: Path
) -> None:
    names, log = [f"adopted {i}" for i in range(12)], tmp_path / "log"
    enqueue_from_outside(postgres_database, names)
    doomed = Worker(postgres_database, "worker-1", str(log))
    until(lambda: len(work_in(log)) >= 6)
    doomed.kill()
    survivor = Worker(postgres_database, "worker-2", str(log), "worker-1")
    assert int(survivor.line()) > 0
    until(lambda: len(set(work_in(log))) == len(names) * STEPS)
    survivor.kill()
    assert_each_step_was_finished_once(log, names, interrupted=4)
