"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(path: Path, *, is_private: bool = False) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `path` when the block ends well; else `path` holds what it held before.

    Folders above are made. `is_private`: for this user only; else as the system makes files. OSError when it cannot be
    written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".kilas-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        if not is_private:
            umask = os.umask(0)
            os.umask(umask)
            Path(name).chmod(0o666 & ~umask)  # mkstemp makes files for one user only
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def write_whole(path: Path, data: bytes, *, is_private: bool = False) -> None:
    """Write `data` to `path`, as `replacing` does."""
    with replacing(path, is_private=is_private) as file:
        file.write(data)
