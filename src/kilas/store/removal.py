"""Deletes a feed's data; promotes a copy in place of each deleted item."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from kilas.store.changes import note_change
from kilas.store.indexing import unindex_items
from kilas.store.items import recount, tell_entries, unfold
from kilas.store.model_ledger import forget_subjects
from kilas.store.saved_entries import reopen
from kilas.store.tables import articles, brief_sources, briefs, entries, feeds, items, near_bands
from kilas.store.transactions import Database


def purge_feed(database: Database, connection: Connection, feed_id: str, now: datetime) -> None:
    """Deletes the feed with its entries, articles, briefs and items, and other feeds' items that cite its articles.

    Takedowns stay on record. If another feed has an entry for a deleted item, the entry is re-queued.
    """
    mine = select(articles.c.id).where(articles.c.feed_id == feed_id)
    resting = select(brief_sources.c.item_id).where(brief_sources.c.article_id.in_(mine))
    gone = select(items.c.id).where((items.c.feed_id == feed_id) | items.c.id.in_(resting))
    read = select(entries.c.article_id).where(entries.c.feed_id == feed_id, entries.c.article_id.is_not(None))
    brought = entries.c.article_id.in_(mine.union(gone))
    forget_subjects(connection, mine.union(resting, gone, read))
    reopen(database, connection, brought & (entries.c.feed_id != feed_id), now)
    # taken-down articles still have briefs, but no item
    briefed = {*connection.scalars(mine), *connection.scalars(resting), *connection.scalars(gone)}
    for item_id in list(connection.scalars(gone)):
        drop_item(database, connection, item_id)
    _drop_briefs(connection, briefed)
    connection.execute(delete(near_bands).where(near_bands.c.article_id.in_(mine)))
    connection.execute(delete(articles).where(articles.c.feed_id == feed_id))
    connection.execute(delete(entries).where(entries.c.feed_id == feed_id))
    connection.execute(delete(feeds).where(feeds.c.id == feed_id))
    note_change(database, connection, now)


def _drop_briefs(connection: Connection, item_ids: Collection[str]) -> None:
    for table in (brief_sources, briefs):
        if item_ids:
            one = delete(table).where(table.c.item_id == bindparam("item"))
            connection.execute(one, [{"item": item_id} for item_id in item_ids])


def drop_item(database: Database, connection: Connection, item_id: str) -> None:
    """Deletes the item. Its earliest copy takes its place, with the other copies folded under it."""
    row = connection.execute(
        select(items.c.number, items.c.folded_under).where(items.c.id == item_id)
    ).first()
    if row is None:
        return
    unindex_items(connection, [row.number])
    connection.execute(delete(items).where(items.c.number == row.number))
    if row.folded_under is not None:
        recount(connection, row.folded_under)
    copies = select(items.c.id).where(items.c.folded_under == item_id)
    if heir := connection.scalar(copies.order_by(items.c.published, items.c.id).limit(1)):
        unfold(database, connection, heir)
        connection.execute(update(items).where(items.c.folded_under == item_id).values(folded_under=heir))
        recount(connection, heir)
        tell_entries(connection, heir)
