"""An article: clean text, the positions of its sentences, and the rights to it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

RightsMode = Literal["link", "excerpt", "own", "licensed", "cc"]
Completeness = Literal["complete", "short", "digest"]
DateSource = Literal["metadata", "printed", "feed", "address", "guess"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open range `[start, end)` of `Article.text`, in Unicode code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reservation:
    """A use that the publisher has reserved."""

    use: str  # "noai", "noindex", "tdm-reservation", or a refused use such as "train-ai"
    where: str  # the signal that states it: "meta-robots", "x-robots-tag", "header"

    def __str__(self) -> str:
        return f"{self.where}:{self.use}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """The use of an article that is allowed, and the publisher's reservations."""

    mode: RightsMode
    reservations: tuple[Reservation, ...] = ()  # signals found: "meta-robots:noai", "header:tdm-policy"
    reason: str = ""  # reason for this mode, in one sentence

    @property
    def is_capped(self) -> bool:
        """True if a published brief may reproduce only a part of the text (architecture, decision 11)."""
        return self.mode == "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The readable text of one page. Immutable: an edited text is a new revision."""

    id: str  # stable across runs: hash of the address, or of the bytes if there is none
    url: str | None = None  # http(s) address of the original
    source: str | None = None  # the publisher's name, as it uses it
    title: str | None = None
    byline: str | None = None  # as printed; None if the page has none
    published: datetime | None = None  # aware, UTC; None if the page has none
    published_from: DateSource | None = (
        None  # how the date is known; None if there is none, or in old records
    )
    language: str  # ISO 639-1; "und" if unknown
    text: str  # plain text, no markup; paragraphs are separated by one empty line
    sentences: tuple[Span, ...]  # in order, without overlap, each within a paragraph
    completeness: Completeness = "complete"
    completeness_note: str = ""  # the finding: "only 5 sentences were available"
    rights: Rights

    revision: str = field(init=False, compare=False)  # permanent name of this text: its SHA-256 in hex

    def __post_init__(self) -> None:
        object.__setattr__(self, "revision", text_sha256(self.text))

    def quote(self, index: int) -> str:
        """Text of sentence `index`, verbatim."""
        span = self.sentences[index]
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Reason why there is no article or no brief: an outcome to count and show, not an error."""

    source: str  # the address or file as the user gave it
    reason: str  # a short, stable name: "paywall", "too_short", "not_found"
    detail: str  # the finding, in a sentence
    mend: str  # next step for the user
    particular: str = ""  # a more specific reason with its own text: "needs_script" for "no_article"
    count: int | None = None  # number of sentences, if there were too few


def text_sha256(text: str) -> str:
    """Hex SHA-256 of `text` in UTF-8; lone surrogates, which cannot be encoded, count as U+FFFD."""
    try:
        whole = text.encode()
    except UnicodeEncodeError:
        whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    return hashlib.sha256(whole).hexdigest()
