"""Backups: a consistent snapshot of all data in one file that either engine can restore.

A ZIP file with one JSON Lines file per table (rows in key order) and `manifest.json`, which holds the
schema and the SHA-256 of the content. Search texts and sums are left out; a restore makes them anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, insert, select, text

from kilas.errors import StoreError
from kilas.files import replacing
from kilas.store import tables
from kilas.store.changes import note_change
from kilas.store.indexing import index_all
from kilas.store.migrations import REVISIONS, carrying
from kilas.store.model_ledger import sum_days
from kilas.store.schema import HEAD
from kilas.store.tables import (
    Attempts,
    Instant,
    Numbers,
    attempts_as_json,
    attempts_from_json,
    bits,
    instant,
    microseconds,
    numbers,
)
from kilas.store.transactions import Database

Row = dict[str, Any]

_FORMAT = "kilas.backup/1"
_EARLIEST = "0002"  # schema of 0.1.0, the first release
_READABLE = REVISIONS[REVISIONS.index(_EARLIEST) :]
_BATCH = 500
# Ordered so that foreign keys always point at earlier tables
_TABLES = (
    tables.feeds,
    tables.entries,
    tables.articles,
    tables.briefs,
    tables.brief_sources,
    tables.items,
    tables.near_bands,
    tables.takedowns,
    tables.corrections,
    tables.model_calls,
    tables.model_replies,
    tables.model_breakers,
)
# Schema that brought a table; an earlier backup has no file for it
_SINCE = {"brief_sources": "0003", "model_calls": "0004", "model_replies": "0004", "model_breakers": "0004"}
# Transient state rather than knowledge: leases, turns, heartbeats, caches
_PASSING = (
    tables.search_texts,
    tables.visits,
    tables.workers,
    tables.hosts,
    tables.facts,
    tables.subscriptions,
    tables.model_days,
)
# Columns that may differ between stores with equal content
_MOMENT = {"claimed_until", "claimed_by", "subscribed_until", "pushed"}  # columns of a feed
_UNTOLD = {"items": {"number"}, "feeds": _MOMENT}
_PLAIN: dict[type, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    Instant: (microseconds, instant),
    Numbers: (bits, numbers),
    Attempts: (attempts_as_json, attempts_from_json),
}


def write_archive(database: Database, path: Path, now: datetime) -> str:
    """Writes a backup to `path` atomically and returns its digest. The database stays usable meanwhile."""
    try:
        with replacing(path, is_private=True) as file:
            digest = database.read(lambda connection: _write(connection, file, now))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _unwritable(path, error) from error
    return digest


def restore_archive(database: Database, path: Path, now: datetime, *, replace: bool = False) -> str:
    """Restores the backup at `path` in one transaction and returns its digest.

    Raises StoreError when the database is not empty and `replace` is not set, or when the file is not a
    backup, is damaged, or was written with an unsupported schema.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            _require_ours(path, manifest)
            database.write(lambda c: _restore(database, c, archive, path, manifest, now, replace))
    except OSError as error:
        raise StoreError(
            f"the backup {path} cannot be read: {error.strerror or error}", "give a readable backup"
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError) as error:
        raise _damaged(path) from error
    return str(manifest["sha256"])


def logical_digest(connection: Connection) -> str:
    """SHA-256 of the content, in key order: equal for two stores with equal content."""
    digest = hashlib.sha256()
    for table in _TABLES:
        for row in _rows(connection, table):
            digest.update(_said(table, row))
    return digest.hexdigest()


def _write(connection: Connection, file: Any, now: datetime) -> str:
    file.seek(0)
    file.truncate()
    digest, counts = hashlib.sha256(), {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for table in _TABLES:
            counts[table.name] = 0
            with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as part:
                for row in _rows(connection, table):
                    part.write(_line(row))
                    digest.update(_said(table, row))
                    counts[table.name] += 1
        manifest = {
            "format": _FORMAT,
            "schema": HEAD,
            "made": now.isoformat(),
            "rows": counts,
            "sha256": digest.hexdigest(),
        }
        archive.writestr("manifest.json", json.dumps(manifest, indent=2))
    return digest.hexdigest()


def _restore(
    database: Database,
    connection: Connection,
    archive: zipfile.ZipFile,
    path: Path,
    manifest: dict[str, Any],
    now: datetime,
    replace: bool,
) -> None:
    if replace:
        for table in (*_PASSING, *reversed(_TABLES)):
            connection.execute(delete(table))
    elif any(connection.scalar(select(exists().select_from(table))) for table in _TABLES):
        raise StoreError(
            f"the database {database.name} is not empty",
            "restore into an empty one, or add --replace to delete its current content",
        )
    if _insert_all(connection, archive, manifest["schema"]) != manifest["sha256"]:
        raise _damaged(path)
    if not database.is_sqlite:
        for table, number in (("items", "number"), ("model_calls", "id")):
            connection.execute(text(_NEXT_NUMBER.format(table=table, number=number)))
    sum_days(database, connection)
    index_all(database, connection)
    note_change(database, connection, now)


# Sets PostgreSQL's sequence, so that new rows get higher numbers than those restored; SQLite does so by itself.
_NEXT_NUMBER = (
    "SELECT setval(pg_get_serial_sequence('{table}', '{number}'),"
    " (SELECT coalesce(max({number}), 0) + 1 FROM {table}), false)"
)


def _insert_all(connection: Connection, archive: zipfile.ZipFile, schema: str) -> str:
    """Inserts the rows of `archive` and returns the digest of its content as written."""
    digest = hashlib.sha256()
    for table in _TABLES:
        for batch in _batches(_read(archive, table, schema)):
            for written, _ in batch:
                if written is not None:
                    digest.update(_said(table, written))
            connection.execute(insert(table), [_typed(table, row) for _, row in batch])
    return digest.hexdigest()


def _read(archive: zipfile.ZipFile, table: Table, schema: str) -> Iterator[tuple[Row | None, Row]]:
    """Rows of `table`, each as written in the archive (None if it was not in it) and as stored now."""
    is_there, is_carried = schema >= _SINCE.get(table.name, _EARLIEST), schema < "0003"
    if is_there and is_carried:
        yield from ((row, carrying.row(table.name, row)) for row in _lines(archive, table))
    elif is_there:
        yield from ((row, row) for row in _lines(archive, table))
    elif table is tables.brief_sources:
        yield from ((None, carrying.source(row)) for row in _lines(archive, tables.briefs))


def _lines(archive: zipfile.ZipFile, table: Table) -> Iterator[Row]:
    with archive.open(f"{table.name}.jsonl") as part:
        yield from map(json.loads, part)


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    keys = [table.c.id] if table is tables.items else list(table.primary_key.columns)
    query = select(table).order_by(*keys).execution_options(yield_per=_BATCH)
    own = {c.name: _PLAIN[type(c.type)][0] for c in table.columns if type(c.type) in _PLAIN}
    for row in connection.execute(query).mappings():
        plain = dict(row)
        for name, as_kept in own.items():
            if plain[name] is not None:
                plain[name] = as_kept(plain[name])
        yield plain


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    lost = _MOMENT if table is tables.feeds else ()
    return {name: None if name in lost else _value(table, name, value) for name, value in row.items()}


def _value(table: Table, name: str, kept: Any) -> Any:
    kind = type(table.c[name].type)
    return _PLAIN[kind][1](kept) if kept is not None and kind in _PLAIN else kept


def _said(table: Table, row: dict[str, Any]) -> bytes:
    untold = _UNTOLD.get(table.name, set())
    told = {name: value for name, value in row.items() if name not in untold} if untold else row
    return table.name.encode() + b" " + _line(told)


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _batches(rows: Iterator[tuple[Row | None, Row]]) -> Iterator[list[tuple[Row | None, Row]]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _require_ours(path: Path, manifest: dict[str, Any]) -> None:
    if manifest["format"] != _FORMAT:
        raise StoreError(
            f"the backup {path} has format {manifest['format']}, and this Kilas reads {_FORMAT}",
            "restore it with the Kilas that wrote it, or a newer one",
        )
    if manifest["schema"] not in _READABLE:
        raise StoreError(
            f"the backup {path} has schema {manifest['schema']}, and this Kilas reads {_EARLIEST} to {HEAD}",
            "restore it with the Kilas that wrote it, then upgrade the database with `kilas db upgrade`",
        )


def _damaged(path: Path) -> StoreError:
    return StoreError(f"the backup {path} is damaged, or is not a Kilas backup", "use another backup")


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"the backup {path} cannot be written: {error.strerror or error}",
        "choose a writable location with free space",
    )
