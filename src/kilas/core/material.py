"""Input for extraction: a page or text, its origin, and what is known about it beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kilas.core.article import Rights


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """A feed's metadata about a page, used where the page has none; its date also where the page's is less sure."""

    title: str = ""
    byline: str | None = None
    published: datetime | None = None  # aware
    updated: datetime | None = None  # aware; in place of `published` if the page gives no date
    source: str = ""  # the feed's title; preferred to the name of the host


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One page or text as received.

    `language`, `source` and `rights` override the page; `hints` fill its gaps.
    """

    page: bytes | str  # bytes as received, or the text carried by a feed
    name: str = ""  # its name in refusals: a path, an address, "-"
    url: str | None = None  # address it was fetched from, or of the original
    headers: tuple[tuple[str, str], ...] = ()  # of the HTTP response; names in lower case
    language: str | None = None  # given by the user, ISO 639-1
    source: str | None = None  # the publisher's name, given by the user
    rights: Rights | None = None  # recorded by the owner; None: a licence on the page applies
    hints: Hints | None = None
