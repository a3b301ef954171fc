"""Byline of a page: the names that its metadata credits, else those printed near the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import chain, islice

from lxml.html import HtmlElement

from kilas.core.extract.headlines import around_headline, letters
from kilas.core.extract.jsonld import Claimed
from kilas.core.extract.metadata import Tags
from kilas.core.extract.tree import on_line, spaced_text
from kilas.core.languages import BYLINES as _WORDS
from kilas.core.text import plain

_MOST_CHARS = 200  # of a byline
_MOST_NAMES = 8
_MOST_ELEMENTS = 60  # examined for a byline
_MOST_PRINTED = 8  # of them, those whose text is tried

_TAGS = frozenset("a span div p address li strong h3 h4".split())
# "uthor": the first letter may be a capital.
_CLASS = re.compile(f"uthor|yline|reporter|writer|{_WORDS.classes}")
_OTHER_CLASS = re.compile(
    r"bio|about|desc|avatar|image|photo|follow|social|related|comment|date|time|role|title|more|box|card|list|widget|footer",
    re.IGNORECASE,
)
_NAME_CLASS = re.compile(r"name|byline", re.IGNORECASE)

# The capital shows where a name begins after a prefix without a space: "ByAnna Smith", but not "Byron Smith".
_PREFIX = re.compile(
    rf"^(?:{_WORDS.prefixes_glued})(?-i:(?=[A-Z][a-z]+ [A-Z]))"
    rf"|^\s*(?:{_WORDS.prefixes})\s*[:：]?\s+(?=\S)"
    rf"|^\s*(?:{_WORDS.prefixes_before_colon})\s*[:：]\s*",
    re.IGNORECASE,
)
_END = re.compile(
    rf"\s*(?:[|•·—–]|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}[./-]\d|\b\d{{1,2}}[:.]\d\d\b|@\w|https?:|{_WORDS.ends}).*$",
    re.IGNORECASE | re.DOTALL,
)
_JOIN = re.compile(rf"\s*(?:;|\||/|、|\s&\s|\s+(?:{_WORDS.joins})\s+|,\s*)\s*")
_DEGREE = re.compile(rf"^(?:[A-Z][A-Za-z]{{0,2}}\.?[A-Z]{{1,4}}|{_WORDS.degrees})\.?$")
_NO_NAME = re.compile(rf"https?:|www\.|@|\.(?:com|co|net|org|id)\b|^(?:{_WORDS.nobody})$", re.IGNORECASE)

_PERSON = rf"[^\W\d_a-z][\w.'’-]*(?:\s+(?:(?:{_WORDS.particles})\s+)?[^\W\d_a-z][\w.'’-]*){{0,4}}"
_AFTER_CREDIT = r"\s*(?:$|[|•·,–—-])"
_CREDIT_LINE = re.compile(
    rf"^\s*(?:{_WORDS.credit_openers})\s*:?\s+({_PERSON}(?:\s*(?:,|&|{_WORDS.credit_joins})\s*{_PERSON}){{0,3}}){_AFTER_CREDIT}"
    rf"|^\s*(?:(?:{_WORDS.credit_openers_of_two})\s+(?=\S+ \S)|(?:{_WORDS.credit_labels})\s*:\s*)({_PERSON}){_AFTER_CREDIT}"
    + "".join(f"|{line}" for line in _WORDS.credit_lines)
)


def names_nobody(text: str) -> bool:
    """True for a role, an address or another text in place of an author that names no person."""
    return bool(_NO_NAME.search(text))


def byline_of(tree: HtmlElement, told: Tags, claimed: Claimed, site: str) -> str | None:
    """Return the names of the authors as printed, joined by commas; None when the page names none.

    `site` is the publisher's name. It counts as a name only when the metadata gives no other.
    """
    for listed in _credited(tree, told, claimed):
        if names := _names(listed, site):
            return ", ".join(names)[:_MOST_CHARS].rstrip(", ")
    if names := _names(_credit_lines(tree), site):
        return ", ".join(names[:3])
    # "Le Figaro" under its own report: the only name on the page
    names = _names([*claimed.authors, *told.authors], "")
    return names[0][:_MOST_CHARS] if names else None


def _credited(tree: HtmlElement, told: Tags, claimed: Claimed) -> Iterator[Sequence[str]]:
    """Yield the candidates, best source first; most pages stop before the tree is searched."""
    yield claimed.authors
    yield told.authors
    for text in _printed(tree):
        yield (text,)


def _credit_lines(tree: HtmlElement) -> list[str]:
    """Return the names in the first credit line near the headline ("By …", "Penulis: …", "作者：…"), as one string."""
    above, below = around_headline(tree)
    for line in [*below.split(" | "), *above.split(" | ")]:
        if found := _CREDIT_LINE.match(line[:200]):
            return [next(filter(None, found.groups()))]
    return []


def _printed(tree: HtmlElement) -> list[str]:
    """Return the texts of elements marked as bylines, in document order."""
    marked = islice(filter(_may_be_byline, tree.iter("*")), _MOST_ELEMENTS)
    texts = (on_line(spaced_text(element)) for element in marked if not _is_about_author(element))
    return [text for text in texts if 2 < len(text) < 120][:_MOST_PRINTED]


def _may_be_byline(element: HtmlElement) -> bool:
    item = element.get("itemprop", "")
    if element.get("rel") == "author" or item == "author" or "author name" in item:
        return True
    if element.tag not in _TAGS:
        return False
    return _CLASS.search(element.get("class", "")) is not None or "author" in element.get("id", "")


def _is_about_author(element: HtmlElement) -> bool:
    """True when an element marked as a byline holds no name: metadata, a biography, a picture, links."""
    if element.tag in ("meta", "link"):
        return True
    if element.get("rel") == "author" or "author" in element.get("itemprop", ""):
        return False
    name = element.get("class", "")
    return _OTHER_CLASS.search(name) is not None and _NAME_CLASS.search(name) is None


def _names(listed: Iterable[str], site: str) -> list[str]:
    """Return the names in `listed`, without degrees, repeats and parts of longer names."""
    names: dict[str, str] = {}
    for name in chain.from_iterable(map(_parts, listed)):
        if _is_name(name, site):
            names.setdefault(letters(name), name)
    kept = [(f, n) for i, (f, n) in enumerate(names.items()) if not i or not _DEGREE.match(n)]
    return [n for f, n in kept if not any(f != g and f in g for g, _ in kept)][:_MOST_NAMES]


def _parts(text: str) -> Iterator[str]:
    """Split a credit into names: "By Ani & Budi | 3 August" gives "Ani" and "Budi"."""
    names = _END.sub("", _PREFIX.sub("", plain(unescape(text)))).strip(" ,;:-–—|")
    for part in _JOIN.split(names):
        yield _PREFIX.sub("", part).strip(" ,;:-–—|()[]")


def _is_name(text: str, site: str) -> bool:
    return (
        1 < len(text) <= 60
        and len(text.split()) <= 6
        and not names_nobody(text)
        and letters(text) != letters(site)
        and not text.isdigit()
    )
