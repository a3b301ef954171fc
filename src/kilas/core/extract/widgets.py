"""Removes from a page's tree what interrupts its report: embedded posts, and pointers to other pages inside paragraphs."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from kilas.core.extract.tree import elements, short_text
from kilas.core.languages import ON_PAGES as _WORDS

# Classes that the embed codes of social networks give to the copy of a post; a reader sees the post in its place.
_EMBEDDED = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|bluesky-embed|mastodon-embed"
    r"|text-post-media|reddit-(?:embed-bq|card)|telegram-post|imgur-embed-pub)(?:\s|$)"
)
_WITH_CLASS = elements("//blockquote[@class]|//div[@class]|//figure[@class]")
_POSTS = elements(
    "//blockquote[.//a[re:test(@href, '^https?://(?:www\\.|mobile\\.)?(?:twitter|x)\\.com/\\w+/status/|^https?://(?:www\\.)?(?:instagram\\.com/(?:p|reel)|tiktok\\.com/@|t\\.me)/')]]"
)
_LINKS = elements(
    "//p//a[@href]|//div/a[@href]|//div/*[self::strong or self::b or self::em]/a[@href]|//li//a[@href]"
)
_IN_LINE = frozenset("strong b em i span u font".split())
_POINTER = 200  # characters of a pointer, at most
_OPENS_POINTER = re.compile(rf"[\[(]?\s*(?:{'|'.join(_WORDS.pointers)})\s*[:：]?\s*", re.IGNORECASE)
_ENDS_IN_POINTER = re.compile(
    rf"(?:^|(?<=[.!?…”\"’)])\s*)[\[(]?(?:{'|'.join(_WORDS.pointers)})\s*[:：]\s*$", re.IGNORECASE
)


def drop_widgets(tree: HtmlElement) -> None:
    """Remove embedded posts and pointers inside paragraphs from `tree`."""
    for element in _POSTS(tree):
        _drop(element)
    for element in _WITH_CLASS(tree):
        if _EMBEDDED.search(element.get("class", "")):
            _drop(element)
    for link in _LINKS(tree):
        _drop_pointer(link)


def _drop_pointer(link: HtmlElement) -> None:
    """Remove `link` with the words before it when they only point to another page: "Read also: A bridge falls".

    The words end with a colon, and open the line or follow a sentence. In an emphasis of their own at the end of the
    line they need no colon.
    """
    linked = short_text(link, _POINTER)
    if linked is None:
        return
    whole = _emphasis_around(link)
    if whole is not None and (text := short_text(whole, 2 * _POINTER)) and _is_pointer(text, linked):
        _drop(whole)
    elif _is_labelled(link) and (label := link.getprevious()) is not None:
        _drop(label)
        _drop(link)
    elif (found := _ENDS_IN_POINTER.search(_text_before(link))) is not None:
        _cut_before(link, found.start())
        _drop(link)


def _emphasis_around(link: HtmlElement) -> HtmlElement | None:
    """Return the outermost emphasis that `link` is in; None when there is none."""
    found = None
    for element in link.iterancestors():
        if element.tag not in _IN_LINE:
            break
        found = element
    return found


def _is_pointer(text: str, linked: str) -> bool:
    """True for a label such as "Read also" with nothing but the text `linked` of its link."""
    found = _OPENS_POINTER.match(text)
    return found is not None and text[found.end() :].strip(" .)]") == linked.strip(" .)]")


def _is_labelled(link: HtmlElement) -> bool:
    """True when an emphasis with a label is right before `link`."""
    before = link.getprevious()
    if before is None or before.tag not in _IN_LINE:
        return False
    label = ((short_text(before, _POINTER) or "") + (before.tail or "")).strip()
    return _OPENS_POINTER.fullmatch(label) is not None and (
        label[-1] in ":：" or not (link.tail or "").strip()
    )


def _text_before(link: HtmlElement) -> str:
    before, parent = link.getprevious(), link.getparent()
    if before is not None:
        return before.tail or ""
    return (parent.text or "") if parent is not None else ""


def _cut_before(link: HtmlElement, at: int) -> None:
    """Cut the text before `link` at the offset `at`."""
    before, parent = link.getprevious(), link.getparent()
    if before is not None:
        before.tail = (before.tail or "")[:at]
    elif parent is not None:
        parent.text = (parent.text or "")[:at]


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
