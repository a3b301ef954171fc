"""The audience of an installation, and how far its items have been adapted to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from kilas.core.audience import Audience, ResolvedAudience
from kilas.store.changes import note_change
from kilas.store.tables import SKEW, facts, instant, microseconds
from kilas.store.transactions import Database

_NAME, _ADAPTED = "audience", "audience-adapted"


@dataclass(frozen=True, slots=True)
class AdaptingClaim:
    """A claim on the items after `number`, which are to be adapted to `audience`."""

    audience: Audience
    number: int


class Audiences:
    """The audience kept in one database. None is kept until a command records one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def kept(self) -> ResolvedAudience | None:
        """The audience on record, with the reason that the command which recorded it had."""
        return self._database.query(_kept)

    def now(self) -> Audience:
        """The audience that briefs are written for; "public" if none is on record."""
        kept = self.kept()
        return kept.audience if kept else "public"

    def keep(self, resolved: ResolvedAudience, now: datetime) -> bool:
        """Records the audience; True if it is another one than before. The items are then due for adapting.

        Writes nothing if it is on record already.
        """

        def do(connection: Connection) -> bool:
            before = _kept(connection, locked=True)
            if before == resolved:
                return False
            value = {"audience": resolved.audience, "reason": resolved.reason}
            _save(self._database, connection, _NAME, value)
            if before is not None and before.audience == resolved.audience:
                return False
            _save(self._database, connection, _ADAPTED, {"number": 0})
            note_change(self._database, connection, now)
            return True

        return self.kept() != resolved and self._database.write(do)

    def claim(self, now: datetime, lease_s: float) -> AdaptingClaim | None:
        """Claims the next items to adapt for `lease_s`; None if all are adapted, or another worker has the claim."""

        def due(connection: Connection, *, locked: bool = False) -> AdaptingClaim | None:
            row, kept = _read(connection, _ADAPTED, locked=locked), _kept(connection)
            if kept is None or row is None or row["number"] is None:
                return None
            waits = instant(row.get("until", 0)) - now
            # A lease longer than that was given before the clock was set back.
            if timedelta(0) < waits < timedelta(seconds=lease_s) + SKEW:
                return None
            return AdaptingClaim(kept.audience, row["number"])

        def do(connection: Connection) -> AdaptingClaim | None:
            found = due(connection, locked=True)
            if found is not None:
                until = microseconds(now + timedelta(seconds=lease_s))
                _save(self._database, connection, _ADAPTED, {"number": found.number, "until": until})
            return found

        # Polled every few seconds: check with a read first, so that idle polls do not write.
        return self._database.write(do) if self._database.read(due) else None

    def adapted(self, claim: AdaptingClaim, number: int | None) -> None:
        """Records that the items up to `number` are adapted, all of them for None; nothing if the audience changed since."""

        def do(connection: Connection) -> None:
            row, kept = _read(connection, _ADAPTED, locked=True), _kept(connection)
            if row and kept and (kept.audience, row["number"]) == (claim.audience, claim.number):
                _save(self._database, connection, _ADAPTED, {"number": number})

        self._database.write(do)


def _kept(connection: Connection, *, locked: bool = False) -> ResolvedAudience | None:
    row = _read(connection, _NAME, locked=locked)
    return ResolvedAudience(row["audience"], row["reason"]) if row else None


def _read(connection: Connection, name: str, *, locked: bool = False) -> dict[str, Any] | None:
    query = select(facts.c.value).where(facts.c.name == name)
    value = connection.scalar(query.with_for_update() if locked else query)
    found: dict[str, Any] | None = json.loads(value) if value else None
    return found


def _save(database: Database, connection: Connection, name: str, kept: dict[str, Any]) -> None:
    value = json.dumps(kept)
    row = database.insert(facts).values(name=name, value=value)
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
