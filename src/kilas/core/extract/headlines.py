"""Headline of a page: its text, and the text around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from kilas.core.extract.jsonld import Claimed
from kilas.core.extract.metadata import Tags
from kilas.core.extract.tree import body_of, elements, on_line, raw_text
from kilas.core.text import plain

_MOST_CHARS = 500
_BELOW, _ABOVE = 2_500, 1_500  # code points around the headline: dates and credits there are the report's
_MOST_HEADINGS = 20  # `h1` elements that are compared
_WORD = re.compile(r"\w+")
_H1 = elements("//h1")
_MARKED = elements(
    "//*[contains(@itemprop, 'headline')][not(self::meta)]|//*[self::h2 or self::h3][contains(@class, 'title') or contains(@class, 'headline')]"
)
_SUFFIX = re.compile(r"\s+(?:[|–—»«·•:~-]|::|&raquo;|\\|/)\s+")
_CJK_SUFFIX = re.compile(r"[_|｜-]+(?=[^_|｜-]{2,12}$)")


def title_of(tree: HtmlElement, told: Tags, claimed: Claimed, site: str) -> str | None:
    """Return the headline as readers see it, without the publisher's name `site`; None when there is none.

    The first choice is the `h1` that resembles a title in the page's metadata. The next are another element marked as
    headline, on pages without `h1`; a title in the metadata; the first `h1`.
    """
    witnesses = _witnesses(tree, told, claimed)
    headings = list(dict.fromkeys(_titles(_H1(tree), 2)))
    seen = (
        _borne_out(headings, witnesses, site)
        or ("" if headings else _borne_out(_titles(_MARKED(tree)[:20], 8), witnesses, site, least=0.75))
        or next((bare for title in witnesses if (bare := _without_site(title, site, told))), "")
        or next(iter(headings), "")
    )
    return plain(_without_site(seen, site, told) or seen)[:_MOST_CHARS].rstrip() or None


def headline_of(tree: HtmlElement, told: Tags, claimed: Claimed) -> HtmlElement | None:
    """Return the `h1` that most resembles a title in the page's metadata, else the first with text; None when there is none."""
    headings = [h for h in _H1(tree)[:_MOST_HEADINGS] if _text(h)]
    witnesses = _witnesses(tree, told, claimed)
    # `max` returns the first of equals
    return max(headings, key=lambda h: max((_overlap(_text(h), w) for w in witnesses), default=0.0), default=None)


def around_headline(tree: HtmlElement) -> tuple[str, str]:
    """Return the text above and below the headline, " | " between text nodes; all of it is below when there is no `h1`."""
    headline = next((h for h in _H1(tree) if _text(h)), None)
    above: list[str] = []
    below: list[str] = []
    room = _BELOW
    for element in body_of(tree).iter():
        if element is headline:
            above, below, room = below, [], _BELOW
        room = _take(element, below, room, has_limit=headline is None)
        if room <= 0 and (headline is None or above):
            break
    return _segments(above)[-_ABOVE:], _segments(below)[:_BELOW]


def letters(text: str) -> str:
    """Return the letters and digits of `text`, case-folded: titles and names that differ in nothing else are equal."""
    return "".join(_WORD.findall(text.casefold()))


def _take(element: HtmlElement, texts: list[str], room: int, *, has_limit: bool) -> int:
    """Add the text inside and after `element` to `texts`, and return the code points left of `room`."""
    for text in (element.text, element.tail):
        if text and not text.isspace() and (room > 0 or not has_limit):
            texts.append(text)
            room -= len(text)
    return room


def _segments(texts: Sequence[str]) -> str:
    return " | ".join(on_line(text) for text in texts)


def _text(element: HtmlElement) -> str:
    return on_line(raw_text(element))


def _witnesses(tree: HtmlElement, told: Tags, claimed: Claimed) -> list[str]:
    """Return the titles in the page's metadata."""
    named = (
        claimed.headline,
        told.meta.get("og:title", ""),
        told.meta.get("twitter:title", ""),
        tree.findtext(".//title") or "",
    )
    return [line for text in named if (line := on_line(text))]


def _titles(found: Iterable[HtmlElement], longer_than: int) -> list[str]:
    return [t for h in found if longer_than < len(t := _text(h)) <= _MOST_CHARS]


def _borne_out(headings: Sequence[str], witnesses: Sequence[str], site: str, least: float = 0.4) -> str:
    """Return the heading that most resembles a witness, by more than `least`; "" when none does.

    Without witnesses, a single heading counts as 0.5.
    """
    alone = 0.5 if len(headings) == 1 else 0.0
    best, best_share = "", least
    for heading in headings:
        if letters(heading) == letters(site):
            continue
        share = max((_overlap(heading, witness) for witness in witnesses), default=alone)
        if share > best_share:
            best, best_share = heading, share
    return best


def _overlap(a: str, b: str) -> float:
    """Return the F1 of two titles over their sets of words; over their sets of letters in scripts without spaces."""
    one, two = _tokens(a), _tokens(b)
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def _tokens(text: str) -> set[str]:
    folded = text.casefold()
    return (
        set(_WORD.findall(folded))
        if folded.isascii() or " " in folded.strip()
        else set(folded) - set(" 　，。、")
    )


def _without_site(title: str, site: str, told: Tags) -> str:
    """Return `title` without the publisher's name at its end or start."""
    names = _site_names(site, told)
    for _ in range(3):
        bare = _cut(title, names)
        if bare == title:
            break
        title = bare
    return _without_unspaced_site(title)


def _site_names(site: str, told: Tags) -> set[str]:
    told_names = (site, told.meta.get("og:site_name", ""), told.meta.get("application-name", ""))
    host = {letters(site.removeprefix("www.").split(".")[0])} if "." in site else set()
    return {letters(n) for n in told_names if n} | host


def _cut(title: str, names: set[str]) -> str:
    """Return `title` without its last part, or its first, if that is the publisher's name; else `title`."""
    parts = [(m.start(), m.end()) for m in _SUFFIX.finditer(title)]
    if not parts:
        return title
    head, tail = title[: parts[-1][0]].strip(), title[parts[-1][1] :].strip()
    front, rest = title[: parts[0][0]].strip(), title[parts[0][1] :].strip()
    if head and _is_site(tail, names, len(head)):
        return head
    return rest if rest and letters(front) in names else title


def _without_unspaced_site(title: str) -> str:
    """Return `title` without a name set off by a mark at its end, in scripts without spaces."""
    found = _CJK_SUFFIX.search(title)
    if found is None or found.start() <= 6 or title[found.start()] == "-":
        return title
    tail = title[found.end() :]
    return title if tail.isascii() or " " in tail else title[: found.start()].strip()


def _is_site(tail: str, names: set[str], head_length: int) -> bool:
    """True when `tail`, after `head_length` characters of a title, is the publisher's name; guessed when no name is known."""
    return _is_named(tail, names) or (not names and head_length >= 20 and _looks_like_site(tail))


def _is_named(tail: str, names: set[str]) -> bool:
    """True when `tail` is one of `names`, or starts or ends with one of more than three letters."""
    folded = letters(tail)
    return folded in names or any(len(n) > 3 and (folded.startswith(n) or folded.endswith(n)) for n in names)


def _looks_like_site(tail: str) -> bool:
    """True when `tail` is short and printed like a name: "The Daily World" in "Ferry sinks | The Daily World"."""
    return (
        len(tail) <= 30
        and len(tail.split()) <= 4
        and tail[:1].isupper()
        and not tail.endswith(("?", "!", "."))
    )
