"""Find the quotations in a text, in marks of any style, nested or left open."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kilas.core.languages import EVERY


@dataclass(frozen=True, slots=True)
class Quote:
    """The text between two quotation marks, without them. An open quotation ends with its paragraph."""

    text: str
    start: int
    end: int
    is_closed: bool = True


_MARK = re.compile("[\"“”„«»‘’‚‹›'\n]")
_CLITIC = re.compile(rf"(?:{EVERY.text.clitics})(?![^\W_])", re.IGNORECASE)
# The closing marks of each opening mark. Some printers open with a closing mark.
_CLOSERS = {"“": "”", "„": "“”\"", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "‹": "›", '"': '"', "'": "'", "”": "”"}  # fmt: skip


def quotes(text: str) -> tuple[Quote, ...]:
    """Find the quotations of `text` in order of their opening marks, inner ones after outer ones.

    >>> [q.text for q in quotes("“He said ‘no’,” she told ‘us’. It's Ani's.")]
    ['He said ‘no’,', 'no', 'us']
    """
    stack: list[tuple[str, int]] = []
    found: list[Quote] = []
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if mark == "\n":
            found += _left_open(stack, text, at)
            stack = []
            continue
        level = _closes(stack, mark, text, at)
        if level is not None:
            found.append(Quote(text[stack[level][1] : at], stack[level][1], at))
            del stack[level:]
        elif mark in _CLOSERS and len(stack) < 8 and _opens(mark, text, at):
            stack.append((mark, at + 1))
    found += _left_open(stack, text, len(text))
    return tuple(sorted((q for q in found if q.text.strip()), key=lambda q: (q.start, -q.end)))


def _closes(stack: list[tuple[str, int]], mark: str, text: str, at: int) -> int | None:
    """Return the level of the open quotation that this mark closes, if any. An apostrophe in a word closes none."""
    if mark in "'’" and text[at + 1 : at + 2].isalnum():
        return None
    for level in range(len(stack) - 1, -1, -1):
        if mark in _CLOSERS[stack[level][0]]:
            return level
    return None


def _opens(mark: str, text: str, at: int) -> bool:
    """True if the mark at `at` may open a quotation."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not after or (after.isspace() and mark != "»"):
        return False
    if mark in "\"'":
        return _straight_opens(mark, before, text, at)
    if mark in "”»":
        return not before or before.isspace() or before in "(["
    return True


def _straight_opens(mark: str, before: str, text: str, at: int) -> bool:
    """A straight mark after a figure is a measure (6", 5'); one before a clitic is an apostrophe ("the girl 's")."""
    if mark == "'" and _CLITIC.match(text, at + 1):
        return False
    return not before.isalnum() and before not in (".", ",")


def _left_open(stack: list[tuple[str, int]], text: str, end: int) -> list[Quote]:
    return [
        Quote(text[start:end], start, end, is_closed=False)
        for mark, start in stack
        if mark not in "'‘‚‹"  # a single mark left open was an apostrophe: ’90s, rock 'n' roll
    ]
