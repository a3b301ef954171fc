"""The command itself over folders of hostile files: every file is briefed or refused, and nothing breaks down."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.hostile import visible
from evals.hostile.carriers import PLACES, carrier_for, page, typed
from evals.hostile.rows import SEED, Payload

_SUFFIX = {"terminal": ".txt", "text": ".txt", "markdown": ".md", "html": ".html", "json": ".json"}
_READERS = {
    "terminal": visible.plain_leaks,
    "text": visible.plain_leaks,
    "html": visible.page_leaks,
    "json": visible.json_leaks,
}
_FOLDER = 50


def failures(payloads: Sequence[Payload], count: int) -> list[str]:
    """What went wrong with `count` seeded payloads, each in one place of a carrier, fifty files a command."""
    chosen = random.Random(SEED).sample(list(enumerate(payloads)), min(count, len(payloads)))
    return [
        problem
        for n, start in enumerate(range(0, len(chosen), _FOLDER))
        for problem in _folder(chosen[start : start + _FOLDER], [*_SUFFIX][n % len(_SUFFIX)])
    ]


def _folder(chosen: Sequence[tuple[int, Payload]], shape: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="kilas-hostile-") as temporary:
        top = Path(temporary)
        (top / "in").mkdir()
        known = {_write(top / "in", number, payload): payload for number, payload in chosen}
        kilas = Path(sys.executable).with_name("kilas")
        done = subprocess.run(
            [kilas, "brief", top / "in", "--format", shape, "--out", top / "out"],
            capture_output=True,
            timeout=600,
            check=False,
        )
        told = done.stderr.decode("utf-8", "replace")
        if done.returncode not in (0, 1) or "Traceback" in told:
            yield f"{shape}: exit {done.returncode}: {told[-600:]}"
        written = {p.stem: p for p in (top / "out").glob(f"*{_SUFFIX[shape]}")}
        for stem, payload in known.items():
            if stem not in written and f"{stem}." not in told:
                yield f"{shape}: {payload.id} was neither briefed nor refused"
            elif stem in written and shape in _READERS:
                yield from _leaks(shape, written[stem], payload)


def _leaks(shape: str, path: Path, payload: Payload) -> Iterator[str]:
    for token in _READERS[shape](path.read_text("utf-8")):
        if not visible.tells_literal(token, payload.literals):
            yield f"{shape}: {payload.id} shows {token!r}"


def _write(folder: Path, number: int, payload: Payload) -> str:
    place = PLACES[number % len(PLACES)]
    carrier = carrier_for(number, place)
    if place == "typed":
        path = folder / f"{payload.id}.txt"
        path.write_bytes(typed(carrier, payload).encode("utf-8", "surrogatepass"))
    else:
        path = folder / f"{payload.id}.html"
        path.write_bytes(page(carrier, place, payload))
    return payload.id
