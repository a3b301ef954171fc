"""Feed entries and the outcome of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, select, update

from kilas.core.entry import Entry
from kilas.store.changes import last_reopening, note_reopening
from kilas.store.records import EntryState, StoredEntry
from kilas.store.tables import entries
from kilas.store.transactions import Database
from kilas.store.values import columns, from_json, named

_CHUNK = 500


class Entries:
    """The entries of one database. `Feeds.save_poll` adds them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, entry_id: str) -> StoredEntry | None:
        found = self._all(select(entries).where(entries.c.id == entry_id))
        return found[0] if found else None

    def get_all(self, ids: Sequence[str]) -> tuple[StoredEntry, ...]:
        """The known entries among `ids`, in the order of `ids`."""
        found: dict[str, StoredEntry] = {}
        for start in range(0, len(ids), _CHUNK):
            some = self._all(select(entries).where(entries.c.id.in_(ids[start : start + _CHUNK])))
            found |= {stored.id: stored for stored in some}
        return tuple(found[one] for one in ids if one in found)

    def settle(
        self,
        entry_id: str,
        state: EntryState,
        *,
        reason: str | None = None,
        detail: str | None = None,
        article_id: str | None = None,
        changed: datetime | None = None,
        now: datetime,  # noqa: ARG002  # every write takes the time
    ) -> bool:
        """Records the state of the entry. True if it was recorded.

        With `changed` (the version that was worked on), records nothing if the feed has changed the entry
        since, even if the content is the same again: the newer version then stays queued.
        """
        change = update(entries).where(entries.c.id == entry_id)
        if changed is not None:
            change = change.where(entries.c.changed == changed)
        values = {"state": state, "reason": reason, "detail": detail}
        if article_id is not None:
            values["article_id"] = article_id

        def do(connection: Connection) -> bool:
            return bool(connection.execute(change.values(columns(values))).rowcount)

        return self._database.write(do)

    def waiting(self, limit: int) -> tuple[StoredEntry, ...]:
        """Unprocessed entries, longest waiting first."""
        query = select(entries).where(entries.c.state == "new").order_by(entries.c.seen, entries.c.id)
        return self._all(query.limit(limit))

    def last_reopening(self) -> datetime | None:
        """Time of the last `reopen`; None if there was none."""
        return self._database.query(last_reopening)

    def of_feed(self, feed_id: str, limit: int | None = None) -> tuple[StoredEntry, ...]:
        """Entries of the feed, latest seen first."""
        query = select(entries).where(entries.c.feed_id == feed_id)
        return self._all(query.order_by(entries.c.seen.desc(), entries.c.id.desc()).limit(limit))

    def _all(self, query: Select[tuple[object, ...]]) -> tuple[StoredEntry, ...]:
        return tuple(map(_stored, self._database.query(lambda c: _rows(c, query))))


def reopen(database: Database, connection: Connection, which: ColumnElement[bool], now: datetime) -> None:
    """Puts entries back into the queue, like new ones; a service notices by `last_reopening`."""
    change = update(entries).where(which, entries.c.state != "new")
    if connection.execute(change.values(state="new", reason=None, detail=None, changed=now)).rowcount:
        note_reopening(database, connection, now)


def _rows(connection: Connection, query: Select[tuple[object, ...]]) -> Sequence[RowMapping]:
    return connection.execute(query).mappings().all()


def _stored(row: RowMapping) -> StoredEntry:
    return named(StoredEntry, row, entry=from_json(Entry, row["body"]))
