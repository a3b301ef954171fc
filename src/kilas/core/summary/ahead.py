"""Does a sentence tell what is still to come? Indonesian and English, by tense, time and wording.

English marks the past on its verbs, so a date beside a present tense lies ahead ("The fair opens on Friday").
Indonesian does not: there the wording must say so, or the date must lie after the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import date, datetime, timedelta
from itertools import pairwise

from kilas.core.check.dates import DateMention, dates
from kilas.core.languages import EVERY
from kilas.core.languages import language as words_of
from kilas.core.summary.cues import Wordings
from kilas.core.text import fold
from kilas.core.text import words as split

SURE, HINT = 2.0, 1.0

_EN, _ID = words_of("en").ahead, words_of("id").ahead
_EN_SURE = Wordings(_EN.sure)
_EN_WILL = re.compile(_EN.will)
_EN_PRESENT = Wordings(_EN.present)
_EN_TELLS = _EN.tells
_EN_TELLING = re.compile(_EN.telling)
_EN_HINTS = re.compile(_EN.hints)
# "July 8, 1972: …", "Pro: …": an entry of a list, whose date is of the past as often as not.
_ENTRY = re.compile(r"[^:,“\"]{0,24}(?:, \d{4})?: ")
_TO_READER = EVERY.ahead.to_reader
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_EN_PURPOSE = re.compile(_EN.purpose)
_EN_PAST = EVERY.clauses.past_verbs | _EN.gone_by
_EN_NOT_PAST = _EN.not_past
_EN_BEFORE_PARTICIPLE = _EN.before_participle
_EN_LAST = _EN.last
_EN_WOULD_HAVE = re.compile(_EN.would_have)

_ID_SURE = Wordings(_ID.sure)
_ID_HINTS = re.compile(_ID.hints)
_ID_BACK = re.compile(_ID.back, re.IGNORECASE)
_ID_DONE = _ID.done
_EN_HINT_CUES = _EN.hint_cues
_ID_HINT_CUES = _ID.hint_cues
_ID_BACK_CUES = _ID.back_cues
_DAY_MONTH = re.compile(r"\d[/-]\d")
_ANY_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR = re.compile(r"\b20[2-9]\d\b")
_MONTHS = EVERY.ahead.months


def look_ahead(
    text: str, words: Sequence[str], language: str, published: datetime | None, bag: Set[str] | None = None
) -> float:
    """How much `text` looks ahead: 2 for one sure sign or two hints; 0 when it does not.

    `words` are its words, folded; `bag` is their set, for callers who have it.
    """
    if bag is None:
        bag = frozenset(words)
    if _ENTRY.match(text) or _is_advice(text, bag):
        return 0.0
    if language == "en":
        return _english(text, words, bag, published)
    if language in ("id", "ms"):
        return _indonesian(text, bag, published)
    return 0.0


def _is_advice(text: str, bag: Set[str]) -> bool:
    """Whether the sentence tells its reader what to do or what he will get: no event is ahead."""
    return not _TO_READER.isdisjoint(bag) and not _TO_READER.isdisjoint(
        fold(w) for w in split(_QUOTED.sub(" ", text))
    )


def _english(text: str, words: Sequence[str], bag: Set[str], published: datetime | None) -> float:
    if " have" in text and _EN_WOULD_HAVE.search(text):
        return 0.0
    if "e to" in text or "s to" in text:  # "are to", "was to"
        text = _EN_PURPOSE.sub(" ", text)
    is_sure = _EN_SURE.found_in(text, bag) or ("ll " in text and bool(_EN_WILL.search(text)))
    score = SURE if is_sure else 0.0
    if _is_past(words, bag):
        return score
    now = published.year if published else 10_000
    if (
        _EN_PRESENT.found_in(_EN_TELLING.sub("", text) if _is_told(_EN_TELLS, bag) else text, bag)
        # "would", "by June" of which year?
        and all(int(m[0]) >= now for m in _ANY_YEAR.finditer(text))
    ) or _names_later_day(text, bag, "en", published):
        score += SURE
    if _is_told(_EN_HINT_CUES, bag):
        score += HINT * min(2, len({m[0] for m in _EN_HINTS.finditer(text)}))
    return score


def _is_past(words: Sequence[str], bag: Set[str]) -> bool:
    """Whether an English sentence tells what is over: by a verb in the past, or by its time."""
    if _is_told(_EN_PAST, bag):
        return True
    for before, word in pairwise(("", *words)):
        if word in _EN_LAST and before in ("last", "previous"):
            return True
        if (
            word[-2:] == "ed"
            and word not in _EN_NOT_PAST
            and before not in _EN_BEFORE_PARTICIPLE
            and "-" not in word
        ):
            return True
        if before == "year's" and word.startswith("plan"):
            return True
    return False


def _indonesian(text: str, bag: Set[str], published: datetime | None) -> float:
    if _is_told(_ID_BACK_CUES, bag) and _ID_BACK.search(text):
        return 0.0
    score = SURE if _ID_SURE.found_in(text, bag) else 0.0
    if _names_later_day(text, bag, "id", published):
        score += SURE
    if _is_told(_ID_HINT_CUES, bag):
        score += HINT * min(2, len({m.lastgroup for m in _ID_HINTS.finditer(text)}))
    return max(0.0, score - HINT) if _is_told(_ID_DONE, bag) else score


def _is_told(cues: frozenset[str], bag: Set[str]) -> bool:
    return not cues.isdisjoint(bag)


def _names_later_day(text: str, bag: Set[str], language: str, published: datetime | None) -> bool:
    """Whether `text` names a day, month or year after its publication and none before it."""
    if published is None:
        return False
    today = published.date()
    days = [1 if int(m[0]) > today.year else -1 for m in _YEAR.finditer(text) if int(m[0]) != today.year]
    if _is_told(_MONTHS, bag) or _DAY_MONTH.search(text):
        days += [order for d in dates(text, language) if (order := _order(d, today))]
    return bool(days) and min(days) > 0


def _order(mention: DateMention, today: date) -> int:
    """1 when the mention lies after `today`, -1 before it, 0 when that cannot be told.

    Without a year, the nearest day or month of that name is meant.
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
    nearest = min(offsets, key=lambda offset: (abs(offset), offset), default=timedelta())
    return (nearest.days > 0) - (nearest.days < 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None  # 29 February, most years
