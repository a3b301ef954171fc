"""Atomic file writes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(path: Path, *, is_private: bool = False) -> Iterator[BinaryIO]:
    """Opens a file that replaces `path` when the block succeeds; otherwise `path` is left unchanged.

    Creates missing parent folders. With `is_private`, only this user may read the file; else the umask
    applies. Raises OSError when it cannot write.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".kilas-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        if not is_private:
            umask = os.umask(0)
            os.umask(umask)
            Path(name).chmod(0o666 & ~umask)  # mkstemp creates files for one user only
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def write_whole(path: Path, data: bytes, *, is_private: bool = False) -> None:
    """Writes `data` to `path` atomically, as `replacing` does."""
    with replacing(path, is_private=is_private) as file:
        file.write(data)
