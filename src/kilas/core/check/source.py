"""Judges a claim against a whole text: what it says that the text does not, and how closely it follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kilas.core.check.dates import DateMention, agree, dates
from kilas.core.check.names import Known, known, names, unknown_words
from kilas.core.check.numbers import Number, numbers
from kilas.core.check.outcome import Verdict
from kilas.core.check.quotes import quotes

_SPACE = re.compile(r"\W+")


def verdict(source: str, claim: str, language: str) -> Verdict:
    """Judge `claim` by a whole source text, without cited evidence.

    >>> verdict("Rain fell on 60 days in Bandung.", "Rain fell on 70 days in Bandung.", "en").reason
    'the number 70 is not in the source'
    """
    return judge_against([source], claim, language, "the source")


def judge_against(texts: Sequence[str], claim: str, language: str, place: str) -> Verdict:
    """Judge `claim` by `texts`, called `place` in the reason."""
    source = "\n".join(texts)
    reason = _unseen(source, claim, language)
    if reason:
        return Verdict("flagged", f"{reason} is not in {place}")
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
    for number in claimed:
        if not any(_matches(number, other) for other in printed):
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
    claimed = names(claim, language)
    if not claimed:
        return ""
    words: Known = known(source)
    for name in claimed:
        if unknown_words(name, words):
            return f"the name {name.text}"
    return ""


def _unseen_quote(source: str, claim: str) -> str:
    for quote in quotes(claim):
        if not quote_is_in(quote.text, source):
            return f"the quotation “{quote.text}”"
    return ""


def quote_is_in(quote: str, text: str) -> bool:
    """Whether the quoted words stand in `text` in that order, whatever the marks and spaces between them."""
    words = _SPACE.sub(" ", quote.casefold()).strip()
    return not words or f" {words} " in f" {_SPACE.sub(' ', text.casefold())} "
