"""The database schema: detection, checks and upgrades."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Text, column, inspect, select, table, text

from kilas.errors import StoreError, UnusableStoreError
from kilas.store.indexing import index_all, is_cut_current
from kilas.store.migrations import REVISIONS
from kilas.store.tables import metadata
from kilas.store.transactions import Database, sqlite_path

HEAD = REVISIONS[-1]  # the revision this Kilas needs
_LOCK = 0x6B696C6173  # "kilas": one migration at a time on PostgreSQL
_STATE = "alembic_version"  # Alembic's table, with the database's one revision


Progress = Callable[[int, int], None]  # called with the briefs done and their total


def upgrade(database: Database, progress: Progress | None = None) -> str | None:
    """Upgrades the schema in one transaction and returns the previous revision, None for an empty database.

    If interrupted, the old schema stays. Raises StoreError when the schema is newer than this Kilas or is
    not ours.
    """
    if database.is_sqlite:
        _make_folder(database)
    before = database.alter(lambda connection: _upgrade(database, connection, progress))
    if before not in (None, HEAD):
        database.compact()
    return before


def require_current(database: Database) -> None:
    """Raises StoreError, with the remedy, unless the schema is the one this Kilas needs."""
    if database.is_sqlite and not sqlite_path(database.url).exists():
        raise StoreError(
            f"there is no database at {database.name}", "create one with `kilas up` or `kilas db upgrade`"
        )
    found = database.read(lambda connection: _found(database, connection))
    if found is None:
        raise StoreError(f"the database {database.name} is empty", "set it up with `kilas db upgrade`")
    if found != HEAD:
        raise StoreError(
            f"the database {database.name} has schema {found}, and this Kilas needs {HEAD}",
            "upgrade it with `kilas db upgrade`",
        )


def _upgrade(database: Database, connection: Connection, progress: Progress | None) -> str | None:
    if not database.is_sqlite:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    before = _found(database, connection)
    if before != HEAD:
        _migrate(connection, progress)
    if not is_cut_current(connection):
        index_all(database, connection)
    return before


def _found(database: Database, connection: Connection) -> str | None:
    """Revision of the database; None if empty. Raises StoreError when it is half migrated or newer than this Kilas."""
    names = set(inspect(connection).get_table_names())
    state = select(column("version_num", Text)).select_from(table(_STATE))
    revision = connection.scalar(state) if _STATE in names else None
    if revision is None:
        strangers = names & set(metadata.tables)
        if not strangers:
            return None
        raise UnusableStoreError(
            f"the database {database.name} contains the tables {', '.join(sorted(strangers))} but no schema revision: a migration was interrupted",
            "restore a backup with `kilas db restore FILE --replace`, or point Kilas at an empty database",
        )
    if revision not in REVISIONS:
        raise UnusableStoreError(
            f"the database {database.name} has schema {revision}, which is newer than {HEAD}, the newest this Kilas knows",
            "install the Kilas that wrote it, or a newer one; a downgrade needs a backup made before the upgrade",
        )
    return revision


def _make_folder(database: Database) -> None:
    folder = sqlite_path(database.url).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder {folder} cannot be created: {error.strerror}",
            "set KILAS_HOME to a writable folder",
        ) from error


def _migrate(connection: Connection, progress: Progress | None) -> None:
    from alembic import command  # costs a tenth of a second and 10 MB; needed once per database
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "kilas.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["progress"] = progress
    command.upgrade(config, HEAD)
