"""Dates in running text, in the languages whose names of months are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from kilas.core.languages import EVERY, ON_PAGES

_MONTHS = {**ON_PAGES.months, **EVERY.dates.months}
# The signs in the second alternative follow the figures of year and month in Chinese, Japanese and Korean.
_DATE = re.compile(
    r"(?<![\d/.-])(?P<y>(?:19|20)\d{2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d/-])"
    r"|(?<!\d)(?P<yz>(?:19|20)\d{2})\s*[年년]\s*(?P<mz>\d{1,2})\s*[月월]\s*(?P<dz>\d{1,2})(?:\s*[日일])?"
    rf"|(?<!\d)(?P<d1>\d{{1,2}})(?:{EVERY.dates.ordinal_endings}|{ON_PAGES.day_endings}|\.)?[ \xa0-]+(?:(?:{ON_PAGES.month_links}|{EVERY.dates.of}) )?"
    rf"(?P<n1>[^\W\d_]{{3,12}})\.?(?: (?:{ON_PAGES.month_links})|,)?[ \xa0,-]+(?P<y1>(?:19|20)\d{{2}})(?!\d)"
    rf"|(?P<n2>[^\W\d_]{{3,12}})\.?[ \xa0]+(?P<d2>\d{{1,2}})(?:{EVERY.dates.ordinal_endings})?,?[ \xa0]+(?P<y2>(?:19|20)\d{{2}})(?!\d)"
    r"|(?<![\d/.-])(?P<a>\d{1,2})(?P<t>[./-])(?P<b>\d{1,2})(?P=t)(?P<y3>(?:19|20)\d{2}|\d{2})(?![\d/-])",
    re.IGNORECASE,
)


def days_in(text: str, *, is_month_first: bool = False) -> Iterator[datetime]:
    """Yield the days that `text` names, in order, at midnight UTC; `is_month_first` reads 9/3/2026 as 3 September.

    >>> [day.date().isoformat() for day in days_in("Senin, 3 Agustus 2026 | 10.00 WIB")]
    ['2026-08-03']
    """
    return (day for day, _, _ in placed_days(text, is_month_first=is_month_first))


def placed_days(text: str, *, is_month_first: bool = False) -> Iterator[tuple[datetime, int, int]]:
    """Yield the days of `days_in`, each with its start and end in `text`."""
    for found in _DATE.finditer(text):
        day = _read(found, is_month_first)
        if day is not None:
            yield day, found.start(), found.end()


def _read(found: re.Match[str], is_month_first: bool) -> datetime | None:
    part = found.groupdict()
    for day, month, year in (("d", "m", "y"), ("dz", "mz", "yz")):
        if part[year]:
            return _day(part[year], part[month], part[day])
    for day, name, year in (("d1", "n1", "y1"), ("d2", "n2", "y2")):
        if part[name]:
            named = _MONTHS.get(part[name].lower())
            return _day(part[year], named, part[day]) if named else None
    return _in_figures(part["a"], part["b"], part["y3"], is_month_first=is_month_first and part["t"] == "/")


def _in_figures(first: str, second: str, year: str, *, is_month_first: bool) -> datetime | None:
    """Return the day of a date such as 9/3/26; one that exists in only one order is read in that order."""
    year = year if len(year) == 4 else f"20{year}"
    if is_month_first and int(first) <= 12:
        first, second = second, first
    return _day(year, second, first) or _day(year, first, second)


def _day(year: str, month: str | int, day: str) -> datetime | None:
    try:
        return datetime(int(year), int(month), int(day), tzinfo=UTC)
    except ValueError:
        return None
