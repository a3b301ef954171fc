"""Parses the dates of feeds: RFC 822, W3C, and the variants that newsrooms use."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_tz

from kilas.core.text.zones import zone_of

_MONTHS = {
    "januari": "Jan", "februari": "Feb", "pebruari": "Feb", "peb": "Feb", "maret": "Mar", "mei": "May", "juni": "Jun", "juli": "Jul",
    "agustus": "Aug", "agu": "Aug", "ags": "Aug", "agt": "Aug", "oktober": "Oct", "okt": "Oct", "nopember": "Nov", "nop": "Nov",
    "desember": "Dec", "des": "Dec",
}  # fmt: skip
_NUMBERS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_DAYS = re.compile(
    r"\s*(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad|sen|sel|rab|kam|jum|sab|min"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?,?\s*",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b", re.IGNORECASE)
_NAME = rf"(?P<month>{'|'.join(_NUMBERS)})[a-z]*\.?"
_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
        rf"{_NTH}[ -]*{_NAME}[ ,-]*(?P<year>\d{{4}}|\d{{2}})(?!\d)",
        rf"{_NAME} *{_NTH},? +(?P<year>\d{{4}})(?!\d)",
        r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)",
        r"(?P<year>\d{4})(?:-(?P<month>\d{1,2}))?(?=\s*\Z)",
    )
)
_TIME = re.compile(
    r"(?:t|[\s,|–—-]*(?:pukul|jam|at)?\s*)(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?)"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_COMPACT_TIME = re.compile(
    r"[t ](?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<half>)(?!\d)", re.IGNORECASE
)
_ZONE = re.compile(
    r"\s*(?P<name>[a-z]+/[a-z_]+(?:/[a-z_]+)?|[a-z]{1,5})?\.?\s*(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?"
    r"(?:\s*[a-z]{2,5})?\s*(?:\([^()]*\))?\s*",
    re.IGNORECASE,
)
_MONTHS_OF_YEAR = 12
EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)


def read_date(text: str) -> datetime | None:
    """Parse a date into UTC; None if it is invalid, ambiguous or before 1970. A time without a zone is taken as UTC.

    >>> read_date("Kam, 12 Des 2024 08:30:00 WIB").isoformat()
    '2024-12-12T01:30:00+00:00'
    >>> read_date("2024-12-12T08:30+07:00").isoformat()
    '2024-12-12T01:30:00+00:00'
    >>> read_date("4/5/2026")  # April or May?
    """
    text = _MONTH.sub(lambda m: _MONTHS[m[0].lower()], _DAYS.sub("", text.strip()[:100], count=1))
    try:
        when = _read(text)
    except (ValueError, OverflowError):  # 31 February, an offset of 99 hours
        return None
    return when if when is not None and when >= EARLIEST else None


def _read(text: str) -> datetime | None:
    """Read a date, then a time, then a zone; what is written in another order is left to the standard library."""
    date = next(filter(None, (form.match(text) for form in _FORMS)), None)
    rest = text[date.end() :] if date else text
    time = _TIME.match(rest) or _COMPACT_TIME.match(rest)
    zone = _ZONE.fullmatch(rest, time.end() if time else 0)
    if date is None or zone is None:
        return _rfc822(text)
    day = _day(date.groupdict())
    if day is None:
        return None
    naive = datetime(*day, *_time(time))  # noqa: DTZ001
    return naive.replace(tzinfo=_zone(zone["name"] or "", zone["offset"] or "")).astimezone(UTC)


def _day(found: dict[str, str | None]) -> tuple[int, int, int] | None:
    """Year, month and day; None where day and month cannot be told apart."""
    year = int(found["year"] or 0)
    if year < 100:  # RFC 2822, 4.3
        year += 2000 if year < 50 else 1900
    if "one" in found:
        return _numeric(year, int(found["one"] or 0), int(found["two"] or 0), found["mark"] or "")
    month = (found.get("month") or "1").lower()
    return year, _NUMBERS.get(month) or int(month), int(found.get("day") or 1)


def _numeric(year: int, one: int, two: int, mark: str) -> tuple[int, int, int] | None:
    """Day first, as most of the world writes it; with slashes some write the month first."""
    if two > _MONTHS_OF_YEAR:
        return year, one, two
    is_told = one > _MONTHS_OF_YEAR or one == two or mark != "/"
    return (year, two, one) if is_told else None


def _time(found: re.Match[str] | None) -> tuple[int, int, int]:
    if found is None:
        return 0, 0, 0
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(found["minute"]), min(int(found["second"] or 0), 59)


def _zone(name: str, offset: str) -> tzinfo:
    """Return the zone of a name and an offset; UTC for a name that is unknown."""
    found = zone_of(name, offset)
    if found is None and offset:
        raise ValueError(f"no place has the offset {offset}")
    return found or UTC


def _rfc822(text: str) -> datetime | None:
    got = parsedate_tz(text) if any(name in text.lower() for name in _NUMBERS) else None
    if got is None:
        return None
    naive = datetime(*got[:5], min(got[5], 59))  # noqa: DTZ001
    return naive.replace(tzinfo=timezone(timedelta(seconds=got[9] or 0))).astimezone(UTC)
