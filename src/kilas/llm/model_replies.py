"""The replies of models about one article, as data: stored in the job log, and read in another process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from kilas.core.brief import Attempt
from kilas.core.drafting import Made
from kilas.core.routing import NANO

ENGINE, ENGINE_VERSION = "model", "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReplies:
    """What came of asking for one brief, as data: it is stored, and read again in another process."""

    output: Mapping[str, Any] | None = None  # the reply to `prompt.brief_question`; None: no model answered
    made: Made | None = None  # how the reply came; None without one
    attempts: tuple[Attempt, ...] = ()  # every configured route, for corrections and judgements too
    again: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # flagged text → its corrected claim
    supported: Mapping[str, str] = field(
        default_factory=dict
    )  # text that a judge supports → the judge's route
    rewording: Literal["drop", "mark"] = "drop"
    text_language: str = ""  # of the claims, where it is not the article's

    @property
    def usd(self) -> float:
        """Dollars for everything that was asked, summed exactly."""
        return usd_of(self.attempts)


def usd_of(attempts: Iterable[Attempt]) -> float:
    """Dollars of `attempts`, summed in whole nano-dollars.

    >>> usd_of([Attempt(route="a", outcome="ok", usd=0.1), Attempt(route="b", outcome="ok", usd=0.2)])
    0.3
    """
    return sum(round(attempt.usd * NANO) for attempt in attempts) / NANO
