"""Running text of a page as blocks: trafilatura behind an interface of our own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from lxml.etree import _Element
from lxml.html import HtmlElement

from kilas.core.text.markup import clean

Kind = Literal["p", "head", "item", "quote", "row"]
_KINDS: dict[str, Kind] = {"head": "head", "item": "item", "quote": "quote", "row": "row"}
_BREAKS = frozenset(
    {"p", "head", "item", "quote", "row", "list", "table", "lb", "div", "code", "body", "section", "article"}
)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row, on one line."""

    kind: Kind
    text: str
    level: int = 0  # of a heading, 1 to 6; 0 for any other kind


@cache
def _options() -> Any:
    from trafilatura.settings import Extractor

    # "xml": with any other format trafilatura renders the text too, which we do ourselves
    return Extractor(output_format="xml", comments=False, dedup=False, formatting=False)


def blocks_of(tree: HtmlElement) -> list[Block]:
    """Return the running text of `tree` as trafilatura finds it; `tree` is not changed."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, options=_options())
    except Exception:
        return []
    return _blocks(found.body) if found is not None and not isinstance(found, dict) else []


def _blocks(body: _Element) -> list[Block]:
    """Convert trafilatura's tree into blocks."""
    made = _Blocks()
    # an explicit stack: pages nest deeper than Python's recursion limit
    stack: list[tuple[_Element, Kind, bool]] = [(body, "p", False)]
    while stack:
        element, around, is_left = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        kind = _KINDS.get(tag, around)
        if is_left:
            made.leave(tag, kind, element.tail if element is not body else None)
            continue
        made.enter(element, tag, around)
        stack.append((element, around, True))
        stack += [(child, kind, False) for child in reversed(element)]
    made.end("p")
    return made.done


class _Blocks:
    """Blocks collected in a walk through a tree: each is one line of text, ended where an element of `_BREAKS` begins or ends."""

    def __init__(self) -> None:
        self.done: list[Block] = []
        self._line: list[str] = []
        self._level = 0  # of the last heading

    def enter(self, element: _Element, tag: str, around: Kind) -> None:
        """Add the text before the first child of `element`, which is inside a block of the kind `around`."""
        if tag in _BREAKS:
            self.end(around)
        if tag == "head":
            self._level = int((element.get("rend") or "h0")[1:2])
        if tag and element.text:
            self._line.append(element.text)

    def leave(self, tag: str, kind: Kind, tail: str | None) -> None:
        """Add the text after an element of the kind `kind`."""
        if tag in _BREAKS:
            self.end(kind)
        elif tag == "cell":
            self._line.append(" ")
        if tail:
            self._line.append(tail)

    def end(self, kind: Kind) -> None:
        """End the block, unless it is empty."""
        text = " ".join(clean("".join(self._line)).split())
        if text:
            self.done.append(Block(kind, text, self._level if kind == "head" else 0))
        self._line.clear()
