"""Backups that come back, damage that is found."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text

from kilas.errors import StoreError
from kilas.store import Store
from tests.store.making import DAY, NOW, SECOND, TRIED, article, entry, feed, link, polled, published


def filled(store: Store) -> None:
    """A little of everything, in both alphabets of trouble."""
    one, two = feed(store, title='Öl "und" Gas\n'), feed(store, "https://other.example/feed", language="id")
    store.feeds.save_poll(one.id, polled(entry(1), entry(2, title="\ud83d\ude00 😀 \0"), etag='W/"1"'))
    first, copy = (
        published(store, one, n, now=NOW + n * SECOND, tone_score=0.1, attempts=TRIED) for n in (1, 2)
    )
    published(store, two, 3, headline="Naik 3,5 %")
    store.items.publish(link(two, 4), None, NOW + DAY)
    store.items.fold(copy.id, first.id, NOW)
    store.signatures.save(first.id, [1, 2**64 - 1], NOW)
    store.moderation.take_down(article(3).id, "asked for", NOW)
    store.articles.save(article(1, "tunnel"), one.id, NOW)


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_backup_of_either_engine_comes_back_on_either(
    store: Store, target: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    filled(store)
    digest = store.care.backup(tmp_path / "a" / "kilas.zip", NOW)
    assert digest == store.care.digest()
    new = (
        f"sqlite:///{tmp_path}/new.db" if target == "sqlite" else request.getfixturevalue("postgres_database")
    )
    with Store.open(new, migrate=True) as back:
        assert back.care.restore(tmp_path / "a" / "kilas.zip", now=NOW) == back.care.digest() == digest
        assert back.items.list(limit=9) == store.items.list(limit=9)
        assert back.search.find("randu") == store.search.find("randu")
        assert back.care.counts() == store.care.counts()
        assert back.care.check() == ()
        number = len(back.items.list(limit=99))
        published(back, feed(back), 7)
        assert len(back.items.list(limit=99)) == number + 1


def test_a_backup_is_whole_or_not_there(store: Store, tmp_path: Path) -> None:
    filled(store)
    store.care.backup(tmp_path / "kilas.zip", NOW)
    assert (tmp_path / "kilas.zip").stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.iterdir() if "part" in p.name] == []
    with pytest.raises(StoreError, match="cannot be written"):
        store.care.backup(tmp_path / "kilas.zip" / "below", NOW)


def test_a_store_that_holds_something_is_replaced_only_when_asked(store: Store, tmp_path: Path) -> None:
    filled(store)
    digest = store.care.backup(tmp_path / "kilas.zip", NOW)
    published(store, feed(store), 9)
    later = store.care.digest()
    with pytest.raises(StoreError, match="is not empty"):
        store.care.restore(tmp_path / "kilas.zip")
    assert store.care.digest() == later
    assert store.care.restore(tmp_path / "kilas.zip", replace=True) == store.care.digest() == digest
    assert store.care.check() == ()


@pytest.mark.parametrize("damage", ["cut", "row", "manifest", "text", "missing", "schema", "form"])
def test_a_damaged_or_foreign_backup_changes_nothing(store: Store, tmp_path: Path, damage: str) -> None:
    filled(store)
    path = tmp_path / "kilas.zip"
    digest = store.care.backup(path, NOW)
    _damage(path, damage)
    with pytest.raises(StoreError, match="backup") as refused:
        store.care.restore(path, replace=True)
    assert str(path) in str(refused.value)
    assert store.care.digest() == digest
    assert store.care.check() == ()


def _damage(path: Path, how: str) -> None:
    if how == "cut":
        path.write_bytes(path.read_bytes()[:-200])
        return
    if how == "text":
        path.write_text("no archive")
        return
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts["manifest.json"])
    if how == "row":
        parts["items.jsonl"] = parts["items.jsonl"].replace(b"Randu", b"Rando")
    if how == "missing":
        del parts["items.jsonl"]
    if how == "manifest":
        manifest.pop("sha256")
    if how == "schema":
        manifest["schema"] = "9999"
    if how == "form":
        manifest["format"] = "kilas.backup/9"
    parts["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


PLANTED = {
    "UPDATE items SET copies = 7 WHERE kind = 'link'": "has a wrong count of copies",
    "UPDATE items SET folded_under = 'nowhere', copies = 0 WHERE kind = 'link'": "folded under a missing item",
    "UPDATE items SET brief_revision = NULL WHERE kind = 'brief'": "is marked as a brief but has none",
    "UPDATE articles SET body = replace(body, 'river', 'lake')": "does not match its revision",
    "UPDATE briefs SET body = replace(body, '\"start\":', '\"start\":1')": "is not at 1",
    "UPDATE briefs SET body = '{}'": "cannot be read",
    "UPDATE briefs SET audience = 'private'": "shows everyone a brief for its owner alone",
    "UPDATE items SET private_revision = 'lost'": "has lost its brief for its owner alone",
    "DELETE FROM brief_sources": "names 1 source articles, and 0 of them are stored",
    "DELETE FROM search_texts": "cannot be found by search",
    "UPDATE facts SET value = 'old' WHERE name = 'search-cut'": "made by another version",
    "INSERT INTO takedowns SELECT id, url, 0, 'x' FROM items WHERE kind = 'link'": "was taken down but is published",
    "UPDATE entries SET state = 'briefed', article_id = 'lost'": "is marked as published but has no item",
}


@pytest.mark.parametrize("planted", PLANTED, ids=list(PLANTED.values()))
def test_what_does_not_hold_together_is_found_and_has_a_mend(store: Store, planted: str) -> None:
    filled(store)
    assert store.care.check() == ()
    store.database.write(lambda connection: connection.execute(text(planted.replace(":", r"\:"))))
    problems = store.care.check()
    assert any(PLANTED[planted] in problem.what for problem in problems), problems
    assert all(problem.mend for problem in problems)


def test_a_brief_without_its_source_does_not_keep_the_other_faults_from_being_told(store: Store) -> None:
    filled(store)
    whole = {item.id for item in store.items.list(limit=9, kind="brief")}
    store.database.write(lambda c: c.execute(text("DELETE FROM brief_sources")))
    store.database.write(
        lambda c: c.execute(text("UPDATE articles SET body = replace(body, 'river', 'lake')"))
    )
    found = store.care.check()
    for item_id in whole:
        (fault,) = (one for one in found if f"of {item_id} names 1 source" in one.what)
        assert "kilas db restore" in fault.mend
    assert any("does not match its revision" in one.what for one in found)


def test_a_search_index_out_of_step_is_found_and_mended(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/kilas.db", migrate=True) as store:
        filled(store)
        store.database.write(lambda c: c.execute(text("DROP TRIGGER search_texts_update")))
        store.database.write(lambda c: c.execute(text("UPDATE search_texts SET terms = 'other'")))
        assert "search index" in store.care.check()[0].what
        store.care.reindex(NOW)
        assert store.care.check() == ()


def test_the_figures_count_what_is_there(store: Store) -> None:
    filled(store)
    counts = store.care.counts()
    assert (counts.feeds, counts.briefs, counts.links, counts.folded, counts.takedowns) == (2, 1, 1, 1, 1)
    assert counts.entries == {"new": 2}


INGEST = """
    from datetime import timedelta
    from kilas.store import Store
    from tests.store.making import NOW, article, brief, entry, feed, item, polled
    with Store.open({url!r}, patience_s=60) as store:
        of = feed(store, backlog=9999)
        print("ready", flush=True)
        for number in range(100000):
            now = NOW + timedelta(seconds=number)
            (id_,) = store.feeds.save_poll(of.id, polled(entry(number), at=now))
            store.articles.save(article(number), of.id, now)
            store.items.publish(item(of, number), brief(number), now)
            store.entries.settle(id_, "briefed", article_id=article(number).id, now=now)
    """


@pytest.mark.parametrize("rounds", [3, pytest.param(20, marks=pytest.mark.slow)])
def test_a_backup_taken_during_ingest_comes_back_equal(url: str, rounds: int, tmp_path: Path) -> None:
    code = textwrap.dedent(INGEST.format(url=url))
    ingest = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert ingest.stdout is not None
    assert ingest.stdout.readline() == b"ready\n"
    try:
        with Store.open(url, patience_s=60) as store:
            digests = [_comes_back(store, tmp_path / str(n)) for n in range(rounds)]
        assert ingest.poll() is None, "ingest ended before the backups did"
    finally:
        ingest.kill()
        ingest.communicate()
    assert len(set(digests)) > 1, "nothing was written meanwhile"


def _comes_back(store: Store, folder: Path) -> str:
    before = store.care.counts().entries.get("briefed", 0)
    while store.care.counts().entries.get("briefed", 0) <= before:
        pass  # until the ingest has written more
    digest = store.care.backup(folder / "kilas.zip", NOW)
    with Store.open(f"sqlite:///{folder}/back.db", migrate=True) as back:
        assert back.care.restore(folder / "kilas.zip", now=NOW) == back.care.digest() == digest
        assert back.care.check() == ()
    return digest
