"""Finds the feeds that a page offers: declared feeds first, then links that look like feeds. Pure."""

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
# A ">" within quotation marks is part of an attribute; a mark without its twin is a character.
_TAG = re.compile(r"""<(link|a|base)\s((?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)>""", re.IGNORECASE)
_TEXT = re.compile(r"[^<]{0,200}+(?:<(?!/a\b)[^<>]{0,500}+>[^<]{0,200}+){0,3}+", re.IGNORECASE)
_LOOKS_LIKE_FEED = re.compile(
    r"(?:^|[/.?&=_-])(?:rss|feeds?|atom|rdf)(?:$|[/.?&=_-]|\d)|\.(?:rss|atom|rdf)$|(?:feed|rss|atom)\.(?:xml|json)$"
    r"|^/?index\.(?:xml|rdf|rss)$",
    re.IGNORECASE,
)
_LOOKS_LIKE_COMMENTS = re.compile(r"comment|komentar|replies|/(?:tag|author|search)/", re.IGNORECASE)
# Services that add a feed to a reader: their links look like feeds.
_SHARES = re.compile(
    r"(?:add|subscribe|feedly|subtome|bloglovin|netvibes|newsgator|yahoo|mailto)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An address that may be a feed."""

    url: str
    kind: str  # name of a source kind, or "unknown"
    title: str  # the page's name for it, plain text
    how: Literal["declared", "linked", "guessed"]


def find_feeds(html: str, url: str) -> tuple[Candidate, ...]:
    """Return the feeds that the page at `url` offers, likeliest first, each once. If there are none, try `guesses`.

    The markup is untrusted: run this in the guarded worker.
    """
    markup = prescan(html).html or html[:200_000]
    once: dict[str, Candidate] = {}
    for _, candidate in sorted(_ranked(markup, parse_address(url)), key=lambda pair: pair[0]):
        once.setdefault(candidate.url, candidate)
    return tuple(once.values())[:MAX_CANDIDATES]


def guesses(url: str) -> tuple[Candidate, ...]:
    """Return the usual feed addresses of a site that declares none. Few, because each costs the site a request."""
    origin = parse_address(url).origin
    return tuple(
        Candidate(url=f"{origin}{path}", kind="unknown", title="", how="guessed")
        for kind in KINDS.every()
        for path in kind.guesses
    )


_Ranked = tuple[int, Candidate]  # 0: declared, 1: linked, 2: declared comments, 3: other linked


def _ranked(markup: str, base: Address) -> Iterator[_Ranked]:
    for name, attributes, text in _elements(markup):
        found: _Ranked | None = None
        if name == "base":
            base = _joined(attributes.get("href", ""), base) or base
        elif name == "link":
            found = _declared(attributes, base)
        else:
            found = _linked(attributes, text, base)
        if found is not None:
            yield found


def _elements(markup: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Yield each `link`, `a` and `base` element: its name, its attributes and the text inside."""
    for tag in _TAG.finditer(markup):
        attributes: dict[str, str] = {}
        for one in _ATTR.finditer(tag[2]):
            attributes.setdefault(one[1].lower(), unescape(one[2] or one[3] or one[4] or ""))
        name = tag[1].lower()
        inner = _TEXT.match(markup, tag.end()) if name == "a" else None
        yield name, attributes, inner[0] if inner else ""


def _declared(attributes: dict[str, str], base: Address) -> _Ranked | None:
    kind = _declared_kind(attributes)
    if kind is None or _is_other_json(attributes):
        return None
    address = _joined(attributes.get("href", ""), base)
    if address is None or "oembed" in address.target.lower():
        return None
    title = plain(attributes.get("title", ""))[:200]
    is_aside = bool(_LOOKS_LIKE_COMMENTS.search(address.target) or _LOOKS_LIKE_COMMENTS.search(title))
    return (2 if is_aside else 0), Candidate(url=address.url, kind=kind, title=title, how="declared")


def _declared_kind(attributes: dict[str, str]) -> str | None:
    """Return the name of the source kind that a `link` element declares; None if it declares no feed."""
    rels = set(attributes.get("rel", "").lower().split())
    if not rels & {"alternate", "feed"} or "stylesheet" in rels:
        return None
    media_type = attributes.get("type", "").partition(";")[0].strip().lower()
    kind = next((one.name for one in KINDS.every() if media_type in one.media_types), None)
    return "rss" if kind is None and "feed" in rels else kind


def _is_other_json(attributes: dict[str, str]) -> bool:
    """True when the type is plain JSON and the address is no feed's: oEmbed, WordPress's API, web manifests."""
    is_json = attributes.get("type", "").lower().startswith("application/json")
    return is_json and "feed" not in attributes.get("href", "").lower()


def _linked(attributes: dict[str, str], text: str, base: Address) -> _Ranked | None:
    address = _joined(attributes.get("href", ""), base)
    if address is None or not _LOOKS_LIKE_FEED.search(address.target):
        return None
    is_foreign = address.host != base.host
    if is_foreign and _SHARES.search(address.url):
        return None
    rank = 3 if is_foreign or _LOOKS_LIKE_COMMENTS.search(address.target) else 1
    return rank, Candidate(url=address.url, kind="unknown", title=plain(text)[:200], how="linked")


def _joined(href: str, base: Address) -> Address | None:
    href = re.sub(r"\A\s*feed:(?://)?(?=https?:)", "", href, flags=re.IGNORECASE)
    if not href.strip():
        return None
    try:
        return parse_address(href, base=base)
    except SourceError:
        return None
