"""How much of a report, and how little else, does `kilas.core.extract` take off a page?

`python -m evals.parts.extraction` prints the measures and the paired gain over trafilatura's defaults on the same
pages. A page the product would refuse still counts: what was read from it is scored.
"""

from __future__ import annotations

import gzip
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from types import ModuleType
from typing import Any

from evals import adapters
from evals.measure import Measure, bench_dir, scorer

CORE = ("aeb", "newsart", "wcxb", "fundus", "zh")
META = ("title", "author", "date")
SEED = 11
SAMPLE = 80  # pages, where it must be quick
# trafilatura 2.3.1 with its defaults on the whole development split, in the environment of the lock file.
TRAFILATURA = {
    "core.f1": 0.9264, "core.page_f1": 0.9151, "core.precision": 0.9095, "core.recall": 0.9440,
    "aeb.f1": 0.9622, "newsart.f1": 0.9100, "wcxb.f1": 0.9335, "fundus.f1": 0.9422, "zh.f1": 0.8070,
    "title.exact": 0.657, "author.exact": 0.599, "date.exact": 0.864,
}  # fmt: skip
Row = dict[str, Any]
Figure = Callable[[Sequence[Row]], float]


def measure(fast: bool) -> list[Measure]:
    """Body and metadata figures with 95 % intervals; `fast` takes a seeded sample of pages and fewer redraws."""
    pages = load_pages(fast)
    rows = [row for page in pages if (row := _judge(page, adapters.extract))]
    draws = 100 if fast else 1000
    found = [_figure(name, figure, chosen, draws, fast) for name, figure, chosen in _figures(rows) if chosen]
    return [
        *found,
        Measure(name="extraction.failures", value=sum(bool(r["error"]) for r in rows), peer="trafilatura", peer_value=0, higher_is_better=False),
        Measure(name="extraction.empty", value=sum(r["chars"] == 0 for r in rows), peer="trafilatura", peer_value=1, higher_is_better=False),
    ]  # fmt: skip


def gains() -> list[tuple[str, float, tuple[float, float]]]:
    """Ours less trafilatura's on the same pages, with the interval of the paired bootstrap; then our speed over its own."""
    pages = load_pages(fast=False)
    pairs = [(_judge(page, adapters.extract), _judge(page, _trafilatura)) for page in pages]
    found = []
    for name, figure, chosen in _figures([ours for ours, _ in pairs]):
        ids = {row["id"] for row in chosen}
        both = [pair for pair in pairs if pair[0]["id"] in ids]
        gain = figure([a for a, _ in both]) - figure([b for _, b in both])
        found.append((name, gain, _paired(figure, both, 1000)))
    ours, theirs = (sum(pair[i]["seconds"] for pair in pairs) for i in (0, 1))
    return [*found, ("speed", theirs / ours, (theirs / ours, theirs / ours))]


@cache
def _bench() -> ModuleType:
    return scorer("extraction")


def load_pages(fast: bool) -> list[Row]:
    pages: list[Row] = _bench().load([str(bench_dir("extraction"))])
    if fast:
        pages = random.Random(SEED).sample([p for p in pages if p["set"] in CORE], SAMPLE)
    return pages


def _judge(page: Row, func: Callable[[bytes, str | None], Any]) -> Row:
    html = gzip.decompress(page["file"].read_bytes())
    start = time.process_time()
    answer, error = None, None
    try:
        answer = func(html, page.get("url"))
    except Exception as fault:  # a crash is a failure of the extractor, not of the run
        error = repr(fault)
    seconds = time.process_time() - start
    row: Row = _bench().judge(page, answer or {}, _tokens())
    return {**row, "error": error or (None if answer is not None else "None"), "seconds": seconds}


@cache
def _tokens() -> re.Pattern[str]:
    pattern: re.Pattern[str] = _bench().TOKENS["mixed"]
    return pattern


def _trafilatura(html: bytes, url: str | None) -> dict[str, str | None] | None:
    from trafilatura import bare_extraction

    found = bare_extraction(html, url=url, include_comments=False, with_metadata=True)
    if found is None or isinstance(found, dict):
        return None
    return {"text": found.text, "title": found.title, "byline": found.author, "published": found.date}


def _figures(rows: list[Row]) -> list[tuple[str, Figure, list[Row]]]:
    """Each figure's name, how it is computed, and the rows it is computed on."""
    core = [r for r in rows if r["set"] in CORE and "body" in r]
    figures: list[tuple[str, Figure, list[Row]]] = [
        ("core.f1", _body("F1"), core), ("core.page_f1", _body("pageF1"), core),
        ("core.precision", _body("P"), core), ("core.recall", _body("R"), core),
    ]  # fmt: skip
    figures += [(f"{name}.f1", _body("F1"), [r for r in core if r["set"] == name]) for name in CORE]
    figures += [(f"{key}.exact", _exact(key), [r for r in rows if key in r]) for key in META]
    return figures


def _body(key: str) -> Figure:
    return lambda rows: float(_bench().body_summary([r["body"] for r in rows])[key])


def _exact(key: str) -> Figure:
    return lambda rows: sum(r[key][0] for r in rows) / len(rows)


def _figure(name: str, figure: Figure, rows: list[Row], draws: int, fast: bool) -> Measure:
    draw = random.Random(SEED)
    values = sorted(figure(draw.choices(rows, k=len(rows))) for _ in range(draws))
    return Measure(
        name=f"extraction.{name}",
        value=figure(rows),
        interval=(values[draws // 40], values[-1 - draws // 40]),
        peer=None if fast else "trafilatura",  # its figure is of all pages, not of the sample
        peer_value=None if fast else TRAFILATURA[name],
    )


def _paired(figure: Figure, pairs: list[tuple[Row, Row]], draws: int) -> tuple[float, float]:
    draw = random.Random(SEED)
    values = []
    for _ in range(draws):
        drawn = draw.choices(pairs, k=len(pairs))
        values.append(figure([a for a, _ in drawn]) - figure([b for _, b in drawn]))
    values.sort()
    return values[draws // 40], values[-1 - draws // 40]


if __name__ == "__main__":
    started = datetime.now().astimezone()
    for item in measure(fast="--fast" in sys.argv):
        shown = f" [{item.interval[0]:.3f}, {item.interval[1]:.3f}]" if item.interval else ""
        print(f"{item.name:28} {item.value:.4f}{shown}  {item.peer or ''} {item.peer_value or ''}")
    if "--fast" not in sys.argv:
        for name, gain, (low, high) in gains():
            print(f"gain over trafilatura: {name:16} {gain:+.4f} [{low:+.4f}, {high:+.4f}]")
    print(f"took {(datetime.now().astimezone() - started).total_seconds():.0f} s")
