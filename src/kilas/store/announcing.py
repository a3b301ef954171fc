"""The last change announced to the hub of our own feeds; lets exactly one of several workers announce each change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from kilas.store.changes import last_change
from kilas.store.tables import SKEW, facts, instant, microseconds
from kilas.store.transactions import Database

_NAME = "hub-told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A change to announce to a hub. The worker that holds this value has claimed it."""

    hub: str
    change: datetime
    failures: int = 0  # attempts that failed so far


class Announcements:
    """The announcement record of one database (a single row)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, hub: str, now: datetime, lease_s: float, by: str | None = None) -> Announcement | None:
        """Claims the latest change for `lease_s` if it is not yet announced to `hub` and is due; else None.

        `by` is the worker's name: if that worker ends, so does its claim.
        """

        def do(connection: Connection) -> Announcement | None:
            found = _due(connection, hub, now, locked=True)
            if found is not None:
                until = now + timedelta(seconds=lease_s)
                _keep(self._database, connection, found, until, is_told=False, by=by)
            return found

        # Polled every few seconds: check with a read first, so that idle polls do not write.
        return self._database.write(do) if self._database.read(lambda c: _due(c, hub, now)) else None

    def told(self, told: Announcement, again: datetime) -> None:
        """Records success; the next announcement is due no sooner than `again`."""
        self._database.write(lambda c: _keep(self._database, c, told, again, is_told=True))

    def failed(self, told: Announcement, again: datetime) -> None:
        """Records a failure; the next attempt is due at `again`."""
        self._database.write(lambda c: _keep(self._database, c, told, again, is_told=False))


def release_announcement(
    database: Database, connection: Connection, executor_id: str | None, now: datetime
) -> int:
    """Ends the claim of one worker, or of any if `executor_id` is None; returns the number of claims."""
    row = _kept(connection, locked=True)
    by = row.get("by")
    if by is None or executor_id not in (None, by):
        return 0
    free = {"again": microseconds(now), "failures": max(0, row["failures"] - 1), "by": None}
    _save(database, connection, {**row, **free})
    return 1


def _due(connection: Connection, hub: str, now: datetime, *, locked: bool = False) -> Announcement | None:
    row = _kept(connection, locked=locked)
    known = row if row.get("hub") == hub else {}
    change = last_change(connection)
    if change is None or microseconds(change) <= known.get("told", -1):
        return None
    waits = instant(known.get("again", 0)) - now
    # A time more than a day ahead was written before the clock was set back: ignore it.
    if timedelta(0) < waits < timedelta(days=1) + SKEW:
        return None
    return Announcement(hub=hub, change=change, failures=known.get("failures", 0))


def _keep(
    database: Database,
    connection: Connection,
    one: Announcement,
    again: datetime,
    *,
    is_told: bool,
    by: str | None = None,
) -> None:
    before = _kept(connection)
    told = before.get("told", -1) if before.get("hub") == one.hub else -1
    kept = {
        "hub": one.hub,
        "told": microseconds(one.change) if is_told else told,
        "again": microseconds(again),
        "failures": 0 if is_told else one.failures + 1,
        "by": by,
    }
    _save(database, connection, kept)


def _kept(connection: Connection, *, locked: bool = False) -> dict[str, Any]:
    query = select(facts.c.value).where(facts.c.name == _NAME)
    kept: dict[str, Any] = json.loads(connection.scalar(query.with_for_update() if locked else query) or "{}")
    return kept


def _save(database: Database, connection: Connection, kept: dict[str, Any]) -> None:
    value = json.dumps(kept)
    row = database.insert(facts).values(name=_NAME, value=value)
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
