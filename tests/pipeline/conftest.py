"""A real service of one process over a real store and a real site on loopback."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kilas.core.article import RightsMode
from kilas.pipeline import engine, ingest, tasks
from kilas.pipeline.hosts import Gate
from kilas.pipeline.polling import Poller
from kilas.pipeline.pool import Pool
from kilas.sources import feeds
from kilas.store import Store
from kilas.store.records import Feed, Item, StoredEntry
from kilas.testing.clock import Clock
from kilas.testing.origin import Origin

START = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@dataclass
class Works:
    """The pipeline by hand: the clock is the test's, and a poll comes when the test says so."""

    store: Store
    origin: Origin
    poller: Poller
    clock: Clock = field(default_factory=lambda: Clock(START))
    slept: list[float] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.clock.now

    @now.setter
    def now(self, now: datetime) -> None:
        self.clock.now = now

    def add(
        self, path_or_url: str, rights: RightsMode = "link", backlog: int = 50, kind: str = "rss"
    ) -> Feed:
        address = path_or_url if ":" in path_or_url else self.origin.url(path_or_url)
        return self.store.feeds.add(
            address,
            kind,
            title="",
            home=None,
            language=None,
            rights=rights,
            backlog=backlog,
            now=self.now,
        )

    def poll(self, after: timedelta = timedelta(0)) -> list[StoredEntry]:
        """Poll every feed that is due; what is new."""
        self.clock.forward(after)
        self.store.feeds.refresh(None, self.now)
        found = list(self.poller.poll_due())
        while self.poller._held:
            time.sleep(0.05)
            found += self.poller.poll_due()
        return [stored for one in found if (stored := self.store.entries.get(one)) is not None]

    def ingest(self, entries: list[StoredEntry] | None = None) -> None:
        """Poll, then take every entry through its steps, as the engine would."""
        for stored in self.poll() if entries is None else entries:
            self.steps(stored)

    def steps(self, stored: StoredEntry) -> str:
        outcome = ingest.read(stored.id, stored.entry.digest, 0)
        if "over" in outcome or "again_s" in outcome:
            return str(outcome)
        if outcome.get("asks"):
            outcome = {**outcome, "replies": ingest.ask(stored.id, stored.entry.digest, outcome)}
        return ingest.write(stored.id, stored.entry.digest, outcome)

    def items(self) -> tuple[Item, ...]:
        return self.store.items.list(limit=100)

    def states(self, feed: Feed) -> list[tuple[str, str | None]]:
        return [(stored.state, stored.reason) for stored in self.store.entries.of_feed(feed.id)]


@pytest.fixture(scope="session")
def pools() -> Iterator[tuple[Pool, Pool]]:
    """The guarded processes; starting them for each test would take most of its time."""
    pages = Pool(1, imports=tasks.IMPORTS, deadline_s=60)
    parsers = Pool(
        1, memory_bytes=feeds.MEMORY_BYTES, imports=(*feeds.IMPORTS, "kilas.pipeline.tasks"), deadline_s=60
    )
    yield pages, parsers
    pages.close()
    parsers.close()


@pytest.fixture
def origin() -> Iterator[Origin]:
    site = Origin()
    yield site
    site.close()


@pytest.fixture
def works_url(tmp_path: Path) -> str:
    """The address of the store; a module may put another engine's in its place."""
    return f"sqlite:///{tmp_path}/kilas.db"


@pytest.fixture
def works(works_url: str, origin: Origin, pools: tuple[Pool, Pool]) -> Iterator[Works]:
    pages, parsers = pools
    with Store.open(works_url, migrate=True) as store:
        hand = Works(store=store, origin=origin, poller=None)  # type: ignore[arg-type]  # set below: both know each other
        gate = Gate(store, origin.allow, clock=hand.clock, sleep=hand.slept.append)
        hand.poller = Poller(
            store=store, pages=pages, parsers=parsers, gate=gate, allow=origin.allow, clock=hand.clock
        )
        ingest.use(ingest.Workbench(store=store, pool=pages, gate=gate, allow=origin.allow, clock=hand.clock))
        yield hand
        ingest.use(None)


def until(is_so: Callable[[], object], patience_s: float = 90.0) -> None:
    ends = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < ends, "it never came to be"
        time.sleep(0.05)


__all__ = ["START", "Works", "engine", "until"]
