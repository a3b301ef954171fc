"""Typed queries on the tree of a page."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import cast

from lxml.etree import XPath
from lxml.html import HtmlElement

_REGEXP = {"re": "http://exslt.org/regular-expressions"}


def elements(path: str) -> Callable[[HtmlElement], list[HtmlElement]]:
    """Compile an XPath that finds elements, in document order; `re:test` is available in it."""
    compiled = XPath(path, namespaces=_REGEXP)
    return lambda tree: cast("list[HtmlElement]", compiled(tree))


def strings(path: str) -> Callable[[HtmlElement], list[str]]:
    """Compile an XPath that finds values of attributes."""
    compiled = XPath(path, smart_strings=False)
    return lambda tree: cast("list[str]", compiled(tree))


def body_of(tree: HtmlElement) -> HtmlElement:
    """Return the `body` element; the whole tree when there is none."""
    body = tree.find("body")
    return tree if body is None else body


def raw_text(element: HtmlElement) -> str:
    """Return all text inside `element`, white space unchanged."""
    return str(element.text_content())


def short_text(element: HtmlElement, most: int) -> str | None:
    """Return all text inside `element` on one line; None when it has more than `most` characters."""
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(str(part))
        size += len(parts[-1])
        if size > most:
            return None
    return " ".join("".join(parts).split())


def spaced_text(element: HtmlElement) -> str:
    """Return all text inside `element` on one line, with a space between adjacent text nodes."""
    return " ".join(" ".join(map(str, element.itertext())).split())


def on_line(text: str) -> str:
    """Return `text` on one line, character references resolved and soft hyphens removed."""
    return " ".join(unescape(text).replace("\xad", "").split())
