"""Date of publication of a page: declared in its metadata, else printed, else in its address, else guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from itertools import chain

from lxml.html import HtmlElement

from kilas.core.article import DateSource
from kilas.core.extract.date_lines import Printed, days_shown, printed_moments, zoned_times_beside
from kilas.core.extract.headlines import headline_of
from kilas.core.extract.jsonld import Claimed
from kilas.core.extract.metadata import Tags
from kilas.core.extract.moments import Moment, moment_in
from kilas.core.extract.tree import strings
from kilas.core.languages import EVERY, language

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
    "published",
    "publish_date",
    "publish-date",
    "publication_date",
    "publicationdate",
    "article:publicationdate",
    "citation_publication_date",
    "citation_date",
    "dc.date",
    "dcterms.date",
    "date",
)
_Zoned = tuple[time, tzinfo]
_FIRST = datetime(1990, 1, 1, tzinfo=UTC)  # no page is older
_LANG = strings("(//html/@lang|//body/@lang)[1]")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=\D|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date of publication, and how it is known."""

    when: datetime  # in the zone it was given with; midnight UTC if only the day is known
    source: DateSource
    has_zone: bool = True  # false: read as UTC for want of a zone


def date_of(
    tree: HtmlElement, told: Tags, claimed: Claimed, url: str | None, now: datetime | None
) -> Dated | None:
    """Return the time of publication; None when the page gives no date, or none between 1990 and a day after `now`."""
    latest = (now or datetime(2100, 1, 1, tzinfo=UTC)) + timedelta(days=1)
    is_month_first = _is_month_first(tree, told, claimed)
    declared = [m for m in _declared(told, claimed, is_month_first) if _FIRST <= m.when <= latest]
    if declared and declared[0].clock and declared[0].zone:
        return _dated(declared[0], "metadata")
    headline = headline_of(tree, told, claimed)
    found = printed_moments(tree, headline, is_month_first=is_month_first)
    printed = [p for p in found if _FIRST <= p.moment.when <= latest]
    if declared and not _is_earlier(printed, declared[0]):
        return _dated(_completed(declared, printed, zoned_times_beside(tree, headline)), "metadata")
    address = url or told.canonical
    return _of_lines(printed, _day_in_address(address)) or _presumed(tree, address, latest)


def _of_lines(printed: Sequence[Printed], day: datetime | None) -> Dated | None:
    """Return the first moment that is printed; one on `day`, which the address gives, is the right one of several."""
    if not printed:
        return None
    first, *others = sorted(printed, key=lambda p: p.moment.day != day)
    moment = _completed([p.moment for p in (first, *others)], printed, ())
    return _dated(moment, "metadata" if first.is_marked_up else "printed")


def _is_earlier(printed: Sequence[Printed], declared: Moment) -> bool:
    """True when a printed date of publication is days before `declared`, which is then that of a change."""
    return any(p.is_labelled and p.moment.day < declared.day - timedelta(days=1) for p in printed[:1])


def _presumed(tree: HtmlElement, url: str, latest: datetime) -> Dated | None:
    """Return the day in the address, else a guess."""
    day = _day_in_address(url)
    if day is not None and _FIRST <= day <= latest:
        return Dated(when=day, source="address", has_zone=False)
    day = _guessed_day(tree, url or None, latest)
    if day is None or day in days_shown(tree):
        return None
    return Dated(when=day, source="guess", has_zone=False)


def _guessed_day(tree: HtmlElement, url: str | None, latest: datetime) -> datetime | None:
    from htmldate import find_date

    try:
        found = find_date(
            tree, original_date=True, extensive_search=False, url=url, max_date=latest.strftime("%Y-%m-%d")
        )
    except Exception:
        found = None
    return datetime.strptime(found, "%Y-%m-%d").replace(tzinfo=UTC) if found else None


def _dated(moment: Moment, source: DateSource) -> Dated:
    return Dated(when=moment.when, source=source, has_zone=moment.zone is not None)


def _declared(told: Tags, claimed: Claimed, is_month_first: bool) -> Iterator[Moment]:
    for text in (claimed.published, *(told.meta.get(key, "") for key in _KEYS)):
        if found := moment_in(text, is_month_first=is_month_first):
            yield found


def _completed(known: Sequence[Moment], printed: Sequence[Printed], beside: Iterable[_Zoned]) -> Moment:
    """Return the first of `known`, with the time and zone that others give for the same day; `beside` is read last."""
    first = known[0]
    others = [*known[1:], *(p.moment for p in printed)]
    if first.clock is None:
        return next((m for m in others if m.clock and m.day == first.day), first)
    if first.zone is not None:
        return first
    zoned = [(m.clock, m.zone) for m in others if m.clock and m.zone]
    zone = _same_clock(first.clock, chain(zoned, beside)) or _nearest_zone(first, others)
    return first if zone is None else replace(first, zone=zone)


def _same_clock(clock: time, zoned: Iterable[_Zoned]) -> tzinfo | None:
    """Return the zone given with the same hour and minute elsewhere."""
    return next((zone for t, zone in zoned if (t.hour, t.minute) == (clock.hour, clock.minute)), None)


def _nearest_zone(first: Moment, others: Iterable[Moment]) -> tzinfo | None:
    """Return a printed zone if `first` is nearer to the moment printed with it in that zone than in UTC."""
    for other in others:
        if other.clock and other.zone and abs(other.day - first.day) <= timedelta(days=1):
            in_zone = replace(first, zone=other.zone).when
            return other.zone if abs(in_zone - other.when) <= abs(first.when - other.when) else UTC
    return None


def _is_month_first(tree: HtmlElement, told: Tags, claimed: Claimed) -> bool:
    """True when dates in figures put the month first in the page's language, such as "en-us"."""
    tag = ("".join(_LANG(tree)) or claimed.language or told.meta.get("og:locale", "")).lower()
    dates = language(tag[:2]).dates
    return dates.is_month_first and not tag.endswith(tuple(dates.day_first_regions))


def _day_in_address(url: str) -> datetime | None:
    """Return the day in an address such as `/2026/11/28/` or `/2026/nov/28/`."""
    found = _IN_ADDRESS.search(url)
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        number = int(month) if month.isdigit() else EVERY.dates.months.get(month.lower(), 0)
        return datetime(int(year), number, int(day), tzinfo=UTC)
    except ValueError:
        return None
