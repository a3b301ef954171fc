"""Score how well a source supports a claim, by learned weights over the overlap of the two."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

from kilas.core.check.overlap import FEATURES, features


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees as parallel lists with one element per node; a leaf has feature -1."""

    start: list[int]  # the root of each tree
    feature: list[int]  # index into `FEATURES`
    threshold: list[float]  # left when the figure is at most this
    left: list[int]
    right: list[int]
    value: list[float]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights from training: the sum of trees and linear terms is a log-odds."""

    trees: Trees
    slope: list[float]  # of each figure, centred and scaled
    centre: list[float]
    scale: list[float]
    offset: float  # makes 0.5 the best threshold between supported and unsupported
    near: Trees  # log-odds that a claim that follows the wording of the source is supported
    near_offset: float


# Languages without weights of their own use the English ones: the figures need no vocabulary.
_FILES = {"id": "support.id.json", "en": "support.en.json"}


def support(source: str, claim: str, language: str) -> float:
    """Return 0 to 1; higher is better supported. It ranks claims around 0.5 and is not a probability."""
    if not source.strip() or not claim.strip():
        return 0.0
    return score(features(source, claim), weights(language))


def score(figures: list[float], learned: Weights) -> float:
    """Return the score of one row of `FEATURES`."""
    odds = learned.offset + grown(figures, learned.trees)
    for x, slope, centre, scale in zip(figures, learned.slope, learned.centre, learned.scale, strict=True):
        if slope:
            odds += slope * min(3.0, max(-3.0, (x - centre) / scale))
    return 1.0 / (1.0 + exp(-min(30.0, max(-30.0, odds))))


def grown(figures: list[float], trees: Trees) -> float:
    """Return the sum of the leaves that the figures reach."""
    feature, threshold, left, right, value = (
        trees.feature,
        trees.threshold,
        trees.left,
        trees.right,
        trees.value,
    )
    total = 0.0
    for node in trees.start:
        while (column := feature[node]) >= 0:
            node = left[node] if figures[column] <= threshold[node] else right[node]
        total += value[node]
    return total


@cache
def weights(language: str) -> Weights:
    name = _FILES.get(language, _FILES["en"])
    data = json.loads(resources.files("kilas.core.data").joinpath(name).read_text("utf-8"))
    if data["features"] != list(FEATURES):
        raise ValueError(f"{name} was trained on other figures: run python -m evals.train_support")
    trees, near = (Trees(**{k: data[part][k] for k in Trees.__slots__}) for part in ("trees", "near"))
    plain = {k: data[k] for k in ("slope", "centre", "scale", "offset", "near_offset")}
    return Weights(trees=trees, near=near, **plain)
