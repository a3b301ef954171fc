"""One killable process for untrusted pages: a page that breaks the parsers does not harm the caller.

A task is a module-level function with its arguments. It ends within the deadline, or the process is killed
and a new one takes the next task. Where the system reports it, the clock is the process's own processor
time: a page is not refused because the machine is busy.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, NamedTuple, TypeVar

DEADLINE_S = 5.0
PATIENCE = 4  # times the deadline in wall-clock time, for a process on a busy machine
START_S = 30.0  # importing the parsers from a cold disk is not the page's fault
MEMORY_BYTES = 2_000_000_000
IMPORTS = ("kilas.core.extract", "kilas.core.summary.explain", "kilas.pipeline.tasks")
_COURTESY = 10  # niceness of the parser process: the site goes first
Result = TypeVar("Result")


class TaskFailed(Exception):  # noqa: N818  # an outcome of the page, turned into a refusal by the caller
    """A task took too long or too much memory, or crashed the process. `reason` is "timeout", "memory" or "crashed"."""

    def __init__(self, reason: Literal["timeout", "memory", "crashed"], detail: str) -> None:
        super().__init__(reason, detail)

    @property
    def reason(self) -> str:
        return str(self.args[0])

    @property
    def detail(self) -> str:
        return str(self.args[1])


class _Effort(NamedTuple):
    """The kernel's report on the process."""

    spent_s: float  # processor time
    is_runnable: bool  # working, or waiting for a processor


class Worker:
    """Owns the process. Use as a context manager, from one thread at a time.

    `imports` names the modules that the tasks need, so that loading them does not count against a page. For
    feeds: `Worker(memory_bytes=feeds.MEMORY_BYTES, imports=feeds.IMPORTS)`.
    """

    def __init__(
        self,
        deadline_s: float = DEADLINE_S,
        *,
        memory_bytes: int = MEMORY_BYTES,
        imports: Sequence[str] = IMPORTS,
    ) -> None:
        self._deadline_s = deadline_s
        self._memory_bytes = memory_bytes
        self._imports = tuple(imports)
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, task: Callable[..., Result], *args: Any) -> Result:
        """Runs `task(*args)`. Raises TaskFailed when it takes too long or too much memory, or crashes the process.

        An exception inside the task is raised here unchanged.
        """
        pipe = self._ready()
        began = self._effort()
        pipe.send((task, args))
        if not self._answers(pipe, began):
            self.close()
            raise TaskFailed("timeout", f"reading it took longer than {self._deadline_s:g} seconds")
        try:
            kind, value = pipe.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise TaskFailed("crashed", "the parser crashed on it") from error
        if kind == "memory":
            self.close()  # such a process is in an undefined state
            raise TaskFailed("memory", "reading it took more memory than a page is allowed")
        if kind == "raised":
            raise value
        return value  # type: ignore[no-any-return]  # what the task returned

    def start(self) -> None:
        """Starts the process ahead of the next task. Raises TaskFailed when it does not start."""
        self._ready()

    def _answers(self, pipe: Connection, began: _Effort | None) -> bool:
        """True if the answer arrives in time.

        Past the deadline it waits on while the process is working, or is ready to work and waits for a processor,
        and has used less processor time than the deadline.
        """
        if pipe.poll(self._deadline_s):
            return True
        look_s, before = self._deadline_s / 5, began
        for _ in range(5 * (PATIENCE - 1)):
            now = self._effort()
            if (
                began is None
                or now is None
                or before is None
                or now.spent_s - began.spent_s >= self._deadline_s
            ):
                return False
            if now.spent_s == before.spent_s and not now.is_runnable:
                return False
            before = now
            if pipe.poll(look_s):
                return True
        return False

    def _effort(self) -> _Effort | None:
        """Processor time of the process so far; None where the system does not report it."""
        if self._process is None:
            return None
        try:
            stat = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            return None
        fields = stat.rpartition(") ")[2].split()  # proc(5): from field 3, the state, on
        ticks = int(fields[11]) + int(fields[12])  # fields 14 and 15: user and system time
        return _Effort(ticks / os.sysconf("SC_CLK_TCK"), is_runnable=fields[0] == "R")

    def close(self) -> None:
        """Kills the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None

    def _ready(self) -> Connection:
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self.close()
        context = multiprocessing.get_context("spawn")  # a fork would copy the caller's threads and locks
        ours, theirs = context.Pipe()
        arguments = (theirs, os.getpid(), self._memory_bytes, self._imports)
        process = context.Process(target=_serve, args=arguments, daemon=True)
        process.start()  # interrupted here, there is no process to end yet
        self._process = process
        theirs.close()
        try:
            is_ready = ours.poll(START_S) and ours.recv() == "ready"
        except (EOFError, OSError):
            is_ready = False
        if not is_ready:
            self.close()
            raise TaskFailed("crashed", "the worker process did not start")
        self._pipe = ours
        return ours


def _serve(pipe: Connection, parent: int, memory_bytes: int, imports: tuple[str, ...]) -> None:
    for told_to_all in (
        signal.SIGINT,
        signal.SIGTERM,
    ):  # the parent handles Ctrl-C and a service manager's stop
        signal.signal(told_to_all, signal.SIG_IGN)
    _bound_memory(memory_bytes)
    give_way(_COURTESY)
    die_with(parent)
    for module in imports:
        importlib.import_module(module)
    pipe.send("ready")
    while True:
        try:
            task, args = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_outcome(task, args))


def _outcome(task: Callable[..., Any], args: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return "done", task(*args)
    except MemoryError:
        return "memory", None
    except Exception as error:  # passed to the caller, who decides
        return "raised", error


def _bound_memory(memory_bytes: int) -> None:
    if sys.platform != "linux":
        return  # macOS accepts the limit and ignores it
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def give_way(steps: int) -> None:
    """Lowers the priority of this thread (on Linux only this thread of the process) by `steps` of niceness."""
    if sys.platform == "linux":
        os.nice(steps)


def die_with(parent: int) -> None:
    """Asks the kernel to kill this process when `parent` ends, however it ends."""
    if sys.platform != "linux":
        return  # elsewhere, the closed pipe ends `_serve`
    import ctypes

    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
