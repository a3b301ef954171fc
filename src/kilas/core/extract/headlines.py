"""Headline of a page: its text, and the text around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree
from lxml.html import HtmlElement

from kilas.core.extract.jsonld import Claimed
from kilas.core.extract.metadata import Tags
from kilas.core.extract.tree import body_of, elements, on_line, raw_text
from kilas.core.text import plain

_MOST_CHARS = 500
_BELOW, _ABOVE = 2_500, 1_500  # code points around the headline: dates and credits there are the report's
_MOST_HEADINGS = 20  # `h1` elements that are compared
_HEADLINE_WORDS = 3  # of a headline that is cut free, at least
_SECTION_WORDS = 2  # of the name of a section, at most
_MOST_PARTS = 30  # texts in a heading that are tried
_TOLD_LETTERS = 8  # of a title that is looked for within a heading, at least
_ASIDE_TAGS = frozenset("small svg button time".split())
_ASIDE_CLASS = re.compile(
    r"kicker|overline|eyebrow|category|section-|badge|flag|sr-only|visually-?hidden|screen-reader|icon|share|byline|author"
    r"|sub-?(?:title|head|line)|\bdek\b|\bdeck\b|standfirst|strap-?line",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_H1 = elements("//h1")
_BREAKS = elements("//h1//br")
_MARKED = elements(
    "//*[contains(@itemprop, 'headline')][not(self::meta)]|//*[self::h2 or self::h3][contains(@class, 'title') or contains(@class, 'headline')]"
)
_SUFFIX = re.compile(r"\s+(?:[|–—»«·•:~-]|::|&raquo;|\\|/)\s+")
_CJK_SUFFIX = re.compile(r"[_|｜-]+(?=[^_|｜-]{2,12}$)")


def title_of(tree: HtmlElement, told: Tags, claimed: Claimed, site: str) -> str | None:
    """Return the headline as readers see it, without the publisher's name `site`; None when there is none.

    The first choice is the `h1` that resembles a title in the page's metadata. The next are another element marked as
    headline, on pages without `h1`; a title in the metadata; the first `h1`. Kickers, subheads and credits in a heading
    are left out. What two places agree on is the whole headline, also if its last part names the publisher.
    """
    names = _site_names(site, told)
    witnesses = _witnesses(tree, told, claimed)
    told_texts = _told_texts(witnesses, names)
    headings = list(dict.fromkeys(_titles(_H1(tree), told_texts, 2)))
    seen = _borne_out(headings, witnesses, site) or (
        ""
        if headings
        else _borne_out(_titles(_MARKED(tree)[:20], told_texts, 8), witnesses, site, least=0.75)
    )
    if not seen:
        seen = next((bare for title in witnesses if (bare := _bare(title, witnesses, names))), "")
        return plain(seen or next(iter(headings), ""))[:_MOST_CHARS].rstrip() or None
    is_whole = letters(seen) in told_texts
    bare = seen if _is_continued(seen, witnesses, names) else _without_site(seen, names, is_whole=is_whole)
    return plain(bare or seen)[:_MOST_CHARS].rstrip() or None


def join_lines(tree: HtmlElement) -> None:
    """Replace the breaks of lines in headings by spaces."""
    for line_break in _BREAKS(tree):
        line_break.tail = f" {line_break.tail or ''}"
        line_break.drop_tag()


def headline_of(tree: HtmlElement, told: Tags, claimed: Claimed) -> HtmlElement | None:
    """Return the `h1` that most resembles a title in the page's metadata, else the first with text; None when there is none."""
    headings = [h for h in _H1(tree)[:_MOST_HEADINGS] if _text(h)]
    witnesses = _witnesses(tree, told, claimed)
    # `max` returns the first of equals
    return max(
        headings, key=lambda h: max((_overlap(_text(h), w) for w in witnesses), default=0.0), default=None
    )


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


def _told_texts(witnesses: Sequence[str], names: set[str]) -> dict[str, str]:
    """Return the witnesses, and what stands before or behind the publisher's exact name in them, by their letters."""
    texts = [text for title in witnesses for text in (title, _cut(title, names, is_exact=True))]
    return {letters(text): text for text in texts}


def _is_continued(text: str, witnesses: Sequence[str], names: set[str]) -> bool:
    """True when a witness is `text` and the publisher's name: then no name is in `text` itself."""
    return any(
        letters(title) != letters(text) == letters(_cut(title, names, is_exact=True)) for title in witnesses
    )


def _bare(title: str, witnesses: Sequence[str], names: set[str]) -> str:
    """Return a title of the metadata without the publisher's name, and without sections before it."""
    if _is_continued(title, witnesses, names):
        return title
    bare = _without_site(title, names)
    return _without_sections(bare, title)


def _without_sections(bare: str, title: str) -> str:
    """Return `bare` without the names of sections between the headline and the publisher's name in `title`.

    They follow the same mark as the publisher's name: "Ferry sinks off Orrin - Islands - News - Orrin Post".
    """
    mark = _SUFFIX.match(title, len(bare))
    parts = bare.split(mark[0]) if mark and title.startswith(bare) else [bare]
    while len(parts) > 1 and _is_section(parts[-1]) and len(parts[0].split()) >= _HEADLINE_WORDS:
        parts.pop()
    return mark[0].join(parts) if mark else bare


def _is_section(text: str) -> bool:
    words = text.split()
    return len(words) <= _SECTION_WORDS and all(word[:1].isupper() or word == "&" for word in words)


def _titles(found: Iterable[HtmlElement], told_texts: Mapping[str, str], longer_than: int) -> list[str]:
    return [t for h in found if longer_than < len(t := _headline_in(h, told_texts)) <= _MOST_CHARS]


def _headline_in(heading: HtmlElement, told_texts: Mapping[str, str]) -> str:
    """Return the headline in a heading, without kickers, subheads, credits and labels of icons.

    It is the longest part that the metadata has as a title; else all but elements marked as something else.
    """
    parts = list(_parts(heading))
    whole = on_line("".join(text for text, _ in parts))
    if letters(whole) in told_texts:
        return told_texts[letters(whole)] if len(parts) > 1 else whole
    if told := _told_run([text for text, _ in parts], told_texts):
        return told
    kept = on_line(" ".join(text for text, is_marked in parts if not is_marked))
    return kept if len(kept.split()) >= _HEADLINE_WORDS and kept != whole else _text(heading)


def _told_run(texts: Sequence[str], told_texts: Mapping[str, str]) -> str:
    """Return the longest title of the metadata that is a run of the first `texts`; "" when none is."""
    ends = range(1, min(len(texts), _MOST_PARTS) + 1)
    runs = {letters("".join(texts[start:end])) for end in ends for start in range(end)}
    return max(
        (told_texts[run] for run in runs & told_texts.keys() if len(run) >= _TOLD_LETTERS),
        key=len,
        default="",
    )


def _parts(heading: HtmlElement) -> Iterator[tuple[str, bool]]:
    """Yield the texts in a heading, and whether an element around each is marked as something else."""
    marked: set[HtmlElement] = set()
    for event, element in etree.iterwalk(heading, events=("start", "end")):
        if (
            event == "start"
            and element is not heading
            and (element.getparent() in marked or _is_aside(element))
        ):
            marked.add(element)
        text = element.text if event == "start" else element.tail if element is not heading else None
        if text:
            yield text, (element if event == "start" else element.getparent()) in marked


def _is_aside(element: HtmlElement) -> bool:
    return element.tag in _ASIDE_TAGS or _ASIDE_CLASS.search(element.get("class", "")) is not None


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


def _without_site(title: str, names: set[str], *, is_whole: bool = False) -> str:
    """Return `title` without the publisher's name at its end or start; only the exact name if it `is_whole`."""
    for _ in range(3):
        bare = _cut(title, names, is_exact=is_whole)
        if bare == title:
            break
        title = bare
    return title if is_whole else _without_unspaced_site(title)


def _site_names(site: str, told: Tags) -> set[str]:
    told_names = (site, told.meta.get("og:site_name", ""), told.meta.get("application-name", ""))
    host = {letters(site.removeprefix("www.").split(".")[0])} if "." in site else set()
    return {letters(n) for n in told_names if n} | host


def _cut(title: str, names: set[str], *, is_exact: bool = False) -> str:
    """Return `title` without its last part, or its first, if that is the publisher's name; else `title`.

    If `is_exact`, a part that only resembles the name stays.
    """
    parts = [(m.start(), m.end()) for m in _SUFFIX.finditer(title)]
    if not parts:
        return title
    head, tail = title[: parts[-1][0]].strip(), title[parts[-1][1] :].strip()
    front, rest = title[: parts[0][0]].strip(), title[parts[0][1] :].strip()
    if head and (letters(tail) in names if is_exact else _is_site(tail, names, len(head))):
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
    """True when `tail` is one of `names`, or printed like a name and starts or ends with one of more than three letters."""
    folded = letters(tail)
    if folded in names:
        return True
    is_like_name = sum(word[0].islower() for word in tail.split()) <= 1 and len(tail.split()) <= 6
    return is_like_name and any(len(n) > 3 and (folded.startswith(n) or folded.endswith(n)) for n in names)


def _looks_like_site(tail: str) -> bool:
    """True when `tail` is short and printed like a name: "The Daily World" in "Ferry sinks | The Daily World"."""
    return (
        len(tail) <= 30
        and len(tail.split()) <= 4
        and tail[:1].isupper()
        and not tail.endswith(("?", "!", "."))
    )
