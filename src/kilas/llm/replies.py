"""The replies of models about one article, as data: stored in the job log, and read in another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from kilas.core.brief import Attempt
from kilas.core.drafting import Made

ENGINE, ENGINE_VERSION = "model", "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReplies:
    """What came of asking for one brief, as data: it is stored, and read again in another process."""

    output: Mapping[str, Any] | None = None  # the reply to `prompt.brief_question`; None: no model answered
    made: Made | None = None  # how the reply came; None without one
    attempts: tuple[Attempt, ...] = ()  # every configured route
    again: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # flagged text → its corrected claim
    supported: Mapping[str, str] = field(
        default_factory=dict
    )  # text that a judge supports → the judge's route
    rewording: Literal["drop", "mark"] = "drop"
    text_language: str = ""  # of the claims, where it is not the article's
    more_usd: float = 0.0  # dollars for corrections and judgements

    @property
    def usd(self) -> float:
        """Dollars for everything that was asked."""
        return sum(attempt.usd for attempt in self.attempts) + self.more_usd
