"""A pool that runs tasks in this process: a test's own functions reach them, and nothing has to start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")


class InlinePool:
    """Stands for `kilas.pipeline.pool.Pool`. No deadline and no limit of memory: not for foreign bytes."""

    def run(self, task: Callable[..., Result], *args: Any) -> Result:
        return task(*args)

    def warm(self) -> None:
        """Nothing has to start."""

    def rest(self, idle_s: float) -> None:
        """Nothing has started."""

    def close(self) -> None:
        """Nothing to end."""
