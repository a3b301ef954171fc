"""Recognise sentences about the future, by tense, time and wording.

In English, a date beside a verb in the present lies ahead ("The fair opens on Friday"), because verbs show the past.
Indonesian verbs do not, so the wording must show it, or a date after the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from kilas.core.check.dates import DateMention, dates
from kilas.core.languages import EVERY, Language, nearest
from kilas.core.languages.shape import AheadWords
from kilas.core.summary.cues import Wordings
from kilas.core.text import fold
from kilas.core.text import words as split

SURE, HINT = 2.0, 1.0

# "July 8, 1972: …", "Pro: …": a list item, whose date is as often in the past.
_ENTRY = re.compile(r"[^:,“\"]{0,24}(?:, \d{4})?: ")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_DAY_MONTH = re.compile(r"\d[/-]\d")
_ANY_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR = re.compile(r"\b20[2-9]\d\b")


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """The words of a language with their patterns compiled."""

    code: str
    words: AheadWords
    over: Wordings
    purpose: re.Pattern[str]
    sure: Wordings
    will: re.Pattern[str]
    present: Wordings
    telling: re.Pattern[str]
    hints: re.Pattern[str]
    past: frozenset[str]
    past_endings: tuple[str, ...]
    gone_by_phrases: Wordings


@cache
def _reading(spoken: Language) -> _Reading | None:
    """None for a language without words for the future."""
    found = spoken.ahead
    if not found.sure:
        return None
    return _Reading(
        code=spoken.code,
        words=found,
        over=Wordings(found.over),
        purpose=re.compile(found.purpose),
        sure=Wordings(found.sure),
        will=re.compile(found.will),
        present=Wordings(found.present),
        telling=re.compile(found.telling),
        hints=re.compile(found.hints),
        past=spoken.clauses.past_verbs | found.gone_by,
        past_endings=spoken.clauses.past_endings,
        gone_by_phrases=Wordings(found.gone_by_phrases),
    )


def look_ahead(
    text: str, words: Sequence[str], language: str, published: datetime | None, bag: Set[str] | None = None
) -> float:
    """Return the degree to which `text` looks ahead: 2 for one sure sign or two hints; 0 if it does not.

    `words` are its folded words; `bag` is their set, if already known.
    """
    if bag is None:
        bag = frozenset(words)
    reading = _reading(nearest(language))
    if reading is None or _ENTRY.match(text) or _is_advice(text, bag) or reading.over.found_in(text, bag):
        return 0.0
    text = _without_purpose(text, reading)
    score = SURE if _is_sure(text, bag, reading) else 0.0
    if _is_past(words, bag, reading):
        return score
    score += _score_of_time(text, bag, reading, published) + _score_of_hints(text, bag, reading)
    return max(0.0, score - HINT) if _is_told(reading.words.done, bag) else score


def _is_advice(text: str, bag: Set[str]) -> bool:
    """True if the sentence addresses its reader outside quotations: it is advice, not news of an event."""
    return _is_told(EVERY.ahead.to_reader, bag) and not EVERY.ahead.to_reader.isdisjoint(
        fold(w) for w in split(_QUOTED.sub(" ", text))
    )


def _is_told(cues: frozenset[str], bag: Set[str]) -> bool:
    return not cues.isdisjoint(bag)


def _without_purpose(text: str, reading: _Reading) -> str:
    """`text` without "the aim is to", which is no plan."""
    if any(map(text.__contains__, reading.words.purpose_cues)):
        return reading.purpose.sub(" ", text)
    return text


def _is_sure(text: str, bag: Set[str], reading: _Reading) -> bool:
    if reading.sure.found_in(text, bag):
        return True
    return any(map(text.__contains__, reading.words.will_cues)) and bool(reading.will.search(text))


def _is_past(words: Sequence[str], bag: Set[str], reading: _Reading) -> bool:
    """True if the sentence is about the past, by a verb in the past tense or an expression of time.

    Always False for a language whose verbs do not show the past.
    """
    endings = reading.past_endings
    if not endings:
        return False
    if _is_told(reading.past, bag) or reading.gone_by_phrases.found_in(" ".join(words), bag):
        return True
    ended = [place for place, word in enumerate(words) if word.endswith(endings)]
    return any(_is_past_verb(words, place, reading.words) for place in ended)


def _is_past_verb(words: Sequence[str], place: int, spoken: AheadWords) -> bool:
    if words[place] in spoken.not_past or "-" in words[place]:
        return False
    return place == 0 or words[place - 1] not in spoken.before_participle


def _score_of_time(text: str, bag: Set[str], reading: _Reading, published: datetime | None) -> float:
    if _is_soon(text, bag, reading, published) or _names_later_day(text, bag, reading.code, published):
        return SURE
    return 0.0


def _is_soon(text: str, bag: Set[str], reading: _Reading, published: datetime | None) -> bool:
    """True if a time beside the present tense lies ahead; "by June" with a year before publication does not."""
    told = reading.telling.sub("", text) if _is_told(reading.words.tells, bag) else text
    if not reading.present.found_in(told, bag):
        return False
    now = published.year if published else 10_000  # no date of publication: any year may be past
    return all(int(m[0]) >= now for m in _ANY_YEAR.finditer(text))


def _score_of_hints(text: str, bag: Set[str], reading: _Reading) -> float:
    if not _is_told(reading.words.hint_cues, bag):
        return 0.0
    # Words of one named group are one hint, however many there are.
    return HINT * min(2, len({m.lastgroup or m[0] for m in reading.hints.finditer(text)}))


def _names_later_day(text: str, bag: Set[str], language: str, published: datetime | None) -> bool:
    """True if `text` names a day, month or year after its publication and none before it."""
    if published is None:
        return False
    today = published.date()
    days = [1 if int(m[0]) > today.year else -1 for m in _YEAR.finditer(text) if int(m[0]) != today.year]
    if _is_told(EVERY.ahead.months, bag) or _DAY_MONTH.search(text):
        days += [order for d in dates(text, language) if (order := _order(d, today))]
    return bool(days) and min(days) > 0


def _order(mention: DateMention, today: date) -> int:
    """1 if the mention lies after `today`, -1 if before, 0 if unclear.

    A mention without a year means the nearest day or month of that name.
    """
    if mention.month is None:
        return 0
    if mention.day is None:
        months = ((mention.year or today.year) - today.year) * 12 + mention.month - today.month
        if mention.year is None:
            months = (months + 6) % 12 - 6
        return (months > 0) - (months < 0)
    years = [mention.year] if mention.year else [today.year - 1, today.year, today.year + 1]
    offsets = [found - today for year in years if (found := _day(year, mention.month, mention.day))]
    closest = min(offsets, key=lambda offset: (abs(offset), offset), default=timedelta())
    return (closest.days > 0) - (closest.days < 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None  # 29 February, most years
