"""Which dates and weekdays a text names, as far as it names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kilas.core.check.number_words import letter_runs, lowered


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


_MONTH_NAMES = (
    "january januari jan", "february februari pebruari feb", "march maret mar", "april apr", "may mei", "june juni jun",
    "july juli jul", "august agustus aug agu agt", "september sept sep", "october oktober oct okt",
    "november nopember nov nop", "december desember dec des",
)  # fmt: skip
_MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_DAY_NAMES = (
    "monday senin mon", "tuesday selasa tue tues", "wednesday rabu wed", "thursday kamis thu thur thurs", "friday jumat jum'at fri",
    "saturday sabtu sat", "sunday minggu ahad sun",
)  # fmt: skip
_DAYS = {name: n for n, names in enumerate(_DAY_NAMES) for name in names.split()}
# Words too that are not dates: "may" and "march" act, "mar" and "sun" shine, "minggu" is a week, "rabu" and "sat" sit.
_LOWER_TOO = frozenset(_MONTHS) - frozenset("may march mar jan jun apr dec des sep nov feb mei".split())
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
_ONES = "satu dua tiga empat lima enam tujuh delapan sembilan".split()
_ENGLISH_DAYS = {word: n for n, word in enumerate([*_ORDINALS, *_TEENS], 1)}
_ENGLISH_DAYS |= {f"twenty-{word}": 20 + n for n, word in enumerate(_ORDINALS, 1)}
_ENGLISH_DAYS |= {"thirtieth": 30, "thirty-first": 31}
_INDONESIAN_DAYS = {word: n for n, word in enumerate([*_ONES, "sepuluh", "sebelas"], 1)}
_INDONESIAN_DAYS |= {f"{word} belas": 10 + n for n, word in enumerate(_ONES, 1)}
_INDONESIAN_DAYS |= {f"dua puluh {word}": 20 + n for n, word in enumerate(_ONES, 1)}
_INDONESIAN_DAYS |= {"dua puluh": 20, "tiga puluh": 30, "tiga puluh satu": 31}
_DAYS_IN_WORDS = _ENGLISH_DAYS | _INDONESIAN_DAYS


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True)).replace(" ", r"\s")


_MONTH = _any_of(_MONTHS)
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_NAMED = re.compile(
    r"(?<![\w/])(?:(?P<d0>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?[-–—]\s?|\s(?:to|and|until|hingga|sampai|dan|s/d|s\.d\.)\s))?"
    rf"(?:(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?:\s(?:of\s)?|-)|(?P<w1>{_any_of(_ENGLISH_DAYS)})\sof\s|(?P<w2>{_any_of(_INDONESIAN_DAYS)})\s)?"
    rf"(?P<month>{_MONTH})\b\.?(?:\s(?:(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?[-–—]\s?(?P<d3>[0-3]?\d)(?:st|nd|rd|th)?)?(?![\d.:]?\d|%)"
    rf"(?!\s?(?:persen|per\s?cent|people|orang|[ap]m)\b)|the\s(?P<w3>{_any_of(_ENGLISH_DAYS)})\b))?(?:,?[\s-](?P<year>{_YEAR})(?!\d))?",
    re.IGNORECASE,
)
# Most texts have few dates, and these patterns find where to look without trying every letter.
_MONTH_CUE = re.compile(rf"(?:{_MONTH})(?!\w)")
_MONTH_RUNS = frozenset(month.encode() for month in _MONTHS)
_AROUND_MONTH = 40  # letters that may belong to the date: "1st until the thirty-first of May"
_NUMERIC_CUE = re.compile(r"\d[/.-]\d")
_ISO = re.compile(rf"(?<!\d)(?P<year>{_YEAR})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<a>[0-3]?\d)(?P<sign>[/.-])(?P<b>[0-3]?\d)(?P=sign)(?P<year>(?:1[5-9]|20|21)?\d\d)(?![\d/])"
    r"|(?<=\()(?P<a2>[0-3]?\d)/(?P<b2>[01]?\d)(?=\))"
)
_WEEKDAY = re.compile(rf"\b({_any_of(_DAYS)})(?:(?<=day)s)?\b", re.IGNORECASE)
_WEEKDAY_CUE = re.compile(_any_of(_DAYS))
_WEEKDAY_RUNS = frozenset(run for day in _DAYS for run in letter_runs(f"{day} {day}s"))
_PREPOSITION = re.compile(
    r"\b(?:in|on|since|until|till|by|from|of|during|before|after|last|next|this|early|late|mid|between|and|to|through|for|every)\s$",
    re.IGNORECASE,
)
# First names too: "April Voss chairs", "Juni Ardianto hadir".
_PEOPLE = frozenset("april june juni august agustus".split())
_NAME_FOLLOWS = re.compile(r"\s[A-Z][a-z]")
_LONELY = frozenset("may march mar jan jun apr dec des sep nov feb mei".split())
_GAP = re.compile(r"[\s,(]{1,3}(?:the\s|tanggal\s)?", re.IGNORECASE)


def dates(text: str, language: str) -> tuple[DateMention, ...]:
    """The dates of `text` in order; a weekday beside a date belongs to it. Impossible ones are left out.

    >>> [(d.weekday, d.day, d.month, d.year) for d in dates("Senin (3/8/2026) dan Mei 1998", "id")]
    [(0, 3, 8, 2026), (None, None, 5, 1998)]
    """
    low = lowered(text)
    runs = letter_runs(low)
    months = () if _MONTH_RUNS.isdisjoint(runs) else _MONTH_CUE.finditer(low)
    weekdays = () if _WEEKDAY_RUNS.isdisjoint(runs) else _WEEKDAY_CUE.finditer(low)
    found = sorted(_days(text, months, language), key=lambda d: (d.start, -d.end))
    apart: list[DateMention] = []
    for mention in found:
        if apart and mention.start < apart[-1].end and mention.end != apart[-1].end:
            continue
        apart.append(mention)
    return tuple(_with_weekdays(apart, text, weekdays))


def _days(text: str, months: Iterable[re.Match[str]], language: str) -> Iterator[DateMention]:
    end = 0
    for cue in months:
        start = max(end, cue.start() - _AROUND_MONTH)
        match = _NAMED.search(text, start, cue.end() + _AROUND_MONTH) if cue.start() >= end else None
        if match:
            end = match.end()
            yield from _named(match, text)
    if _NUMERIC_CUE.search(text):
        for match in _ISO.finditer(text):
            yield from _valid(match, int(match["day"]), int(match["month"]), int(match["year"]))
        for match in _NUMERIC.finditer(text):
            yield from _numeric(match, language)


def _named(match: re.Match[str], text: str) -> Iterator[DateMention]:
    name = match["month"]
    low = name.lower()
    days = [_day(found) for part in ("d1", "w1", "w2", "d2", "w3") if (found := match[part])]
    if not (name[0].isupper() or low in _LOWER_TOO or match["d1"]):
        return
    if not days and not match["year"] and _is_no_month(match, name, text):
        return
    year = int(match["year"]) if match["year"] else None
    ends = [("d0", "d1"), ("d2", "d3")]
    low_end, high_end = next((pair for pair in ends if match[pair[0]] and match[pair[1]]), ("", ""))
    if not low_end:
        yield from _valid(match, days[0] if days else None, _MONTHS[low], year)
        return
    yield from _valid(match, int(match[low_end]), _MONTHS[low], year)
    for mention in _valid(match, int(match[high_end]), _MONTHS[low], year):
        start = match.start(
            high_end
        )  # each its own place: a weekday before the range belongs to its first day
        yield replace(mention, start=start, text=text[start : match.end()])


def _day(printed: str) -> int:
    return int(printed) if printed.isdecimal() else _DAYS_IN_WORDS[" ".join(printed.lower().split())]


def _is_no_month(match: re.Match[str], name: str, text: str) -> bool:
    """Whether a month without day and year is more likely a verb or somebody's first name."""
    low = name.lower()
    if low in _LONELY:
        before = text[max(0, match.start() - 9) : match.start()]
        return not (name[0].isupper() and _PREPOSITION.search(before))
    opens = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in '.!?“"'
    return low in _PEOPLE and opens and bool(_NAME_FOLLOWS.match(text, match.end()))


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
    found: list[DateMention], text: str, weekdays: Iterable[re.Match[str]]
) -> Iterator[DateMention]:
    following = {d.start: d for d in found}
    joined: list[DateMention] = []
    for cue in weekdays:
        match = _WEEKDAY.match(text, cue.start())
        if not match:
            continue
        low = match[1].lower()
        if not match[0][0].isupper() and (low in ("minggu", "rabu", "ahad", "kamis") or len(low) < 5):
            continue
        gap = _GAP.match(text, match.end())
        date = following.pop(gap.end(), None) if gap else None
        if date is None and len(low) < 5 and low in ("sun", "sat", "wed", "mon", "fri", "thu", "tue"):
            continue
        base = date or DateMention("", match.start(), match.end())
        joined.append(
            replace(base, start=match.start(), weekday=_DAYS[low], text=text[match.start() : base.end])
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
