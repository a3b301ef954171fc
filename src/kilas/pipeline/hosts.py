"""Access to hosts: robots.txt, turns, one connection at a time; shared by all workers of a store."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from kilas.core.address import server_of
from kilas.errors import SourceError
from kilas.sources import robots_txt
from kilas.sources.fetch import Fetched, fetch
from kilas.sources.network_addresses import Exemption
from kilas.store import Store
from kilas.store.records import Robots

INTERVAL_S = 0.5  # least time between two requests to a host, unless its robots.txt asks for more
# Reasons for which an address is never opened; its robots.txt is not fetched either.
NEVER_OPENED = frozenset({"bad_address", "bad_scheme", "userinfo", "blocked_port", "blocked_address"})
_KEEP = timedelta(seconds=robots_txt.KEEP_S)
_KEEP_FAULT = timedelta(minutes=10)  # time until a robots.txt that could not be fetched is tried again


def wall_clock() -> datetime:
    return datetime.now(UTC)


class Gate:
    """Coordinates access to hosts in one process; the store coordinates the processes."""

    def __init__(
        self,
        store: Store,
        allow: Sequence[Exemption] = (),
        *,
        interval_s: float = INTERVAL_S,
        clock: Callable[[], datetime] = wall_clock,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._store = store
        self._allow = tuple(allow)
        self._interval_s = interval_s
        self._clock = clock
        self._sleep = sleep
        self._busy: set[str] = set()
        self._guard = threading.Condition()

    @contextmanager
    def turn(self, url: str, crawl_delay_s: float | None = None) -> Iterator[None]:
        """Waits for a turn of the host of `url`.

        The body may make one request; no other thread uses the host meanwhile.
        """
        host = server_of(url)
        with self._alone(host):
            interval_s = max(self._interval_s, crawl_delay_s or 0.0)
            self._sleep(self._store.hosts.take_turn(host, self._clock(), interval_s))
            yield

    def turns(self, hosts: Sequence[str]) -> tuple[float, ...]:
        """Reserves one turn of each host at once and returns the seconds until each begins."""
        return self._store.hosts.take_turns(hosts, self._clock(), self._interval_s) if hosts else ()

    def claim(self, name: str) -> bool:
        """Reserves the host for this caller until `release`. False if another thread has it."""
        with self._guard:
            if name in self._busy:
                return False
            self._busy.add(name)
            return True

    def release(self, name: str) -> None:
        with self._guard:
            self._busy.discard(name)
            self._guard.notify_all()

    def rules(self, url: str) -> robots_txt.RobotsDecision:
        """Decision of the host's robots.txt about `url`; fetches the file again if it is older than a day.

        Raises SourceError for an address that is never opened.
        """
        origin = origin_of(url)
        known = self._store.hosts.robots(origin)
        if known is None or not self._is_fresh(known):
            with self._alone(origin):  # one thread fetches it, the others find the answer
                known = self._store.hosts.robots(origin)
                if known is None or not self._is_fresh(known):
                    known = self._ask(url, origin)
        return robots_txt.allows(known.text, url, status=known.status)

    def pause(self, url: str, seconds: float) -> None:
        """Records a pause that the host asked for: no turn begins within `seconds`, at most a day."""
        self._store.hosts.pause(server_of(url), self._clock() + timedelta(seconds=min(seconds, 86_400.0)))

    def _ask(self, url: str, origin: str) -> Robots:
        got: Fetched | SourceError
        with self.turn(url):
            try:
                got = fetch(robots_txt.address(url), limits=robots_txt.LIMITS, allow=self._allow)
            except SourceError as error:
                if error.reason in NEVER_OPENED:
                    raise
                got = error
        text, status = robots_txt.answer(got)
        now = self._clock()
        self._store.hosts.save_robots(origin, text, status, now)
        return Robots(text=text, status=status, fetched=now)

    def _is_fresh(self, known: Robots) -> bool:
        age = self._clock() - known.fetched
        # A negative age means that the clock was set back: then the file is fetched again, since its age is unknown.
        return timedelta(minutes=-5) < age < (_KEEP if known.status < 500 else _KEEP_FAULT)

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        with self._guard:
            self._guard.wait_for(lambda: name not in self._busy)
            self._busy.add(name)
        try:
            yield
        finally:
            self.release(name)


def origin_of(url: str) -> str:
    """Scope of a robots.txt: scheme, host and port."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"
