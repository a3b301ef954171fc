"""A pool that runs tasks in this process, so that tests can replace functions and need not start processes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")


class InlinePool:
    """Replaces `kilas.pipeline.pool.Pool`. It limits neither time nor memory, so it is not for untrusted bytes."""

    def run(self, task: Callable[..., Result], *args: Any) -> Result:
        return task(*args)

    def warm(self) -> None:
        """Does nothing: there is no process to start."""

    def rest(self, idle_s: float) -> None:
        """Does nothing: there is no process to end."""

    def close(self) -> None:
        """Does nothing: there is no process to end."""
