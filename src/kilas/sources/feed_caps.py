"""Limits the markup of a feed before the XML parser reads it: linear passes over decoded text.

Feed parsers take quadratic time on some input: 50,000 attributes on a tag, 700,000 incomplete tags or 100,000 entries
each take minutes. All patterns here are possessive, so that none backtracks.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html.entities import html5
from typing import TypeVar

from kilas.errors import SourceError
from kilas.sources.feed_dates import read_date

MAX_ATTRIBUTES = 64  # of one tag
MAX_TAG = 16_384  # characters of one tag
MAX_DEPTH = 256
MAX_TAGS = 80_000  # in all entries; feedparser takes up to 40 µs for each, and has 5 seconds
MAX_ENTITY = 1_000  # characters in an entity that the document declares
T = TypeVar("T")

_ATTR = r"""[^\s/<>=]*+(?:\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s<>"'][^\s<>]*+)?+)?+"""
_TAIL = rf"(?:[\s/]++{_ATTR})*+[\s/]*+>"
_APART = r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)"
_NAME = r"[A-Za-z_][^\s/<>=]*+"
# Matches text whose tags are well-formed. Nearly every feed is, and stays unchanged.
_SOUND = re.compile(
    rf"(?:[^<]++|<(?:!--(?:[^-]|-(?!->))*+-->|!\[CDATA\[(?:[^\]]|\](?!\]>))*+\]\]>|\?(?:[^?]|\?(?!>))*+\?>|/?{_NAME}{_TAIL}))*+"
)
_REFERENCE = r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)([A-Za-z][A-Za-z0-9]{1,31};)?"
_LOOSE_REFERENCE = re.compile(_REFERENCE)
_TOKEN = re.compile(rf"{_APART}|<(/?)({_NAME})({_TAIL})|<|{_REFERENCE}", re.DOTALL)
_CROWDED = re.compile(rf"<{_NAME}(?:[\s/]++(?=[^\s/<>]){_ATTR}){{{MAX_ATTRIBUTES + 1}}}")
_ONE_ATTR = re.compile(rf"[\s/]++(?=[^\s/<>]){_ATTR}")
_LONG_TAG = re.compile(rf"<{_NAME}[^<>]{{{MAX_TAG}}}")
_TAGS = re.compile(rf"{_APART}|<(/?)({_NAME})[^<>]*+>", re.DOTALL)
_ENTRY = re.compile(
    rf"{_APART}|<(/?)(?:[A-Za-z0-9_.-]+:)?(item|entry)(?=[\s/>])[^<>]*+>", re.DOTALL | re.IGNORECASE
)
_ENTRIES = frozenset(("item", "entry"))
# Elements that unescaped HTML in a feed does not close: they do not add depth.
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd td tr th".split()
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BIG_REFERENCE = re.compile(r"&#(?:0*+[0-9]{8,}+|[xX]0*+[0-9a-fA-F]{7,}+);?")
_DOCTYPE = r"""<!DOCTYPE\b[^\[<>]*+(?:\[(?:[^\]"'<]++|"[^"]*+"|'[^']*+'|<!--.*?(?:-->|\Z)|<|["'])*+(?:\]|\Z)\s*+)?+>?"""
# Text before the root element, and the root's name. Junk there is common: blanks, PHP warnings.
_PROLOG = re.compile(
    rf"((?:[^<]++|{_APART}|{_DOCTYPE}|<![^>]*+>?|<(?![A-Za-z_!?]))*+)(?:<({_NAME}))?",
    re.DOTALL | re.IGNORECASE,
)
_PAGE = re.compile(r"(?:html|head|body)\Z", re.IGNORECASE)
_WITHIN_PAGE = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_ENTITY = re.compile(r"""<!ENTITY\s++(?:%\s++)?+[^\s"'<>]++\s++(?:"([^"]*+)"|'([^']*+)')""", re.IGNORECASE)
_SWELLS = re.compile(r"&(?!#|amp;|lt;|gt;|quot;|apos;)[^\s;&]++;|%[^\s;%]++;")
_WHEN = re.compile(
    r"<(?:[A-Za-z0-9_.-]+:)?(?:pubDate|published|issued|date|updated|modified|created|publication_date|lastmod)\b[^<>]*+>"
    r"(?:\s*+<!\[CDATA\[)?+\s*+([^<\]]{4,60}+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundedMarkup:
    """Markup of a feed within the limits."""

    root: str  # local name of the first element, lower case; "" if there is none
    text: str  # from the first element on, without XML declaration and document type
    left_out: int = 0  # entries beyond the limit


def bound_markup(text: str, max_entries: int, shown: str) -> BoundedMarkup:
    """Limit `text` and keep the newest `max_entries` entries. SourceError for entities that expand without limit.

    `shown` names the feed in messages.
    """
    bare = _BIG_REFERENCE.sub("\ufffd", _NOT_XML.sub("", text))
    root, bare = _without_prolog(bare, shown)
    if not root:
        return BoundedMarkup(root="", text="")
    if any(
        pattern.search(bare) for pattern in (_LOOSE_REFERENCE, _CROWDED, _LONG_TAG)
    ) or not _SOUND.fullmatch(bare):
        bare = mended(bare)
    if _depth(bare) > MAX_DEPTH:
        bare = _flattened(bare)
    return _cut(root, bare, max_entries)


def mended(text: str) -> str:
    """Turn incomplete tags and references into text, as most readers show them."""
    return _TOKEN.sub(_mended, text)


def newest(things: Sequence[T], when: Callable[[T], datetime | None], count: int | None = None) -> list[T]:
    """Return the `count` newest of `things`, newest first. One without a date counts as old as the one before it.

    If none has a date, the order stays: feeds list the newest first.
    """
    dates: list[float] = []
    last = float("inf")
    for thing in things:
        date = when(thing)
        last = date.timestamp() if date is not None else last
        dates.append(last)
    ranked = ((-date, place) for place, date in enumerate(dates))
    kept = sorted(ranked) if count is None else heapq.nsmallest(count, ranked)
    return [things[place] for _, place in kept]


def _without_prolog(text: str, shown: str) -> tuple[str, str]:
    """Return the name of the root element, and the text from there on. SourceError if the prolog is an attack."""
    found = _PROLOG.match(text)
    if found is None or not found[2]:
        return "", ""
    _check_entities(found[1], shown)
    start, name = found.start(2) - 1, found[2]
    # Some scripts put a feed into a page.
    if _PAGE.match(name) and (inner := _WITHIN_PAGE.search(text, start, start + 5_000)):
        start, name = inner.start(), inner[0][1:-1]
    return name.rpartition(":")[2].lower(), text[start:]


def _check_entities(prolog: str, shown: str) -> None:
    """Raise SourceError for entities that expand without limit. Others are dropped with the prolog; no feed needs them."""
    for entity in _ENTITY.finditer(prolog):
        value = entity[1] if entity[1] is not None else entity[2]
        if len(value) > MAX_ENTITY or _SWELLS.search(value):
            raise SourceError(
                f"{shown} declares entities that would expand without limit",
                "remove this address; it is broken or malicious",
                "entities",
            )


def _mended(token: re.Match[str]) -> str:
    """Replace one token: incomplete tags and references become text, HTML's named references become numeric."""
    if token[0][0] == "&":
        return _numbered(token)
    if token[2] is None:
        return "&lt;" if token[0] == "<" else token[0]
    if len(token[0]) < 2 * MAX_ATTRIBUTES:
        return _LOOSE_REFERENCE.sub(_numbered, token[0])
    attributes, size = [], 0
    for _, one in zip(range(MAX_ATTRIBUTES), _ONE_ATTR.finditer(token[3]), strict=False):
        size += len(one[0])
        if size > MAX_TAG:
            break
        attributes.append(one[0])
    end = "/>" if token[3].endswith("/>") else ">"
    return _LOOSE_REFERENCE.sub(_numbered, f"<{token[1]}{token[2]}{''.join(attributes)}{end}")


def _numbered(reference: re.Match[str]) -> str:
    letters = html5.get(reference[reference.re.groups] or "", "")
    return "".join(f"&#{ord(letter)};" for letter in letters) or "&amp;" + reference[0][1:]


def _depth(text: str) -> int:
    depth = most = 0
    kinds = _Kinds()
    for tag in _TAGS.finditer(text):
        depth = _stepped(tag, depth, kinds)
        if depth > most:
            most = depth
    return most


class _Kinds(dict[str | None, int]):
    """Effect of a tag on the depth, by its name: none (0), one step (1), a new entry (2)."""

    def __missing__(self, name: str | None) -> int:
        folded = (name or "").lower()
        kind = 0 if not folded or folded in _VOID else 2 if folded.rpartition(":")[2] in _ENTRIES else 1
        self[name] = kind
        return kind


def _stepped(tag: re.Match[str], depth: int, kinds: _Kinds) -> int:
    kind = kinds[tag[2]]
    if kind == 0 or tag[0][-2:] == "/>":
        return depth
    if kind == 2:
        return 3 if tag[1] else 4  # entries are siblings, even after unclosed elements
    if tag[1]:
        return depth - 1 if depth else 0
    return depth + 1


def _flattened(text: str) -> str:
    """Remove tags deeper than the limit; their text stays."""
    depth = 0
    kinds = _Kinds()

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        before, depth = depth, _stepped(tag, depth, kinds)
        return " " if tag[2] is not None and max(before, depth) > MAX_DEPTH else tag[0]

    return _TAGS.sub(keep, text)


def _cut(root: str, text: str, max_entries: int) -> BoundedMarkup:
    spans = _spans(text)
    is_crowded = text.count("<") > MAX_TAGS
    if len(spans) <= max_entries and not (is_crowded and spans):
        return BoundedMarkup(root=root, text=text)
    kept = newest([text[start:end] for start, end in spans], _date_of, max_entries)
    if is_crowded:
        kept = _affordable(kept)
    head, tail = text[: spans[0][0]], text[spans[-1][1] :]
    return BoundedMarkup(root=root, text="".join([head, *kept, tail]), left_out=len(spans) - len(kept))


def _affordable(entries: list[str]) -> list[str]:
    """Return the first entries that together stay within `MAX_TAGS`, at least one."""
    tags = 0
    for count, entry in enumerate(entries):
        tags += len(_TAGS.findall(entry))  # a CDATA section is one
        if tags > MAX_TAGS:
            return entries[: max(1, count)]
    return entries


def _spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each entry. An unclosed entry ends at the start of the next."""
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for tag in (found for found in _ENTRY.finditer(text) if found[2] is not None):
        is_closing = tag[1] == "/"
        if opened is not None:
            spans.append((opened, tag.end() if is_closing else tag.start()))
        opened = None if is_closing else tag.start()
        if tag[0].endswith("/>") and opened is not None:
            spans.append((opened, tag.end()))
            opened = None
    return spans if opened is None else [*spans, (opened, len(text))]


def _date_of(span: str) -> datetime | None:
    found = _WHEN.search(span)
    return read_date(found[1]) if found else None
