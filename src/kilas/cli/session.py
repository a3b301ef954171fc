"""What the commands of the service share: settings with the options over them, the store, times as printed."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from kilas.cli.output import visible
from kilas.errors import SettingsError, StoreError
from kilas.settings import Settings, base_address, load_settings
from kilas.store import Store

PATIENCE_S = 60.0  # someone waits at the terminal, and a long write of `kilas up` ends by itself
SERVER_PATIENCE_S = 5.0  # for a server that does not answer: whoever waits at the terminal wants to know


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


def open_store(settings: Settings, *, make: bool = False) -> Store:
    """The store; with `make`, made when nothing is kept yet. StoreError when there is none, or not what this Kilas needs."""
    file = settings.home / "kilas.db"
    is_new = not settings.database_url and not file.exists()
    if is_new and not make:
        raise StoreError(
            f"nothing is kept in {settings.home} yet",
            "begin with `kilas up` or `kilas add ADDRESS`, or name the right folder with --data or KILAS_HOME",
        )
    if is_new:
        try:
            settings.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"the data folder {settings.home} cannot be made: {error.strerror}",
                "name another with --data or KILAS_HOME",
            ) from error
    patience_s = SERVER_PATIENCE_S if settings.database_url else PATIENCE_S
    return Store.open(Store.url_for(settings), migrate=is_new, patience_s=patience_s)


def jobs_url(settings: Settings) -> str:
    """Where the job log is kept: a file beside the store's, or the same PostgreSQL database."""
    if settings.database_url:
        return settings.database_url
    return f"sqlite:///{settings.home / 'jobs.db'}"


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
