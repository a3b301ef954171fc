"""Several killable workers for many threads: who comes takes one that is free, or waits for one.

Workers are started when they are needed and end when they have been idle for a while, so that a quiet
service is a small one.
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
    """Runs tasks over foreign bytes: a worker, a pool of them, or the in-line pool of `kilas.testing`."""

    def run(self, task: Callable[..., Result], *args: Any) -> Result: ...


class Crew(Runner, Protocol):
    """A runner that can be told in advance that it will be needed."""

    def warm(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads what sources answer."""

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
        # The kernel ends a child with the thread that started it, so one thread that lives as long as we do starts all.
        self._nursery = ThreadPoolExecutor(1, thread_name_prefix="kilas-nursery")

    def run(self, task: Callable[..., Result], *args: Any) -> Result:
        """What `Worker.run` gives, by the worker that was busy last."""
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
        """Begin to start a worker for somebody who will need it in a moment."""
        with self._lock:
            if self._free:
                self._free[-1].used = time.monotonic()
                self._nursery.submit(self._free[-1].worker.start)

    def rest(self, idle_s: float) -> None:
        """End the workers that nobody has needed for so long."""
        with self._lock:
            for seat in self._free:
                if time.monotonic() - seat.used > idle_s:
                    seat.worker.close()

    def close(self) -> None:
        """End every worker that is free; those at work end with this process."""
        self.rest(-1.0)
        self._nursery.shutdown(wait=False, cancel_futures=True)
