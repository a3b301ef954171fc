"""How well a source supports a claim, as one figure: learned weights over the overlap of the two."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

from kilas.core.check.overlap import FEATURES, features


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees as flat columns; a leaf has feature -1."""

    start: list[int]  # the root of each tree
    feature: list[int]  # index into `FEATURES`
    threshold: list[float]  # left when the figure is at most this
    left: list[int]
    right: list[int]
    value: list[float]


@dataclass(frozen=True, slots=True)
class Weights:
    """What training leaves behind: the sum of trees and straight terms, as a log-odds."""

    trees: Trees
    slope: list[float]  # of each figure, once centred and scaled
    centre: list[float]
    scale: list[float]
    offset: float
    factor: float  # of the log-odds, so that 0.5 parts the two kinds best
    verified_from: float  # a claim without other faults counts as verified from here on


# A language without weights of its own is judged by the English ones: the figures know no vocabulary.
_FILES = {"id": "support.id.json", "en": "support.en.json"}


def support(source: str, claim: str, language: str) -> float:
    """0 to 1; higher is better supported. A ranking with a middle at 0.5, not a probability."""
    if not source.strip() or not claim.strip():
        return 0.0
    return score(features(source, claim), weights(language))


def score(figures: list[float], learned: Weights) -> float:
    """The figure that `learned` gives to one row of `FEATURES`."""
    trees = learned.trees
    feature, threshold, left, right = trees.feature, trees.threshold, trees.left, trees.right
    odds = learned.offset
    for node in trees.start:
        while (column := feature[node]) >= 0:
            node = left[node] if figures[column] <= threshold[node] else right[node]
        odds += trees.value[node]
    for x, slope, centre, scale in zip(figures, learned.slope, learned.centre, learned.scale, strict=True):
        if slope:
            odds += slope * min(3.0, max(-3.0, (x - centre) / scale))
    return 1.0 / (1.0 + exp(-min(30.0, max(-30.0, odds * learned.factor))))


@cache
def weights(language: str) -> Weights:
    name = _FILES.get(language, _FILES["en"])
    data = json.loads(resources.files("kilas.core.data").joinpath(name).read_text("utf-8"))
    if data["features"] != list(FEATURES):
        raise ValueError(f"{name} was trained on other figures: run python -m evals.train_support")
    trees = Trees(**{k: data["trees"][k] for k in Trees.__slots__})  # type: ignore[attr-defined]
    return Weights(trees, **{k: data[k] for k in ("slope", "centre", "scale", "offset", "factor", "verified_from")})
