"""Converts the fields of a feed in any format: plain text within limits, addresses that can be opened."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from html import escape

from kilas.core.entry import Entry, ParsedFeed
from kilas.core.extract.bylines import names_nobody
from kilas.core.text import count_words, plain
from kilas.errors import SourceError
from kilas.sources.feed_caps import newest
from kilas.sources.network_addresses import Address, parse_address

MAX_TITLE, MAX_AUTHOR, MAX_SUMMARY, MAX_GUID = 500, 200, 8_000, 2_000  # characters
SHORT_SUMMARY = 1_000  # characters, if the entry also carries its whole text
MAX_CONTENT = 500_000  # characters of markup; a longer text is fetched as a page, within the limits of pages
_MARKUP_A_CHARACTER = 4  # characters of markup read for each character kept
FULL_WORDS = 120  # a shorter text is more often a teaser than a whole report
FULL_WORDS_OF_SUMMARY = 250  # the same, in a field meant for teasers
_MARKUP_A_WORD = 60  # characters of markup read for each word required
_ENDING = 1_500  # characters of markup in which the end of a text is checked
_TAG = re.compile(r"<[^<>]*+>")
_POSTED = re.compile(
    r"\s*The post .{1,300} (?:first )?appeared (?:first )?on .{1,100}$"
)  # WordPress, under whole texts too
_BREAKS_OFF = re.compile(
    r"(?:…|\.{3}|\[…\]|\[\.{3}\]|(?:read|see|view) (?:more|the (?:full|whole|rest).{0,40}|full (?:article|story))|continue reading.{0,200}"
    r"|keep reading|more ?»|(?:baca|lihat) (?:selengkapnya|juga|lebih lanjut).{0,200}|selengkapnya|lanjut(?:kan)? (?:mem)?baca.{0,200})\W{0,5}$",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile(r"<(?:p|br|div|li)\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]*)?\s*")
_OLD_CODES = {"in": "id", "iw": "he", "ji": "yi", "ind": "id", "eng": "en"}
_MAIL_NAME = re.compile(
    r"\s*[^\s()<>]{1,100}@[^\s()<>]{1,100}\s*\((.{1,200})\)\s*"
)  # RSS: "mail@host (Name)"
_NAME_MAIL = re.compile(r"([^<>]{1,200}?)\s*<[^<>\s]{1,200}@[^<>\s]{1,200}>\s*")


def line(markup: object, size: int) -> str:
    """Convert markup to one line of plain text, at most `size` characters, cut between words."""
    if not isinstance(markup, str) or not markup:
        return ""
    text = plain(markup[: size * _MARKUP_A_CHARACTER])
    if len(text) <= size:
        return text
    cut = text[: size - 1]
    space = cut.rfind(" ", size // 2)
    return (cut[:space] if space > 0 else cut).rstrip() + "…"


def byline(authors: Iterable[object]) -> str | None:
    """Return the names of the authors, each once, without addresses and roles; None if none is left."""
    names = dict.fromkeys(name for markup in authors if (name := _author(markup)))
    return line(", ".join(names), MAX_AUTHOR) or None


def _author(markup: object) -> str:
    text = line(markup, 2 * MAX_AUTHOR)
    found = _MAIL_NAME.fullmatch(text) or _NAME_MAIL.fullmatch(text)
    text = found[1].strip() if found else text
    return "" if names_nobody(text) else text


def link(text: object, base: Address | None) -> str | None:
    """Return `text` as an absolute address; None if it cannot be opened (javascript:, file:, with a password)."""
    if not isinstance(text, str) or not text.strip():
        return None
    try:
        return parse_address(text, base=base).url
    except SourceError:
        return None


def base_of(url: str) -> Address | None:
    """Return the base for relative links; None for a local file, whose relative links lead nowhere."""
    try:
        return parse_address(url)
    except SourceError:
        return None


def language(text: object) -> str | None:
    """Return the ISO 639 code at the start of a declared language, lower case; None if there is none."""
    found = _LANGUAGE.fullmatch(text) if isinstance(text, str) else None
    code = found[1].lower() if found else None
    return _OLD_CODES.get(code, code) if code else None


def whole_text(markup: str, *, is_teaser_field: bool = False) -> str | None:
    """Return `markup` if it seems to contain the whole report; None for a teaser."""
    if len(markup) > MAX_CONTENT or len(markup) < 2 * FULL_WORDS:
        return None
    if is_teaser_field and len(_PARAGRAPHS.findall(markup)) < 3:
        return None
    if _BREAKS_OFF.search(_POSTED.sub("", plain(markup[-_ENDING:]))[-260:]):
        return None
    needed = FULL_WORDS_OF_SUMMARY if is_teaser_field else FULL_WORDS
    return markup if count_words(_TAG.sub(" ", markup[: needed * _MARKUP_A_WORD])) >= needed else None


def paragraphs(text: str) -> str:
    """Convert plain text to markup: one paragraph for each block between empty lines."""
    return "".join(f"<p>{escape(part.strip())}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())


def gathered(feed: ParsedFeed, max_entries: int) -> ParsedFeed:
    """Return `feed` with its newest `max_entries` entries, each once. The others are counted in `left_out`."""
    kept = newest(_each_once(feed.entries), _when, max_entries)
    return replace(feed, entries=tuple(kept), left_out=feed.left_out + len(feed.entries) - len(kept))


def _when(entry: Entry) -> datetime | None:
    return entry.published or entry.updated


def _each_once(entries: Sequence[Entry]) -> list[Entry]:
    """Keep the latest entry of each key. A guid or address shared by different entries identifies none of them."""
    named = _renamed(entries, lambda one: one.guid, lambda one: one.url, lambda one: replace(one, guid=""))
    named = _renamed(
        named,
        lambda one: "" if one.guid else one.url or "",
        lambda one: one.title,
        lambda one: replace(one, guid=f"{one.url} {one.title}"),
    )
    found: dict[str, Entry] = {}
    for entry in named:
        held = found.get(entry.key)
        if held is None or _is_later(entry, held):
            found[entry.key] = entry
    return list(found.values())


def _renamed(
    entries: Sequence[Entry],
    name: Callable[[Entry], str],
    other: Callable[[Entry], str | None],
    rename: Callable[[Entry], Entry],
) -> list[Entry]:
    """Apply `rename` to entries that share a `name` but differ in `other`."""
    others: dict[str, set[str | None]] = {}
    for entry in entries:
        others.setdefault(name(entry), set()).add(other(entry))
    return [
        rename(one) if name(one) and other(one) and len(others[name(one)]) > 1 else one for one in entries
    ]


def _is_later(entry: Entry, other: Entry) -> bool:
    one, two = entry.updated or entry.published, other.updated or other.published
    return one is not None and two is not None and one > two
