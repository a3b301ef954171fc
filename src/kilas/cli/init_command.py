"""`kilas init`: the commented configuration."""

from __future__ import annotations

from pathlib import Path

from kilas.cli.session import say
from kilas.pipeline.actions.configuring import write_sample


def init(data: Path | None) -> int:
    """Writes the sample configuration and says where it is. Returns the exit code."""
    path = write_sample(data)
    say(f"{path} is written. Remove the # before a line to use it.\n  Next: kilas up")
    return 0
