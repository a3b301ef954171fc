"""Bad days: locked, killed, restarted, gone, full; two at once."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from kilas.errors import StoreError
from kilas.store import Store
from kilas.store.records import Feed
from kilas.testing import postgres
from tests.store.making import NOW, feed, item, published
from tests.store.test_care import INGEST


def python(code: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE)


def test_two_processes_never_claim_the_same_feed(url: str) -> None:
    with Store.open(url) as store:
        for number in range(120):
            feed(store, f"https://feed{number}.example/")
    code = f"""
        from kilas.store import Store
        from tests.store.making import NOW
        with Store.open({url!r}, patience_s=60) as store:
            print("ready", flush=True)
            while claimed := store.feeds.claim_due(NOW, 3, 600):
                print(*(feed.id for feed in claimed), flush=True)
        """
    claimed: list[list[str]] = []
    for process in [python(code), python(code)]:
        out, _ = process.communicate(timeout=120)
        claimed.append(out.decode().split()[1:])
    assert len(claimed[0]) + len(claimed[1]) == 120
    assert len({*claimed[0], *claimed[1]}) == 120


def test_two_threads_publishing_one_item_publish_it_once(store: Store) -> None:
    of = feed(store)
    threads = [threading.Thread(target=published, args=(store, of)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.items.list(limit=9)) == 1
    assert store.search.find("randu").total == 1
    assert store.care.check() == ()


@pytest.mark.parametrize("kills", [3, pytest.param(20, marks=pytest.mark.slow)])
def test_nothing_committed_is_lost_and_nothing_doubled_by_a_kill(url: str, kills: int) -> None:
    rng = random.Random(20_261_125)
    told = "print(number, flush=True)"
    code = INGEST.format(url=url).replace("now=now)\n    ", f"now=now)\n            {told}\n    ")
    assert told in code
    for _ in range(kills):
        process = python(code)
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(rng.uniform(0.05, 0.6))
        process.kill()
        out, _ = process.communicate()
        done = [int(line) for line in out.decode().split("\n")[:-1] if line]
        with Store.open(url, patience_s=30) as store:
            states = store.care.counts().entries
            listed = store.items.list(limit=10_000)
            assert states.get("briefed", 0) >= len(done)
            assert len({i.id for i in listed}) == len(listed)
            assert store.care.check() == ()
            store.feeds.remove(store.feeds.list()[0].id, NOW, purge=True)


def test_a_short_lock_is_waited_for_and_a_long_one_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/kilas.db"
    Store.open(url, migrate=True).close()
    other = sqlite3.connect(tmp_path / "kilas.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    with Store.open(url, patience_s=0.3) as hasty:
        assert hasty.feeds.list() == ()  # who only reads waits for nobody
        with pytest.raises(StoreError, match="is locked by another program"):
            feed(hasty)
    release = threading.Timer(1.0, other.rollback)
    release.start()
    with Store.open(url, patience_s=30) as patient:
        assert feed(patient) in patient.feeds.list()
    release.join()
    other.close()


def test_a_full_disk_is_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/kilas.db"
    with Store.open(url, migrate=True) as store:
        of = feed(store)
        published(store, of, 1)
        digest = store.care.digest()
    with Store.open(url) as full:

        @event.listens_for(full.database.engine, "connect")
        def _fill(connection: sqlite3.Connection, record: object) -> None:
            connection.execute("PRAGMA max_page_count = 1")  # SQLite then takes the size it has for the most

        full.database.engine.dispose()
        with pytest.raises(StoreError, match="the disk is full"):
            _publish_many(full, of)
    with Store.open(url) as store:
        assert store.care.check() == ()
        digest_after = store.care.digest()
        assert (len(store.items.list(limit=99)) > 1) or digest_after == digest
        published(store, of, 99)


def _publish_many(store: Store, of: Feed) -> None:
    for number in range(2, 99):
        published(store, of, number)


@pytest.fixture
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server of the test's own, to be stopped and started."""
    programs = postgres.programs()
    if programs is None:
        pytest.skip("PostgreSQL is missing")
    with postgres.server(programs) as running:
        yield running


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["restarted", "crashed"])
def test_a_server_that_comes_back_is_waited_for_and_one_that_does_not_is_told(
    server: postgres.Server, how: signal.Signals
) -> None:
    Store.open(server.url, migrate=True).close()
    with Store.open(server.url, patience_s=60) as patient, Store.open(server.url, patience_s=0.2) as hasty:
        of = feed(patient)
        hasty.feeds.list()
        server.stop(how)
        with pytest.raises(StoreError, match="does not answer"):
            hasty.feeds.list()
        with pytest.raises(StoreError, match="does not answer"):
            hasty.items.publish(item(of), None, NOW)
        with pytest.raises(StoreError, match="does not answer"):
            Store.open(server.url, patience_s=0)
        back = threading.Timer(1.0, server.start)
        back.start()
        published(patient, of)
        back.join()
        assert hasty.items.list(limit=9) == patient.items.list(limit=9)
        assert len(hasty.items.list(limit=9)) == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [("{base}/nowhere", "does not exist"), ("{stranger}/postgres", "refuses the user name or password")],
)
def test_a_database_or_a_user_that_does_not_exist_is_told_at_once(
    postgres_url: str, address: str, said: str
) -> None:
    base = postgres_url.rpartition("/")[0]
    with pytest.raises(StoreError, match=said):
        Store.open(address.format(base=base, stranger=base.replace("kilas@", "stranger@")), patience_s=30)
