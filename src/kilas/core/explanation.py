"""What the owner sees of a choice: sentence by sentence, what the embedded engine saw and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kilas.core.brief import Brief, Claim, Tone

Place = Literal["summary", "watch_next", "takeaways", "insights", ""]
Unfit = Literal[
    "",
    "too_short",
    "too_long",
    "no_sentence",
    "question",
    "page_noise",
    "part_of_quotation",
    "several_sentences",
    "addressed",
    "markup",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one feature added to a sentence's score, against an average sentence."""

    feature: str
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceNote:
    """What the engine saw in one sentence and what became of it."""

    index: int
    text: str  # as it stands in the article
    place: Place  # "" when it is in no section
    unfit: Unfit  # why it could not become a claim; "" when it could
    is_dependent: bool  # points back, so it may only follow the sentence before it
    score: float  # what it would add to a summary; in no unit
    contributions: tuple[Contribution, ...]  # the strongest, largest first
    ahead: float  # how much it looks ahead
    analysis: float  # how much it argues
    tone: float  # how it moved the tone; 0 when it is no evidence of it
    status: str  # the checker's verdict on the claim made of it; "" when none was made
    reason: str  # the checker's reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A brief and everything behind it."""

    brief: Brief
    sentences: tuple[SentenceNote, ...]
    tone: Tone
    own: tuple[Claim, ...]  # what Kilas itself computed, with its derivation
