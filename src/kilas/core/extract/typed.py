"""A text somebody typed, pasted or saved: which line is the headline, which the credit, which the report."""

from __future__ import annotations

import re
from collections.abc import Callable
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
    """`text` as a reading. A headline is a Markdown heading, or a short first line without a full stop above an empty line."""
    text = clean(text).strip()
    if len(text) >= MAX_MARKUP:
        return Reading(is_too_large=True)
    fields, text = _front_matter(text)
    paragraphs = [p.strip() for p in _PARAGRAPH.split(text) if p.strip()]
    title, paragraphs = _title(paragraphs)
    byline, published, paragraphs = _credits(paragraphs, now)
    read = _plain if is_suspect(text) else on_one_line
    body = "\n\n".join([line for p in paragraphs if (line := _paragraph(p, read))])
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
    """The first moment named in a short line: an ISO time, or a day as newsrooms print it (9/3/2026 is 9 March)."""
    if (found := _ISO.search(text)) and (moment := parse_time(found[0])):
        return moment
    return next(days_in(text), None)


def _not_after(moment: datetime | None, now: datetime | None) -> datetime | None:
    return moment if moment and (now is None or moment <= now) else None


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    lines = (line.partition(":") for line in found[1].splitlines())
    given = ((BYLINES.front_matter.get(key.strip().lower()), value.strip()) for key, _, value in lines)
    return {name: value.strip("\"' ") for name, value in given if name and value}, text[found.end() :]


def _title(paragraphs: list[str]) -> tuple[str | None, list[str]]:
    if not paragraphs:
        return None, paragraphs
    first, _, rest = paragraphs[0].partition("\n")
    after = [rest.strip(), *paragraphs[1:]] if rest.strip() else paragraphs[1:]
    if found := _HEADING.match(first):
        return plain(found[1])[:_MAX_TITLE_CHARS], after
    if found := _UNDERLINED.match(paragraphs[0]):
        return plain(found[1])[:_MAX_TITLE_CHARS], paragraphs[1:]
    is_alone = not rest or _is_credit(rest.split("\n")[0])
    if (
        is_alone
        and len(first) <= _MAX_TITLE_CHARS
        and not _STOP.search(first)
        and not _is_credit(first)
        and after
    ):
        return plain(first), after
    return None, paragraphs


def _is_credit(line: str) -> bool:
    return bool(_BYLINE.match(line.strip())) or (
        len(line) < 60 and date_in(line) is not None and not _STOP.search(line)
    )


def _credits(paragraphs: list[str], now: datetime | None) -> tuple[str | None, datetime | None, list[str]]:
    """Byline and date from the lines above the first paragraph, and the paragraphs without them."""
    byline: str | None = None
    published: datetime | None = None
    rest = list(paragraphs)
    while rest:
        line, _, more = rest[0].partition("\n")
        if not _is_credit(line):
            break
        named = _BYLINE.match(line.strip())
        if named and byline is None:
            byline = plain(re.split(r"\s*[|—–]\s*|,\s*(?=\w+ \d|\d)", named[1])[0])
        published = published or _not_after(date_in(line), now)
        rest = [more.strip(), *rest[1:]] if more.strip() else rest[1:]
    return byline, published, rest


def _plain(text: str) -> str:
    """`plain` of what is clean already."""
    return plain(text) if is_suspect(text) else on_one_line(text)


def _paragraph(text: str, read: Callable[[str], str]) -> str:
    """One paragraph on one line; lists and verse keep their lines."""
    lines = text.split("\n")
    if len(lines) > 1 and all(re.match(r"\s*(?:[-*+•]|\d{1,2}[.)])\s", line) for line in lines):
        return "\n\n".join(t for line in lines if (t := read(line)))
    return read(text)
