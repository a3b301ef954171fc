"""Helpers of the service's commands: settings with command-line options, and printing."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from kilas.cli.output import visible
from kilas.errors import SettingsError
from kilas.settings import Settings, base_address, load_settings


def settings_with(data: Path | None, base_url: str | None = None) -> Settings:
    """The settings in force, overridden by command-line options."""
    told: dict[str, object] = {}
    if base_url is not None:
        try:
            told["base_url"] = base_address(base_url)
        except ValueError as error:
            raise SettingsError(f"--base-url {base_url!r} cannot be used", f"{error}") from error
    settings = load_settings(data)
    return settings.model_copy(update=told) if told else settings


def now() -> datetime:
    return datetime.now(UTC)


def counted(number: int, word: str) -> str:
    """Number with its noun in English: 1 feed, 2 feeds."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def printed(when: datetime | None, settings: Settings) -> str:
    """Absolute time with its zone, in the zone of the settings."""
    return "" if when is None else when.astimezone(settings.zone).strftime("%Y-%m-%d %H:%M %Z")


def say(text: str) -> None:
    """Prints a command's answer to stdout."""
    print(visible(text), flush=True)  # noqa: T201  # the terminal is this face's page


def tell(text: str) -> None:
    """Prints a remark to stderr."""
    print(visible(text), file=sys.stderr, flush=True)  # noqa: T201


def show_upgrade(done: int, of: int) -> None:
    """Reports the progress of an upgrade: on one updating line on a terminal, else once at the end."""
    live, is_done = sys.stderr.isatty(), done == of
    if live or is_done:
        sys.stderr.write(("\r\x1b[K" if live else "") + f"  {done} of {of} briefs upgraded")
        sys.stderr.write("\n" if is_done else "")
        sys.stderr.flush()
