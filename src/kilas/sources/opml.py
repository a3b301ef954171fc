"""Reads and writes lists of feeds: OPML 1.0 and 2.0, as feed readers import and export them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from kilas.core.text import plain
from kilas.core.text.charset import decode
from kilas.errors import SourceError
from kilas.sources.feed_caps import mended
from kilas.sources.network_addresses import parse_address

MAX_BYTES = 5_000_000
MAX_FEEDS = 20_000
MAX_DEPTH = 32  # of folders; deeper feeds count as being at this depth
_PROLOG = re.compile(
    r"\A(?:\s*<\?[^>]*+>|\s*<!DOCTYPE[^<>\[]*+>|\s*<!--(?:(?!-->).)*+-->)*+\s*", re.IGNORECASE | re.DOTALL
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpmlFeed:
    """One feed of a list."""

    address: str  # absolute, http or https
    title: str = ""
    home: str | None = None
    folders: tuple[str, ...] = ()  # outermost first; Kilas itself stores none


def parse(data: bytes) -> tuple[tuple[OpmlFeed, ...], tuple[str, ...]]:
    """Return the feeds in `data`, in order and each address once, and the entries that are not http(s) addresses.

    SourceError with the reason `too_large`, `entities` (the document type contains declarations) or `not_opml`.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"the list is larger than {MAX_BYTES // 1_000_000} MB", "split it into smaller lists", "too_large"
        )
    text = _NOT_XML.sub("", decode(data, is_xml=True)[0])
    if re.search(r"<!(?:DOCTYPE[^<>]*\[|ENTITY)", text[:100_000], re.IGNORECASE):
        raise SourceError(
            "the list declares its own entities",
            "export the list again from your feed reader",
            "entities",
        )
    root = _root(text)
    found: dict[str, OpmlFeed] = {}
    passed_over: list[str] = []
    for one in _feeds(root, passed_over):
        found.setdefault(one.address, one)
    return tuple(found.values())[:MAX_FEEDS], tuple(dict.fromkeys(passed_over))


def serialise(subscriptions: Iterable[OpmlFeed], *, title: str, now: datetime) -> bytes:
    """Write `subscriptions` as OPML 2.0, in order and in their folders. `parse` reads the same feeds back."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = _sound(title)
    etree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = etree.SubElement(root, "body")
    places: dict[tuple[str, ...], Any] = {(): body}
    for one in subscriptions:
        outline = etree.SubElement(_place(places, one.folders), "outline", type="rss")
        outline.set("text", _sound(one.title or one.address))
        if one.title:
            outline.set("title", _sound(one.title))
        outline.set("xmlUrl", one.address)
        if one.home:
            outline.set("htmlUrl", one.home)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _root(text: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
    )
    bare = mended(_PROLOG.sub("", text))
    try:
        root = etree.fromstring(bare.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or str(root.tag).lower() != "opml":
        raise SourceError(
            "this is not an OPML list of feeds",
            "export your feeds as OPML from your feed reader",
            "not_opml",
        )
    return root


def _feeds(root: Any, passed_over: list[str]) -> Iterator[OpmlFeed]:
    """Yield feeds depth first, without recursion: a list may be nested deeper than the stack. Fills `passed_over`."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, folders = waiting.pop()
        outline = _outline(element)
        if outline.address is not None:
            title = "" if outline.name == outline.address else outline.name
            yield OpmlFeed(address=outline.address, title=title, home=outline.home, folders=folders)
        elif outline.given:
            passed_over.append(outline.given[:200])
        is_deeper = outline.is_folder and len(folders) < MAX_DEPTH
        under = (*folders, outline.name) if is_deeper else folders
        waiting += [(child, under) for child in reversed(element) if isinstance(child.tag, str)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outline:
    """One element of a list."""

    name: str
    given: str  # address of the feed as written; "" if there is none
    address: str | None  # the same, absolute; None if it cannot be followed
    home: str | None
    is_folder: bool


def _outline(element: Any) -> _Outline:
    attributes = {str(name).lower(): str(value) for name, value in element.attrib.items()}
    name = plain(attributes.get("title") or attributes.get("text") or "")[:500]
    address = _address(attributes.get("xmlurl"))
    return _Outline(
        name=name,
        given=attributes.get("xmlurl", "").strip(),
        address=address,
        home=_address(attributes.get("htmlurl")),
        is_folder=str(element.tag).lower() == "outline" and address is None and bool(name),
    )


def _address(text: str | None) -> str | None:
    """Return the absolute address; None if it cannot be opened. Some readers write `feed:` for http."""
    if not text:
        return None
    text = re.sub(r"\A\s*feed:(?://)?(?=https?:)", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\A\s*feed://", "http://", text, flags=re.IGNORECASE)
    try:
        return parse_address(text).url
    except SourceError:
        return None


def _place(places: dict[tuple[str, ...], Any], folders: tuple[str, ...]) -> Any:
    from lxml import etree

    for depth in range(1, len(folders) + 1):
        path = folders[:depth]
        if path not in places:
            places[path] = etree.SubElement(places[path[:-1]], "outline", text=_sound(path[-1]))
    return places[folders]


def _sound(text: str) -> str:
    return _NOT_XML.sub("", text)
