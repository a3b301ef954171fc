"""Briefs of items, by revision. A stored brief contains the metadata of its sources; their texts are stored once, as articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, FromClause, Join, Row, Select, delete, select, update

from kilas.core.article import Article, Span
from kilas.core.brief import Brief
from kilas.store.saved_articles import keep_article
from kilas.store.tables import articles, brief_sources, briefs
from kilas.store.transactions import Database
from kilas.store.values import from_json, to_json

_IS_SOURCE = (brief_sources.c.item_id == briefs.c.item_id) & (
    brief_sources.c.brief_revision == briefs.c.revision
)
_IS_ARTICLE = (articles.c.id == brief_sources.c.article_id) & (
    articles.c.revision == brief_sources.c.article_revision
)


def with_sources(found: FromClause) -> Join:
    """`found`, which contains `briefs`, joined with the articles of each brief's sources.

    The joins are flat: SQLite reads all briefs for a join that is nested on the right of an outer join.
    """
    return found.outerjoin(brief_sources, _IS_SOURCE).outerjoin(articles, _IS_ARTICLE)


WITH_SOURCES = with_sources(briefs)


def kept_briefs(which: ColumnElement[bool]) -> Select[tuple[str, str]]:
    """Query for the bodies of briefs and their sources: one row per source, in the brief's order."""
    columns = briefs.c.body, articles.c.body.label("article")
    return select(*columns).select_from(WITH_SOURCES).where(which).order_by(brief_sources.c.place)


@dataclass(frozen=True, slots=True)
class _Text:
    """The fields of a stored article that its briefs do not repeat."""

    text: str
    sentences: tuple[Span, ...]


def read_brief(body: str, articles: Iterable[str]) -> Brief:
    """The brief in `body`, with the texts of its sources from the bodies of their `articles`."""
    brief, texts = from_json(Brief, body), [from_json(_Text, article) for article in articles]
    sources = (
        replace(source, text=text.text, sentences=text.sentences)
        for source, text in zip(brief.sources, texts, strict=True)
    )
    return replace(brief, sources=tuple(sources))


def _without_text(article: Article) -> Article:
    return replace(article, text="", sentences=())


def brief_of(rows: Sequence[Row[tuple[str, str]]]) -> Brief | None:
    """The brief found by `kept_briefs`; None if there is none."""
    return read_brief(rows[0].body, (row.article for row in rows)) if rows else None


def save_brief(
    database: Database, connection: Connection, item_id: str, brief: Brief, feed_id: str, now: datetime
) -> None:
    """Saves `brief` with its sources as the item's current brief for its audience. A known revision is not written again.

    A private brief has no history: it takes the place of the one before.
    """
    for article in brief.sources:
        keep_article(database, connection, article, feed_id, now)
    is_private = brief.audience == "private"
    if is_private:
        drop_private_briefs(connection, [item_id], but=brief.revision)
    ours = briefs.c.audience.is_not(None) if is_private else briefs.c.audience.is_(None)
    turns = select(briefs.c.revision, briefs.c.turn).where(briefs.c.item_id == item_id, ours)
    known = {row.revision: row.turn for row in connection.execute(turns)}
    last = max(known.values(), default=0)
    if brief.revision in known:
        if known[brief.revision] < last:
            mine = (briefs.c.item_id == item_id) & (briefs.c.revision == brief.revision)
            connection.execute(update(briefs).where(mine).values(turn=last + 1))
        return
    mislabelled = (briefs.c.item_id == item_id) & (briefs.c.revision == brief.revision) & ~ours
    connection.execute(
        update(briefs).where(mislabelled).values(audience="private" if is_private else None, turn=last + 1)
    )
    row = {"item_id": item_id, "revision": brief.revision, "turn": last + 1, "saved": now}
    row["audience"] = "private" if is_private else None
    body = to_json(replace(brief, sources=tuple(map(_without_text, brief.sources))))
    connection.execute(database.insert(briefs).values({**row, "body": body}).on_conflict_do_nothing())
    sources = [
        {
            "item_id": item_id,
            "brief_revision": brief.revision,
            "place": place,
            "article_id": article.id,
            "article_revision": article.revision,
        }
        for place, article in enumerate(brief.sources)
    ]
    connection.execute(database.insert(brief_sources).on_conflict_do_nothing(), sources)


def drop_private_briefs(connection: Connection, item_ids: Sequence[str], *, but: str | None = None) -> None:
    """Deletes the private briefs of these items, except the revision `but`."""
    gone = (briefs.c.item_id.in_(item_ids)) & briefs.c.audience.is_not(None)
    if but is not None:
        gone &= briefs.c.revision != but
    for row in connection.execute(select(briefs.c.item_id, briefs.c.revision).where(gone)).all():
        mine = (brief_sources.c.item_id == row.item_id) & (brief_sources.c.brief_revision == row.revision)
        connection.execute(delete(brief_sources).where(mine))
        mine = (briefs.c.item_id == row.item_id) & (briefs.c.revision == row.revision)
        connection.execute(delete(briefs).where(mine))
