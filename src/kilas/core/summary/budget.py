"""Which sentences fill a word budget best: exact, and within the budget wherever that can be done at all."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

NEAR_REPEAT = 0.5  # share of the smaller set found in the other, from which two sentences repeat each other
_TRIES = 24  # searches for a choice without near repeats; only articles of copies need more
_MAX_CELLS = 4_000_000  # of the table, 32 MB; a brief of 300 words needs it cut only beyond 10,000 sentences
_GRAIN = 1e6  # scores count to the sixth decimal
_NEVER = -(1 << 60)


def fill(
    scores: Sequence[float],
    lengths: Sequence[int],
    budget_words: int,
    *,
    tolerance: float = 0.10,
    similar: Callable[[int], Set[object]] | None = None,
    banned: Collection[int] = frozenset(),
    requires: Mapping[int, int] | None = None,
    most: int | None = None,
) -> tuple[int, ...]:
    """The choice with the highest sum of scores whose words lie within `tolerance` of the budget.

    Indices in article order. Where no choice lies within, the one with most words below it; the empty
    choice if every sentence is longer than the budget allows. `similar` gives a set a sentence (trigrams,
    say): of two that share `NEAR_REPEAT` of the smaller one only one is taken. A sentence in `requires`
    is taken only together with the one it names; one that names itself, in a circle, or nobody is
    never taken. `most` bounds the number of sentences. Equal scores go to the earlier sentences.
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
    """The fewest and the most words that count as the budget, both inclusive.

    >>> bounds(120, 0.10)
    (108, 132)
    """
    # Floats: 1.1 * 120 is a little above 132, 0.9 * 130 a little above 117.
    low = math.ceil(budget_words * (1.0 - tolerance) - 1e-9)
    return max(1, low), math.floor(budget_words * (1.0 + tolerance) + 1e-9)


def runs_of_three(folded: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """The runs of three of the folded words of a sentence, by which repeats are told; of fewer words, all of them."""
    return frozenset(zip(folded, folded[1:], folded[2:], strict=False)) or frozenset({tuple(folded)})


def repeats(one: Set[object], other: Set[object]) -> bool:
    """Whether two sentences say much the same."""
    smaller = min(len(one), len(other))
    return smaller > 0 and len(one & other) >= NEAR_REPEAT * smaller


def _without_repeats(
    search: _Search, values: Sequence[int], similar: Callable[[int], Set[object]], requires: Mapping[int, int]
) -> tuple[int, ...]:
    queue = [(*search.best(frozenset()), frozenset[int]())]
    met = {frozenset[int]()}
    for _ in range(_TRIES):
        # A choice only gets worse as sentences are forbidden, so the first one without a clash is the best.
        _, chosen, without = heapq.heappop(queue)
        clash = next(_clashes(chosen, similar), None)
        if clash is None:
            return chosen
        for now in (without | {one} for one in clash):
            if now not in met:
                met.add(now)
                heapq.heappush(queue, (*search.best(now), now))
    # An article of copies: of every two in the choice forbid the worse for good, and fill the gap again.
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
    """What is left of a choice when of every two near repeats the better one stays."""
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
    """The sentences that could be taken; the best of them where the table would grow beyond bounds."""
    fits = [i for i, words in enumerate(lengths) if 0 < words <= high and i not in banned]
    cells = (high + 1) * (1 if most is None else min(most, len(fits)) + 1)
    room = max(32, _MAX_CELLS // cells)
    if len(fits) > room:
        fits = sorted(sorted(fits, key=lambda i: (-values[i], i))[:room])
    stays = set(fits)
    return [i for i in fits if _is_rooted(i, requires, stays)]


def _is_rooted(index: int, requires: Mapping[int, int], stays: set[int]) -> bool:
    """Whether all that `index` leans on, directly or not, can be taken too."""
    path = {index}
    while index in requires:
        index = requires[index]
        if index in path or index not in stays:
            return False
        path.add(index)
    return True


def _forest(candidates: Sequence[int], requires: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """The candidates, each before those that lean on it, and for each where those end."""
    children: dict[int | None, list[int]] = {}
    for index in candidates:
        children.setdefault(requires.get(index), []).append(index)
    order: list[int] = []
    past: dict[int, int] = {}
    stack = list(reversed(children.get(None, [])))
    while stack:
        index = stack.pop()
        if index < 0:  # ~index: all that lean on it are placed
            past[~index] = len(order)
            continue
        order.append(index)
        stack.append(~index)
        stack.extend(reversed(children.get(index, [])))
    return order, [past[index] for index in order]


class _Search:
    """The knapsack over a forest: `table[k, c, w]` is the best sum of `c` sentences and `w` words from place `k` on."""

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
        """The best choice, and before it how bad it is: outside the budget, words short of it, less its sum."""
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
        """As the table of all sentences from behind the last one that is forbidden; filled anew from there on."""
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
