"""What readers find: our own terms, asked of FTS5 or of a tsvector, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select, text

from kilas.core.text.terms import Wanted, wanted
from kilas.store.engine import Database
from kilas.store.indexing import feed_mark, language_mark
from kilas.store.records import Found, Item
from kilas.store.tables import items
from kilas.store.values import named

MOST_FOUND = 1_000  # results counted and shown; a reader who needs more asks more narrowly

_SQLITE = text(
    "SELECT rowid FROM search_index WHERE search_index MATCH :wanted ORDER BY rowid DESC LIMIT :most"
)
_POSTGRESQL = text(
    "SELECT number FROM search_texts WHERE terms @@ CAST(:wanted AS tsquery) ORDER BY number DESC LIMIT :most"
)

# Left to itself, PostgreSQL walks all numbers backwards for a word that it takes to be common, and unpacks every
# text on the way: seconds for a rare one. Through the index even a word of every text takes a tenth of that.
_BY_INDEX = (text("SET LOCAL enable_seqscan = off"), text("SET LOCAL enable_indexscan = off"))


class Search:
    """Search over the published items of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(
        self,
        query: str,
        *,
        language: str | None = None,
        feed_id: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> Found:
        """The items that hold all that `query` asks for, the latest published first.

        Quotes keep words together, the last word may be the beginning of one. A query without a word
        finds nothing. At most `MOST_FOUND` are counted, and can be paged through.
        """
        asked = list(wanted(query))
        if not asked:
            return Found(items=(), total=0, is_capped=False)
        marks = [language_mark(language)] if language is not None else []
        marks += [feed_mark(feed_id)] if feed_id is not None else []
        asked += [Wanted((mark,)) for mark in marks]

        def do(connection: Connection) -> Found:
            numbers = self._numbers(connection, asked)
            page = numbers[:MOST_FOUND][offset : offset + limit]
            rows = connection.execute(select(items).where(items.c.number.in_(page))).mappings()
            found = sorted(rows, key=lambda row: row["number"], reverse=True)
            return Found(
                items=tuple(named(Item, row) for row in found),
                total=min(len(numbers), MOST_FOUND),
                is_capped=len(numbers) > MOST_FOUND,
            )

        return self._database.read(do)

    def _numbers(self, connection: Connection, asked: Sequence[Wanted]) -> Sequence[int]:
        is_sqlite = self._database.is_sqlite
        for setting in () if is_sqlite else _BY_INDEX:
            connection.execute(setting)
        statement, expression = (_SQLITE, _fts5(asked)) if is_sqlite else (_POSTGRESQL, _tsquery(asked))
        return connection.scalars(statement, {"wanted": expression, "most": MOST_FOUND + 1}).all()


def _fts5(asked: Sequence[Wanted]) -> str:
    """In quotes nothing is syntax (https://sqlite.org/fts5.html#fts5_strings), and no term holds a quote."""
    return " AND ".join(f'"{" ".join(want.terms)}"{"*" if want.is_prefix else ""}' for want in asked)


def _tsquery(asked: Sequence[Wanted]) -> str:
    return " & ".join(f"({' <-> '.join(_lexemes(want))})" for want in asked)


def _lexemes(want: Wanted) -> list[str]:
    lexemes = [f"'{term}'" for term in want.terms]
    return [*lexemes[:-1], f"{lexemes[-1]}:*"] if want.is_prefix else lexemes
