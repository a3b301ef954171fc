"""Say why a sentence is not in the summary, and which better ones a sentence of the summary was taken before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kilas.core.explanation import Obstacle, SentenceNote
from kilas.core.summary.budget import TOLERANCE, bounds, repeats
from kilas.core.summary.lines import Line

_MOST_BETTER = 2  # higher-scored sentences that a chosen one is compared with
_MOST_REPLACED = 3  # chosen sentences that may go for a better one


@dataclass(frozen=True, slots=True)
class _Left:
    obstacle: Obstacle
    others: tuple[int, ...] = ()


def judged(notes: Sequence[SentenceNote], lines: Sequence[Line], budget: int) -> tuple[SentenceNote, ...]:
    """Return `notes` with the obstacle of each sentence outside the summary and the better ones passed over for each inside.

    `budget` is the length of the summary in words.
    """
    told = _Summary(notes, lines, budget)
    return tuple(_judged(note, told) for note in notes)


def _judged(note: SentenceNote, told: _Summary) -> SentenceNote:
    if note.place == "summary":
        return replace(note, obstacle="", others=told.better_than(note))
    left = _Left("") if note.unfit else told.why_left(note)
    return replace(note, obstacle=left.obstacle, others=left.others)


class _Summary:
    """The chosen sentences, for comparing others with them."""

    def __init__(self, notes: Sequence[SentenceNote], lines: Sequence[Line], budget: int) -> None:
        self._notes, self._lines = notes, lines
        self._chosen = [note for note in notes if note.place == "summary"]
        self._low, self._high = bounds(budget, TOLERANCE)
        self._words = sum(self._length(note) for note in self._chosen)
        self._least = min((note.score for note in self._chosen), default=0.0)

    def better_than(self, chosen: SentenceNote) -> tuple[int, ...]:
        """Return the best of the sentences that scored higher than `chosen` and are not in the summary."""
        better = [n for n in self._notes if n.place != "summary" and n.score > chosen.score]
        return tuple(note.index for note in sorted(better, key=lambda n: (-n.score, n.index))[:_MOST_BETTER])

    def why_left(self, note: SentenceNote) -> _Left:
        """Return why `note` is not in the summary; all of it is true of words, scores and places."""
        if note.is_dependent:
            before = next((n for n in self._notes[note.index - 1 :: -1] if n.unfit != "page_noise"), None)
            if before is None or not note.index:
                return _Left("nothing_before")
            if before.place != "summary":
                return _Left("before_it_left", (before.index,))
        gist = self._lines[note.index].gist
        like = next((n.index for n in self._chosen if repeats(gist, self._lines[n.index].gist)), None)
        if like is not None:
            return _Left("alike", (like,))
        if note.score <= self._least:
            return _Left("outscored")
        return self._too_dear(note)

    def _too_dear(self, note: SentenceNote) -> _Left:
        """Return why a sentence that scored higher than some chosen ones has no room."""
        if self._length(note) > self._high:
            return _Left("longer_than_summary")
        if self._words + self._length(note) <= self._high:
            return _Left("does_not_fit")
        fitting = [
            gone
            for count in range(1, _MOST_REPLACED + 1)
            for gone in combinations(self._chosen, count)
            if self._fits(note, gone)
        ]
        if fitting:
            cheapest = min(fitting, key=_worth)
            indices = tuple(gone.index for gone in cheapest)
            return _Left("outweighed", indices) if _worth(cheapest) >= note.score else _Left("does_not_fit")
        lowest = min(self._chosen, key=lambda chosen: (chosen.score, chosen.index))
        return _Left("wrong_length", (lowest.index,))

    def _fits(self, note: SentenceNote, gone: Sequence[SentenceNote]) -> bool:
        length = self._words - sum(map(self._length, gone)) + self._length(note)
        return self._low <= length <= self._high

    def _length(self, note: SentenceNote) -> int:
        return len(self._lines[note.index].words)


def _worth(notes: Sequence[SentenceNote]) -> float:
    return sum(note.score for note in notes)
