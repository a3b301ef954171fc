"""How fast, how small: CPU time and memory, beside peers on the same inputs in the same run.

    python -m evals.bench            # everything, a few minutes
    python -m evals.bench text page  # only these

Ratios compare CPU time, interleaved input by input, so a busy machine slows both sides alike; the
plain speeds and seconds follow the machine and are marked so. Exit code 1 when a ratio or a size
misses its target.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from evals.figures import Figure, show
from evals.measure import ROOT, bench_dir

SEED = 20_261_125
ROUNDS = 3
STARTS = 7
TEXTS, PAGES, SENTENCES, PAIRS = 120, 60, 2_000, 300
SAMPLE = ROOT / "src" / "kilas" / "samples" / "id-bus-pengumpan.html"
Row = dict[str, Any]
_WORD = re.compile(r"\w+")


def main(argv: Sequence[str]) -> int:
    parts: dict[str, Callable[[], Iterator[Figure]]] = {
        "text": _text,
        "page": _page,
        "sentences": _sentences,
        "start": _start,
        "memory": _memory,
        "search": _search,
        "site": _site,
    }
    if unknown := set(argv) - set(parts):
        sys.exit(f"evals.bench: no part is called {', '.join(sorted(unknown))}; there are {', '.join(parts)}")
    figures = [figure for name in argv or parts for figure in parts[name]()]
    show(figures)
    return 1 if any(not f.holds and not f.follows_machine for f in figures) else 0


# Text and pages to briefs


def _text() -> Iterator[Figure]:
    import kilas

    rows = _sample(_rows("summaries", "*.dev.jsonl.gz"), TEXTS)

    def ours(row: Row) -> object:
        titled = f"{row['title']}\n\n{row['text']}" if row.get("title") else row["text"]
        return kilas.brief(kilas.from_text(titled, language=row["language"]), audience="public")

    mine, theirs = _race(rows, ours, _lex_rank)
    yield Figure(
        what="text to brief",
        value=TEXTS / mine,
        unit="articles/s",
        target=250,
        follows_machine=True,
        peer=f"sumy LexRank {TEXTS / theirs:.0f}",
    )
    yield Figure(what="text to brief, against LexRank", value=theirs / mine, unit="times", target=1.2)


def _lex_rank(row: Row) -> object:
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer

    document = PlaintextParser.from_string(row["text"], _Tokenizer(row["language"])).document
    return LexRankSummarizer()(document, 5)


class _Tokenizer:
    """A splitter in sumy's shape, since its own needs a download: sentencex and runs of letters, nothing of ours.

    Each side of the race brings its own splitter, so that ours made faster does not make the peer so.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        from sentencex import segment

        return tuple(s for each in segment(self.language, paragraph) if (s := each.strip()))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(_WORD.findall(sentence))


def _page() -> Iterator[Figure]:
    import kilas

    def ours(row: Row) -> object:
        return kilas.brief(kilas.extract(row["html"], url=row["url"]), audience="public")

    mine, theirs = _race(_pages(), ours, _trafilatura)
    yield Figure(
        what="page to brief",
        value=PAGES / mine,
        unit="pages/s",
        peer=f"trafilatura {PAGES / theirs:.0f}",
        follows_machine=True,
    )
    yield Figure(
        what="page to brief, against trafilatura with metadata",
        value=theirs / mine,
        unit="times",
        target=0.8,
    )


def _trafilatura(row: Row) -> object:
    from trafilatura import extract

    return extract(row["html"], url=row["url"], with_metadata=True, output_format="json")


def _pages() -> list[Row]:
    top = bench_dir("extraction")
    known = [
        (path.parent, name, facts.get("url"))
        for path in sorted(top.glob("*/truth.json"))
        for name, facts in sorted(json.loads(path.read_text("utf-8")).items())
    ]
    chosen = random.Random(SEED).sample(known, PAGES)
    return [
        {"html": gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), "url": url}
        for folder, name, url in chosen
    ]


# Single steps


def _sentences() -> Iterator[Figure]:
    from evals.adapters import tone, verdict

    rows = [r for r in _rows("sentiment", "*.dev.jsonl.gz") if len(r["text"]) < 1_000]
    rows = _sample(rows, SENTENCES)
    spent = _spent(rows, lambda r: tone(r["text"], None, r["language"]))
    yield Figure(what="tone", value=len(rows) / spent, unit="sentences/s", follows_machine=True)
    pairs = _sample(_rows("faithfulness", "*.dev.jsonl.gz"), PAIRS)
    spent = _spent(pairs, lambda r: verdict(r["source"], r["claim"], r["language"]))
    yield Figure(what="support of a claim", value=len(pairs) / spent, unit="pairs/s", follows_machine=True)


# The site


def _site() -> Iterator[Figure]:
    from evals.serving import STEADY_RATE, measure

    found = measure()
    yield Figure(
        what="brief pages served by a process, none cached",
        value=found.pages_s,
        unit="pages/s",
        target=400,
        follows_machine=True,
        peer=f"bare FastAPI + Jinja2 {found.floor_s:.0f}",
    )
    yield Figure(
        what="CPU of a brief page served",
        value=found.cpu_ms,
        unit="ms",
        follows_machine=True,
        peer=f"bare FastAPI + Jinja2 {found.floor_cpu_ms:.2f}",
    )
    yield Figure(
        what="CPU of a brief page served, against a bare page",
        value=found.cpu_ms / found.floor_cpu_ms,
        unit="times",
    )
    yield Figure(
        what=f"brief page at {STEADY_RATE} a second, 99 of 100 within",
        value=found.p99_ms,
        unit="ms",
        follows_machine=True,
    )
    yield Figure(
        what="  while ingest runs",
        value=found.busy_p99_ms,
        unit="ms",
        target=50,
        at_most=True,
        follows_machine=True,
        peer=f"{found.ingested_s:.1f} articles/s ingested meanwhile",
    )


# Starting up and memory


def _start() -> Iterator[Figure]:
    for what, target, command in (
        ("import kilas", 0.15, [sys.executable, "-c", "import kilas"]),
        ("kilas --help", 0.25, [_kilas(), "--help"]),
    ):
        spent = statistics.median(_cpu_of(command) for _ in range(STARTS))
        yield Figure(what=what, value=spent, unit="CPU s", target=target, at_most=True, follows_machine=True)


def _memory() -> Iterator[Figure]:
    peaks = _peaks([_kilas(), "brief", str(SAMPLE), "--audience", "public", "--format", "html"])
    yield Figure(
        what="kilas brief FILE, largest process",
        value=max(peaks.values()) / 1_024,
        unit="MB",
        target=200,
        at_most=True,
    )
    yield Figure(
        what="kilas brief FILE, all processes together", value=sum(peaks.values()) / 1_024, unit="MB"
    )


def _kilas() -> str:
    return str(Path(sys.executable).with_name("kilas"))


def _cpu_of(command: Sequence[str]) -> float:
    """User and system seconds of a command, those of its children included."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"evals.bench: {' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def _peaks(command: Sequence[str]) -> dict[int, int]:
    """The highest resident size, in KiB, of a command and of each process under it, by process id."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peaks: dict[int, int] = {}
    while process.poll() is None:
        for pid in _family(process.pid):
            peaks[pid] = max(peaks.get(pid, 0), _high_water(pid))
        time.sleep(0.005)
    if process.returncode or not peaks:
        sys.exit(f"evals.bench: {' '.join(command)} ended with {process.returncode}")
    return peaks


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return [pid]  # it has just ended
    return [pid, *(p for child in children for p in _family(int(child)))]


def _high_water(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")), 0)


# Measuring


def _race(
    rows: Sequence[Row], ours: Callable[[Row], object], theirs: Callable[[Row], object]
) -> tuple[float, float]:
    """CPU seconds of both over `rows`: run by turns on each row, the median round of each."""
    for row in rows[:5]:  # imports, tables, caches
        ours(row)
        theirs(row)
    rounds = []
    for _ in range(ROUNDS):
        spent = [0.0, 0.0]
        for n, row in enumerate(rows):
            for side in (n % 2, 1 - n % 2):  # who goes first takes turns too
                spent[side] += _cpu((ours, theirs)[side], row)
        rounds.append(spent)
    return statistics.median(r[0] for r in rounds), statistics.median(r[1] for r in rounds)


def _spent(rows: Sequence[Row], task: Callable[[Row], object]) -> float:
    for row in rows[:5]:
        task(row)
    return statistics.median(sum(_cpu(task, row) for row in rows) for _ in range(ROUNDS))


def _cpu(task: Callable[[Row], object], row: Row) -> float:
    started = time.process_time()
    task(row)
    return time.process_time() - started


def _sample(rows: Sequence[Row], count: int) -> list[Row]:
    return random.Random(SEED).sample(rows, count)


def _rows(part: str, pattern: str) -> list[Row]:
    found: list[Row] = []
    for path in sorted(bench_dir(part).glob(pattern)):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            found += map(json.loads, file)
    return found


# Search over a large archive


def _search() -> Iterator[Figure]:
    from evals import searching

    yield from searching.figures()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
