"""Database access: connections, retried transactions, and errors in our own words."""

from __future__ import annotations

import copy
import logging
import random
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from kilas.errors import StoreError, UnusableStoreError

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
_BEGINS = "kilas_begins"  # execution option: the statement that begins a transaction on SQLite
_BUSY_S = 2.0  # time that SQLite itself waits for a lock; after that we retry
_LONGEST_PAUSE_S = 2.0
_MOST_IDLE = 2
MOST_CONNECTIONS = 10  # per process, to PostgreSQL; a caller that finds none free is woken when one is


class Database:
    """One engine and its rules: each call is one transaction, and any transaction may be retried."""

    def __init__(self, url: str | URL, *, patience_s: float) -> None:
        """Opens nothing yet. Raises StoreError when `url` is not a supported database.

        `patience_s`: time to keep retrying a call while the database is locked, restarting or unreachable.
        """
        self.url = _understood(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.patience_s = patience_s
        self._writer = threading.RLock()
        self._kept: list[Connection] = []
        self.engine = _sqlite(self.url, patience_s) if self.is_sqlite else _postgresql(self.url)
        self._writing = self.engine.execution_options(**{_BEGINS: "BEGIN IMMEDIATE"})
        snapshot: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        alone: dict[str, Any] = {"isolation_level": "AUTOCOMMIT"}
        self._reading = self.engine.execution_options(
            **{_BEGINS: "BEGIN"}, **({} if self.is_sqlite else snapshot)
        )
        self._querying = self.engine.execution_options(**{_BEGINS: ""}, **({} if self.is_sqlite else alone))
        self._idle: list[Connection] = []  # idle connections of `query`
        self._joined: Connection | None = None  # set when every call is part of its transaction
        self.noted: dict[str, datetime] | None = None  # counters to move when that transaction ends

    @property
    def name(self) -> str:
        """Location to show to users: without the password."""
        return (
            str(self.url.database)
            if self.is_sqlite
            else self.url.set(query={}).render_as_string(hide_password=True)
        )

    def read(self, do: Callable[[Connection], _T]) -> _T:
        """Runs `do` in a read-only transaction with a consistent snapshot."""
        if self._joined is not None:
            return do(self._joined)
        return self._patiently(lambda: self._within(do, writes=False))

    def query(self, do: Callable[[Connection], _T]) -> _T:
        """Runs `do`, which must make one query only.

        A single query is consistent by itself, so no transaction is opened.
        """
        if self._joined is not None:
            return do(self._joined)
        return self._patiently(lambda: self._queried(do))

    def _queried(self, do: Callable[[Connection], _T]) -> _T:
        try:
            connection = self._idle.pop()
        except IndexError:  # pop first, check later: another thread may take the last one in between
            connection = self._querying.connect()
        try:
            found = do(connection)
        except BaseException:
            connection.close()
            raise
        # On SQLite an idle connection holds no lock, and taking one from the pool costs as much as a query.
        if self.is_sqlite and len(self._idle) < _MOST_IDLE:
            self._idle.append(connection)
        else:
            connection.close()
        return found

    def write(self, do: Callable[[Connection], _T]) -> _T:
        """Runs `do` in an atomic transaction; `do` may run more than once."""
        if self._joined is not None:
            return do(self._joined)
        return self._patiently(lambda: self._within(do, writes=True))

    def joined(self, connection: Connection) -> Database:
        """The same database, with every call part of the transaction of `connection`."""
        one = copy.copy(self)
        one._joined, one.noted = connection, {}
        return one

    def alter(self, do: Callable[[Connection], _T]) -> _T:
        """Runs `do` in a transaction that may rebuild referenced tables; rolls back if a foreign key then dangles."""

        def altered(connection: Connection) -> _T:
            result = do(connection)
            if self.is_sqlite and (loose := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
                raise UnusableStoreError(
                    f"the database {self.name} has rows in {loose[0]} that point to missing rows",
                    "restore a backup with `kilas db restore FILE --replace`",
                )
            return result

        return self._patiently(lambda: self._within(altered, writes=True, rebuilds=True))

    def compact(self) -> None:
        """Returns the space of deleted rows to the disk, if there is room for a copy. PostgreSQL does so by itself."""
        if not self.is_sqlite:
            return
        with self.engine.connect().execution_options(**{_BEGINS: ""}) as connection:
            connection.exec_driver_sql("PRAGMA temp_store = FILE")  # the copy may be larger than the memory
            try:
                connection.exec_driver_sql("VACUUM")
            except DBAPIError as error:
                _log.warning("the database %s keeps its size: %s", self.name, error.orig)
            connection.detach()

    def keep(self, do: Callable[[Connection], bool]) -> bool:
        """Runs `do` on a connection that stays open until `close` if `do` returns True; for session locks."""

        def attempt() -> bool:
            connection = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            is_kept = False
            try:
                is_kept = do(connection)
            finally:
                if not is_kept:
                    connection.close()
            if is_kept:
                self._kept.append(connection)
            return is_kept

        return self._patiently(attempt)

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """INSERT with support for conflict clauses (`on_conflict_…`)."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    def close(self) -> None:
        for connection in self._kept:
            connection.close()
        self._kept.clear()
        while self._idle:
            self._idle.pop().close()
        self.engine.dispose()

    def _within(self, do: Callable[[Connection], _T], *, writes: bool, rebuilds: bool = False) -> _T:
        # SQLite has one writer. Ours queue here, where a waiting thread is woken, rather than at its lock,
        # which must be polled.
        turn = self._writer if self.is_sqlite and writes else nullcontext()
        with turn, (self._writing if writes else self._reading).connect() as connection:
            if rebuilds and self.is_sqlite:
                # With foreign keys on, dropping the old copy of a table would delete the rows that reference
                # it. The switch works only outside transactions, and the connection is not reused.
                connection.connection.cursor().execute("PRAGMA foreign_keys = OFF").close()
                connection.detach()
            with connection.begin():
                return do(connection)

    def _patiently(self, attempt: Callable[[], _T]) -> _T:
        end, pause_s, was_stale = time.monotonic() + self.patience_s, 0.02, False
        while True:
            try:
                return attempt()
            except (SQLAlchemyError, OSError) as error:
                if not was_stale and getattr(error, "connection_invalidated", False):
                    was_stale = True  # from before a server restart; the pool has now dropped all such
                    continue
                fault, passes = self._explained(error)
                if fault is None:
                    raise
                if not passes or time.monotonic() + pause_s > end:
                    raise fault from error
            # random pause, so that callers that failed together do not retry together
            time.sleep(pause_s * random.uniform(0.5, 1))  # noqa: S311
            pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)

    def _explained(self, error: Exception) -> tuple[StoreError | None, bool]:
        """Translates `error`, and tells if it is temporary. None for a bug of ours."""
        if isinstance(error, PoolTimeout):
            return self._fault(
                "has no free connection", "start fewer workers, or wait until the load is lower"
            ), True
        if isinstance(error, OSError):
            return self._fault(
                f"cannot be used: {error.strerror or error}",
                "make sure the disk is writable and has free space",
            ), False
        if not isinstance(error, DBAPIError):
            return None, False
        return (_sqlite_fault if self.is_sqlite else _postgresql_fault)(self, error)

    def _fault(self, problem: str, mend: str) -> StoreError:
        return StoreError(f"the database {self.name} {problem}", mend)


def _understood(url: str | URL) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise _unknown("the database address cannot be read") from None  # the cause may hold the password
    if parsed.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in ("sqlite", "sqlite+pysqlite") and parsed.database not in (None, "", ":memory:"):
        return parsed
    raise _unknown(f"the database address starts with {parsed.drivername!r}, which Kilas does not support")


def _unknown(problem: str) -> StoreError:
    return StoreError(
        problem,
        "set KILAS_DATABASE_URL to postgresql+psycopg://USER:PASSWORD@HOST/NAME, or leave it empty for SQLite",
    )


def _sqlite(url: URL, patience_s: float) -> Engine:
    engine = create_engine(
        url,
        connect_args={
            "timeout": min(_BUSY_S, patience_s),
            "check_same_thread": False,
            "isolation_level": None,
        },
        poolclass=QueuePool,
        pool_size=5,
        max_overflow=35,
        pool_use_lifo=True,  # the most recently used connection has warm pages and statements
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:  # noqa: ARG001
        for pragma in (
            "journal_mode = WAL",  # readers never wait for the writer
            # Each commit reaches the disk before it counts. NORMAL would survive kill -9 too, but after a power
            # cut the job log could say "done" for an article that is lost (docs/decisions/0010-store.md).
            "synchronous = FULL",
            "foreign_keys = ON",
            "cache_size = -4000",
            "journal_size_limit = 67108864",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A transaction that reads first and writes later could be overtaken by another writer; so writers lock
        # at BEGIN.
        if begins := connection.get_execution_options().get(_BEGINS, "BEGIN"):
            connection.exec_driver_sql(begins)

    return engine


def _postgresql(url: URL) -> Engine:
    return create_engine(
        url,
        connect_args={
            "connect_timeout": 5,
            "application_name": "kilas",
            "tcp_user_timeout": 30_000,  # notices a server that dropped off the network
            "keepalives_idle": 30,
        },
        # Few, with no overflow: opening a connection for one query costs the server more than the query. No
        # check before use, since that is another round trip: `_patiently` retries when a connection turns out
        # stale.
        pool_size=MOST_CONNECTIONS,
        max_overflow=0,
    )


_SQLITE_PASSES = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")
_SQLITE_FAULTS = {
    "SQLITE_FULL": ("cannot grow: the disk is full", "free some space on its disk"),
    "SQLITE_CANTOPEN": ("cannot be opened", "make sure its folder exists and is writable"),
    "SQLITE_READONLY": ("is not writable", "give your user write permission for the file and its folder"),
    "SQLITE_PERM": ("cannot be opened by this user", "give your user read and write permission"),
    "SQLITE_IOERR": (
        "cannot be read or written: disk error",
        "make sure the disk is healthy and has free space",
    ),
}
_SQLITE_UNUSABLE = {"SQLITE_NOTADB": "is not a SQLite database", "SQLITE_CORRUPT": "is damaged"}


def _sqlite_fault(database: Database, error: DBAPIError) -> tuple[StoreError | None, bool]:
    code: str = getattr(error.orig, "sqlite_errorname", "")
    if code.startswith(_SQLITE_PASSES):
        return database._fault(
            f"is locked by another program for more than {database.patience_s:g} s",
            "close that program and try again",
        ), True
    for start, (problem, mend) in _SQLITE_FAULTS.items():
        if code.startswith(start):
            return database._fault(problem, mend), False
    for start, problem in _SQLITE_UNUSABLE.items():
        if code.startswith(start):
            mend = "restore a backup with `kilas db restore FILE --replace`, or move the file away to start again"
            return UnusableStoreError(f"the database {database.name} {problem}", mend), False
    return None, False


# Classes and codes of SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL_PASSES = ("08", "57P01", "57P02", "57P03", "57P05", "53300", "40001", "40P01", "55P03")
_POSTGRESQL_FAULTS = {
    "28": ("refuses the user name or password", "correct KILAS_DATABASE_URL"),
    "3D": ("does not exist", "create it with `createdb`, or correct KILAS_DATABASE_URL"),
    "42501": ("denies this action to its user", "make the user the owner of the database"),
    "53100": ("cannot grow: its disk is full", "free some space on the server's disk"),
    "53": ("has run out of memory or connections", "start fewer workers, or raise the limits of the server"),
    "25006": ("is read-only", "point KILAS_DATABASE_URL at the primary server"),
    "58": ("reports a disk error", "see the server's log"),
    "XX": ("is damaged", "see the server's log, or restore a backup with `kilas db restore FILE --replace`"),
}


def _postgresql_fault(database: Database, error: DBAPIError) -> tuple[StoreError | None, bool]:
    from psycopg import OperationalError

    state: str = getattr(error.orig, "sqlstate", None) or _state_by_message(str(error.orig))
    gone = (isinstance(error.orig, OperationalError) and not state) or error.connection_invalidated
    if gone or state.startswith(_POSTGRESQL_PASSES):
        return database._fault(
            "does not answer", "check that the server is running and that KILAS_DATABASE_URL is correct"
        ), True
    for start, (problem, mend) in _POSTGRESQL_FAULTS.items():
        if state.startswith(start):
            return database._fault(problem, mend), False
    return None, False


def _state_by_message(message: str) -> str:
    """SQLSTATE of a connection that failed to open, or broke: it has no code, but its message gives the reason."""
    return next((code for words, code in _BY_MESSAGE.items() if words in message), "")


_BY_MESSAGE = {
    "password authentication failed": "28P01",
    "no pg_hba.conf entry": "28000",
    "no password supplied": "28P01",
    'role "': "28000",
    'database "': "3D000",
}


def sqlite_path(url: URL) -> Path:
    """File of a SQLite address."""
    return Path(str(url.database))
