"""Which hubs push to us, which are to be asked to, and which are to stop."""

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

_RETRY = timedelta(hours=1)  # until a hub that did not agree is asked again; doubled each time
_LONGEST_RETRY = timedelta(days=1)
_SETTLE = timedelta(minutes=10)  # between two requests, however often a feed changes its mind
_DENIED = timedelta(days=7)
_GOODBYES = 3  # before a hub that does not answer is left to its lease
_LEAST = timedelta(seconds=10)  # between two polls, however often a hub pushes
_Change = TypeVar("_Change", Update, Delete)


class Subscriptions:
    """The subscriptions of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, feed_id: str) -> Subscription | None:
        """What was asked for the feed."""
        query = select(subscriptions).where(subscriptions.c.feed_id == feed_id)
        row = self._database.glance(lambda c: c.execute(query).mappings().first())
        return None if row is None else named(Subscription, row)

    def claim_due(self, base: str, now: datetime, limit: int) -> tuple[Subscription, ...]:
        """Up to `limit` hubs to be asked now, and nobody else's task; `base`: where they reach us.

        Feeds that offer a hub are subscribed to and renewed; hubs of feeds that we leave are told so.
        """
        offered, left = _offered(base, now).limit(limit), _left(now).limit(limit)

        def do(connection: Connection) -> tuple[Subscription, ...]:
            asked = [_ask(self._database, connection, row, base, now) for row in connection.execute(offered)]
            ended = [_leave(connection, row, now) for row in connection.execute(left)]
            return tuple(one for one in (*asked, *ended) if one is not None)

        def is_any(connection: Connection) -> bool:
            return any(connection.execute(query.limit(1)).first() for query in (offered, left))

        # Asked every few seconds: a look costs no write
        return self._database.write(do) if self._database.read(is_any) else ()

    def agreed(self, feed_id: str, until: datetime, renew: datetime) -> None:
        """The hub pushes until then, and is to be asked again when it is time to `renew`."""

        def do(connection: Connection) -> None:
            connection.execute(_change(feed_id).values(tries=0, ask_next=renew))
            connection.execute(update(feeds).where(feeds.c.id == feed_id).values(subscribed_until=until))

        self._database.write(do)

    def denied(self, feed_id: str, now: datetime) -> None:
        """The hub does not push: the feed is polled as any other, and the hub asked again in a week."""

        def do(connection: Connection) -> None:
            connection.execute(_change(feed_id).values(ask_next=now + _DENIED))
            _expect_nothing(connection, feed_id)
            _poll_soon(connection, feed_id, now)

        self._database.write(do)

    def ended(self, feed_id: str) -> None:
        """The hub has stopped, as we asked."""
        end = delete(subscriptions).where(subscriptions.c.feed_id == feed_id)
        self._database.write(lambda c: c.execute(end).rowcount)

    def pushed(self, feed_id: str, now: datetime) -> None:
        """The hub says that the feed has changed: it is due at once."""

        def do(connection: Connection) -> None:
            connection.execute(update(feeds).where(feeds.c.id == feed_id).values(pushed=now))
            _poll_soon(connection, feed_id, now)

        self._database.write(do)


_TOPIC = func.coalesce(feeds.c.topic, feeds.c.address)
_IS_OFFERED = and_(feeds.c.removed.is_(None), feeds.c.hub.is_not(None), feeds.c.next_poll < NEVER)


def _offered(base: str, now: datetime) -> Select[Any]:
    """Feeds whose hub is to be asked, with what it was asked before."""
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
    """Subscriptions whose feed is gone, or offers no hub any more."""
    of = subscriptions.c
    joined = subscriptions.outerjoin(feeds, of.feed_id == feeds.c.id)
    is_left = or_(feeds.c.id.is_(None), not_(_IS_OFFERED))
    is_due = or_(of.wanted == "subscribe", of.ask_next <= now, of.asked > now + SKEW)
    return select(subscriptions).select_from(joined).where(is_left, is_due).order_by(of.feed_id)


def _ask(
    database: Database, connection: Connection, row: Row[Any], base: str, now: datetime
) -> Subscription | None:
    """The subscription to ask for; None when another worker asks."""
    asked = {"hub": row.offered, "topic": row.about, "base": base, "wanted": "subscribe"}
    is_same = row.feed_id is not None and all(getattr(row, name) == value for name, value in asked.items())
    if is_same:
        kept = {"token": row.token, "secret": row.secret, "tries": row.tries + 1}
    else:  # what the last hub knows opens nothing any more
        kept = {"token": secrets.token_urlsafe(24), "secret": secrets.token_hex(32), "tries": 0}
    values = asked | kept | {"asked": now, "ask_next": now + _pause(kept["tries"])}
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


def _leave(connection: Connection, row: Row[Any], now: datetime) -> Subscription | None:
    """The goodbye to a hub; None when it was told often enough, or another worker tells it."""
    tries = row.tries + 1 if row.wanted == "unsubscribe" else 0
    if tries >= _GOODBYES:
        connection.execute(_as_read(delete(subscriptions), row))
        return None
    values = {"wanted": "unsubscribe", "tries": tries, "asked": now, "ask_next": now + _pause(tries)}
    if not connection.execute(_as_read(update(subscriptions), row).values(values)).rowcount:
        return None
    _expect_nothing(connection, row.feed_id)
    return replace(named(Subscription, row._mapping), wanted="unsubscribe", tries=tries)


def _as_read(change: _Change, row: Row[Any]) -> _Change:
    """`change` of what `row` was read from, unless another worker was faster."""
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
