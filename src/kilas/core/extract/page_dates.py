"""Date of publication of a page: from its metadata, else printed near the headline, else guessed by htmldate."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from lxml.html import HtmlElement

from kilas.core.extract.days_in_text import days_in
from kilas.core.extract.headlines import around_headline
from kilas.core.extract.jsonld import Claimed
from kilas.core.extract.metadata import Tags
from kilas.core.extract.tree import elements, strings
from kilas.core.languages import language

_ISO = re.compile(
    r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_KEYS = (
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "article.published",
    "pubdate",
    "publishdate",
    "dcterms.created",
    "og:published_time",
)
_FIRST = datetime(1990, 1, 1, tzinfo=UTC)  # no page is older
_LANG = strings("(//html/@lang|//body/@lang)[1]")
_TIMES = elements("//time[@datetime]")


def date_of(
    tree: HtmlElement, told: Tags, claimed: Claimed, url: str | None, now: datetime | None
) -> datetime | None:
    """Return the time of publication in the zone it was printed with; midnight UTC when only the day is known.

    None when the page gives no date, or none between 1990 and a day after `now`.
    """
    latest = (now or datetime(2100, 1, 1, tzinfo=UTC)) + timedelta(days=1)
    if exact := _declared_time(told, claimed, latest):
        return exact
    day = _printed_day(tree, told, claimed, latest) or _find_day(tree, url or told.canonical or None, latest)
    return None if day is None else _time_on(day, tree) or day


def parse_time(text: str) -> datetime | None:
    """Parse the ISO 8601 time that `text` begins with, leniently; UTC when it has no zone, None when there is none."""
    match = _ISO.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    stamp = f"{year}-{int(month):02}-{int(day):02}T{int(hour or 0):02}:{minute or '00'}:{second or '00'}{_zone(zone)}"
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return None


def _zone(zone: str | None) -> str:
    if not zone or zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _declared_time(told: Tags, claimed: Claimed, latest: datetime) -> datetime | None:
    moments = map(parse_time, (claimed.published, *(told.meta.get(key, "") for key in _KEYS)))
    return next((t for t in moments if t and _FIRST <= t <= latest), None)


def _printed_day(tree: HtmlElement, told: Tags, claimed: Claimed, latest: datetime) -> datetime | None:
    """Return the first day printed below the headline, else above it."""
    above, below = around_headline(tree)
    tag = "".join(_LANG(tree)) or claimed.language or told.meta.get("og:locale", "")
    is_month_first = _is_month_first(tag.lower())
    days = (day for text in (below, above) for day in days_in(text, is_month_first=is_month_first))
    return next((day for day in days if _FIRST <= day <= latest), None)


def _is_month_first(tag: str) -> bool:
    """True when dates in figures put the month first under a language tag in lower case, such as "en-us"."""
    dates = language(tag[:2]).dates
    return dates.is_month_first and not tag.endswith(tuple(dates.day_first_regions))


def _time_on(day: datetime, tree: HtmlElement) -> datetime | None:
    """Return the first time of `day` in the page's first `time` elements."""
    moments = (parse_time(element.get("datetime", "")) for element in _TIMES(tree)[:10])
    return next((m for m in moments if m is not None and m.date() == day.date()), None)


def _find_day(tree: HtmlElement, url: str | None, latest: datetime) -> datetime | None:
    from htmldate import find_date

    try:
        found = find_date(
            tree, original_date=True, extensive_search=False, url=url, max_date=latest.strftime("%Y-%m-%d")
        )
    except Exception:
        found = None
    return datetime.strptime(found, "%Y-%m-%d").replace(tzinfo=UTC) if found else None
