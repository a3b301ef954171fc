"""Output of commands: files written atomically, and text that is safe to print."""

from __future__ import annotations

from pathlib import Path

from kilas.errors import OutputError
from kilas.files import write_whole


def visible(text: str, keep: str = "\n\t") -> str:
    """`text` safe for a terminal: no control characters except those in `keep`, no lone surrogates.

    Text by readers and publishers must not control the owner's terminal.
    """
    return "".join(c if c.isprintable() or c in keep else "\N{REPLACEMENT CHARACTER}" for c in text)


def write_text(path: Path, text: str) -> None:
    """Writes `text` to `path` atomically, in UTF-8 with a final line end. Raises OutputError when it cannot."""
    whole = text if text.endswith("\n") else text + "\n"
    try:
        write_whole(path, whole.encode("utf-8", "replace"))
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror}", "choose a writable location with free space"
        ) from error
