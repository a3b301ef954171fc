"""Where a text quotes somebody: marks of any style, nested or left open."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands between two quotation marks, without them. An open quotation ends with its paragraph."""

    text: str
    start: int
    end: int
    is_closed: bool = True


_MARK = re.compile("[\"“”„«»‘’‚‹›'\n]")
_CLITIC = re.compile(r"(?:s|ve|re|ll|d|m|t|n|em|til|cause)(?![^\W_])", re.IGNORECASE)
_CLOSERS = {"“": "”", "„": "“”\"", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "‹": "›", '"': '"', "'": "'", "”": "”"}  # fmt: skip


def quotes(text: str) -> tuple[Quote, ...]:
    """The quotations of `text` by their opening mark, inner ones after the ones they stand in.

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
    """Which open quotation this mark ends, if any; an apostrophe inside a word ends none."""
    if mark in "'’" and text[at + 1 : at + 2].isalnum():
        return None
    for level in range(len(stack) - 1, -1, -1):
        if mark in _CLOSERS[stack[level][0]]:
            return level
    return None


def _opens(mark: str, text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not after or (after.isspace() and mark != "»"):
        return False
    if mark == "'" and _CLITIC.match(text, at + 1):  # "the girl 's book", as tokenizers print it
        return False
    if mark in "\"'":  # a straight mark after a figure is a measure: 6" or 5'
        return not before.isalnum() and before not in (".", ",")
    if mark in "”»":  # some printers open with the closing mark
        return not before or before.isspace() or before in "(["
    return True


def _left_open(stack: list[tuple[str, int]], text: str, end: int) -> list[Quote]:
    # A single mark left open was an apostrophe: ’90s, rock 'n' roll.
    return [
        Quote(text[start:end], start, end, is_closed=False) for mark, start in stack if mark not in "'‘‚‹"
    ]
