"""Reads a typed, pasted or saved text: headline, byline, date and the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from kilas.core.extract.front_matter import front_matter
from kilas.core.extract.moments import moment_in, moments_in
from kilas.core.extract.page_dates import Dated
from kilas.core.extract.prescan import MAX_MARKUP
from kilas.core.extract.reading import Reading
from kilas.core.languages import BYLINES
from kilas.core.text import plain
from kilas.core.text.markup import clean, is_suspect, on_one_line

_PARAGRAPH = re.compile(r"\n[ \t]*\n+")
_HEADING = re.compile(r"^#\s+(\S.*?)\s*#*$")
_UNDERLINED = re.compile(r"^(\S.{0,300})\n=+[ \t]*$")
_CLOSING = r"[\"'”’»)\]]*"
_STOP = re.compile(rf"[.!?…。！？]{_CLOSING}$")
_FULL_STOP = re.compile(rf"[.。]{_CLOSING}$")
_INNER_STOP = re.compile(rf"[.!?]{_CLOSING}\s+\S")
_LIST_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,2}[.)])\s")
_BYLINE = re.compile(rf"^(?:{BYLINES.typed_openers})\s*:?\s+(\S.{{1,80}})$", re.IGNORECASE)
_MAX_TITLE_CHARS = 200
_MOST_PLAIN = 2  # words in lower case in a credit, such as "and"
_WHOLE = 0.6  # share of lines that end with a full stop where each line is a paragraph, at least
_LONGER = 1.3  # length of the only paragraph below a headline, in headlines, at least


def read_text(text: str, *, now: datetime | None = None) -> Reading:
    """Read `text`. Front matter comes first, then a headline, then lines with the byline and the date.

    A headline is a Markdown heading, or a short first line without a full stop, alone or above a credit. Paragraphs are
    separated by empty lines; where there are none, by the ends of lines. Dates after `now` are ignored.
    """
    text = clean(text).strip()
    if len(text) >= MAX_MARKUP:
        return Reading(is_too_large=True)
    fields, text = front_matter(text)
    title, paragraphs = _title(_paragraphs(text))
    byline, printed, paragraphs = _credits(paragraphs, now)
    body = _body(paragraphs, _plain if is_suspect(text) else on_one_line)
    return Reading(
        text=body,
        title=plain(fields.get("title", "")) or title,
        byline=plain(fields.get("byline", "")) or byline,
        dated=_not_after(_declared(fields.get("date", "")), now) or printed,
        source=plain(fields.get("source", "")) or None,
        language=fields.get("language"),
        visible=body[:6_000],
        longest=max(map(len, body.split("\n\n"))),
    )


def _declared(text: str) -> Dated | None:
    found = moment_in(text)
    return Dated(when=found.when, source="metadata", has_zone=found.zone is not None) if found else None


def _printed(line: str) -> Dated | None:
    """Return the first date in a short line (9/3/2026 is 9 March)."""
    found = next(moments_in(line), None)
    return Dated(when=found.when, source="printed", has_zone=found.zone is not None) if found else None


def _not_after(dated: Dated | None, now: datetime | None) -> Dated | None:
    return dated if dated and (now is None or dated.when <= now) else None


def _paragraphs(text: str) -> list[str]:
    blocks = [p.strip() for p in _PARAGRAPH.split(text) if p.strip()]
    if len(blocks) > 2:
        return blocks
    return [part for block in blocks for part in _by_lines(block)]


def _by_lines(block: str) -> list[str]:
    """Return the lines of `block` if each is a paragraph of its own, or its headline; else `block` whole."""
    lines = [line.strip() for line in block.split("\n")]
    told = [line for line in lines[1:] if not _is_credit(line)]
    if not told or any(line[:1].islower() or _LIST_ITEM.match(line) for line in lines):
        return [block]
    is_longer = len(told) > 1 or len(told[0]) >= _LONGER * len(lines[0])
    is_whole = sum(_STOP.search(line) is not None for line in told) >= _WHOLE * len(told)
    return lines if is_longer and is_whole else [block]


def _title(paragraphs: list[str]) -> tuple[str | None, list[str]]:
    """Return the headline, and the paragraphs below it."""
    if not paragraphs:
        return None, paragraphs
    first, after = _without_line(paragraphs)
    if found := _HEADING.match(first):
        return plain(found[1])[:_MAX_TITLE_CHARS], after
    if found := _UNDERLINED.match(paragraphs[0]):
        return plain(found[1])[:_MAX_TITLE_CHARS], paragraphs[1:]
    _, _, rest = paragraphs[0].partition("\n")
    is_alone = not rest or _is_credit(rest.split("\n")[0])
    return (plain(first), after) if is_alone and after and _is_headline(first) else (None, paragraphs)


def _without_line(paragraphs: Sequence[str]) -> tuple[str, list[str]]:
    """Return the first line, and the paragraphs without it."""
    first, _, rest = paragraphs[0].partition("\n")
    return first, [rest.strip(), *paragraphs[1:]] if rest.strip() else [*paragraphs[1:]]


def _is_headline(line: str) -> bool:
    """True for a short line of one sentence without a full stop; it may be a question."""
    if len(line) > _MAX_TITLE_CHARS or _is_credit(line) or _FULL_STOP.search(line):
        return False
    return not (_STOP.search(line) and _INNER_STOP.search(line))


def _is_credit(line: str) -> bool:
    """True for a line that names an author, and for a short line with a date and no full stop."""
    named = _BYLINE.match(line.strip())
    if named and sum(word.islower() for word in named[1].split()) <= _MOST_PLAIN:
        return True
    return len(line) < 60 and _printed(line) is not None and not _STOP.search(line)


def _credits(paragraphs: list[str], now: datetime | None) -> tuple[str | None, Dated | None, list[str]]:
    """Return byline and date from the lines above the first paragraph, and the paragraphs without these lines."""
    byline: str | None = None
    dated: Dated | None = None
    rest = paragraphs
    while rest:
        line, after = _without_line(rest)
        if not _is_credit(line):
            break
        named = _BYLINE.match(line.strip())
        if named and byline is None:
            byline = plain(re.split(r"\s*[|—–]\s*|,\s*(?=\w+ \d|\d)", named[1])[0])
        dated = dated or _not_after(_printed(line), now)
        rest = after
    return byline, dated, rest


def _body(paragraphs: Sequence[str], read: Callable[[str], str]) -> str:
    return "\n\n".join([line for p in paragraphs if (line := _paragraph(p, read))])


def _plain(text: str) -> str:
    """Return `plain(text)`, faster, for text that `clean` has cleaned."""
    return plain(text) if is_suspect(text) else on_one_line(text)


def _paragraph(text: str, read: Callable[[str], str]) -> str:
    """Return a paragraph on one line, read by `read`; items of a list become paragraphs."""
    lines = text.split("\n")
    if len(lines) > 1 and all(_LIST_ITEM.match(line) for line in lines):
        return "\n\n".join(t for line in lines if (t := read(line)))
    return read(text)
