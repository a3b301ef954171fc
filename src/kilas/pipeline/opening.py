"""Opens an installation's store for actions: with retries, and with an error that says how to begin."""

from __future__ import annotations

from kilas.errors import StoreError
from kilas.settings import Settings
from kilas.store import Store

PATIENCE_S = 60.0  # a user waits for the answer, and a long write of `kilas up` ends in time
SERVER_PATIENCE_S = 5.0  # for a server that does not respond: a waiting user should know soon


def open_store(settings: Settings, *, make: bool = False) -> Store:
    """Opens the store; with `make`, creates it if none exists.

    Raises StoreError if none exists or its schema does not fit.
    """
    file = settings.home / "kilas.db"
    is_new = not settings.database_url and not file.exists()
    if is_new and not make:
        raise StoreError(
            f"there is no Kilas data in {settings.home} yet",
            "start with `kilas up` or `kilas add ADDRESS`, or set the right folder with --data or KILAS_HOME",
        )
    if is_new:
        try:
            settings.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"the data folder {settings.home} cannot be created: {error.strerror}",
                "choose another folder with --data or KILAS_HOME",
            ) from error
    patience_s = SERVER_PATIENCE_S if settings.database_url else PATIENCE_S
    return Store.open(Store.url_for(settings), migrate=is_new, patience_s=patience_s)


def jobs_url(settings: Settings) -> str:
    """URL of the job log: a file beside the store's, or the same PostgreSQL database."""
    if settings.database_url:
        return settings.database_url
    return f"sqlite:///{settings.home / 'jobs.db'}"
