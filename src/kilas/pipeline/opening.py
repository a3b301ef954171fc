"""Opens the store of an installation for actions: with patience, and with an error that says how to begin."""

from __future__ import annotations

from kilas.errors import StoreError
from kilas.settings import Settings
from kilas.store import Store

PATIENCE_S = 60.0  # someone waits for the answer, and a long write of `kilas up` ends by itself
SERVER_PATIENCE_S = 5.0  # for a server that does not answer: whoever waits wants to know


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
