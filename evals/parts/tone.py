"""How well does `kilas.core.tone` hear a tone, and when is it sure?

The public sets label the sentiment of sentences and, `persent_doc`, an author's attitude to a person; our own, `evals/tones`,
labels what a report tells.

`python -m evals.parts.tone` prints the measures, then the curve `MIN_MARGIN` was read from.
"""

from __future__ import annotations

import json
import random
import time
from typing import Any

from evals.measure import ROOT, Measure, scorer
from kilas.core.tone import MIN_MARGIN, ToneReading, read_tone

# Macro-F1 on the same rows, as published with the bench: VADER for English, the InSet lexicon for Indonesian.
PEERS = {
    "newsmtsc": ("VADER", 53.7),
    "sentfin": ("VADER", 54.4),
    "fpb": ("VADER", 49.1),
    "persent_doc": ("VADER", 34.2),
    "nusax_en": ("VADER", 67.5),
    "cnbc_id": ("InSet", 37.4),
    "smsa": ("InSet", 36.1),
    "nusax_id": ("InSet", 33.6),
}
REPORTS = ROOT / "evals" / "tones" / "headlines.jsonl"  # ours; half of it, `tune`, may be looked at
NEWS = ("newsmtsc", "sentfin", "cnbc_id", "persent_doc")
SEED = 7
Row = dict[str, Any]


def measure(fast: bool) -> list[Measure]:
    """Macro-F1 a set, the surer half of whole articles, and speed. `fast` draws fewer bootstrap samples."""
    found: list[Measure] = []
    pieces, seconds = 0, 0.0
    for name, (peer, peer_value) in PEERS.items():
        rows = scorer("sentiment").read("dev", name)
        start = time.perf_counter()
        readings = _read(rows)
        if name != "persent_doc":
            pieces, seconds = pieces + len(rows), seconds + time.perf_counter() - start
        found.append(
            Measure(
                name=f"tone.{name}.macro_f1",
                value=_macro_f1(rows, readings),
                interval=_interval(rows, readings, 100 if fast else 1000),
                peer=peer,
                peer_value=peer_value,
            )
        )
        if name == "persent_doc":
            found.append(_surer_half(rows, readings, 100 if fast else 1000))
    found += _reports("test", 100 if fast else 1000)
    for tuned in _reports("tune", 1):
        print(f"tune {tuned.name:22} {tuned.value:.1f}")
    return [*found, Measure(name="tone.pieces_per_s", value=pieces / seconds, has_floor=False)]


def _reports(half: str, rounds: int) -> list[Measure]:
    """Macro-F1 of what titles and openings report, for each language."""
    rows = [json.loads(line) for line in REPORTS.read_text("utf-8").splitlines()]
    found = []
    for language in ("en", "id"):
        chosen = [row for row in rows if row["half"] == half and row["language"] == language]
        readings = _read(chosen)
        found.append(
            Measure(
                name=f"tone.reports_{language}.macro_f1",
                value=_macro_f1(chosen, readings),
                interval=_interval(chosen, readings, rounds),
            )
        )
    return found


def _read(rows: list[Row]) -> list[ToneReading]:
    return [read_tone(row["text"], row.get("title"), row["language"]) for row in rows]


def _macro_f1(rows: list[Row], readings: list[ToneReading]) -> float:
    gold, said = [row["label"] for row in rows], [reading.label for reading in readings]
    return float(scorer("sentiment").measure(gold, said)["macro_f1"])


def _interval(rows: list[Row], readings: list[ToneReading], rounds: int) -> tuple[float, float]:
    bench = scorer("sentiment")
    pairs = [(row["label"], reading.label) for row, reading in zip(rows, readings, strict=True)]
    draw = random.Random(SEED)
    values = []
    for _ in range(rounds):
        gold, said = zip(*draw.choices(pairs, k=len(pairs)), strict=True)
        values.append(float(bench.measure(gold, said)["macro_f1"]))
    return _middle(values)


def _surer_half(rows: list[Row], readings: list[ToneReading], rounds: int) -> Measure:
    order = sorted(range(len(rows)), key=lambda i: (-readings[i].margin, i))[: len(rows) // 2]
    hits = [100.0 * (rows[i]["label"] == readings[i].label) for i in order]
    draw = random.Random(SEED)
    means = [sum(draw.choices(hits, k=len(hits))) / len(hits) for _ in range(rounds)]
    return Measure(
        name="tone.persent_doc.surer_half_accuracy", value=sum(hits) / len(hits), interval=_middle(means)
    )


def _middle(values: list[float]) -> tuple[float, float]:
    """The 95 % in the middle."""
    values = sorted(values)
    return values[int(0.025 * len(values))], values[min(int(0.975 * len(values)), len(values) - 1)]


def _curve(name: str) -> str:
    """At each margin, the share of rows that would be rated, and how many of those rightly."""
    rows = scorer("sentiment").read("dev", name)
    readings = _read(rows)
    steps = []
    for margin in (0.0, 0.05, MIN_MARGIN, 0.15, 0.2, 0.3, 0.5):
        rated = [r.label == row["label"] for row, r in zip(rows, readings, strict=True) if r.margin >= margin]
        steps.append(
            f"{margin:.2f}: {100 * len(rated) / len(rows):3.0f} % {100 * sum(rated) / len(rated):5.1f}"
        )
    return f"{name:12} " + " | ".join(steps)


def main() -> None:
    for found in measure(fast=False):
        print(found)
    print(f"\nmargin: share rated, accuracy of the rated (MIN_MARGIN = {MIN_MARGIN})")
    for name in NEWS:
        print(_curve(name))


if __name__ == "__main__":
    main()
