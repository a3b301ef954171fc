"""The search texts of the published items. Derived from items and briefs, so they can be rebuilt at any time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, RowMapping, delete, select

from kilas.core.article import Article
from kilas.core.brief import Brief
from kilas.core.text.terms import VERSION, terms
from kilas.store.saved_briefs import WITH_SOURCES
from kilas.store.tables import articles, brief_sources, briefs, facts, items, search_texts
from kilas.store.transactions import Database
from kilas.store.values import from_json

# Prefix of the terms that hold metadata (language, feed). From the private use area, so it occurs in no text.
_MARK = "\ue000"
_CUT = "search-cut"


def index_item(
    database: Database, connection: Connection, row: RowMapping, brief: Brief | None = None
) -> None:
    """Indexes the item by headline, source, byline and text; a folded item is removed from the index."""
    unindex_items(connection, [row["number"]])
    if row["folded_under"] is None:
        sources = brief.sources if brief else _sources(connection, row)
        values = {"number": row["number"], "terms": kept(database, _all_terms(row, sources))}
        connection.execute(database.insert(search_texts).values(values))


def unindex_items(connection: Connection, numbers: Sequence[int]) -> None:
    """Removes these items from the search index."""
    connection.execute(delete(search_texts).where(search_texts.c.number.in_(numbers)))


def language_mark(language: str) -> str:
    """The term added to every text in `language`."""
    return f"{_MARK}l{language}"


def feed_mark(feed_id: str) -> str:
    """The term added to every text of this feed."""
    return f"{_MARK}f{feed_id}"


def kept(database: Database, found: Iterable[str]) -> str:
    """Terms in the engine's format: separated by spaces (SQLite), or a tsvector with explicit positions (PostgreSQL).

    Needs no escaping: terms contain only letters, figures and signs.
    """
    if database.is_sqlite:
        return " ".join(found)
    places: dict[str, list[int]] = {}
    for place, term in enumerate(found, 1):
        places.setdefault(term, []).append(place)
    # PostgreSQL keeps at most 255 positions of a term and silently drops the rest
    return " ".join(f"'{term}':{','.join(map(str, where[:255]))}" for term, where in places.items())


def _sources(connection: Connection, row: RowMapping) -> list[Article]:
    """The articles the item's brief rests on; empty for a link."""
    if row["brief_revision"] is None:
        return []
    shown = (briefs.c.item_id == row["id"]) & (briefs.c.revision == row["brief_revision"])
    found = select(articles.c.body).select_from(WITH_SOURCES).where(shown).order_by(brief_sources.c.place)
    return [from_json(Article, body) for body in connection.scalars(found)]


def _all_terms(row: RowMapping, sources: Sequence[Article]) -> list[str]:
    parts = [row["headline"], row["source"]]
    for article in sources:
        parts += [article.byline or "", article.text]
    marks = [language_mark(row["language"]), feed_mark(row["feed_id"])]
    return [*marks, *(term for part in parts for term in terms(part))]


def index_all(database: Database, connection: Connection) -> int:
    """Rebuilds the search text of every item and returns the number of items."""
    connection.execute(delete(search_texts))
    listed = select(items.c.number).where(items.c.folded_under.is_(None)).order_by(items.c.number)
    numbers = list(connection.scalars(listed))
    for number in numbers:
        row = connection.execute(select(items).where(items.c.number == number)).mappings().one()
        index_item(database, connection, row)
    fact = database.insert(facts).values(name=_CUT, value=VERSION)
    connection.execute(fact.on_conflict_do_update(index_elements=["name"], set_={"value": VERSION}))
    return len(numbers)


def is_cut_current(connection: Connection) -> bool:
    """True if the search texts were tokenised with the same version as queries are now."""
    return connection.scalar(select(facts.c.value).where(facts.c.name == _CUT)) == VERSION
