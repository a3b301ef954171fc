"""What commands give out: files written whole or not at all, and text that is safe to print."""

from __future__ import annotations

from pathlib import Path

from kilas.errors import OutputError
from kilas.files import write_whole


def visible(text: str, keep: str = "\n\t") -> str:
    """`text` safe to print on a terminal: no control characters but those to `keep`, no lone surrogates.

    What readers and publishers write must not move the owner's cursor.
    """
    return "".join(c if c.isprintable() or c in keep else "\N{REPLACEMENT CHARACTER}" for c in text)


def write_text(path: Path, text: str) -> None:
    """Write `text` to `path` in UTF-8, with a line end, whole or not at all. OutputError when it cannot be written."""
    whole = text if text.endswith("\n") else text + "\n"
    try:
        write_whole(path, whole.encode("utf-8", "replace"))
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror}", "name a place you may write to, with room left"
        ) from error
