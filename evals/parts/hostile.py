"""Does anything hostile come through? Payloads nobody here wrote, in five places of sound articles, every format.

`KILAS_REQUIRE_ALL` set: a machine without Chromium fails instead of leaving the browser's figures out.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.hostile import browser, command, prose, visible
from evals.hostile.rows import SEED, Payload, load
from evals.hostile.trial import LIMIT_S, Memory, Trial, trials
from evals.measure import Measure, bench_dir

PROCESSES = 2
BUNDLE = 16  # pages that share one document in the browser
ALONE = 200  # pages loaded whole and read as innerText
CONTROL = 400  # raw payloads that show whether the browser check can see a script at all
CONTROL_NEEDED = 100
COMMANDS = 200
_memory = Memory()  # of one process of the pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much is tried."""

    share: float  # of the payloads of each family
    spare: int  # divides the samples that Chromium and the command are given


WHOLE = Extent(share=1.0, spare=1)
TENTH = Extent(share=0.1, spare=4)
FAST = Extent(share=0.02, spare=8)


def measure(fast: bool) -> list[Measure]:
    return _measure(FAST if fast else WHOLE)


def measure_tenth() -> list[Measure]:
    """A seeded tenth of the rows, in every place and format."""
    return _measure(TENTH)


def _measure(extent: Extent) -> list[Measure]:
    payloads = load(bench_dir("hostile"), extent.share)
    with tempfile.TemporaryDirectory(prefix="kilas-pages-") as folder:
        tried = _try_all(payloads, Path(folder))
        figures = [*_figures(tried), *_browser(payloads, Path(folder), extent.spare)]
    failed = command.failures(payloads, COMMANDS // extent.spare)
    _tell("command", failed)
    changed, sentences, examples = prose.false_strips(bench_dir("summaries"))
    _tell("changed clean sentence", examples[:4])
    return [
        *figures,
        _count("command_failures", len(failed)),
        _count("false_strips_percent", 100 * changed / sentences),
    ]


def _try_all(payloads: Sequence[Payload], folder: Path) -> list[Trial]:
    """Every payload in every place; the distinct pages that came of it are left in `folder`."""
    jobs = [(number, payload, folder) for number, payload in enumerate(payloads)]
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        return [trial for part in pool.imap(_try_one, jobs, chunksize=16) for trial in part]


def _try_one(job: tuple[int, Payload, Path]) -> list[Trial]:
    number, payload, folder = job
    found = []
    for trial, page in trials(number, payload, _memory):
        found.append(trial)
        path = folder / hashlib.sha256(page.encode()).hexdigest()
        if page and not path.exists():
            path.write_bytes(zlib.compress(page.encode(), 1))
    return found


def _figures(tried: Sequence[Trial]) -> list[Measure]:
    leaky = [t for t in tried if t.leaks]
    errors = [t for t in tried if t.error]
    slow = [t for t in tried if t.seconds > LIMIT_S]
    lost = Counter((t.place, t.refused or "a sentence lost") for t in tried if not t.is_intact)
    print(f"hostile: {len(tried)} carriers, slowest {max(t.seconds for t in tried):.2f} s")
    _tell("leak", [f"{t.payload} in {t.place}: {t.leaks[:4]}" for t in leaky])
    _tell("exception", [f"{t.payload} in {t.place}: {t.error}" for t in errors])
    _tell("slow", [f"{t.payload} in {t.place}: {t.seconds:.1f} s" for t in slow])
    _tell("not intact", [f"{count} in {place}: {why}" for (place, why), count in lost.most_common(12)])
    return [
        _count("visible_leaks", sum(len(t.leaks) for t in leaky)),
        _count("exceptions", len(errors)),
        _count("over_5s", len(slow)),
        Measure(name="hostile.briefed_share", value=100 * sum(t.is_intact for t in tried) / len(tried)),
    ]


def _browser(payloads: Sequence[Payload], folder: Path, spare: int) -> list[Measure]:
    """What Chromium makes of the pages in `folder`; `spare` divides the samples."""
    chromium = browser.find_chromium()
    if chromium is None:
        print("hostile: Chromium is missing, so no page was loaded; install it (apt-get install chromium)")
        if os.environ.get("KILAS_REQUIRE_ALL"):
            sys.exit("hostile: KILAS_REQUIRE_ALL is set, and the browser's figures are missing")
        return []
    pages = [zlib.decompress(p.read_bytes()).decode() for p in sorted(folder.iterdir())]
    broken = _broken(chromium, pages)
    alone = random.Random(SEED).sample(pages, min(ALONE // spare, len(pages)))
    seen, strays = browser.load(chromium, [browser.without_policy(p) for p in alone], wants_text=True)
    shown = [token for one in seen for token in visible.leaks(one.text)]
    ran = [one for one in [*seen, *broken] if one.fired]
    control = _control(chromium, payloads, CONTROL // spare)
    print(
        f"hostile: {len(pages)} distinct pages in Chromium, {len(ran)} ran a script; of {CONTROL // spare} raw payloads {control} did"
    )
    _tell("active", [str(one.active) for one in [*seen, *broken] if one.active])
    _tell("request", strays)
    _tell("innerText", shown)
    return [
        _count("scripts_run", len(ran)),
        _count("active_elements", sum(len(one.active) for one in [*seen, *broken])),
        _count("pages_broken", sum(one.mains != 1 for one in broken) + sum(one.mains != 1 for one in seen)),
        _count("inner_text_leaks", len(shown)),
        _count("requests", len(strays)),
        # capped: how many fire beyond what proves the check depends on the browser's moods
        Measure(name="hostile.control_fired", value=min(control, CONTROL_NEEDED // spare)),
    ]


def _broken(chromium: str, pages: Sequence[str]) -> list[browser.Seen]:
    """The pages that, loaded in bundles and then alone, ran something, could, or broke out of their place."""
    bundles = [pages[n : n + BUNDLE] for n in range(0, len(pages), BUNDLE)]
    seen, _ = browser.load(chromium, [browser.bundled(b) for b in bundles], batch=4)
    suspects = [
        page
        for bundle, one in zip(bundles, seen, strict=True)
        if one.fired or one.active or one.is_hung or one.mains != len(bundle)
        for page in bundle
    ]
    again, _ = browser.load(chromium, [browser.without_policy(page) for page in suspects])
    return [one for one in again if one.fired or one.active or one.is_hung or one.mains != 1]


def _control(chromium: str, payloads: Sequence[Payload], count: int) -> int:
    """How many raw payloads run a script in the same harness."""
    active = [p for p in payloads if p.family == "html_xss"]
    chosen = random.Random(SEED).sample(active, min(count, len(active)))
    raw = [f"<!doctype html><html><head></head><body>{p.text}" for p in chosen]
    seen, _ = browser.load(chromium, raw, settle_ms=60)
    return sum(bool(one.fired) for one in seen)


def _count(name: str, value: float) -> Measure:
    return Measure(name=f"hostile.{name}", value=value, higher_is_better=False)


def _tell(what: str, found: Iterable[str]) -> None:
    for line in [*found][:20]:
        print(f"hostile: {what}: {line}")
