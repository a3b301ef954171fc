"""Metadata of a page in JSON-LD (schema.org): headline, authors, publisher, dates, access."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|Review|Recipe|SocialMediaPosting)$")
_LISTING = frozenset({"CollectionPage", "SearchResultsPage", "ItemList"})
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_MAX_NODES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """Properties of a page's article; empty where its JSON-LD gives none."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    publisher: str = ""
    body: str = ""
    language: str = ""
    licence: str = ""
    is_free: bool | None = None  # `isAccessibleForFree`; None: not stated
    types: frozenset[str] = frozenset()  # of all nodes, without the vocabulary's address


def claims(blocks: tuple[str, ...]) -> Claimed:
    """Return the properties of the first article in the JSON-LD `blocks`, completed from the other articles."""
    nodes = [node for block in blocks for node in _nodes(_parse(block))]
    articles, people = _articles(nodes), _people(nodes)
    both = [*articles, *nodes]
    return Claimed(
        headline=_told(articles, "headline", "name"),
        authors=next(filter(None, (_names(n.get("author"), people) for n in articles)), ()),
        published=_told(articles, "datePublished", "dateCreated") or _told(_pages(nodes), "datePublished"),
        publisher=_first(_name(n.get("publisher"), people) for n in both),
        body=_told(articles, "articleBody"),
        language=_told(articles, "inLanguage"),
        licence=_told(both, "license"),
        is_free=_is_free(articles),
        types=frozenset(t for node in nodes for t in _types(node)),
    )


def _articles(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the nodes that are articles, those with a headline first."""
    found = [node for node in nodes if any(_ARTICLE.search(t) for t in _types(node))]
    # one without a headline is a teaser in a list of others, not this page
    return sorted(found, key=lambda n: not (n.get("headline") or n.get("name")))


def _pages(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [node for node in nodes if "WebPage" in _types(node)]


def _people(nodes: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the nodes that have a name, by their `@id`."""
    return {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and n.get("name")}


def _is_free(articles: list[dict[str, Any]]) -> bool | None:
    told = (_truth(n.get("isAccessibleForFree")) for n in articles)
    return next((one for one in told if one is not None), None)


def _told(nodes: list[dict[str, Any]], *keys: str) -> str:
    """Return the first text under one of `keys`, node by node; "" if there is none."""
    return _first(_text(n.get(key)) for n in nodes for key in keys)


def is_listing(types: frozenset[str]) -> bool:
    """True when a page with these types is a list of other pages and no article."""
    return bool(types & _LISTING) and not any(_ARTICLE.search(t) for t in types)


@dataclass(frozen=True, slots=True, kw_only=True)
class LivePost:
    """One post of a live blog."""

    published: str = ""  # as told: ISO 8601
    headline: str = ""
    body: str = ""


def live_posts(blocks: tuple[str, ...]) -> tuple[LivePost, ...]:
    """Return the posts of a live blog in the JSON-LD `blocks`, the newest first; those without a body are left out."""
    nodes = (node for block in blocks if "liveBlogUpdate" in block for node in _nodes(_parse(block)))
    told = (node["liveBlogUpdate"] for node in nodes if isinstance(node.get("liveBlogUpdate"), list))
    found = [
        LivePost(
            published=_text(one.get("datePublished")),
            headline=_text(one.get("headline")),
            body=_text(one.get("articleBody")),
        )
        for one in next(told, [])[:_MAX_NODES]
        if isinstance(one, dict) and _text(one.get("articleBody"))
    ]
    return tuple(sorted(found, key=lambda post: post.published, reverse=True))


def _parse(block: str) -> Any:
    """Parse a block leniently: comment marks around it, trailing commas, raw line breaks. None when that fails."""
    text = _WRAPPING.sub("", block.strip())
    for attempt in (text, _TRAILING_COMMA.sub("", text.replace("\n", " "))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(top: Any) -> Iterator[dict[str, Any]]:
    """Yield the nodes, outermost first, in document order; items of lists are left out."""
    queue, seen = [top], 0
    while queue and seen < _MAX_NODES:
        node = queue.pop(0)
        seen += 1
        if isinstance(node, list):
            queue[:0] = node
        elif isinstance(node, dict):
            yield node
            queue += [
                node[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage", "publisher", "author")
                if isinstance(node.get(key), dict | list)
            ]


def _types(node: dict[str, Any]) -> list[str]:
    told = node.get("@type")
    return [t.rsplit("/", 1)[-1] for t in (told if isinstance(told, list) else [told]) if isinstance(t, str)]


def _names(told: Any, people: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    listed = told if isinstance(told, list) else [told]
    return tuple(dict.fromkeys(name for one in listed if (name := _name(one, people))))


def _name(told: Any, people: dict[str, dict[str, Any]]) -> str:
    if isinstance(told, list):
        told = told[0] if told else None
    if isinstance(told, dict):
        if not told.get("name") and isinstance(told.get("@id"), str):
            told = people.get(told["@id"], told)
        return _text(told.get("name"))
    return _text(told)


def _text(told: Any) -> str:
    if isinstance(told, list):
        told = told[0] if told else None
    if isinstance(told, dict):
        told = told.get("@value") or told.get("url") or told.get("name")
    return told.strip() if isinstance(told, str) else ""


def _truth(told: Any) -> bool | None:
    if isinstance(told, str):
        told = {"true": True, "false": False, "1": True, "0": False}.get(told.strip().lower())
    return told if isinstance(told, bool) else None


def _first(found: Iterator[str]) -> str:
    return next(filter(None, found), "")
