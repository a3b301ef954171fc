"""What is taken off a page's tree before the text is looked for: other reports, cards, hidden parts, layout tables."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from kilas.core.extract.tree import elements, raw_text
from kilas.core.languages import ON_PAGES as _WORDS

_HEADED_BY_LINK = elements(".//*[self::h2 or self::h3 or self::h4][.//a or ancestor::a]")
_CHUNK = 150  # of a report that is cut into several
_MAIN = 300  # characters of paragraphs that make an `article` element the report
_HIDDEN = elements(
    "//@hidden[. != 'until-found']/parent::*[not(self::html or self::body or self::main or self::article)]"
    "|//dialog|//datalist|//noframes"
)
_BODY_CLASS = re.compile(
    r"(article|entry|post|story|page|text|content)[-_]*(body|content|text)|body[-_]*(text|container|copy)|articleBody|postContent",
    re.IGNORECASE,
)
_BODY_CUES = ("body", "content", "text")  # one in each of these
_CARD = 1_000  # a teaser is shorter
_NOTICE = 1_500  # a longer `noscript` is no notice
_ASKS_SCRIPT = re.compile(
    rf"\b(?:{_WORDS.script_before})\b[^.]{{0,40}}\bjava ?script"
    rf"|\bjava ?script\b[^.]{{0,40}}\b(?:{_WORDS.script_behind})\b",
    re.IGNORECASE,
)


def prune(tree: HtmlElement) -> bool:
    """Take off `tree` what is no part of its report; whether other whole reports were among it."""
    for element in _HIDDEN(tree):
        if len(raw_text(element)) < _MAIN:  # a script may uncover more than that: it is the report
            _drop(element)
    reports = [
        a
        for a in tree.iter("article")
        if _has_headline(a) and not any(map(_has_headline, a.iterdescendants("article")))
    ]
    main = next((a for a in reports if _size(a) >= _MAIN), None)
    others = 0
    if main is not None:
        around = set(main.iterancestors("article"))
        articles = list(tree.iter("article"))
        for article in articles[articles.index(main) + 1 :]:
            if article not in around and main not in set(article.iterancestors("article")):
                others += _has_headline(article) and _size(article) >= _MAIN
                _drop(article)
    _drop_cards(tree)
    join_bodies(tree)
    return others > 0


def drop_script_notices(tree: HtmlElement) -> bool:
    """Take off `tree` what it tells readers whose browser runs no scripts; whether there was any."""
    notices = [
        n
        for n in tree.iter("noscript")
        if len(text := raw_text(n)) < _NOTICE and re.search(r"java ?script", text, re.IGNORECASE)
    ]
    for notice in notices:
        _drop(notice)
    return bool(notices)


def asks_script(text: str) -> bool:
    """Whether `text` tells its reader to let scripts run.

    >>> asks_script("You need to enable JavaScript to run this app.")
    True
    """
    return _ASKS_SCRIPT.search(text) is not None


def _has_headline(article: HtmlElement) -> bool:
    return article.find(".//h1") is not None


def join_bodies(tree: HtmlElement) -> None:
    """Make one of the containers that a report is cut into around adverts and pictures.

    They bear the same class, and no other headline stands between them. Extractors take the first and are content.
    """
    bodies = [b for b in tree.iter("div", "section", "article") if _may_be_body(b) and _size(b) >= _CHUNK]
    if len(bodies) < 2:
        return
    first = bodies[0]
    order = {element: i for i, element in enumerate(tree.iter())}
    headlines = [order[h] for h in tree.iter("h1")]
    inside = set(first.iterdescendants())
    for body in bodies[1:]:
        if body in inside or not _is_alike(body, first):
            continue
        if any(order[first] < h < order[body] for h in headlines) or body.find(".//h1") is not None:
            return
        first.extend(list(body))


def _is_alike(body: HtmlElement, first: HtmlElement) -> bool:
    if body.tag != first.tag or body.get("class") != first.get("class"):
        return False
    return first not in set(body.iterdescendants())


def _may_be_body(element: HtmlElement) -> bool:
    if element.get("itemprop") == "articleBody":
        return True
    name = element.get("class", "")
    return any(map(name.lower().__contains__, _BODY_CUES)) and _BODY_CLASS.search(name) is not None


def _drop_cards(tree: HtmlElement) -> None:
    """Three and more short `article` elements side by side, each headed by a link, are teasers of other pages."""
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


def _size(article: HtmlElement) -> int:
    return sum(len(raw_text(p)) for p in article.iter("p"))


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
