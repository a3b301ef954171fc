"""How long the upgrade of a database of 0.1.0 takes, and how large it is before and after.

    python -m evals.upgrading --briefs 100000 [--url postgresql+psycopg://…]

The briefs are those of the store that the tests keep of 0.1.0, over and over under other names. Search texts, which an
upgrade leaves as they are, are left out.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, make_url, text

from kilas.core.text.terms import VERSION
from kilas.store import Store
from kilas.store.transactions import Database

BACKUP = Path(__file__).parent.parent / "tests" / "data" / "store" / "kilas-0.1.0.backup.zip"
TABLES = ("feeds", "articles", "briefs", "items")
BATCH = 500
Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", type=int, default=100_000)
    parser.add_argument("--url", help="an empty PostgreSQL database; default: a SQLite file that is removed")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kilas-upgrade-") as folder:
        url = asked.url or f"sqlite:///{folder}/kilas.db"
        database = Database(url, patience_s=60.0)
        began = time.perf_counter()
        database.alter(lambda connection: fill(connection, asked.briefs))
        made_s, before = time.perf_counter() - began, size(database)
        database.close()
        began = time.perf_counter()
        with Store.open(url, migrate=True, patience_s=60.0, progress=_show) as store:
            took_s, counts = time.perf_counter() - began, store.care.counts()
        database = Database(url, patience_s=60.0)
        after = size(database)
        database.close()
        print(f"\r{counts.briefs:,} briefs, written in {made_s:.0f} s, upgraded in {took_s:.1f} s")
        print(f"{before / 1e6:,.0f} MB before, {after / 1e6:,.0f} MB after ({after / before:.0%})")


def fill(connection: Connection, briefs: int) -> None:
    """The tables of 0.1.0 with so many published briefs."""
    config = Config()
    config.set_main_option("script_location", "kilas.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "0002")
    with zipfile.ZipFile(BACKUP) as archive:
        kept = {name: [json.loads(line) for line in archive.open(f"{name}.jsonl")] for name in TABLES}
    _insert(connection, "feeds", kept["feeds"])
    shown = [row for row in kept["items"] if row["kind"] == "brief"]
    _insert(connection, "facts", [{"name": "search-cut", "value": VERSION}])
    for start in range(0, briefs, BATCH):
        numbers = range(start, min(start + BATCH, briefs))
        for table, rows in zip(("articles", "briefs", "items"), _named(kept, shown, numbers), strict=True):
            _insert(connection, table, rows)


def _named(kept: dict[str, list[Row]], shown: list[Row], numbers: range) -> Iterator[list[Row]]:
    """The rows of briefs number so and so many, each under a name of its own."""
    picked = [(shown[n % len(shown)], f"{n:016x}") for n in numbers]
    for table, key in (("articles", "id"), ("briefs", "article_id")):
        by_revision = {(row[key], row["revision"]): row for row in kept[table]}
        revision = "article_revision" if table == "articles" else "brief_revision"
        yield [
            {
                **by_revision[item["id"], item[revision]],
                key: name,
                "body": _renamed(by_revision, item, revision, name),
            }
            for item, name in picked
        ]
    yield [
        {**item, "id": name, "number": n + 1, "folded_under": None, "copies": 0}
        for n, (item, name) in zip(numbers, picked, strict=True)
    ]


def _renamed(rows: dict[tuple[str, str], Row], item: Row, revision: str, name: str) -> str:
    return str(rows[item["id"], item[revision]]["body"]).replace(item["id"], name)


def _insert(connection: Connection, table: str, rows: list[Row]) -> None:
    names = list(rows[0])
    values = ", ".join(f":{name}" for name in names)
    connection.execute(text(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})"), rows)


def size(database: Database) -> int:
    """Bytes on the disk."""
    if database.is_sqlite:
        path = str(make_url(database.url).database)
        return sum(Path(path + end).stat().st_size for end in ("", "-wal") if Path(path + end).exists())
    with database.engine.connect() as connection:
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text("VACUUM FULL"))
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def _show(done: int, of: int) -> None:
    if done == of or done % 5_000 == 0:
        print(f"\r{done:,} of {of:,}", end="", flush=True)


if __name__ == "__main__":
    main()
