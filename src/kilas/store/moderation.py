"""Takedowns by the owner and corrections from readers."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, delete, exists, func, or_, select, update

from kilas.store.changes import note_change
from kilas.store.indexing import unindex_items
from kilas.store.items import recount
from kilas.store.model_ledger import forget_subjects
from kilas.store.records import Correction, Takedown, TooMany
from kilas.store.tables import corrections, entries, facts, instant, items, microseconds, takedowns, visits
from kilas.store.transactions import Database
from kilas.store.values import columns, named, storable

_PAGE = re.compile(r"/b/([0-9A-Za-z]+)(?:-[^/?#]*)?/?(?:[?#].*)?$")
_SALT = "visit-salt"
_DAY = timedelta(days=1)


class Moderation:
    """Takedowns and corrections of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take_down(self, url_or_id: str, reason: str, now: datetime) -> Takedown | None:
        """Removes an item from every page for good. Name it by its page, its original's address or its id.

        Its text and briefs stay in the store, unpublished, as a record; `remove --purge` of the feed
        deletes them. Replies of language models about it are deleted. Copies folded under it stay folded. None if
        there is no such item. An item that was taken down before keeps its record; if it is published all the same,
        it is removed again.
        """
        page = _PAGE.search(url_or_id)
        named_by = [takedowns.c.item_id == url_or_id, takedowns.c.url == url_or_id]
        meant = [items.c.id == url_or_id, items.c.url == url_or_id]
        if page:
            named_by.append(takedowns.c.item_id == page[1])
            meant.append(items.c.id == page[1])

        def do(connection: Connection) -> Takedown | None:
            found = connection.execute(select(takedowns).where(or_(*named_by))).mappings().first()
            known = None if found is None else named(Takedown, found)
            mine = or_(*meant) if known is None else items.c.id == known.item_id
            row = connection.execute(select(items).where(mine).with_for_update()).mappings().first()
            if row is None:
                return known
            down = known or Takedown(item_id=row["id"], url=row["url"], at=now, reason=storable(reason))
            values = {"item_id": down.item_id, "url": down.url, "at": down.at, "reason": down.reason}
            connection.execute(self._database.insert(takedowns).values(values).on_conflict_do_nothing())
            _withdraw(connection, row)
            note_change(self._database, connection, now)
            return down

        return self._database.write(do)

    def takedown(self, item_id: str) -> Takedown | None:
        """The takedown of the item, with its reason; None if it was not taken down."""
        query = select(takedowns).where(takedowns.c.item_id == item_id)
        row = self._database.query(lambda c: c.execute(query).mappings().first())
        return None if row is None else named(Takedown, row)

    def takedowns(self) -> tuple[Takedown, ...]:
        """All takedowns, latest first."""
        query = select(takedowns).order_by(takedowns.c.at.desc(), takedowns.c.item_id)
        rows = self._database.query(lambda c: c.execute(query).mappings().all())
        return tuple(named(Takedown, row) for row in rows)

    def add_correction(
        self,
        message: str,
        *,
        item_id: str | None = None,
        contact: str | None = None,
        address: str,
        now: datetime,
        most: int = 5,
        within: timedelta = timedelta(hours=1),
    ) -> Correction | TooMany:
        """Saves a reader's message, unless `address` has sent `most` within `within` (at most a day).

        Of the address only a hash is kept; its salt changes every day and the hash is deleted after a day.
        """

        def do(connection: Connection) -> Correction | TooMany:
            visitor = _visitor(self._database, connection, address, now)
            # times in the future are from before the clock was set back
            connection.execute(delete(visits).where(or_(visits.c.at <= now - _DAY, visits.c.at > now + _DAY)))
            recent = visits.c.visitor == visitor, visits.c.at > now - within
            count, first = connection.execute(
                select(func.count(), func.min(visits.c.at)).where(*recent)
            ).one()
            if count >= most:
                return TooMany(retry_after_s=max(1.0, (first + within - now).total_seconds()))
            known = connection.scalar(select(exists().where(items.c.id == item_id)))
            id_ = secrets.token_hex(8)
            connection.execute(self._database.insert(visits).values(id=id_, visitor=visitor, at=now))
            row = columns(
                {
                    "id": id_,
                    "at": now,
                    "item_id": item_id if known else None,
                    "message": message,
                    "contact": contact,
                    "is_done": False,
                }
            )
            connection.execute(self._database.insert(corrections).values(row))
            return Correction(**row)

        return self._database.write(do)

    def corrections(self, *, with_done: bool = False) -> tuple[Correction, ...]:
        """Open corrections, oldest first; `with_done` includes those dealt with."""
        query = select(corrections).order_by(corrections.c.at, corrections.c.id)
        if not with_done:
            query = query.where(corrections.c.is_done.is_(False))
        rows = self._database.query(lambda c: c.execute(query).mappings().all())
        return tuple(named(Correction, row) for row in rows)

    def close_correction(self, correction_id: str) -> bool:
        """Marks a correction as dealt with. True if it exists."""
        change = update(corrections).where(corrections.c.id == correction_id).values(is_done=True)
        return bool(self._database.write(lambda c: c.execute(change).rowcount))


def _withdraw(connection: Connection, row: RowMapping) -> None:
    """Removes a published item, and tells the entries that brought it."""
    unindex_items(connection, [row["number"]])
    forget_subjects(connection, [row["id"]])
    connection.execute(delete(items).where(items.c.number == row["number"]))
    if row["folded_under"] is not None:
        recount(connection, row["folded_under"])
    brought = update(entries).where(entries.c.article_id == row["id"], entries.c.state != "new")
    connection.execute(brought.values(state="refused", reason="taken_down", detail="it is not published"))


def _visitor(database: Database, connection: Connection, address: str, now: datetime) -> str:
    """Salted hash of `address`: stable for a day, and not traceable to the address."""
    kept = connection.scalar(select(facts.c.value).where(facts.c.name == _SALT).with_for_update())
    made, _, salt = (kept or "0:").partition(":")
    if not kept or abs(now - instant(int(made))) > _DAY:
        salt = secrets.token_hex(16)
        value = f"{microseconds(now)}:{salt}"
        row = database.insert(facts).values(name=_SALT, value=value)
        connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
        connection.execute(delete(visits))
    return hashlib.sha256(f"{salt}\0{address}".encode("utf-8", "replace")).hexdigest()
