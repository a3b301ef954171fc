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
from kilas.core.extract.tree import on_line, raw_text, spaced_text
from kilas.core.languages import BYLINES as _WORDS
from kilas.core.text import plain

_MOST_CHARS = 200  # of a byline
_MOST_NAMES = 8
_MOST_WORDS_OF_NAME, _MOST_WORDS_OF_TEXT = 12, 6
_MARKS = " ,;:-–—|()[]"
_MOST_ELEMENTS = 60  # examined for a byline
_MOST_PRINTED = 8  # of them, those whose text is tried
_LONGEST = 120  # code points of such a text, at most
_UP = 6  # elements around it that are examined

_TAGS = frozenset("a span div p address li strong h3 h4".split())
# "uthor": the first letter may be a capital.
_CLASS = re.compile(f"uthor|yline|reporter|writer|{_WORDS.classes}")
_OTHER_CLASS = re.compile(
    r"bio|about|desc|avatar|image|photo|follow|social|related|comment|date|time|role|title|more|box|card|list|widget|footer",
    re.IGNORECASE,
)
_BESIDE_NAME = re.compile(
    r"role|job|position|title|bio|email|social|handle|date|time|sr-only|avatar", re.IGNORECASE
)
_OTHERS = re.compile(r"comment(?!ary)|related|recommend", re.IGNORECASE)
_NAME_CLASS = re.compile(r"name|byline", re.IGNORECASE)

# The capital shows where a name begins after a prefix without a space: "ByAnna Smith", but not "Byron Smith".
_PREFIX = re.compile(
    rf"^(?:{_WORDS.prefixes_glued})(?-i:(?=[A-Z][a-z]+ [A-Z]))"
    rf"|^\s*(?:{_WORDS.prefixes})\s*[:：]?\s+(?=\S)"
    rf"|^\s*(?:{_WORDS.prefixes_before_colon})\s*[:：]\s*",
    re.IGNORECASE,
)
_END = re.compile(
    rf"\s*(?:[|•·—–]|\s-\s|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}[./-]\d|\b\d{{1,2}}[:.]\d\d\b|\S*@\w|https?:|{_WORDS.ends}).*$",
    re.IGNORECASE | re.DOTALL,
)
_JOIN = re.compile(rf"\s*(?:;|\||/|、|,\s*(?:(?:{_WORDS.joins})\s+)?)\s*|\s+(?P<word>&|{_WORDS.joins})\s+")
_FIRM_JOIN, _FAMILY_JOIN = (
    re.compile(rf"(?:&|{_WORDS.firm_joins})"),
    re.compile(rf"(?:{_WORDS.family_joins})"),
)
_IN_BRACKETS = re.compile(r"\s*\((?:[^()\s.@]+\s?){1,2}\)")
_FIRM = re.compile(rf"\b(?:{_WORDS.firms})\.?$", re.IGNORECASE)
_ROLE = re.compile(rf"^(?:{_WORDS.roles_first})\b|\b(?:{_WORDS.roles_last})$", re.IGNORECASE)
# Degrees that stay with a name as printed: "Sp.A.", "M.Kes", "S. Pd.", "Jr."
_SUFFIX = re.compile(r"^(?:[A-Z][a-z]{0,4}\.\s?)+[A-Z]?[A-Za-z]{0,4}\.?$")
_PARTICLE = re.compile(rf"(?:{_WORDS.particles})", re.IGNORECASE)
_DEGREE = re.compile(rf"^(?:[A-Z][A-Za-z]{{0,2}}[A-Z]{{1,4}}|{_WORDS.degrees})\.?$")
_NO_NAME = re.compile(rf"https?:|www\.|@|\.(?:com|co|net|org|id)\b|^(?:{_WORDS.nobody})$", re.IGNORECASE)

_PERSON = rf"[^\W\d_a-z][\w.'’-]*(?:\s+(?:(?:{_WORDS.particles})\s+)?[^\W\d_a-z][\w.'’-]*){{0,4}}"
_AFTER_CREDIT = r"\s*(?:$|[|•·,;–—-])"
_CREDIT_LINE = re.compile(
    rf"^\s*(?:{_WORDS.credit_openers})\s*:?\s+({_PERSON}(?:\s*(?:,|&|/|{_WORDS.credit_joins})\s*{_PERSON}){{0,3}}){_AFTER_CREDIT}"
    rf"|^\s*(?:(?:{_WORDS.credit_openers_of_two})\s+(?=\S+ \S)|(?:{_WORDS.credit_labels})\s*:\s*)({_PERSON}(?:\s*(?:,|&|/|{_WORDS.credit_joins})\s*{_PERSON}){{0,3}}){_AFTER_CREDIT}"
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
    yield from _printed(tree)


def _credit_lines(tree: HtmlElement) -> list[str]:
    """Return the names in the first credit line near the headline ("By …", "Penulis: …", "作者：…"), as one string."""
    above, below = around_headline(tree)
    for line in [*below.split(" | "), *above.split(" | ")]:
        if found := _CREDIT_LINE.match(line[:200]):
            return [next(filter(None, found.groups()))]
    return []


def _printed(tree: HtmlElement) -> Iterator[Sequence[str]]:
    """Yield the texts of elements marked as bylines, in document order; neighbours with the same mark together."""
    groups: dict[tuple[HtmlElement | None, str], list[str]] = {}
    for element in islice(filter(_may_be_byline, tree.iter("*")), _MOST_ELEMENTS):
        text = "" if _is_about_author(element) or _is_of_others(element) else _credit_in(element)
        if 2 < len(text) < _LONGEST:
            groups.setdefault((_list_around(element), _mark(element)), []).append(text)
    yield from islice(groups.values(), _MOST_PRINTED)


def _list_around(element: HtmlElement) -> HtmlElement | None:
    """Return the parent of an element; of the only mark in an item of a list, the list."""
    parent = element.getparent()
    return parent.getparent() if parent is not None and parent.tag == "li" else parent


def _mark(element: HtmlElement) -> str:
    return " ".join((str(element.tag), *(element.get(name, "") for name in ("class", "rel", "itemprop"))))


def _is_of_others(element: HtmlElement) -> bool:
    """True for the author of a comment or of another report."""
    return any(_OTHERS.search(around.get("class", "")) for around in islice(element.iterancestors(), _UP))


def _credit_in(element: HtmlElement) -> str:
    """Return the text of a byline on one line, with commas between neighbouring links, without roles and dates."""
    text = on_line("".join(_pieces(element)))
    return text if len(text) > 2 else on_line(spaced_text(element))


def _pieces(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not _is_beside_name(child):
            yield " "
            yield from _pieces(child)
        tail = child.tail or ""
        yield ", " if not tail.strip() and _is_neighbour(child, child.getnext()) else f" {tail}"


def _is_beside_name(element: HtmlElement) -> bool:
    """True for an element that its class or its text shows to be no name, such as a role."""
    name = element.get("class", "")
    if _BESIDE_NAME.search(name) and _NAME_CLASS.search(name) is None:
        return True
    text = on_line(raw_text(element))
    return len(text) < _LONGEST and _ROLE.search(text) is not None and _PREFIX.match(text) is None


def _is_neighbour(one: HtmlElement, other: HtmlElement | None) -> bool:
    """True for two elements that each hold a name: links, items of a list, or marked alike."""
    if other is None or one.tag != other.tag:
        return False
    is_alike = bool(one.get("class")) and one.get("class") == other.get("class")
    return one.tag in ("a", "li") or (is_alike and _has_words(one) and _has_words(other))


def _has_words(element: HtmlElement) -> bool:
    return len(raw_text(element).split()) > 1


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
    """Return the names in `listed`, without academic titles in letters, roles, repeats and parts of longer names."""
    names: dict[str, str] = {}
    for name in chain.from_iterable(map(_parts, listed)):
        if _is_name(name, site):
            names.setdefault(letters(name), name)
    kept = [(f, n) for i, (f, n) in enumerate(names.items()) if not i or not _DEGREE.match(n)]
    return [n for f, n in kept if not any(f != g and f in g for g, _ in kept)][:_MOST_NAMES]


def _parts(text: str) -> Iterator[str]:
    """Split a credit into names: "By Ani & Budi | 3 August" gives "Ani" and "Budi"; "Rani, S.H." stays whole."""
    names = _IN_BRACKETS.sub("", _PREFIX.sub("", plain(unescape(text))))
    names = _END.sub("", names).strip(_MARKS)
    held = ""
    for part in _split(names):
        name = _PREFIX.sub("", part).strip(_MARKS)
        if held and _SUFFIX.match(name) and not _DEGREE.match(name):
            held += f", {name}"
            continue
        if held:
            yield held
        held = name
    if held:
        yield held


def _split(names: str) -> list[str]:
    """Split at commas and marks, and at words for "and" that stand between two names."""
    parts, start = [], 0
    for join in _JOIN.finditer(names):
        word = join["word"]
        if word is None or _is_between_names(names[start : join.start()], names[join.end() :], word):
            parts.append(names[start : join.start()])
            start = join.end()
    return [*parts, names[start:]]


def _is_between_names(before: str, after: str, word: str) -> bool:
    """True when `word` joins two names; it is inside of one in "José Robles y Artieda" and "Strand and Daughters Media"."""
    left, right = before.split(), _JOIN.split(after, maxsplit=1)[0].split()
    if _FAMILY_JOIN.fullmatch(word):
        return (len(left) > 1) == (len(right) > 1)
    is_firm = len(left) == 1 and (len(right) > 1 or _FIRM.search(" ".join(right)) is not None)
    return not (is_firm and _FIRM_JOIN.fullmatch(word))


def _is_name(text: str, site: str) -> bool:
    return (
        1 < len(text) <= 80
        and _is_short(text.split())
        and not names_nobody(text)
        and not _ROLE.search(text)
        and letters(text) != letters(site)
        and not text.isdigit()
    )


def _is_short(words: list[str]) -> bool:
    """True for as few words as a name has; names with particles, printed with capitals, may be long."""
    is_like_name = all(not word[0].islower() or _PARTICLE.fullmatch(word) for word in words)
    return len(words) <= (_MOST_WORDS_OF_NAME if is_like_name else _MOST_WORDS_OF_TEXT)
