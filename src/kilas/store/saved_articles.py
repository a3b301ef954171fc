"""Article texts, by revision."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, case, exists, select, update

from kilas.core.article import Article
from kilas.store.tables import articles, feeds
from kilas.store.transactions import Database
from kilas.store.values import from_json, to_json


class Articles:
    """The articles of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, article: Article, feed_id: str, now: datetime) -> bool:
        """Saves `article` as the current revision of its id. False if its feed has been purged meanwhile.

        The text of a revision never changes; its metadata (title, rights, …) is updated to the last
        reading.
        """

        def do(connection: Connection) -> bool:
            if not connection.scalar(select(exists().where(feeds.c.id == feed_id))):
                return False
            save_article(self._database, connection, article, feed_id, now)
            return True

        return self._database.write(do)

    def get(self, article_id: str, revision: str | None = None) -> Article | None:
        """The current revision, or the named one."""
        query = select(articles.c.body).where(articles.c.id == article_id)
        if revision is not None:
            query = query.where(articles.c.revision == revision)
        body = self._database.query(lambda c: c.scalar(query.order_by(articles.c.turn.desc()).limit(1)))
        return None if body is None else from_json(Article, body)

    def revisions(self, article_id: str) -> tuple[str, ...]:
        """Revision names of the article, the current one last."""
        query = select(articles.c.revision).where(articles.c.id == article_id).order_by(articles.c.turn)
        return tuple(self._database.query(lambda c: c.scalars(query).all()))

    def of_feed(self, feed_id: str) -> tuple[str, ...]:
        """Ids of the feed's articles."""
        query = select(articles.c.id).where(articles.c.feed_id == feed_id).distinct().order_by(articles.c.id)
        return tuple(self._database.query(lambda c: c.scalars(query).all()))


def keep_article(
    database: Database, connection: Connection, article: Article, feed_id: str, now: datetime
) -> None:
    """Saves the revision if it is not stored yet; never changes a stored one, or which one is current."""
    mine = (articles.c.id == article.id) & (articles.c.revision == article.revision)
    if not connection.scalar(select(exists().where(mine))):
        save_article(database, connection, article, feed_id, now)


def save_article(
    database: Database, connection: Connection, article: Article, feed_id: str, now: datetime
) -> None:
    """Saves an article within a transaction, as `Articles.save` does."""
    mine = (articles.c.id == article.id) & (articles.c.revision == article.revision)
    body_of_mine = case((mine, articles.c.body))
    revisions = select(articles.c.revision, articles.c.turn, body_of_mine.label("body"))
    rows = connection.execute(revisions.where(articles.c.id == article.id)).all()
    known = next((row for row in rows if row.revision == article.revision), None)
    last = max((row.turn for row in rows), default=0)
    body = to_json(article)
    if known is None:
        row = {
            "id": article.id,
            "revision": article.revision,
            "feed_id": feed_id,
            "turn": last + 1,
            "saved": now,
            "body": body,
        }
        connection.execute(database.insert(articles).values(row).on_conflict_do_nothing())
    elif known.turn < last:  # the text has reverted to an earlier revision
        connection.execute(update(articles).where(mine).values(turn=last + 1, body=body))
    elif known.body != body:
        connection.execute(update(articles).where(mine).values(body=body))
