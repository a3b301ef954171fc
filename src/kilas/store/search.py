"""Full-text search with our own terms, on FTS5 or a tsvector, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select, text

from kilas.core.audience import Audience
from kilas.core.text.terms import Wanted, wanted
from kilas.store.indexing import feed_mark, language_mark
from kilas.store.items import shown_item
from kilas.store.records import SearchHits
from kilas.store.tables import items
from kilas.store.transactions import Database

MOST_FOUND = 1_000  # most results counted and shown; a reader who needs more can narrow the query
MOST_READ = 6_000  # newest texts that PostgreSQL reads for a phrase query

_SQLITE = text(
    "SELECT rowid FROM search_index WHERE search_index MATCH :wanted ORDER BY rowid DESC LIMIT :most"
)
_POSTGRESQL = text(
    "SELECT number FROM search_texts WHERE terms @@ CAST(:wanted AS tsquery) ORDER BY number DESC LIMIT :most"
)

# Sorts pointers to the texts and reads only the newest texts.
_TOGETHER = text(
    "WITH newest AS MATERIALIZED (SELECT number, terms FROM search_texts"
    " WHERE terms @@ CAST(:apart AS tsquery) ORDER BY number DESC LIMIT :most_read + 1)"
    " SELECT (SELECT count(*) FROM newest), ARRAY(SELECT number FROM newest"
    " WHERE terms @@ CAST(:wanted AS tsquery) ORDER BY number DESC LIMIT :most)"
)

# PostgreSQL's planner walks all numbers backwards for a word it takes to be common and unpacks every text on
# the way: seconds for a rare word. With the index, even a word in every text takes a tenth of that.
_BY_INDEX = (text("SET LOCAL enable_seqscan = off"), text("SET LOCAL enable_indexscan = off"))


class SearchIndex:
    """Search over the published items of one database, as `audience` may see them.

    The words of a text that the public sees no brief of are not indexed, for either audience.
    """

    def __init__(self, database: Database, audience: Audience = "public") -> None:
        self._database = database
        self._audience = audience

    def find(
        self,
        query: str,
        *,
        language: str | None = None,
        feed_id: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> SearchHits:
        """Items that match all of `query`, latest published first.

        Words in quotes match as a phrase; the last word also matches as a prefix. A query without a word
        finds nothing. At most `MOST_FOUND` results are counted and can be paged through.
        """
        asked = list(wanted(query))
        if not asked:
            return SearchHits(items=(), total=0, is_capped=False)
        marks = [language_mark(language)] if language is not None else []
        marks += [feed_mark(feed_id)] if feed_id is not None else []
        asked += [Wanted((mark,)) for mark in marks]

        def do(connection: Connection) -> SearchHits:
            numbers, is_capped = self._numbers(connection, asked)
            page = numbers[:MOST_FOUND][offset : offset + limit]
            rows = connection.execute(select(items).where(items.c.number.in_(page))).mappings()
            found = sorted(rows, key=lambda row: row["number"], reverse=True)
            return SearchHits(
                items=tuple(shown_item(row, self._audience) for row in found),
                total=min(len(numbers), MOST_FOUND),
                is_capped=is_capped or len(numbers) > MOST_FOUND,
            )

        return self._database.read(do)

    def _numbers(self, connection: Connection, asked: Sequence[Wanted]) -> tuple[Sequence[int], bool]:
        """Newest matching numbers, and True if others may match too."""
        if self._database.is_sqlite:
            told = {"wanted": _fts5(asked), "most": MOST_FOUND + 1}
            return connection.scalars(_SQLITE, told).all(), False
        for setting in _BY_INDEX:
            connection.execute(setting)
        if all(len(want.terms) == 1 for want in asked):
            told = {"wanted": _tsquery(asked), "most": MOST_FOUND + 1}
            return connection.scalars(_POSTGRESQL, told).all(), False
        return _together(connection, asked)


def _together(connection: Connection, asked: Sequence[Wanted]) -> tuple[Sequence[int], bool]:
    """Matches phrases, as `_numbers` does. PostgreSQL must read every text that holds the words anywhere.

    For words in nearly all texts that takes seconds, so only the newest are read.
    """
    told = {
        "apart": _tsquery([term for want in asked for term in _apart(want)]),
        "wanted": _tsquery(asked),
        "most": MOST_FOUND + 1,
        "most_read": MOST_READ,
    }
    holding, found = connection.execute(_TOGETHER, told).one()
    return found, holding > MOST_READ


def _apart(want: Wanted) -> Iterator[Wanted]:
    """The terms of `want` as single words, at any position."""
    *others, last = want.terms
    yield from (Wanted((term,)) for term in others)
    yield Wanted((last,), want.is_prefix)


def _fts5(asked: Sequence[Wanted]) -> str:
    """FTS5 query with every term in quotes, where nothing is syntax (https://sqlite.org/fts5.html#fts5_strings).

    No term contains a quote.
    """
    return " AND ".join(f'"{" ".join(want.terms)}"{"*" if want.is_prefix else ""}' for want in asked)


def _tsquery(asked: Sequence[Wanted]) -> str:
    return " & ".join(f"({' <-> '.join(_lexemes(want))})" for want in asked)


def _lexemes(want: Wanted) -> list[str]:
    lexemes = [f"'{term}'" for term in want.terms]
    return [*lexemes[:-1], f"{lexemes[-1]}:*"] if want.is_prefix else lexemes
