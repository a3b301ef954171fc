"""Moments as pages print and declare them: a day, and with it a time of day and a zone if they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo

from kilas.core.extract.days_in_text import placed_days
from kilas.core.languages import ON_PAGES as _WORDS
from kilas.core.text.zones import NAMES, PLACES, zone_of

_ZONE_NAMES = "|".join(NAMES)
# An offset alone counts after seconds, after a "T", or with a plus sign: "10:00-12:00" is a range.
_ZONE = (
    rf"(?:\s*[(\[]?(?:(?P<name>{_ZONE_NAMES})(?:\s?(?P<shift>[+-]\d{{1,2}}(?::?\d{{2}})?))?(?![\w])"
    r"|(?P<offset>(?(second)[+-]\d{2}(?::?\d{2})?|(?(t)[+-]\d{2}(?::?\d{2})?|\+\d{2}:?\d{2}))(?!\d))))?"
)
_CLOCK = (
    r"(?:(?P<t>T)|(?<!\d))(?P<hour>\d{1,2})"
    r"(?:[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?(?![\d:])(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    rf"|\s*(?P<full>[ap])\.?m\b\.?){_ZONE}"
)
_BESIDE = rf"(?:[\s,|·•/–—()-]|{_ZONE_NAMES}|(?:{_WORDS.before_time})\b\.?:?|\b(?:{_WORDS.weekdays})\b)*"
_AFTER = re.compile(_BESIDE + _CLOCK, re.IGNORECASE)
_TIME = re.compile(_CLOCK, re.IGNORECASE)
_BETWEEN = re.compile(_BESIDE, re.IGNORECASE)
_NEAR = 40  # code points from a time of day to the day behind it
_COMPACT = re.compile(
    r"\s*(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d\d:?\d\d)?\s*", re.IGNORECASE
)
_SECONDS, _MILLISECONDS = re.compile(r"\s*\d{10}\s*"), re.compile(r"\s*\d{13}\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day, and the time of day and the zone that stand with it."""

    day: datetime  # midnight UTC
    clock: time | None = None
    zone: tzinfo | None = None  # None: not given
    start: int = 0  # in the text it was read from
    end: int = 0

    @property
    def when(self) -> datetime:
        """The moment in its zone; in UTC if it has none, midnight if it has no time of day."""
        return datetime.combine(self.day.date(), self.clock or time(), self.zone or UTC)


def moments_in(text: str, *, is_month_first: bool = False) -> Iterator[Moment]:
    """Yield the moments that `text` names, in order; `is_month_first` reads 9/3/2026 as 3 September.

    >>> [moment.when.isoformat() for moment in moments_in("Senin, 3 Agustus 2026 | 10.00 WIB")]
    ['2026-08-03T10:00:00+07:00']
    """
    for day, start, end in placed_days(text, is_month_first=is_month_first):
        after = _AFTER.match(text, end)
        found = after or _time_before(text, start)
        told = _clock(found) if found else None
        if found is None or told is None:
            yield Moment(day=day, start=start, end=end)
        else:
            yield Moment(
                day=day,
                clock=told,
                zone=_zone(found),
                start=min(start, found.start()),
                end=max(end, found.end()),
            )


def moment_in(text: str, *, is_month_first: bool = False) -> Moment | None:
    """Return the moment that a short text such as a `meta` element's gives; None if there is none.

    >>> moment_in("Sat, 28 Nov 2026 21:17:34 +0700").when.isoformat()
    '2026-11-28T21:17:34+07:00'
    """
    text = text[:100]
    return _in_digits(text) or next(moments_in(text, is_month_first=is_month_first), None)


def parse_time(text: str) -> datetime | None:
    """Return the moment that a short text gives; UTC when it has no zone, None when there is none."""
    found = moment_in(text)
    return None if found is None else found.when


def zoned_times_in(text: str) -> Iterator[tuple[time, tzinfo]]:
    """Yield the times of day that are printed with their zone: "21.17 WIB"."""
    for found in _TIME.finditer(text):
        clock, zone = _clock(found), _zone(found)
        if clock is not None and zone is not None:
            yield clock, zone


def _time_before(text: str, start: int) -> re.Match[str] | None:
    """Return the last time of day before `start`, if nothing but marks and the weekday is between them."""
    found = list(_TIME.finditer(text, max(0, start - _NEAR), start))
    if found and _BETWEEN.fullmatch(text, found[-1].end(), start):
        return found[-1]
    return None


def _clock(found: re.Match[str]) -> time | None:
    hour, half = int(found["hour"]), (found["half"] or found["full"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    minute, second = int(found["minute"] or 0), min(int(found["second"] or 0), 59)
    return time(hour, minute, second) if hour < 24 and minute < 60 else None


def _zone(found: re.Match[str]) -> tzinfo | None:
    name = found["name"] or ""
    if name.lower() in PLACES and not (found["half"] or found["full"]):
        return None  # "21.17 PT Kabar" names a company
    return zone_of(name, found["shift"] or found["offset"] or "")


def _in_digits(text: str) -> Moment | None:
    """Read "20261128T211734Z", and seconds or milliseconds since 1970."""
    try:
        if found := _COMPACT.fullmatch(text):
            year, month, day, hour, minute, second, zone = found.groups()
            clock = time(int(hour), int(minute), int(second or 0)) if hour else None
            named = zone_of("z") if zone in ("Z", "z") else zone_of("", zone or "")
            return Moment(day=datetime(int(year), int(month), int(day), tzinfo=UTC), clock=clock, zone=named)
        if _SECONDS.fullmatch(text) or _MILLISECONDS.fullmatch(text):
            when = datetime.fromtimestamp(int(text.strip()[:10]), UTC)
            return Moment(day=when.replace(hour=0, minute=0, second=0), clock=when.time(), zone=UTC)
    except ValueError:  # 31 February, 25 o'clock
        return None
    return None
