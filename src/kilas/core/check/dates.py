"""Find the dates and weekdays in a text, complete or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kilas.core.check.number_words import letter_runs, lowered
from kilas.core.languages import Language, every_and
from kilas.core.languages import language as words_of
from kilas.core.languages.shape import NEVER, DateWords


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as printed. Parts that are not printed are None."""

    text: str
    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None  # Monday is 0
    either_order: bool = False  # "3/8/2026" in English: day and month may be swapped


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True)).replace(" ", r"\s") or NEVER


_YEAR = r"(?:1[5-9]|20|21)\d\d"
# Characters around a month that may belong to the date: "1st until the thirty-first of May".
_AROUND_MONTH = 40
_NUMERIC_CUE = re.compile(r"\d[/.-]\d")
_ISO = re.compile(rf"(?<!\d)(?P<year>{_YEAR})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<a>[0-3]?\d)(?P<sign>[/.-])(?P<b>[0-3]?\d)(?P=sign)(?P<year>(?:1[5-9]|20|21)?\d\d)(?![\d/])"
    r"|(?<=\()(?P<a2>[0-3]?\d)/(?P<b2>[01]?\d)(?=\))"
)
_NAME_FOLLOWS = re.compile(r"\s[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class _Reading:
    """Patterns and tables for the dates of one language."""

    words: DateWords  # of all languages
    named: re.Pattern[str]  # dates with the name of a month
    days: Mapping[str, int]  # in words
    has_either_order: bool
    # Most texts have few dates. The runs and cues tell fast where the patterns need to be tried.
    month_runs: frozenset[bytes]
    month_cue: re.Pattern[str]
    weekday_runs: frozenset[bytes]
    weekday_cue: re.Pattern[str]
    weekday: re.Pattern[str]
    preposition: re.Pattern[str]
    gap: re.Pattern[str]


@cache
def _reading(spoken: Language) -> _Reading:
    """Return the patterns for a text in `spoken`, which may print dates of every language."""
    found = every_and(spoken).dates
    return _Reading(
        found,
        re.compile(_named_pattern(found), re.IGNORECASE),
        {**found.ordinal_days, **found.cardinal_days},
        has_either_order=spoken.dates.has_either_order,
        month_runs=frozenset(month.encode() for month in found.months),
        month_cue=re.compile(rf"(?:{_any_of(found.months)})(?!\w)"),
        weekday_runs=frozenset(run for day in found.weekdays for run in letter_runs(day)),
        weekday_cue=re.compile(_any_of(found.weekdays)),
        weekday=re.compile(rf"\b({_any_of(found.weekdays)})\b", re.IGNORECASE),
        preposition=re.compile(rf"\b(?:{found.before_month})\s$", re.IGNORECASE),
        gap=re.compile(rf"[\s,(]{{1,3}}(?:(?:{found.before_day})\s)?", re.IGNORECASE),
    )


def _named_pattern(found: DateWords) -> str:
    day = rf"[0-3]?\d)(?:{found.ordinal_endings})?"  # closes the group that names it
    ordinal, cardinal = _any_of(found.ordinal_days), _any_of(found.cardinal_days)
    return (
        rf"(?<![\w/])(?:(?P<d0>{day}(?:\s?[-–—]\s?|\s(?:{found.to})\s))?"
        rf"(?:(?P<d1>{day}(?:\s(?:(?:{found.of})\s)?|-)|(?P<w1>{ordinal})\s(?:{found.of})\s|(?P<w2>{cardinal})\s)?"
        rf"(?P<month>{_any_of(found.months)})\b\.?(?:\s(?:(?P<d2>{day}(?:\s?[-–—]\s?(?P<d3>{day})?(?![\d.:]?\d|%)"
        rf"(?!\s?(?:{found.no_day})\b)|(?:{found.the})\s(?P<w3>{ordinal})\b))?(?:(?:,|\s,)?[\s-](?P<year>{_YEAR})(?!\d))?"
    )


def dates(text: str, language: str) -> tuple[DateMention, ...]:
    """Find the dates in `text`, in order. A weekday beside a date is part of it; impossible dates are left out.

    >>> [(d.weekday, d.day, d.month, d.year) for d in dates("Senin (3/8/2026) dan Mei 1998", "id")]
    [(0, 3, 8, 2026), (None, None, 5, 1998)]
    """
    low = lowered(text)
    runs = letter_runs(low)
    reading = _reading(words_of(language))
    months = () if reading.month_runs.isdisjoint(runs) else reading.month_cue.finditer(low)
    weekdays = () if reading.weekday_runs.isdisjoint(runs) else reading.weekday_cue.finditer(low)
    found = sorted(_days(text, months, reading), key=lambda d: (d.start, -d.end))
    apart: list[DateMention] = []
    for mention in found:
        if apart and mention.start < apart[-1].end and mention.end != apart[-1].end:
            continue
        apart.append(mention)
    return tuple(_with_weekdays(apart, text, weekdays, reading))


def _days(text: str, months: Iterable[re.Match[str]], reading: _Reading) -> Iterator[DateMention]:
    end = 0
    for cue in months:
        start = max(end, cue.start() - _AROUND_MONTH)
        match = reading.named.search(text, start, cue.end() + _AROUND_MONTH) if cue.start() >= end else None
        if match:
            end = match.end()
            yield from _named(match, text, reading)
    if _NUMERIC_CUE.search(text):
        for match in _ISO.finditer(text):
            yield from _valid(match, int(match["day"]), int(match["month"]), int(match["year"]))
        for match in _NUMERIC.finditer(text):
            yield from _numeric(match, reading)


_ENDS = (("d0", "d1"), ("d2", "d3"))  # groups of the first and last day of a range


def _named(match: re.Match[str], text: str, reading: _Reading) -> Iterator[DateMention]:
    """Yield the dates of a match of `_Reading.named`: two for a range of days, none for a word that is no month."""
    days = [_day(found, reading) for part in ("d1", "w1", "w2", "d2", "w3") if (found := match[part])]
    if _is_other_word(match, bool(days), text, reading):
        return
    month = reading.words.months[match["month"].lower()]
    year = _full_year(match["year"])
    ends = next((pair for pair in _ENDS if match[pair[0]] and match[pair[1]]), None)
    if not ends:
        yield from _valid(match, days[0] if days else None, month, year)
        return
    first, last = ends
    yield from _valid(match, int(match[first]), month, year)
    for mention in _valid(match, int(match[last]), month, year):
        start = match.start(last)  # so that a weekday before the range belongs to its first day only
        yield replace(mention, start=start, text=text[start : match.end()])


def _day(printed: str, reading: _Reading) -> int:
    return int(printed) if printed.isdecimal() else reading.days[" ".join(printed.lower().split())]


def _is_other_word(match: re.Match[str], has_day: bool, text: str, reading: _Reading) -> bool:
    """True if what looks like a month is more likely a verb or a first name."""
    name = match["month"]
    if name.lower() in reading.words.lonely and not name[0].isupper() and not match["d1"]:
        return True
    return not has_day and not match["year"] and _is_no_month(match, name, text, reading)


def _is_no_month(match: re.Match[str], name: str, text: str, reading: _Reading) -> bool:
    """Apply `_is_other_word` to a month without day and year."""
    low = name.lower()
    if low in reading.words.lonely:
        before = text[max(0, match.start() - 9) : match.start()]
        return not (name[0].isupper() and reading.preposition.search(before))
    opens = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in '.!?“"'
    return low in reading.words.people and opens and bool(_NAME_FOLLOWS.match(text, match.end()))


def _numeric(match: re.Match[str], reading: _Reading) -> Iterator[DateMention]:
    """Yield the date of a match of `_NUMERIC`: day first, unless only the other order gives a date."""
    first, second = int(match["a"] or match["a2"]), int(match["b"] or match["b2"])
    year = _full_year(match["year"])
    if second > 12 >= first:
        yield from _valid(match, second, first, year)
        return
    # English texts may be from the United States, which print the month first.
    is_open = reading.has_either_order and first != second and max(first, second) <= 12
    for mention in _valid(match, first, second, year):
        yield replace(mention, either_order=is_open)


def _full_year(printed: str | None) -> int | None:
    """Return the year; one of two digits is between 1970 and 2069."""
    if not printed:
        return None
    year = int(printed)
    if year > 99:
        return year
    return year + (2000 if year < 70 else 1900)


def _valid(
    match: re.Match[str], day: int | None, month: int | None, year: int | None
) -> Iterator[DateMention]:
    if (day is None or 1 <= day <= 31) and (month is None or 1 <= month <= 12):
        yield DateMention(match[0], match.start(), match.end(), day, month, year)


def _with_weekdays(
    found: list[DateMention], text: str, weekdays: Iterable[re.Match[str]], reading: _Reading
) -> Iterator[DateMention]:
    """Yield the dates, with the weekdays beside them, and the weekdays without a date."""
    following = {d.start: d for d in found}
    joined: list[DateMention] = []
    for cue in weekdays:
        match = reading.weekday.match(text, cue.start())
        if not match or _is_plain_word(match[1], reading):
            continue
        gap = reading.gap.match(text, match.end())
        date = following.pop(gap.end(), None) if gap else None
        if date or match[1].lower() not in reading.words.short_weekdays:
            joined.append(_on_weekday(match, date, text, reading))
    yield from sorted([*joined, *following.values()], key=lambda d: d.start)


def _is_plain_word(name: str, reading: _Reading) -> bool:
    """True for a weekday in lower case that is short or another word too."""
    return not name[0].isupper() and (len(name) < 5 or name.lower() in reading.words.plain_weekdays)


def _on_weekday(match: re.Match[str], date: DateMention | None, text: str, reading: _Reading) -> DateMention:
    base = date or DateMention("", match.start(), match.end())
    return replace(
        base,
        start=match.start(),
        weekday=reading.words.weekdays[match[1].lower()],
        text=text[match.start() : base.end],
    )


def agree(claimed: DateMention, known: DateMention) -> bool:
    """True if `known` prints the same value for every part that `claimed` prints."""
    if not _alike(claimed.year, known.year) or not _alike(claimed.weekday, known.weekday):
        return False
    if _alike(claimed.day, known.day) and _alike(claimed.month, known.month):
        return True
    turned = claimed.either_order or known.either_order
    return turned and claimed.day == known.month and claimed.month == known.day


def _alike(claimed: int | None, known: int | None) -> bool:
    return claimed is None or claimed == known
