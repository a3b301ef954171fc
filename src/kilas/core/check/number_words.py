"""Read numbers in words: "dua puluh tiga", "two-thirds", "selusin"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kilas.core.languages import EVERY, Language
from kilas.core.languages import language as words_of

MAGNITUDES = EVERY.numbers.magnitudes
WrittenKind = Literal["cardinal", "ordinal", "fraction"]


@dataclass(frozen=True, slots=True)
class Written:
    """A number in words."""

    value: float
    start: int
    end: int
    kind: WrittenKind
    step: float  # as in `Number`: 0.5 for a half, 0.01 for other fractions, scale applied


# Roles of words (`NumberWords.spelled`)
_OPENERS = frozenset("one ten ordinal half a whole add add_hundred".split())  # may open a number
_AFTER_A = frozenset("part hundred magnitude times".split())  # make a number of an "a" before them
_FRACTIONS = frozenset("part parts".split())
_BEFORE_FRACTION = frozenset("one a teen ten".split())
_BEFORE_ORDINAL = frozenset("ten hundred and magnitude".split())  # "twenty-first"
_BEFORE_HALF = frozenset("one a teen tens".split())
_BEFORE_AND = frozenset("hundred magnitude one".split())
_SIMPLE = frozenset("one ten add_hundred whole".split())  # add their amount
_BEFORE_SIMPLE = frozenset("magnitude add hundred add_hundred".split())
_BEFORE_FACTOR = {
    "teen": frozenset(("one",)),
    "tens": frozenset(("one",)),
    "hundred": frozenset("one ten a".split()),
    "times": frozenset("one ten a teen tens".split()),
}


@dataclass(frozen=True, slots=True)
class _Counting:
    """The number words of one language."""

    table: Mapping[str, tuple[str, float]]
    runs: re.Pattern[str]
    # Every number has one of `cues`, or one of `articles` and one of `after_article`. Most texts have none.
    cues: frozenset[bytes]
    articles: frozenset[bytes]
    after_article: frozenset[bytes]


@cache
def _counting(spoken: Language) -> _Counting:
    table = spoken.numbers.spelled
    any_of = "|".join(sorted(table, key=len, reverse=True))
    roles = {word.encode(): role for word, (role, _) in table.items()}
    return _Counting(
        table,
        re.compile(rf"(?<![\w-])(?:{any_of})(?:(?:\s|-)(?:{any_of}))*(?!\w)"),
        cues=frozenset(word for word, role in roles.items() if role in _OPENERS and role != "a"),
        articles=frozenset(word for word, role in roles.items() if role == "a"),
        after_article=frozenset(word for word, role in roles.items() if role in _AFTER_A),
    )


_LETTERS = bytes(ord(c) if c.isalpha() else ord(" ") for c in map(chr, range(128))) + b" " * 128
_WORD = re.compile(r"[^\W\d_]+")


def lowered(text: str) -> str:
    """Convert to lower case without moving a letter: "İ", which would become two characters, stays."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def letter_runs(low: str) -> list[bytes]:
    """Return the runs of ASCII letters in a text in lower case: a fast list of the words it may have."""
    return low.encode("utf-8", "surrogatepass").translate(_LETTERS).split()


def _may_count(low: str, counting: _Counting) -> bool:
    words = letter_runs(low)
    if not counting.cues.isdisjoint(words):
        return True
    return not counting.articles.isdisjoint(words) and not counting.after_article.isdisjoint(words)


def written_numbers(text: str, language: str) -> Iterator[Written]:
    """Yield the numbers in words. A language without a table yields nothing; "ribuan" and "dozens" do not count as numbers.

    >>> [w.value for w in written_numbers("dua puluh tiga orang, selusin telur, dua pertiga", "id")]
    [23.0, 12.0, 0.6666666666666666]
    """
    spoken = words_of(language)
    if not spoken.numbers.spelled:
        return
    counting = _counting(spoken)
    start = 0
    for part in lowered(text).split("."):  # a number has no stop in it
        if _may_count(part, counting):
            yield from _numbers(part, start, counting)
        start += len(part) + 1


def _numbers(low: str, offset: int, counting: _Counting) -> Iterator[Written]:
    table = counting.table
    for run in counting.runs.finditer(low):
        start = offset + run.start()
        words = [(*table[w[0]], start + w.start(), start + w.end()) for w in _WORD.finditer(run[0])]
        at = 0
        while at < len(words):
            read = _Reader(words, at).read()
            if read is None:
                at += 1
                continue
            at = read[1]
            yield read[0]


_Word = tuple[str, float, int, int]  # role, amount, start, end


class _Reader:
    """Reads one number from the beginning of `words[at:]`.

    The methods `_take…` add one word to the number. They return False, and change nothing, if the word is not part of it.
    """

    def __init__(self, words: list[_Word], at: int) -> None:
        self.words, self.at = words, at
        self.total = self.current = 0.0
        self.magnitude = 1e15  # each magnitude must be smaller than the one before
        self.step = 1.0
        self.last = ""  # role of the word before

    def read(self) -> tuple[Written, int] | None:
        """Return the number and the index of the word after it; None if no number begins here."""
        role, _, start, _ = self.words[self.at]
        if role not in _OPENERS or (role == "a" and not self._a_counts()):
            return None
        end, kind = self._read_words()
        while end > self.at and self.words[end - 1][0] in ("and", "a"):
            end -= 1
        if end == self.at:
            return None
        return Written(self.total + self.current, start, self.words[end - 1][3], kind, self.step), end

    def _read_words(self) -> tuple[int, WrittenKind]:
        for at in range(self.at, len(self.words)):
            role, amount, _, _ = self.words[at]
            closing = self._closing(role, amount, at)
            if closing:
                return at + 1, closing
            if not self._takes(role, amount, at):
                return at, "cardinal"
            self.last = role
        return len(self.words), "cardinal"

    def _role(self, at: int) -> str:
        return self.words[at][0] if at < len(self.words) else ""

    def _a_counts(self) -> bool:
        """True for "a hundred", "a third", "a dozen"; False for "a" alone and "a second"."""
        role = self._role(self.at + 1)
        return role in _AFTER_A or (role == "ordinal" and self.words[self.at + 1][1] == 3)

    def _closing(self, role: str, amount: float, at: int) -> WrittenKind | None:
        """Add a word that completes an ordinal or a fraction, and return that kind; None for any other word."""
        if role == "ordinal":
            return self._close_ordinal(amount, at)
        if role in _FRACTIONS and self.last in _BEFORE_FRACTION and self.current:
            self.current /= amount
            self.step = 0.01
            return "fraction"
        if role == "whole" and at == self.at and amount < 1:
            self.current = amount
            return "fraction"
        return None

    def _close_ordinal(self, amount: float, at: int) -> WrittenKind | None:
        if at == self.at:
            self.current = amount
            return "ordinal"
        if self.last == "a" or (self.last == "one" and self.current == 1 and amount > 2):
            self.current = 1 / amount
            return "fraction"
        if self.last in _BEFORE_ORDINAL and amount < 10:
            self.current += amount
            return "ordinal"
        return None

    def _takes(self, role: str, amount: float, at: int) -> bool:
        """Add a word within or at the end of a cardinal number; False if it is not part of the number."""
        if role == "a":
            return self._take_a(at)
        if role == "and":
            return self.last in _BEFORE_AND and at + 1 < len(self.words)
        if role == "half":
            return self._take_half(at)
        if role in _SIMPLE:
            return self._take_simple(role, amount, at)
        return self._take_factor(role, amount)

    def _take_a(self, at: int) -> bool:
        """Add an "a", allowed at the start and within "half a million" and "one and a half"."""
        if at == self.at:
            self.current = 1.0
            return True
        follows = self._role(at + 1)
        if self.last == "half":
            return follows in ("magnitude", "times")
        return self.last == "and" and follows == "half"

    def _take_half(self, at: int) -> bool:
        if at == self.at or self.last in _BEFORE_HALF:
            self.current += 0.5
            self.step = 0.5
            return True
        return False

    def _take_simple(self, role: str, amount: float, at: int) -> bool:
        is_unit = role == "one" and amount < 10 and self.last in ("ten", "tens")
        if not is_unit and not self._is_fresh(at):
            return False
        if self.last in ("hundred", "add_hundred") and amount >= 100:
            return False
        self.current += amount
        return True

    def _is_fresh(self, at: int) -> bool:
        """True where a new amount may be added: at the start, and after hundreds and magnitudes."""
        if self.last == "and":
            return self.words[at - 2][0] in ("hundred", "magnitude")
        return at == self.at or self.last in _BEFORE_SIMPLE

    def _take_factor(self, role: str, amount: float) -> bool:
        """Add a word that changes the amount before it, such as a magnitude."""
        if role == "magnitude":
            return self._take_magnitude(amount)
        if role == "add":
            self.total, self.magnitude = self.total + amount, amount
            return True
        if self.last not in _BEFORE_FACTOR.get(role, ()):
            return False
        if role == "teen":
            self.current += amount
        elif role == "tens":
            self.current += (self.current % 10) * 9
        elif role == "hundred":
            self.current += (self.current % 100) * 99
        else:
            self.current *= amount
        return True

    def _take_magnitude(self, amount: float) -> bool:
        if not self.last or amount >= self.magnitude or not self.current:
            return False
        self.total, self.current, self.magnitude = self.total + self.current * amount, 0.0, amount
        self.step *= amount if self.step < 1 else 1
        return True
