"""Judges a claim against a whole text: what it says that the text does not, and how closely it follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kilas.core.check.dates import DateMention, agree, dates
from kilas.core.check.names import Known, is_world, known, names, unknown_words
from kilas.core.check.numbers import Number, numbers
from kilas.core.check.outcome import Verdict
from kilas.core.check.overlap import FEATURES, features
from kilas.core.check.quotes import quotes
from kilas.core.check.support import Weights, score, weights

_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\W+")


def verdict(source: str, claim: str, language: str, learned: Weights | None = None) -> Verdict:
    """Judge `claim` by a whole source text, without cited evidence. `learned` replaces the shipped weights.

    >>> verdict("Rain fell on 60 days in Bandung.", "Rain fell on 70 days in Bandung.", "en").reason
    'the number 70 is not in the source'
    """
    return judge_against([source], claim, language, "the source", learned)


def judge_against(
    texts: Sequence[str], claim: str, language: str, place: str, learned: Weights | None = None
) -> Verdict:
    """Judge `claim` by `texts`, called `place` in the reason."""
    source = "\n".join(texts)
    reason = _unseen(source, claim, language)
    if reason:
        return Verdict("flagged", f"{reason} is not in {place}")
    figures = dict(zip(FEATURES, row := features(source, claim), strict=True))
    return Verdict("unverifiable", f"rules alone cannot tell whether {place} says so")


def _unseen(source: str, claim: str, language: str) -> str:
    return (
        _unseen_number(source, claim, language)
        or _unseen_date(source, claim, language)
        or _unseen_name(source, claim, language)
        or _unseen_quote(source, claim)
    )


def _unseen_number(source: str, claim: str, language: str) -> str:
    claimed = [n for n in numbers(claim, language) if not _is_loose(n)]
    if not claimed:
        return ""
    printed = numbers(source, language)
    runs = frozenset(_DIGITS.findall(source))  # "RC-135U" prints 135 too, if not as a number
    for number in claimed:
        if not any(_matches(number, other) for other in printed) and number.text not in runs:
            return f"the number {number.text}"
    return ""


def _is_loose(number: Number) -> bool:
    """Written small numbers are often counted, not copied; "one" and "first" are no numbers at all."""
    return number.is_written and abs(number.value) <= 12


def _matches(claimed: Number, known_number: Number) -> bool:
    if abs(claimed.value) != abs(known_number.value):
        return False
    return not claimed.unit or not known_number.unit or claimed.unit == known_number.unit


def _unseen_date(source: str, claim: str, language: str) -> str:
    claimed = [
        d for d in dates(claim, language) if d.day is not None or d.weekday is not None or d.month is not None
    ]
    if not claimed:
        return ""
    printed = dates(source, language)
    for date in claimed:
        if not any(agree(date, other) for other in printed) and not _is_pieced(date, printed):
            return f"the date {date.text}"
    return ""


def _is_pieced(date: DateMention, printed: Sequence[DateMention]) -> bool:
    """Whether every part of the date is printed, if in several places."""
    return all(
        any(getattr(other, part) == value for other in printed)
        for part in ("day", "month", "year", "weekday")
        if (value := getattr(date, part)) is not None
    )


def _unseen_name(source: str, claim: str, language: str) -> str:
    claimed = names(claim, language) if _is_cased(claim) else ()
    if not claimed:
        return ""
    words: Known = known(source)
    for name in claimed:
        if unknown_words(name, words) and not is_world(name):
            return f"the name {name.text}"
    return ""


def _is_cased(claim: str) -> bool:
    """A claim that opens in lower case was lower-cased by somebody: its capitals say nothing."""
    first = next(filter(str.isalpha, claim), "")
    return not first.islower()


def _unseen_quote(source: str, claim: str) -> str:
    for quote in quotes(claim):
        if not quote_is_in(quote.text, source):
            return f"the quotation “{quote.text}”"
    return ""


def quote_is_in(quote: str, text: str) -> bool:
    """Whether the quoted words stand in `text` in that order, whatever the marks and spaces between them."""
    words = _SPACE.sub(" ", quote.casefold()).strip()
    if not words or f" {words} " in f" {_SPACE.sub(' ', text.casefold())} ":
        return True
    # "did n't" and "didn't": with three words or more, letters alone are enough.
    return words.count(" ") > 1 and words.replace(" ", "") in _SPACE.sub("", text.casefold())
