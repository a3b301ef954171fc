"""Small questions to a page's tree, with their types."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from lxml.etree import XPath
from lxml.html import HtmlElement

_REGEXP = {"re": "http://exslt.org/regular-expressions"}


def elements(path: str) -> Callable[[HtmlElement], list[HtmlElement]]:
    """A compiled path that finds elements, in document order; `re:test` is known to it."""
    compiled = XPath(path, namespaces=_REGEXP)
    return lambda tree: cast("list[HtmlElement]", compiled(tree))


def strings(path: str) -> Callable[[HtmlElement], list[str]]:
    """A compiled path that finds attribute values."""
    compiled = XPath(path, smart_strings=False)
    return lambda tree: cast("list[str]", compiled(tree))


def raw_text(element: HtmlElement) -> str:
    """All text inside `element`, as it stands."""
    return str(element.text_content())


def spaced_text(element: HtmlElement) -> str:
    """All text inside `element`, on one line, its pieces apart."""
    return " ".join(" ".join(map(str, element.itertext())).split())
