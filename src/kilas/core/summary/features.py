"""Features of sentences for the ranker.

Features are places, lengths, counts and similarities within one article. None depends on particular words of a subject,
so the weights learned from the training articles contain nothing of their text.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import chain, count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kilas.core.languages import EVERY
from kilas.core.remembered import Remembered
from kilas.core.text import has_digit, words

MAX_SENTENCES = 400  # with features; later ones are ranked by place alone
MAX_SENTENCE_WORDS = 120  # read of one sentence or title; a hostile page may have an endless one
_MAX_SHARED = 3_000  # words compared between sentences, the most common ones; news articles have fewer
_TOP = 10  # words that represent the subject of an article
_STEM = 6  # letters by which words are compared: a stemmer for any alphabet
_DAMPING = 0.85  # PageRank's usual value
_ROUNDS = 8  # of PageRank; the order of sentences has settled by then

_SAY = EVERY.reporting.verbs
_BACKWARD = EVERY.pointing.leans_back
_FIRST_PERSON = EVERY.pointing.in_person
_QUOTE = re.compile("[“”«»„]")
_OPENS_QUOTE = frozenset("\"“”«»„'‘")

_PLACES = (
    "first", "second", "third", "inverse_place", "root_place", "early", "place", "place_squared", "log_place", "last",
)  # fmt: skip
_SHAPE = (
    *_PLACES, "budgets_before", "in_lead", "near_lead", "length", "log_length", "short", "long", "over_budget", "budget_share",
)  # fmt: skip
_TERMS = (
    "title_similarity", "title_coverage", "title_near", "first_similarity", "lead_similarity", "centrality", "pagerank",
    "before_similarity", "last_similarity", "next_similarity", "novelty", "novel_mass", "rarity", "recurrence",
    "key_density", "key_mass", "top_terms", "top_mass",
)  # fmt: skip
_MARKS = (
    "numbers", "number_share", "names", "name_share", "quote_opens", "quote_inside", "say_verb", "leans_back",
    "first_person", "question", "no_end", "capitals", "colon", "after_colon",
)  # fmt: skip
_BASE = ("constant", *_SHAPE, *_TERMS, *_MARKS)
_BY_BUDGET = (
    "constant", "first", "inverse_place", "root_place", "place", "in_lead", "near_lead", "length", "log_length",
    "title_similarity", "first_similarity", "centrality", "pagerank", "novelty", "key_mass", "top_mass", "budget_share",
)  # fmt: skip
_BY_SHARE = ("constant", "first", "inverse_place", "place", "length", "in_lead", "centrality", "pagerank", "key_mass", "quote_opens", "before_similarity")  # fmt: skip
_BY_TITLE = ("constant", "first", "inverse_place", "in_lead", "first_similarity", "centrality", "key_mass")
_BY_LENGTH = ("inverse_place", "root_place", "near_lead", "title_similarity", "title_coverage", "first_similarity", "lead_similarity", "pagerank", "centrality", "quote_opens", "say_verb", "leans_back", "number_share", "name_share", "before_similarity")  # fmt: skip
_BY_OPENING = ("constant", "first", "inverse_place", "near_lead", "in_lead", "length", "pagerank")
_BY_SIZE = (
    "constant",
    "first",
    "inverse_place",
    "near_lead",
    "in_lead",
    "length",
    "place",
    "pagerank",
    "key_mass",
    "title_coverage",
)
_LEAD_MASS = ("near_lead", "in_lead", "first")
FEATURE_NAMES: tuple[str, ...] = (
    *_BASE,
    *(f"{name}*budget" for name in _BY_BUDGET),
    *(f"{name}*share" for name in _BY_SHARE),
    *(f"{name}*untitled" for name in _BY_TITLE),
    *(f"{name}*length" for name in _BY_LENGTH),
    *(f"{name}*opening" for name in _BY_OPENING),
    *(f"{name}*size" for name in _BY_SIZE),
    *(f"{name}*share*length" for name in _LEAD_MASS),
    *(f"{name}*untitled*length" for name in _LEAD_MASS),
    *(f"{name}*budget*length" for name in _LEAD_MASS),
    *(f"{name}*size*length" for name in _LEAD_MASS),
)
_AT = {name: index for index, name in enumerate(_BASE)}
_COLUMNS = np.array(
    [
        _AT[name]
        for name in (
            *_BY_BUDGET,
            *_BY_SHARE,
            *_BY_TITLE,
            *_BY_LENGTH,
            *_BY_OPENING,
            *_BY_SIZE,
            *_LEAD_MASS * 4,
        )
    ]
)

# Runs of columns with one factor (see `_interactions`): number of columns, and whether the length is a factor, too.
_RUNS = (
    (len(_BY_BUDGET), False), (len(_BY_SHARE), False), (len(_BY_TITLE), False), (len(_BY_LENGTH), True),
    (len(_BY_OPENING), False), (len(_BY_SIZE), False), *[(len(_LEAD_MASS), True)] * 4,
)  # fmt: skip
_WIDTHS = np.array([width for width, _ in _RUNS])
_TURNING_ON_LENGTH = np.flatnonzero(np.repeat([turns for _, turns in _RUNS], _WIDTHS))

Matrix = NDArray[np.float64]


def features(
    sentences: Sequence[str],
    title: str | None,
    language: str,
    budget_words: int,
    tokens: Sequence[Sequence[str]] | None = None,
) -> Matrix:
    """Return one row for each of the first `MAX_SENTENCES` sentences, and one column for each of `FEATURE_NAMES`.

    `tokens` are the words of each sentence (`kilas.core.text.words`), if already known.
    """
    kept = sentences[:MAX_SENTENCES]
    whole = np.empty((len(kept), len(FEATURE_NAMES)))
    if not kept:
        return whole
    printed = [words(text) for text in kept] if tokens is None else tokens[: len(kept)]
    lengths = np.array(list(map(len, printed)), dtype=np.float64)
    headline = words(title)[:MAX_SENTENCE_WORDS] if title else []
    read = _read(printed, headline, language)
    budget = max(1, budget_words)

    base = whole[:, : len(_BASE)]
    base[:, 0] = 1.0
    first, second = 1 + len(_SHAPE), 1 + len(_SHAPE) + len(_TERMS)
    _shape(base[:, 1:first], lengths, budget)
    _terms(base[:, first:second], read, lengths)
    _marks(base[:, second:], kept, printed, read, lengths)
    _interactions(whole[:, len(_BASE) :], base, lengths, budget, bool(headline))
    return whole


# A printed word without its context: its first letters, folded, as key for comparisons; its rarity, 0 to 1 (1 in a
# language without a table); and the sum of its marks among _NUMBER, _NAME, _SAYS and _SELF.
_Form = tuple[str, float, int]  # a plain tuple, as it is unpacked for every word
_NUMBER, _NAME, _SAYS, _SELF = (
    1 << 10 * place for place in range(4)
)  # ten bits apart, so that marks can be added up over a sentence


@cache
def _forms(language: str) -> Remembered[str, _Form]:
    rarities = document_frequencies().get(language, {})

    def form(word: str) -> _Form:
        low = word.casefold()
        marks = _NUMBER if not word.isalpha() and has_digit(word) else 0
        marks += _NAME if word[:1].isupper() else 0
        marks += _SAYS if low in _SAY else 0
        marks += _SELF if low in _FIRST_PERSON else 0
        return low[:_STEM], rarities.get(low[:_STEM], 1.0), marks

    return Remembered(form)


class _Read(NamedTuple):
    """The words of the sentences, then of the title."""

    rarity: Matrix | None  # by key; None for a language without a table
    row: NDArray[np.intp]  # by word, its sentence; the number of sentences for words of the title
    key: NDArray[np.intp]  # by word
    marks: NDArray[np.int64]  # by sentence, the sum of the marks of its words
    size: int  # number of keys, at least one


def _read(printed: Sequence[Sequence[str]], headline: Sequence[str], language: str) -> _Read:
    texts = [row[:MAX_SENTENCE_WORDS] for row in printed]
    tabled = language if language in document_frequencies() else ""
    known = list(map(_forms(tabled).__getitem__, chain(*texts, headline)))
    place: defaultdict[str, int] = defaultdict(count().__next__)  # a new key gets the next number
    key = np.fromiter([place[key] for key, _, _ in known], np.intp, len(known))
    rarity = np.ones(max(1, len(place)))
    rarity[key] = [rare for _, rare, _ in known]
    counts = [*map(len, texts), len(headline)]
    row = np.repeat(np.arange(len(counts)), counts)
    marks = np.bincount(row, [mark for _, _, mark in known], len(counts))  # exact: far below 2 ** 53
    return _Read(rarity if tabled else None, row, key, marks[:-1].astype(np.int64), len(rarity))


def _shape(out: Matrix, lengths: Matrix, budget: int) -> None:
    """Place and length of each sentence, alone and relative to the budget."""
    n = len(lengths)
    before = np.cumsum(lengths) - lengths
    total = max(1.0, float(lengths.sum()))
    out[:, : len(_PLACES)] = _places(n)
    rest = out[:, len(_PLACES) :]
    np.minimum(before / budget, 8.0, out=rest[:, 0])
    rest[:, 1] = before + lengths <= 1.15 * budget
    np.exp(before / -budget, out=rest[:, 2])
    np.minimum(lengths / budget, 2.0, out=rest[:, 3])
    np.log1p(lengths, out=rest[:, 4])
    rest[:, 5] = lengths < 8
    rest[:, 6] = np.minimum(np.maximum(lengths - 30.0, 0.0), 60.0) / 30.0
    rest[:, 7] = lengths > 1.1 * budget
    rest[:, 8] = min(1.0, budget / total)


@lru_cache(maxsize=64)
def _places(n: int) -> Matrix:
    """The features that depend only on the place of a sentence among `n`."""
    at = np.arange(n, dtype=np.float64)
    inverse = 1.0 / (at + 1.0)
    last = at == n - 1
    columns = (at == 0, at == 1, at == 2, inverse, np.sqrt(inverse), np.exp(at / -3.0), at / n, (at / n) ** 2, np.log1p(at), last)  # fmt: skip
    return np.array(columns, dtype=np.float64).T


def _terms(out: Matrix, read: _Read, lengths: Matrix) -> None:
    """Similarity of each sentence to the title, the opening and the whole article, by tf-idf."""
    n = len(lengths)
    size = read.size
    cells = read.row * size + read.key
    cells.sort()
    cells = cells[_changes(cells)]  # each key once in each row
    row, key = np.divmod(cells, size)
    titled = int(row.searchsorted(n))  # the words of the title follow
    at, word = row[:titled], key[:titled]
    spread = np.bincount(word, minlength=size).astype(np.float64)  # number of sentences with each word
    idf = 1.0 - np.log1p(spread) / math.log(n + 2.0) if read.rarity is None else read.rarity

    def total(weights: Matrix) -> Matrix:
        """Sum of the weights of the words of each sentence."""
        return _sums(at, weights[word], n)

    mass, per_word = total(idf), np.maximum(lengths, 1.0)
    safe = np.maximum(mass, 1e-9)
    similar, to_title = _similar(row, key, idf, n)
    in_title = np.zeros(size)
    in_title[key[titled:]] = idf[key[titled:]]

    out[:, 0] = to_title
    out[:, 1] = total(in_title) / max(1e-9, float(in_title.sum()))
    out[0, 2] = 0.0
    out[1:, 2] = to_title[:-1]
    out[:, 3] = similar[:, 0]
    out[:, 4] = similar[:, :3].sum(axis=1) / 3.0
    strength = similar.sum(axis=1)
    out[:, 5] = strength / max(1, n - 1)
    out[:, 6] = _pagerank(similar, strength) - 1.0
    (similar * _lower(n)).max(axis=1, out=out[:, 7])
    out[0, 8] = 0.0
    out[1:, 8] = similar.diagonal(-1)
    out[-1, 9] = 0.0
    out[:-1, 9] = similar.diagonal(1)
    opened = np.zeros(size, dtype=np.intp)
    opened[word[::-1]] = at[::-1]  # by word, the first sentence with it
    fresh = _sums(opened, idf * (spread > 0), n)
    out[:, 10] = fresh / safe
    out[:, 11] = fresh / max(1e-9, float(fresh.sum()))
    out[:, 12] = mass / per_word
    out[:, 13] = total(idf * (spread > 1)) / safe
    # The subject of the article: words that recur most, rare ones first.
    weight = idf * np.log(np.maximum(spread, 1.0))
    about = total(weight)
    out[:, 14] = about / per_word
    out[:, 15] = about / max(1e-9, float(weight.sum()))
    top = np.zeros(size)
    heaviest = (-weight).argsort(kind="stable")[:_TOP]
    top[heaviest] = weight[heaviest]
    heavy = total(top)
    out[:, 16] = heavy / per_word
    out[:, 17] = heavy / max(1e-9, float(top.sum()))


def _changes(ordered: NDArray[np.intp]) -> NDArray[np.bool_]:
    """True where an element differs from the one before."""
    differ = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=differ[1:])
    return differ


@lru_cache(maxsize=16)
def _lower(n: int) -> NDArray[np.bool_]:
    """True where the column is left of the diagonal: earlier sentences."""
    return np.tri(n, k=-1, dtype=np.bool_)


def _similar(row: NDArray[np.intp], key: NDArray[np.intp], idf: Matrix, n: int) -> tuple[Matrix, Matrix]:
    """Cosine similarity of every two sentences (0 with itself), and of each with the title."""
    weight = idf[key]
    norms = np.sqrt(np.maximum(_sums(row, weight * weight, n + 1), 1e-9))
    common = np.bincount(key, minlength=len(idf))
    shared = (common > 1).nonzero()[0]
    if len(shared) > _MAX_SHARED:
        shared = np.sort(shared[np.argsort(-common[shared], kind="stable")[:_MAX_SHARED]])
    column = np.full(
        len(idf), len(shared), dtype=np.intp
    )  # the last column is for words in one sentence only
    column[shared] = np.arange(len(shared))
    table = np.zeros((n + 1, len(shared) + 1))
    table[row, column[key]] = weight / norms[row]
    table = table[:, :-1]
    similar = table[:n] @ table[:n].T
    similar.flat[:: n + 1] = 0.0
    return similar, table[:n] @ table[n]


def _sums(rows: NDArray[np.intp], values: Matrix, n: int) -> Matrix:
    # numpy declares whole numbers, but with weights the result is of floats
    return np.bincount(rows, values, n)  # type: ignore[return-value]  # see above


def _pagerank(similar: Matrix, strength: Matrix) -> Matrix:
    """Centrality of each sentence in the graph of similarities, 1 on average; `strength` are the sums of its rows."""
    n = len(similar)
    flow = (_DAMPING * similar) / np.maximum(strength, 1e-9)[:, None]
    rank = np.ones(n)
    for _ in range(_ROUNDS):
        rank = (1.0 - _DAMPING) + rank @ flow
    return rank


def _marks(
    out: Matrix, sentences: Sequence[str], printed: Sequence[Sequence[str]], read: _Read, lengths: Matrix
) -> None:
    """Visible features: numbers, names, quotations, first word and ending."""
    per_word = np.maximum(lengths, 1.0)

    def count_of(mark: int) -> NDArray[np.int64]:
        return read.marks // mark % _NAME

    numbers = count_of(_NUMBER)
    # The capital of the first word is no sign of a name.
    opening = [bool(row) and row[0][:1].isupper() for row in printed]
    names = np.maximum(count_of(_NAME) - opening, 0)
    out[:, 0] = np.log1p(numbers)
    out[:, 1] = numbers / per_word
    out[:, 2] = np.log1p(names)
    out[:, 3] = names / per_word
    out[:, 6] = count_of(_SAYS) > 0
    out[:, 8] = np.minimum(count_of(_SELF), 2)
    out[:, _FACE] = [_face(text, row) for text, row in zip(sentences, printed, strict=True)]
    out[:, 11] = names > 0.7 * per_word
    out[0, 13] = 0.0
    out[1:, 13] = out[:-1, 12]


_FACE = np.array([4, 5, 7, 9, 10, 12])


def _face(text: str, row: Sequence[str]) -> tuple[bool, bool, bool, bool, bool, bool]:
    """Opens with a quotation, contains one, refers back, asks, lacks a final mark, ends with a colon."""
    end = text.rstrip()[-1:]
    return (
        text.lstrip()[:1] in _OPENS_QUOTE,
        '"' in text or (not text.isascii() and _QUOTE.search(text) is not None),
        bool(row) and row[0].casefold() in _BACKWARD,
        "?" in text,
        end.isalnum(),
        end == ":",
    )


def _interactions(out: Matrix, base: Matrix, lengths: Matrix, budget: int, titled: bool) -> None:
    """Products of columns with budget, its share of the article, a missing title, sentence length and other factors."""
    by_budget = min(max(math.log2(budget / 60.0), -2.0), 3.0)
    share = float(base[0, _AT["budget_share"]])
    size = min(max(math.log2(max(1.0, float(lengths.sum())) / 400.0), -2.0), 3.0)
    opening = float(base[:2, _AT["title_coverage"]].sum())
    untitled = 1.0 - titled
    factors = (by_budget, share, untitled, 1.0, opening, size, share, untitled, by_budget, size)
    np.multiply(base[:, _COLUMNS], np.repeat(factors, _WIDTHS), out=out)
    out[:, _TURNING_ON_LENGTH] *= np.minimum(lengths / 20.0, 3.0)[:, None]


@cache
def document_frequencies() -> Mapping[str, Mapping[str, float]]:
    """Return the rarity (0 to 1) of listed words by language; unlisted words count as 1."""
    folder = resources.files("kilas.core.data")
    tables = {}
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.startswith("ranker.df.") and file.name.endswith(".txt"):
            tables[file.name.split(".")[2]] = _parse_table(file.read_text("utf-8"))
    return tables


def _parse_table(text: str) -> dict[str, float]:
    """Each line has a rarity in hundredths, then the words with it."""
    table: dict[str, float] = {}
    for line in text.splitlines():
        level, *row = line.split(" ")
        table.update(dict.fromkeys(row, int(level) / 100))
    return table


def key_of(word: str) -> str:
    """Return the form of a word in the tables: its first letters, case folded."""
    return word.casefold()[:_STEM]
