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
from kilas.store.archive import logical_digest, restore_archive, write_archive
from kilas.store.changes import note_change
from kilas.store.indexing import index_all, is_cut_current
from kilas.store.model_ledger import ledger_faults, sum_days
from kilas.store.records import Counts, Problem
from kilas.store.saved_briefs import kept_briefs, read_brief
from kilas.store.tables import articles, briefs, corrections, entries, feeds, items, takedowns
from kilas.store.transactions import Database
from kilas.store.values import from_json

_MANY = 20  # most problems of one kind to list
_RESTORE = "restore a backup with `kilas db restore FILE --replace`"
_REINDEX = "rebuild the search index with `kilas db upgrade --reindex`"


class Care:
    """Maintenance of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def backup(self, path: Path, now: datetime | None = None) -> str:
        """Writes a snapshot of all data to `path` and returns its digest. The database stays usable meanwhile."""
        return write_archive(self._database, path, now or datetime.now(UTC))

    def restore(self, path: Path, *, replace: bool = False, now: datetime | None = None) -> str:
        """Restores a backup from either engine in one transaction and returns its digest."""
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
        """Rebuilds what is derived: the search index, and the cost of each day. Returns the number of items indexed."""

        def do(connection: Connection) -> int:
            if self._database.is_sqlite:
                connection.execute(text("INSERT INTO search_index (search_index) VALUES ('rebuild')"))
            indexed = index_all(self._database, connection)
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
    for (said,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MANY})"):
        if said != "ok":
            yield Problem(what=f"the database file is damaged: {said}", mend=_RESTORE)
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MANY):
        yield Problem(what=f"row {row[1]} of {row[0]} points to a missing row of {row[2]}", mend=_RESTORE)


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
            yield Problem(what=what.format(found), mend=mend)
    if not is_cut_current(connection):
        yield Problem(what="the search index was made by another version of Kilas", mend=_REINDEX)
    yield from ledger_faults(connection)
    yield from _text_faults(connection)


# Problem, query for the ids that have it, remedy.
_QUERIES = (
    (
        "the item {} is marked as a brief but has none",
        "SELECT id FROM items WHERE kind = 'brief' AND brief_revision IS NULL",
        "rewrite it with `kilas rebrief`",
    ),
    (
        "the item {} is a link but has a brief",
        "SELECT id FROM items WHERE kind = 'link' AND brief_revision IS NOT NULL",
        "rewrite it with `kilas rebrief`",
    ),
    (
        "the item {} was taken down but is published",
        "SELECT id FROM items WHERE id IN (SELECT item_id FROM takedowns)",
        "take it down again with `kilas takedown`",
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
        _RESTORE,
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
        (
            "SELECT DISTINCT item_id FROM briefs b WHERE NOT EXISTS (SELECT 1 FROM items i WHERE i.id = b.item_id)"
            " AND item_id NOT IN (SELECT item_id FROM takedowns)"
        ),
        "rewrite it with `kilas rebrief`",
    ),
    (
        "the entry {} is marked as published but has no item",
        (
            "SELECT id FROM entries e WHERE state IN ('briefed', 'linked', 'folded') AND article_id IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM items i WHERE i.id = e.article_id)"
            " AND article_id NOT IN (SELECT item_id FROM takedowns)"
        ),
        "queue it again with `kilas refresh`",
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
