"""What a judgement says."""

from __future__ import annotations

from dataclasses import dataclass

from kilas.core.brief import Status


@dataclass(frozen=True, slots=True)
class Verdict:
    status: Status
    reason: str  # a sentence to show: what was found, or what was not
