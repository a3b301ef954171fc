"""Reports of Kilas's own faults: one dated file each, instead of a traceback on somebody's screen."""

from __future__ import annotations

import os
import platform
import re
import tempfile
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from kilas.files import write_whole

_ENV = "KILAS_HOME"
_SECRET = re.compile(r"(?<=://)[^/@\s]+@|(?i:(?<=key=)|(?<=token=)|(?<=password=))\S+")
MOST_CHARACTERS = 200_000


def write_report(error: BaseException, command: Sequence[str]) -> Path | None:
    """Writes a report about `error` to the folder `faults` of the data folder, else to the temporary folder.

    It holds versions, the command and the traceback, without values of variables, and without passwords in addresses.
    None if no file can be written.
    """
    now = datetime.now(UTC)
    told = _text(error, command, now)
    name = f"fault-{now:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    for folder in _folders():
        try:
            write_whole(folder / name, told.encode("utf-8", "replace"), is_private=True)
        except OSError:
            continue
        return folder / name
    return None


def _text(error: BaseException, command: Sequence[str], now: datetime) -> str:
    from kilas import __version__

    head = (
        f"Kilas {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"{now:%Y-%m-%d %H:%M:%S} UTC",
        f"Command: {' '.join(command)}",
        "",
    )
    told = "".join(traceback.format_exception(error))
    return _SECRET.sub("…", "\n".join(head) + told)[-MOST_CHARACTERS:]


def _folders() -> tuple[Path, ...]:
    home = Path(os.environ.get(_ENV) or "~/.local/share/kilas").expanduser()
    return (*([home / "faults"] if home.is_dir() else []), Path(tempfile.gettempdir()))
