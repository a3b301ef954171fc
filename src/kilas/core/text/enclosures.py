"""Find the quotations and brackets of a line, in the quotation marks of any country and in mixed ones.

A mark that is never closed encloses nothing, and a mark that stands for inches or belongs to a smiley is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUOTE = re.compile(r"[\"“”„‟«»]")
_BRACKET = re.compile(r"[()\[\]](?<![:;=].)(?<![:;=]-.)")  # none of a smiley
# Single marks are apostrophes too: a quotation begins before a word and ends behind a stop, or at least behind a word.
# Each pattern starts with a literal mark, which `re` searches fastest.
_SINGLE = (
    re.compile(r"‘(?=\w)(?:[^‘\n]{0,600}?[.,!?…]|[^‘\n]{0,600}?)’(?!\w)"),
    re.compile(r"'(?<![^\s(\[“\"].)(?=[A-Z])(?:[^'\n]|(?<=\w)'(?=\w)){0,600}?[.,!?]'(?!\w)"),
)
_SINGLE_CUE = re.compile(r"‘|'[A-Z]")  # part of every match of `_SINGLE`
_FREE = re.compile(r"(?:^|(?<=\s))[\"“”»]")
_BEHIND_MARK = re.compile(r"(?<=[(\[—–\-/“„\"‘'«:,])[\"“”»](?=[^\W_])")
_GLUED = re.compile(r"(?<=[^\w\s])[\"“”»](?=[\w(])")  # 'ended."We'
_PAIRS = frozenset(("“”", "„“", "„”", '""', "«»", "»«", "””", "»»", "‟”"))
_MOST_OPEN = 8  # deeper nesting is noise


def enclosures(line: str) -> list[tuple[int, int]]:
    """Return where each quotation and bracket of `line` that is closed begins and ends, marks included.

    >>> enclosures('„Ja“, said Ida (45, of “Lund”. The 6" pipe (short) "leaks"')
    [(0, 4), (23, 29), (43, 50), (51, 58)]
    """
    found = [*_quotations(line), *_bracketed(line)]
    if _SINGLE_CUE.search(line):
        found += (match.span() for mark in _SINGLE for match in mark.finditer(line))
    return sorted(found)


def _bracketed(line: str) -> Iterator[tuple[int, int]]:
    opened: list[int] = []
    for match in _BRACKET.finditer(line):
        if match[0] in "([":
            opened.append(match.start())
        elif opened:
            yield opened.pop(), match.end()


def _quotations(line: str) -> Iterator[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    for match in _QUOTE.finditer(line):
        mark, at = match[0], match.start()
        if _opens(line, at, [other for other, _ in opened]):
            # the same mark again: the first was never closed, or each paragraph of a speech opens anew
            opened = [*((other, place) for other, place in opened if other != mark), (mark, at)][-_MOST_OPEN:]
        elif opened:
            inner = _opener(mark, opened)
            yield opened[inner][1], at + 1
            del opened[inner:]


def _opens(line: str, at: int, opened: list[str]) -> bool:
    """True if the mark at `at` begins a quotation: nothing or a mark is before it, and no space after it."""
    mark = line[at]
    if mark in "«»" and ("»" if mark == "«" else "«") in opened:
        return False
    if mark in "„‟«" or _BEHIND_MARK.match(line, at):
        return True
    if _FREE.match(line, at):
        return not opened or not line[at + 1 : at + 2].isspace()
    return not opened and _GLUED.match(line, at) is not None


def _opener(mark: str, opened: list[tuple[str, int]]) -> int:
    """Return the place in `opened` of what `mark` closes: the last that pairs with it, or else the last."""
    pairs = (i for i in range(len(opened) - 1, -1, -1) if opened[i][0] + mark in _PAIRS)
    return next(pairs, len(opened) - 1)
