"""Heartbeats of workers, and the end of their claims; turns and robots.txt of hosts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Insert, Row, delete, func, select

from kilas.store.claims import release_claims
from kilas.store.records import Robots
from kilas.store.tables import SKEW, hosts, workers
from kilas.store.transactions import Database
from kilas.store.values import columns


class Workers:
    """The workers on one database: who is there, and whose claims end."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, executor_id: str, now: datetime) -> int:
        """Records the start of a worker and ends the claims of earlier processes of its name; returns their number.

        On SQLite it ends every claim: whoever starts there holds the folder's lock, so all others are gone.
        """
        database = self._database

        def do(connection: Connection) -> int:
            # The heartbeat first: it keeps others from taking this worker for its dead predecessor (`forget`).
            connection.execute(_beaten(database, executor_id, now))
            return release_claims(database, connection, None if database.is_sqlite else executor_id, now)

        return database.write(do)

    def beat(self, executor_id: str, now: datetime) -> None:
        """Records the worker's heartbeat."""
        self._database.write(lambda c: c.execute(_beaten(self._database, executor_id, now)))

    def take_name(self, executor_id: str) -> bool:
        """Reserves the name for this process until it ends or the store is closed. False if another process has it.

        Two workers with one name would resume each other's work. On SQLite, the folder's lock keeps them
        apart; on PostgreSQL, a session lock, which the server releases however this process ends.
        """
        if self._database.is_sqlite:
            return True
        key = int.from_bytes(hashlib.sha256(f"kilas worker {executor_id}".encode()).digest()[:8], signed=True)
        return self._database.keep(lambda c: bool(c.scalar(select(func.pg_try_advisory_lock(key)))))

    def beats(self) -> dict[str, datetime]:
        """Time of each worker's last heartbeat, ordered by name."""
        rows = self._database.query(
            lambda c: c.execute(select(workers).order_by(workers.c.executor_id)).all()
        )
        return {row.executor_id: row.beat for row in rows}

    def forget(self, executor_id: str, now: datetime, *, silent_since: datetime | None = None) -> bool:
        """Deletes a worker that has ended, and ends its claims.

        With `silent_since`, its last known heartbeat, only if none has come since. True if the worker was deleted.
        """
        known = workers.c.executor_id == executor_id
        if silent_since is not None:
            known &= workers.c.beat == silent_since

        def do(connection: Connection) -> bool:
            # On PostgreSQL the deletion waits for a heartbeat being written, and then no longer finds its row.
            if not connection.execute(delete(workers).where(known)).rowcount:
                return False
            release_claims(self._database, connection, executor_id, now)
            return True

        return self._database.write(do)


def _beaten(database: Database, executor_id: str, now: datetime) -> Insert:
    row = database.insert(workers).values(executor_id=executor_id, beat=now)
    return row.on_conflict_do_update(index_elements=["executor_id"], set_={"beat": now})


class Hosts:
    """Turns and robots.txt of each host, shared by all workers on the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take_turn(self, host: str, now: datetime, interval_s: float) -> float:
        """Reserves the host's next free turn and returns the seconds from `now` until it begins."""
        return self.take_turns([host], now, interval_s)[0]

    def take_turns(self, names: Sequence[str], now: datetime, interval_s: float) -> tuple[float, ...]:
        """Reserves one turn of each named host at once, as `take_turn` does."""

        def do(connection: Connection) -> tuple[float, ...]:
            found: dict[str, float] = {}
            for host in sorted(set(names)):  # fixed order, so that two workers cannot deadlock
                found[host] = self._take(connection, host, now, interval_s)
            return tuple(found[host] for host in names)

        return self._database.write(do)

    def pause(self, host: str, until: datetime) -> None:
        """Records that the host asked for no requests before `until` (Retry-After); no turn begins earlier."""

        def do(connection: Connection) -> None:
            self._locked(connection, host)
            connection.execute(hosts.update().where(hosts.c.host == host).values(paused_until=until))

        self._database.write(do)

    def robots(self, host: str) -> Robots | None:
        """The host's robots.txt as last fetched; None if never fetched."""
        row = self._database.query(lambda c: c.execute(select(hosts).where(hosts.c.host == host)).first())
        if row is None or row.robots_fetched is None:
            return None
        return Robots(text=row.robots, status=row.robots_status, fetched=row.robots_fetched)

    def save_robots(self, host: str, text: str | None, status: int, now: datetime) -> None:
        """Saves the host's answer for robots.txt; `text` is None if it has none."""
        values = columns({"robots": text, "robots_status": status, "robots_fetched": now})

        def do(connection: Connection) -> None:
            self._locked(connection, host)
            connection.execute(hosts.update().where(hosts.c.host == host).values(values))

        self._database.write(do)

    def _take(self, connection: Connection, host: str, now: datetime, interval_s: float) -> float:
        row = self._locked(connection, host)
        free_at, taken, paused = row.free_at, row.taken, row.paused_until
        # A reservation made well after now dates from before the clock was set back: ignore it.
        is_stale = taken is not None and taken > now + SKEW
        turn = max(now, now if free_at is None or is_stale else free_at, paused or now)
        values = {"free_at": turn + timedelta(seconds=interval_s), "taken": now}
        connection.execute(hosts.update().where(hosts.c.host == host).values(values))
        return (turn - now).total_seconds()

    def _locked(self, connection: Connection, host: str) -> Row[Any]:
        connection.execute(self._database.insert(hosts).values(host=host).on_conflict_do_nothing())
        return connection.execute(select(hosts).where(hosts.c.host == host).with_for_update()).one()
