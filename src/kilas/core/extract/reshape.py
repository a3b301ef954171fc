"""Turns unusual markup of a report into ordinary paragraphs: posts of live blogs, elements that HTML does not have, reports in `noscript`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from lxml.html import HtmlElement, defs

from kilas.core.extract.tree import elements, raw_text, short_text
from kilas.core.languages import ON_PAGES as _WORDS

_REPORT = 150  # characters of lines in `noscript` that may be a part of the report, at least
_POSTS = 3  # posts of a live blog, at least
_POST = 40  # characters of paragraphs in a post, at least
_CLOCK = re.compile(
    rf"(?:[^\W\d]{{0,12}}[ ,]*\d{{0,2}}[ ,]*){{0,3}}\d{{1,2}}[:.h]\d{{2}}(?:[:.]\d{{2}})?"
    rf"(?:\s*(?:{_WORDS.day_halves}|[A-Z]{{2,4}}|\([A-Z]{{2,4}}\)|GMT[+-]\d+))?\W*",
    re.IGNORECASE,
)
_STAMP = 40  # characters of the time of a post, at most
_NOT_POSTS = re.compile(r"comment|reply|disqus|related|recommend", re.IGNORECASE)
_OUTWARD = elements(
    ".//a[@href][not(contains(@href, '#'))][ancestor::h1 or ancestor::h2 or ancestor::h3 or ancestor::h4 or .//h2 or .//h3 or .//h4]"
)
_INWARD = elements(".//a[contains(@href, '#')]")
_STAMPS = elements(
    "//body//*[self::time or self::p or self::span or self::div or self::strong or self::b][not(*)]"
)
_POST_TAGS = ("article", "div", "li", "section")
_LEVELS = 4  # containers between a post and its time, at most
_ELEMENTS = 60  # elements of a post that are looked at, at most
_ASIDE = elements("ancestor::aside|ancestor::nav|ancestor::footer|ancestor::form")
_NOSCRIPTS = elements("(//body//noscript)[position() <= 20]")
_IN_BODY = elements("//body//*")
_KNOWN = frozenset(defs.tags) | frozenset(
    "bdi data dialog image listing main nobr picture plaintext portal search slot template xmp".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre"
    " section table td th tr ul".split()
)
_LINES = frozenset("p h1 h2 h3 h4 h5 h6 a span em strong b i u td th li dt dd label button".split())


def reshape(tree: HtmlElement) -> bool:
    """Turn unusual markup in `tree` into ordinary markup. Return True when the page is a live blog."""
    _name_unknown_elements(tree)
    _open_noscripts(tree)
    return _open_posts(tree)


def _name_unknown_elements(tree: HtmlElement) -> None:
    """Rename elements that HTML does not have: a line of text becomes a paragraph, a container a `div`, a part of a line a `span`.

    Extractors know none of them, and would run their lines together.
    """
    for element in _IN_BODY(tree):
        if not isinstance(element.tag, str) or element.tag in _KNOWN:
            continue
        if _is_in_line(element):
            element.tag = "span"
        else:
            element.tag = "div" if _holds_blocks(element) or not raw_text(element).strip() else "p"


def _is_in_line(element: HtmlElement) -> bool:
    """True when `element` is inside a line of text."""
    parent = element.getparent()
    if parent is None or parent.tag in _LINES:
        return True
    beside = [parent.text, *(child.tail for child in parent)]
    return any(text and text.strip() for text in beside)


def _holds_blocks(element: HtmlElement) -> bool:
    return any(
        isinstance(child.tag, str) and (child.tag in _BLOCKS or child.tag not in _KNOWN)
        for child in element.iterdescendants()
    )


def _open_noscripts(tree: HtmlElement) -> None:
    """Make a `noscript` with the only copy of a part of the report a `div`."""
    for noscript in _NOSCRIPTS(tree):
        # markup inside markup, for a script that writes it, is no text
        parts = [" ".join(part.split()) for part in map(str, noscript.itertext()) if "<" not in part]
        lines = [line for line in parts if len(line) >= _POST]
        if sum(map(len, lines)) < _REPORT:
            continue
        whole = " ".join(raw_text(tree).split())
        if not any(whole.count(line) > 1 for line in lines):
            noscript.tag = "div"


def _open_posts(tree: HtmlElement) -> bool:
    """Make the posts of a live blog parts of one report: `div`s, each with its time in a paragraph of its own."""
    opened = dict(chain.from_iterable(posts.items() for posts in _groups(tree) if _are_posts(posts)))
    if not opened or sum(len(raw_text(post)) for post in opened) < _size(tree) - sum(map(_size, opened)):
        return False  # the second: comments or teasers beside a report
    for post, stamp in opened.items():
        _open_post(post, stamp)
    return True


def _groups(tree: HtmlElement) -> Iterator[dict[HtmlElement, HtmlElement]]:
    """Yield the time of each post by its post, for each container with at least `_POSTS` of them."""
    groups: dict[HtmlElement, dict[HtmlElement, HtmlElement]] = {}
    for stamp in _STAMPS(tree):
        post = _post_around(stamp) if _is_clock(stamp) else None
        if post is not None and (parent := post.getparent()) is not None:
            groups.setdefault(parent, {}).setdefault(post, stamp)
    return (posts for posts in groups.values() if len(posts) >= _POSTS)


def _is_clock(element: HtmlElement) -> bool:
    """True for a time that is an element of its own: a `time` element, or a time of day in another."""
    text = (element.text or "").strip()
    if not text or len(text) > _STAMP:
        return False
    return element.tag == "time" or (
        text[-1] not in ".!?" and _CLOCK.fullmatch(" ".join(text.split())) is not None
    )


def _post_around(stamp: HtmlElement) -> HtmlElement | None:
    """Return the nearest container around `stamp` with a paragraph that is not above it; None when there is none."""
    for around in islice(stamp.iterancestors(), _LEVELS):
        if around.tag in _POST_TAGS and (first := _first_paragraph(around, stamp)) is not None:
            order = list(islice(around.iter(), _ELEMENTS))
            if stamp not in order:
                return None
            is_above = first in order[: order.index(stamp)] and first not in stamp.iterancestors()
            return None if is_above else around
    return None


def _first_paragraph(post: HtmlElement, stamp: HtmlElement) -> HtmlElement | None:
    """Return the first paragraph of `post`: a `p`, or a `div` with text of its own."""
    for element in islice(post.iter("p", "div"), _ELEMENTS):
        if element is stamp:
            continue
        own = (element.text or "").strip()
        if len(own) >= _POST or (element.tag == "p" and short_text(element, _POST) is None):
            return element
    return None


def _are_posts(posts: Iterable[HtmlElement]) -> bool:
    """True when `posts` are in the body of the page, are no comments, and their headings link no other page."""
    return not any(
        _NOT_POSTS.search(f"{post.get('class', '')} {post.get('id', '')}") or _OUTWARD(post) or _ASIDE(post)
        for post in posts
    )


def _size(element: HtmlElement) -> int:
    """Return the number of characters in paragraphs."""
    return sum(len(raw_text(p)) for p in element.iter("p"))


def _open_post(post: HtmlElement, stamp: HtmlElement) -> None:
    for link in _INWARD(post):
        link.drop_tag()
    post.tag = "div"
    # a class or property of bodies would make one post the whole report
    for element in (post, *post.iterdescendants("div", "section", "header")):
        for name in ("class", "id", "itemprop"):
            element.attrib.pop(name, None)
    around = stamp.getparent()
    if around is not None and around.tag in ("div", "header", "article", "section"):
        stamp.tag = "p"
