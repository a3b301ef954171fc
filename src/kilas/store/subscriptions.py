"""Subscriptions to the hubs of our feeds: new, to renew, to end."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, Delete, Row, Select, Update, and_, delete, func, not_, or_, select, update

from kilas.core.poll_schedule import NEVER
from kilas.store.records import Subscription
from kilas.store.tables import SKEW, feeds, subscriptions
from kilas.store.transactions import Database
from kilas.store.values import named

_RETRY = timedelta(hours=1)  # wait before asking a hub that did not confirm again; doubles each time
_LONGEST_RETRY = timedelta(days=1)
_SETTLE = timedelta(minutes=10)  # least time between two requests, however often a feed changes its hub
_DENIED = timedelta(days=7)
_GOODBYES = 3  # attempts to unsubscribe before the lease is left to expire
_LEAST = timedelta(seconds=10)  # least time between two polls, however often a hub pushes
_Change = TypeVar("_Change", Update, Delete)


class Subscriptions:
    """The subscriptions of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, feed_id: str) -> Subscription | None:
        """The subscription of the feed; None if there is none."""
        query = select(subscriptions).where(subscriptions.c.feed_id == feed_id)
        row = self._database.query(lambda c: c.execute(query).mappings().first())
        return None if row is None else named(Subscription, row)

    def claim_due(
        self, base: str, now: datetime, limit: int, by: str | None = None
    ) -> tuple[Subscription, ...]:
        """Claims up to `limit` requests to send to hubs now; `base` is the address where hubs reach us.

        Subscribes and renews for feeds that offer a hub; unsubscribes for feeds that were removed or offer
        none now. `by` is the worker's name: until `sent`, the requests are due again if that worker ends.
        """
        offered, left = _offered(base, now).limit(limit), _left(now).limit(limit)

        def do(connection: Connection) -> tuple[Subscription, ...]:
            database = self._database
            asked = [_ask(database, connection, row, base, now, by) for row in connection.execute(offered)]
            ended = [_leave(connection, row, now, by) for row in connection.execute(left)]
            return tuple(one for one in (*asked, *ended) if one is not None)

        def is_any(connection: Connection) -> bool:
            return any(connection.execute(query.limit(1)).first() for query in (offered, left))

        # Polled every few seconds: check with a read first, so that idle polls do not write.
        return self._database.write(do) if self._database.read(is_any) else ()

    def sent(self, feed_id: str) -> None:
        """Records that the request was sent, or that sending it failed: it waits for its next time."""
        claimed = _change(feed_id).where(subscriptions.c.claimed_by.is_not(None))
        self._database.write(lambda c: c.execute(claimed.values(claimed_by=None)))

    def agreed(self, feed_id: str, until: datetime, renew: datetime) -> None:
        """Records that the hub pushes until `until`; the request is renewed at `renew`."""

        def do(connection: Connection) -> None:
            connection.execute(_change(feed_id).values(tries=0, ask_next=renew, claimed_by=None))
            connection.execute(update(feeds).where(feeds.c.id == feed_id).values(subscribed_until=until))

        self._database.write(do)

    def denied(self, feed_id: str, now: datetime) -> None:
        """Records that the hub refused: the feed is polled normally, and the hub asked again in a week."""

        def do(connection: Connection) -> None:
            connection.execute(_change(feed_id).values(ask_next=now + _DENIED, claimed_by=None))
            _expect_nothing(connection, feed_id)
            _poll_soon(connection, feed_id, now)

        self._database.write(do)

    def ended(self, feed_id: str) -> None:
        """Deletes the subscription after the hub has confirmed its end."""
        end = delete(subscriptions).where(subscriptions.c.feed_id == feed_id)
        self._database.write(lambda c: c.execute(end).rowcount)

    def pushed(self, feed_id: str, now: datetime) -> None:
        """Records a push: the feed is due at once."""

        def do(connection: Connection) -> None:
            connection.execute(update(feeds).where(feeds.c.id == feed_id).values(pushed=now))
            _poll_soon(connection, feed_id, now)

        self._database.write(do)


_TOPIC = func.coalesce(feeds.c.topic, feeds.c.address)
_IS_OFFERED = and_(feeds.c.removed.is_(None), feeds.c.hub.is_not(None), feeds.c.next_poll < NEVER)


def _offered(base: str, now: datetime) -> Select[Any]:
    """Query for feeds whose hub is to be asked now, with the previous request."""
    of = subscriptions.c
    is_other = or_(of.hub != feeds.c.hub, of.topic != _TOPIC, of.base != base, of.wanted != "subscribe")
    is_due = or_(
        of.feed_id.is_(None),
        of.ask_next <= now,
        of.asked > now + SKEW,  # the clock was set back
        and_(is_other, of.asked <= now - _SETTLE),
    )
    joined = feeds.outerjoin(subscriptions, of.feed_id == feeds.c.id)
    named_here = (feeds.c.id, feeds.c.hub.label("offered"), _TOPIC.label("about"), subscriptions)
    return select(*named_here).select_from(joined).where(_IS_OFFERED, is_due).order_by(feeds.c.id)


def _left(now: datetime) -> Select[Any]:
    """Query for subscriptions whose feed was removed or no longer offers a hub."""
    of = subscriptions.c
    joined = subscriptions.outerjoin(feeds, of.feed_id == feeds.c.id)
    is_left = or_(feeds.c.id.is_(None), not_(_IS_OFFERED))
    is_due = or_(of.wanted == "subscribe", of.ask_next <= now, of.asked > now + SKEW)
    return select(subscriptions).select_from(joined).where(is_left, is_due).order_by(of.feed_id)


def _ask(
    database: Database, connection: Connection, row: Row[Any], base: str, now: datetime, by: str | None
) -> Subscription | None:
    """Records the request and returns it; None if another worker claimed it."""
    asked = {"hub": row.offered, "topic": row.about, "base": base, "wanted": "subscribe"}
    is_same = row.feed_id is not None and all(getattr(row, name) == value for name, value in asked.items())
    if is_same:
        kept = {"token": row.token, "secret": row.secret, "tries": row.tries + 1}
    else:  # new secrets: those of the previous hub no longer work
        kept = {"token": secrets.token_urlsafe(24), "secret": secrets.token_hex(32), "tries": 0}
    values = asked | kept | {"asked": now, "ask_next": now + _pause(kept["tries"]), "claimed_by": by}
    if row.feed_id is None:
        insert = database.insert(subscriptions).values(feed_id=row.id, **values)
        made = insert.on_conflict_do_nothing().returning(subscriptions.c.feed_id)
        is_ours = connection.scalar(made) is not None
    else:
        is_ours = bool(connection.execute(_as_read(update(subscriptions), row).values(values)).rowcount)
    if not is_ours:
        return None
    if not is_same:
        _expect_nothing(connection, row.id)
    return Subscription(feed_id=row.id, **asked, **kept)


def _leave(connection: Connection, row: Row[Any], now: datetime, by: str | None) -> Subscription | None:
    """Records the request to unsubscribe; None if it was sent often enough or another worker claimed it."""
    tries = row.tries + 1 if row.wanted == "unsubscribe" else 0
    if tries >= _GOODBYES:
        connection.execute(_as_read(delete(subscriptions), row))
        return None
    sending = {"wanted": "unsubscribe", "tries": tries, "claimed_by": by}
    values = {**sending, "asked": now, "ask_next": now + _pause(tries)}
    if not connection.execute(_as_read(update(subscriptions), row).values(values)).rowcount:
        return None
    _expect_nothing(connection, row.feed_id)
    return replace(named(Subscription, row._mapping), wanted="unsubscribe", tries=tries)


def _as_read(change: _Change, row: Row[Any]) -> _Change:
    """Restricts `change` to the version that was read, so that it has no effect if another worker was faster."""
    return change.where(subscriptions.c.feed_id == row.feed_id, subscriptions.c.asked == row.asked)


def _pause(tries: int) -> timedelta:
    return min(_RETRY * (1 << min(tries, 10)), _LONGEST_RETRY)


def _change(feed_id: str) -> Update:
    return update(subscriptions).where(subscriptions.c.feed_id == feed_id)


def _expect_nothing(connection: Connection, feed_id: str) -> None:
    connection.execute(update(feeds).where(feeds.c.id == feed_id).values(subscribed_until=None))


def _poll_soon(connection: Connection, feed_id: str, now: datetime) -> None:
    last = connection.scalar(select(feeds.c.last_polled).where(feeds.c.id == feed_id))
    soon = max(now, min(last + _LEAST, now + _LEAST)) if last else now
    later = (feeds.c.id == feed_id) & (feeds.c.next_poll > soon)
    connection.execute(update(feeds).where(later).values(next_poll=soon))
