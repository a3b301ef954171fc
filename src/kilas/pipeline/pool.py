"""A pool of killable workers for many threads: a caller takes a free worker, or waits for one.

Workers start on demand and end after a while without use, so that an idle service is small.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from kilas.pipeline.worker import DEADLINE_S, IMPORTS, MEMORY_BYTES, Worker

Result = TypeVar("Result")


class Runner(Protocol):
    """Runs tasks on untrusted bytes: a worker, a pool of them, or the in-line pool of `kilas.testing`."""

    def run(self, task: Callable[..., Result], *args: Any) -> Result: ...


class Crew(Runner, Protocol):
    """A runner that can start a worker ahead of a task."""

    def warm(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Readers:
    """The workers that parse answers of sources."""

    parsers: Runner  # of feeds
    pages: Runner


@dataclass(slots=True)
class _Seat:
    worker: Worker
    used: float = field(default_factory=time.monotonic)


class Pool:
    """At most `size` workers. Safe to use from several threads."""

    def __init__(
        self,
        size: int,
        *,
        deadline_s: float = DEADLINE_S,
        memory_bytes: int = MEMORY_BYTES,
        imports: Sequence[str] = IMPORTS,
    ) -> None:
        workers = (Worker(deadline_s, memory_bytes=memory_bytes, imports=imports) for _ in range(size))
        self._free: list[_Seat] = [_Seat(worker) for worker in workers]
        self._lock = threading.Condition()
        # The kernel ends a child with the thread that started it. So one thread, as long-lived as the pool,
        # starts all.
        self._nursery = ThreadPoolExecutor(1, thread_name_prefix="kilas-nursery")

    def run(self, task: Callable[..., Result], *args: Any) -> Result:
        """Runs a task on the most recently used free worker, as `Worker.run` does."""
        with self._lock:
            self._lock.wait_for(lambda: self._free)
            seat = self._free.pop()
        try:
            self._nursery.submit(seat.worker.start).result()
            return seat.worker.run(task, *args)
        finally:
            seat.used = time.monotonic()
            with self._lock:
                self._free.append(seat)
                self._lock.notify()

    def warm(self) -> None:
        """Starts a worker ahead of a task that is about to come."""
        with self._lock:
            if self._free:
                self._free[-1].used = time.monotonic()
                self._nursery.submit(self._free[-1].worker.start)

    def rest(self, idle_s: float) -> None:
        """Ends the workers that have been idle for longer than `idle_s` seconds."""
        with self._lock:
            for seat in self._free:
                if time.monotonic() - seat.used > idle_s:
                    seat.worker.close()

    def close(self) -> None:
        """Ends all free workers; busy ones end with this process."""
        self.rest(-1.0)
        self._nursery.shutdown(wait=False, cancel_futures=True)
