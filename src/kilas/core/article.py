"""What an article is: clean text, where its sentences stand, and what may be done with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

RightsMode = Literal["link", "excerpt", "own", "licensed", "cc"]
Completeness = Literal["complete", "short", "digest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open range `[start, end)` of `Article.text`, in Unicode code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reservation:
    """A use that the publisher keeps to itself."""

    use: str  # "noai", "noindex", "tdm-reservation", or a refused use such as "train-ai"
    where: str  # the sign it was read from: "meta-robots", "x-robots-tag", "header"

    def __str__(self) -> str:
        return f"{self.where}:{self.use}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What a reader may be shown of an article, and what its publisher reserved."""

    mode: RightsMode
    reservations: tuple[
        Reservation, ...
    ] = ()  # signals found, such as "meta-robots:noai", "header:tdm-policy"
    reason: str = ""  # why this mode: one sentence

    @property
    def is_capped(self) -> bool:
        """Whether a published brief may reproduce only a part of the text (architecture, decision 11)."""
        return self.mode == "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The readable text of one page. Never changes: edited text is a new revision."""

    id: str  # stable across runs: hash of the address, or of the bytes where there is none
    url: str | None = None  # where the original stands, as an http(s) address
    source: str | None = None  # the publisher's name, as it names itself
    title: str | None = None
    byline: str | None = None  # as printed; None when the page names nobody
    published: datetime | None = None  # aware, UTC; None when the page does not say
    language: str  # ISO 639-1, "und" when it cannot be told
    text: str  # plain text, no markup; paragraphs stand apart by one empty line
    sentences: tuple[Span, ...]  # in order, never overlapping, never across a paragraph
    completeness: Completeness = "complete"
    completeness_note: str = ""  # what was seen: "only 5 sentences were available"
    rights: Rights

    revision: str = field(init=False, compare=False)  # names this text for ever: its SHA-256, in hex

    def __post_init__(self) -> None:
        object.__setattr__(self, "revision", text_sha256(self.text))

    def quote(self, index: int) -> str:
        """The text of sentence `index`, as it stands."""
        span = self.sentences[index]
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why there is no article or no brief: an outcome to count and show, not an error."""

    source: str  # the address or file as the user gave it
    reason: str  # a short, stable name: "paywall", "too_short", "not_found"
    detail: str  # what was seen, in a sentence
    mend: str  # what the user can do
    particular: str = ""  # a finer reason with words of its own: "needs_script", of "no_article"
    count: int | None = None  # of sentences, where there were too few


def text_sha256(text: str) -> str:
    """The hex SHA-256 of `text` in UTF-8; lone surrogates, which no encoder takes, count as U+FFFD."""
    try:
        whole = text.encode()
    except UnicodeEncodeError:
        whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    return hashlib.sha256(whole).hexdigest()
