"""Measure the runs of words that a claim copies from a source, and how they are joined."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kilas.core.check.stems import Indexed

_LONGEST_RUN = 12  # words
_LONG_RUN = 3  # words: shorter runs say nothing about how a claim was made


def copied_runs(stems: list[str], known: Indexed) -> list[int]:
    """Return for each word the length of the longest run of words from there that the source has too, at most twelve."""
    places = known.places
    found: list[int] = []
    for i, (word, following) in enumerate(zip(stems, [*stems[1:], ""], strict=True)):
        if word not in places:
            found.append(0)
        elif following not in places:
            found.append(1)
        else:
            found.append(_longest_run(i, stems, known.stems, places[word]))
    return found


def _longest_run(i: int, stems: list[str], source: list[str], starts: list[int]) -> int:
    """Return the length of the longest run from word `i` on; `starts` are the places of that word in the source."""
    following, most, end = stems[i + 1], min(_LONGEST_RUN, len(stems) - i), len(source)
    best = 1
    for at in starts:
        if at + 1 < end and source[at + 1] == following:
            length = 2
            while length < most and at + length < end and source[at + length] == stems[i + length]:
                length += 1
            if length > best:
                best = length
    return best


def copying(window: Sequence[int]) -> list[float]:
    """Measure the copied runs of a part: shares of words that begin a run of 2 to 5, longest, density, pieces."""
    size = len(window)
    pieces, squares, longest = _fewest_pieces(window)
    return [
        *[sum([w >= n for w in window]) / max(1, size - n + 1) for n in (2, 3, 4, 5)],
        longest / size,
        squares / size,
        pieces / size,
    ]


def _fewest_pieces(window: Sequence[int]) -> tuple[int, int, int]:
    """Cover a part by the fewest copied runs: their number, the sum of their squared lengths, the longest."""
    at = pieces = squares = longest = 0
    while at < len(window):
        length = window[at]
        pieces += 1
        squares += length * length
        longest = max(longest, length)
        at += max(1, length)
    return pieces, squares, longest


def longest_gap(window: Sequence[int]) -> int:
    """Return the greatest number of consecutive words that the source does not have."""
    longest = current = 0
    for length in window:
        current = 0 if length else current + 1
        longest = max(longest, current)
    return longest


_Run = tuple[int, int, int]  # a long copied run: its place in the part, its length, its place in the source


def seams(stems: list[str], window: Sequence[int], start: int, known: Indexed) -> list[float]:
    """Measure how the long copied runs of a part are joined.

    Consecutive runs from one sentence are a shortened sentence; runs from sentences far apart are a splice.
    """
    size = len(window)
    runs = _long_runs(stems, window, start, known)
    sentence = known.sentence
    splices = far = squeezes = patched = 0
    for (at, length, place), (next_at, _, next_place) in pairwise(runs):
        apart = abs(sentence[place] - sentence[next_place])
        splices += apart > 0
        far += apart > 1
        squeezes += apart == 0 and next_place >= place + length
        patched += next_at > at + length
    end = runs[-1][0] + runs[-1][1] if runs else size
    return [
        float(bool(runs) and runs[0][1] >= min(size, _LONGEST_RUN)),
        float(min(splices, 4)),
        float(min(far, 4)),
        float(min(squeezes, 4)),
        float(min(patched, 4)),
        sum([length for _, length, _ in runs]) / size,
        (size - end) / size,
    ]


def _long_runs(stems: list[str], window: Sequence[int], start: int, known: Indexed) -> list[_Run]:
    found: list[_Run] = []
    at = after = 0
    while at < len(window):
        length = window[at]
        if length >= _LONG_RUN:
            place = _place(stems[start + at : start + at + length], known, after)
            found.append((at, length, place))
            after = place + length
        at += max(1, length)
    return found


def _place(run: list[str], known: Indexed, after: int) -> int:
    """Return where the source has this run: the first place from `after` on, or else the first of all."""
    source, length = known.stems, len(run)
    fits = [at for at in known.places[run[0]] if source[at : at + length] == run]
    return next((at for at in fits if at >= after), fits[0])
