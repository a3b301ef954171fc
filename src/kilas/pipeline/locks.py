"""File locks, one service per folder. The kernel releases a lock when its holder ends, however it ends."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

from kilas.errors import SettingsError


class FolderLock:
    """A lock from `__enter__` to `__exit__`. Raises SettingsError, naming the holder, if another process has it."""

    def __init__(self, folder: Path, name: str = "up") -> None:
        self._folder = folder
        self._path = folder / f"{name}.lock"
        self._handle: int | None = None

    def __enter__(self) -> FolderLock:
        if not self.take():
            raise SettingsError(
                f"Kilas is already running on {self._folder} (process {self._holder()})",
                "stop it first, or choose another folder with --data; all other commands can run meanwhile",
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._handle is not None:
            os.close(self._handle)  # keep the file: if deleted, two processes could lock two files
            self._handle = None

    @property
    def is_held(self) -> bool:
        """True if any process, this one included, holds the lock."""
        try:
            handle = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            return not _lock(handle)
        finally:
            os.close(handle)

    def take(self) -> bool:
        """Takes the lock; False if it is not free. Raises SettingsError when the folder is not writable."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise SettingsError(
                f"the data folder {self._folder} cannot be written to: {error.strerror}",
                "choose another folder with --data or KILAS_HOME, or correct its permissions",
            ) from error
        if not _lock(handle):
            os.close(handle)
            return False
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        self._handle = handle
        return True

    def _holder(self) -> str:
        try:
            return self._path.read_text(encoding="ascii") or "unknown"
        except (OSError, UnicodeDecodeError):
            return "unknown"


def take_first_free(folder: Path, name: str, most: int = 64) -> tuple[FolderLock, str]:
    """The lock and name of the first free `name-1`, `name-2` …; a worker keeps its name over a restart this way."""
    for number in range(1, most + 1):
        called = f"{name}-{number}"
        lock = FolderLock(folder, called)
        if lock.take():
            return lock, called
    raise SettingsError(
        f"{most} workers are already running on {folder}", "stop some of them, or give this worker a --name"
    )


def _lock(handle: int) -> bool:
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
