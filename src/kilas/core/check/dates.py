"""Which dates and weekdays a text names, as far as it names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace


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
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_NAMED = re.compile(
    rf"(?<![\w/])(?:(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?:\s(?:of\s)?|-))?(?P<month>{_MONTH})\b\.?"
    rf"(?:\s(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?![\d.:]?\d|%)(?!\s?(?:persen|per\s?cent|people|orang|[ap]m)\b))?(?:,?[\s-](?P<year>{_YEAR})(?!\d))?",
    re.IGNORECASE,
)
_ISO = re.compile(rf"(?<!\d)(?P<year>{_YEAR})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<a>[0-3]?\d)(?P<sign>[/.-])(?P<b>[0-3]?\d)(?P=sign)(?P<year>(?:1[5-9]|20|21)?\d\d)(?![\d/])"
    r"|(?<=\()(?P<a2>[0-3]?\d)/(?P<b2>[01]?\d)(?=\))"
)
_WEEKDAY = re.compile(r"\b(" + "|".join(sorted(_DAYS, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:in|on|since|until|till|by|from|of|during|before|after|last|next|this|early|late|mid|between|and|to|through|for|every)\s$",
    re.IGNORECASE,
)
_LONELY = frozenset("may march mar jan jun apr dec des sep nov feb mei".split())
_GAP = re.compile(r"[\s,(]{1,3}(?:the\s|tanggal\s)?", re.IGNORECASE)


def dates(text: str, language: str) -> tuple[DateMention, ...]:
    """The dates of `text` in order; a weekday beside a date belongs to it. Impossible ones are left out.

    >>> [(d.weekday, d.day, d.month, d.year) for d in dates("Senin (3/8/2026) dan Mei 1998", "id")]
    [(0, 3, 8, 2026), (None, None, 5, 1998)]
    """
    found = sorted(_days(text, language), key=lambda d: (d.start, -d.end))
    apart: list[DateMention] = []
    for mention in found:
        if apart and mention.start < apart[-1].end:
            continue
        apart.append(mention)
    return tuple(_with_weekdays(apart, text))


def _days(text: str, language: str) -> Iterator[DateMention]:
    for match in _NAMED.finditer(text):
        yield from _named(match, text)
    if any(map(str.isdecimal, text)):
        for match in _ISO.finditer(text):
            yield from _valid(match, int(match["day"]), int(match["month"]), int(match["year"]))
        for match in _NUMERIC.finditer(text):
            yield from _numeric(match, language)


def _named(match: re.Match[str], text: str) -> Iterator[DateMention]:
    name = match["month"]
    low = name.lower()
    day = match["d1"] or match["d2"]
    if not (name[0].isupper() or low in _LOWER_TOO or match["d1"]):
        return
    is_bare = not day and not match["year"] and low in _LONELY
    if is_bare and not (
        name[0].isupper() and _PREPOSITION.search(text[max(0, match.start() - 9) : match.start()])
    ):
        return
    yield from _valid(
        match, int(day) if day else None, _MONTHS[low], int(match["year"]) if match["year"] else None
    )


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


def _with_weekdays(found: list[DateMention], text: str) -> Iterator[DateMention]:
    following = {d.start: d for d in found}
    joined: list[DateMention] = []
    for match in _WEEKDAY.finditer(text):
        low = match[0].lower()
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
