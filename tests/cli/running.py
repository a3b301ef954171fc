"""`kilas up` running in processes of its own, and what a test asks of it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from kilas.store import Store


class Up:
    """A running `kilas up`; as a context manager, one that never outlives its test."""

    def __init__(self, folder: Path, *args: str, **env: str) -> None:
        self.folder = folder
        self._said = tempfile.TemporaryFile("w+")  # noqa: SIM115  # closed with us
        clean = {name: value for name, value in os.environ.items() if not name.startswith("KILAS_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kilas", "up", "--data", str(folder), *args],
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            env=clean | env,
        )
        self.address = self._address()

    def __enter__(self) -> Up:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: object) -> None:
        if self.process.poll() is None:
            self.end(signal.SIGKILL)
        self._said.close()

    @property
    def said(self) -> str:
        """What it has told on standard error."""
        self._said.seek(0)
        return self._said.read()

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=30) as answer:
            return str(answer.read().decode())

    def children(self) -> list[int]:
        listed = Path(f"/proc/{self.process.pid}/task")
        found: list[int] = []
        for thread in listed.iterdir():
            with contextlib.suppress(FileNotFoundError):  # a thread may end between the two
                found += map(int, (thread / "children").read_text().split())
        return found

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        self.process.wait(timeout=60)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return int(self.process.returncode)

    def _address(self) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if "/id/" in line:
                return line.split("/id/")[0].strip()
        raise AssertionError(self.said)


StartUp = Callable[..., Up]


def until(is_so: Callable[[], object], patience_s: float = 120.0) -> None:
    ends = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < ends, "it never came to be"
        time.sleep(0.2)


def store_of(folder: Path) -> Store:
    return Store.open(f"sqlite:///{folder}/kilas.db", patience_s=60)
