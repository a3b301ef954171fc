"""Measures parts in processes of their own. (No part of `__main__`, which a spawned process cannot import.)"""

from __future__ import annotations

import importlib
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from multiprocessing import get_context
from typing import Literal

from evals.measure import Measure

Extent = Literal["full", "tenth", "fast"]
PROCESSES = 2
# Begun first. The first has two processes of its own, so that two cores stay busy beside whatever else is measured.
LONGEST = (
    "hostile",
    "support",
    "summaries",
    "model_faults",
    "noise",
    "injection",
    "feeds",
    "reading",
    "extraction",
    "lines",
    "fetching",
)


def side_by_side(parts: Sequence[str], extent: Extent) -> Iterator[tuple[str, list[Measure]]]:
    """The measures of each part, in the order asked for."""
    begun = sorted(set(parts), key=lambda part: (*LONGEST, part).index(part))
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), max_tasks_per_child=1) as pool:
        running = {part: pool.submit(_measure, part, extent) for part in begun}
        for part in dict.fromkeys(parts):
            yield part, running[part].result()


def _measure(part: str, extent: Extent) -> list[Measure]:
    """One part; what it tells on its way goes beside the table, not into it."""
    started = time.perf_counter()
    with redirect_stdout(sys.stderr):
        module = importlib.import_module(f"evals.parts.{part}")
        got: list[Measure] = module.measure_tenth() if extent == "tenth" else module.measure(extent == "fast")
    seconds = time.perf_counter() - started
    print(f"{part}: {len(got)} measures in {seconds:.0f} s, {_cpu_s():.1f} s of processor", file=sys.stderr)
    return got


def _cpu_s() -> float:
    """Of this process, its start included, and of those it has started and seen end."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
