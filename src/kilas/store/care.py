"""Backup, restore and integrity checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Connection, Table, func, select, text
from sqlalchemy.exc import DatabaseError

from kilas.core.article import Article
from kilas.core.brief import Brief, Evidence
from kilas.errors import UnusableStoreError
from kilas.store.archive import logical_digest, restore_archive, write_archive
from kilas.store.changes import note_change
from kilas.store.indexing import index_all, is_cut_current
from kilas.store.items import forget_lost_private, recount_all
from kilas.store.model_ledger import ledger_faults, sum_days
from kilas.store.records import Counts, Problem
from kilas.store.saved_briefs import kept_briefs, read_brief
from kilas.store.tables import articles, briefs, corrections, entries, feeds, items, takedowns
from kilas.store.transactions import Database
from kilas.store.values import from_json

_MANY = 20  # most problems of one kind to list
_RESTORE = "restore a backup with `kilas db restore FILE --replace`"
_REINDEX = "rebuild the search index with `kilas db upgrade --reindex`"
_REBRIEF = f"rewrite it with `kilas rebrief`, or {_RESTORE}"
_REFRESH = f"queue it again with `kilas refresh` and let Kilas run, or {_RESTORE}"


class Care:
    """Maintenance of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def backup(self, path: Path, now: datetime | None = None) -> str:
        """Writes a snapshot of all data to `path` and returns its digest. The database stays usable meanwhile."""
        return write_archive(self._database, path, now or datetime.now(UTC))

    def restore(self, path: Path, *, replace: bool = False, now: datetime | None = None) -> str:
        """Restores a backup from either engine in one transaction and returns its digest.

        Raises UnusableStoreError if a SQLite file to be replaced is damaged: its damage would outlive its content.
        """
        if replace and self._database.is_sqlite and self._database.read(_file_faults):
            raise UnusableStoreError(f"the database {self._database.name} is damaged", _RESTORE)
        return restore_archive(self._database, path, now or datetime.now(UTC), replace=replace)

    def digest(self) -> str:
        """SHA-256 of the content: equal for two stores with equal content, on either engine."""
        return self._database.read(logical_digest)

    def check(self) -> tuple[Problem, ...]:
        """Integrity problems found; empty when there are none. Reads the whole database once."""
        problems = self._database.read(lambda c: [*_engine_faults(self._database, c), *_logic_faults(c)])
        if self._database.is_sqlite and not _is_index_sound(self._database):
            problems.append(Problem(what="the search index does not match its texts", mend=_REINDEX))
        return tuple(problems)

    def reindex(self, now: datetime) -> int:
        """Rebuilds what is derived: the search index, the counts of copies, the cost of each day, what owners alone see.

        Returns the number of items indexed.
        """

        def do(connection: Connection) -> int:
            if self._database.is_sqlite:
                connection.execute(text("INSERT INTO search_index (search_index) VALUES ('rebuild')"))
            indexed = index_all(self._database, connection)
            recount_all(connection)
            forget_lost_private(connection)
            sum_days(self._database, connection)
            note_change(self._database, connection, now)
            return indexed

        return self._database.write(do)

    def counts(self) -> Counts:
        """Counts of the store's contents."""

        def do(connection: Connection) -> Counts:
            def count(table: Table, *where: ColumnElement[bool]) -> int:
                return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0

            states = select(entries.c.state, func.count()).group_by(entries.c.state)
            listed = items.c.folded_under.is_(None)
            return Counts(
                feeds=count(feeds, feeds.c.removed.is_(None)),
                entries=dict(sorted((state, n) for state, n in connection.execute(states))),
                briefs=count(items, items.c.kind == "brief", listed),
                links=count(items, items.c.kind == "link", listed),
                folded=count(items, items.c.folded_under.is_not(None)),
                corrections=count(corrections, corrections.c.is_done.is_(False)),
                takedowns=count(takedowns),
            )

        return self._database.read(do)


def _engine_faults(database: Database, connection: Connection) -> Iterator[Problem]:
    if not database.is_sqlite:
        return  # PostgreSQL enforces foreign keys itself, and has its own tool for damaged pages (pg_amcheck)
    for said in _file_faults(connection):
        yield Problem(what=f"the database file is damaged: {said}", mend=_RESTORE)
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MANY):
        yield Problem(what=f"row {row[1]} of {row[0]} points to a missing row of {row[2]}", mend=_RESTORE)


def _file_faults(connection: Connection) -> list[str]:
    found = connection.exec_driver_sql(f"PRAGMA integrity_check({_MANY})").scalars()
    # SQLite 3.44 also checks the search index, which `_is_index_sound` does for every version.
    return [" ".join(said.split()) for said in found if said != "ok" and "FTS5 table" not in said]


def _is_index_sound(database: Database) -> bool:
    # https://sqlite.org/fts5.html#the_integrity_check_command; rank 1 also compares the index with the texts
    command = text("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
    try:
        with database.engine.connect() as connection:
            connection.execute(command)
            connection.rollback()
    except DatabaseError as error:
        if "malformed" not in str(error.orig):
            raise
        return False
    return True


def _logic_faults(connection: Connection) -> Iterator[Problem]:
    for what, query, mend in _QUERIES:
        for (found,) in connection.execute(text(f"{query} ORDER BY 1 LIMIT {_MANY}")):
            yield Problem(what=what.format(found), mend=mend.format(found))
    if not is_cut_current(connection):
        yield Problem(what="the search index was made by another version of Kilas", mend=_REINDEX)
    yield from ledger_faults(connection)
    yield from _text_faults(connection)


_HAS_TEXT = "EXISTS (SELECT 1 FROM articles a WHERE a.id = items.id)"
_UNBRIEFED = "SELECT id FROM items WHERE kind = 'brief' AND brief_revision IS NULL"
_OVERBRIEFED = "SELECT id FROM items WHERE kind = 'link' AND brief_revision IS NOT NULL"
_ORPHANED = (
    "SELECT DISTINCT item_id FROM briefs b WHERE NOT EXISTS (SELECT 1 FROM items i WHERE i.id = b.item_id)"
    " AND item_id NOT IN (SELECT item_id FROM takedowns)"
)
_IS_FOLLOWED = "EXISTS (SELECT 1 FROM feeds f WHERE f.id = e.feed_id AND f.removed IS NULL)"
_COMES_AGAIN = (
    "EXISTS (SELECT 1 FROM entries e JOIN feeds f ON f.id = e.feed_id WHERE f.removed IS NULL"
    " AND e.article_id = b.item_id AND e.state IN ('new', 'briefed', 'linked', 'folded'))"
)
_ITEMLESS = (
    "SELECT id FROM entries e WHERE state IN ('briefed', 'linked', 'folded') AND article_id IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM items i WHERE i.id = e.article_id)"
    " AND article_id NOT IN (SELECT item_id FROM takedowns)"
)

# Problem, query for the ids that have it, remedy. A remedy that cannot help everywhere has a row of its own.
_QUERIES = (
    ("the item {} is marked as a brief but has none", f"{_UNBRIEFED} AND {_HAS_TEXT}", _REBRIEF),
    ("the item {} is marked as a brief but has no text", f"{_UNBRIEFED} AND NOT {_HAS_TEXT}", _RESTORE),
    ("the item {} is a link but has a brief", f"{_OVERBRIEFED} AND {_HAS_TEXT}", _REBRIEF),
    ("the item {} is a link, has a brief and no text", f"{_OVERBRIEFED} AND NOT {_HAS_TEXT}", _RESTORE),
    (
        "the item {} shows everyone a brief for its owner alone",
        (
            "SELECT i.id FROM items i JOIN briefs b ON b.item_id = i.id AND b.revision = i.brief_revision"
            " WHERE b.audience IS NOT NULL"
        ),
        _REBRIEF,
    ),
    (
        "the item {} has lost its brief for its owner alone",
        (
            "SELECT id FROM items i WHERE private_revision IS NOT NULL AND NOT EXISTS"
            " (SELECT 1 FROM briefs b WHERE b.item_id = i.id AND b.revision = i.private_revision AND b.audience IS NOT NULL)"
        ),
        "forget it with `kilas db upgrade --reindex`; `kilas rebrief` writes it again",
    ),
    (
        "the item {} was taken down but is published",
        "SELECT id FROM items WHERE id IN (SELECT item_id FROM takedowns)",
        "take it down again with `kilas takedown {}`",
    ),
    (
        "the item {} is folded under a missing item",
        (
            "SELECT id FROM items i WHERE folded_under IS NOT NULL"
            " AND folded_under NOT IN (SELECT item_id FROM takedowns)"
            " AND NOT EXISTS (SELECT 1 FROM items r WHERE r.id = i.folded_under AND r.folded_under IS NULL)"
        ),
        _RESTORE,
    ),
    (
        "the item {} has a wrong count of copies",
        "SELECT id FROM items i WHERE copies <> (SELECT count(*) FROM items f WHERE f.folded_under = i.id)",
        "count them again with `kilas db upgrade --reindex`",
    ),
    (
        "the item {} cannot be found by search",
        (
            "SELECT id FROM items i WHERE folded_under IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM search_texts s WHERE s.number = i.number)"
        ),
        _REINDEX,
    ),
    (
        "search finds item number {}, which is not listed",
        "SELECT number FROM search_texts WHERE number NOT IN (SELECT number FROM items WHERE folded_under IS NULL)",
        _REINDEX,
    ),
    (
        "the brief of {} belongs to no published or taken-down item",
        f"{_ORPHANED} AND {_COMES_AGAIN}",
        _REFRESH,
    ),
    (
        "the brief of {} belongs to no published or taken-down item, and to no entry",
        f"{_ORPHANED} AND NOT {_COMES_AGAIN}",
        _RESTORE,
    ),
    ("the entry {} is marked as published but has no item", f"{_ITEMLESS} AND {_IS_FOLLOWED}", _REFRESH),
    (
        "the entry {} of a removed feed is marked as published but has no item",
        f"{_ITEMLESS} AND NOT {_IS_FOLLOWED}",
        _RESTORE,
    ),
    (
        "the stored reply to model call {} belongs to no call that was answered",
        (
            "SELECT call_id FROM model_replies r WHERE NOT EXISTS"
            " (SELECT 1 FROM model_calls c WHERE c.id = r.call_id AND c.outcome = 'ok'"
            " AND c.route = r.route AND c.digest = r.digest)"
        ),
        _RESTORE,
    ),
)


def _text_faults(connection: Connection) -> Iterator[Problem]:
    query = select(articles.c.id, articles.c.revision, articles.c.body).execution_options(yield_per=200)
    for row in connection.execute(query):
        try:
            sound = from_json(Article, row.body).revision == row.revision
        except ValidationError:
            sound = False
        if not sound:
            yield Problem(
                what=f"the text of article {row.id} does not match its revision {row.revision}", mend=_RESTORE
            )
    query = select(briefs.c.item_id, briefs.c.revision).execution_options(yield_per=200)
    for brief in connection.execute(query):
        if fault := _brief_fault(connection, brief.item_id, brief.revision):
            yield Problem(what=f"the brief {brief.revision} of {brief.item_id} {fault}", mend=_RESTORE)


def _brief_fault(connection: Connection, item_id: str, revision: str) -> str | None:
    which = (briefs.c.item_id == item_id) & (briefs.c.revision == revision)
    rows = connection.execute(kept_briefs(which)).all()
    kept = [row.article for row in rows if row.article is not None]
    try:
        named = len(from_json(Brief, rows[0].body).sources)
        if not named or named != len(kept):
            return f"names {named} source articles, and {len(kept)} of them are stored"
        brief = read_brief(rows[0].body, kept)
    except ValidationError:
        return "cannot be read"
    texts = {(article.id, article.revision): article.text for article in brief.sources}
    for evidence in _evidence(brief):
        text = texts.get((evidence.article_id, evidence.revision))
        if text is None:
            return (
                f"cites revision {evidence.revision} of {evidence.article_id}, which is not among its sources"
            )
        if not evidence.quote or not text.startswith(evidence.quote, evidence.start):
            return f"cites {evidence.quote[:40]!r}, which is not at {evidence.start}"
    return None


def _evidence(brief: Brief) -> Iterator[Evidence]:
    for claim in brief.claims:
        yield from claim.evidence
    yield from (figure.evidence for figure in brief.figures)
    yield from (moved.evidence for moved in brief.tone.evidence)
