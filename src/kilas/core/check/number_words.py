"""Numbers spelled out, in Indonesian and English: "dua puluh tiga", "two-thirds", "selusin"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

MAGNITUDES = {
    "ratus": 1e2, "ribu": 1e3, "juta": 1e6, "miliar": 1e9, "milyar": 1e9, "triliun": 1e12, "trilyun": 1e12, "lusin": 12.0,
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    value: float
    start: int
    end: int
    kind: Literal["cardinal", "ordinal", "fraction"]
    step: float


_EN_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_EN_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
_EN_PARTS = {
    "thirds": 3,
    "quarters": 4,
    "fourths": 4,
    "fifths": 5,
    "sixths": 6,
    "eighths": 8,
    "tenths": 10,
    "halves": 2,
}
_ID_ONES = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split()
_ID_PARTS = {"per" + word: float(n) for n, word in enumerate(_ID_ONES) if n > 1} | {"persepuluh": 10.0}

# What a word does to the number so far: (role, amount).
_EN: dict[str, tuple[str, float]] = {
    **{word: ("one", float(n)) for n, word in enumerate(_EN_ONES)},
    **{word: ("ten", 20.0 + 10 * n) for n, word in enumerate(_EN_TENS)},
    **{word: ("ordinal", n + 1.0) for n, word in enumerate(_EN_ORDINALS)},
    **{word: ("parts", float(n)) for word, n in _EN_PARTS.items()},
    "quarter": ("part", 4.0), "half": ("half", 0.5), "hundred": ("hundred", 100.0), "dozen": ("times", 12.0),
    "thousand": ("magnitude", 1e3), "million": ("magnitude", 1e6), "billion": ("magnitude", 1e9), "trillion": ("magnitude", 1e12),
    "a": ("a", 1.0), "an": ("a", 1.0), "and": ("and", 0.0),
}  # fmt: skip
_ID: dict[str, tuple[str, float]] = {
    **{word: ("one", float(n)) for n, word in enumerate(_ID_ONES)},
    **{word: ("parts", n) for word, n in _ID_PARTS.items()},
    **{"se" + word: ("whole", 1 / n) for word, n in _ID_PARTS.items()},
    **{"ke" + word: ("ordinal", float(n)) for n, word in enumerate(_ID_ONES) if n > 1},
    "pertama": ("ordinal", 1.0), "kesepuluh": ("ordinal", 10.0), "kesebelas": ("ordinal", 11.0),
    "sepuluh": ("ten", 10.0), "sebelas": ("one", 11.0), "seratus": ("add_hundred", 100.0), "selusin": ("whole", 12.0),
    "seribu": ("add", 1e3), "sejuta": ("add", 1e6), "semiliar": ("add", 1e9), "setriliun": ("add", 1e12),
    "belas": ("teen", 10.0), "puluh": ("tens", 10.0), "ratus": ("hundred", 100.0), "lusin": ("times", 12.0),
    "setengah": ("half", 0.5),
    "ribu": ("magnitude", 1e3), "juta": ("magnitude", 1e6), "miliar": ("magnitude", 1e9), "milyar": ("magnitude", 1e9),
    "triliun": ("magnitude", 1e12),
}  # fmt: skip
_TABLES = {"en": _EN, "id": _ID}
_OPENERS = {
    "en": {"one", "ten", "ordinal", "half", "a"},
    "id": {"one", "ten", "ordinal", "half", "whole", "add", "add_hundred"},
}
_RUNS = {
    code: re.compile(
        r"(?<![\w-])(?:{0})(?:(?:\s|-)(?:{0}))*(?!\w)".format("|".join(sorted(table, key=len, reverse=True)))
    )
    for code, table in _TABLES.items()
}
# Every number opens with one of these, or with "a" before one of those: most texts without are told at a glance.
_CUES = {
    code: frozenset(w.encode() for w, (role, _) in table.items() if role in _OPENERS[code] - {"a"})
    for code, table in _TABLES.items()
}
_CUES_AFTER_A = frozenset(
    w.encode() for w in "quarter hundred thousand million billion trillion dozen".split()
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


def _may_count(low: str, language: str) -> bool:
    words = letter_runs(low)
    if not _CUES[language].isdisjoint(words):
        return True
    return language == "en" and (b"a" in words or b"an" in words) and not _CUES_AFTER_A.isdisjoint(words)


def written_numbers(text: str, language: str) -> Iterator[Written]:
    """Numbers in words; nothing for a language without a table. "ribuan" and "dozens" are no numbers.

    >>> [w.value for w in written_numbers("dua puluh tiga orang, selusin telur, dua pertiga", "id")]
    [23.0, 12.0, 0.6666666666666666]
    """
    if language not in _TABLES:
        return
    start = 0
    for part in lowered(text).split("."):  # no number goes on over a stop
        if _may_count(part, language):
            yield from _numbers(part, start, language)
        start += len(part) + 1


def _numbers(low: str, offset: int, language: str) -> Iterator[Written]:
    table = _TABLES[language]
    for run in _RUNS[language].finditer(low):
        start = offset + run.start()
        words = [(*table[w[0]], start + w.start(), start + w.end()) for w in _WORD.finditer(run[0])]
        at = 0
        while at < len(words):
            read = _Reader(words, at, _OPENERS[language]).read()
            if read is None:
                at += 1
                continue
            at = read[1]
            yield read[0]


_Word = tuple[str, float, int, int]  # role, amount, start, end


class _Reader:
    """Reads one number from `words[at:]`, as far as the words go together."""

    def __init__(self, words: list[_Word], at: int, openers: set[str]) -> None:
        self.words, self.at, self.openers = words, at, openers
        self.total = self.current = 0.0
        self.magnitude = 1e15  # each magnitude must be smaller than the one before
        self.step = 1.0
        self.last = ""

    def read(self) -> tuple[Written, int] | None:
        role, _, start, _ = self.words[self.at]
        if role not in self.openers or (role == "a" and not self._a_counts()):
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
