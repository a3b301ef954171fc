"""Repeat Kilas's own arithmetic and counting from the evidence."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kilas.core.brief import Derivation, Operand, Search, SearchKind
from kilas.core.check.cuts import tokens
from kilas.core.check.numbers import Number, numbers
from kilas.core.languages import EVERY, Language
from kilas.core.languages import language as words_of


class _Pattern(NamedTuple):
    """A pattern and its cues: every match has one of them, in lower case, and they are faster to find."""

    pattern: re.Pattern[str]
    cues: tuple[str, ...] = ("",)

    def count(self, text: str) -> int:
        return len(self.pattern.findall(text)) if self._may_match(text) else 0

    def is_in(self, text: str) -> bool:
        return self._may_match(text) and self.pattern.search(text) is not None

    def _may_match(self, text: str) -> bool:
        return any(map(text.lower().__contains__, self.cues))


_QUOTE_MARKS = _Pattern(re.compile('["“”„«»]'))
_UNNAMED = _Pattern(re.compile(EVERY.reporting.unnamed, re.IGNORECASE))
_QUOTATION = _Pattern(re.compile('“[^“”]{3,}”|"[^"]{3,}"|«[^«»]{3,}»|„[^„“”]{3,}[“”]'))
_PATTERNS: Mapping[SearchKind, _Pattern] = {
    "quotation_marks": _QUOTE_MARKS,
    "quotations": _QUOTATION,
    "unnamed_sources": _UNNAMED,
}


def recompute(
    derivation: Derivation, quotes: Sequence[str], language: str, texts: Sequence[str] = ()
) -> float | str:
    """Return the result that follows from the evidence, or a sentence that says why there is none.

    `quotes` are the evidence quotes, in order; `texts` are the articles that were searched for an absence or a
    count of the whole. Operands: `difference` is the first minus the second, `ratio` the first over the second,
    `percent_change` goes from the first to the second, `share` is the first as a part of the second. The last two
    are in percent.
    """
    misread = (_misread(operand, quotes, language) for operand in derivation.operands)
    if wrong := next(filter(None, misread), ""):
        return wrong
    if derivation.operation == "absence":
        return _hits(derivation, language, texts)
    if derivation.operation == "count":
        return _count(derivation, quotes, language, texts)
    return _calculated(derivation, language)


def _calculated(derivation: Derivation, language: str) -> float | str:
    values = [operand.value for operand in derivation.operands]
    units = {u for o in derivation.operands if (u := _read(o.text, language).unit)}
    if len(units) > 1:
        return f"the operands are in different units: {', '.join(sorted(units))}"
    if derivation.operation == "sum":
        return math.fsum(values) if len(values) > 1 else "a sum needs two operands"
    if len(values) != 2:
        return f"{derivation.operation} needs two operands, not {len(values)}"
    return _of_two(derivation.operation, *values)


def _of_two(operation: str, first: float, second: float) -> float | str:
    if operation == "difference":
        return first - second
    base = first if operation == "percent_change" else second
    if base == 0:
        return "nothing can be divided by zero"
    if operation == "ratio":
        return first / second
    if operation == "percent_change":
        return 100 * (second - first) / abs(first)
    if not 0 <= first <= second:
        return "a part cannot exceed its whole"
    return 100 * first / second


def _misread(operand: Operand, quotes: Sequence[str], language: str) -> str:
    """Return the difference between an operand and its evidence, in words; "" if the evidence prints it."""
    if not 0 <= operand.evidence < len(quotes):
        return f"the operand {operand.text!r} cites evidence that is not there"
    quote = quotes[operand.evidence]
    if not operand.text or operand.text not in quote:
        return f"the operand {operand.text!r} is not in its evidence"
    if any(
        _same(n.value, operand.value) and _covers(n, operand.text, quote) for n in numbers(quote, language)
    ):
        return ""
    return f"the operand {operand.text!r} does not read {operand.value:g} in its evidence"


def _covers(number: Number, text: str, quote: str) -> bool:
    """True if `text` is at the place of this number in the quote."""
    at = quote.find(text)
    while at >= 0:
        if at <= number.start < at + len(text) or number.start <= at < number.end:
            return True
        at = quote.find(text, at + 1)
    return False


def _read(text: str, language: str) -> Number:
    found = numbers(text, language)
    return found[0] if found else Number(math.nan, text, 0, len(text))


def _same(one: float, two: float) -> bool:
    return math.isclose(one, two, rel_tol=1e-9, abs_tol=1e-12)


def _count(derivation: Derivation, quotes: Sequence[str], language: str, texts: Sequence[str]) -> float | str:
    if derivation.operands:
        cited = {(o.evidence, o.text) for o in derivation.operands}
        if len(cited) < len(derivation.operands):
            return "an operand is counted twice"
        return float(len(derivation.operands))
    if not derivation.searched:
        return "a count must say what was counted"
    if derivation.searched.is_whole:
        return _hits(derivation, language, texts)
    return float(sum(holding(derivation.searched, quotes, language)))


def _hits(derivation: Derivation, language: str, texts: Sequence[str]) -> float | str:
    searched = derivation.searched
    if searched is None or (searched.kind == "words" and not _sought(searched)):
        return f"a statement of {derivation.operation} must say what was searched for"
    if not texts:
        return f"a statement of {derivation.operation} must say where was searched"
    return float(sum(hits(searched, text, language) for text in texts))


def hits(searched: Search, text: str, language: str) -> int:
    """Count the places of `text`, in `language`, that have one of the things searched for.

    >>> hits(Search(kind="words", terms=("subsidi", "target penumpang")), "Target penumpang naik; subsidinya tetap.", "id")
    2
    """
    if pattern := _pattern(searched, language):
        return pattern.count(text)
    words = tokens(text)
    return sum(_occurrences(term, words) for term in _sought(searched))


def holding(searched: Search, texts: Sequence[str], language: str) -> list[bool]:
    """Return, for each of `texts` in `language`, True if it has one of the things searched for."""
    if pattern := _pattern(searched, language):
        return [pattern.is_in(text) for text in texts]
    terms = _sought(searched)
    return [any(_occurrences(term, words) for term in terms) for words in map(tokens, texts)]


def _pattern(searched: Search, language: str) -> _Pattern | None:
    """Return the pattern of a search; None for a search for words, which may be inflected."""
    if searched.kind == "attributions":
        return _attributions(words_of(language))
    return _PATTERNS.get(searched.kind)


@cache
def _attributions(spoken: Language) -> _Pattern:
    """Return the pattern of the language; the English one for a language without."""
    if not spoken.reporting.attribution_cues:
        spoken = words_of("en")
    pattern = re.compile(rf"\b(?:{spoken.reporting.attributions})\b", re.IGNORECASE)
    return _Pattern(pattern, spoken.reporting.attribution_cues)


def _sought(searched: Search) -> list[list[str]]:
    """Return the words of each term."""
    return [words for term in searched.terms if (words := tokens(term))]


def _occurrences(term: list[str], words: list[str]) -> int:
    first, *rest = term
    starts = [i for i, word in enumerate(words) if first == word or (len(first) > 3 and first in word)]
    if not rest:
        return len(starts)
    runs = (words[i + 1 : i + len(term)] for i in starts)
    return sum(len(run) == len(rest) and all(map(_is_inflected, rest, run)) for run in runs)


def _is_inflected(term: str, word: str) -> bool:
    """True if `word` is a word of the term or an inflection: "subsidinya" and "bersubsidi" of "subsidi"."""
    return term == word or (len(term) > 3 and term in word)
