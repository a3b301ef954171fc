"""Which sentences go where: summary paragraphs, what to watch next, key takeaways, insights."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate, combinations, pairwise

from kilas.core.summary.budget import repeats
from kilas.core.summary.lines import Line

AHEAD_ENOUGH = 2.0  # one plain "will", or two hints
ANALYSIS_ENOUGH = 2.0  # an expert who argues, a cause with its consequence
ANALYSIS_SOME = 1.0
WATCH_MOST, WATCH_WORDS = 2, 60
INSIGHTS_LEAST, INSIGHTS_MOST = 2, 3  # of the article's own; what Kilas computes comes on top, four in all
TAKEAWAYS_LEAST, TAKEAWAYS_MOST = 3, 5
SAME_SHARE = 0.5  # of the longer words of the shorter sentence
NO_CLAUSE, SAME_PARAGRAPH = 0.5, 0.3  # what it costs to open a paragraph so, in parts of a paragraph
LONGEST = 45  # words of a sentence outside the summary: a list is read point by point


def watch_next(
    lines: Sequence[Line], scores: Sequence[float], taken: Collection[int], shown: Sequence[Line] = ()
) -> tuple[int, ...]:
    """The sentences that look ahead most, at most two, in article order; none rather than weak ones.

    `taken` may not be chosen; what is chosen may not say again what `shown` says. So below.
    """
    weight = _centred(scores)
    free = [line for line in lines if _is_free(line, taken) and line.ahead >= AHEAD_ENOUGH]
    # later sentences break ties: reports close with what comes next
    ranked = sorted(free, key=lambda line: (-line.ahead - 0.3 * weight[line.index], -line.index))
    return _pick(ranked, shown, WATCH_MOST, WATCH_WORDS)


def insights(
    lines: Sequence[Line], scores: Sequence[float], taken: Collection[int], shown: Sequence[Line], most: int
) -> tuple[int, ...]:
    """The sentences that argue most: cause, contrast, consequence, expert view; in article order."""
    weight = _centred(scores)
    free = [line for line in lines if _is_free(line, taken) and line.analysis >= ANALYSIS_SOME]
    ranked = sorted(free, key=lambda line: (-_argument(weight, line), line.index))
    strong = _pick([line for line in ranked if line.analysis >= ANALYSIS_ENOUGH], shown, most)
    if len(strong) >= min(most, INSIGHTS_LEAST):
        return strong
    some = [line for line in ranked if line.analysis < ANALYSIS_ENOUGH]
    more = _pick(some, [*shown, *(lines[i] for i in strong)], min(most, INSIGHTS_LEAST) - len(strong))
    return tuple(sorted((*strong, *more)))


def takeaways(
    lines: Sequence[Line], scores: Sequence[float], taken: Collection[int], shown: Sequence[Line], most: int
) -> tuple[int, ...]:
    """The best of what is left, in article order."""
    weight = _centred(scores)
    free = [line for line in lines if _is_free(line, taken)]
    return _pick(sorted(free, key=lambda line: (-_worth(line, weight), line.index)), shown, most)


def _pick(
    ranked: Sequence[Line], shown: Sequence[Line], most: int, most_words: int | None = None
) -> tuple[int, ...]:
    """The first of `ranked` that say nothing twice, in article order."""
    chosen: list[Line] = []
    for line in ranked:
        if len(chosen) == most:
            break
        words = len(line.words) + sum(len(c.words) for c in chosen)
        if chosen and most_words is not None and words > most_words:
            continue
        if not any(_says_the_same(line, other) for other in (*shown, *chosen)):
            chosen.append(line)
    return tuple(sorted(line.index for line in chosen))


def how_many_takeaways(free: int) -> int:
    """3 to 5, by how many sentences the article leaves for them."""
    return max(TAKEAWAYS_LEAST, min(TAKEAWAYS_MOST, free // 4))


def how_many_paragraphs(words: int, claims: int) -> int:
    """2 to 4 paragraphs, by length; never more than there are claims to open them."""
    wanted = 2 if words <= 90 else 3 if words <= 180 else 4
    return max(1, min(wanted, claims))


def paragraphs(chosen: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """`chosen` cut into paragraphs of like length, each opened by a sentence that stands alone and has a lead.

    Where no second sentence stands alone, one paragraph more begins where the article begins one.
    """
    wanted = how_many_paragraphs(sum(len(line.words) for line in chosen), len(chosen))
    openers = [i for i in range(1, len(chosen)) if not chosen[i].is_dependent]
    if not openers:
        openers = [i for i in range(1, len(chosen)) if chosen[i].paragraph != chosen[i - 1].paragraph]
        wanted = min(wanted, 2)
    cuts = _cuts(chosen, combinations(openers, min(wanted, len(openers) + 1) - 1))
    edges = [0, *cuts, len(chosen)]
    return tuple(tuple(chosen[a:b]) for a, b in pairwise(edges))


def repair_order(requires: Mapping[int, int], usable: Sequence[bool]) -> frozenset[int]:
    """The sentences that can never be taken: unusable, or pointing back at one that is."""
    banned = {i for i, fit in enumerate(usable) if not fit}
    for i in sorted(requires):  # a predecessor always has the smaller index
        if requires[i] < 0 or requires[i] in banned:
            banned.add(i)
    return frozenset(banned)


def _cuts(chosen: Sequence[Line], choices: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    """The best of `choices`: even paragraphs, cut where the article is, each of whose openers has a clause for its lead.

    Clauses are dear to tell, so only those of choices that could still be the best are asked for.
    """
    ends = [0, *accumulate(len(line.words) for line in chosen)]
    least = sorted(
        (_unevenness(ends, cuts) + SAME_PARAGRAPH * _within(chosen, cuts), cuts) for cuts in choices
    )
    found: list[tuple[float, tuple[int, ...]]] = []
    for cost, cuts in least:
        if found and cost > min(found)[0]:
            break
        found.append((cost + NO_CLAUSE * sum(not chosen[i].clause for i in cuts), cuts))
    return min(found)[1]


def _within(chosen: Sequence[Line], cuts: Sequence[int]) -> int:
    """How many of `cuts` fall inside a paragraph of the article."""
    return sum(chosen[i].paragraph == chosen[i - 1].paragraph for i in cuts)


def _unevenness(ends: Sequence[int], cuts: Sequence[int]) -> float:
    """How far the parts lie from equal length, in such lengths; `ends` are the words before each sentence."""
    share = ends[-1] / (len(cuts) + 1)
    edges = [ends[0], *(ends[i] for i in cuts), ends[-1]]
    return sum(abs(after - before - share) for before, after in pairwise(edges)) / max(1.0, share)


def _is_free(line: Line, taken: Collection[int]) -> bool:
    return line.index not in taken and len(line.words) <= LONGEST and line.stands_alone


def _says_the_same(one: Line, other: Line) -> bool:
    """Whether two sentences share most of their longer words, or runs of words: a reader would stumble."""
    smaller = min(len(one.content), len(other.content))
    if smaller and len(one.content & other.content) >= SAME_SHARE * smaller:
        return True
    return repeats(one.trigrams, other.trigrams)


def _worth(line: Line, weight: Sequence[float]) -> float:
    """How good a takeaway `line` makes: substance in one breath, best with a figure in it."""
    size = len(line.words)
    return weight[line.index] + 0.25 * line.has_number - 0.08 * max(0, 10 - size) - 0.03 * max(0, size - 32)


def _argument(weight: Sequence[float], line: Line) -> float:
    """How good an insight `line` makes: an argument takes room, a short sentence only names a stance."""
    return line.analysis + 0.4 * weight[line.index] - 0.08 * max(0, 14 - len(line.words))


def _centred(scores: Sequence[float]) -> list[float]:
    """The rank scores on a scale of about -1 to 1, so that they can only tip a balance."""
    low, high = min(scores), max(scores)
    return [2 * (score - low) / (high - low) - 1 if high > low else 0.0 for score in scores]
