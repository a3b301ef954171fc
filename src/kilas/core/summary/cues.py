"""Patterns that are tried only if one of their words occurs: most sentences have none, and long patterns are slow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from kilas.core.languages.shape import Cue


class Wordings:
    """Several wordings of one thing.

    >>> from kilas.core.languages.shape import cued
    >>> plans = Wordings((cued("akan", r"\\bakan\\b(?! tetapi)"), cued("plans", r"\\bplans to\\b")))
    >>> plans.found_in("Harga akan naik.", {"harga", "akan", "naik"}), plans.found_in("Prices rose.", {"prices", "rose"})
    (True, False)
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._patterns = [(cue.words, re.compile(cue.pattern, cue.flags)) for cue in cues]
        self._words = frozenset[str]().union(*(words for words, _ in self._patterns))

    def found_in(self, text: str, bag: Set[str]) -> bool:
        """True if any of them occurs in `text`, whose folded words are `bag`."""
        if self._words.isdisjoint(bag):
            return False
        for words, pattern in self._patterns:  # noqa: SIM110 - a generator would cost as much as what it asks
            if not words.isdisjoint(bag) and pattern.search(text):
                return True
        return False
