"""What a pure function gives, worked out once: for words, of which all texts share most."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

MOST = 1 << 16  # keys remembered; then all are forgotten at once


class Remembered(dict[Key, Value]):
    """What `find` gives for each key; it must be a function of the key and of package data alone.

    Spelled as a mapping, so that asking for what is known costs no call.

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
