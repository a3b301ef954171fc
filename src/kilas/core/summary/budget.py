"""Choose the sentences that fill a word budget best: an exact knapsack, within the budget whenever possible."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 0.10  # share of the budget by which a summary may miss it
NEAR_REPEAT = 0.5  # least share of the smaller set found in the other for a repeat
_TRIES = 24  # searches for a choice without near repeats; only articles full of copies need more
_MAX_CELLS = 4_000_000  # 32 MB; cuts a brief of 300 words only beyond 10,000 sentences
_GRAIN = 1e6  # scores are compared to the sixth decimal
_NEVER = -(1 << 60)


def fill(
    scores: Sequence[float],
    lengths: Sequence[int],
    budget_words: int,
    *,
    tolerance: float = TOLERANCE,
    similar: Callable[[int], Set[object]] | None = None,
    banned: Collection[int] = frozenset(),
    requires: Mapping[int, int] | None = None,
    most: int | None = None,
) -> tuple[int, ...]:
    """Return the indices of the sentences with the highest sum of scores and a length within `tolerance` of the budget.

    Indices are in article order. If no choice is within the tolerance, the longest one below it is returned; an empty
    one if every sentence is too long. `similar` gives a set for each sentence, such as its trigrams: of two sentences
    that share `NEAR_REPEAT` of the smaller set, only one is chosen. `requires` maps a sentence to the one it needs; a
    sentence in a circle, or without the one it needs, is never chosen. `most` limits the number of sentences. Ties go to
    the earlier sentences.
    """
    low, high = bounds(budget_words, tolerance)
    needs = dict(requires or {})
    values = [round(score * _GRAIN) for score in scores]  # whole numbers: equal sums are equal in any order
    order, past = _forest(_candidates(values, lengths, needs, frozenset(banned), high, most), needs)
    search = _Search(values, lengths, order, past, budget_words, low, high, most)
    if similar is None:
        return search.best(frozenset())[1]
    return _without_repeats(search, values, similar, needs)


def bounds(budget_words: int, tolerance: float) -> tuple[int, int]:
    """Return the fewest and the most words within the tolerance, both inclusive.

    >>> bounds(120, 0.10)
    (108, 132)
    """
    # Floats: 1.1 * 120 is a little above 132, 0.9 * 130 a little above 117.
    low = math.ceil(budget_words * (1.0 - tolerance) - 1e-9)
    return max(1, low), math.floor(budget_words * (1.0 + tolerance) + 1e-9)


def runs_of_three(folded: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Return the runs of three words, by which repeats are found; all words as one run if there are fewer."""
    return frozenset(zip(folded, folded[1:], folded[2:], strict=False)) or frozenset({tuple(folded)})


def repeats(one: Set[object], other: Set[object]) -> bool:
    """True if two sentences say almost the same, by a set for each."""
    smaller = min(len(one), len(other))
    return smaller > 0 and len(one & other) >= NEAR_REPEAT * smaller


def _without_repeats(
    search: _Search, values: Sequence[int], similar: Callable[[int], Set[object]], requires: Mapping[int, int]
) -> tuple[int, ...]:
    queue = [(*search.best(frozenset()), frozenset[int]())]
    met = {frozenset[int]()}
    for _ in range(_TRIES):
        # Excluding sentences makes a choice worse, so the first one without a clash is the best.
        _, chosen, without = heapq.heappop(queue)
        clash = next(_clashes(chosen, similar), None)
        if clash is None:
            return chosen
        for now in (without | {one} for one in clash):
            if now not in met:
                met.add(now)
                heapq.heappush(queue, (*search.best(now), now))
    # An article full of copies: exclude the worse of each two in the choice, and search again.
    forbidden: set[int] = set()
    for _ in range(_TRIES):
        _, chosen = search.best(frozenset(forbidden))
        worse = {max(clash, key=lambda i: (-values[i], i)) for clash in _clashes(chosen, similar)}
        if not worse:
            return chosen
        forbidden |= worse
    return _drop_repeats(chosen, values, similar, requires)


def _clashes(chosen: Sequence[int], similar: Callable[[int], Set[object]]) -> Iterator[tuple[int, int]]:
    return (pair for pair in combinations(chosen, 2) if repeats(similar(pair[0]), similar(pair[1])))


def _drop_repeats(
    chosen: Sequence[int],
    values: Sequence[int],
    similar: Callable[[int], Set[object]],
    requires: Mapping[int, int],
) -> tuple[int, ...]:
    """The choice without the worse of each two near repeats, and without sentences that need one of those."""
    kept: list[int] = []
    for index in sorted(chosen, key=lambda i: (-values[i], i)):
        if not any(repeats(similar(index), similar(other)) for other in kept):
            kept.append(index)
    stays = set(kept)
    while orphans := {i for i in stays if i in requires and requires[i] not in stays}:
        stays -= orphans
    return tuple(sorted(stays))


def _candidates(
    values: Sequence[int],
    lengths: Sequence[int],
    requires: Mapping[int, int],
    banned: frozenset[int],
    high: int,
    most: int | None,
) -> list[int]:
    """The sentences that can be chosen; only the best ones if the table would become too large."""
    fits = [i for i, words in enumerate(lengths) if 0 < words <= high and i not in banned]
    cells = (high + 1) * (1 if most is None else min(most, len(fits)) + 1)
    room = max(32, _MAX_CELLS // cells)
    if len(fits) > room:
        fits = sorted(sorted(fits, key=lambda i: (-values[i], i))[:room])
    stays = set(fits)
    return [i for i in fits if _is_rooted(i, requires, stays)]


def _is_rooted(index: int, requires: Mapping[int, int], stays: set[int]) -> bool:
    """True if every sentence that `index` needs, directly or not, can be chosen, too."""
    path = {index}
    while index in requires:
        index = requires[index]
        if index in path or index not in stays:
            return False
        path.add(index)
    return True


def _forest(candidates: Sequence[int], requires: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """The candidates, each before those that need it, and for each the place behind the last of those."""
    children: dict[int | None, list[int]] = {}
    for index in candidates:
        children.setdefault(requires.get(index), []).append(index)
    order: list[int] = []
    past: dict[int, int] = {}
    stack = list(reversed(children.get(None, [])))
    while stack:
        index = stack.pop()
        if index < 0:  # ~index: all sentences that need it are placed
            past[~index] = len(order)
            continue
        order.append(index)
        stack.append(~index)
        stack.extend(reversed(children.get(index, [])))
    return order, [past[index] for index in order]


class _Search:
    """A knapsack over a forest: `table[k, c, w]` is the best sum of `c` sentences and `w` words from place `k` on."""

    def __init__(
        self,
        values: Sequence[int],
        lengths: Sequence[int],
        order: Sequence[int],
        past: Sequence[int],
        budget: int,
        low: int,
        high: int,
        most: int | None,
    ) -> None:
        self._values, self._lengths, self._order, self._past = values, lengths, order, past
        self._budget, self._low = budget, low
        self._width = min(high, sum(lengths[i] for i in order)) + 1
        self._count = None if most is None else max(0, min(most, len(order)))
        self._whole = self._blank()
        self._fill(self._whole, len(order) - 1, frozenset())

    def best(self, without: frozenset[int]) -> tuple[tuple[int, int, int], tuple[int, ...]]:
        """Return the rank of the best choice, and the choice. Of two ranks, the lower is better.

        A rank is 0 within the budget, else 1; minus the number of words, if outside; minus the sum of scores."""
        table = self._table(without)
        top: NDArray[np.int64] = table[0].max(axis=0)
        inside = top[self._low :]
        if len(inside) and inside.max() > _NEVER // 2:
            ties = np.flatnonzero(inside == inside.max()) + self._low
            words = int(min(ties, key=lambda w: (abs(int(w) - self._budget), int(w))))
            worth = (0, 0, -int(top[words]))
        else:
            words = int(np.flatnonzero(top > _NEVER // 2)[-1])
            worth = (1, -words, -int(top[words]))
        return worth, self._trace(table, words, without)

    def _blank(self) -> NDArray[np.int64]:
        size, counts = len(self._order), 1 if self._count is None else self._count + 1
        table = np.full((size + 1, counts, self._width), _NEVER)
        table[size, 0, 0] = 0
        return table

    def _table(self, without: frozenset[int]) -> NDArray[np.int64]:
        """The table without some sentences: a copy of the whole one, filled again up to the last of them."""
        if not without:
            return self._whole
        table = self._whole.copy()
        last = max((place for place, index in enumerate(self._order) if index in without), default=-1)
        self._fill(table, last, without)
        return table

    def _fill(self, table: NDArray[np.int64], last: int, without: frozenset[int]) -> None:
        width, step = self._width, 0 if self._count is None else 1
        for place in range(last, -1, -1):
            index = self._order[place]
            row, words = table[place], self._lengths[index]
            row[:] = table[self._past[place]]
            if index not in without and words < width:
                taken = table[place + 1, : len(row) - step, : width - words] + self._values[index]
                room = row[step:, words:]
                np.maximum(room, taken, out=room)

    def _trace(self, table: NDArray[np.int64], words: int, without: frozenset[int]) -> tuple[int, ...]:
        step = 0 if self._count is None else 1
        count, place = int(table[0, :, words].argmax()), 0
        item = table.item
        chosen: list[int] = []
        while place < len(self._order):
            index = self._order[place]
            rest, fewer = words - self._lengths[index], count - step
            taken = index not in without and rest >= 0 and fewer >= 0
            if taken and item(place + 1, fewer, rest) + self._values[index] == item(place, count, words):
                chosen.append(index)
                count, words, place = fewer, rest, place + 1
            else:
                place = self._past[place]
        return tuple(sorted(chosen))
