"""Which dates and weekdays a text names, as far as it names them."""

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
    """A date as printed: the parts it does not print are None."""

    text: str
    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None  # Monday is 0
    either_order: bool = False  # "3/8/2026" in English: day and month may be the other way round


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True)).replace(" ", r"\s") or NEVER


_YEAR = r"(?:1[5-9]|20|21)\d\d"
_AROUND_MONTH = 40  # letters that may belong to the date: "1st until the thirty-first of May"
_NUMERIC_CUE = re.compile(r"\d[/.-]\d")
_ISO = re.compile(rf"(?<!\d)(?P<year>{_YEAR})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<a>[0-3]?\d)(?P<sign>[/.-])(?P<b>[0-3]?\d)(?P=sign)(?P<year>(?:1[5-9]|20|21)?\d\d)(?![\d/])"
    r"|(?<=\()(?P<a2>[0-3]?\d)/(?P<b2>[01]?\d)(?=\))"
)
_NAME_FOLLOWS = re.compile(r"\s[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class _Reading:
    """How dates in words are found and read."""

    words: DateWords
    named: re.Pattern[str]
    days: Mapping[str, int]  # in words
    # Most texts have few dates, and these find where to look without trying every letter.
    month_runs: frozenset[bytes]
    month_cue: re.Pattern[str]
    weekday_runs: frozenset[bytes]
    weekday_cue: re.Pattern[str]
    weekday: re.Pattern[str]
    preposition: re.Pattern[str]
    gap: re.Pattern[str]


@cache
def _reading(spoken: Language) -> _Reading:
    """By the words of every language, and those of `spoken`."""
    found = every_and(spoken).dates
    return _Reading(
        found,
        re.compile(_named_pattern(found), re.IGNORECASE),
        {**found.ordinal_days, **found.cardinal_days},
        month_runs=frozenset(month.encode() for month in found.months),
        month_cue=re.compile(rf"(?:{_any_of(found.months)})(?!\w)"),
        weekday_runs=frozenset(run for day in found.weekdays for run in letter_runs(f"{day} {day}s")),
        weekday_cue=re.compile(_any_of(found.weekdays)),
        weekday=re.compile(rf"\b({_any_of(found.weekdays)})(?:(?<=day)s)?\b", re.IGNORECASE),
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
        rf"(?!\s?(?:{found.no_day})\b)|(?:{found.the})\s(?P<w3>{ordinal})\b))?(?:,?[\s-](?P<year>{_YEAR})(?!\d))?"
    )


def dates(text: str, language: str) -> tuple[DateMention, ...]:
    """The dates of `text` in order; a weekday beside a date belongs to it. Impossible ones are left out.

    >>> [(d.weekday, d.day, d.month, d.year) for d in dates("Senin (3/8/2026) dan Mei 1998", "id")]
    [(0, 3, 8, 2026), (None, None, 5, 1998)]
    """
    low = lowered(text)
    runs = letter_runs(low)
    reading = _reading(words_of(language))
    months = () if reading.month_runs.isdisjoint(runs) else reading.month_cue.finditer(low)
    weekdays = () if reading.weekday_runs.isdisjoint(runs) else reading.weekday_cue.finditer(low)
    found = sorted(_days(text, months, language, reading), key=lambda d: (d.start, -d.end))
    apart: list[DateMention] = []
    for mention in found:
        if apart and mention.start < apart[-1].end and mention.end != apart[-1].end:
            continue
        apart.append(mention)
    return tuple(_with_weekdays(apart, text, weekdays, reading))


def _days(
    text: str, months: Iterable[re.Match[str]], language: str, reading: _Reading
) -> Iterator[DateMention]:
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
            yield from _numeric(match, language)


def _named(match: re.Match[str], text: str, reading: _Reading) -> Iterator[DateMention]:
    name = match["month"]
    low = name.lower()
    days = [_day(found, reading) for part in ("d1", "w1", "w2", "d2", "w3") if (found := match[part])]
    if not (name[0].isupper() or low not in reading.words.lonely or match["d1"]):
        return
    if not days and not match["year"] and _is_no_month(match, name, text, reading):
        return
    month = reading.words.months[low]
    year = int(match["year"]) if match["year"] else None
    ends = [("d0", "d1"), ("d2", "d3")]
    low_end, high_end = next((pair for pair in ends if match[pair[0]] and match[pair[1]]), ("", ""))
    if not low_end:
        yield from _valid(match, days[0] if days else None, month, year)
        return
    yield from _valid(match, int(match[low_end]), month, year)
    for mention in _valid(match, int(match[high_end]), month, year):
        start = match.start(
            high_end
        )  # each its own place: a weekday before the range belongs to its first day
        yield replace(mention, start=start, text=text[start : match.end()])


def _day(printed: str, reading: _Reading) -> int:
    return int(printed) if printed.isdecimal() else reading.days[" ".join(printed.lower().split())]


def _is_no_month(match: re.Match[str], name: str, text: str, reading: _Reading) -> bool:
    """Whether a month without day and year is more likely a verb or somebody's first name."""
    low = name.lower()
    if low in reading.words.lonely:
        before = text[max(0, match.start() - 9) : match.start()]
        return not (name[0].isupper() and reading.preposition.search(before))
    opens = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in '.!?“"'
    return low in reading.words.people and opens and bool(_NAME_FOLLOWS.match(text, match.end()))


def _numeric(match: re.Match[str], language: str) -> Iterator[DateMention]:
    first, second = int(match["a"] or match["a2"]), int(match["b"] or match["b2"])
    year = int(match["year"]) if match["year"] else None
    if year is not None and year < 100:
        year += 2000 if year < 70 else 1900
    # Day first everywhere but in English, where the United States turn it round.
    if second > 12 >= first:
        first, second = second, first
        yield from _valid(match, first, second, year)
        return
    open_order = language == "en" and first <= 12 and second <= 12 and first != second
    for mention in _valid(match, first, second, year):
        yield replace(mention, either_order=open_order)


def _valid(
    match: re.Match[str], day: int | None, month: int | None, year: int | None
) -> Iterator[DateMention]:
    if (day is None or 1 <= day <= 31) and (month is None or 1 <= month <= 12):
        yield DateMention(match[0], match.start(), match.end(), day, month, year)


def _with_weekdays(
    found: list[DateMention], text: str, weekdays: Iterable[re.Match[str]], reading: _Reading
) -> Iterator[DateMention]:
    following = {d.start: d for d in found}
    joined: list[DateMention] = []
    for cue in weekdays:
        match = reading.weekday.match(text, cue.start())
        if not match:
            continue
        low = match[1].lower()
        if not match[0][0].isupper() and (low in reading.words.plain_weekdays or len(low) < 5):
            continue
        gap = reading.gap.match(text, match.end())
        date = following.pop(gap.end(), None) if gap else None
        if date is None and len(low) < 5 and low in reading.words.short_weekdays:
            continue
        base = date or DateMention("", match.start(), match.end())
        joined.append(
            replace(
                base,
                start=match.start(),
                weekday=reading.words.weekdays[low],
                text=text[match.start() : base.end],
            )
        )
    yield from sorted([*joined, *following.values()], key=lambda d: d.start)


def agree(claimed: DateMention, known: DateMention) -> bool:
    """Whether `known` prints every part that `claimed` does, alike."""
    if not _alike(claimed.year, known.year) or not _alike(claimed.weekday, known.weekday):
        return False
    if _alike(claimed.day, known.day) and _alike(claimed.month, known.month):
        return True
    turned = claimed.either_order or known.either_order
    return turned and claimed.day == known.month and claimed.month == known.day


def _alike(claimed: int | None, known: int | None) -> bool:
    return claimed is None or claimed == known
