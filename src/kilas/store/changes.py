"""Counts that others ask for first: of everything readers could see change, and of entries put back to wait."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Connection, Text, case, cast, select

from kilas.store.tables import facts, instant, microseconds
from kilas.store.transactions import Database

_CHANGE, _REOPENING = "change", "reopening"


def note_change(database: Database, connection: Connection, now: datetime) -> None:
    """Count one more change. Called last in a transaction: until it ends, others wait for this row."""
    _note(database, connection, _CHANGE, now)


def last_change(connection: Connection) -> datetime | None:
    return _last(connection, _CHANGE)


def note_reopening(database: Database, connection: Connection, now: datetime) -> None:
    """Count that entries wait again which no poll has brought: services take them up when this count moves."""
    _note(database, connection, _REOPENING, now)


def last_reopening(connection: Connection) -> datetime | None:
    return _last(connection, _REOPENING)


def note_all(database: Database, connection: Connection) -> None:
    """Move the counts that a joined transaction noted, once each."""
    for name, now in sorted((database.noted or {}).items()):
        _move(database, connection, name, now)


def _note(database: Database, connection: Connection, name: str, now: datetime) -> None:
    if database.noted is None:
        _move(database, connection, name, now)
    else:  # kept for the end: others wait for this row, and it would wait for theirs
        database.noted[name] = max(now, database.noted.get(name, now))


def _move(database: Database, connection: Connection, name: str, now: datetime) -> None:
    at = microseconds(now)
    following = cast(facts.c.value, BigInteger) + 1  # later than any before, also when the clock is not
    moved = cast(case((following > at, following), else_=at), Text)
    row = database.insert(facts).values(name=name, value=str(at))
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": moved}))


def _last(connection: Connection, name: str) -> datetime | None:
    value = connection.scalar(select(facts.c.value).where(facts.c.name == name))
    return None if value is None else instant(int(value))
