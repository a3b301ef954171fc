"""Two change counters: visible content, and entries put back in the queue."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Connection, Text, case, cast, select

from kilas.store.tables import facts, instant, microseconds
from kilas.store.transactions import Database

_CHANGE, _REOPENING = "change", "reopening"


def note_change(database: Database, connection: Connection, now: datetime) -> None:
    """Counts one change of visible content. Call it last in a transaction: it locks a row that others wait for."""
    _note(database, connection, _CHANGE, now)


def last_change(connection: Connection) -> datetime | None:
    return _last(connection, _CHANGE)


def note_reopening(database: Database, connection: Connection, now: datetime) -> None:
    """Counts a re-queueing of entries without a poll. Services take the entries up when this counter moves."""
    _note(database, connection, _REOPENING, now)


def last_reopening(connection: Connection) -> datetime | None:
    return _last(connection, _REOPENING)


def note_all(database: Database, connection: Connection) -> None:
    """Moves, once each, the counters that a joined transaction noted."""
    for name, now in sorted((database.noted or {}).items()):
        _move(database, connection, name, now)


def _note(database: Database, connection: Connection, name: str, now: datetime) -> None:
    if database.noted is None:
        _move(database, connection, name, now)
    else:  # moved at the end of the transaction: locking the counter's row earlier could deadlock
        database.noted[name] = max(now, database.noted.get(name, now))


def _move(database: Database, connection: Connection, name: str, now: datetime) -> None:
    at = microseconds(now)
    following = cast(facts.c.value, BigInteger) + 1  # increases always, even when the clock does not
    moved = cast(case((following > at, following), else_=at), Text)
    row = database.insert(facts).values(name=name, value=str(at))
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": moved}))


def _last(connection: Connection, name: str) -> datetime | None:
    value = connection.scalar(select(facts.c.value).where(facts.c.name == name))
    return None if value is None else instant(int(value))
