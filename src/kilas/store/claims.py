"""Claims on shared work: which worker holds what. A claim ends early when its worker is known to be gone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, update

from kilas.store.announcing import release_announcement
from kilas.store.tables import feeds, subscriptions
from kilas.store.transactions import Database


def release_claims(database: Database, connection: Connection, executor_id: str | None, now: datetime) -> int:
    """Ends the claims of one worker, or of all if `executor_id` is None; returns the number of claims.

    Feeds are free again. Requests to hubs that were claimed and not sent are due at once.
    """
    free: dict[str, Any] = {"claimed_until": None, "claimed_by": None}
    unsent: dict[str, Any] = {"claimed_by": None, "ask_next": now}
    # A claim of an earlier schema names nobody.
    held = feeds.c.claimed_until.is_not(None) if executor_id is None else _is_of(feeds, executor_id)
    ended = connection.execute(update(feeds).where(held).values(free)).rowcount
    asked = update(subscriptions).where(_is_of(subscriptions, executor_id))
    ended += connection.execute(asked.values(unsent)).rowcount
    return ended + release_announcement(database, connection, executor_id, now)


def _is_of(table: Table, executor_id: str | None) -> ColumnElement[bool]:
    by = table.c.claimed_by
    return by.is_not(None) if executor_id is None else by == executor_id
