"""Reads a typed, pasted or saved text: headline, byline, date and the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from kilas.core.extract.days_in_text import days_in
from kilas.core.extract.page_dates import parse_time
from kilas.core.extract.prescan import MAX_MARKUP
from kilas.core.extract.reading import Reading
from kilas.core.languages import BYLINES
from kilas.core.text import plain
from kilas.core.text.markup import clean, is_suspect, on_one_line

_PARAGRAPH = re.compile(r"\n[ \t]*\n+")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,5000}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^#\s+(\S.*?)\s*#*$")
_UNDERLINED = re.compile(r"^(\S.{0,300})\n=+[ \t]*$")
_STOP = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_BYLINE = re.compile(rf"^(?:{BYLINES.typed_openers})\s*:?\s+(\S.{{1,80}})$", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}[T ]\d{1,2}:\d{2}\S*")
_MAX_TITLE_CHARS = 200


def read_text(text: str, *, now: datetime | None = None) -> Reading:
    """Read `text`. Front matter comes first, then a headline, then lines with the byline and the date.

    A headline is a Markdown heading, or a short first line without a full stop, alone or above a credit. Dates after
    `now` are ignored.
    """
    text = clean(text).strip()
    if len(text) >= MAX_MARKUP:
        return Reading(is_too_large=True)
    fields, text = _front_matter(text)
    paragraphs = [p.strip() for p in _PARAGRAPH.split(text) if p.strip()]
    title, paragraphs = _title(paragraphs)
    byline, published, paragraphs = _credits(paragraphs, now)
    body = _body(paragraphs, _plain if is_suspect(text) else on_one_line)
    return Reading(
        text=body,
        title=plain(fields.get("title", "")) or title,
        byline=plain(fields.get("byline", "")) or byline,
        published=_not_after(date_in(fields.get("date", "")), now) or published,
        source=plain(fields.get("source", "")) or None,
        language=fields.get("language"),
        visible=body[:6_000],
        longest=max(map(len, body.split("\n\n"))),
    )


def date_in(text: str) -> datetime | None:
    """Return the ISO time in a short line, else the first day as newsrooms print it (9/3/2026 is 9 March)."""
    if (found := _ISO.search(text)) and (moment := parse_time(found[0])):
        return moment
    return next(days_in(text), None)


def _not_after(moment: datetime | None, now: datetime | None) -> datetime | None:
    return moment if moment and (now is None or moment <= now) else None


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the fields of the front matter by their English names, and the text below it."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    lines = (line.partition(":") for line in found[1].splitlines())
    given = ((BYLINES.front_matter.get(key.strip().lower()), value.strip()) for key, _, value in lines)
    return {name: value.strip("\"' ") for name, value in given if name and value}, text[found.end() :]


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
    return len(line) <= _MAX_TITLE_CHARS and not _STOP.search(line) and not _is_credit(line)


def _is_credit(line: str) -> bool:
    """True for a line that names an author, and for a short line with a date and no full stop."""
    return bool(_BYLINE.match(line.strip())) or (
        len(line) < 60 and date_in(line) is not None and not _STOP.search(line)
    )


def _credits(paragraphs: list[str], now: datetime | None) -> tuple[str | None, datetime | None, list[str]]:
    """Return byline and date from the lines above the first paragraph, and the paragraphs without these lines."""
    byline: str | None = None
    published: datetime | None = None
    rest = paragraphs
    while rest:
        line, after = _without_line(rest)
        if not _is_credit(line):
            break
        named = _BYLINE.match(line.strip())
        if named and byline is None:
            byline = plain(re.split(r"\s*[|—–]\s*|,\s*(?=\w+ \d|\d)", named[1])[0])
        published = published or _not_after(date_in(line), now)
        rest = after
    return byline, published, rest


def _body(paragraphs: Sequence[str], read: Callable[[str], str]) -> str:
    return "\n\n".join([line for p in paragraphs if (line := _paragraph(p, read))])


def _plain(text: str) -> str:
    """Return `plain(text)`, faster, for text that `clean` has cleaned."""
    return plain(text) if is_suspect(text) else on_one_line(text)


def _paragraph(text: str, read: Callable[[str], str]) -> str:
    """Return a paragraph on one line, read by `read`; items of a list become paragraphs."""
    lines = text.split("\n")
    if len(lines) > 1 and all(re.match(r"\s*(?:[-*+•]|\d{1,2}[.)])\s", line) for line in lines):
        return "\n\n".join(t for line in lines if (t := read(line)))
    return read(text)
