"""Train the weights of `kilas.core.tone`: `python -m evals.train_tone` (about a minute, one core, byte for byte).

Naive-Bayes-weighted linear SVMs (Wang and Manning, 2012), one a label against the rest, on the TRAIN parts of sets
whose licence lets their words travel. The DEV parts fit a temperature, the usual lean and how far "neutral" may be
trusted; unlabelled articles the spread between articles (seven numbers a language, no words).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.svm import LinearSVC

from evals.measure import ROOT, bench_dir, scorer
from kilas.core import tone
from kilas.core.news_events import news_of
from kilas.core.text import sentences

DATA = ROOT / "src" / "kilas" / "core" / "data"
WORDS = "tone.words.txt"
SEED = 0
LABELS = ("negative", "neutral", "positive")
LICENCES = {
    "newsmtsc": "MIT",
    "sentfin": "MIT",
    "cnbc_id": "MIT",
    "smsa": "CC-BY-SA-4.0",
    "nusax_id": "CC-BY-SA-4.0",
}
FORM_WEIGHT = 0.3  # of the dense columns on the form of a text, beside a text of length one
CLASSES = 2 * len(tone._CLASSES)  # dense columns on the word list, before those on the form
ARTICLES = 200  # read of each unlabelled set
OPENING = len(tone._OPENING) - 1  # sentences
SMOOTHING = 0.05  # added to the count of a bucket under a label
MAX_LOG_RATIO = 4.0
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One weights file."""

    language: str
    sets: tuple[str, ...]
    licence: str
    news: tuple[str, ...]  # DEV parts the temperature is fitted on
    articles: tuple[
        str, ...
    ]  # unlabelled, of the summaries bench: how articles vary; no word of theirs is kept
    lean_of: str | None  # DEV part whose mean lean is the usual one; the articles' own where None


PLANS = (
    Plan(
        language="en",
        sets=("newsmtsc", "sentfin"),
        licence="MIT",  # nusax_en (CC BY-SA 4.0) adds 12 points on app reviews and none on news: left out
        news=("newsmtsc", "sentfin"),
        articles=("bbc_news_summary", "cnndm", "xsum"),
        lean_of="newsmtsc",
    ),
    Plan(
        language="id",
        sets=("cnbc_id", "smsa", "nusax_id"),
        licence="CC-BY-SA-4.0",
        news=("cnbc_id",),
        articles=("detik_1k",),
        lean_of=None,  # cnbc_id has headlines only
    ),
)


def main() -> None:
    for plan in PLANS:
        path = DATA / f"tone.{plan.language}.bin"
        packed = train(plan, path)
        provenance = path.with_name(f"tone.{plan.language}.provenance.json")
        provenance.write_text(json.dumps(_provenance(plan, packed), indent=2, sort_keys=True) + "\n", "utf-8")
        print(f"{path.name}: {len(packed) / 1e3:.0f} kB")
    _forget()
    for plan in PLANS:
        provenance = DATA / f"tone.{plan.language}.provenance.json"
        said = json.loads(provenance.read_text("utf-8")) | {"scores": _scores(plan)}
        provenance.write_text(json.dumps(said, indent=2, sort_keys=True) + "\n", "utf-8")
        print(plan.language, said["scores"])


def _forget() -> None:
    """The weights the tone module has read, since they have changed on the disk."""
    tone._weights.cache_clear()
    tone._words.cache_clear()


def train(plan: Plan, path: Path) -> bytes:
    """Write the weights file of one language; give its bytes."""
    rows = [row for name in plan.sets for row in scorer("sentiment").read("train", name)]
    buckets, dense = _matrices(rows, plan.language)
    gold = np.array([LABELS.index(row["label"]) for row in rows])
    negative, neutral, positive = (_one_against_rest(buckets, dense, gold == label) for label in range(3))
    table = np.stack([negative[0] - neutral[0], positive[0] - neutral[0]])
    columns = np.round(np.stack([negative[1] - neutral[1], positive[1] - neutral[1]]), 4)
    # A few buckets far out would cost all others their resolution: they are clipped.
    scale = round(float(np.quantile(np.abs(table[table != 0]), 0.999)) / 127, 4)
    steps = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
    header: dict[str, Any] = {
        "bits": tone.BITS,
        "classes": columns.T[:CLASSES].tolist(),
        "form": columns.T[CLASSES:].tolist(),
        "language": plan.language,
        "neutral_trust": 1.0,
        "ordinary": [0.0, 1.0, 0.0, 1.0],
        "plain_lean": 0.0,
        "scale": scale,
        "temperature": 1.0,
    }
    for calibrate in (_temperature, _ordinary, _trust):  # each needs the engine as it then stands
        path.write_bytes(tone.pack(header, steps[0].tobytes(), steps[1].tobytes()))
        _forget()
        header |= calibrate(plan)
    packed = tone.pack(header, steps[0].tobytes(), steps[1].tobytes())
    path.write_bytes(packed)
    return packed


def _one_against_rest(
    buckets: sparse.csr_matrix, dense: sparse.csr_matrix, gold: npt.NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """What each bucket and each column adds for one label."""
    inside = np.asarray(buckets[gold].sum(0)).ravel() + SMOOTHING
    outside = np.asarray(buckets[~gold].sum(0)).ravel() + SMOOTHING
    ratio = np.log((inside / inside.sum()) / (outside / outside.sum())).clip(-MAX_LOG_RATIO, MAX_LOG_RATIO)
    model = LinearSVC(C=0.5, tol=1e-2, random_state=SEED)
    model.fit(sparse.hstack([buckets @ sparse.diags(ratio), dense]).tocsr(), gold)
    size = buckets.shape[1]
    columns = model.coef_[0][size:].copy()
    columns[CLASSES:] *= FORM_WEIGHT
    columns[CLASSES] += model.intercept_[0]  # the first column on the form is always one
    return model.coef_[0][:size] * ratio, columns


def _matrices(rows: Sequence[dict[str, Any]], language: str) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    found = [tone.features(row["text"], language) for row in rows]
    counts = [np.unique(np.array(buckets, dtype=np.int64), return_counts=True) for buckets, _ in found]
    matrix = sparse.csr_matrix(
        (
            np.concatenate([n / np.sqrt(max(n.sum(), 1)) for _, n in counts]),
            np.concatenate([ids for ids, _ in counts]),
            np.cumsum([0] + [len(ids) for ids, _ in counts]),
        ),
        shape=(len(rows), 1 << tone.BITS),
    )
    dense = np.array([columns for _, columns in found], dtype=float)
    dense[:, CLASSES:] *= FORM_WEIGHT
    return matrix, sparse.csr_matrix(dense)


def _temperature(plan: Plan) -> dict[str, Any]:
    """The temperature under which chances are chances: the least log loss on news."""
    rows = [row for name in plan.news for row in scorer("sentiment").read("dev", name)]
    gold = np.array([LABELS.index(row["label"]) for row in rows])
    logits = np.insert(tone.logits([row["text"] for row in rows], plan.language), 1, 0.0, axis=1)
    losses = {
        t / 10: -np.log(_softmax(logits * t / 10)[np.arange(len(gold)), gold]).mean() for t in range(5, 41)
    }
    return {"temperature": min(losses, key=lambda t: (losses[t], t))}


def _ordinary(plan: Plan) -> dict[str, Any]:
    """How ordinary news leans, how calm it is, how far articles lie apart in both, and how reports without good or bad
    news lean."""
    texts = [
        row["text"] for name in plan.articles for row in scorer("summaries").read("train", name)[:ARTICLES]
    ]
    articles = [_cut(text, plan.language) for text in texts]
    means = np.array([_mean_of(article, plan.language) for article in articles])
    plain = [not any(news_of(text, plan.language) for text in article[:OPENING]) for article in articles]
    lean, calm = means.mean(0)
    if plan.lean_of:
        rows = scorer("sentiment").read("dev", plan.lean_of)
        lean = _mean_of([row["text"] for row in rows], plan.language)[0]
    spread = means.std(0)
    return {
        "ordinary": [round(float(x), 3) for x in (lean, spread[0], calm, spread[1])],
        "plain_lean": round(float(means[plain, 0].mean()), 3),
    }


def _trust(plan: Plan) -> dict[str, Any]:
    """How often "neutral" is right on news, as a share of how often the other two are."""
    rows = [row for name in plan.news for row in scorer("sentiment").read("dev", name)]
    hits: dict[bool, list[bool]] = {True: [], False: []}
    for row in rows:
        said = tone.read_tone(row["text"], None, plan.language).label
        hits[said == "neutral"].append(said == row["label"])
    return {"neutral_trust": round(float(np.mean(hits[True]) / np.mean(hits[False])), 3)}


def _cut(text: str, language: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, language)]


def _mean_of(texts: Sequence[str], language: str) -> tuple[float, float]:
    return tone.mean_of(tone._chances(texts, language), texts)


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True))


def _provenance(plan: Plan, packed: bytes) -> dict[str, Any]:
    return {
        "calibration": {
            "articles": list(plan.articles),
            "dev": sorted({*plan.news, *filter(None, [plan.lean_of])}),
        },
        "file": f"tone.{plan.language}.bin",
        "licence": plan.licence,
        "script": "evals/train_tone.py",
        "seed": SEED,
        "sets": [_set_card(name) for name in plan.sets],
        "sha256": hashlib.sha256(packed).hexdigest(),
        "words": {
            "file": WORDS,
            "licence": "Apache-2.0",
            "origin": "written by hand for Kilas",
            "sha256": hashlib.sha256((DATA / WORDS).read_bytes()).hexdigest(),
        },
    }


def _set_card(name: str) -> dict[str, Any]:
    raw = (bench_dir("sentiment") / f"{name}.train.jsonl.gz").read_bytes()
    rows = scorer("sentiment").read("train", name)
    return {
        "name": name,
        "licence": LICENCES[name],
        "rows": len(rows),
        "sha256": hashlib.sha256(raw).hexdigest(),
    }


def _scores(plan: Plan) -> dict[str, float]:
    """Macro-F1 on the DEV part of each set trained on."""
    bench = scorer("sentiment")
    scores = {}
    for name in plan.sets:
        rows = bench.read("dev", name)
        said = [tone.read_tone(row["text"], row.get("title"), row["language"]).label for row in rows]
        scores[f"{name}.dev.macro_f1"] = round(
            bench.measure([row["label"] for row in rows], said)["macro_f1"], 1
        )
    return scores


if __name__ == "__main__":
    main()
