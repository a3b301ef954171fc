"""What one measurement says, and where the benches lie."""

from __future__ import annotations

import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure, beside the interval it may wobble in and the best peer's figure on the same rows."""

    name: str  # "tone.newsmtsc.macro_f1": part, set, figure
    value: float
    interval: tuple[float, float] | None = None  # 95 %, by bootstrap
    peer: str | None = None  # who is compared: "lead", "trafilatura"
    peer_value: float | None = None  # the peer's figure, of the same run or as published with the bench
    higher_is_better: bool = True
    has_floor: bool = True  # False for speeds and other figures that follow the machine


def bench_dir(part: str) -> Path:
    """The folder of one bench; `KILAS_BENCH` overrides where the benches are looked for."""
    top = Path(os.environ.get("KILAS_BENCH", ROOT.parent / "shared" / "bench"))
    if not (top / part).is_dir():
        sys.exit(
            f"The bench {part!r} is not at {top}.\n"
            "  Try: put the shared benches beside the checkout, or name their folder in KILAS_BENCH."
        )
    return top / part


def scorer(part: str) -> ModuleType:
    """The bench's own `score.py`, imported from where it stands."""
    spec = importlib.util.spec_from_file_location(f"bench_{part}_score", bench_dir(part) / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
