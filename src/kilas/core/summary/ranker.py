"""Score sentences for a summary of a given length, by a weighted sum of features."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from kilas.core.summary.features import FEATURE_NAMES, features

_LATIN = re.compile("[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
WEIGHTS = "ranker.json"  # in kilas.core.data; ranker.provenance.json says how it was trained


def is_fitted(text: str) -> bool:
    """True if `text` is mostly in the Latin script, the one of all articles that the weights were trained on.

    >>> is_fitted("Harga naik."), is_fitted("船が運航を再開した。")
    (True, False)
    """
    latin = len(_LATIN.findall(text))
    return 2 * latin >= sum(map(str.isalpha, text))


def rank(
    sentences: Sequence[str],
    title: str | None,
    language: str,
    budget_words: int,
    tokens: Sequence[Sequence[str]] | None = None,
) -> tuple[float, ...]:
    """Return a score for each sentence: its value for a summary of `budget_words` words, without unit, often negative.

    Scores may be added: the best summary has the highest sum of scores within the budget (`budget.fill`).
    `tokens` are the words of each sentence (`kilas.core.text.words`), if already known.
    """
    if not sentences:
        return ()
    weights, offset = _weights()
    scores = features(sentences, title, language, budget_words, tokens) @ weights + offset
    # Sums of floats differ in their last digits between machines; rounded ones are the same.
    measured = [round(score, 6) for score in scores.tolist()]
    rest = len(sentences) - len(measured)
    if not rest:
        return tuple(measured)
    lowest = min(measured)
    return (*measured, *(round(lowest - 0.001 * (place + 1), 6) for place in range(rest)))


def explain(
    sentences: Sequence[str],
    title: str | None,
    language: str,
    budget_words: int,
    tokens: Sequence[Sequence[str]] | None = None,
) -> tuple[Mapping[str, float], ...]:
    """Return, for each sentence with features, the part of every feature in its score.

    Parts are differences from an average sentence; except for rounding, their sum is the score of `rank`.
    """
    weights, _ = _weights()
    means = _means()
    parts = (features(sentences, title, language, budget_words, tokens) - means) * weights
    return tuple(dict(zip(FEATURE_NAMES, map(float, row), strict=True)) for row in parts)


@cache
def _weights() -> tuple[NDArray[np.float64], float]:
    """The weight of each feature, and the offset that gives an average sentence a score of 0."""
    table = _table()
    weights = np.array([table[name][0] for name in FEATURE_NAMES])
    return weights, -float(weights @ _means())


@cache
def _means() -> NDArray[np.float64]:
    return np.array([_table()[name][1] for name in FEATURE_NAMES])


@cache
def _table() -> Mapping[str, Sequence[float]]:
    """Weight and mean of each feature; the mean is over the training articles."""
    text = resources.files("kilas.core.data").joinpath(WEIGHTS).read_text("utf-8")
    table: Mapping[str, Sequence[float]] = json.loads(text)["features"]
    return table
