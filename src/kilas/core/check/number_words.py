"""Numbers spelled out, in Indonesian and English: "dua puluh tiga", "two-thirds", "selusin"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kilas.core.languages import EVERY, Language
from kilas.core.languages import language as words_of

MAGNITUDES = EVERY.numbers.magnitudes


@dataclass(frozen=True, slots=True)
class Written:
    value: float
    start: int
    end: int
    kind: Literal["cardinal", "ordinal", "fraction"]
    step: float


_OPENERS = frozenset("one ten ordinal half a whole add add_hundred".split())  # roles
_AFTER_A = frozenset("part hundred magnitude times".split())  # roles that make a number of an "a" before them


@dataclass(frozen=True, slots=True)
class _Counting:
    """How one language spells numbers out."""

    table: Mapping[str, tuple[str, float]]
    runs: re.Pattern[str]
    # Every number opens with one of these, or with "a" before one of those: most texts without are told at a glance.
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
    """In lower case, every letter where it was: "İ" alone would grow, and stays."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def letter_runs(low: str) -> list[bytes]:
    """The runs of ASCII letters in a text in lower case: what words may stand there, found quickest."""
    return low.encode("utf-8", "surrogatepass").translate(_LETTERS).split()


def _may_count(low: str, counting: _Counting) -> bool:
    words = letter_runs(low)
    if not counting.cues.isdisjoint(words):
        return True
    return not counting.articles.isdisjoint(words) and not counting.after_article.isdisjoint(words)


def written_numbers(text: str, language: str) -> Iterator[Written]:
    """Numbers in words; nothing for a language without a table. "ribuan" and "dozens" are no numbers.

    >>> [w.value for w in written_numbers("dua puluh tiga orang, selusin telur, dua pertiga", "id")]
    [23.0, 12.0, 0.6666666666666666]
    """
    spoken = words_of(language)
    if not spoken.numbers.spelled:
        return
    counting = _counting(spoken)
    start = 0
    for part in lowered(text).split("."):  # no number goes on over a stop
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
    """Reads one number from `words[at:]`, as far as the words go together."""

    def __init__(self, words: list[_Word], at: int) -> None:
        self.words, self.at = words, at
        self.total = self.current = 0.0
        self.magnitude = 1e15  # each magnitude must be smaller than the one before
        self.step = 1.0
        self.last = ""

    def read(self) -> tuple[Written, int] | None:
        role, _, start, _ = self.words[self.at]
        if role not in _OPENERS or (role == "a" and not self._a_counts()):
            return None
        kind: Literal["cardinal", "ordinal", "fraction"] = "cardinal"
        end_at = self.at
        while end_at < len(self.words):
            role, amount, _, _ = self.words[end_at]
            closing = self._closing(role, amount, end_at)
            if closing:
                kind = closing
                end_at += 1
                break
            if not self._takes(role, amount, end_at):
                break
            self.last = role
            end_at += 1
        while end_at > self.at and self.words[end_at - 1][0] in ("and", "a"):
            end_at -= 1
        if end_at == self.at:
            return None
        return Written(self.total + self.current, start, self.words[end_at - 1][3], kind, self.step), end_at

    def _a_counts(self) -> bool:
        """ "a hundred", "a third", "a dozen" are numbers; "a" alone and "a second" are not."""
        if self.at + 1 >= len(self.words):
            return False
        role, amount, _, _ = self.words[self.at + 1]
        return role in ("hundred", "magnitude", "times", "part") or (role == "ordinal" and amount == 3)

    def _closing(self, role: str, amount: float, at: int) -> Literal["ordinal", "fraction"] | None:
        if role == "ordinal":
            if at == self.at:
                self.current = amount
                return "ordinal"
            if self.last == "a" or (self.last == "one" and self.current == 1 and amount > 2):
                self.current = 1 / amount
                return "fraction"
            if self.last in ("ten", "hundred", "and", "magnitude") and amount < 10:
                self.current += amount
                return "ordinal"
        if role in ("part", "parts") and self.last in ("one", "a", "teen", "ten") and self.current:
            self.current /= amount
            self.step = 0.01
            return "fraction"
        if role == "whole" and at == self.at and amount < 1:
            self.current = amount
            return "fraction"
        return None

    def _takes(self, role: str, amount: float, at: int) -> bool:
        if role == "a":
            follows = self.words[at + 1][0] if at + 1 < len(self.words) else ""
            if at == self.at:
                self.current = 1.0
                return True
            return (self.last == "half" and follows in ("magnitude", "times")) or (
                self.last == "and" and follows == "half"
            )
        if role == "and":
            return self.last in ("hundred", "magnitude", "one") and at + 1 < len(self.words)
        if role == "half":
            return self._take_half(at)
        if role in ("one", "ten", "add_hundred", "whole"):
            return self._take_simple(role, amount, at)
        return self._take_factor(role, amount)

    def _take_half(self, at: int) -> bool:
        if at == self.at or self.last in ("one", "a", "teen", "tens"):
            self.current += 0.5
            self.step = 0.5
            return True
        return False

    def _take_simple(self, role: str, amount: float, at: int) -> bool:
        fresh = at == self.at or self.last in ("magnitude", "add", "hundred", "add_hundred")
        if self.last == "and":
            before = self.words[at - 2][0]
            fresh = before in ("hundred", "magnitude")
        if fresh or (role == "one" and amount < 10 and self.last in ("ten", "tens")):
            if self.last in ("hundred", "add_hundred") and amount >= 100:
                return False
            self.current += amount
            return True
        return False

    def _take_factor(self, role: str, amount: float) -> bool:
        if role == "teen" and self.last == "one":
            self.current += amount
        elif role == "tens" and self.last == "one":
            self.current += (self.current % 10) * 9
        elif role == "hundred" and self.last in ("one", "ten", "a"):
            small = self.current % 100
            self.current += small * 99
        elif role == "times" and self.last in ("one", "ten", "a", "teen", "tens"):
            self.current *= amount
        elif role == "magnitude" and self.last and amount < self.magnitude and self.current:
            self.total, self.current, self.magnitude = self.total + self.current * amount, 0.0, amount
            self.step *= amount if self.step < 1 else 1
        elif role == "add":
            self.total, self.magnitude = self.total + amount, amount
        else:
            return False
        return True
