"""Feeds are asked in their own rhythm, and never more often than they wish."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kilas.core.poll_schedule import (
    DEFAULT_S,
    MAX_RETRY_AFTER_S,
    MAX_S,
    MIN_S,
    NEVER,
    NextPoll,
    Seen,
    max_age,
    next_poll,
)

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
seconds = st.floats(0, 10_000_000, allow_nan=False) | st.none()
dates = st.lists(st.integers(-40_000_000, 20_000_000).map(lambda s: NOW + timedelta(seconds=s)), max_size=30)
seen = st.builds(
    Seen,
    outcome=st.sampled_from(["changed", "unchanged", "failed"]),
    published=dates,
    last_entry=st.none() | st.just(NOW - timedelta(days=2)) | st.just(NOW + timedelta(days=1)),
    ttl_s=seconds,
    max_age_s=seconds,
    retry_after_s=seconds,
    skip_hours=st.frozensets(st.integers(0, 23)),
    skip_days=st.frozensets(st.integers(0, 6)),
    failures=st.integers(0, 100),
    is_ours=st.booleans(),
    pushed_until=st.none() | st.just(NOW + timedelta(days=9)),
)


def wait(got: NextPoll) -> float:
    return (got.at - NOW).total_seconds()


def every(hours: float, count: int = 20, since: float = 0.0) -> tuple[datetime, ...]:
    return tuple(NOW - timedelta(hours=since + n * hours) for n in range(count))


@given(feed=st.text(), interval=st.floats(0, 1e9), seen=seen)
def test_no_feed_is_asked_too_soon_nor_forgotten(feed: str, interval: float, seen: Seen) -> None:
    got = next_poll(feed, interval, seen, NOW)
    assert got == next_poll(feed, interval, seen, NOW)
    assert MIN_S <= got.interval_s <= MAX_S
    assert wait(got) >= MIN_S
    assert wait(got) >= min(seen.retry_after_s or 0, MAX_RETRY_AFTER_S)
    assert wait(got) <= MAX_RETRY_AFTER_S * 1.1 + 8 * 86_400
    if seen.outcome != "failed":
        assert wait(got) >= min(seen.ttl_s or 0, MAX_S / 1.1) - 0.001
    if len(seen.skip_hours) < 24 and len(seen.skip_days) < 7:
        assert got.at.hour not in seen.skip_hours
        assert got.at.weekday() not in seen.skip_days


@given(feed=st.text(), interval=st.floats(0, 1e9))
def test_a_dead_feed_costs_at_most_a_request_a_day(feed: str, interval: float) -> None:
    waits = []
    for failures in range(1, 20):
        got = next_poll(feed, interval, Seen(outcome="failed", failures=failures), NOW)
        interval = got.interval_s
        waits.append(wait(got))
    assert waits == sorted(waits)
    assert waits[-1] >= 86_400
    assert waits[-1] <= 86_400 * 1.1


def test_a_failure_doubles_the_wait_and_a_success_goes_on_where_it_was() -> None:
    failed = next_poll("f", 600.0, Seen(outcome="failed", failures=1), NOW)
    assert 1_200 <= wait(failed) <= 1_320
    assert failed.interval_s == 600.0
    assert 2_400 <= wait(next_poll("f", 600.0, Seen(outcome="failed", failures=2), NOW)) <= 2_640


@given(interval=st.floats(MIN_S, MAX_S), failures=st.integers(1, 100))
def test_a_failure_of_ours_is_retried_sooner_and_never_later_than_one_of_the_feed(
    interval: float, failures: int
) -> None:
    ours = wait(next_poll("f", interval, Seen(outcome="failed", failures=failures, is_ours=True), NOW))
    theirs = wait(next_poll("f", interval, Seen(outcome="failed", failures=failures), NOW))
    assert MIN_S <= ours <= theirs
    assert failures > 1 or ours <= MIN_S * 1.1


def test_a_feed_that_is_gone_is_never_asked_again() -> None:
    assert next_poll("f", 600.0, Seen(outcome="gone"), NOW).at == NEVER


def test_a_busy_feed_is_asked_often_and_a_slow_one_rarely() -> None:
    busy = next_poll("f", DEFAULT_S, Seen(outcome="changed", published=every(1 / 6)), NOW)
    daily = next_poll("f", DEFAULT_S, Seen(outcome="changed", published=every(24)), NOW)
    assert busy.interval_s == MIN_S
    assert daily.interval_s == 43_200
    asleep = next_poll("f", DEFAULT_S, Seen(outcome="changed", published=every(0.1, since=24 * 60)), NOW)
    assert asleep.interval_s == MAX_S / 1.1


def test_without_dates_the_interval_follows_changes() -> None:
    assert next_poll("f", 1_000.0, Seen(outcome="changed"), NOW).interval_s == 700
    assert next_poll("f", 1_000.0, Seen(outcome="unchanged"), NOW).interval_s == 1_250
    quiet = Seen(outcome="unchanged", last_entry=NOW - timedelta(hours=8))
    assert next_poll("f", 1_000.0, quiet, NOW).interval_s == 3_600
    assert next_poll("f", 7_000.0, quiet, NOW).interval_s == 7_000


def test_what_the_server_asks_for_is_kept() -> None:
    assert next_poll("f", 300.0, Seen(outcome="changed", ttl_s=5_400.0), NOW).interval_s == 5_400
    assert next_poll("f", 300.0, Seen(outcome="changed", max_age_s=3_600.0), NOW).interval_s == 3_600
    assert next_poll("f", 300.0, Seen(outcome="changed", max_age_s=31_536_000.0), NOW).interval_s == 21_600
    assert (
        wait(next_poll("f", 300.0, Seen(outcome="failed", failures=1, retry_after_s=7_200.0), NOW)) >= 7_200
    )
    skipped = next_poll("f", 300.0, Seen(outcome="changed", skip_hours=frozenset(range(12, 18))), NOW)
    assert skipped.at == NOW.replace(hour=18)


def test_a_feed_that_is_pushed_is_asked_twice_a_day() -> None:
    pushed = Seen(outcome="unchanged", pushed_until=NOW + timedelta(days=5))
    assert 43_200 <= wait(next_poll("f", 300.0, pushed, NOW)) <= 48_000
    assert wait(next_poll("f", 300.0, Seen(outcome="unchanged", pushed_until=NOW), NOW)) < 500
    ending = Seen(outcome="unchanged", pushed_until=NOW + timedelta(hours=1))
    assert 3_600 <= wait(next_poll("f", 300.0, ending, NOW)) <= 4_000


def test_feeds_added_together_drift_apart_and_each_keeps_its_place() -> None:
    waits = {wait(next_poll(f"feed {n}", 1_000.0, Seen(outcome="unchanged"), NOW)) for n in range(100)}
    assert len(waits) == 100
    assert max(waits) - min(waits) > 100


def test_max_age_is_read_and_nonsense_is_not() -> None:
    assert [max_age(text) for text in (None, "no-cache", "max-age=x", 'max-age="60"', "Max-Age=5")] == [
        None,
        None,
        None,
        60,
        5,
    ]
