"""Near-identical copies: detects wire text printed by several outlets, or a report posted twice.

A signature finds candidates among many articles without reading them; `are_copies` then compares the texts.
"""

from __future__ import annotations

import hashlib
from collections import Counter

from rensa import RMinHash

from kilas.core.text import fold, words

# 25 bands of 5: two texts with 5 % of their words changed share about 0.74 of their shingles and match in a
# band in 99.8 % of cases. Two texts that share 0.3 match in 6 %; `are_copies` then rejects them.
_BANDS, _ROWS = 25, 5
_SEED = 1
_SHINGLE = 3  # words
_COPY = 0.6  # least share of shingles: 10 % of the words changed
_COPY_SAME_TITLE = 0.4  # an outlet that shortens a wire report keeps its headline
_EXCHANGED = 1  # figures replaced by others: 56 of 57 copies in public sets have no more
_TITLE_WORDS = 4  # a shorter headline ("Editorial", "Today in pictures") is used for many reports


def signature(title: str, text: str) -> tuple[int, ...]:
    """Band numbers below 2**63: near-identical articles share at least one, others hardly ever."""
    shingles = _shingles(text)
    bands = [_number("title", headline)] if (headline := _headline(title)) else []
    if shingles:
        sketch = RMinHash(_BANDS * _ROWS, _SEED)
        sketch.update(sorted(shingles))
        rows = sketch.digest()
        bands += [_number(str(i), *map(str, rows[i * _ROWS : (i + 1) * _ROWS])) for i in range(_BANDS)]
    return tuple(bands)


def are_copies(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """True if two articles, each a (title, text), are so alike that a reader should see only one.

    Reports that share their wording but not their figures or names (today's prices and yesterday's, two
    towns') are not copies; one replaced figure is allowed, as in a correction. Additions and omissions do
    not count as differences, since a copy may be shortened or extended.

    >>> wire = " ".join(f"word{i}" for i in range(200))
    >>> are_copies(("Flood closes the road", wire), ("Road closed by flood", wire + " Copyright."))
    True
    """
    alike = _alike(_shingles(one[1]), _shingles(other[1]))
    headline = _headline(one[0])
    is_same_title = bool(headline) and headline == _headline(other[0])
    return alike >= (_COPY_SAME_TITLE if is_same_title else _COPY) and _tell_of_the_same(one[1], other[1])


def _shingles(text: str) -> set[str]:
    found = [fold(word) for word in words(text)]
    return (
        {" ".join(found[i : i + _SHINGLE]) for i in range(max(1, len(found) - _SHINGLE + 1))}
        if found
        else set()
    )


def _alike(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _tell_of_the_same(one: str, other: str) -> bool:
    """True if neither text replaces more than one figure, or any name, of the other."""
    mine, others = words(one), words(other)
    figures = min(len(_figures(mine) - _figures(others)), len(_figures(others) - _figures(mine)))
    names = min(len(_names(mine) - set(others)), len(_names(others) - set(mine)))
    return figures <= _EXCHANGED and not names


def _figures(found: list[str]) -> set[str]:
    return {fold(word) for word in found if any(c.isdigit() for c in word)}


def _names(found: list[str]) -> set[str]:
    """Words that are always capitalised and occur more than once; leaves out bylines and other outlets' names."""
    counted = Counter(found)
    return {
        word
        for word, count in counted.items()
        if count > 1 and word[0].isupper() and word.lower() not in counted
    }


def _headline(title: str) -> str:
    found = [fold(word) for word in words(title)]
    return " ".join(found) if len(found) >= _TITLE_WORDS else ""


def _number(*parts: str) -> int:
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1  # both databases store 63 bits and a sign
