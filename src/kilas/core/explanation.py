"""Explanation of a brief: for each sentence, the engine's findings and its use."""

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
    """Amount that one feature adds to a sentence's score, compared with an average sentence."""

    feature: str
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceNote:
    """The engine's findings about one sentence, and its use in the brief."""

    index: int
    text: str  # verbatim from the article
    place: Place  # "" if it is in no section
    unfit: Unfit  # reason why it cannot become a claim; "" if it can
    is_dependent: bool  # refers back, so it may only follow the sentence before it
    score: float  # its value for the summary; no unit
    contributions: tuple[Contribution, ...]  # the strongest, largest first
    ahead: float  # degree to which it looks ahead
    analysis: float  # degree to which it argues
    tone: float  # its influence on the tone; 0 if it is not evidence of it
    status: str  # the checker's verdict on its claim; "" if it has none
    reason: str  # the checker's reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A brief with its full explanation."""

    brief: Brief
    sentences: tuple[SentenceNote, ...]
    tone: Tone
    own: tuple[Claim, ...]  # statements computed by Kilas, with their derivations
