"""One count of everything that readers could see change: what caches ask first."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from kilas.store.engine import Database
from kilas.store.tables import facts, instant, microseconds

_NAME = "change"


def note_change(database: Database, connection: Connection, now: datetime) -> None:
    """Count one more change. Called last in a transaction: until it ends, others wait for this row."""
    connection.execute(
        database.insert(facts).values(name=_NAME, value=str(microseconds(now))).on_conflict_do_nothing()
    )
    before = connection.scalar(select(facts.c.value).where(facts.c.name == _NAME).with_for_update())
    # Later than any before, also when the clock is not
    moved = max(now, instant(int(before or 0)) + timedelta(microseconds=1))
    connection.execute(update(facts).where(facts.c.name == _NAME).values(value=str(microseconds(moved))))


def last_change(connection: Connection) -> datetime | None:
    value = connection.scalar(select(facts.c.value).where(facts.c.name == _NAME))
    return None if value is None else instant(int(value))
