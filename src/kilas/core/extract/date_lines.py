"""Lines of a page that give its date: beside the headline, and labelled lines below the report.

A line of the report itself is none of them, whatever day it names; nor is one in a footer, beside the report, or in a
list of other reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, tzinfo
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from kilas.core.extract.days_in_text import days_in
from kilas.core.extract.moments import Moment, moments_in, zoned_times_in
from kilas.core.extract.tree import body_of, on_line, raw_text
from kilas.core.languages import BYLINES
from kilas.core.languages import ON_PAGES as _WORDS

_BREAKS = frozenset(
    "address article aside blockquote body br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " li main nav ol p pre section table td th tr ul".split()
)
_OUTSIDE = frozenset("nav figure figcaption blockquote button".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BESIDE = re.compile(
    r"related|recommend|comment(?!ary)|sidebar|popular|trending|teaser|copyright|newsletter|disclaimer|caption"
    rf"|{_WORDS.other_classes}",
    re.IGNORECASE,
)
_MARKED = re.compile(r"date|time|publi[sc]|posted|byline|dateline|meta\b", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat", re.IGNORECASE)
_MOST_WORDS, _MOST_PLAIN = 14, 6  # beside the date: in all; in lower case on a line marked as a date's
_PROSE = 18  # words of a line that belongs to the report
_SENTENCE = 10  # the same, if it ends with a full stop
_OPENING = 2  # such lines: a standfirst may stand above the date
_FAR = 5  # the same, above a `time` element
_UP = 6  # elements around a line that are examined where no headline bounds them
_RIGHTS = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_KNOWN = re.compile(
    rf"(?:{_WORDS.beside_date}|{_WORDS.weekdays}|{_WORDS.date_labels}|{_WORDS.before_time}|{_WORDS.day_halves}"
    rf"|{BYLINES.prefixes}|{BYLINES.joins}|{BYLINES.particles})",
    re.IGNORECASE,
)
_TOLD = re.compile(r"([^\W\d_]+)\s*[:：]\s*$")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s*$")
_MARK = re.compile(r"[|·•–—]\s*$")
_LABELLED = re.compile(
    rf"(?:{_WORDS.date_labels})(?:\W|\b(?:{_WORDS.beside_date}|{_WORDS.weekdays})\b)*$", re.IGNORECASE
)
_STAMP = 60  # code points of the attribute of a `time` element that are read
_MOST_LINES = 400
_LONGEST = 400  # code points of a line that gives a date
_CJK_SENTENCE = re.compile(r"。|[\u3040-\u30ff\u4e00-\u9fff]{8}[，、]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")


@dataclass(slots=True)
class _Line:
    """Text between two breaks, and the elements it stands in."""

    first: HtmlElement | None = None  # the element that holds the first text
    parts: list[str] = field(default_factory=list)
    times: list[HtmlElement] = field(default_factory=list)  # its `time` elements
    links: list[HtmlElement] = field(default_factory=list)

    @property
    def text(self) -> str:
        return on_line(" ".join(self.parts))


@dataclass(frozen=True, slots=True)
class Printed:
    """A moment on a line that gives the page's date."""

    moment: Moment
    line: str  # up to the moment
    is_marked_up: bool = False  # from the attribute of a `time` element

    @property
    def is_labelled(self) -> bool:
        """True when the line calls it the time of publication."""
        return _is_labelled(self.line)


def printed_moments(
    tree: HtmlElement, headline: HtmlElement | None, *, is_month_first: bool
) -> list[Printed]:
    """Return the moments on the lines that give the page's date: below the headline, then above it, nearest first.

    Without `headline`, all lines count as below it.
    """
    around = _around(headline)
    above, below = _halves(tree, headline)
    found = [*_told(below, around, is_month_first), *_told(_nearest(above), around, is_month_first)]
    return sorted(found, key=lambda printed: _CHANGED.search(printed.line) is not None)


def zoned_times_beside(tree: HtmlElement, headline: HtmlElement | None) -> Iterator[tuple[time, tzinfo]]:
    """Yield the times of day with a zone on the lines beside the headline, also those without a day."""
    around = _around(headline)
    above, below = _halves(tree, headline)
    prose = 0.0
    for line in (*below, *_nearest(above)):
        text = line.text
        if _is_report(line, text):
            prose += _weight(text)
        elif prose < _OPENING and not _is_elsewhere(line, around, prose > 0):
            yield from zoned_times_in(text)


def days_shown(tree: HtmlElement) -> set[datetime]:
    """Return the days that the page shows anywhere. Where no line gives the page's date, none of them is it."""
    found: set[datetime] = set()
    for line in islice(_lines(body_of(tree)), _MOST_LINES):
        told = " ".join((line.text, *(element.get("datetime", "")[:_STAMP] for element in line.times)))
        found.update(day for is_first in (True, False) for day in days_in(told, is_month_first=is_first))
    return found


def _around(headline: HtmlElement | None) -> set[HtmlElement]:
    return set() if headline is None else {headline, *headline.iterancestors()}


def _halves(tree: HtmlElement, headline: HtmlElement | None) -> tuple[list[_Line], list[_Line]]:
    """Return the lines above the headline, and those from it on."""
    above: list[_Line] = []
    below: list[_Line] = []
    is_above = headline is not None
    for line in _lines(body_of(tree)):
        if is_above and line.first is not None and _is_within(line.first, headline):
            is_above = False
        (above if is_above else below).append(line)
        if len(below) >= _MOST_LINES:
            break
    return above, below


def _nearest(above: list[_Line]) -> list[_Line]:
    """Return the last lines above the headline, the nearest first."""
    return above[:-12:-1]


def _told(lines: Iterable[_Line], around: set[HtmlElement], is_month_first: bool) -> Iterator[Printed]:
    """Yield the moments of `lines`; behind the first line of the report only labelled ones."""
    prose = 0.0
    for line in lines:
        text = line.text
        if _is_report(line, text):
            prose += _weight(text)
        elif _has_figures(line, text) and not _is_elsewhere(line, around, prose > 0):
            is_below = prose >= (_FAR if line.times else _OPENING) and not _is_in_header(line)
            found = _of_line(line, text, is_month_first)
            yield from (p for p in found if not is_below or p.is_labelled)


def _has_figures(line: _Line, text: str) -> bool:
    return bool(line.times) or any(character.isdigit() for character in text)


def _weight(text: str) -> float:
    """Return how much a line of the report counts, 0 to 1: a short sentence may be a standfirst."""
    return min(1.0, len(text.split()) / _PROSE)


def _is_report(line: _Line, text: str) -> bool:
    """True for a long line that is not a row of marks, names and figures."""
    if len(text) > _LONGEST:
        return True
    if _CJK_SENTENCE.search(text):
        return True
    words = text.split()
    least = _SENTENCE if text.endswith((".", "!", "?")) else _PROSE
    return len(words) >= least and sum(map(str.islower, words)) >= least // 2 and not line.times


def _of_line(line: _Line, text: str, is_month_first: bool) -> Iterator[Printed]:
    found = list(moments_in(text, is_month_first=is_month_first))
    for element in line.times:
        stamp = element.get("datetime", "")
        for moment in moments_in(stamp[:_STAMP]):
            yield Printed(moment, _kind(element) + stamp, is_marked_up=True)
    if found and not _RIGHTS.search(text) and _is_date_line(line, text, found):
        yield from (Printed(moment, text[: moment.start]) for moment in found)


def _is_date_line(line: _Line, text: str, found: Sequence[Moment]) -> bool:
    """True when little but names, marks and the words of such lines stands beside the days that `text` names."""
    words = _words_beside(text, found)
    before = text[: found[0].start]
    if _is_of_something(before) or any(map(_is_linked_title, line.links)):
        return False
    if any(element.tag in _HEADINGS for element in _upwards(line)):
        return found[0].clock is not None or not words or _MARK.search(before) is not None
    plain = sum(word[0].islower() for word in words)
    return len(words) <= _MOST_WORDS and plain <= _most_plain(line, text, before)


def _is_of_something(before: str) -> bool:
    """True when a word with a colon right before a day tells that it is not of the page: "Deadline: 3 March 2026"."""
    told = _TOLD.search(before)
    return told is not None and _KNOWN.fullmatch(told[1]) is None


def _is_linked_title(link: HtmlElement) -> bool:
    """True for a link to another report whose title names a day."""
    text = on_line(raw_text(link))[:_LONGEST]
    found = list(moments_in(text))
    return bool(found) and len(_words_beside(text, found)) > 1


def _words_beside(text: str, found: Sequence[Moment]) -> list[str]:
    """Return the words of `text` that are of no moment, no address and not known from such lines."""
    rest = text
    for moment in reversed(found):
        rest = f"{rest[: moment.start]} {rest[moment.end :]}"
    return [word for word in _WORD.findall(_ADDRESS.sub(" ", rest)) if _KNOWN.fullmatch(word) is None]


def _most_plain(line: _Line, text: str, before: str) -> int:
    """Return how many words in lower case a line may have, with `before` left of its first day."""
    is_sentence = text.endswith((".", "!", "?"))
    is_marked = bool(line.times) or any(map(_is_marked, _upwards(line)))
    if _is_labelled(before) or (is_marked and not is_sentence):
        return _MOST_PLAIN
    return 0 if is_sentence or _is_governed(before) else 1


def _is_labelled(before: str) -> bool:
    """True when the text before a day calls it the time of publication, other than within a sentence."""
    label = _LABELLED.search(before)
    if label is None:
        return False
    lead = before[: label.start()].rstrip()
    return not lead or not label[0][0].islower() or not (lead[-1].isalnum() or lead[-1] == ",")


def _is_governed(before: str) -> bool:
    """True when a plain word right before a day makes it part of a phrase: "the quake of", not "published on"."""
    last = _LAST_WORD.search(before)
    return last is not None and last[1][0].islower() and _KNOWN.fullmatch(last[1]) is None


def _upwards(line: _Line) -> list[HtmlElement]:
    """Return the element of a line, and its parent."""
    return [e for e in (line.first, None if line.first is None else line.first.getparent()) if e is not None]


def _is_marked(element: HtmlElement) -> bool:
    return _MARKED.search(_kind(element)) is not None


def _kind(element: HtmlElement) -> str:
    return " ".join(element.get(name, "") for name in ("class", "id", "itemprop"))


def _is_elsewhere(line: _Line, around: set[HtmlElement], is_in_report: bool) -> bool:
    """True for a line that is not beside the report: in a footer, a list of other reports, a caption, a headline."""
    element = line.first
    steps = 0
    while element is not None and element not in around and (around or steps < _UP):
        if element.tag in _OUTSIDE or _BESIDE.search(_kind(element)):
            return True
        if element.tag in ("footer", "header") and not _is_in_article(element):
            return True
        if element.tag == "aside" and is_in_report:
            return True
        element, steps = element.getparent(), steps + 1
    return element is not None and element.tag == "h1"


def _is_in_article(element: HtmlElement) -> bool:
    return next(element.iterancestors("article", "main"), None) is not None


def _is_in_header(line: _Line) -> bool:
    """True within the `header` of an article."""
    headers = () if line.first is None else line.first.iterancestors("header")
    return any(_is_in_article(header) for header in headers)


def _is_within(element: HtmlElement, other: HtmlElement | None) -> bool:
    return element is other or other in element.iterancestors()


def _lines(body: HtmlElement) -> Iterator[_Line]:
    """Yield the lines with text or a `time` element, in document order."""
    line = _Line()
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BREAKS and (line.parts or line.times):
            yield line
            line = _Line()
        if event == "start":
            _add(line, element, element.text)
            if element.tag == "time" and element.get("datetime"):
                line.times.append(element)
            elif element.tag == "a":
                line.links.append(element)
        elif element is not body:
            _add(line, element.getparent(), element.tail)
    if line.parts or line.times:
        yield line


def _add(line: _Line, element: HtmlElement, text: str | None) -> None:
    if text and not text.isspace() and element.tag not in ("script", "style"):
        line.parts.append(text)
    if line.first is None and (line.parts or element.tag == "time"):
        line.first = element
