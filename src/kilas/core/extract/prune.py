"""Removes from a page's tree what is not its report, before the text is extracted: other reports, teasers, hidden parts."""

from __future__ import annotations

import re
from itertools import takewhile

from lxml.html import HtmlElement

from kilas.core.extract.tree import elements, raw_text, short_text
from kilas.core.languages import ON_PAGES as _WORDS

_HEADED_BY_LINK = elements(
    ".//*[self::h2 or self::h3 or self::h4][.//a[not(starts-with(@href, '#'))] or ancestor::a]"
)
_CHUNK = 150  # characters of paragraphs in a container that may be a part of the report, at least
_MAIN = 300  # characters of paragraphs in an `article` element that may be the report, at least
_HIDDEN = elements(
    "//@hidden[. != 'until-found']/parent::*[not(self::html or self::body or self::main or self::article)]"
    "|//dialog|//datalist|//noframes"
)
_BODY_CLASS = re.compile(
    r"(article|entry|post|story|page|text|content)[-_]*(body|content|text)|body[-_]*(text|container|copy)|articleBody|postContent",
    re.IGNORECASE,
)
_BODY_CUES = ("body", "content", "text")  # every match of `_BODY_CLASS` contains one
_BOXES = elements(
    "//article//*[self::div or self::section or self::aside][@class]|//div[contains(@class, 'odal')]"
)
_NAME_PART = re.compile(r"[^a-z]+")
_BOX = 3_000  # characters of a dialogue, at most
_CARD = 1_000  # characters of a teaser, at most
_NOTICE = 1_500  # characters of a notice in `noscript`, at most
_ASKS_SCRIPT = re.compile(
    rf"\b(?:{_WORDS.script_before})\b[^.]{{0,40}}\bjava ?script"
    rf"|\bjava ?script\b[^.]{{0,40}}\b(?:{_WORDS.script_behind})\b",
    re.IGNORECASE,
)


def prune(tree: HtmlElement) -> bool:
    """Remove from `tree` what is not its report. Return True when other whole reports were removed."""
    for element in _HIDDEN(tree):
        if len(raw_text(element)) < _MAIN:  # a longer one may be the report, uncovered by a script
            _drop(element)
    main = _main_article(tree)
    has_others = main is not None and _drop_later_articles(tree, main)
    _drop_cards(tree)
    _drop_boxes(tree)
    join_bodies(tree)
    return has_others


def _main_article(tree: HtmlElement) -> HtmlElement | None:
    """Return the first innermost `article` element with a headline and enough text."""
    for article in tree.iter("article"):
        if _is_report(article) and not any(map(_has_headline, article.iterdescendants("article"))):
            return article
    return None


def _drop_later_articles(tree: HtmlElement, main: HtmlElement) -> bool:
    """Remove the `article` elements after `main`. Return True when one of them was a whole report."""
    articles = list(tree.iter("article"))
    later = [a for a in articles[articles.index(main) + 1 :] if main not in set(a.iterancestors("article"))]
    has_report = any(map(_is_report, later))
    for article in later:
        _drop(article)
    return has_report


def _is_report(article: HtmlElement) -> bool:
    return _has_headline(article) and _size(article) >= _MAIN


def drop_script_notices(tree: HtmlElement) -> bool:
    """Remove notices to readers without JavaScript from `tree`. Return True when there was one."""
    notices = [
        n
        for n in tree.iter("noscript")
        if len(text := raw_text(n)) < _NOTICE and re.search(r"java ?script", text, re.IGNORECASE)
    ]
    for notice in notices:
        _drop(notice)
    return bool(notices)


def asks_script(text: str) -> bool:
    """True when `text` asks its reader to enable JavaScript.

    >>> asks_script("You need to enable JavaScript to run this app.")
    True
    """
    return _ASKS_SCRIPT.search(text) is not None


def _has_headline(article: HtmlElement) -> bool:
    return article.find(".//h1") is not None


def join_bodies(tree: HtmlElement) -> None:
    """Move the parts of a report that is split into several containers, around adverts and pictures, into the first.

    The containers have the same class, and no other headline is inside or between them. Without this, extractors
    return the first container only.
    """
    bodies = [b for b in tree.iter("div", "section", "article") if _may_be_body(b) and _size(b) >= _CHUNK]
    if len(bodies) < 2:
        return
    first = bodies[0]
    inside = set(first.iterdescendants())
    parts = [body for body in bodies[1:] if body not in inside and _is_alike(body, first)]
    for part in _before_next_headline(tree, first, parts) if parts else ():
        first.extend(list(part))


def _is_alike(body: HtmlElement, first: HtmlElement) -> bool:
    """True when the two containers have the same tag and class, and `first` is not inside `body`."""
    if body.tag != first.tag or body.get("class") != first.get("class"):
        return False
    return first not in set(body.iterdescendants())


def _before_next_headline(
    tree: HtmlElement, first: HtmlElement, parts: list[HtmlElement]
) -> list[HtmlElement]:
    """Return the `parts` up to the first `h1` that is after the start of `first` or inside one of them."""
    order = {element: i for i, element in enumerate(tree.iter())}
    later = [order[h] for h in tree.iter("h1") if order[h] > order[first]]
    next_headline = min(later, default=len(order))
    ends = takewhile(lambda part: order[part] < next_headline and part.find(".//h1") is None, parts)
    return list(ends)


def _may_be_body(element: HtmlElement) -> bool:
    if element.get("itemprop") == "articleBody":
        return True
    name = element.get("class", "")
    return any(map(name.lower().__contains__, _BODY_CUES)) and _BODY_CLASS.search(name) is not None


def _drop_cards(tree: HtmlElement) -> None:
    """Remove teasers of other pages: three or more short `article` siblings, each with a linked heading."""
    cards: dict[HtmlElement, list[HtmlElement]] = {}
    for article in tree.iter("article"):
        parent = article.getparent()
        if parent is None or len(raw_text(article)) > _CARD or not _HEADED_BY_LINK(article):
            continue
        cards.setdefault(parent, []).append(article)
    for group in cards.values():
        if len(group) >= 3:
            for card in group:
                _drop(card)


def _drop_boxes(tree: HtmlElement) -> None:
    """Remove boxes inside a report: teasers that their class calls cards, and dialogues that a script opens."""
    for box in _BOXES(tree):
        names = set(_NAME_PART.split(box.get("class", "").lower()))
        if ("modal" in names and short_text(box, _BOX) is not None) or (
            "card" in names and short_text(box, _CARD) is not None and _HEADED_BY_LINK(box)
        ):
            _drop(box)


def _size(article: HtmlElement) -> int:
    return sum(len(raw_text(p)) for p in article.iter("p"))


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
