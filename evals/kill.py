"""Kill -9 at random moments of ingest, again and again: is anything lost, is anything doubled?

    python -m evals.kill --kills 100 --engine sqlite postgresql --results kills.jsonl

A site on loopback publishes more articles from life to life; its list is the truth. Each life of the service is ended
by SIGKILL at a moment drawn from the seed. After each round of kills the service may finish, and what it published is
compared with the list: every article once, with one brief, and nothing else. Results are appended to a file; with the
same file and seed a run goes on where the last one stopped. Every page is read in a worker forked from this process,
so that a life costs no imports and the kills fall where the work is.
"""

from __future__ import annotations

import argparse
import importlib
import json
import multiprocessing
import os
import pkgutil
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import kilas
from kilas.llm.config import Models
from kilas.store import Store
from kilas.store.records import Cursor, Item, StoredEntry
from kilas.testing import postgres
from kilas.testing.origin import Origin, article, rss

ROUND = 25  # kills between two comparisons
ENTRIES = 8  # new ones in each life
LONGEST_S = 5.0  # of a life, from the moment it is at work
SETTLE_S = 1_200.0  # most that may pass until all is published; a read that timed out is tried after 1 and 10 minutes
REFRESH_S = 10.0  # between two looks for feeds whose poll failed
Result = dict[str, Any]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.kill", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=100, help="of each engine")
    parser.add_argument(
        "--engine", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"]
    )
    parser.add_argument("--seed", type=int, default=20_261_125)
    parser.add_argument("--results", type=Path, default=Path(tempfile.gettempdir()) / "kilas-kills.jsonl")
    told = parser.parse_args(argv)
    bad = 0
    for engine in told.engine:
        bad += _run(engine, told.kills, told.seed, told.results)
    return 1 if bad else 0


def _run(engine: str, kills: int, seed: int, results: Path) -> int:
    done = [row for row in _rows(results) if (row["engine"], row["seed"]) == (engine, seed)]
    killed = sum(row["kills"] for row in done)
    while killed < kills:
        row = _round(engine, seed, killed, min(ROUND, kills - killed))
        with results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
        print(json.dumps(row), flush=True)
        done.append(row)
        killed += row["kills"]
    lost, doubled = sum(row["lost"] for row in done), sum(row["doubled"] for row in done)
    unsound = sum(len(row["problems"]) for row in done)
    seconds = sum(row["seconds"] for row in done) / max(1, killed)
    bound = f"{3 / killed:.1%}" if killed else "unknown"
    print(
        f"{engine}: {killed} kills, {lost} lost, {doubled} doubled, {unsound} faults in the store, "
        f"{seconds:.1f} s a kill; a zero means at most {bound} with 95 % confidence",
        flush=True,
    )
    return int(lost + doubled + unsound)


def _rows(results: Path) -> list[Result]:
    return [json.loads(line) for line in results.read_text("utf-8").splitlines()] if results.exists() else []


def _round(engine: str, seed: int, first: int, kills: int) -> Result:
    began = time.monotonic()
    with scratch() as folder, database(engine, folder) as url, site_in(folder) as site:
        Store.open(url, migrate=True).close()
        moments = []
        for number in range(first, first + kills):
            chance = random.Random(f"{seed} {engine} {number}")
            site.publish(ENTRIES)
            moments.append(_life(url, folder, site, chance.uniform(0.0, LONGEST_S)))
        killed_s = time.monotonic() - began
        finish(url, folder, site)
        row = compare(url, site.count)
    return {
        "engine": engine,
        "seed": seed,
        "first": first,
        "kills": kills,
        **row,
        "waiting_at_kill": moments,
        "seconds": round(killed_s, 1),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


# One life


def _life(url: str, folder: Path, site: Site, lasts_s: float) -> int:
    """Let the service work for so long, and kill it; how many entries were on their way then."""
    pid = born(url, folder, site)
    time.sleep(lasts_s)
    end(pid)
    with Store.open(url) as store:
        entries = store.care.counts().entries
        return entries.get("new", 0) + site.count - sum(entries.values())


def finish(url: str, folder: Path, site: Site, models: Models | None = None) -> None:
    """One last life, which may end its work.

    On a busy machine a poll or a read may fail in its time limit. That is late, not lost: a failed feed is refreshed,
    as an owner would, and entries are waited for until their last attempt.
    """
    pid = born(url, folder, site, models)
    began = looked = time.monotonic()
    try:
        with Store.open(url) as store:
            while time.monotonic() - began < SETTLE_S:
                entries = store.care.counts().entries
                if sum(entries.values()) >= site.count and not entries.get("new"):
                    return
                if time.monotonic() - looked > REFRESH_S:
                    looked = time.monotonic()
                    failed = [feed.id for feed in store.feeds.list() if feed.failures]
                    store.feeds.refresh(failed, datetime.now(UTC))
                time.sleep(0.5)
    finally:
        end(pid)


def end(pid: int) -> None:
    """Kill -9."""
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def born(url: str, folder: Path, site: Site, models: Models | None = None) -> int:
    """Fork a service over the store; its process, once it is at work."""
    with Store.open(url) as store:
        for address in site.feeds:
            store.feeds.add(address, "rss", rights="link", backlog=10_000, now=datetime.now(UTC))
        store.feeds.refresh(None, datetime.now(UTC))
    ready, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            _serve(url, folder, site, tell, models or Models())
        finally:
            os._exit(1)
    os.close(tell)
    with os.fdopen(ready, "rb") as pipe:
        if pipe.read(1) != b"1":
            raise AssertionError("the service did not start")
    return pid


def _serve(url: str, folder: Path, site: Site, tell: int, models: Models) -> None:
    from kilas.pipeline import service
    from kilas.sources.network_addresses import parse_exemptions

    jobs = f"sqlite:///{folder}/jobs.db" if url.startswith("sqlite") else url
    plan = service.Plan(
        database_url=url,
        jobs_url=jobs,
        executor="killed",
        processes=1,
        allow=parse_exemptions(site.exemption),
        host_interval_s=0.0,
        models=models,
    )
    service.Service(plan).start()
    os.write(tell, b"1")
    time.sleep(SETTLE_S + 60)


def preload() -> None:
    """Everything a life needs: it begins with work, and no fork copies the lock of a module that is being imported."""
    import kilas.pipeline.worker
    from kilas.sources import feeds

    for room in ("core", "llm", "pipeline", "sources", "store"):
        package = importlib.import_module(f"kilas.{room}")
        for module in pkgutil.walk_packages(package.__path__, f"kilas.{room}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)
    for name in feeds.IMPORTS:
        importlib.import_module(name)
    _read_once()
    # A fork has the whole of its parent's address space, and more of it than a worker may have.
    kilas.pipeline.worker._bound_memory = lambda memory_bytes: None  # noqa: ARG005
    fork = multiprocessing.get_context("fork")
    multiprocessing.get_context = lambda method=None: fork  # type: ignore[assignment]  # noqa: ARG005


def _read_once() -> None:
    """Reads a feed and a page here: packages load some of their modules when they are used."""
    from kilas.pipeline import tasks

    address = "http://127.0.0.1/"
    tasks.parse_feed(rss({address: title_of(0)}).encode(), address, "application/rss+xml", None)
    read = kilas.extract(article(0, title_of(0)), url=address)
    assert isinstance(read, kilas.Article), read
    kilas.brief(read, audience="public")


# The truth


class Site:
    """A site in a process of its own, and how much it has published."""

    def __init__(self, folder: Path) -> None:
        self._told = folder / "published"
        self.count = 0
        self._told.write_text("0")
        here, there = multiprocessing.get_context("fork").Pipe()
        self._process = multiprocessing.get_context("fork").Process(
            target=_publish_steadily, args=(there, str(self._told)), daemon=True
        )
        self._process.start()
        self.port = int(here.recv())
        self.exemption = f"127.0.0.0/8:{self.port}"
        self.feeds = [f"http://127.0.0.1:{self.port}/feed"]

    def publish(self, more: int) -> None:
        self.count += more
        part = self._told.with_suffix(".part")
        part.write_text(str(self.count))
        part.replace(self._told)

    def close(self) -> None:
        self._process.kill()
        self._process.join()


def title_of(number: int) -> str:
    return f"Report {number} of the works, as printed"


def _publish_steadily(pipe: Any, told: str) -> None:
    site = _Growing(Path(told))
    pipe.send(site.port)
    time.sleep(86_400)


class _Growing(Origin):
    """`/feed` lists `/a/0` … as many as the file says; each on a host of its own, so that politeness makes nobody wait."""

    def __init__(self, told: Path) -> None:
        self._told = told
        super().__init__("0.0.0.0")  # all of 127.0.0.0/8

    def answer(self, handler: Any) -> None:
        if handler.path == "/feed":
            count = int(self._told.read_text())
            links = {address_of(i, self.port): title_of(i) for i in reversed(range(count))}
            self.put("/feed", rss(dict(list(links.items())[:900])), content_type="application/rss+xml")
        elif handler.path.startswith("/a/"):
            number = int(handler.path[3:])
            self.put(handler.path, article(number, title_of(number)))
        super().answer(handler)


def address_of(number: int, port: int) -> str:
    return f"http://127.0.{number // 200 + 1}.{number % 200 + 1}:{port}/a/{number}"


def compare(url: str, count: int) -> Result:
    """What was published beside what should have been."""
    with Store.open(url) as store:
        items = [*all_items(store)]
        folded = [copy for item in items for copy in store.items.copies_of(item.id)]
        found = [(item.url or "").rpartition("/a/")[2] for item in [*items, *folded]]
        expected = {str(number) for number in range(count)}
        counts = store.care.counts()
        versions = sum(len(store.items.versions(item.id)) for item in items)
        wrong = sum(
            item.headline != title_of(int(number))
            for item, number in zip([*items, *folded], found, strict=True)
        )
        problems = [problem.what for problem in store.care.check()]
        missing = sorted(expected - set(found), key=int)
        told = [
            f"{one.entry.title}: {one.state} {one.reason or ''}"
            for one in _entries(store)
            if one.state in ("new", "refused")
        ]
        failing = [
            f"{one.failure_reason}: {one.failure_detail}, next poll {one.next_poll:%H:%M:%S}"
            for one in store.feeds.list()
            if one.failure_reason
        ]
    return {
        "entries": count,
        "missing": missing[:20],
        "unpublished": told[:20],
        "failing": failing,
        "lost": len(expected - set(found)) + wrong,
        "doubled": len(found)
        - len(set(found))
        + max(0, sum(counts.entries.values()) - count)
        + max(0, versions - len(items)),
        "problems": problems,
    }


def _entries(store: Store) -> Iterator[StoredEntry]:
    for feed in store.feeds.list():
        yield from store.entries.of_feed(feed.id)


def all_items(store: Store) -> Iterator[Item]:
    before: Cursor | None = None
    while page := store.items.list(limit=200, before=before):
        yield from page
        before = Cursor(published=page[-1].published, id=page[-1].id)


@contextmanager
def scratch() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kilas-kill-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def site_in(folder: Path) -> Iterator[Site]:
    site = Site(folder)
    try:
        yield site
    finally:
        site.close()


@contextmanager
def database(engine: str, folder: Path) -> Iterator[str]:
    if engine == "sqlite":
        yield f"sqlite:///{folder}/kilas.db"
        return
    programs = postgres.programs()
    if programs is None:
        sys.exit("PostgreSQL is missing\n  Try: apt install postgresql")
    with postgres.server(programs) as server:
        yield server.url


if __name__ == "__main__":
    preload()
    sys.exit(main())
