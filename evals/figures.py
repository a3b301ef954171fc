"""What a bench found out, with its target, and the table of such figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of the table."""

    what: str
    value: float
    unit: str
    target: float | None = None
    at_most: bool = False  # the target is an upper bound
    peer: str = ""
    follows_machine: bool = False  # told, but no reason to fail

    @property
    def holds(self) -> bool:
        if self.target is None:
            return True
        return self.value <= self.target if self.at_most else self.value >= self.target


def show(figures: Sequence[Figure]) -> None:
    """Print the table."""
    print(f"{'what':52}{'figure':>10} {'unit':13}{'target':>9}  {'':8}peer")
    for f in figures:
        target = "" if f.target is None else f"{'≤' if f.at_most else '≥'} {f.target:g}"
        missed = "" if f.holds else "misses"
        print(f"{f.what:52}{f.value:10.2f} {f.unit:13}{target:>9}  {missed:8}{f.peer}")
