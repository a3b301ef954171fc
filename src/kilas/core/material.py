"""What an article is read from: a page or a text, where it came from, and what is known of it beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kilas.core.article import Rights


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What a feed says of a page, used where the page itself does not say."""

    title: str = ""
    byline: str | None = None
    published: datetime | None = None  # aware
    source: str = ""  # the feed's name for itself, used before the name of the host


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One page or text as it came. `language`, `source` and `rights` override the page; `hints` only fill its gaps."""

    page: bytes | str  # bytes as they came; the text that a feed carried
    name: str = ""  # what refusals call it: a path, an address, "-"
    url: str | None = None  # where it was fetched, or where the original stands
    headers: tuple[tuple[str, str], ...] = ()  # of the HTTP answer, lower-case names
    language: str | None = None  # told, ISO 639-1
    source: str | None = None  # the publisher's name, told
    rights: Rights | None = None  # that the owner recorded; None: a licence on the page counts
    hints: Hints | None = None
