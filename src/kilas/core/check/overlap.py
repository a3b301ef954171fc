"""How a claim lies upon a source: abstract figures of overlap, none of which knows a vocabulary.

Words are compared by their stems; only closed tables (function words, denials, opposites) are looked up.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from kilas.core.languages import EVERY

MAX_SOURCE_WORDS = 6_000
MAX_CLAIM_WORDS = 600
_BETWEEN = 60  # letters, signs and spaces: a word and what parts it from the next are no longer
_FAR = 40  # words: pairs further apart in the source than this say nothing

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,:]\d+)*%?")
_BREAK = re.compile(r"[.!?](?=[\s\x1c-\x1f\"”’)]|[A-Z]|$)|\n")
_WORD_OR_BREAK = re.compile(f"{_WORD.pattern}|{_BREAK.pattern}")
_IN_ASCII = re.compile(
    _WORD_OR_BREAK.pattern, re.ASCII
)  # the same, and quicker, where nothing else is printed
_BREAKS = frozenset(".!?\n")
_STOPS = EVERY.support.stops
_NEGATIONS = EVERY.support.negations
_HEDGES = EVERY.support.hedges
_ALWAYS = EVERY.support.always
_OPPOSITES = EVERY.support.opposites
_PRONOUNS = EVERY.support.pronouns
_ENDINGS = re.compile(rf"(?:{EVERY.support.endings})$")


@cache
def _opposites() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in _OPPOSITES:
        one, two = (stem(word) for word in row.split())
        table.setdefault(one, set()).add(two)
        table.setdefault(two, set()).add(one)
    return {word: frozenset(others) for word, others in table.items()}


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A word without its commonest endings, at most seven letters: inflections meet, little else does.

    >>> stem("regulations"), stem("harganya"), stem("36,000")
    ('regulat', 'harga', '36000')
    """
    if word[0].isdigit():
        return word.replace(",", "").replace(".", "").rstrip("%")
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s")
    if len(word) > 4:
        cut = _ENDINGS.sub("", word)
        word = cut if len(cut) > 2 else word
    return word[:7]


@dataclass(frozen=True, slots=True)
class StemmedText:
    """A text as words in order."""

    stems: list[str]
    sentence: list[int]  # of each word
    content: list[bool]  # not a function word
    kinds: list[
        int
    ]  # 0 plain, 1 with a capital inside its sentence, 2 a figure, 3 opens a sentence with a capital
    lower: list[str]
    quoted: int  # how many quotation marks


@lru_cache(maxsize=4)
def read(text: str, most: int) -> StemmedText:
    words: list[str] = []
    sentence: list[int] = []
    openers: set[int] = set()
    for part in _BREAK.split(text):
        found = _WORD.findall(part)
        if found:
            sentence += [len(openers)] * len(found)
            openers.add(len(words))
            words += found
    words = words[:most]
    lower = [word.lower() for word in words]
    return StemmedText(
        stems=list(map(stem, words)),
        sentence=sentence[:most],
        content=[word not in _STOPS for word in lower],
        kinds=[_kind(word, i in openers) for i, word in enumerate(words)],
        lower=lower,
        quoted=sum(map(text.count, '"“”')),
    )


def _kind(word: str, opens: bool) -> int:
    if word[0].isdigit():
        return 2
    return (3 if opens else 1) if word[0].isupper() else 0


@dataclass(frozen=True, slots=True)
class Indexed:
    """A source, ready to be asked."""

    stems: list[str]
    sentence: list[int]  # of each word
    places: dict[str, list[int]]
    negated: frozenset[int]  # sentences with a denial
    hedged: frozenset[int]


@lru_cache(maxsize=16)  # the claims of one brief are asked of one source, one after the other
def index(source: str) -> Indexed:
    found = (_IN_ASCII if source.isascii() else _WORD_OR_BREAK).findall(source, 0, MAX_SOURCE_WORDS * 8)
    stems: list[str] = []
    sentence: list[int] = []
    places: dict[str, list[int]] = {}
    at = place = 0
    for word in map(stem, found):
        if word in _BREAKS:
            at += 1
            continue
        if seen := places.get(word):
            seen.append(place)
        else:
            places[word] = [place]
        stems.append(word)
        sentence.append(at)
        place += 1
    return Indexed(
        stems,
        sentence,
        places,
        negated=_sentences_of(_stems_of(_NEGATIONS), places, sentence),
        hedged=_sentences_of(_stems_of(_HEDGES), places, sentence),
    )


@cache
def _stems_of(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, words))


def _sentences_of(words: frozenset[str], places: dict[str, list[int]], sentence: list[int]) -> frozenset[int]:
    return frozenset([sentence[i] for word in words if word in places for i in places[word]])


_PART = (
    "seen", "seen_weighted", "unseen", "unseen_names", "unseen_figures", "unseen_openers",
    "two", "three", "four", "five", "longest", "density", "pieces",
    "near1", "near3", "near8", "near_none", "forward", "gap_mean", "pair_sentence",
    "best", "best_rare", "best_two", "best_two_gain", "order", "spread",
    "negation_gap", "hedge_gap", "opposite", "figure_context", "name_context", "rare_context",
    "unseen_run", "middle_unseen", "edge_unseen", "anchors", "content_two", "always",
    "whole", "splices", "splice_far", "squeezes", "patched", "long_share", "tail_gap",
)  # fmt: skip
_WHOLE = (
    "log_words", "log_source", "share", "parts", "repeated", "content_share", "capital_share", "figures", "names", "pronoun",
    "claim_negated", "quoted", "all_seen", "parts_spread", "new_three_first", "place",
)  # fmt: skip
FEATURES: tuple[str, ...] = (*_WHOLE, *(f"mean_{n}" for n in _PART), *(f"worst_{n}" for n in _PART))
# For these a high figure is a bad sign, so the worst part is the highest.
HIGH_IS_BAD = frozenset(
    "unseen unseen_names unseen_figures unseen_openers pieces near_none gap_mean spread negation_gap hedge_gap opposite unseen_run"
    " middle_unseen edge_unseen best_two_gain always splices splice_far patched tail_gap".split()
)
_WHOLE_FIGURES = frozenset(map(float, range(9)))  # these need no rounding: most figures are one of them
_WORST = tuple(max if name in HIGH_IS_BAD else min for name in _PART)


def opposed(source: str, claim: str) -> tuple[str, str] | None:
    """A word of the claim, and its opposite that the source has between the same two neighbours."""
    table = _printed_opposites()
    words = [word.lower() for word in _WORD.findall(claim)]
    suspects = [i for i in range(1, len(words) - 1) if words[i] in table]
    if not suspects:
        return None
    low = source.lower()
    if not any(
        _may_stand(words[i - 1], other, words[i + 1], low) for i in suspects for other in table[words[i]]
    ):
        return None
    known = _printed(source)
    for i in suspects:
        before, word, after = words[i - 1 : i + 2]
        if f" {before} {word} {after} " in known:
            continue
        for other in table[word]:
            if f" {before} {other} {after} " in known:
                return word, other
    return None


def _may_stand(before: str, word: str, after: str, low: str) -> bool:
    """Whether `word` may stand between these two in a text in lower case."""
    at = low.find(word)
    while at >= 0:
        end = at + len(word)
        if before in low[max(0, at - _BETWEEN) : at] and after in low[end : end + _BETWEEN]:
            return True
        at = low.find(word, at + 1)
    return False


@lru_cache(maxsize=16)
def _printed(source: str) -> str:
    """The words of a text in lower case, a space between any two."""
    return f" {' '.join(_WORD.findall(source)).lower()} "


@cache
def _printed_opposites() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for row in _OPPOSITES:
        one, two = row.split()
        table.setdefault(one, []).append(two)
        table.setdefault(two, []).append(one)
    return {word: tuple(others) for word, others in table.items()}


def only_adds(source: str, claim: str) -> bool:
    """Whether the claim has words that the source lacks, and denies nothing: what `features` would tell is settled."""
    told = read(claim, MAX_CLAIM_WORDS)
    if any(map(_denies, told.lower)):
        return False
    stems = [word for word, content in zip(told.stems, told.content, strict=True) if content]
    low = source.lower().replace("’", "'")
    # A stem opens its word, so that one whose letters are not there at all needs no reading of the source.
    if any(word not in low and not word[0].isdigit() for word in stems):
        return True
    places = index(source).places
    return any(word not in places for word in stems)


def _denies(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")


def features(source: str, claim: str) -> list[float]:
    """One figure a name in `FEATURES`."""
    known = index(source)
    told = read(claim, MAX_CLAIM_WORDS)
    if not told.stems or not known.stems:
        return [0.0] * len(FEATURES)
    runs = _runs(told.stems, known)
    bounds = _bounds(told.sentence)
    rows = [_part(told, known, runs, start, end) for start, end in bounds]
    if len(rows) == 1:
        only = _rounded(rows[0])
        return [*_rounded(_whole(told, known, runs, rows)), *only, *only]
    lengths = [end - start for start, end in bounds]
    columns = list(zip(*rows, strict=True))
    mean = [sum(n * x for n, x in zip(lengths, column, strict=True)) / len(told.stems) for column in columns]
    worst = [pick(column) for pick, column in zip(_WORST, columns, strict=True)]
    return _rounded([*_whole(told, known, runs, rows), *mean, *worst])


def _rounded(figures: list[float]) -> list[float]:
    """To four places: a mean of ones is one, else trees would learn from the last bit whether there was a mean."""
    return [figure if figure in _WHOLE_FIGURES else round(figure, 4) for figure in figures]


def _bounds(sentence: Sequence[int]) -> list[tuple[int, int]]:
    """Where each sentence of a claim begins and ends; fewer than three words join the one before."""
    cuts = [i for i in range(1, len(sentence)) if sentence[i] != sentence[i - 1]]
    kept = [0]
    for cut in cuts:
        if cut - kept[-1] >= 3 and len(sentence) - cut >= 3:
            kept.append(cut)
    return list(zip(kept, [*kept[1:], len(sentence)], strict=True))


def _runs(stems: list[str], known: Indexed) -> list[int]:
    """How many words from each word on stand in the source in that very order; at most twelve."""
    source, places = known.stems, known.places
    n, m = len(stems), len(source)
    found = []
    for i, word in enumerate(stems):
        at_word = places.get(word)
        if not at_word:
            found.append(0)
            continue
        best = 1
        following = stems[i + 1] if i + 1 < n else ""
        for at in at_word if following in places else ():
            if not (at + 1 < m and source[at + 1] == following):
                continue
            length = 2
            while (
                length < 12
                and i + length < n
                and at + length < m
                and source[at + length] == stems[i + length]
            ):
                length += 1
            if length > best:
                best = length
        found.append(best)
    return found


def _part(told: StemmedText, known: Indexed, runs: list[int], start: int, end: int) -> list[float]:
    size = end - start
    inside = [i for i in range(start, end) if told.content[i]]
    seen = [i for i in inside if runs[i]]
    content = max(1, len(inside))
    rare = {i: 1.0 / (1.0 + log(len(known.places[told.stems[i]]))) for i in seen}
    unseen = [i for i in inside if not runs[i]]
    kinds = Counter(told.kinds[i] for i in unseen)
    window = [min(runs[i], end - i) for i in range(start, end)]
    pieces, squares, longest = _pieces(window)
    gaps, forward = _gaps(told, known, inside)
    where = _where(told, known, inside, rare)
    best_words = {known.stems[i] for i in where.words}
    middle = [i for i in unseen if start < i < end - 1 and runs[i - 1] and runs[i + 1]]
    return [
        len(seen) / content,
        sum(rare.values()) / (sum(rare.values()) + len(unseen) + 1e-9),
        float(min(len(unseen), 6)),
        float(kinds[1]),
        float(kinds[2]),
        float(kinds[3]),
        *(sum(w >= n for w in window) / max(1, size - n + 1) for n in (2, 3, 4, 5)),
        longest / size,
        squares / size,
        pieces / size,
        *_pairs(gaps, forward),
        where.best / content,
        where.rare / (sum(rare.values()) + len(unseen) + 1e-9),
        where.two / content,
        (where.two - where.best) / content,
        _order(told, known, seen, where),
        where.spread,
        *_moods(told, known, start, end, where),
        _opposed(told, unseen, seen, best_words),
        *_contexts(told, known, inside),
        _longest_gap(window) / size,
        len(middle) / content,
        float(bool(unseen) and (unseen[0] == inside[0])) + float(bool(unseen) and unseen[-1] == inside[-1]),
        sum(len(known.places[told.stems[i]]) < 3 for i in seen) / content,  # these words place a claim
        _content_pairs_seen(inside, gaps),
        float(sum(told.lower[i] in _ALWAYS and told.stems[i] not in best_words for i in range(start, end))),
        *_seams(told, known, window, start),
    ]


def _seams(told: StemmedText, known: Indexed, window: list[int], start: int) -> list[float]:
    """How the long copied runs of the claim are sewn together.

    Runs that follow each other in one sentence are a shortened sentence; runs from far apart are a splice.
    """
    size = len(window)
    placed: list[tuple[int, int, int]] = []  # where in the claim, how long, where in the source
    at = 0
    while at < size:
        length = window[at]
        if length >= 3:
            after = placed[-1][2] + placed[-1][1] if placed else 0
            placed.append((at, length, _place(told.stems, start + at, length, known, after)))
        at += max(1, length)
    sentence = known.sentence
    splices = far = squeezes = patched = 0
    for (a, n, x), (b, _, y) in itertools.pairwise(placed):
        same = sentence[x] == sentence[y]
        splices += not same
        far += not same and abs(sentence[x] - sentence[y]) > 1
        squeezes += same and y >= x + n
        patched += b > a + n
    copied = sum(n for _, n, _ in placed)
    end = placed[-1][0] + placed[-1][1] if placed else 0
    return [
        float(bool(placed) and placed[0][1] >= min(size, 12)),
        float(min(splices, 4)),
        float(min(far, 4)),
        float(min(squeezes, 4)),
        float(min(patched, 4)),
        copied / size,
        (size - end) / size if placed else 0.0,
    ]


def _place(stems: list[str], at: int, length: int, known: Indexed, after: int) -> int:
    """Where the source has this run: the first place after the run before, or else the first of all."""
    source = known.stems
    run = stems[at : at + length]
    fits = [p for p in known.places[stems[at]] if source[p : p + length] == run]
    return next((p for p in fits if p >= after), fits[0])


def _pieces(window: list[int]) -> tuple[int, int, int]:
    """The claim as the fewest copied runs: how many, the sum of their squared lengths, the longest."""
    at = pieces = squares = longest = 0
    while at < len(window):
        length = window[at]
        pieces += 1
        squares += length * length
        longest = max(longest, length)
        at += max(1, length)
    return pieces, squares, longest


def _longest_gap(window: list[int]) -> int:
    longest = current = 0
    for length in window:
        current = 0 if length else current + 1
        longest = max(longest, current)
    return longest


def _gap(one: list[int], two: list[int]) -> tuple[int, bool]:
    """The least distance between two words of the source, and whether the first comes first there."""
    best, forward = _FAR, True
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    for at in short[:60]:
        k = bisect_left(long, at)
        for j in (k - 1, k):
            if 0 <= j < len(long) and long[j] != at and abs(long[j] - at) < best:
                best = abs(long[j] - at)
                forward = (long[j] > at) == (short is one)
    return best, forward


def _gaps(told: StemmedText, known: Indexed, inside: list[int]) -> tuple[list[int], int]:
    """How far apart neighbouring words of the claim stand in the source, and how many pairs keep their order."""
    gaps: list[int] = []
    forward = 0
    places = [known.places.get(told.stems[i]) for i in inside]
    for one, two in itertools.pairwise(places):
        if not one or not two:
            gaps.append(_FAR)
            continue
        gap, is_forward = _gap(one, two)
        gaps.append(gap)
        forward += is_forward and gap < _FAR
    return gaps, forward


def _pairs(gaps: list[int], forward: int) -> list[float]:
    """How near to each other neighbouring words of the claim stand in the source."""
    n = max(1, len(gaps))
    met = sum(g < _FAR for g in gaps)
    return [
        sum(g <= 1 for g in gaps) / n,
        sum(g <= 3 for g in gaps) / n,
        sum(g <= 8 for g in gaps) / n,
        (n - met) / n,
        forward / max(1, met),
        sum(gaps) / n / _FAR if gaps else 0.0,
        sum(g <= 20 for g in gaps) / n,
    ]


@dataclass(frozen=True, slots=True)
class _Where:
    """The sentences of the source that lie closest to a part of the claim."""

    sentence: int
    words: range  # of that sentence
    best: float  # words of the claim in that sentence
    rare: float  # the same, rare ones counting more
    two: float  # words of the claim in the best two sentences
    spread: float  # how many sentences it takes, beyond the first, to find every word


def _where(told: StemmedText, known: Indexed, inside: list[int], rare: dict[int, float]) -> _Where:
    sentence_of = known.sentence
    members: dict[int, list[int]] = {}
    for i in inside:
        for s in {sentence_of[at] for at in known.places.get(told.stems[i], ())}:
            members.setdefault(s, []).append(i)
    if not members:
        return _Where(-1, range(0), 0.0, 0.0, 0.0, 1.0)
    score = {s: sum(rare[i] for i in row) for s, row in members.items()}
    top = min(members, key=lambda s: (-len(members[s]) - score[s], s))
    have = set(members[top])
    two = max(len(have | set(row)) for row in members.values())
    needed, left = 0, {i for i in inside if i in rare} - have
    while left and needed < 6:
        gain = max(members.values(), key=lambda row: len(left & set(row)))
        left -= set(gain)
        needed += 1
    first = bisect_left(sentence_of, top)
    return _Where(
        top,
        range(first, bisect_right(sentence_of, top)),
        float(len(have)),
        score[top],
        float(two),
        needed / 6,
    )


def _order(told: StemmedText, known: Indexed, seen: list[int], where: _Where) -> float:
    """The share of the claim's words that keep their order in the best sentence."""
    at: dict[str, int] = {}
    for k in where.words:
        at.setdefault(known.stems[k], k)
    places = [at[told.stems[i]] for i in seen if told.stems[i] in at]
    if len(places) < 2:
        return 1.0
    tails: list[int] = []
    for place in places:
        k = bisect_left(tails, place)
        tails[k : k + 1] = [place]
    return len(tails) / len(places)


def _moods(told: StemmedText, known: Indexed, start: int, end: int, where: _Where) -> tuple[float, float]:
    """Whether one denies or hedges where the other does not: +1 the claim alone, -1 the source alone, as 2 and 1."""
    words = told.lower[start:end]
    denies = any(map(_denies, words))
    hedges = any(w in _HEDGES for w in words)
    return (
        2.0 * (denies and where.sentence not in known.negated)
        + (not denies and where.sentence in known.negated),
        2.0 * (hedges and where.sentence not in known.hedged)
        + (not hedges and where.sentence in known.hedged),
    )


def _opposed(told: StemmedText, unseen: list[int], seen: list[int], best_words: set[str]) -> float:
    """Words of the claim whose opposite stands in the best sentence, and they do not."""
    table = _opposites()
    return float(
        sum(
            bool(table.get(told.stems[i], frozenset()) & best_words)
            for i in (*unseen, *seen)
            if told.stems[i] not in best_words
        )
    )


def _contexts(told: StemmedText, known: Indexed, inside: list[int]) -> tuple[float, float, float]:
    """For figures, names and rare words: how much of what stands around them here stands around them there."""
    figures, named, rare = [], [], []
    for k, i in enumerate(inside):
        kind = told.kinds[i]
        places = known.places.get(told.stems[i])
        is_rare = places is not None and 0 < len(places) < 3
        if not places or not (kind or is_rare):
            continue
        around = {told.stems[j] for j in inside[max(0, k - 3) : k + 4]} - {told.stems[i]}
        if not around:
            continue
        best = max(len(around.intersection(known.stems[max(0, at - 12) : at + 13])) for at in places[:12])
        share = best / len(around)
        if kind == 2:
            figures.append(share)
        elif kind:
            named.append(share)
        if is_rare:
            rare.append(share)
    return min(figures, default=1.0), min(named, default=1.0), min(rare, default=1.0)


def _content_pairs_seen(inside: list[int], gaps: list[int]) -> float:
    """Words whose neighbour on either side stands within three words of them in the source too."""
    if len(inside) < 2:
        return 1.0
    linked = {i for pair, gap in zip(itertools.pairwise(inside), gaps, strict=True) if gap <= 3 for i in pair}
    return len(linked) / len(inside)


def _whole(told: StemmedText, known: Indexed, runs: list[int], rows: list[list[float]]) -> list[float]:
    n = len(told.stems)
    trigrams = Counter(zip(told.stems, told.stems[1:], told.stems[2:], strict=False))
    names = sum(k in (1, 3) and c for k, c in zip(told.kinds, told.content, strict=True))
    first = next(
        (known.places[w][0] for w, r, c in zip(told.stems, runs, told.content, strict=True) if r and c), 0
    )
    seen = [row[0] for row in rows]
    return [
        log(n),
        log(len(known.stems)),
        min(1.0, n / len(known.stems)),
        float(min(len(rows), 8)),
        (sum(trigrams.values()) - len(trigrams)) / n,
        sum(told.content) / n,
        names / n,
        float(min(4, told.kinds.count(2))),
        float(min(8, names)),
        float(told.lower[0] in _PRONOUNS),
        float(any(w in _NEGATIONS for w in told.lower)),
        float(min(told.quoted, 4)),
        sum(map(bool, runs)) / n,
        max(seen) - min(seen),
        float(sum(r >= 3 for r in runs[:5]) > 0),
        first / len(known.stems),
    ]
