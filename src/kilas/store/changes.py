"""One count of everything that readers could see change: what caches ask first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Connection, Text, case, cast, select

from kilas.store.engine import Database
from kilas.store.tables import facts, instant, microseconds

_NAME = "change"


def note_change(database: Database, connection: Connection, now: datetime) -> None:
    """Count one more change. Called last in a transaction: until it ends, others wait for this row."""
    at = microseconds(now)
    following = cast(facts.c.value, BigInteger) + 1  # later than any before, also when the clock is not
    moved = cast(case((following > at, following), else_=at), Text)
    row = database.insert(facts).values(name=_NAME, value=str(at))
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": moved}))


def last_change(connection: Connection) -> datetime | None:
    value = connection.scalar(select(facts.c.value).where(facts.c.name == _NAME))
    return None if value is None else instant(int(value))
