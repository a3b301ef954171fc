"""Two amounts of one sentence that may be compared: exact, of one unit, counting the same thing.

Where this is not sure, there is no comparison. Temperatures, ages, scores, ranks, dates and percentages have no ratio.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kilas.core.check.numbers import Number, numbers
from kilas.core.languages import EVERY, Language
from kilas.core.languages import language as words_of
from kilas.core.text import fold

_NO_RATIO = frozenset(("percent", "point", "bp", "celsius", "fahrenheit"))  # units
_YEARS = range(1900, 2101)
_LEAST_PART, _LEAST_WHOLE = 2, 5
_MOST_RATIO = 100  # beyond, a magnitude is missing: "from 1.2 to 2 million"
_NEAR = re.compile(r"(?:[^\s,;:()“”\"]+ ){0,6}\Z")  # words before the amounts that may tell the change
_THING = re.compile(r"(?: [^\W\d_]+(?:-[^\W\d_]+)*){1,4}")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CLAUSE_END = re.compile(r"[;:()“”\"–—]|, ")
_NEGATION = re.compile(rf"\b(?:{'|'.join(sorted(EVERY.support.negations))})\b|n['’]t\b", re.IGNORECASE)
_MOST_NUMBERS = 40  # of a sentence; one with more is a table
_REACH = 160  # characters that a rule looks back, and most between two amounts that are compared
_PLURAL = 1  # letters by which the plural of a noun may be longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two amounts, and what both of them count."""

    is_share: bool  # of a whole; else a change in time
    first: Number  # the earlier amount, or the part
    second: Number  # the later amount, or the whole
    thing: str  # words after the number, as printed; "" if its unit or the rest of the sentence tells


class _Counted(NamedTuple):
    """What stands behind an amount."""

    thing: str  # "suspects" of "20 suspects"; "" if no noun follows
    rate: str  # "per kilogram"


@dataclass(frozen=True, slots=True)
class _Reading:
    """Patterns of one language."""

    opening: re.Pattern[str]
    joining: re.Pattern[str]
    turned: re.Pattern[str]
    turned_joining: re.Pattern[str]
    rising: re.Pattern[str]
    falling: re.Pattern[str]
    changing: re.Pattern[str]
    part_of: re.Pattern[str]
    rates: re.Pattern[str]
    ago: re.Pattern[str]
    meanwhile: re.Pattern[str]
    no_amount: re.Pattern[str]
    named: re.Pattern[str]
    bounds: re.Pattern[str]
    hint: re.Pattern[str]


@cache
def _reading(spoken: Language) -> _Reading:
    told = spoken.comparing

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(text, re.IGNORECASE)

    return _Reading(
        opening=pattern(rf"\b(?:{told.opening})\Z"),
        joining=pattern(rf" (?:{told.joining})\Z"),
        turned=pattern(rf"\b(?:{told.turned})\Z"),
        turned_joining=pattern(rf"(?:{told.turned_joining})\Z"),
        rising=pattern(rf"\b(?:{told.rising})\b"),
        falling=pattern(rf"\b(?:{told.falling})\b"),
        changing=pattern(rf"\b(?:{told.changing})\b"),
        part_of=pattern(rf"(?:{told.part_of})\Z"),
        rates=pattern(told.rates),
        ago=pattern(rf"(?:{told.ago})\Z"),
        meanwhile=pattern(told.meanwhile),
        no_amount=pattern(rf"\b(?:{told.no_amount})\b"),
        named=pattern(rf"\b(?:{told.named})\.? \Z"),
        bounds=pattern(rf"\b(?:{told.bounds}) \Z"),
        hint=pattern(told.hint),
    )


def comparisons(text: str, language: str) -> Iterator[Comparison]:
    """Yield the comparisons of a sentence, in reading order. A sentence with a percentage has none: it tells its
    own.

    >>> [(c.is_share, c.first.value, c.second.value, c.thing) for c in comparisons("Police held 12 of the 20 suspects.", "en")]
    [(True, 12.0, 20.0, ' suspects')]
    """
    spoken = words_of(language)
    reading = _reading(spoken)
    if not reading.hint.search(text):
        return
    found = numbers(text, language)
    if len(found) > _MOST_NUMBERS or any(number.unit == "percent" for number in found):
        return
    sentence = _Sentence(text, spoken, reading)
    for one, two in pairwise(number for number in found if not _is_year(number)):
        if _is_amount(one) and _is_amount(two) and (compared := sentence.compared(one, two)):
            yield compared


def _is_amount(number: Number) -> bool:
    is_printed = number.kind == "cardinal" and not number.is_written
    return is_printed and number.value > 0 and number.unit not in _NO_RATIO


def _is_year(number: Number) -> bool:
    """True for four figures without a separator or a unit."""
    return number.text.strip().isdigit() and not number.unit and number.value in _YEARS


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    spoken: Language
    reading: _Reading

    def compared(self, one: Number, two: Number) -> Comparison | None:
        """The comparison of two amounts that follow each other; None if they may not be compared."""
        if (
            two.start - one.end > _REACH
            or self._is_inexact(one)
            or self._is_inexact(two)
            or self._is_denied(one, two)
        ):
            return None
        return self._change(one, two) or self._turned(one, two) or self._share(one, two)

    def _is_inexact(self, number: Number) -> bool:
        """True for "more than 12", and for "day 12"."""
        before = self._before(number.start)
        return bool(self.reading.bounds.search(before) or self.reading.named.search(before))

    def _before(self, at: int) -> str:
        """The text before `at`, as far as a rule looks: a sentence of a thousand numbers must not be read a thousand times."""
        return self.text[max(0, at - _REACH) : at]

    def _is_denied(self, one: Number, two: Number) -> bool:
        return bool(_NEGATION.search(self.text, self._clause_start(one), two.start))

    def _clause_start(self, number: Number) -> int:
        first = max(0, number.start - _REACH)
        return max((end.end() for end in _CLAUSE_END.finditer(self.text, first, number.start)), default=first)

    # A change: "rose from 52 to 37", "rose to 37 from 52"

    def _change(self, one: Number, two: Number) -> Comparison | None:
        return self._moved(self.reading.opening, self.reading.joining, one, two)

    def _turned(self, one: Number, two: Number) -> Comparison | None:
        return self._moved(self.reading.turned, self.reading.turned_joining, two, one)

    def _moved(
        self, opening: re.Pattern[str], joining: re.Pattern[str], old: Number, new: Number
    ) -> Comparison | None:
        one, two = sorted((old, new), key=lambda number: number.start)
        before = self._before(one.start)
        opens = opening.search(before)
        counted = self._counted(one, two, joining)
        if not opens or not counted:
            return None
        opened = one.start - len(before) + opens.start()
        if not self._is_told(new.value - old.value, opened, two.start):
            return None
        first, last = counted
        has_unit = bool(new.unit or old.unit)
        if old is two and last.thing and not first.thing and not has_unit:  # "rose to 30 from 20 districts"
            return None
        return self._comparison(False, old, new, first.thing or last.thing)

    def _is_told(self, change: float, start: int, end: int) -> bool:
        """True if a word before `start`, or between the amounts, tells this change and none tells the opposite."""
        near = _NEAR.search(self._before(start))
        told = f"{near[0] if near else ''} {self.text[start:end]}"
        rises, falls = bool(self.reading.rising.search(told)), bool(self.reading.falling.search(told))
        if rises or falls:
            return rises != falls and rises == (change > 0)
        return bool(self.reading.changing.search(told))

    # A share: "120 of its 480"

    def _share(self, one: Number, two: Number) -> Comparison | None:
        counted = self._counted(one, two, self.reading.part_of)
        if not counted or one.part or two.part or not _is_part(one.value, two.value):
            return None
        is_change = any(
            of.search(self._before(one.start)) for of in (self.reading.opening, self.reading.turned)
        )
        thing = counted[1].thing
        if is_change or not (thing or two.unit):  # "rose to 12 of 20"
            return None
        return self._comparison(True, one, two, thing)

    # What is counted

    def _counted(
        self, one: Number, two: Number, joining: re.Pattern[str]
    ) -> tuple[_Counted, _Counted] | None:
        """What each of two amounts counts; None if they are not joined so, or are not of one unit and one thing."""
        joins = joining.search(self.text[one.end : two.start])
        if not joins or one.value == two.value:
            return None
        before = self._between(self.text[one.end : one.end + joins.start()].rstrip())
        behind = self._after(two)
        if before is None or behind is None:
            return None
        return (
            (before, behind)
            if _is_one_unit(one, two, before, behind) and _is_one_thing(before, behind)
            else None
        )

    def _between(self, text: str) -> _Counted | None:
        """What stands between an amount and the word that joins the next; None if it is more than what is counted."""
        rest = self.reading.ago.sub("", text)
        rate = self.reading.rates.search(rest)
        thing = rest[: rate.start()] if rate else rest
        if rate and rate.end() != len(rest):
            return None
        if thing and (not _THING.fullmatch(thing) or thing != self._noun(thing)):
            return None
        return _Counted(thing, rate[0] if rate else "")

    def _after(self, number: Number) -> _Counted | None:
        """What follows an amount; None if it is the day of a date, or another number without a ratio."""
        rest = self.text[number.end : number.end + _REACH]
        words = _WORD.findall(rest[:40])
        if rest.startswith(" ") and words and self._is_no_amount(fold(words[0])):
            return None
        if (
            rest[:1] in "-/" and rest[1:2].isalpha() and not self.reading.rates.match(rest)
        ):  # "the 5-member panel"
            return None
        rate = self.reading.rates.match(rest)
        if rate:
            return _Counted("", rate[0])
        thing = "" if self.reading.meanwhile.match(rest) else self._noun(rest)
        return _Counted(thing, "")

    def _is_no_amount(self, word: str) -> bool:
        return word in EVERY.dates.months or word in self.spoken.comparing.no_amount_things

    def _noun(self, text: str) -> str:
        """The words at the beginning of `text` up to a name or a word that names no thing, with the space before them."""
        run = _THING.match(text)
        if not run:
            return ""
        for word in _WORD.finditer(run[0]):
            if word[0][0].isupper() or fold(word[0]) in self.spoken.comparing.no_thing:
                return run[0][: word.start()].rstrip()
        return run[0]

    def _comparison(self, is_share: bool, first: Number, second: Number, thing: str) -> Comparison | None:
        if first.value * _MOST_RATIO < second.value or second.value * _MOST_RATIO < first.value:
            return None
        if not first.unit and not second.unit and not self._is_amount_told(first, second, thing):
            return None
        return Comparison(
            is_share=is_share, first=first, second=second, thing="" if first.unit or second.unit else thing
        )

    def _is_amount_told(self, first: Number, second: Number, thing: str) -> bool:
        """True if the words around two bare numbers tell an amount."""
        one, two = sorted((first, second), key=lambda number: number.start)
        clause = self.text[self._clause_start(one) : two.start]
        if self.reading.no_amount.search(clause + thing):
            return False
        return bool(thing) or not self.spoken.comparing.amounts.isdisjoint(map(fold, _WORD.findall(clause)))


def _is_part(part: float, whole: float) -> bool:
    """True for a part of a whole that are worth a percentage."""
    return _LEAST_PART <= part < whole and whole >= _LEAST_WHOLE


def _is_one_unit(one: Number, two: Number, before: _Counted, behind: _Counted) -> bool:
    """True for two numbers of one unit, also if it is printed with one of them only: "from 12 to 15 km"."""
    if one.unit != two.unit:
        bare = before if not one.unit else behind
        is_bare = not bare.thing and not bare.rate and not (one.unit and two.unit)
        return is_bare and one.scale == two.scale
    is_short = one.scale != two.scale and min(one.value, two.value) * _MOST_RATIO < max(one.scale, two.scale)
    return not is_short  # "from 1.2 to 2 million"


def _is_one_thing(before: _Counted, behind: _Counted) -> bool:
    """True if both amounts count the same, or one of them leaves out what it counts."""
    return _is_same(before.rate, behind.rate) and _is_same(before.thing, behind.thing)


def _is_same(one: str, two: str) -> bool:
    a, b = fold(one).split(), fold(two).split()
    if not a or not b:
        return True
    return all(map(_is_one_noun, a, b)) if one and two else True


def _is_one_noun(one: str, two: str) -> bool:
    """True for a noun and itself, or its plural: "year", "years"."""
    short, long = sorted((one, two), key=len)
    return long.startswith(short) and len(long) - len(short) <= _PLURAL
