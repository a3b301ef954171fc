"""Choose sentences for sections: paragraphs of the summary, watch next, takeaways, insights."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate, combinations, pairwise

from kilas.core.summary.budget import repeats
from kilas.core.summary.lines import Line

AHEAD_ENOUGH = 2.0  # one "will", or two hints
ANALYSIS_ENOUGH = 2.0  # an expert who argues, a cause with its consequence
ANALYSIS_SOME = 1.0
WATCH_MOST, WATCH_WORDS = 2, 60
INSIGHTS_LEAST, INSIGHTS_MOST = 2, 3  # sentences of the article; with statements of Kilas's own, up to four
TAKEAWAYS_LEAST, TAKEAWAYS_MOST = 3, 5
SAME_SHARE = 0.5  # share of the longer words of the shorter sentence
# The cost of a paragraph's opening, in lengths of a paragraph: without a clause as lead, within a paragraph of the
# article, on the theme of the sentence before; of a paragraph of one sentence; and the gain behind a subhead.
NO_CLAUSE, SAME_PARAGRAPH, SAME_THEME, LONE, NEW_SUBHEAD = 1.5, 0.3, 0.5, 0.4, 1.0
LONGEST = 45  # words of a list point


def watch_next(
    lines: Sequence[Line],
    scores: Sequence[float],
    taken: Collection[int],
    shown: Sequence[Line] = (),
    told: Collection[int] = (),
) -> tuple[int, ...]:
    """Choose up to two sentences that clearly look ahead; return their indices in article order.

    Sentences in `told` refer to what readers have just read. Here and below, sentences in `taken` are not chosen, nor
    any that repeat one in `shown`.
    """
    weight = _centred(scores)
    free = [
        line
        for line in lines
        if (_is_free(line, taken) or (line.index in told and _fits(line, taken)))
        and line.ahead >= AHEAD_ENOUGH
    ]
    # Ties go to the later sentence: reports close with what comes next.
    ranked = sorted(free, key=lambda line: (-line.ahead - 0.3 * weight[line.index], -line.index))
    return _pick(ranked, shown, WATCH_MOST, WATCH_WORDS)


def insights(
    lines: Sequence[Line], scores: Sequence[float], taken: Collection[int], shown: Sequence[Line], most: int
) -> tuple[int, ...]:
    """Choose the sentences that argue most (cause, contrast, consequence, expert view), in article order."""
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
    """Choose the best sentences left, in article order."""
    weight = _centred(scores)
    free = [line for line in lines if _is_free(line, taken)]
    return _pick(sorted(free, key=lambda line: (-_worth(line, weight), line.index)), shown, most)


def _pick(
    ranked: Sequence[Line], shown: Sequence[Line], most: int, most_words: int | None = None
) -> tuple[int, ...]:
    """The first of `ranked` that repeat nothing and together have at most `most_words`, in article order."""
    chosen: list[Line] = []
    for line in ranked:
        if len(chosen) == most:
            break
        is_too_long = chosen and most_words is not None and _words([*chosen, line]) > most_words
        if not is_too_long and not any(_says_the_same(line, other) for other in (*shown, *chosen)):
            chosen.append(line)
    return tuple(sorted(line.index for line in chosen))


def _words(lines: Iterable[Line]) -> int:
    return sum(len(line.words) for line in lines)


def how_many_takeaways(free: int) -> int:
    """Return the number of takeaways, 3 to 5, for an article that leaves `free` sentences for them."""
    return max(TAKEAWAYS_LEAST, min(TAKEAWAYS_MOST, free // 4))


def how_many_paragraphs(words: int, claims: int) -> int:
    """Return the number of paragraphs, 2 to 4 by length, each of two claims and more if there are four."""
    wanted = 2 if words <= 90 else 3 if words <= 180 else 4
    return max(1, min(wanted, claims, max(2, claims // 2)))


def paragraphs(chosen: Sequence[Line], lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Cut `chosen`, from the `lines` of an article, into paragraphs, each on one theme and opened by a lead.

    A paragraph opens with a sentence that stands alone, and crosses no subhead if there are cuts enough. If no second
    sentence stands alone, at most two paragraphs are cut where the article begins one.
    """
    wanted = how_many_paragraphs(_words(chosen), len(chosen))
    openers = [i for i in range(1, len(chosen)) if not chosen[i].is_dependent]
    if not openers:
        openers = [i for i in range(1, len(chosen)) if chosen[i].paragraph != chosen[i - 1].paragraph]
        wanted = min(wanted, 2)
    choices = combinations(openers, min(wanted, len(openers) + 1) - 1)
    cuts = _cuts(chosen, choices, _themes(chosen, lines))
    edges = [0, *cuts, len(chosen)]
    return tuple(tuple(chosen[a:b]) for a, b in pairwise(edges))


def repair_order(requires: Mapping[int, int], usable: Sequence[bool]) -> frozenset[int]:
    """Return the sentences that cannot be chosen: unusable ones, and those that depend on one of them."""
    banned = {i for i, fit in enumerate(usable) if not fit}
    for i in sorted(requires):  # a predecessor always has the smaller index
        if requires[i] < 0 or requires[i] in banned:
            banned.add(i)
    return frozenset(banned)


def _themes(chosen: Sequence[Line], lines: Sequence[Line]) -> Sequence[float]:
    """For each sentence, what it costs to open a paragraph with it: less than nothing behind a subhead."""
    costs = [0.0]
    for before, line in pairwise(chosen):
        smaller = max(1, min(len(before.content), len(line.content)))
        shared = len(before.content & line.content) / smaller
        between = lines[before.index + 1 : line.index]
        costs.append(
            SAME_PARAGRAPH * (line.paragraph == before.paragraph)
            + SAME_THEME * shared
            - NEW_SUBHEAD * any(each.is_subhead for each in between)
        )
    return costs


def _cuts(
    chosen: Sequence[Line], choices: Iterable[tuple[int, ...]], themes: Sequence[float]
) -> tuple[int, ...]:
    """The best of `choices`: even paragraphs of two sentences and more, each on a theme and with a clause as lead.

    Finding clauses is slow, so it is done only for choices that can still be the best.
    """
    ends = [0, *accumulate(len(line.words) for line in chosen)]
    least = sorted(
        (_unevenness(ends, cuts) + sum(themes[i] for i in cuts) + LONE * _lone(len(chosen), cuts), cuts)
        for cuts in choices
    )
    found: list[tuple[float, tuple[int, ...]]] = []
    for cost, cuts in least:
        if found and cost > min(found)[0]:
            break
        found.append((cost + NO_CLAUSE * sum(not chosen[i].clause for i in cuts), cuts))
    return min(found)[1]


def _lone(claims: int, cuts: Sequence[int]) -> int:
    """Number of paragraphs of one sentence."""
    return sum(after - before == 1 for before, after in pairwise([0, *cuts, claims]))


def _unevenness(ends: Sequence[int], cuts: Sequence[int]) -> float:
    """Deviation from paragraphs of equal length, in such lengths; `ends` are the words before each sentence."""
    share = ends[-1] / (len(cuts) + 1)
    edges = [ends[0], *(ends[i] for i in cuts), ends[-1]]
    return sum(abs(after - before - share) for before, after in pairwise(edges)) / max(1.0, share)


def _is_free(line: Line, taken: Collection[int]) -> bool:
    return _fits(line, taken) and line.stands_alone


def _fits(line: Line, taken: Collection[int]) -> bool:
    return line.index not in taken and len(line.words) <= LONGEST


def _says_the_same(one: Line, other: Line) -> bool:
    """True if two sentences share most of their longer words or runs of words, so that readers would notice."""
    smaller = min(len(one.content), len(other.content))
    if smaller and len(one.content & other.content) >= SAME_SHARE * smaller:
        return True
    return repeats(one.trigrams, other.trigrams)


def _worth(line: Line, weight: Sequence[float]) -> float:
    """Value of `line` as a takeaway: important, of medium length, best with a number."""
    size = len(line.words)
    return weight[line.index] + 0.25 * line.has_number - 0.08 * max(0, 10 - size) - 0.03 * max(0, size - 32)


def _argument(weight: Sequence[float], line: Line) -> float:
    """Value of `line` as an insight. A short sentence only names a stance; an argument takes more words."""
    return line.analysis + 0.4 * weight[line.index] - 0.08 * max(0, 14 - len(line.words))


def _centred(scores: Sequence[float]) -> list[float]:
    """Rank scores on a scale of -1 to 1, so that they only break near ties."""
    low, high = min(scores), max(scores)
    return [2 * (score - low) / (high - low) - 1 if high > low else 0.0 for score in scores]
