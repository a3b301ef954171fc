"""Train the weights of `kilas.core.check.support`: `python -m evals.train_support` (some minutes, one core).

English: trees (a sign fixed for every figure) beside a straight line with the same signs, on the DEV rows of the sets
whose licence permits it. Each set's supported and unsupported rows weigh the same, and a set weighs as the root of
its size: within a set a claim is to be ranked, which set it came from is not to be learned. Summaries of several
sentences are used a second time sentence by sentence, since that is what a brief consists of; their sentences share
the summary's label in parts. Indonesian: trees alone, on the TRAIN rows of IndoNLI.
"""

from __future__ import annotations

import os

# One thread: sums must come out the same twice, and the machine has other work. Must stand before numpy.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import hashlib
import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingClassifier

from evals.measure import ROOT, bench_dir, scorer
from kilas.core.check.overlap import FEATURES, HIGH_IS_BAD, features
from kilas.core.check.support import Trees, Weights, score

DATA = ROOT / "src" / "kilas" / "core" / "data"
SEED = 0
FOLDS = 5
PERMITTED = {
    "frank_cnndm": "MIT",
    "frank_xsum": "MIT",
    "summeval": "MIT",
    "summedits_news": "Apache-2.0",
    "summedits_other": "Apache-2.0",
    "xsumfaith": "CC-BY-4.0",
}
TRANSFER = (
    "qags_cnndm",
    "qags_xsum",
    "cliff_goyal_cnndm",
    "cliff_goyal_xsum",
    "entfa_xsum",
)  # no licence: measured only
ENGLISH = (*PERMITTED, *TRANSFER)
FAMILIES = {
    "frank": ("frank_cnndm", "frank_xsum"),
    "summeval": ("summeval",),
    "summedits": ("summedits_news", "summedits_other"),
    "xsumfaith": ("xsumfaith",),
}
IN_SENTENCES = ("frank_cnndm", "summeval")
# What tells sets from each other rather than support is kept out of English. How long a claim is and of how many
# sentences stays in: without it one threshold for all sets is a point worse (62.2 against 63.3 balanced accuracy).
SET_LIKE = frozenset(
    "log_source share content_share capital_share figures names quoted place claim_negated pronoun parts_spread new_three_first".split()
)
BAGS, ROUNDS, DEPTH, LEAF, RATE = 2, 100, 3, 40, 0.06
STEADY = 0.03  # L2 of the straight line, on standardised figures
SENTENCE_SHARE = 0.5  # weight of the sentences of summaries beside the six sets
LINE_SHARE = 0.2  # weight of the line beside the trees, both scaled to unit spread within sets
NEAR_BAGS, NEAR_ROUNDS, NEAR_DEPTH = 3, 60, 3
ID_ROUNDS, ID_DEPTH = 200, 4
NO_TREES = Trees([], [], [], [], [], [])
Matrix = NDArray[np.float64]
Labels = NDArray[np.int64]
Pairs = list[tuple[int, float]]  # label, score


@dataclass(frozen=True, slots=True)
class Rows:
    """Examples of several sets, as figures."""

    x: Matrix
    label: Labels
    set: Labels  # index of the set
    fold: Labels  # near-identical sources share one
    weight: Matrix  # of the label: below 1 where it is only partly known

    def where(self, mask: NDArray[np.bool_]) -> Rows:
        return Rows(self.x[mask], self.label[mask], self.set[mask], self.fold[mask], self.weight[mask])


@cache
def examples(name: str, split: str = "dev") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = scorer("faithfulness").read(split, name)
    return rows


@cache
def kin() -> dict[str, int]:
    """A number for each source text of the English sets, one for all near copies: for texts that share an eighth of
    their shingles or more."""
    parent: dict[int, int] = {}

    def root(key: int) -> int:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    owner: dict[int, int] = {}
    keys: dict[str, int] = {}
    for name in (*PERMITTED, *TRANSFER):
        for source in dict.fromkeys(row["source"] for row in examples(name)):
            words = re.findall(r"\w+", source.lower())
            key = zlib.crc32(" ".join(words).encode())
            keys[source] = key
            if key in parent:
                continue
            parent[key] = key
            for i in range(max(1, len(words) - 7)):
                shingle = zlib.crc32(" ".join(words[i : i + 8]).encode())
                if shingle % 4 == 0:
                    parent[root(key)] = root(owner.setdefault(shingle, key))
    return {source: root(key) for source, key in keys.items()}


@cache
def folds() -> dict[str, int]:
    """The fold of each source text of the English sets; near copies share one."""
    return {source: zlib.crc32(str(number).encode()) % FOLDS for source, number in kin().items()}


@cache
def strange(name: str) -> list[dict[str, Any]]:
    """The rows of a set never trained on whose article no trained set holds, nor a near copy of it."""
    known = {kin()[row["source"]] for each in PERMITTED for row in examples(each)}
    return [row for row in examples(name) if kin()[row["source"]] not in known]


@cache
def whole_rows(names: tuple[str, ...]) -> Rows:
    x, label, of, fold = [], [], [], []
    for index, name in enumerate(names):
        for row in examples(name):
            x.append(features(row["source"], row["claim"]))
            label.append(row["label"])
            of.append(index)
            fold.append(folds()[row["source"]])
    return Rows(np.array(x), np.array(label), np.array(of), np.array(fold), np.ones(len(x)))


@cache
def sentence_rows(index: int) -> Rows:
    """The sentences of summaries as claims of their own, as set number `index`.

    All sentences of a supported summary are supported. Of an unsupported one FRANK tells how many are not, SummEval
    that one is: each sentence counts for both labels in that proportion.
    """
    x, label, fold, weight = [], [], [], []
    for name in IN_SENTENCES:
        for row in examples(name):
            parts = split_claim(row["claim"])
            known = row["meta"].get("factuality") if name.startswith("frank") else None
            wrong = 0 if row["label"] else max(1, round(len(parts) * (1 - known))) if known is not None else 1
            for part in parts:
                figures = features(row["source"], part)
                for value, share in ((0, wrong / len(parts)), (1, 1 - wrong / len(parts))):
                    if share > 0:
                        x.append(figures)
                        label.append(value)
                        fold.append(folds()[row["source"]])
                        weight.append(share)
    return Rows(np.array(x), np.array(label), np.full(len(x), index), np.array(fold), np.array(weight))


def split_claim(claim: str) -> list[str]:
    parts: list[str] = []
    for part in re.split(r"(?<=[.!?])\s+", claim.strip()):
        if parts and len(part.split()) < 4:
            parts[-1] += " " + part
        else:
            parts.append(part)
    return parts


def joined(one: Rows, two: Rows) -> Rows:
    return Rows(*(np.concatenate([getattr(one, f), getattr(two, f)]) for f in Rows.__slots__))


def balanced(rows: Rows) -> Matrix:
    """Weights that make a set's two labels equal and a set count as the root of its size."""
    weight = rows.weight.copy()
    for index in np.unique(rows.set):
        inside = rows.set == index
        for value in (0, 1):
            mask = inside & (rows.label == value)
            weight[mask] *= np.sqrt(inside.sum()) / max(1e-9, weight[mask].sum())
        if (rows.weight[inside] < 1).any():
            weight[inside] *= SENTENCE_SHARE
    result: Matrix = weight / weight.mean()
    return result


def sign(name: str) -> int:
    """Whether more of a figure may only raise (1) or lower (-1) the support."""
    kind, _, part = name.partition("_")
    if kind in ("mean", "worst"):
        return -1 if part in HIGH_IS_BAD else 1
    return {"all_seen": 1, "repeated": -1}.get(name, 0)


def fit_english(rows: Rows, is_whole: bool = True) -> Weights:
    """Trees and line, blended; 0.5 is where the balanced training rows part. Not whole: `support` alone, no verdicts."""
    columns = [i for i, name in enumerate(FEATURES) if name not in SET_LIKE]
    weight = balanced(rows)
    signs = [sign(FEATURES[i]) for i in columns]
    trees = _join(
        [_trees(rows.x, rows.label, weight, columns, signs, seed, ROUNDS, DEPTH) for seed in range(BAGS)]
    )
    slope, centre, scale = _line(rows, weight, columns, signs)
    near, near_offset = _near(rows, columns, signs) if is_whole else (NO_TREES, 0.0)
    line = Weights(NO_TREES, slope, centre, scale, 0.0, near, near_offset)
    plain = replace(line, trees=trees, slope=[0.0] * len(FEATURES))
    spread_trees, spread_line = (_spread(odds(rows.x, each), rows.set) for each in (plain, line))
    factor = LINE_SHARE * spread_trees / spread_line
    blend = replace(line, trees=trees, slope=[float(f"{s * factor:.4g}") for s in slope])
    return _centred(blend, rows, weight)


def _near(rows: Rows, columns: list[int], signs: list[int]) -> tuple[Trees, float]:
    """For summaries that copy: the plain chance that they are right, no label weighing more than it should."""
    copying = rows.where(
        np.isin(rows.set, [*(list(PERMITTED).index(n) for n in IN_SENTENCES), len(PERMITTED)])
    )
    chance = float(np.average(copying.label, weights=copying.weight))
    bags = [
        _trees(copying.x, copying.label, copying.weight, columns, signs, seed, NEAR_ROUNDS, NEAR_DEPTH)
        for seed in range(NEAR_BAGS)
    ]
    return _join(bags), round(float(np.log(chance / (1 - chance))), 4)


def fit_indonesian(rows: Rows) -> Weights:
    columns = list(range(len(FEATURES)))
    trees = _trees(rows.x, rows.label, np.ones(len(rows.label)), columns, None, SEED, ID_ROUNDS, ID_DEPTH)
    nothing = [0.0] * len(FEATURES)
    flat = Weights(trees, nothing, nothing, [1.0] * len(FEATURES), 0.0, NO_TREES, 0.0)
    return _centred(flat, rows, balanced(rows))


def _centred(learned: Weights, rows: Rows, weight: Matrix) -> Weights:
    """The same order, moved so that the cut with the best balanced accuracy, averaged over sets, is 0.5."""
    found = odds(rows.x, learned)
    even = weight.copy()
    for index in np.unique(rows.set):
        even[rows.set == index] /= even[rows.set == index].sum()
    order = np.argsort(found, kind="stable")
    gain = np.cumsum(np.where(rows.label[order] == 0, even[order], -even[order]))
    cut = float(found[order[int(np.argmax(gain))]])
    return replace(learned, offset=round(-cut, 4))


def _trees(
    x: Matrix,
    label: Labels,
    weight: Matrix,
    columns: list[int],
    signs: list[int] | None,
    seed: int,
    rounds: int,
    depth: int,
) -> Trees:
    x = _coarse(x[:, columns])
    model = HistGradientBoostingClassifier(
        max_iter=rounds,
        max_depth=depth,
        learning_rate=RATE,
        min_samples_leaf=LEAF,
        max_features=0.4,
        l2_regularization=5,
        random_state=seed,
        early_stopping=False,
        monotonic_cst=signs,
    ).fit(x, label, sample_weight=weight)
    flat = Trees([], [], [], [], [], [])
    for (predictor,) in model._predictors:
        base = len(flat.feature)
        flat.start.append(base)
        for node in predictor.nodes:
            leaf = bool(node["is_leaf"])
            flat.feature.append(-1 if leaf else columns[int(node["feature_idx"])])
            flat.threshold.append(0.0 if leaf else float(f"{node['num_threshold']:.8g}"))
            flat.left.append(0 if leaf else base + int(node["left"]))
            flat.right.append(0 if leaf else base + int(node["right"]))
            flat.value.append(float(f"{node['value']:.4g}") if leaf else 0.0)
    return flat


def _coarse(x: Matrix) -> Matrix:
    """Each column on at most 250 of its own values: what the trees would see anyway, found in a tenth of the time."""
    out = np.empty_like(x)
    for column in range(x.shape[1]):
        grid = np.unique(np.quantile(x[:, column], np.linspace(0, 1, 250), method="nearest"))
        middles = (grid[1:] + grid[:-1]) / 2
        out[:, column] = grid[np.searchsorted(middles, x[:, column])]
    return out


def _join(bags: Sequence[Trees]) -> Trees:
    """The mean of several sums of trees, as one sum."""
    whole = Trees([], [], [], [], [], [])
    for bag in bags:
        base = len(whole.feature)
        whole.start.extend(base + at for at in bag.start)
        whole.feature.extend(bag.feature)
        whole.threshold.extend(bag.threshold)
        whole.left.extend(base + at for at in bag.left)
        whole.right.extend(base + at for at in bag.right)
        whole.value.extend(float(f"{v / len(bags):.4g}") for v in bag.value)
    return whole


def _line(
    rows: Rows, weight: Matrix, columns: list[int], signs: list[int]
) -> tuple[list[float], list[float], list[float]]:
    """Logistic slopes under the given signs, with a level of its own for each set, which is then forgotten."""
    centre, scale = rows.x.mean(axis=0), rows.x.std(axis=0) + 1e-9
    z = np.clip((rows.x - centre) / scale, -3, 3)[:, columns]
    levels = np.eye(int(rows.set.max()) + 1)[rows.set]
    both = np.hstack([z, levels])
    n, k = len(rows.label), len(columns)

    def loss(t: Matrix) -> tuple[float, Matrix]:
        p = 1 / (1 + np.exp(-(both @ t)))
        likelihood = rows.label * np.log(p + 1e-12) + (1 - rows.label) * np.log(1 - p + 1e-12)
        slope = np.concatenate([2 * STEADY * t[:k], np.zeros(len(t) - k)])
        return float(-(weight * likelihood).mean() + STEADY * (t[:k] ** 2).sum()), both.T @ (
            weight * (p - rows.label)
        ) / n + slope

    bounds = [(0, None) if s > 0 else (None, 0) if s < 0 else (None, None) for s in signs]
    found = minimize(
        loss,
        np.zeros(both.shape[1]),
        jac=True,
        method="L-BFGS-B",
        bounds=bounds + [(None, None)] * levels.shape[1],
    ).x
    slopes = [0.0] * len(FEATURES)
    for column, value in zip(columns, found[:k], strict=True):
        slopes[column] = float(f"{value:.4g}")
    return slopes, [float(f"{v:.6g}") for v in centre], [float(f"{v:.6g}") for v in scale]


def _spread(found: Matrix, sets: Labels) -> float:
    return float(np.mean([found[sets == index].std() for index in np.unique(sets)]))


def odds(x: Matrix, learned: Weights) -> Matrix:
    """The log-odds of `support`, all rows at once; `main` holds them against the product's own sums."""
    line = np.clip((x - np.array(learned.centre)) / np.array(learned.scale), -3, 3) @ np.array(learned.slope)
    found: Matrix = learned.offset + line + _grown(x, learned.trees)
    return found


def _grown(x: Matrix, trees: Trees) -> Matrix:
    feature, threshold = np.array(trees.feature, dtype=np.int64), np.array(trees.threshold)
    left, right, value = np.array(trees.left), np.array(trees.right), np.array(trees.value)
    total = np.zeros(len(x))
    rows = np.arange(len(x))
    for root in trees.start:
        node = np.full(len(x), root)
        while (inner := feature[node] >= 0).any():
            goes_left = x[rows, feature[node]] <= threshold[node]
            node = np.where(inner, np.where(goes_left, left[node], right[node]), node)
        total += value[node]
    return total


def _hold_against_product(x: Matrix, learned: Weights) -> None:
    for row, quick in zip(x[:200].tolist(), odds(x[:200], learned), strict=True):
        if abs(score(row, learned) - 1 / (1 + np.exp(-quick))) > 1e-9:
            raise AssertionError("training and product read the weights differently")


def english_rows() -> Rows:
    names = tuple(PERMITTED)
    return joined(whole_rows(names), sentence_rows(len(names)))


def indonesian_rows(split: str) -> Rows:
    rows = examples("indonli_lay", split)
    x = np.array([features(row["source"], row["claim"]) for row in rows])
    zeros = np.zeros(len(rows), dtype=np.int64)
    return Rows(x, np.array([row["label"] for row in rows]), zeros, zeros, np.ones(len(rows)))


def out_of_fold() -> dict[str, Pairs]:
    """Scores of every English row by weights that saw neither its article nor a near copy."""
    rows, found = whole_rows(ENGLISH), _odds_out_of_fold()
    return {
        name: list(zip(rows.label[rows.set == i].tolist(), found[rows.set == i].tolist(), strict=True))
        for i, name in enumerate(ENGLISH)
    }


@cache
def fold_weights() -> tuple[Weights, ...]:
    english = english_rows()
    return tuple(fit_english(english.where(english.fold != fold)) for fold in range(FOLDS))


@cache
def _odds_out_of_fold() -> NDArray[np.float64]:
    rows = whole_rows(ENGLISH)
    found = np.zeros(len(rows.label))
    for fold, learned in enumerate(fold_weights()):
        asked = rows.fold == fold
        found[asked] = odds(rows.x[asked], learned)
    return found


def auc(pairs: Pairs) -> float:
    value: float = scorer("faithfulness").auc([label for label, _ in pairs], [score for _, score in pairs])
    return value


def auc_of(rows: Rows, learned: Weights) -> float:
    return auc(list(zip(rows.label.tolist(), odds(rows.x, learned).tolist(), strict=True)))


def main() -> None:
    english = fit_english(english_rows())
    aucs = [auc(pairs) for pairs in out_of_fold().values()]
    _write("en", english, "Apache-2.0", PERMITTED, "dev", {"mean_auc_out_of_fold": float(np.mean(aucs))})
    indonesian = fit_indonesian(indonesian_rows("train"))
    _hold_against_product(whole_rows(tuple(PERMITTED)).x, english)
    _hold_against_product(indonesian_rows("dev").x, indonesian)
    dev = {"auc_on_dev": auc_of(indonesian_rows("dev"), indonesian)}
    _write(
        "id",
        indonesian,
        "CC-BY-SA-4.0",
        {"indonli_lay": "CC-BY-SA-4.0 (IndoSum part Apache-2.0)"},
        "train",
        dev,
    )


def _write(
    language: str, learned: Weights, licence: str, sets: dict[str, str], split: str, scores: dict[str, float]
) -> None:
    name = f"support.{language}.json"
    body = {"features": list(FEATURES), **asdict(learned)}
    text = json.dumps(body, separators=(",", ":")) + "\n"
    (DATA / name).write_text(text, "utf-8")
    provenance = {
        "file": name,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "licence": licence,
        "sets": [
            {
                "name": each,
                "licence": terms,
                "rows": len(examples(each, split)),
                "sha256": _digest(each, split),
            }
            for each, terms in sets.items()
        ],
        "script": "evals/train_support.py",
        "seed": SEED,
        "scores": {key: round(value, 2) for key, value in scores.items()},
    }
    (DATA / f"support.{language}.provenance.json").write_text(
        json.dumps(provenance, indent=2) + "\n", "utf-8"
    )
    print(f"{name}: {len(text) / 1000:.0f} kB, {scores}")


def _digest(name: str, split: str) -> str:
    return hashlib.sha256((bench_dir("faithfulness") / f"{name}.{split}.jsonl.gz").read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
