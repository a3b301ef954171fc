"""Cache for a pure function of a word. Texts share most of their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

MOST = 1 << 16  # keys kept; a full cache is emptied


class Remembered(dict[Key, Value]):
    """Results of `find` by key. `find` must depend on nothing but the key and package data.

    A subclass of `dict`: a lookup of a known key makes no Python call.

    >>> lengths = Remembered(len)
    >>> [lengths[word] for word in ("satu", "dua")], dict(lengths)
    ([4, 3], {'satu': 4, 'dua': 3})
    """

    def __init__(self, find: Callable[[Key], Value], most: int = MOST) -> None:
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self._most:
            self.clear()
        self[key] = found = self._find(key)
        return found
