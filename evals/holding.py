"""Processes held to a share of a core, so that a measure of many on a small machine is not one of the machine."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PERIOD_US = 20_000  # short, so that who is held waits often and briefly
_ROOTS = (
    Path("/sys/fs/cgroup/cpu"),
    Path("/sys/fs/cgroup"),
)  # of the first version of control groups, of the second


def can_hold() -> bool:
    """Whether this user may make control groups here: root on Linux, mostly."""
    return _root() is not None


@contextmanager
def held(pid: int, cores: float) -> Iterator[None]:
    """The process, and every child it has from now on, together get at most so much of the processor."""
    root = _root()
    if root is None:
        raise OSError("no control group can be made here")
    group = root / f"kilas-bench-{pid}"
    group.mkdir()
    try:
        quota = int(cores * _PERIOD_US)
        # A share that others could take would be theirs to decide, so it comes before what else runs here.
        if (group / "cpu.max").exists():
            (group / "cpu.max").write_text(f"{quota} {_PERIOD_US}")
            (group / "cpu.weight").write_text("10000")
        else:
            (group / "cpu.shares").write_text("102400")
            (group / "cpu.cfs_period_us").write_text(str(_PERIOD_US))
            (group / "cpu.cfs_quota_us").write_text(str(quota))
        (group / "cgroup.procs").write_text(str(pid))
        yield
    finally:
        for left in (group / "cgroup.procs").read_text().split():
            (root / "cgroup.procs").write_text(left)
        _remove(group)


def _root() -> Path | None:
    for root in _ROOTS:
        if (root / "cgroup.procs").exists() and os.access(root, os.W_OK):
            limits = root / "cgroup.subtree_control"
            if not limits.exists() or "cpu" in limits.read_text().split():
                return root
    return None


def _remove(group: Path) -> None:
    for _ in range(50):
        try:
            group.rmdir()
        except OSError:  # the last process in it is not quite gone
            time.sleep(0.1)
        else:
            return
