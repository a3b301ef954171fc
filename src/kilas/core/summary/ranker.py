"""Which sentences of an article belong in a summary of a given length: a weighted sum of features."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from kilas.core.summary.features import FEATURE_NAMES, features

WEIGHTS = "ranker.json"  # in kilas.core.data; its making is told in ranker.provenance.json


def rank(
    sentences: Sequence[str],
    title: str | None,
    language: str,
    budget_words: int,
    tokens: Sequence[Sequence[str]] | None = None,
) -> tuple[float, ...]:
    """One score a sentence: what it adds to a summary of `budget_words` words, in no unit; often negative.

    Made for sums: the best summary is the choice within the budget whose scores add up highest (`budget.fill`).
    `tokens` are the words of each sentence (`kilas.core.text.words`), for callers who have them.
    """
    if not sentences:
        return ()
    weights, offset = _weights()
    scores = features(sentences, title, language, budget_words, tokens) @ weights + offset
    # Sums of floats differ in their last digits between machines; what is shown and compared does not.
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
    """For each sentence that was measured, what every feature added to its score.

    Against an average sentence: the parts add up to the score of `rank`, but for rounding.
    """
    weights, _ = _weights()
    means = _means()
    parts = (features(sentences, title, language, budget_words, tokens) - means) * weights
    return tuple(dict(zip(FEATURE_NAMES, map(float, row), strict=True)) for row in parts)


@cache
def _weights() -> tuple[NDArray[np.float64], float]:
    """A weight a feature, and what makes an average sentence score 0."""
    table = _table()
    weights = np.array([table[name][0] for name in FEATURE_NAMES])
    return weights, -float(weights @ _means())


@cache
def _means() -> NDArray[np.float64]:
    return np.array([_table()[name][1] for name in FEATURE_NAMES])


@cache
def _table() -> Mapping[str, Sequence[float]]:
    """Weight and mean by feature; the mean is what the training articles had."""
    text = resources.files("kilas.core.data").joinpath(WEIGHTS).read_text("utf-8")
    table: Mapping[str, Sequence[float]] = json.loads(text)["features"]
    return table
