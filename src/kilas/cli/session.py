"""What the commands of the service share: settings with the options over them, and how answers are printed."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from kilas.cli.output import visible
from kilas.errors import SettingsError
from kilas.settings import Settings, base_address, load_settings


def settings_with(data: Path | None, base_url: str | None = None) -> Settings:
    """The settings in force, with what the command line says over them."""
    told: dict[str, object] = {}
    if data:
        told["home"] = data.expanduser()
    if base_url is not None:
        try:
            told["base_url"] = base_address(base_url)
        except ValueError as error:
            raise SettingsError(f"--base-url {base_url!r} cannot be used", f"{error}") from error
    settings = load_settings()
    return settings.model_copy(update=told) if told else settings


def now() -> datetime:
    return datetime.now(UTC)


def counted(number: int, word: str) -> str:
    """A number of things as English says it: 1 feed, 2 feeds."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def printed(when: datetime | None, settings: Settings) -> str:
    """A time as commands print it: absolute, in the zone of the settings, named."""
    return "" if when is None else when.astimezone(settings.zone).strftime("%Y-%m-%d %H:%M %Z")


def say(text: str) -> None:
    """The answer of a command."""
    print(visible(text), flush=True)  # noqa: T201  # the terminal is this face's page


def tell(text: str) -> None:
    """A remark beside the answer."""
    print(visible(text), file=sys.stderr, flush=True)  # noqa: T201


def show_upgrade(done: int, of: int) -> None:
    """How far the database is brought up to date: on one line where somebody looks, else once at the end."""
    live, is_done = sys.stderr.isatty(), done == of
    if live or is_done:
        sys.stderr.write(("\r\x1b[K" if live else "") + f"  {done} of {of} briefs brought up to date")
        sys.stderr.write("\n" if is_done else "")
        sys.stderr.flush()
