"""Find the quotations and brackets of a line, in the quotation marks of any country and in mixed ones.

A mark that is never closed encloses nothing, and a mark that stands for inches or belongs to a smiley is none.
"""

from __future__ import annotations

import re

_MARK = re.compile(r"[\"“”„‟«»()\[\]]")
# Single marks are apostrophes too: a quotation begins before a word and ends behind a stop, or at least behind a word.
# Each pattern starts with a literal mark, which `re` searches fastest.
_SINGLE = (
    re.compile(r"‘(?=\w)(?:[^‘\n]{0,600}?[.,!?…]|[^‘\n]{0,600}?)’(?!\w)"),
    re.compile(r"'(?<![^\s(\[“\"].)(?=[A-Z])(?:[^'\n]|(?<=\w)'(?=\w)){0,600}?[.,!?]'(?!\w)"),
)
_SINGLE_CUE = re.compile(r"‘|'[A-Z]")  # part of every match of `_SINGLE`
_MOST_OPEN = 8  # deeper nesting is noise
_EYES = re.compile(r"[:;=]-?$")


def enclosures(line: str) -> list[tuple[int, int]]:
    """Return where each quotation and bracket of `line` that is closed begins and ends, marks included.

    >>> enclosures('„Ja“, said Ida (45, of “Lund”. The 6" pipe (short) "leaks"')
    [(0, 4), (20, 26), (40, 47), (48, 55)]
    """
    found: list[tuple[int, int]] = []
    quotes: list[int] = []
    brackets: list[int] = []
    for match in _MARK.finditer(line):
        mark, at = match[0], match.start()
        if mark in "([":
            if not _EYES.search(line, max(0, at - 2), at):
                brackets.append(at)
        elif mark in ")]":
            if brackets and not _EYES.search(line, max(0, at - 2), at):
                found.append((brackets.pop(), at + 1))
        elif _opens(line, mark, at, quotes):
            quotes = [*(q for q in quotes if line[q] != mark), at][-_MOST_OPEN:]
        elif opener := _opener(line, mark, at, quotes):
            del quotes[opener[0] :]
            found.append((opener[1], at + 1))
    if _SINGLE_CUE.search(line):
        found += (match.span() for mark in _SINGLE for match in mark.finditer(line))
    return sorted(found)


def _opens(line: str, mark: str, at: int, quotes: list[int]) -> bool:
    """True if the quotation mark at `at` begins a quotation: a space or another mark is before it and none after it."""
    if mark in "„‟":
        return True
    if mark in "«»" and any(line[q] in "«»" and line[q] != mark for q in quotes):
        return False
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    if mark == "«":
        return True  # French puts a space after it
    is_free = not before or before.isspace() or before in "([—–-/“„\"‘'«:,"
    if is_free and not before.isspace() and before:
        is_free = after.isalnum()  # ',"' closes, ':"Ya' opens
    if not is_free and (after.isalnum() or after == "("):
        is_free = not quotes and not before.isalnum()  # 'ended."We'
    return is_free and bool(after) and not (after.isspace() and quotes)


def _opener(line: str, mark: str, at: int, quotes: list[int]) -> tuple[int, int] | None:
    """Return the place in `quotes` and the offset of the mark that the one at `at` closes; None if it closes none."""
    if not quotes:
        return None
    same = next((i for i in range(len(quotes) - 1, -1, -1) if _pairs(line[quotes[i]], mark)), len(quotes) - 1)
    return same, quotes[same]


def _pairs(opened: str, closed: str) -> bool:
    return opened + closed in ("“”", "„“", "„”", '""', "«»", "»«", "””", "»»", "‟”")
