"""Metadata of a page: its `meta` and `link` elements, and its publisher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from lxml.html import HtmlElement

from kilas.core.address import host_of
from kilas.core.extract.jsonld import Claimed
from kilas.core.extract.tree import elements
from kilas.core.text import plain

_META = elements("//meta[@content]")
_LINKED = elements("//link[@rel and @href]|//a[contains(@rel, 'license') and @href]")
_AUTHOR_KEYS = frozenset(
    "author article:author dc.creator dc:creator dcterms.creator byl citation_author parsely-author sailthru.author authors creator og:article:author".split()
)


@dataclass(frozen=True, slots=True)
class Tags:
    """Values of a page's `meta` and `link` elements."""

    meta: dict[str, str]  # by name in lower case; the first value of each
    authors: tuple[str, ...]  # each once
    canonical: str  # address; "" if none is declared
    licence: str  # address; "" if none is declared


def tags(tree: HtmlElement) -> Tags:
    """Return the values of `meta` and `link` elements; empty where the page gives none."""
    named = list(named_tags(tree))
    linked = _LINKED(tree)
    return Tags(
        meta=dict(reversed(named)),
        authors=tuple(dict.fromkeys(content for name, content in named if name in _AUTHOR_KEYS)),
        canonical=_target([element for element in linked if element.tag == "link"], "canonical"),
        licence=_target(linked, "license"),
    )


def named_tags(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield name and content of every `meta` element in document order, names in lower case; names may repeat."""
    for element in _META(tree):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv") if content else ():
            if name := (element.get(key) or "").strip().lower():
                yield name, content


def source_of(told: Tags, claimed: Claimed, url: str | None) -> str | None:
    """Return the publisher's name from the metadata, else the host of `url`; None when there is neither."""
    for name in (told.meta.get("og:site_name", ""), claimed.publisher, told.meta.get("application-name", "")):
        text = plain(unescape(name))
        if 1 < len(text) <= 80 and not text.lower().startswith("http"):
            return text
    return host_of(url or "") or None


def _target(linked: list[HtmlElement], rel: str) -> str:
    """Return the first address that an element links with the relation `rel`."""
    found = (e.get("href", "").strip() for e in linked if rel in e.get("rel", "").lower().split())
    return next(filter(None, found), "")
