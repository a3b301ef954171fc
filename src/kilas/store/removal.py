"""How what a feed brought leaves the store, and who takes the place of what leaves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from kilas.store.changes import note_change
from kilas.store.engine import Database
from kilas.store.entries import reopen
from kilas.store.indexing import unindex_items
from kilas.store.items import recount, tell_entries, unfold
from kilas.store.tables import articles, briefs, entries, feeds, items, near_bands


def purge_feed(database: Database, connection: Connection, feed_id: str, now: datetime) -> None:
    """Drop the feed with its entries, articles, briefs and items. What was taken down stays named as such."""
    mine = select(articles.c.id).where(articles.c.feed_id == feed_id)
    # Another feed that brought one of these articles, or the headline of one, brings it anew, now under its own name.
    brought = entries.c.article_id.in_(mine.union(select(items.c.id).where(items.c.feed_id == feed_id)))
    reopen(database, connection, brought & (entries.c.feed_id != feed_id), now)
    for item_id in list(connection.scalars(select(items.c.id).where(items.c.feed_id == feed_id))):
        drop_item(database, connection, item_id)
    connection.execute(delete(near_bands).where(near_bands.c.article_id.in_(mine)))
    connection.execute(delete(briefs).where(briefs.c.article_id.in_(mine)))
    connection.execute(delete(articles).where(articles.c.feed_id == feed_id))
    connection.execute(delete(entries).where(entries.c.feed_id == feed_id))
    connection.execute(delete(feeds).where(feeds.c.id == feed_id))
    note_change(database, connection, now)


def drop_item(database: Database, connection: Connection, item_id: str) -> None:
    """Drop the item; the earliest of its copies takes its place over the others."""
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
