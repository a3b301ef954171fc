"""What a judgement says."""

from __future__ import annotations

from dataclasses import dataclass

from kilas.core.brief import Operation, Status


@dataclass(frozen=True, slots=True)
class Verdict:
    status: Status
    reason: str  # a sentence to show: what was found, or what was not


VERBATIM = Verdict("verified", "verbatim")


def recomputed(operation: Operation) -> Verdict:
    """A calculation or count of ours that came to the same result again."""
    return Verdict("verified", f"recomputed: {operation}")
