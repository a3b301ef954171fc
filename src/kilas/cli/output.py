"""What commands give out: files written whole or not at all, and text that is safe to print."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kilas.errors import OutputError


def visible(text: str, keep: str = "\n\t") -> str:
    """`text` safe to print on a terminal: no control characters but those to `keep`, no lone surrogates.

    What readers and publishers write must not move the owner's cursor.
    """
    return "".join(c if c.isprintable() or c in keep else "\N{REPLACEMENT CHARACTER}" for c in text)


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` in UTF-8. Whatever interrupts, `path` holds all of it or what it held before.

    Folders above are made. OutputError when it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".kilas-", suffix=".part")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text if text.endswith("\n") else text + "\n")
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)  # mkstemp makes files for one user only
        Path(name).replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        Path(name).unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{path} cannot be written: {error.strerror}", "name a place you may write to, with room left"
    )
