"""How what a feed brought leaves the store, and who takes the place of what leaves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, tuple_, update

from kilas.store.changes import note_change
from kilas.store.engine import Database
from kilas.store.entries import reopen
from kilas.store.indexing import unindex_items
from kilas.store.items import recount, tell_entries, unfold
from kilas.store.tables import articles, brief_sources, briefs, entries, feeds, items, near_bands


def purge_feed(database: Database, connection: Connection, feed_id: str, now: datetime) -> None:
    """Drop the feed with its entries, articles, briefs and items. What was taken down stays named as such."""
    mine = select(articles.c.id).where(articles.c.feed_id == feed_id)
    # Another feed that brought one of these articles, or the headline of one, brings it anew, now under its own name.
    brought = entries.c.article_id.in_(mine.union(select(items.c.id).where(items.c.feed_id == feed_id)))
    reopen(database, connection, brought & (entries.c.feed_id != feed_id), now)
    _drop_briefs(database, connection, feed_id)
    connection.execute(delete(near_bands).where(near_bands.c.article_id.in_(mine)))
    connection.execute(delete(articles).where(articles.c.feed_id == feed_id))
    connection.execute(delete(entries).where(entries.c.feed_id == feed_id))
    connection.execute(delete(feeds).where(feeds.c.id == feed_id))
    note_change(database, connection, now)


def _drop_briefs(database: Database, connection: Connection, feed_id: str) -> None:
    """Drop the feed's items, and every brief that rests on one of its articles with the item that shows it."""
    mine = select(articles.c.id).where(articles.c.feed_id == feed_id)
    resting = select(brief_sources.c.item_id, brief_sources.c.brief_revision).where(
        brief_sources.c.article_id.in_(mine)
    )
    is_resting = tuple_(briefs.c.item_id, briefs.c.revision).in_(resting)
    showing = select(items.c.id).where(
        (items.c.feed_id == feed_id) | tuple_(items.c.id, items.c.brief_revision).in_(resting)
    )
    for item_id in list(connection.scalars(showing)):
        drop_item(database, connection, item_id)
    gone = [
        {"item": item_id, "named": revision}
        for item_id, revision in connection.execute(
            select(briefs.c.item_id, briefs.c.revision).where(is_resting)
        )
    ]
    for table, named in ((brief_sources, brief_sources.c.brief_revision), (briefs, briefs.c.revision)):
        if gone:
            one = delete(table).where(table.c.item_id == bindparam("item"), named == bindparam("named"))
            connection.execute(one, gone)


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
