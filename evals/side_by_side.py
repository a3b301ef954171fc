"""Measures parts in processes of their own. (No part of `__main__`, which a spawned process cannot import.)"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from multiprocessing import get_context

from evals.measure import Measure

PROCESSES = 2
LONGEST = ("hostile", "support", "injection", "noise", "extraction", "fetching")  # begun first


def side_by_side(parts: Sequence[str], fast: bool) -> Iterator[tuple[str, list[Measure]]]:
    """The measures of each part, in the order asked for."""
    begun = sorted(set(parts), key=lambda part: (*LONGEST, part).index(part))
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), max_tasks_per_child=1) as pool:
        running = {part: pool.submit(_measure, part, fast) for part in begun}
        for part in dict.fromkeys(parts):
            yield part, running[part].result()


def _measure(part: str, fast: bool) -> list[Measure]:
    """One part; what it tells on its way goes beside the table, not into it."""
    started, spent = time.perf_counter(), time.process_time()
    with redirect_stdout(sys.stderr):
        got: list[Measure] = importlib.import_module(f"evals.parts.{part}").measure(fast)
    seconds, cpu = time.perf_counter() - started, time.process_time() - spent
    print(f"{part}: {len(got)} measures in {seconds:.0f} s, {cpu:.0f} s of its own", file=sys.stderr)
    return got
