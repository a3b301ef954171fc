"""Measure every part, show one table, hold the floors.

python -m evals                  # every part, whole DEV sets: two cores for a quarter of an hour at most
python -m evals --fast           # small seeded samples, under a minute
python -m evals --tenth          # a seeded tenth of the hostile rows, as continuous integration runs it
python -m evals --part tone
python -m evals --raise-floors   # floors follow better figures up
python -m evals --lower NAME --because "…"   # the only way down; the reason is kept with the floor
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pkgutil
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import evals.parts
from evals.measure import ROOT, Measure, bench_dir
from evals.picture import draw
from evals.side_by_side import Extent, side_by_side

FLOORS = ROOT / "evals" / "floors.toml"
# How far past its floor a figure may lie before it counts as fallen: sums of floats differ a little between machines.
SLACK, SLACK_OF_HUNDRED = 0.0005, 0.05
TENTHS = ("hostile",)  # too long to run whole on every change, too grave for a small sample
BENCHES = {
    "extraction": "extraction",
    "feeds": "hostile",
    "fetching": "hostile",
    "hostile": "hostile",
    "injection": "faithfulness",
    "lines": "extraction",
    "noise": "extraction",
    "obedience": "hostile",
    "reading": "summaries",
    "summaries": "summaries",
    "support": "faithfulness",
    "tone": "sentiment",
}


def main(argv: Sequence[str] | None = None) -> int:
    arguments = _parse(argv)
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    mode: Extent = "fast" if arguments.fast else "tenth" if arguments.tenth else "full"
    failed: list[str] = []
    measured: list[Measure] = []
    parts = [part for part in arguments.part or _parts(mode) if part not in (arguments.without or ())]
    for part, got in side_by_side(parts, mode):
        failed += _changed_corpus(part, floors)
        measured += got
    held = floors.setdefault(mode, {})
    if arguments.lower:
        _lower(held, floors, mode, measured, arguments.lower, arguments.because)
    if arguments.raise_floors:
        _raise(held, measured)
    if arguments.lower or arguments.raise_floors:
        floors.setdefault("corpus", {}).update({part: _digest(part) for part in parts if part in BENCHES})
        _write(floors)
    failed += [
        f"{m.name} is {m.value:.4g}, its floor {held[m.name]:.4g}"
        for m in measured
        if m.has_floor and m.name in held and _is_below(m, held[m.name])
    ]
    failed += [f"{m.name} has no floor" for m in measured if m.name not in held and m.has_floor]
    _show(measured, held)
    if arguments.picture:
        arguments.picture.write_text(draw(measured), encoding="utf-8")
    for line in failed:
        print(f"evals: {line}", file=sys.stderr)
    return 1 if failed else 0


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evals", description=(__doc__ or "").splitlines()[0])
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument("--fast", action="store_true", help="small seeded samples instead of whole sets")
    extent.add_argument("--tenth", action="store_true", help=f"a seeded tenth of {', '.join(TENTHS)}")
    parser.add_argument("--part", action="append", choices=_parts("full"), help="only this part; repeatable")
    parser.add_argument(
        "--without", action="append", choices=_parts("full"), help="not this part; repeatable"
    )
    parser.add_argument(
        "--picture", type=Path, metavar="FILE", help="draw the measures that have a peer, as SVG"
    )
    parser.add_argument(
        "--raise-floors", action="store_true", help="lift floors to better figures, add missing ones"
    )
    parser.add_argument(
        "--lower", action="append", metavar="NAME", help="let this floor fall to today's figure"
    )
    parser.add_argument("--because", help="why; written beside the floor")
    arguments = parser.parse_args(argv)
    if arguments.lower and not arguments.because:
        parser.error("--lower needs --because")
    if arguments.tenth and (other := set(arguments.part or ()) - set(TENTHS)):
        parser.error(f"--tenth measures {', '.join(TENTHS)}, not {', '.join(sorted(other))}")
    return arguments


def _parts(mode: Extent) -> list[str]:
    return (
        [*TENTHS] if mode == "tenth" else sorted(m.name for m in pkgutil.iter_modules(evals.parts.__path__))
    )


def _is_below(measure: Measure, floor: float) -> bool:
    slack = SLACK if abs(floor) <= 1 else SLACK_OF_HUNDRED
    return measure.value < floor - slack if measure.higher_is_better else measure.value > floor + slack


def _raise(held: dict[str, float], measured: Iterable[Measure]) -> None:
    for m in measured:
        if not m.has_floor:
            continue
        value = round(m.value, 4)
        better = max if m.higher_is_better else min
        held[m.name] = better(held.get(m.name, value), value)


def _lower(
    held: dict[str, float],
    floors: dict[str, dict[str, object]],
    mode: str,
    measured: Iterable[Measure],
    names: Sequence[str],
    because: str,
) -> None:
    figures = {m.name: m.value for m in measured}
    for name in names:
        if name not in figures:
            sys.exit(f"evals: nothing measured is called {name!r}")
        floors.setdefault("lowered", {})[f"{mode}.{name}"] = (
            f"{held.get(name, 0):.4f} to {figures[name]:.4f}: {because}"
        )
        held[name] = round(figures[name], 4)


def _changed_corpus(part: str, floors: dict[str, dict[str, str]]) -> list[str]:
    known = floors.get("corpus", {}).get(part)
    if part not in BENCHES or known is None or known == _digest(part):
        return []
    return [
        f"the corpus of {part!r} is not the one the floors were taken on; measure anew with --raise-floors or --lower"
    ]


def _digest(part: str) -> str:
    """Of the names, sizes and bytes of a bench's data files."""
    digest = hashlib.sha256()
    top = bench_dir(BENCHES[part])
    for path in sorted(p for p in top.rglob("*") if p.suffix in (".gz", ".json")):
        digest.update(str(path.relative_to(top)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _write(floors: dict[str, dict[str, object]]) -> None:
    lines = [
        "# Written by `python -m evals --raise-floors` and `--lower`; a floor never falls without a reason.\n"
    ]
    for section in ("corpus", "full", "tenth", "fast", "lowered"):
        rows = floors.get(section, {})
        lines.append(f"\n[{section}]\n")
        lines += [f"{json.dumps(k)} = {json.dumps(v)}\n" for k, v in sorted(rows.items())]
    FLOORS.write_text("".join(lines), encoding="utf-8")


def _show(measured: Sequence[Measure], held: dict[str, float]) -> None:
    print(f"{'measure':46}{'value':>10}{'95 % interval':>20}{'floor':>10}   best peer")
    for m in measured:
        digits = 3 if abs(m.value) <= 1 and m.higher_is_better else 2
        interval = f"{m.interval[0]:.{digits}f} to {m.interval[1]:.{digits}f}" if m.interval else ""
        floor = f"{held[m.name]:.{digits}f}" if m.name in held else ""
        peer = f"{m.peer} {m.peer_value:.{digits}f}" if m.peer and m.peer_value is not None else ""
        print(f"{m.name:46}{m.value:10.{digits}f}{interval:>20}{floor:>10}   {peer}")


if __name__ == "__main__":
    sys.exit(main())
