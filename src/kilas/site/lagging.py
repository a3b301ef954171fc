"""Cached values that may lag a few seconds behind the store."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Lagging(Generic[_T]):
    """A value recomputed after a change of the store, at most every `settle_s` seconds."""

    def __init__(self, settle_s: float) -> None:
        self._settle_s = settle_s
        self._lock = threading.Lock()
        self._kept: tuple[datetime | None, float, _T] | None = None

    def of(self, change: Callable[[], datetime | None], make: Callable[[], _T]) -> _T:
        with self._lock:
            now = time.monotonic()
            if self._kept is not None and now - self._kept[1] < self._settle_s:
                return self._kept[2]
            stamp = change()
            if self._kept is None or self._kept[0] != stamp or stamp is None:
                self._kept = (stamp, now, make())
            else:
                self._kept = (stamp, now, self._kept[2])
            return self._kept[2]
