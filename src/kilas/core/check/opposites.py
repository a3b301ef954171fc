"""Find words of a claim that are the opposite of the source's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from kilas.core.check.stems import WORD, stem
from kilas.core.languages import EVERY

_BETWEEN = 60  # characters: no word with what separates it from the next is longer

_Opposites = Mapping[str, tuple[str, ...]]


def opposed(source: str, claim: str) -> tuple[str, str] | None:
    """Find a word of the claim whose opposite the source has between the same two neighbours.

    Returns the word and its opposite.
    """
    table = _opposites()
    words = [word.lower() for word in WORD.findall(claim)]
    suspects = [words[i - 1 : i + 2] for i in range(1, len(words) - 1) if words[i] in table]
    if not suspects:
        return None
    low = source.lower()
    if not any(
        _may_stand(before, other, after, low) for before, word, after in suspects for other in table[word]
    ):
        return None
    return _turned(suspects, _printed(source), table)


def _turned(suspects: Iterable[list[str]], printed: str, table: _Opposites) -> tuple[str, str] | None:
    for before, word, after in suspects:
        if f" {before} {word} {after} " in printed:
            continue
        for other in table[word]:
            if f" {before} {other} {after} " in printed:
                return word, other
    return None


def _may_stand(before: str, word: str, after: str, low: str) -> bool:
    """True if `word` may stand between these two in `low`, a text in lower case. Faster than reading its words."""
    at = low.find(word)
    while at >= 0:
        end = at + len(word)
        if before in low[max(0, at - _BETWEEN) : at] and after in low[end : end + _BETWEEN]:
            return True
        at = low.find(word, at + 1)
    return False


@lru_cache(maxsize=16)
def _printed(source: str) -> str:
    """Return the words of a text in lower case, with single spaces between and around them."""
    return f" {' '.join(WORD.findall(source)).lower()} "


def _table(form: Callable[[str], str]) -> _Opposites:
    table: dict[str, list[str]] = {}
    for row in EVERY.support.opposites:
        one, two = map(form, row.split())
        table.setdefault(one, []).append(two)
        table.setdefault(two, []).append(one)
    return {word: tuple(others) for word, others in table.items()}


@cache
def _opposites() -> _Opposites:
    return _table(str)


@cache
def stemmed_opposites() -> Mapping[str, frozenset[str]]:
    """Return the stems of opposites, by stem."""
    return {word: frozenset(others) for word, others in _table(stem).items()}
