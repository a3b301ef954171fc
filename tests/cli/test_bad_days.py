"""`kilas up` on bad days: no room, no database, no time left; its pages are read meanwhile, and nothing is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kilas.store import Store
from kilas.testing import postgres
from kilas.testing.origin import Origin, article, rss
from tests.cli.conftest import Run
from tests.cli.running import StartUp, store_of, until

pytestmark = pytest.mark.network
SAMPLES = 16


@pytest.mark.slow
def test_on_a_full_disk_pages_are_served_and_work_goes_on_when_there_is_room(
    start_up: StartUp, small_disk: Path, origin: Origin
) -> None:
    up = start_up(small_disk, KILAS_ALLOW_PRIVATE=origin.exemption)
    with store_of(small_disk) as store:
        feed = follow(store, origin, 1)
        until(lambda: len(store.items.list(limit=100)) == SAMPLES + 1)
        announce(store, origin, feed, range(6))
        until(lambda: len(headlines(store, feed)) == 2)  # the others are on their way
        fill(small_disk / "filler")
        until(lambda: "the disk is full" in up.said)
        assert "Report 1 of the works" in up.get("/en/")
        assert up.process.poll() is None
        (small_disk / "filler").unlink()
        until(lambda: headlines(store, feed) == titles(range(6)))
        assert_sound(store, feed)
        assert "Report 5 of the works" in up.get("/en/")
    assert up.end() == 0


@pytest.mark.slow
def test_while_both_databases_are_locked_pages_are_served_and_nothing_is_lost(
    start_up: StartUp, tmp_path: Path, origin: Origin
) -> None:
    up = start_up(tmp_path, KILAS_ALLOW_PRIVATE=origin.exemption)
    with store_of(tmp_path) as store:
        feed = follow(store, origin, 1)
        until(lambda: len(store.items.list(limit=100)) == SAMPLES + 1)
        announce(store, origin, feed, range(4))
        until(lambda: len(headlines(store, feed)) == 2)
        locks = [sqlite3.connect(tmp_path / name, isolation_level=None) for name in ("kilas.db", "jobs.db")]
        for lock in locks:
            lock.execute("BEGIN IMMEDIATE")
        known = headlines(store, feed)
        for _ in range(6):
            time.sleep(0.5)
            assert "Report 1 of the works" in up.get("/en/")
        assert headlines(store, feed) == known
        for lock in locks:
            lock.rollback()
            lock.close()
        until(lambda: headlines(store, feed) == titles(range(4)))
        assert_sound(store, feed)
    assert up.end() == 0


@pytest.mark.slow
@pytest.mark.parametrize("gone_s", [4.0, 60.0])
def test_a_postgresql_that_is_gone_for_a_while_costs_nothing_but_the_time(
    gone_s: float, start_up: StartUp, tmp_path: Path, origin: Origin, server: postgres.Server
) -> None:
    up = start_up(tmp_path, KILAS_ALLOW_PRIVATE=origin.exemption, KILAS_DATABASE_URL=server.url)
    with Store.open(server.url, patience_s=120) as store:
        feed = follow(store, origin, 1)
        until(lambda: len(store.items.list(limit=100)) == SAMPLES + 1)
        announce(store, origin, feed, range(6))
        until(lambda: len(headlines(store, feed)) == 2)
        server.stop()  # every session is closed, as a restart does
        time.sleep(gone_s)
        assert up.process.poll() is None
        server.start()
        until(lambda: headlines(store, feed) == titles(range(6)), 300)
        assert "Report 5 of the works" in up.get("/en/")
        announce(store, origin, feed, range(8))
        until(lambda: headlines(store, feed) == titles(range(8)))
        assert_sound(store, feed)
    assert up.end() == 0


@pytest.mark.slow
def test_told_to_stop_amid_work_it_ends_well_and_the_next_start_goes_on(
    start_up: StartUp, tmp_path: Path, origin: Origin
) -> None:
    origin.delay_s = 0.3
    first = start_up(tmp_path, KILAS_ALLOW_PRIVATE=origin.exemption)
    with store_of(tmp_path) as store:
        feed = follow(store, origin, *range(10))
        until(lambda: len(headlines(store, feed)) >= 2)
        assert first.end() == 0
        assert len(headlines(store, feed)) < 10
        again = start_up(tmp_path, KILAS_ALLOW_PRIVATE=origin.exemption)
        until(lambda: headlines(store, feed) == titles(range(10)))
        assert_sound(store, feed)
    assert again.end() == 0


@pytest.mark.parametrize(
    ("change", "said", "mend"),
    [
        (
            "UPDATE alembic_version SET version_num = '9999'",
            "9999, which is newer than",
            "install the Kilas that wrote it",
        ),
        ("DELETE FROM alembic_version", "a migration was interrupted", "kilas db restore FILE"),
    ],
    ids=["downgraded", "half migrated"],
)
def test_a_database_it_cannot_work_with_is_refused_with_the_mend_and_left_alone(
    kilas: Run, tmp_path: Path, change: str, said: str, mend: str
) -> None:
    kilas("db", "upgrade")
    file = tmp_path / "home" / "kilas.db"
    with sqlite3.connect(file) as database:
        database.execute(change)
    database.close()
    before = file.read_bytes()
    for command in ("up", "work", "serve", "status"):
        refused = kilas(command)
        assert refused.returncode == 2, refused.stderr
        assert said in refused.stderr
        assert mend in refused.stderr
    assert file.read_bytes() == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 40 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=40m", "kilas", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root can mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.fixture
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server of the test's own, to be stopped and started."""
    programs = postgres.programs()
    if programs is None:
        if os.environ.get("KILAS_REQUIRE_ALL") == "1":
            pytest.fail("KILAS_REQUIRE_ALL is set, and PostgreSQL is missing")
        pytest.skip("PostgreSQL is missing")
    with postgres.server(programs) as running:
        yield running


def follow(store: Store, origin: Origin, *seeds: int) -> str:
    """Follow a feed of so many articles; its id."""
    address = origin.put("/feed", brought(origin, seeds))
    return store.feeds.add(address, "rss", rights="link", backlog=50, now=datetime.now(UTC)).id


def announce(store: Store, origin: Origin, feed_id: str, seeds: Iterable[int]) -> None:
    """Have the feed bring these articles, and be asked for them."""
    origin.put("/feed", brought(origin, seeds))
    store.feeds.refresh([feed_id], datetime.now(UTC))


def brought(origin: Origin, seeds: Iterable[int]) -> str:
    """The body of a feed of these articles, which the origin has from now on."""
    links = {
        origin.put(f"/a/{n}", article(n, title)): title for n, title in zip(seeds, titles(seeds), strict=True)
    }
    return rss(links)


def titles(seeds: Iterable[int]) -> list[str]:
    return [f"Report {n} of the works" for n in seeds]


def headlines(store: Store, feed_id: str) -> list[str]:
    return sorted(item.headline for item in store.items.list(feed_id=feed_id, limit=100))


def assert_sound(store: Store, feed_id: str) -> None:
    """Nothing doubled, nothing left waiting, nothing broken."""
    assert all(
        len(store.items.versions(item.id)) == 1 for item in store.items.list(feed_id=feed_id, limit=100)
    )
    assert {stored.state for stored in store.entries.of_feed(feed_id)} == {"briefed"}
    assert store.care.check() == ()


def fill(file: Path) -> None:
    with file.open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(4096))
        except OSError:
            return
