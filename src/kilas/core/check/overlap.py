"""Measure how a claim overlaps a source, as one row of figures that need no vocabulary.

Words are compared by their stems; only closed tables (function words, negations, opposites) are looked up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import log
from typing import NamedTuple

from kilas.core.check.copied import copied_runs, copying, longest_gap, seams
from kilas.core.check.nearness import (
    Closest,
    closest,
    contexts,
    distances,
    kept_order,
    linked_share,
    pairing,
)
from kilas.core.check.opposites import stemmed_opposites
from kilas.core.check.stems import (
    CAPITAL,
    FIGURE,
    MAX_CLAIM_WORDS,
    OPENER,
    Indexed,
    StemmedText,
    denies,
    index,
    read,
)
from kilas.core.languages import EVERY

_WORDS = EVERY.support


def only_adds(source: str, claim: str) -> bool:
    """True if the claim has words that the source lacks and no negation. Then `features` need not be computed."""
    told = read(claim, MAX_CLAIM_WORDS)
    if any(map(denies, told.lower)):
        return False
    stems = [word for word, content in zip(told.stems, told.content, strict=True) if content]
    low = source.lower().replace("’", "'")
    # A word begins with its stem, so a stem that is nowhere in the source is unseen without an index.
    if any(word not in low and not word[0].isdigit() for word in stems):
        return True
    places = index(source).places
    return any(word not in places for word in stems)


class _Part(NamedTuple):
    """One sentence of a claim, or several short ones, with all that its measures need."""

    told: StemmedText
    known: Indexed
    start: int
    end: int
    inside: list[int]  # indexes of its content words
    seen: list[int]  # those of `inside` that the source has
    unseen: list[int]
    window: list[int]  # for each word: length of the copied run that begins there, cut at the end of the part
    rare: dict[int, float]  # weights of the words `seen`: the rarer in the source, the higher
    rarity: float  # sum of these weights
    distances: list[int]  # between neighbouring words, in the source
    forward: int  # pairs of neighbours that keep their order in the source
    where: Closest
    near: set[str]  # stems of the closest sentence

    @property
    def size(self) -> int:
        return self.end - self.start

    @property
    def content(self) -> int:
        return max(1, len(self.inside))


def _part(told: StemmedText, known: Indexed, runs: list[int], start: int, end: int) -> _Part:
    inside = [i for i in range(start, end) if told.content[i]]
    seen = [i for i in inside if runs[i]]
    rare = {i: 1.0 / (1.0 + log(len(known.places[told.stems[i]]))) for i in seen}
    apart, forward = distances(told, known, inside)
    where = closest(told, known, inside, rare)
    return _Part(
        told,
        known,
        start,
        end,
        inside,
        seen,
        [i for i in inside if not runs[i]],
        [min(runs[i], end - i) for i in range(start, end)],
        rare,
        sum(rare.values()),
        apart,
        forward,
        where,
        {known.stems[i] for i in where.words},
    )


def _words(part: _Part) -> Sequence[float]:
    kinds = Counter([part.told.kinds[i] for i in part.unseen])
    return (
        len(part.seen) / part.content,
        part.rarity / (part.rarity + len(part.unseen) + 1e-9),
        float(min(len(part.unseen), 6)),
        float(kinds[CAPITAL]),
        float(kinds[FIGURE]),
        float(kinds[OPENER]),
    )


def _closest_sentence(part: _Part) -> Sequence[float]:
    where = part.where
    return (
        where.best / part.content,
        where.rare / (part.rarity + len(part.unseen) + 1e-9),
        where.two / part.content,
        (where.two - where.best) / part.content,
        kept_order(part.told, part.known, part.seen, where),
        where.spread,
    )


def _moods(part: _Part) -> Sequence[float]:
    """2 if only the claim denies or hedges, 1 if only the closest sentence does, else 0."""
    words = part.told.lower[part.start : part.end]
    sentence, known = part.where.sentence, part.known
    return (
        _one_sided(any(map(denies, words)), sentence in known.negated),
        _one_sided(not _WORDS.hedges.isdisjoint(words), sentence in known.hedged),
    )


def _one_sided(claim: bool, source: bool) -> float:
    if claim == source:
        return 0.0
    return 2.0 if claim else 1.0


def _opposites(part: _Part) -> Sequence[float]:
    """Words that the closest sentence lacks and whose opposite it has."""
    table, stems = stemmed_opposites(), part.told.stems
    lacking = [stems[i] for i in (*part.unseen, *part.seen) if stems[i] not in part.near]
    return (float(sum(word in table and not table[word].isdisjoint(part.near) for word in lacking)),)


def _unseen(part: _Part) -> Sequence[float]:
    start, window, unseen, inside = part.start, part.window, part.unseen, part.inside
    middle = [
        i for i in unseen if start < i < part.end - 1 and window[i - start - 1] and window[i - start + 1]
    ]
    edges = bool(unseen) and (unseen[0] == inside[0]) + (unseen[-1] == inside[-1])
    return longest_gap(window) / part.size, len(middle) / part.content, float(edges)


def _placing(part: _Part) -> Sequence[float]:
    stems, lower, places = part.told.stems, part.told.lower, part.known.places
    anchors = sum([len(places[stems[i]]) < 3 for i in part.seen])
    always = [i for i in range(part.start, part.end) if lower[i] in _WORDS.always]
    return (
        anchors / part.content,
        linked_share(part.inside, part.distances),
        float(sum([stems[i] not in part.near for i in always])),
    )


# The figures of a part, in the order in which the weights were trained, each with its function.
_MEASURES: tuple[tuple[str, Callable[[_Part], Sequence[float]]], ...] = (
    ("seen seen_weighted unseen unseen_names unseen_figures unseen_openers", _words),
    ("two three four five longest density pieces", lambda part: copying(part.window)),
    (
        "near1 near3 near8 near_none forward gap_mean pair_sentence",
        lambda part: pairing(part.distances, part.forward),
    ),
    ("best best_rare best_two best_two_gain order spread", _closest_sentence),
    ("negation_gap hedge_gap", _moods),
    ("opposite", _opposites),
    (
        "figure_context name_context rare_context",
        lambda part: contexts(part.told, part.known, part.inside),
    ),
    ("unseen_run middle_unseen edge_unseen", _unseen),
    ("anchors content_two always", _placing),
    (
        "whole splices splice_far squeezes patched long_share tail_gap",
        lambda part: seams(part.told.stems, part.window, part.start, part.known),
    ),
)
_PART = tuple(name for names, _ in _MEASURES for name in names.split())
_WHOLE = (
    "log_words", "log_source", "share", "parts", "repeated", "content_share", "capital_share", "figures", "names", "pronoun",
    "claim_negated", "quoted", "all_seen", "parts_spread", "new_three_first", "place",
)  # fmt: skip
# Figures of the whole claim, means over its parts weighted by their length, and the worst part for each figure.
FEATURES: tuple[str, ...] = (*_WHOLE, *(f"mean_{n}" for n in _PART), *(f"worst_{n}" for n in _PART))
# Figures whose worst part is the highest one; for all others it is the lowest.
HIGH_IS_BAD = frozenset(
    "unseen unseen_names unseen_figures unseen_openers pieces near_none gap_mean spread negation_gap hedge_gap opposite unseen_run"
    " middle_unseen edge_unseen best_two_gain always splices splice_far patched tail_gap".split()
)
_WHOLE_FIGURES = frozenset(map(float, range(9)))  # the commonest figures, which need no rounding
_WORST = tuple(max if name in HIGH_IS_BAD else min for name in _PART)


def features(source: str, claim: str) -> list[float]:
    """Return one figure for each name in `FEATURES`; zeros if either text has no words."""
    known = index(source)
    told = read(claim, MAX_CLAIM_WORDS)
    if not told.stems or not known.stems:
        return [0.0] * len(FEATURES)
    runs = copied_runs(told.stems, known)
    bounds = _bounds(told.sentence)
    rows = [_row(_part(told, known, runs, start, end)) for start, end in bounds]
    whole = _rounded(_whole(told, known, runs, rows))
    if len(rows) == 1:
        only = _rounded(rows[0])
        return [*whole, *only, *only]
    lengths = [end - start for start, end in bounds]
    columns = list(zip(*rows, strict=True))
    mean = [_weighted(column, lengths) / len(told.stems) for column in columns]
    worst = [pick(column) for pick, column in zip(_WORST, columns, strict=True)]
    return [*whole, *_rounded(mean), *_rounded(worst)]


def _row(part: _Part) -> list[float]:
    return [figure for _, measure in _MEASURES for figure in measure(part)]


def _weighted(column: Sequence[float], lengths: Sequence[int]) -> float:
    return sum([n * x for n, x in zip(lengths, column, strict=True)])


def _rounded(figures: Sequence[float]) -> list[float]:
    """Round to four places: a mean of ones is then 1, or else trees could tell a mean by its last bit."""
    return [figure if figure in _WHOLE_FIGURES else round(figure, 4) for figure in figures]


def _bounds(sentence: Sequence[int]) -> list[tuple[int, int]]:
    """Return start and end of each part of a claim: its sentences; one under three words joins its neighbour."""
    cuts = [i for i in range(1, len(sentence)) if sentence[i] != sentence[i - 1]]
    kept = [0]
    for cut in cuts:
        if cut - kept[-1] >= 3 and len(sentence) - cut >= 3:
            kept.append(cut)
    return list(zip(kept, [*kept[1:], len(sentence)], strict=True))


def _whole(told: StemmedText, known: Indexed, runs: list[int], rows: list[list[float]]) -> list[float]:
    n = len(told.stems)
    trigrams = set(zip(told.stems, told.stems[1:], told.stems[2:], strict=False))
    names = sum([k in (CAPITAL, OPENER) and c for k, c in zip(told.kinds, told.content, strict=True)])
    seen = [row[0] for row in rows]
    return [
        log(n),
        log(len(known.stems)),
        min(1.0, n / len(known.stems)),
        float(min(len(rows), 8)),
        (max(0, n - 2) - len(trigrams)) / n,
        sum(told.content) / n,
        names / n,
        float(min(4, told.kinds.count(FIGURE))),
        float(min(8, names)),
        float(told.lower[0] in _WORDS.pronouns),
        float(not _WORDS.negations.isdisjoint(told.lower)),
        float(min(told.quoted, 4)),
        sum(map(bool, runs)) / n,
        max(seen) - min(seen),
        float(any(run >= 3 for run in runs[:5])),
        _first_place(told, known, runs) / len(known.stems),
    ]


def _first_place(told: StemmedText, known: Indexed, runs: list[int]) -> int:
    """Return where the source first has the first content word that it shares with the claim."""
    for word, run, content in zip(told.stems, runs, told.content, strict=True):
        if run and content:
            return known.places[word][0]
    return 0
