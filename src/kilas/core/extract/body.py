"""The running text of a page as blocks: trafilatura behind our own interface, and a second opinion where it looks wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from lxml.etree import _Element
from lxml.html import HtmlElement

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
    level: int = 0  # of a heading, 1 to 6


@cache
def _options() -> Any:
    from trafilatura.settings import Extractor

    # "xml" because the other formats render the text on the way out; we render it ourselves
    return Extractor(output_format="xml", comments=False, dedup=False, formatting=False)


def blocks_of(tree: HtmlElement) -> list[Block]:
    """What trafilatura takes for the running text of `tree`, which stays as it is."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, options=_options())
    except Exception:
        return []
    return _blocks(found.body) if found is not None and not isinstance(found, dict) else []


def _blocks(body: _Element) -> list[Block]:
    out: list[Block] = []
    line: list[str] = []
    level = 0

    def end(kind: Kind) -> None:
        text = " ".join("".join(line).split())
        if text:
            out.append(Block(kind, text, level if kind == "head" else 0))
        line.clear()

    def leave(tag: str, own: Kind, tail: str) -> None:
        if tag in _BREAKS:
            end(own)
        elif tag == "cell":
            line.append(" ")
        if tail:
            line.append(tail)

    def walk(top: _Element) -> None:
        nonlocal level
        # an explicit stack: pages nest deeper than Python likes
        stack: list[tuple[_Element, Kind, bool]] = [(top, "p", False)]
        while stack:
            element, kind, is_left = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            own = _KINDS.get(tag, kind)
            if is_left:
                leave(tag, own, "" if element is top else element.tail or "")
                continue
            if tag in _BREAKS:
                end(kind)
            if tag == "head":
                level = int((element.get("rend") or "h0")[1:2])
            if element.text and tag:
                line.append(element.text)
            stack.append((element, kind, True))
            stack += [(child, own, False) for child in reversed(element)]

    walk(body)
    end("p")
    return out
