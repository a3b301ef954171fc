"""Which feeds does a page offer? What it declares first, then links that look like feeds, best first. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from kilas.core.extract.prescan import prescan
from kilas.core.text import plain
from kilas.errors import SourceError
from kilas.sources.network_addresses import Address, parse_address
from kilas.sources.source_kinds import KINDS

MAX_CANDIDATES = 50
_ATTR = re.compile(r"""([^\s/<>="']++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s<>"']++)))?+""")
_TAG = re.compile(r"<(link|a|base)\s([^<>]{0,4000}+)>", re.IGNORECASE)
_TEXT = re.compile(r"[^<]{0,200}+(?:<(?!/a\b)[^<>]{0,500}+>[^<]{0,200}+){0,3}+", re.IGNORECASE)
_LOOKS_LIKE_FEED = re.compile(
    r"(?:^|[/.?&=_-])(?:rss|feeds?|atom|rdf)(?:$|[/.?&=_-]|\d)|\.(?:rss|atom|rdf)$|(?:feed|rss|atom)\.(?:xml|json)$"
    r"|^/?index\.(?:xml|rdf|rss)$",
    re.IGNORECASE,
)
_LOOKS_LIKE_COMMENTS = re.compile(r"comment|komentar|replies|/(?:tag|author|search)/", re.IGNORECASE)
_SHARES = re.compile(
    r"(?:add|subscribe|feedly|subtome|bloglovin|netvibes|newsgator|yahoo|mailto)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An address that may be a feed."""

    url: str
    kind: str  # as `source_kinds` calls it, or "unknown"
    title: str  # as the page calls it, plain text
    how: Literal["declared", "linked", "guessed"]


def find_feeds(html: str, url: str) -> tuple[Candidate, ...]:
    """The feeds the page at `url` offers, likeliest first, each once; `guess` names what to try when there are none.

    Foreign markup: run it in the guarded worker.
    """
    base: Address | None = parse_address(url)
    found: list[tuple[int, Candidate]] = []
    markup = prescan(html).html or html[:200_000]
    for name, attributes, text in _elements(markup):
        if name == "base":
            base = _joined(attributes.get("href", ""), base) or base
        elif (name == "link" and (one := _declared(attributes, base))) or (
            name == "a" and (one := _linked(attributes, text, base))
        ):
            found.append(one)
    once: dict[str, Candidate] = {}
    for _, candidate in sorted(found, key=lambda pair: pair[0]):
        once.setdefault(candidate.url, candidate)
    return tuple(once.values())[:MAX_CANDIDATES]


def guesses(url: str) -> tuple[Candidate, ...]:
    """Where feeds commonly lie on a site that declares none; few, for each costs the site a request."""
    origin = parse_address(url).origin
    return tuple(
        Candidate(url=f"{origin}{path}", kind="unknown", title="", how="guessed")
        for kind in KINDS.every()
        for path in kind.guesses
    )


def _elements(markup: str) -> Iterator[tuple[str, dict[str, str], str]]:
    for tag in _TAG.finditer(markup):
        attributes: dict[str, str] = {}
        for one in _ATTR.finditer(tag[2]):
            attributes.setdefault(one[1].lower(), unescape(one[2] or one[3] or one[4] or ""))
        name = tag[1].lower()
        inner = _TEXT.match(markup, tag.end()) if name == "a" else None
        yield name, attributes, inner[0] if inner else ""


def _declared(attributes: dict[str, str], base: Address | None) -> tuple[int, Candidate] | None:
    rels = attributes.get("rel", "").lower().split()
    declared = attributes.get("type", "").partition(";")[0].strip().lower()
    kind = next((one.name for one in KINDS.every() if declared in one.media_types), None)
    if "feed" in rels and kind is None:
        kind = "rss"
    if kind is None or not {"alternate", "feed"} & set(rels) or "stylesheet" in rels:
        return None
    place = attributes.get("href", "")
    # oEmbed, WordPress's API and web manifests are declared as JSON, too
    if attributes.get("type", "").lower().startswith("application/json") and not re.search(
        r"feed", place, re.IGNORECASE
    ):
        return None
    address = _joined(place, base)
    if address is None or "oembed" in address.target.lower():
        return None
    title = plain(attributes.get("title", ""))[:200]
    is_aside = bool(_LOOKS_LIKE_COMMENTS.search(address.target) or _LOOKS_LIKE_COMMENTS.search(title))
    return (2 if is_aside else 0), Candidate(url=address.url, kind=kind, title=title, how="declared")


def _linked(attributes: dict[str, str], text: str, base: Address | None) -> tuple[int, Candidate] | None:
    address = _joined(attributes.get("href", ""), base)
    if address is None or not _LOOKS_LIKE_FEED.search(address.target):
        return None
    if _SHARES.search(address.url) and (base is None or address.host != base.host):
        return None
    is_aside = bool(_LOOKS_LIKE_COMMENTS.search(address.target))
    rank = 3 if is_aside or (base is not None and address.host != base.host) else 1
    title = plain(text)[:200]
    return rank, Candidate(url=address.url, kind="unknown", title=title, how="linked")


def _joined(href: str, base: Address | None) -> Address | None:
    href = re.sub(r"\A\s*feed:(?://)?(?=https?:)", "", href, flags=re.IGNORECASE)
    if not href.strip():
        return None
    try:
        return parse_address(href, base=base)
    except SourceError:
        return None
