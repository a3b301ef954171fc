"""Measure how near to each other the words of a claim stand in a source, and in which of its sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kilas.core.check.stems import CAPITAL, FIGURE, OPENER, Indexed, StemmedText

_FAR = 40  # words: the distance of pairs that stand further apart, or not at all, in the source


def distances(told: StemmedText, known: Indexed, inside: Sequence[int]) -> tuple[list[int], int]:
    """Return the distance in the source of each pair of neighbouring words, and how many pairs keep their order."""
    found: list[int] = []
    forward = 0
    places = [known.places.get(told.stems[i]) for i in inside]
    for one, two in pairwise(places):
        if not one or not two:
            found.append(_FAR)
            continue
        distance, is_forward = _distance(one, two)
        found.append(distance)
        forward += is_forward and distance < _FAR
    return found, forward


def _distance(one: list[int], two: list[int]) -> tuple[int, bool]:
    """Return the least distance between two words of the source, and whether the first one comes first there."""
    best, forward = _FAR, True
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    for at in short[:60]:
        k = bisect_left(long, at)
        for j in (k - 1, k):
            if 0 <= j < len(long) and long[j] != at and abs(long[j] - at) < best:
                best = abs(long[j] - at)
                forward = (long[j] > at) == (short is one)
    return best, forward


def pairing(found: Sequence[int], forward: int) -> list[float]:
    """Measure `distances`: shares of pairs within 1, 3, 8, `_FAR` and 20 words, in order; the mean distance."""
    n = max(1, len(found))
    ascending = sorted(found)
    met = bisect_left(ascending, _FAR)
    return [
        bisect_right(ascending, 1) / n,
        bisect_right(ascending, 3) / n,
        bisect_right(ascending, 8) / n,
        (n - met) / n,
        forward / max(1, met),
        sum(found) / n / _FAR,
        bisect_right(ascending, 20) / n,
    ]


def linked_share(inside: Sequence[int], found: Sequence[int]) -> float:
    """Return the share of words with a neighbour that stands within three words of them in the source too."""
    if len(inside) < 2:
        return 1.0
    linked = {
        i for pair, distance in zip(pairwise(inside), found, strict=True) if distance <= 3 for i in pair
    }
    return len(linked) / len(inside)


@dataclass(frozen=True, slots=True)
class Closest:
    """The sentence of the source that has most words of a part of the claim."""

    sentence: int  # -1 when no sentence has any
    words: range  # indexes of its words
    best: float  # number of the part's words that it has
    rare: float  # the same, weighted by rarity
    two: float  # number of the part's words in the best two sentences
    spread: float  # further sentences needed to find every word, divided by six; 1.0 at most


def closest(told: StemmedText, known: Indexed, inside: Sequence[int], rare: dict[int, float]) -> Closest:
    """Find the closest sentence for the words `inside`; `rare` has the weight of each word that the source has."""
    members = _members(told, known, inside)
    if not members:
        return Closest(-1, range(0), 0.0, 0.0, 0.0, 1.0)
    score = {s: sum([rare[i] for i in row]) for s, row in members.items()}
    top = min(members, key=lambda s: (-len(members[s]) - score[s], s))
    have = set(members[top])
    two = max([len(have | set(row)) for row in members.values()])
    return Closest(
        top,
        range(bisect_left(known.sentence, top), bisect_right(known.sentence, top)),
        float(len(have)),
        score[top],
        float(two),
        _more_needed(set(rare) - have, members) / 6,
    )


def _members(told: StemmedText, known: Indexed, inside: Sequence[int]) -> dict[int, list[int]]:
    """Return the words of the claim that each sentence of the source has."""
    stems, places, sentence = told.stems, known.places, known.sentence
    members: dict[int, list[int]] = {}
    for i in inside:
        for s in {sentence[at] for at in places.get(stems[i], ())}:
            members.setdefault(s, []).append(i)
    return members


def _more_needed(left: set[int], members: dict[int, list[int]]) -> int:
    """Count the sentences needed to find the words `left`, best first; at most six."""
    needed = 0
    while left and needed < 6:
        left = left - set(max(members.values(), key=lambda row: len(left & set(row))))
        needed += 1
    return needed


def kept_order(told: StemmedText, known: Indexed, seen: Sequence[int], where: Closest) -> float:
    """Return the share of the words `seen` that keep their order in the closest sentence."""
    at: dict[str, int] = {}
    for k in where.words:
        at.setdefault(known.stems[k], k)
    places = [at[told.stems[i]] for i in seen if told.stems[i] in at]
    if len(places) < 2:
        return 1.0
    tails: list[int] = []  # of increasing subsequences, by length
    for place in places:
        k = bisect_left(tails, place)
        tails[k : k + 1] = [place]
    return len(tails) / len(places)


def contexts(told: StemmedText, known: Indexed, inside: Sequence[int]) -> tuple[float, float, float]:
    """Return, for figures, names and rare words, the least share of their neighbours that the source has near them."""
    by_kind: tuple[list[float], ...] = ([], [], [], [])
    rare: list[float] = []
    for k, i in enumerate(inside):
        kind, places = told.kinds[i], known.places.get(told.stems[i])
        if not places or (not kind and len(places) > 2):
            continue
        around = {told.stems[j] for j in inside[max(0, k - 3) : k + 4]} - {told.stems[i]}
        if around:
            share = _shared(around, known.stems, places) / len(around)
            by_kind[kind].append(share)
            if len(places) < 3:
                rare.append(share)
    named = by_kind[CAPITAL] + by_kind[OPENER]
    return min(by_kind[FIGURE], default=1.0), min(named, default=1.0), min(rare, default=1.0)


def _shared(around: set[str], source: list[str], places: Sequence[int]) -> int:
    """Count the words of `around` within twelve words of a place; the most at any of the first twelve places."""
    return max([len(around.intersection(source[max(0, at - 12) : at + 13])) for at in places[:12]])
