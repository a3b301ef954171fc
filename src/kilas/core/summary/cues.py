"""Patterns that are tried only where a word of theirs stands: most sentences have none, and long patterns cost."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import NamedTuple


class Cued(NamedTuple):
    """A pattern, and the words (folded) of which it needs one."""

    words: frozenset[str]
    pattern: re.Pattern[str]


def cued(words: str, pattern: str, flags: int = 0) -> Cued:
    """`pattern` behind the words that `words` lists between spaces."""
    return Cued(frozenset(words.split()), re.compile(pattern, flags))


class Wordings:
    """Several ways to say one thing.

    >>> plans = Wordings(cued("akan", r"\\bakan\\b(?! tetapi)"), cued("plans", r"\\bplans to\\b"))
    >>> plans.found_in("Harga akan naik.", {"harga", "akan", "naik"}), plans.found_in("Prices rose.", {"prices", "rose"})
    (True, False)
    """

    def __init__(self, *patterns: Cued) -> None:
        self._patterns = patterns
        self._words = frozenset[str]().union(*(one.words for one in patterns))

    def found_in(self, text: str, bag: Set[str]) -> bool:
        """Whether any of them is found in `text`, whose words, folded, are `bag`."""
        if self._words.isdisjoint(bag):
            return False
        for words, pattern in self._patterns:  # noqa: SIM110 - a generator would cost as much as what it asks
            if not words.isdisjoint(bag) and pattern.search(text):
                return True
        return False
