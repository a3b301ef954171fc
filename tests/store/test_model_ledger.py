"""What language models cost, answered and failed at: kept once, for all workers."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from kilas.core.route_ranking import standings
from kilas.core.routing import (
    NANO,
    Breaker,
    Budget,
    CallEnd,
    CallReservation,
    Failure,
    Price,
    Spent,
    Usage,
    after,
)
from kilas.store import Store
from kilas.store.model_ledger import ModelLedger
from kilas.store.records import RouteUse
from kilas.store.schema import HEAD
from tests.store.making import DAY, HOUR, NOW, SECOND, article, entry, feed, polled, published

FREE = Budget()
CENT = NANO // 100
TIMEOUT = Failure(fault="timeout", detail="no byte for 30 s")
PRICE = Price(input=100_000_000, output=400_000_000, source="table")
USAGE = Usage(requests=2, input_tokens=3000, cached_tokens=500, output_tokens=600)


def ask(route: str = "a", **more: Any) -> CallReservation:
    plain: dict[str, Any] = {
        "route": route,
        "digest": "q1",
        "subject": "article",
        "work": "brief",
        "worst_case": CENT,
        "max_running": 100,
        "deadline_s": 90.0,
    }
    return CallReservation(**{**plain, **more})


def done(**more: Any) -> CallEnd:
    plain: dict[str, Any] = {
        "result": "ok",
        "usage": USAGE,
        "usd": 540_000,
        "price": PRICE,
        "seconds": 2.5,
        "model": "qwen3-8b",
        "reply": '{"lead": "Ä"}',
    }
    return CallEnd(**{**plain, **more})


def failed(failure: Failure = TIMEOUT, usd: int = CENT) -> CallEnd:
    return done(result=failure, usage=Usage(), usd=usd, price=None, model="", reply=None)


def call(store: Store, end: CallEnd | None = None, at: datetime = NOW, **more: Any) -> int:
    """Makes a call: reserved at `at`, settled a second later."""
    number = store.models.reserve(ask(**more), FREE, at)
    assert isinstance(number, int)
    store.models.settle(number, end or done(), at + SECOND)
    return number


def side_by_side(url: str, do: Callable[[Store, int], Any], times: int = 40) -> list[Any]:
    """Results of `do`, run by eight threads on the connections of two stores."""
    one, other = (Store.open(url, patience_s=60) for _ in range(2))
    with one, other, ThreadPoolExecutor(8) as pool:
        return list(pool.map(lambda n: do((one, other)[n % 2], n), range(times)))


# Budgets


@pytest.mark.parametrize(
    "budget",
    [Budget(per_brief=10 * CENT), Budget(per_day=10 * CENT), Budget(per_month=10 * CENT + CENT // 2)],
    ids=["brief", "day", "month"],
)
def test_workers_that_reserve_at_once_never_pass_a_bound(url: str, budget: Budget) -> None:
    # around midnight, so that one month is summed from two days
    moments = (NOW, NOW + (DAY if budget.per_month else SECOND))
    found = side_by_side(url, lambda s, n: s.models.reserve(ask(), budget, moments[n // 2 % 2]))
    calls = [one for one in found if isinstance(one, int)]
    assert len(set(calls)) == len(calls) == 10
    assert found.count("per_brief") + found.count("per_day") + found.count("per_month") == 30
    with Store.open(url) as store:
        assert store.models.spent(NOW, "article").month == 10 * CENT
        assert store.care.check() == ()


def test_workers_that_reserve_and_settle_at_once_never_pass_a_bound(url: str) -> None:
    budget = Budget(per_day=5 * CENT)

    def do(store: Store, n: int) -> int:
        number = store.models.reserve(ask(digest=f"q{n}"), budget, NOW)
        seen = store.models.spent(NOW).day
        if isinstance(number, int):
            store.models.settle(number, done(usd=CENT // 4), NOW)
        return seen

    assert max(side_by_side(url, do, 60)) <= 5 * CENT
    with Store.open(url) as store:
        made = store.models.calls(NOW, NOW + DAY)
        assert store.models.spent(NOW).day == len(made) * CENT // 4 > 4 * CENT
        assert store.care.check() == ()


def test_a_bound_may_be_reached_and_not_passed(store: Store) -> None:
    budget = Budget(per_day=2 * CENT)
    assert isinstance(store.models.reserve(ask(), budget, NOW), int)
    assert store.models.reserve(ask(worst_case=CENT + 1), budget, NOW) == "per_day"
    assert isinstance(store.models.reserve(ask(), budget, NOW), int)
    assert store.models.reserve(ask(worst_case=1), budget, NOW) == "per_day"
    assert isinstance(store.models.reserve(ask(worst_case=0), budget, NOW), int)


def test_days_and_months_are_those_of_utc(store: Store) -> None:
    last = datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    new_year = datetime(2027, 1, 1, tzinfo=UTC)
    elsewhere = new_year.astimezone(timezone(timedelta(hours=-8)))  # still December there
    for at in (last - DAY, last, elsewhere):
        call(store, done(usd=CENT), at)
    assert store.models.spent(last) == Spent(day=CENT, month=2 * CENT)
    assert store.models.spent(new_year) == Spent(day=CENT, month=CENT)
    assert store.models.spent(new_year + DAY) == Spent(month=CENT)
    assert store.models.reserve(ask(), Budget(per_day=CENT), last) == "per_day"
    assert isinstance(store.models.reserve(ask(), Budget(per_day=CENT), new_year + DAY), int)


def test_a_call_counts_on_the_day_of_its_reservation(store: Store) -> None:
    before = NOW.replace(hour=23, minute=59, second=59)
    call(store, done(usd=3), before)
    assert store.models.spent(before).day == 3
    assert store.models.spent(before + 2 * SECOND).day == 0


def test_the_account_of_a_brief_ends_with_its_verdict(store: Store) -> None:
    budget = Budget(per_brief=2 * CENT)
    call(store, failed(), route="a")
    call(store, done(usd=CENT), route="b")
    assert store.models.spent(NOW, "article").brief == 2 * CENT
    assert store.models.reserve(ask(), budget, NOW) == "per_brief"
    assert isinstance(store.models.reserve(ask(subject="other"), budget, NOW), int)
    assert store.models.accept("article", "b", True, verified=7)
    assert store.models.spent(NOW, "article").brief == 0
    assert isinstance(store.models.reserve(ask(), budget, NOW), int)


def test_a_brief_that_no_model_wrote_ends_its_account_too(store: Store) -> None:
    call(store, failed())
    assert not store.models.accept("article", "embedded", True)
    assert store.models.spent(NOW, "article").brief == 0
    assert store.models.spent(NOW).day == CENT
    assert not store.models.accept("unheard of", "a", True)


def test_calls_about_no_article_share_no_account(store: Store) -> None:
    for _ in range(3):
        call(store, done(usd=CENT), work="check", subject="")
    assert isinstance(store.models.reserve(ask(subject=""), Budget(per_brief=CENT), NOW), int)
    assert store.models.spent(NOW).day == 4 * CENT


# Calls at once, and those interrupted


def test_no_more_calls_are_in_the_air_than_a_route_may_have(url: str) -> None:
    found = side_by_side(
        url, lambda s, n: s.models.reserve(ask(route="ab"[n // 2 % 2], max_running=3), FREE, NOW)
    )
    assert found.count("busy") == 34
    with Store.open(url) as store:
        store.models.settle(next(one for one in found if one != "busy"), done(), NOW)
        free = [store.models.reserve(ask(route=route, max_running=3), FREE, NOW) for route in "aabb"]
        assert free.count("busy") == 3


def test_an_interrupted_call_stays_charged_and_frees_its_place_after_its_deadline(store: Store) -> None:
    alone = ask(max_running=1)
    assert isinstance(store.models.reserve(alone, FREE, NOW), int)
    assert store.models.reserve(alone, FREE, NOW + 89 * SECOND) == "busy"
    assert store.models.interrupted("a", "q1", NOW + 89 * SECOND) == 0
    assert store.models.calls(NOW, NOW + 89 * SECOND) == ()
    late = NOW + 90 * SECOND
    assert store.models.interrupted("a", "q1", late) == 1
    assert isinstance(store.models.reserve(alone, FREE, late), int)
    assert store.models.interrupted("a", "q1", late) == 1
    assert store.models.interrupted("a", "q1", late + 90 * SECOND) == 2
    assert store.models.interrupted("b", "q1", late) == store.models.interrupted("a", "q2", late) == 0
    (record,) = store.models.calls(NOW, late)
    assert (record.outcome, record.usd, record.seconds) == ("interrupted", CENT, 90.0)
    assert len(store.models.calls(NOW, late + HOUR)) == 2
    assert store.models.spent(late).day == 2 * CENT


def test_the_calls_of_a_dead_worker_are_interrupted_at_once_and_no_others(store: Store) -> None:
    dead, alive = store.models.of_worker("up"), store.models.of_worker("worker-2")
    three = ask(max_running=3)
    for ledger in (dead, alive, store.models):
        assert isinstance(ledger.reserve(three, FREE, NOW), int)
    done_before = dead.reserve(ask(digest="q2"), FREE, NOW)
    assert isinstance(done_before, int)
    store.models.settle(done_before, done(), NOW)
    soon = NOW + SECOND
    assert store.models.reserve(three, FREE, soon) == "busy"
    assert store.models.interrupt("up", soon) == 1
    assert store.models.interrupted("a", "q1", soon) == 1
    ok, cut = sorted(store.models.calls(NOW, soon), key=lambda one: one.outcome == "interrupted")
    assert (ok.outcome, cut.outcome, cut.usd, cut.seconds) == ("ok", "interrupted", CENT, 1.0)
    assert isinstance(alive.reserve(three, FREE, soon), int)  # in the place of the dead worker's
    assert store.models.interrupt("up", soon + SECOND) == 0
    assert store.models.interrupt("", soon) == 0  # calls of commands have no worker
    assert store.models.spent(NOW).day == 4 * CENT + 540_000
    assert store.care.check() == ()


def test_a_worker_thought_dead_may_still_settle_its_call(store: Store) -> None:
    number = store.models.of_worker("up").reserve(ask(), FREE, NOW)
    assert isinstance(number, int)
    store.models.interrupt("up", NOW + SECOND)
    store.models.settle(number, done(), NOW + 2 * SECOND)
    assert store.models.interrupted("a", "q1", NOW + DAY) == 0
    assert store.models.reply("a", "q1") is not None
    assert store.models.spent(NOW).day == 540_000


def test_a_call_of_before_the_clock_was_set_back_took_no_time(store: Store) -> None:
    assert isinstance(store.models.of_worker("up").reserve(ask(), FREE, NOW + HOUR), int)
    assert store.models.interrupt("up", NOW) == 1
    (record,) = store.models.calls(NOW, NOW + DAY)
    assert (record.outcome, record.seconds) == ("interrupted", 0.0)


def test_a_clock_set_back_leaves_no_route_busy(store: Store) -> None:
    assert isinstance(store.models.reserve(ask(max_running=1), FREE, NOW + DAY), int)
    assert isinstance(store.models.reserve(ask(max_running=1), FREE, NOW), int)


def test_a_kill_between_reservation_and_settlement_is_one_interrupted_call(url: str) -> None:
    code = f"""
        import os, signal
        from kilas.store import Store
        from tests.store.test_model_ledger import FREE, NOW, ask, done
        with Store.open({url!r}) as store:
            number = store.models.reserve(ask(), FREE, NOW)
            print(number, flush=True)
            store.together(lambda s: (s.models.settle(number, done(), NOW), os.kill(os.getpid(), signal.SIGKILL)))
        """
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE)
    assert killed.returncode == -9
    with Store.open(url, patience_s=30) as store:
        assert store.models.interrupted("a", "q1", NOW + DAY) == 1
        assert store.models.reply("a", "q1") is None
        assert store.models.breakers() == ()
        assert store.models.spent(NOW, "article") == Spent(brief=CENT, day=CENT, month=CENT)
        assert store.care.check() == ()
        store.models.settle(int(killed.stdout), done(usd=5), NOW)
        assert store.models.interrupted("a", "q1", NOW + DAY) == 0
        assert store.models.spent(NOW).day == 5


# Settlements and replies


def test_a_settled_call_is_told_as_it_ended(store: Store) -> None:
    call(store)
    call(store, failed(Failure(fault="server", detail="503 \0\ud83d"), usd=7), NOW + SECOND, route="b")
    ok, bad = store.models.calls(NOW, NOW + DAY)
    assert (ok.route, ok.subject, ok.work, ok.outcome) == ("a", "article", "brief", "ok")
    assert (ok.usage, ok.usd, ok.seconds, ok.created, ok.is_accepted) == (USAGE, 540_000, 2.5, NOW, None)
    assert (bad.outcome, bad.usd) == ("server", 7)
    assert store.models.calls(NOW + SECOND, NOW + DAY) == (bad,)


@pytest.mark.parametrize("again", [done(usd=9), failed()], ids=["ok", "failed"])
def test_a_second_settlement_changes_nothing(store: Store, again: CallEnd) -> None:
    number = call(store)
    reply, before = store.models.reply("a", "q1"), store.care.digest()
    store.models.settle(number, again, NOW + HOUR)
    assert store.models.reply("a", "q1") == reply
    assert store.care.digest() == before
    assert store.models.spent(NOW).day == 540_000
    store.models.settle(number + 1, again, NOW)  # unknown after a restore
    assert store.care.digest() == before


def test_a_call_settled_by_many_is_settled_once(url: str) -> None:
    with Store.open(url) as store:
        number = store.models.reserve(ask(), FREE, NOW)
        assert isinstance(number, int)
    side_by_side(url, lambda s, n: s.models.settle(number, failed(usd=n + 1), NOW))
    with Store.open(url) as store:
        (record,) = store.models.calls(NOW, NOW + DAY)
        assert store.models.spent(NOW).day == record.usd
        assert store.models.breakers() == (Breaker(route="a", fails=1),)
        assert store.care.check() == ()


def test_a_reply_is_kept_once_and_comes_back_whole(url: str) -> None:
    def do(store: Store, n: int) -> None:
        number = store.models.reserve(ask(), FREE, NOW)
        assert isinstance(number, int)
        store.models.settle(number, done(usd=n, reply=f'{{"n": {n}}}'), NOW + n * SECOND)

    side_by_side(url, do, 16)
    with Store.open(url) as store:
        kept = store.models.reply("a", "q1")
        assert kept is not None
        assert (kept.model, kept.usage, kept.price, kept.seconds) == ("qwen3-8b", USAGE, PRICE, 2.5)
        assert kept.output == f'{{"n": {kept.usd}}}'
        assert kept.created == NOW + kept.usd * SECOND
        assert store.models.reply("b", "q1") is store.models.reply("a", "q2") is None
        assert len(store.models.calls(NOW, NOW + DAY)) == 16
        assert store.models.spent(NOW).day == sum(range(16))


def test_a_failed_call_leaves_no_reply(store: Store) -> None:
    call(store, replace(failed(), reply='{"broken": true}'))
    assert store.models.reply("a", "q1") is None


# Breakers


def test_a_breaker_moves_as_its_rule_says(store: Store) -> None:
    mine = store.models.breaker("a", "v1")
    assert mine == Breaker(route="a", config="v1")
    for n in range(4):
        at = NOW + n * SECOND
        call(store, failed(), at)
        mine = after(mine, TIMEOUT, at + SECOND)
        assert store.models.breaker("a", "v1") == mine
    assert mine.is_open(NOW + 9 * SECOND)
    call(store, at=NOW + HOUR)
    assert store.models.breaker("a", "v1") == Breaker(route="a", config="v1")
    assert store.models.breaker("b", "v1") == Breaker(route="b", config="v1")


def test_a_changed_route_starts_afresh_for_every_worker(store: Store, url: str) -> None:
    store.models.breaker("a", "v1")
    call(store, failed(Failure(fault="auth", detail="401")))
    slow = store.models.reserve(ask(), FREE, NOW)
    assert isinstance(slow, int)
    assert store.models.breaker("a", "v1").is_open(NOW + SECOND)
    with Store.open(url) as other:
        assert other.models.breaker("a", "v2") == Breaker(route="a", config="v2")
        assert store.models.breakers() == (Breaker(route="a", config="v2"),)
    store.models.settle(slow, failed(Failure(fault="auth", detail="401")), NOW)  # with the old key
    assert store.models.breakers() == (Breaker(route="a", config="v2"),)


def test_a_pause_ends_when_it_should_for_a_worker_that_starts_in_the_middle_of_it(url: str) -> None:
    rate = Failure(fault="rate", detail="429", retry_after_s=3600.000001)
    until = NOW + SECOND + timedelta(seconds=3600, microseconds=1)
    with Store.open(url) as store:
        store.models.breaker("a", "v1")
        call(store, failed(rate))
    for moment in (NOW + HOUR / 2, NOW + HOUR):
        with Store.open(url) as started:
            assert started.models.breaker("a", "v1").open_until == until  # not counted from the start again
            assert started.models.breaker("a", "v1").is_open(moment)
            assert not started.models.breaker("a", "v1").is_open(until)


def test_failures_that_workers_report_at_once_are_all_counted(url: str) -> None:
    with Store.open(url) as store:
        store.models.breaker("a", "v1")
        reserved = [store.models.reserve(ask(digest=f"q{n}"), FREE, NOW) for n in range(40)]
    numbers = [number for number in reserved if isinstance(number, int)]
    side_by_side(url, lambda s, n: s.models.settle(numbers[n], failed(), NOW))
    expected = Breaker(route="a", config="v1")
    for _ in range(40):
        expected = after(expected, TIMEOUT, NOW)
    with Store.open(url) as store:
        assert store.models.breakers() == (expected,)
        assert store.models.breaker("a", "v1") == expected


# Verdicts, rankings, use


def test_a_verdict_belongs_to_the_call_that_wrote_the_brief(store: Store) -> None:
    call(store, failed(), route="a")
    call(store, route="b")
    call(store, at=NOW + SECOND, route="b", work="reask", digest="q2")
    call(store, at=NOW + SECOND, route="c", work="judge", digest="q3")
    call(store, route="b", subject="other")
    assert store.models.accept("article", "b", False, verified=3, unverifiable=2, flagged=4)
    assert not store.models.accept("article", "b", True)  # judged already
    told = {(one.route, one.subject, one.work): one.is_accepted for one in store.models.calls(NOW, NOW + DAY)}
    assert told == {
        ("a", "article", "brief"): None,
        ("b", "article", "brief"): False,
        ("b", "article", "reask"): None,
        ("c", "article", "judge"): None,
        ("b", "other", "brief"): None,
    }
    counted = "SELECT verified, unverifiable, flagged FROM model_calls WHERE is_accepted IS NOT NULL"
    assert store.database.read(lambda c: [tuple(row) for row in c.execute(text(counted))]) == [(3, 2, 4)]


def test_a_rewritten_brief_gets_a_verdict_of_its_own(store: Store) -> None:
    for n, is_accepted in enumerate((False, True)):
        call(store, at=NOW + n * HOUR, digest=f"q{n}")
        store.models.accept("article", "a", is_accepted)
    assert [one.is_accepted for one in store.models.calls(NOW, NOW + DAY)] == [False, True]


def test_rankings_are_made_from_the_calls(store: Store) -> None:
    for n in range(4):
        call(store, done(usd=100, seconds=n + 1.0), subject=f"s{n}", digest=f"q{n}")
        store.models.accept(f"s{n}", "a", n > 0)
    call(store, done(usd=50), work="judge", subject="s0", digest="j")
    call(store, done(usd=999), work="check", subject="")
    (one,) = standings(store.models.calls(NOW, NOW + DAY))
    assert (one.briefs, one.accepted, one.usd, one.p50_s) == (4, 3, 450, 2.0)


def test_the_use_of_routes_is_their_share_of_the_briefs_of_a_week(store: Store) -> None:
    monday = datetime(2026, 11, 23, tzinfo=UTC)  # NOW is the Wednesday after

    def written(route: str, at: datetime, subject: str, *works: str) -> None:
        """A brief of `route`, with one call for each kind of work."""
        for work in works:
            call(store, done(usd=10), at, route=route, work=work, subject=subject, digest=f"{subject} {work}")
        store.models.accept(subject, route, True, at=at)

    written("a", NOW, "s1", "brief", "reask", "reask")  # a brief counts once, whatever it took
    written("a", NOW - HOUR, "s2", "brief")
    written("b", monday, "s3", "brief")
    written("b", monday - SECOND, "s4", "brief")
    call(store, done(usd=20), NOW, route="b", subject="s5", digest="s5")  # an answer of which nothing held
    written("embedded", NOW, "s5")
    written("embedded", NOW, "s6")
    written("embedded", NOW, "s6")  # written again
    call(store, done(usd=5), NOW, route="j", work="judge", subject="s6", digest="s6")
    written("a", NOW, "s7", "rank")
    written("b", NOW - 9 * DAY, "s8", "brief")
    call(store, work="check", subject="")
    call(store, work="drill")
    call(store, at=NOW + DAY)

    def use(route: str, since: datetime, briefs: int, calls: int, usd: int, share: float) -> RouteUse:
        return RouteUse(route=route, since=since, briefs=briefs, calls=calls, usd=usd, share=share)

    week, last = NOW - 7 * DAY, monday - 7 * DAY
    assert store.models.use(NOW) == (
        use("a", week, 2, 4, 40, 1 / 3),
        use("b", week, 2, 3, 40, 1 / 3),
        use("embedded", week, 2, 0, 0, 1 / 3),
        use("j", week, 0, 1, 5, 0.0),
    )
    assert store.models.use_by_week(NOW - 8 * DAY, NOW) == (
        use("b", last, 2, 2, 20, 1.0),
        use("a", monday, 2, 4, 40, 2 / 5),
        use("b", monday, 1, 2, 30, 1 / 5),
        use("embedded", monday, 2, 0, 0, 2 / 5),
        use("j", monday, 0, 1, 5, 0.0),
    )
    assert store.models.use(NOW + 90 * DAY) == ()
    call(store, failed(), NOW + 60 * DAY)
    assert store.models.use(NOW + 60 * DAY)[0].share == 0.0
    assert "embedded" not in {one.route for one in store.models.calls(NOW - 30 * DAY, NOW)}
    assert store.care.check() == ()


# What is forgotten, kept and found


def test_a_takedown_deletes_the_replies_and_keeps_the_cost(store: Store) -> None:
    of = published(store, feed(store))
    for subject in (of.id, "other"):
        call(store, subject=subject, digest=subject)
    slow = store.models.reserve(ask(subject=of.id, digest="slow"), FREE, NOW)
    assert isinstance(slow, int)
    store.moderation.take_down(of.id, "asked for", NOW)
    late = store.models.reserve(ask(subject=of.id, digest="late"), FREE, NOW)
    assert isinstance(late, int)
    for number in (slow, late):
        store.models.settle(number, done(), NOW)
    assert [store.models.reply("a", q) is not None for q in (of.id, "other", "slow", "late")] == [
        False,
        True,
        False,
        False,
    ]
    assert store.models.spent(NOW).day == 4 * 540_000
    assert store.care.check() == ()


def test_a_purged_feed_takes_its_replies_along(store: Store) -> None:
    one, two = feed(store), feed(store, "https://other.example/feed")
    (read,) = store.feeds.save_poll(one.id, polled(entry(9)))
    store.entries.settle(read, "refused", reason="paywall", article_id="read", now=NOW)
    published(store, one, 1)
    published(store, two, 2)
    store.articles.save(article(3), one.id, NOW)
    subjects = [article(1).id, article(3).id, "read", article(2).id]
    for subject in subjects:
        call(store, subject=subject, digest=subject)
    store.feeds.remove(one.id, NOW)
    assert all(store.models.reply("a", subject) for subject in subjects)
    store.feeds.remove(one.id, NOW, purge=True)
    assert [store.models.reply("a", subject) is None for subject in subjects] == [True, True, True, False]
    assert sorted(call.subject for call in store.models.calls(NOW, NOW + DAY)) == ["", "", "", article(2).id]
    assert store.models.spent(NOW).day == 4 * 540_000
    store.models.forget(article(2).id)
    assert store.models.reply("a", article(2).id) is None
    assert store.care.check() == ()


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_backup_takes_the_ledger_along(
    store: Store, target: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    store.models.breaker("b", "v1")
    call(store)
    call(store, failed(), route="b")
    store.models.accept("article", "a", True, verified=5)
    open_ = store.models.reserve(ask(digest="q2"), FREE, NOW)
    digest = store.care.backup(tmp_path / "kilas.zip", NOW)
    new = (
        f"sqlite:///{tmp_path}/new.db" if target == "sqlite" else request.getfixturevalue("postgres_database")
    )
    with Store.open(new, migrate=True) as back:
        assert back.care.restore(tmp_path / "kilas.zip", now=NOW) == back.care.digest() == digest
        told: tuple[Callable[[ModelLedger], object], ...] = (
            lambda models: models.calls(NOW, NOW + DAY),
            lambda models: models.reply("a", "q1"),
            lambda models: models.breakers(),
            lambda models: models.spent(NOW, "article"),
            lambda models: models.interrupted("a", "q2", NOW + DAY),
        )
        for tell in told:
            assert tell(back.models) == tell(store.models)
        assert back.care.check() == ()
        number = back.models.reserve(ask(), FREE, NOW)
        assert isinstance(number, int)
        assert isinstance(open_, int)
        assert number > open_


def test_a_backup_made_before_there_was_a_ledger_is_restored(store: Store, tmp_path: Path) -> None:
    published(store, feed(store))
    digest = store.care.backup(tmp_path / "new.zip", NOW)
    with zipfile.ZipFile(tmp_path / "new.zip") as new, zipfile.ZipFile(tmp_path / "old.zip", "w") as old:
        for name in new.namelist():
            if not name.startswith("model_"):
                schema = f'"schema": "{HEAD}"'.encode()
                old.writestr(name, new.read(name).replace(schema, b'"schema": "0003"'))
    call(store)
    assert store.care.restore(tmp_path / "old.zip", replace=True) == digest == store.care.digest()
    assert store.models.calls(NOW, NOW + DAY) == ()
    assert store.models.spent(NOW) == Spent()
    assert store.care.check() == ()


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        ("UPDATE model_days SET charged = charged + 1", "the cost of 2026-11-25 is not the sum"),
        ("DELETE FROM model_days", "the cost of 2026-11-25 is not the sum"),
        ("UPDATE model_calls SET charged = 0", "the cost of 2026-11-25 is not the sum"),
    ],
)
def test_a_sum_that_is_wrong_is_found_and_mended(store: Store, planted: str, said: str) -> None:
    call(store)
    store.database.write(lambda c: c.execute(text(planted)))
    (problem,) = store.care.check()
    assert said in problem.what
    store.care.reindex(NOW)
    assert store.care.check() == ()


def test_a_reply_without_an_answered_call_is_found(store: Store) -> None:
    number = call(store)
    store.database.write(lambda c: c.execute(text("UPDATE model_calls SET outcome = NULL")))
    (problem,) = store.care.check()
    assert f"model call {number}" in problem.what


def test_what_is_asked_before_a_call_is_answered_from_indexes(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/kilas.db", migrate=True) as store:
        seen: list[str] = []

        @event.listens_for(store.database.engine, "before_cursor_execute")
        def _note(connection: Connection, cursor: Any, statement: str, values: Any, *_: object) -> None:
            if statement.startswith("SELECT"):
                plan = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
                seen.extend(row[3] for row in plan)

        store.models.breaker("a", "v1")
        number = store.models.reserve(ask(), Budget(per_month=CENT), NOW)
        assert isinstance(number, int)
        store.models.settle(number, done(), NOW)
        store.models.reply("a", "q1")
        store.models.interrupted("a", "q1", NOW)
        store.models.calls(NOW, NOW)
        store.models.use(NOW)
    assert sum("SEARCH model_calls" in step for step in seen) >= 6, seen
    assert not [step for step in seen if step.startswith("SCAN model")], seen
