"""Verdicts of the checker."""

from __future__ import annotations

from dataclasses import dataclass

from kilas.core.brief import Operation, Status


@dataclass(frozen=True, slots=True)
class Verdict:
    status: Status
    reason: str  # to show: what was found, or what was missing


VERBATIM = Verdict("verified", "verbatim")
INTRODUCED = Verdict("verified", "verbatim, with the full name from another cited sentence")


def recomputed(operation: Operation) -> Verdict:
    """Return the verdict on a calculation or count of ours that gave the same result again."""
    return Verdict("verified", f"recomputed: {operation}")
