"""What Kilas 0.1.0 kept comes along: as a database of its schema, and as its backup."""

from __future__ import annotations

import json
import zipfile
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from kilas.core.render import brief_to_json
from kilas.pipeline import ingest, tasks
from kilas.pipeline.hosts import Gate
from kilas.pipeline.pool import Pool
from kilas.store import Store
from kilas.store.migrations import carrying
from kilas.store.schema import HEAD
from kilas.store.transactions import Database

OLD = Path(__file__).parent.parent / "data" / "store"
BACKUP = OLD / "kilas-0.1.0.backup.zip"
TOLD: dict[str, Any] = json.loads((OLD / "kilas-0.1.0.json").read_text("utf-8"))
NOW = datetime.fromisoformat(TOLD["now"])
TABLES = ("feeds", "entries", "articles", "briefs", "items", "near_bands", "takedowns", "corrections")


@pytest.fixture
def old_url(empty_url: str) -> str:
    """A database as 0.1.0 made and filled it."""
    database = Database(empty_url, patience_s=5.0)

    def make(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", "kilas.store:migrations")
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        with zipfile.ZipFile(BACKUP) as archive:
            for table in TABLES:
                for line in archive.read(f"{table}.jsonl").splitlines():
                    row = json.loads(line)
                    names = ", ".join(row)
                    values = ", ".join(f":{name}" for name in row)
                    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)
        if not database.is_sqlite:  # numbers count up from here, as they did
            last = "(SELECT max(number) FROM items)"
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('items', 'number'), {last})"))

    database.alter(make)
    database.close()
    return empty_url


def test_rows_of_0_1_0_keep_each_reservation_once_and_in_order() -> None:
    old = ["x-robots-tag:noai", "meta-robots:none", "meta-robots:noindex", "header-tdm-reservation"]
    rights = carrying.article({"rights": {"mode": "link", "reservations": old}})["rights"]
    assert [f"{one['where']}:{one['use']}" for one in rights["reservations"]] == [
        "header:tdm-reservation",
        "meta-robots:noindex",
        "x-robots-tag:noai",
    ]


def check_all_is_there(store: Store) -> None:
    assert {item.id for item in store.items.list(limit=100)} == set(TOLD["items"])
    for item_id, told in TOLD["items"].items():
        item, made = store.items.get(item_id), store.items.brief(item_id)
        assert item is not None
        assert (item.kind, item.headline) == (told["kind"], told["headline"])
        assert [version.revision for version in store.items.versions(item_id)] == told["versions"]
        assert [copy.id for copy in store.items.copies_of(item_id)] == told["copies"]
        assert (made is None) == (told["brief"] is None)
        if made is not None:
            was = deepcopy(told["brief"])
            article = was.pop("article")
            article["rights"]["reservations"] = [
                sign.replace("header-tdm", "header:tdm") for sign in article["rights"]["reservations"]
            ]
            article["published_from"] = None  # 0.1.0 did not tell
            now = brief_to_json(made)
            for told_now, told_then in zip(now["insights"], was["insights"], strict=True):
                if told_then["derivation"] and told_then["derivation"]["searched"]:  # worded when shown
                    assert told_now["derivation"].pop("searched")
                    told_then["derivation"].pop("searched")
            assert now == {**was, **newer(was), "schema": "kilas.brief/2", "sources": [article]}
    assert store.care.check() == ()
    [down] = store.moderation.takedowns()
    assert store.items.get(down.item_id) is None
    assert [one.message for one in store.moderation.corrections()] == ["The bridge opened on Tuesday."]
    assert store.search.find("bridge").total == 1


def newer(was: dict[str, Any]) -> dict[str, Any]:
    """The parts of a brief that have fields which 0.1.0 did not know, each with its default."""

    def claims(old: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**claim, "judge": None} for claim in old]

    made = was["provenance"]
    unknown = {"route": None, "prompt": None, "style": None, "judge": None, "attempts": []}
    return {
        "audience": "public",
        "sourcing": [],
        "text_language": "",
        "summary": [{**part, "claims": claims(part["claims"])} for part in was["summary"]],
        **{name: claims(was[name]) for name in ("watch_next", "takeaways", "insights")},
        "provenance": {**made, **unknown, "checks": {**made["checks"], "reworded": 0}},
    }


def test_a_database_of_0_1_0_shows_what_it_showed(old_url: str) -> None:
    seen: list[tuple[int, int]] = []
    with Store.open(old_url, migrate=True, progress=lambda done, of: seen.append((done, of))) as store:
        check_all_is_there(store)
    assert seen[-1][0] == seen[-1][1] > 0
    with Store.open(old_url, migrate=True) as store:  # a second time does nothing
        check_all_is_there(store)


def test_work_that_0_1_0_left_half_done_is_finished(old_url: str) -> None:
    [work] = TOLD["half_done"]
    pool = Pool(1, imports=tasks.IMPORTS, deadline_s=60)
    with Store.open(old_url, migrate=True) as store:
        assert {one.entry.title for one in store.entries.waiting(9)} == {"Half done", "Waits"}
        gate = Gate(store, ())
        ingest.use(ingest.Workbench(store=store, pool=pool, gate=gate, allow=(), clock=lambda: NOW))
        try:
            state = ingest.write(work["entry_id"], work["digest"], work["outcome"])
        finally:
            ingest.use(None)
            pool.close()
        made = store.items.brief(work["outcome"]["article"])
        assert state == "briefed"
        assert made is not None
        assert made.headline == "Read, and not yet written"
        assert store.care.check() == ()


def test_a_backup_of_0_1_0_is_restored(url: str, tmp_path: Path) -> None:
    with Store.open(url) as store:
        store.care.restore(BACKUP, now=NOW)
        check_all_is_there(store)
        store.care.backup(tmp_path / "new.zip", NOW)  # and goes on as one of ours
    with zipfile.ZipFile(tmp_path / "new.zip") as archive:
        assert json.loads(archive.read("manifest.json"))["schema"] == HEAD
