"""The killable process: what a page may cost, and that nothing of it reaches the next."""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kilas.pipeline.worker import TaskFailed, Worker, give_way


def spin(seconds: float) -> str:
    """Use the processor."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return "done"


def trickle(seconds: float) -> str:
    """Work as on a machine that has other things to do: a third of the time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        spin(0.03)
        time.sleep(0.06)
    return "done"


OURS = (__name__,)  # loaded before the clock that is tested runs


def test_a_task_that_does_nothing_is_ended_at_the_deadline() -> None:
    with Worker(deadline_s=0.5, imports=OURS) as worker, pytest.raises(TaskFailed) as failed:
        worker.run(time.sleep, 60)
    assert failed.value.reason == "timeout"


def test_a_task_that_uses_its_time_up_is_ended_and_the_next_one_is_not_made_to_pay() -> None:
    with Worker(deadline_s=0.5, imports=OURS) as worker:
        with pytest.raises(TaskFailed, match=r"longer than 0\.5 seconds"):
            worker.run(spin, 60)
        assert worker.run(spin, 0.01) == "done"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the processor time of a process")
def test_on_a_busy_machine_a_page_has_its_time_all_the_same() -> None:
    with Worker(deadline_s=2.0, imports=OURS) as worker:
        assert worker.run(trickle, 3.0) == "done"


def test_a_task_that_trickles_on_for_ever_is_ended_too() -> None:
    with Worker(deadline_s=0.3, imports=OURS) as worker, pytest.raises(TaskFailed):
        worker.run(trickle, 60)


def test_what_a_task_raises_comes_out_unchanged() -> None:
    with Worker() as worker, pytest.raises(ZeroDivisionError):
        worker.run(divmod, 1, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere niceness is of whole processes")
def test_work_comes_after_readers_of_the_site_and_who_starts_it_does_not() -> None:
    ours = os.nice(0)
    with Worker() as worker:
        assert worker.run(os.nice, 0) == min(ours + 10, 19)
    with ThreadPoolExecutor(1, initializer=give_way, initargs=(3,)) as threads:
        assert threads.submit(os.nice, 0).result() == min(ours + 3, 19)
    assert os.nice(0) == ours
