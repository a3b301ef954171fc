"""Patterns that are tried only where a word of theirs stands: most sentences have none, and long patterns cost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from typing import NamedTuple


class Cued(NamedTuple):
    """A pattern, and the words (folded) of which it needs one."""

    words: frozenset[str]
    pattern: re.Pattern[str]


def cued(words: str, pattern: str, flags: int = 0) -> Cued:
    """`pattern` behind the words that `words` lists between spaces."""
    return Cued(frozenset(words.split()), re.compile(pattern, flags))


def is_found(patterns: Iterable[Cued], text: str, bag: Set[str]) -> bool:
    """Whether any of `patterns` is found in `text`, whose words, folded, are `bag`.

    >>> is_found([cued("akan", r"\\bakan\\b(?! tetapi)")], "Harga akan naik.", {"harga", "akan", "naik"})
    True
    """
    for words, pattern in patterns:  # noqa: SIM110 - a generator would cost as much as what it asks
        if not words.isdisjoint(bag) and pattern.search(text):
            return True
    return False
