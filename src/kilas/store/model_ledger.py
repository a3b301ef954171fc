"""Calls of language models: what they cost, their replies, circuit breakers. Shared by all workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.sql.selectable import CompoundSelect

from kilas.core.routing import (
    EMBEDDED,
    Bound,
    Breaker,
    Budget,
    CallEnd,
    CallRecord,
    CallReservation,
    Price,
    Spent,
    StoredReply,
    Usage,
    after,
    bound_passed,
)
from kilas.store.records import Problem, RouteUse
from kilas.store.tables import (
    SKEW,
    instant,
    microseconds,
    model_breakers,
    model_calls,
    model_days,
    model_replies,
    takedowns,
)
from kilas.store.transactions import Database
from kilas.store.values import columns, from_json, named, storable, to_json

_LOCK = 0x6D6F64656C73  # "models": one reservation at a time on PostgreSQL
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_FIRST_MONDAY = datetime(1970, 1, 5, tzinfo=UTC)
_TOKENS = ("requests", "input_tokens", "cached_tokens", "output_tokens")
_OWN_WORK = ("check", "drill", "rank")  # not part of the use of a route

_of = model_calls.c
_STARTED = type_coerce(_of.started, BigInteger)
_DAY_US, _WEEK_US = _DAY // timedelta(microseconds=1), _WEEK // timedelta(microseconds=1)
_RECORDED = [
    model_calls.c[name]
    for name in (
        "route",
        "subject",
        "work",
        "outcome",
        *_TOKENS,
        "charged",
        "seconds",
        "started",
        "deadline",
        "is_accepted",
        "model",
    )
]
_AT_DAY = (_STARTED - _STARTED % _DAY_US).label("day")
_DAY_SUMS = select(_AT_DAY, func.sum(_of.charged).label("charged")).group_by(_AT_DAY)


# Statements of every call, built once: to build one costs more than to run it.
_LOCKED = select(func.pg_advisory_xact_lock(_LOCK))
_FACTS = {
    "day": select(func.sum(model_days.c.charged)).where(model_days.c.day == bindparam("today")),
    "month": select(func.sum(model_days.c.charged)).where(
        model_days.c.day >= bindparam("month"), model_days.c.day < bindparam("following")
    ),
    "brief": select(func.sum(_of.charged)).where(_of.subject == bindparam("subject"), _of.brief.is_(None)),
    "running": select(func.count()).where(
        _of.route == bindparam("route"),
        _of.outcome.is_(None),
        _of.deadline > bindparam("now"),
        # A reservation made well after now dates from before the clock was set back.
        _of.started <= bindparam("clock"),
    ),
    "config": select(model_breakers.c.config).where(model_breakers.c.route == bindparam("route")),
}
_COLUMNS = [query.scalar_subquery().label(name) for name, query in _FACTS.items()]
_SPENT, _BEFORE = select(*_COLUMNS[:3]), select(*_COLUMNS)
_RESERVED = insert(model_calls).returning(_of.id)
_CHARGED = (
    update(model_days)
    .where(model_days.c.day == bindparam("at"))
    .values(charged=model_days.c.charged + bindparam("nano", type_=BigInteger))
)
_IS_FORGOTTEN = or_(_of.subject.is_(None), exists().where(takedowns.c.item_id == _of.subject))
_CALL = (
    select(model_calls, _IS_FORGOTTEN.label("is_forgotten"))
    .where(_of.id == bindparam("call"))
    .with_for_update(of=model_calls)
)
_ENDED = update(model_calls).where(_of.id == bindparam("call"))
_BREAKER = select(model_breakers).where(model_breakers.c.route == bindparam("mine")).with_for_update()
_MOVED = update(model_breakers).where(model_breakers.c.route == bindparam("mine"))


class ModelLedger:
    """The calls, replies and circuit breakers of one database. All money is in nano-dollars.

    A call is reserved at its worst case before it is made and settled after. One that is never settled was interrupted:
    it stays charged as reserved.
    """

    def __init__(self, database: Database, worker: str = "") -> None:
        self._database = database
        self._worker = worker

    def of_worker(self, worker: str) -> ModelLedger:
        """The same ledger, whose reservations name `worker`, so that `interrupt` finds them."""
        return ModelLedger(self._database, worker)

    # Calls

    def reserve(self, ask: CallReservation, budget: Budget, now: datetime) -> int | Bound | Literal["busy"]:
        """Charges the worst case of a call and returns its id, or the reason why it must not be made.

        A bound: with the call, the brief, the UTC day or the UTC month would pass it. "busy": the route has
        `max_running` calls in the air; a call past its deadline, or of a dead worker, is not in the air. Reservations are
        made one at a time, so workers together keep to every bound.
        """

        def do(connection: Connection) -> int | Bound | Literal["busy"]:
            _lock_reservations(self._database, connection)
            facts = {**_account(now, ask.subject), "route": ask.route, "now": now, "clock": now + SKEW}
            found = connection.execute(_BEFORE, facts).one()
            if bound := bound_passed(budget, _spent(found), ask.worst_case):
                return bound
            if found.running >= ask.max_running:
                return "busy"
            row = {
                "route": ask.route,
                "config": found.config or "",
                "digest": ask.digest,
                "subject": ask.subject,
                "work": ask.work,
                "worker": self._worker or None,
                "started": now,
                "deadline": now + timedelta(seconds=ask.deadline_s),
                "charged": ask.worst_case,
                **dict.fromkeys(_TOKENS, 0),
            }
            _charge(self._database, connection, now, ask.worst_case)
            return int(connection.execute(_RESERVED, columns(row)).scalar_one())

        return self._database.write(do)

    def settle(self, call: int, done: CallEnd, now: datetime) -> None:
        """Records the end of a call: what it cost, its reply, and its route's breaker after it.

        A second settlement of a call changes nothing. The cost counts on the day of the reservation. A reply is not
        kept if its article has been taken down or purged meanwhile; the breaker is not touched if the route's
        configuration has changed.
        """
        failure = None if done.result == "ok" else done.result
        values = columns(
            {
                "charged": done.usd,
                "outcome": failure.fault if failure else "ok",
                "detail": failure.detail if failure else None,
                "model": done.model,
                "price": None if done.price is None else to_json(done.price),
                "seconds": done.seconds,
                **{name: getattr(done.usage, name) for name in _TOKENS},
            }
        )

        def do(connection: Connection) -> None:
            row = connection.execute(_CALL, {"call": call}).first()
            if row is None or row.outcome is not None:  # replaced by a restore, or settled
                return
            connection.execute(_ENDED, {"call": call, **values})
            if failure is None and not row.is_forgotten:
                self._keep_reply(connection, row, done.reply, now)
            self._move_breaker(connection, row, done, now)
            _charge(self._database, connection, row.started, done.usd - row.charged)

        self._database.write(do)

    def interrupt(self, worker: str, now: datetime) -> int:
        """Ends the calls that a dead worker left in the air, and returns their number.

        They stay charged as reserved, count as interrupted from now on, and leave their places to others. A worker that
        was thought dead may still settle them.
        """
        left = and_(_of.worker == worker, _of.outcome.is_(None), _of.deadline > now)
        return self._database.write(
            lambda c: c.execute(update(model_calls).where(left).values(deadline=now)).rowcount
        )

    def interrupted(self, route: str, digest: str, now: datetime) -> int:
        """Number of calls for a question that were reserved and never settled: their worker died, or their time is up."""
        asked = and_(_of.route == route, _of.digest == digest, _of.outcome.is_(None))
        query = select(func.count()).where(asked, _of.deadline <= now)
        return self._database.query(lambda c: c.scalar(query)) or 0

    def reply(self, route: str, digest: str) -> StoredReply | None:
        """The reply of the finished call for a question; None if there is none."""
        kept = model_replies.c
        query = (
            select(kept.output, kept.created, model_calls)
            .join(model_calls, _of.id == kept.call_id)
            .where(kept.route == route, kept.digest == digest)
        )
        row = self._database.query(lambda c: c.execute(query).first())
        if row is None:
            return None
        return StoredReply(
            output=row.output,
            model=row.model,
            usage=_usage(row),
            usd=row.charged,
            price=None if row.price is None else from_json(Price, row.price),
            seconds=row.seconds,
            created=row.created,
        )

    def accept(
        self,
        subject: str,
        route: str,
        is_accepted: bool,
        *,
        verified: int = 0,
        unverifiable: int = 0,
        flagged: int = 0,
        at: datetime | None = None,
    ) -> bool:
        """Records the checker's verdict on the brief that `route` wrote, with its claims by verdict.

        Call it for every finished brief, whoever wrote it: it closes the account of the brief, so that the next brief
        about the article has the whole `Budget.per_brief` again. True if a call of the route was judged. With `at`, a
        brief of the built-in engine counts as its use at that time, once for each article.
        """
        mine = and_(_of.subject == subject, _of.brief.is_(None))
        wrote = and_(mine, _of.route == route, _of.outcome == "ok", _of.work.in_(("brief", "drill", "rank")))
        is_known = exists().where(_of.subject == subject, _of.route == EMBEDDED, _of.work == "brief")
        verdict = {
            "is_accepted": is_accepted,
            "verified": verified,
            "unverifiable": unverifiable,
            "flagged": flagged,
        }

        def do(connection: Connection) -> bool:
            if at is not None and route == EMBEDDED and not connection.scalar(select(is_known)):
                connection.execute(insert(model_calls).values(columns(_own_brief(subject, is_accepted, at))))
            judged = connection.scalar(select(func.max(_of.id)).where(wrote))
            if judged is not None:
                connection.execute(update(model_calls).where(_of.id == judged).values(verdict))
            last = judged or connection.scalar(select(func.max(_of.id)).where(mine))
            if last is not None:
                connection.execute(update(model_calls).where(mine).values(brief=last))
            return judged is not None

        return self._database.write(do)

    def forget(self, subject: str) -> None:
        """Deletes the replies about an article and takes its id off the calls; what they cost stays."""
        self._database.write(lambda c: forget_subjects(c, [subject]))

    # Breakers

    def breaker(self, route: str, config: str) -> Breaker:
        """The breaker of a route; a fresh one, from now on for all workers, if its configuration has changed.

        `config` is a digest of the route's configuration and key. Use `breakers` to look without a change.
        """
        known = model_breakers.c.route == route
        row = self._database.query(
            lambda c: c.execute(select(model_breakers).where(known)).mappings().first()
        )
        if row is not None and row["config"] == config:
            return named(Breaker, row)
        fresh = Breaker(route=route, config=config)
        self._database.write(lambda c: c.execute(self._put(fresh)))
        return fresh

    def breakers(self) -> tuple[Breaker, ...]:
        """Every breaker, ordered by route."""
        query = select(model_breakers).order_by(model_breakers.c.route)
        rows = self._database.query(lambda c: c.execute(query).mappings().all())
        return tuple(named(Breaker, row) for row in rows)

    def drop_breakers(self, prefix: str) -> None:
        """Deletes the breakers of routes whose ids start with `prefix`."""
        old = delete(model_breakers).where(model_breakers.c.route.startswith(prefix, autoescape=True))
        self._database.write(lambda c: c.execute(old))

    # Sums and rankings

    def spent(self, now: datetime, subject: str = "") -> Spent:
        """Nano-dollars spent or reserved on the UTC day and month of `now`, and on the open brief about `subject`."""
        return self._database.query(lambda c: _spent(c.execute(_SPENT, _account(now, subject)).one()))

    def calls(self, since: datetime, now: datetime) -> tuple[CallRecord, ...]:
        """The calls since `since`, oldest first, without those in the air at `now`.

        A call that was never settled has the outcome "interrupted" once its deadline has passed or its worker has died.
        """
        ended = (_of.outcome.is_not(None) | (_of.deadline <= now)) & (_of.route != EMBEDDED)
        query = select(*_RECORDED).where(_of.started >= since, ended).order_by(_of.started, _of.id)
        rows = self._database.query(lambda c: c.execute(query).all())
        return tuple(_record(row) for row in rows)

    def use(self, now: datetime) -> tuple[RouteUse, ...]:
        """Use of each route in the seven days before `now`, ordered by route, the built-in engine included."""
        since = now - _WEEK
        rows = self._database.query(lambda c: c.execute(_use(since, now).group_by(_of.route)).all())
        return _shares([(since, row) for row in rows])

    def use_by_week(self, since: datetime, now: datetime) -> tuple[RouteUse, ...]:
        """Use of each route by week, the oldest first; a week starts on Monday, 00:00 UTC.

        The week of `since` is counted from its start.
        """
        start = since.astimezone(UTC) - (since - _FIRST_MONDAY) % _WEEK
        week = ((_STARTED - microseconds(start)) // _WEEK_US).label("week")
        query = _use(start, now).add_columns(week).group_by(_of.route, week)
        rows = self._database.query(lambda c: c.execute(query).all())
        return _shares([(start + int(row.week) * _WEEK, row) for row in rows])

    def _keep_reply(self, connection: Connection, call: Row[Any], output: str | None, now: datetime) -> None:
        if output is None:
            return
        row = {
            "route": call.route,
            "digest": call.digest,
            "call_id": call.id,
            "subject": call.subject,
            "created": now,
            "output": storable(output),
        }
        connection.execute(self._database.insert(model_replies).values(row).on_conflict_do_nothing())

    def _move_breaker(self, connection: Connection, call: Row[Any], done: CallEnd, now: datetime) -> None:
        row = connection.execute(_BREAKER, {"mine": call.route}).mappings().first()
        if row is None:  # no worker has asked for it
            fresh = _plain(Breaker(route=call.route, config=call.config))
            connection.execute(self._database.insert(model_breakers).values(fresh).on_conflict_do_nothing())
            row = connection.execute(_BREAKER, {"mine": call.route}).mappings().one()
        was = named(Breaker, row)
        if was.config == call.config and (moved := after(was, done.result, now)) != was:
            connection.execute(_MOVED, {"mine": call.route, **_plain(moved)})

    def _put(self, breaker: Breaker) -> Any:
        values = _plain(breaker)
        row = self._database.insert(model_breakers).values(values)
        return row.on_conflict_do_update(index_elements=["route"], set_=values)


def forget_subjects(
    connection: Connection, subjects: Sequence[str] | Select[Any] | CompoundSelect[Any]
) -> None:
    """Deletes the replies about these articles, and takes their ids off the calls."""
    # In this order: a settlement in progress holds its call, and ends before the replies are looked for.
    connection.execute(update(model_calls).where(_of.subject.in_(subjects)).values(subject=None))
    connection.execute(delete(model_replies).where(model_replies.c.subject.in_(subjects)))


def sum_days(database: Database, connection: Connection) -> None:
    """Sums the calls of each day anew."""
    _lock_reservations(database, connection)
    connection.execute(delete(model_days))
    connection.execute(insert(model_days).from_select(["day", "charged"], _DAY_SUMS))


def ledger_faults(connection: Connection) -> Iterator[Problem]:
    """Days whose sum is wrong."""
    sums = {row.day: int(row.charged) for row in connection.execute(_DAY_SUMS)}
    kept = {microseconds(row.day): row.charged for row in connection.execute(select(model_days))}
    for wrong in sorted(at for at in sums.keys() | kept.keys() if sums.get(at, 0) != kept.get(at, 0)):
        yield Problem(
            what=f"the cost of {instant(wrong):%Y-%m-%d} is not the sum of its model calls",
            mend="sum it up again with `kilas db upgrade --reindex`",
        )


def _lock_reservations(database: Database, connection: Connection) -> None:
    """Lets no other worker reserve until the transaction ends; a writer on SQLite is alone anyway."""
    if not database.is_sqlite:
        connection.execute(_LOCKED)


def _account(now: datetime, subject: str) -> dict[str, Any]:
    """Parameters of `_SPENT`. A call about no article belongs to no brief."""
    today = _midnight(now)
    month = today.replace(day=1)
    following = (month + timedelta(days=31)).replace(day=1)
    return {"today": today, "month": month, "following": following, "subject": storable(subject) or None}


def _spent(row: Row[Any]) -> Spent:
    return Spent(brief=int(row.brief or 0), day=int(row.day or 0), month=int(row.month or 0))


def _charge(database: Database, connection: Connection, when: datetime, nano: int) -> None:
    day = _midnight(when)
    if not connection.execute(_CHARGED, {"at": day, "nano": nano}).rowcount:
        row = database.insert(model_days).values(day=day, charged=nano)
        total = {"charged": model_days.c.charged + nano}
        connection.execute(row.on_conflict_do_update(index_elements=["day"], set_=total))


def _midnight(when: datetime) -> datetime:
    return when.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _plain(breaker: Breaker) -> dict[str, Any]:
    return columns({column.name: getattr(breaker, column.name) for column in model_breakers.columns})


def _usage(row: Row[Any]) -> Usage:
    return Usage(**{name: getattr(row, name) for name in _TOKENS})


def _record(row: Row[Any]) -> CallRecord:
    is_settled = row.outcome is not None
    return CallRecord(
        route=row.route,
        subject=row.subject or "",
        work=row.work,
        outcome=row.outcome if is_settled else "interrupted",
        usage=_usage(row),
        usd=row.charged,
        seconds=row.seconds if is_settled else max((row.deadline - row.started).total_seconds(), 0.0),
        created=row.started,
        is_accepted=row.is_accepted,
        model=row.model or "",
    )


def _own_brief(subject: str, is_accepted: bool, at: datetime) -> dict[str, Any]:
    """The row of a brief by the built-in engine: no call, no cost."""
    return {
        "route": EMBEDDED,
        "config": "",
        "digest": "",
        "subject": storable(subject),
        "work": "brief",
        "started": at,
        "deadline": at,
        "charged": 0,
        "outcome": "ok",
        "seconds": 0.0,
        "is_accepted": is_accepted,
        **dict.fromkeys(_TOKENS, 0),
    }


def _use(since: datetime, now: datetime) -> Select[Any]:
    """Query for the use of routes from `since` to `now`, to be grouped. A judged call is that of a brief's writer."""
    briefs = func.count().filter(_of.work == "brief", _of.is_accepted.is_not(None)).label("briefs")
    calls = func.count().filter(_of.route != EMBEDDED).label("calls")
    found = (_of.route, briefs, calls, func.sum(_of.charged).label("usd"))
    return select(*found).where(_of.started >= since, _of.started <= now, _of.work.not_in(_OWN_WORK))


def _shares(found: Sequence[tuple[datetime, Row[Any]]]) -> tuple[RouteUse, ...]:
    totals: dict[datetime, int] = {}
    for start, row in found:
        totals[start] = totals.get(start, 0) + row.briefs
    return tuple(
        RouteUse(
            route=row.route,
            since=start,
            briefs=row.briefs,
            calls=row.calls,
            usd=int(row.usd),
            share=row.briefs / totals[start] if totals[start] else 0.0,
        )
        for start, row in sorted(found, key=lambda one: (one[0], one[1].route))
    )
