"""Poll schedule of a feed: from its publishing rhythm, the limits that its server states, and its failures.

| Known | Next poll |
|---|---|
| entries with dates | after half of the median gap between them; later after a long silence |
| no dates | sooner after a change, later without one |
| `ttl`, `Cache-Control: max-age` | not before |
| `skipHours`, `skipDays` | not during these |
| `Retry-After` | not before, up to a week |
| a failure | after twice the interval, doubled each time, up to a day: a dead feed costs a request a day |
| a failure of ours: reading the answer took too long | after 5 minutes, doubled each time, never later than above |
| 410 Gone | never |
| a hub that pushes (WebSub) | twice a day, in case a push is lost, and when its lease ends |
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal

MIN_S = 300.0
DEFAULT_S = 1_800.0
MAX_S = 86_400.0
PUSHED_S = 43_200.0
MAX_AGE_S = 21_600.0  # upper limit for Cache-Control, since static hosts put a year on everything
MAX_RETRY_AFTER_S = 604_800.0
NEVER = datetime(9999, 12, 31, tzinfo=UTC)  # next poll of a feed that is not polled again
JITTER = 0.1  # most added to a wait, as a share: spreads feeds that were added together
_RECENT = 20  # entries used for the rhythm
_POLLS_A_GAP = 2
_QUIET = 8  # the interval is at least this fraction (1/8) of the time since the last entry
_FASTER, _SLOWER = 0.7, 1.25  # after a change and after none, for feeds without dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Result of one poll of a feed."""

    outcome: Literal["changed", "unchanged", "failed", "gone"]
    published: Sequence[datetime] = ()  # dates of the feed's entries, aware, in any order
    last_entry: datetime | None = None  # time of the last new entry, if known
    ttl_s: float | None = None
    max_age_s: float | None = None  # `max_age` of the response
    retry_after_s: float | None = None
    skip_hours: frozenset[int] = frozenset()  # UTC
    skip_days: frozenset[int] = frozenset()  # 0 is Monday
    failures: int = 0  # in a row, this one included
    is_ours: bool = False  # the feed answered, and this machine was too slow to read it
    pushed_until: datetime | None = None  # end of the hub's lease


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPoll:
    """Time of the next poll, and the interval to base the following one on."""

    at: datetime
    interval_s: float  # without jitter and one-time delays


def next_poll(feed_id: str, interval_s: float, seen: Seen, now: datetime) -> NextPoll:
    """The poll after one at `now` with the result `seen`; `interval_s` is that of the last decision, or `DEFAULT_S`.

    Deterministic: the jitter is derived from `feed_id`.
    """
    if seen.outcome == "gone":
        return NextPoll(at=NEVER, interval_s=interval_s)
    interval_s = min(max(interval_s, MIN_S), MAX_S)
    if seen.outcome == "failed":
        first_s = MIN_S if seen.is_ours else interval_s * 2
        wait_s = min(MAX_S, first_s * 2.0 ** (min(max(seen.failures, 1), 16) - 1))
    else:
        interval_s = _interval(interval_s, seen, now)
        wait_s = interval_s
        if seen.pushed_until is not None and seen.pushed_until > now:
            wait_s = max(wait_s, min(PUSHED_S, (seen.pushed_until - now).total_seconds()))
    wait_s = max(wait_s, min(seen.retry_after_s or 0.0, MAX_RETRY_AFTER_S))
    at = now + timedelta(seconds=wait_s * (1 + JITTER * _fraction(feed_id)))
    return NextPoll(at=_outside(at, seen.skip_hours, seen.skip_days), interval_s=interval_s)


def max_age(cache_control: str | None) -> float | None:
    """Freshness lifetime in seconds from a `Cache-Control` header; None if it gives none.

    >>> max_age("public, max-age=900, stale-while-revalidate=60")
    900.0
    """
    for part in (cache_control or "").lower().split(","):
        name, _, value = part.strip().partition("=")
        digits = value.strip().strip('"')
        if name.strip() == "max-age" and digits.isascii() and digits.isdigit():
            return float(digits[:9])
    return None


def _interval(interval_s: float, seen: Seen, now: datetime) -> float:
    dates = sorted((date for date in seen.published if date <= now), reverse=True)[:_RECENT]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(dates)]
    if gaps:
        natural = max(median(gaps) / _POLLS_A_GAP, _age(dates[0], now) / _QUIET)
    elif seen.outcome == "changed":
        natural = interval_s * _FASTER
    elif seen.last_entry is not None:
        natural = max(interval_s, _age(seen.last_entry, now) / _QUIET)
    else:
        natural = interval_s * _SLOWER
    asked = max(seen.ttl_s or 0.0, min(seen.max_age_s or 0.0, MAX_AGE_S))
    return min(max(natural, asked, MIN_S), MAX_S / (1 + JITTER))


def _age(when: datetime, now: datetime) -> float:
    return max(0.0, (now - when).total_seconds())  # the clock may have been set back


def _fraction(feed_id: str) -> float:
    """A number from 0 to 1, constant for a feed."""
    return int.from_bytes(hashlib.sha256(feed_id.encode("utf-8", "replace")).digest()[:4]) / 2**32


def _outside(at: datetime, hours: frozenset[int], days: frozenset[int]) -> datetime:
    """`at`, or the first later moment outside the hours and days that the feed asks to skip."""
    if not hours and not days:
        return at
    moment = at.astimezone(UTC)
    for _ in range(24 * 8):
        if moment.weekday() not in days and moment.hour not in hours:
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return at  # the feed skips every hour
