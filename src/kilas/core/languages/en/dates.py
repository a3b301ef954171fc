"""Months, weekdays, days in words: English."""

from __future__ import annotations

from kilas.core.languages.shape import DateWords, words

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINAL_DAYS = {word: n for n, word in enumerate([*_ORDINALS, *_TEENS], 1)}
_ORDINAL_DAYS |= {f"twenty-{word}": 20 + n for n, word in enumerate(_ORDINALS, 1)}
_ORDINAL_DAYS |= {"thirtieth": 30, "thirty-first": 31}
_MONTHS = {
    "january": 1, "jan": 1,
    "february": 2, "feb": 2,
    "march": 3, "mar": 3,
    "april": 4, "apr": 4,
    "may": 5,
    "june": 6, "jun": 6,
    "july": 7, "jul": 7,
    "august": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9,
    "october": 10, "oct": 10,
    "november": 11, "nov": 11,
    "december": 12, "dec": 12,
}  # fmt: skip
_WEEKDAYS = {
    "monday": 0, "mon": 0,
    "tuesday": 1, "tue": 1, "tues": 1,
    "wednesday": 2, "wed": 2,
    "thursday": 3, "thu": 3, "thur": 3, "thurs": 3,
    "friday": 4, "fri": 4,
    "saturday": 5, "sat": 5,
    "sunday": 6, "sun": 6,
}  # fmt: skip
_WEEKDAYS |= {f"{name}s": number for name, number in _WEEKDAYS.items() if name.endswith("day")}

WORDS = DateWords(
    months=_MONTHS,
    weekdays=_WEEKDAYS,
    lonely=words("may march mar jan jun apr dec sep nov feb"),
    people=words("april june august"),
    short_weekdays=words("sun sat wed mon fri thu tue"),
    has_either_order=True,
    ordinal_days=_ORDINAL_DAYS,
    of="of",
    the="the",
    ordinal_endings="st|nd|rd|th",
    to="to|and|until",
    no_day=r"per\s?cent|people|[ap]m",
    before_month=(
        "in|on|since|until|till|by|from|of|during|before|after|last|next|this|early|late|mid|between|and|to|through|for|every"
    ),
    before_day="the",
    is_month_first=True,
    day_first_regions=words("gb uk au nz ie za in"),
)
