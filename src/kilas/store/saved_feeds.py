"""Feeds: adding, scheduling and removing them, and saving their polls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, exists, func, or_, select, true, update

from kilas.core.article import RightsMode
from kilas.core.entry import Entry
from kilas.core.poll_schedule import NEVER
from kilas.errors import StoreError
from kilas.store import removal
from kilas.store.records import EntryState, Feed, FeedHealth, Polled
from kilas.store.saved_entries import reopen
from kilas.store.tables import SKEW, entries, feeds, items, takedowns
from kilas.store.transactions import Database
from kilas.store.values import columns, digest, named, to_json

_FIRST_INTERVAL_S = 1800.0
_CHUNK = 500  # keys per statement
_LONGEST_ADDRESS = 2_000
_STALE = timedelta(minutes=10)  # caches on the way may serve the content from before a push for this long


class Feeds:
    """The feeds of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        address: str,
        kind: str,
        *,
        title: str = "",
        home: str | None = None,
        language: str | None = None,
        rights: RightsMode = "link",
        backlog: int = 50,
        route: str | None = None,
        now: datetime,
    ) -> Feed:
        """Adds the feed at `address`, due at once if new or removed before. A known feed is returned unchanged."""
        if len(address) > _LONGEST_ADDRESS:
            raise StoreError(
                f"the address {address[:60]}… is longer than {_LONGEST_ADDRESS} characters",
                "use a shorter address of the same feed",
            )

        def do(connection: Connection) -> Feed:
            known = _by_address(connection, address, locked=True)
            if known is None:
                row = {
                    "id": feed_id(address),
                    "address": address,
                    "kind": kind,
                    "title": title,
                    "home": home,
                    "language": language,
                    "rights": rights,
                    "backlog": backlog,
                    "route": route,
                    "added": now,
                    "next_poll": now,
                    "interval_s": _FIRST_INTERVAL_S,
                    "failures": 0,
                }
                _insert_missing(self._database, connection, feeds, [columns(row)])
            elif known.removed is not None:
                connection.execute(
                    update(feeds)
                    .where(feeds.c.id == known.id)
                    .values(
                        removed=None, next_poll=now, rights=rights, backlog=backlog, route=route, **_HEALED
                    )
                )
                left_out = (entries.c.feed_id == known.id) & (entries.c.reason == "feed_removed")
                reopen(self._database, connection, left_out, now)
            found = _by_address(connection, address)
            assert found is not None  # noqa: S101  # just written
            return found

        return self._database.write(do)

    def get(self, feed_id: str) -> Feed | None:
        """The feed, also if it was removed; None if unknown."""
        row = self._database.query(
            lambda c: c.execute(select(feeds).where(feeds.c.id == feed_id)).mappings().first()
        )
        return None if row is None else named(Feed, row)

    def find(self, address: str) -> Feed | None:
        """The feed whose present or first address is `address`, also if it was removed. None if unknown."""
        return self._database.read(lambda connection: _by_address(connection, address))

    def list(self) -> tuple[Feed, ...]:
        """All polled feeds, in the order added."""
        query = select(feeds).where(feeds.c.removed.is_(None)).order_by(feeds.c.added, feeds.c.id)
        rows = self._database.query(lambda c: c.execute(query).mappings().all())
        return tuple(named(Feed, row) for row in rows)

    def health(self) -> tuple[FeedHealth, ...]:
        """All polled feeds, each with the counts of its entries."""
        query = select(entries.c.feed_id, entries.c.state, func.count()).group_by(
            entries.c.feed_id, entries.c.state
        )
        counted: dict[str, Counter[str]] = {}
        for feed, state, count in self._database.query(lambda c: c.execute(query).all()):
            counted.setdefault(feed, Counter())[state] = count
        return tuple(_health(feed, counted.get(feed.id, Counter())) for feed in self.list())

    def claim_due(self, now: datetime, limit: int, lease_s: float, by: str | None = None) -> tuple[Feed, ...]:
        """Claims up to `limit` due feeds for `lease_s`, the longest overdue first; `by` is the worker's name.

        `save_poll` ends a claim, and so does the end of its worker (see `Workers`). Any other claim expires.
        """
        until = now + timedelta(seconds=lease_s)
        # Times ahead of now plus the lease were written before the clock was set back: ignore them.
        is_free = or_(
            feeds.c.claimed_until.is_(None),
            feeds.c.claimed_until <= now,
            feeds.c.claimed_until > until + SKEW,
        )
        waits = and_(feeds.c.removed.is_(None), _is_due(now), is_free)
        due = select(feeds.c.id).where(waits).order_by(feeds.c.next_poll, feeds.c.id).limit(limit)

        def do(connection: Connection) -> tuple[Feed, ...]:
            ids = list(connection.scalars(due.with_for_update(skip_locked=True)))
            if not ids:
                return ()
            claimed: list[Feed] = []
            for some in _chunks(ids):
                mine = update(feeds).where(feeds.c.id.in_(some))
                connection.execute(mine.values(claimed_until=until, claimed_by=by))
                rows = connection.execute(select(feeds).where(feeds.c.id.in_(some))).mappings()
                claimed += (named(Feed, row) for row in rows)
            return tuple(sorted(claimed, key=lambda feed: (feed.next_poll, feed.id)))

        if not self._database.query(lambda c: c.scalar(select(exists().where(waits)))):
            return ()  # polled every second: check with a read first, so that idle polls do not write
        return self._database.write(do)

    def save_poll(self, feed_id: str, polled: Polled) -> tuple[str, ...]:
        """Saves the result of one poll and returns the ids of new and changed entries."""
        return self.save_polls([(feed_id, polled)])[feed_id]

    def save_polls(self, polls: Sequence[tuple[str, Polled]]) -> dict[str, tuple[str, ...]]:
        """Saves the polls of many feeds in one transaction, so that the disk is synced once."""

        def do(connection: Connection) -> dict[str, tuple[str, ...]]:
            return {feed: _save_poll(self._database, connection, feed, polled) for feed, polled in polls}

        return self._database.write(do)

    def refresh(self, ids: Iterable[str] | None, now: datetime) -> int:
        """Makes these feeds due at once (all of them if `ids` is None) and returns their number.

        Re-queues their entries whose item is no longer published and was not taken down.
        """
        wanted = and_(feeds.c.removed.is_(None), true() if ids is None else feeds.c.id.in_(list(ids)))
        change = update(feeds).where(wanted).values(next_poll=now, **_UNCLAIMED)
        is_lost = and_(
            entries.c.feed_id.in_(select(feeds.c.id).where(wanted)),
            entries.c.state.in_(("briefed", "linked", "folded")),
            entries.c.article_id.is_not(None),
            ~exists().where(items.c.id == entries.c.article_id),
            ~exists().where(takedowns.c.item_id == entries.c.article_id),
        )

        def do(connection: Connection) -> int:
            reopen(self._database, connection, is_lost, now)
            return connection.execute(change).rowcount

        return self._database.write(do)

    def remove(self, feed_id: str, now: datetime, *, purge: bool = False) -> bool:
        """Stops polling the feed; with `purge`, deletes its entries, articles and items. True if the feed exists."""

        def do(connection: Connection) -> bool:
            if not connection.scalar(select(exists().where(feeds.c.id == feed_id))):
                return False
            polled = (feeds.c.id == feed_id) & feeds.c.removed.is_(None)
            connection.execute(update(feeds).where(polled).values(removed=now))
            if purge:
                removal.purge_feed(self._database, connection, feed_id, now)
            return True

        return self._database.write(do)

    def set_route(self, feed_id: str, route: str | None) -> bool:
        """Sets the only model route for the feed's articles; None for the whole chain. True if the feed exists."""
        change = update(feeds).where(feeds.c.id == feed_id).values(route=route)
        return self._database.write(lambda c: c.execute(change).rowcount > 0)

    def set_rights(self, feed_id: str, rights: RightsMode) -> bool:
        """Sets the rights mode of the feed. True if the feed exists."""
        change = update(feeds).where(feeds.c.id == feed_id).values(rights=rights)
        return bool(self._database.write(lambda c: c.execute(change).rowcount))

    def next_due(self) -> datetime | None:
        """Time the next feed is due; None if none ever is."""
        query = select(func.min(feeds.c.next_poll)).where(
            feeds.c.removed.is_(None), feeds.c.next_poll < NEVER
        )
        due: datetime | None = self._database.query(lambda c: c.scalar(query))
        return due


def feed_id(address: str) -> str:
    """Id of the feed first added as `address`."""
    return digest(address)[:16]


_UNCLAIMED = {"claimed_until": None, "claimed_by": None}
_HEALED = {"failures": 0, "failure_reason": None, "failure_detail": None, **_UNCLAIMED}


def _by_address(connection: Connection, address: str, *, locked: bool = False) -> Feed | None:
    for found in (feeds.c.address == address, feeds.c.id == feed_id(address)):
        query = select(feeds).where(found)
        row = connection.execute(query.with_for_update() if locked else query).mappings().first()
        if row is not None:
            return named(Feed, row)
    return None


def _is_due(now: datetime) -> Any:
    set_back = and_(feeds.c.last_polled > now + SKEW, feeds.c.next_poll < NEVER)
    return or_(feeds.c.next_poll <= now, set_back)


def _health(feed: Feed, counted: Counter[str]) -> FeedHealth:
    return FeedHealth(
        feed=feed,
        entries=counted.total(),
        briefed=counted["briefed"],
        linked=counted["linked"],
        folded=counted["folded"],
        refused=counted["refused"],
        skipped=counted["skipped"],
        waiting=counted["new"],
    )


def _save_poll(database: Database, connection: Connection, feed_id: str, polled: Polled) -> tuple[str, ...]:
    row = connection.execute(select(feeds).where(feeds.c.id == feed_id).with_for_update()).first()
    if row is None:
        return ()  # purged while it was polled
    if polled.failure_reason is not None or polled.is_gone:
        connection.execute(update(feeds).where(feeds.c.id == feed_id).values(columns(_failure(row, polled))))
        return ()
    fresh, has_new = _save_entries(database, connection, row, polled)
    values = columns(_success(connection, row, polled)) | ({"last_entry": polled.at} if has_new else {})
    connection.execute(update(feeds).where(feeds.c.id == feed_id).values(values))
    return fresh


def _failure(row: Row[Any], polled: Polled) -> dict[str, Any]:
    return {
        "last_polled": polled.at,
        "next_poll": NEVER if polled.is_gone else polled.next_poll,
        "interval_s": polled.interval_s,
        "failures": row.failures + 1,
        "failure_reason": polled.failure_reason or "gone",
        "failure_detail": polled.failure_detail,
        **_UNCLAIMED,
    }


def _success(connection: Connection, row: Row[Any], polled: Polled) -> dict[str, Any]:
    values: dict[str, Any] = {
        "last_polled": polled.at,
        "last_success": polled.at,
        "next_poll": _next_poll(row, polled),
        "interval_s": polled.interval_s,
        **_HEALED,
    }
    told = ("etag", "last_modified", "body_sha256", "kind", "title", "home", "language")
    values |= {name: said for name in told if (said := getattr(polled, name))}
    if polled.body_sha256 is not None:  # a new answer also clears what it no longer gives
        told_anew = ("etag", "last_modified", "hub", "topic", "ttl_s", "skip_hours", "skip_days")
        values |= {name: getattr(polled, name) for name in told_anew}
    if polled.moved_to and polled.moved_to != row.address and len(polled.moved_to) <= _LONGEST_ADDRESS:
        values |= _moved(connection, row, polled.moved_to, polled.at)
    return values


def _next_poll(row: Row[Any], polled: Polled) -> datetime:
    """Time from the poll; sooner after a push, since this answer may be older than the push."""
    if row.pushed is None or not timedelta(0) <= polled.at - row.pushed < _STALE:
        return polled.next_poll
    if row.pushed >= (polled.asked or polled.at):
        return polled.at
    return polled.next_poll if polled.body_sha256 else min(polled.next_poll, polled.at + _STALE / 2)


def _moved(connection: Connection, row: Row[Any], address: str, at: datetime) -> dict[str, Any]:
    """Sets the new address, or ends this feed if another feed already has that address."""
    other = connection.scalar(select(feeds.c.id).where(feeds.c.address == address))
    if other is None:
        return {"address": address}
    return {
        "removed": row.removed or at,
        "failure_reason": "moved",
        "failure_detail": f"moved to {address}, which is polled already",
    }


def _next_state(saved: Row[Any] | None, *, is_taken: bool) -> EntryState:
    """State of a new or changed entry; `is_taken`: a new one is within the backlog."""
    is_wanted = is_taken if saved is None else saved.state != "skipped"
    return "new" if is_wanted else "skipped"


def _save_entries(
    database: Database, connection: Connection, feed: Row[Any], polled: Polled
) -> tuple[tuple[str, ...], bool]:
    """Ids of the entries to process, in the order given, and True if any of them is new."""
    keyed = {digest(feed.id, key)[:24]: entry for key, entry in _keyed(polled.entries).items()}
    known = _known_entries(connection, list(keyed))
    backlog = feed.backlog if feed.last_success is None else len(keyed)
    rows = [
        _row(id_, feed.id, entry, polled.at, _next_state(known.get(id_), is_taken=place < backlog))
        for place, (id_, entry) in enumerate(keyed.items())
        if id_ not in known or known[id_].digest != entry.digest
    ]
    new = [row for row in rows if row["id"] not in known]
    _insert_missing(database, connection, entries, new)
    _update_changed(connection, [row for row in rows if row["id"] in known])
    return tuple(row["id"] for row in rows if row["state"] == "new"), bool(new)


def _known_entries(connection: Connection, ids: Sequence[str]) -> dict[str, Row[Any]]:
    known: dict[str, Row[Any]] = {}
    for some in _chunks(ids):
        query = select(entries.c.id, entries.c.digest, entries.c.state).where(entries.c.id.in_(some))
        known |= {row.id: row for row in connection.execute(query)}
    return known


def _update_changed(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        values = {name: row[name] for name in ("digest", "changed", "state", "body")}
        connection.execute(
            update(entries).where(entries.c.id == row["id"]).values(**values, reason=None, detail=None)
        )


def _keyed(given: Sequence[Entry]) -> dict[str, Entry]:
    """Entries by key, the first of each. A guid shared by several entries is extended with the address or title."""
    places = {(entry.guid, entry.url or entry.title) for entry in given if entry.guid}
    shared = {guid for guid, count in Counter(guid for guid, _ in places).items() if count > 1}
    keyed: dict[str, Entry] = {}
    for entry in given:
        key = f"{entry.guid}\n{entry.url or entry.title}" if entry.guid in shared else entry.key
        keyed.setdefault(key, entry)
    return keyed


def _row(id_: str, feed_id: str, entry: Entry, at: datetime, state: str) -> dict[str, Any]:
    return {
        "id": id_,
        "feed_id": feed_id,
        "digest": entry.digest,
        "seen": at,
        "changed": at,
        "state": state,
        "body": to_json(entry),
    }


def _insert_missing(
    database: Database, connection: Connection, table: Table, rows: list[dict[str, Any]]
) -> None:
    if rows:
        connection.execute(database.insert(table).on_conflict_do_nothing(), rows)


def _chunks(keys: Sequence[str]) -> Iterable[Sequence[str]]:
    return (keys[i : i + _CHUNK] for i in range(0, len(keys), _CHUNK))
