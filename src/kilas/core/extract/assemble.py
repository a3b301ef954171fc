"""From what was read to an article, or to the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from kilas.core.address import hashed, host_of, web_address, without_userinfo
from kilas.core.article import Article, Completeness, Refusal, Rights
from kilas.core.extract import rights as terms
from kilas.core.extract.kinds import is_binary, is_html
from kilas.core.extract.prescan import MAX_PAGE
from kilas.core.extract.reading import MAX_TEXT, Reading, read_page, sure_words
from kilas.core.extract.refusals import MANY_WORDS, PageReason, judge
from kilas.core.extract.typed import read_text
from kilas.core.reasons import refusal, too_few
from kilas.core.text import count_words, detect_language, plain, sentences
from kilas.core.text.charset import decode

_SHORT = 7  # sentences: whole, but too few for every section of a brief


def extract(
    page: bytes | str,
    *,
    url: str | None = None,
    headers: Sequence[tuple[str, str]] = (),
    language: str | None = None,
    source: str | None = None,
    rights: Rights | None = None,
    name: str = "",
    now: datetime | None = None,
) -> Article | Refusal:
    """The article on a page, or why there is none; never raises, whatever the bytes are.

    `url` is where the page was fetched, `headers` what came with it, `name` what to call it in a
    refusal (a file's name). `now` bounds dates: none is later. Bytes that are text and no markup
    are read as `from_text` reads them.
    """
    known = _Known(url, headers, language, source, rights, name)
    if reason := _unreadable(page):
        return refusal(reason, known.called)
    text = page if isinstance(page, str) else decode(page, headers)[0]
    if not is_html(text):
        return _article(read_text(text, now=now), known, page)
    return _article(read_page(text, url=known.url, now=now), known, page)


def from_text(
    text: str,
    *,
    url: str | None = None,
    headers: Sequence[tuple[str, str]] = (),
    language: str | None = None,
    source: str | None = None,
    rights: Rights | None = None,
    name: str = "",
    now: datetime | None = None,
) -> Article | Refusal:
    """The article in pasted text, or in a text or Markdown file: headline, byline and date where they are printed."""
    known = _Known(url, headers, language, source, rights, name)
    if reason := _unreadable(text):
        return refusal(reason, known.called)
    return _article(read_text(text, now=now), known, text)


class _Known:
    """What the caller knows about a page."""

    __slots__ = ("called", "headers", "language", "rights", "source", "url")

    def __init__(
        self,
        url: str | None,
        headers: Sequence[tuple[str, str]],
        language: str | None,
        source: str | None,
        rights: Rights | None,
        name: str,
    ) -> None:
        self.url = web_address(url)
        self.headers = headers
        self.language = language
        self.source = source
        self.rights = rights
        self.called = without_userinfo(url) if url else name


def _unreadable(page: bytes | str) -> PageReason | None:
    if not page.strip():
        return "empty"
    if len(page) > MAX_PAGE:
        return "too_large"
    return (
        "binary"
        if is_binary(page if isinstance(page, bytes) else page[:4096].encode("utf-8", "replace"))
        else None
    )


def _article(reading: Reading, known: _Known, page: bytes | str) -> Article | Refusal:
    if len(reading.text) > MAX_TEXT:
        return refusal("too_large", known.called)
    declared = known.language or reading.language
    language = detect_language(reading.text, declared)
    spans = sentences(reading.text, language)
    refused = judge(reading, known.called, len(spans), _count_words(reading.text))
    if refused is not None:
        return refused
    completeness, note = _completeness(reading, len(spans))
    address = _address(known.url, reading.canonical)
    return Article(
        id=_id(address, page),
        url=address,
        source=_line(known.source or reading.source),
        title=reading.title,
        byline=reading.byline,
        published=reading.published.astimezone(UTC) if reading.published else None,
        language=language,
        text=reading.text,
        sentences=spans,
        completeness=completeness,
        completeness_note=note,
        rights=terms.rights_of(known.rights, known.url, reading, known.headers),
    )


def _count_words(text: str) -> int:
    """The words of `text`; of a long one, that there are many."""
    many = sure_words(text)
    return many if many >= MANY_WORDS else count_words(text)


def _completeness(reading: Reading, count: int) -> tuple[Completeness, str]:
    if reading.is_cut:
        return "digest", "the page holds several reports; this is the first"
    if reading.has_next_page:
        return "short", "the report goes on at another page; this is its first"
    if count <= _SHORT:
        return "short", too_few(count)
    return "complete", ""


def _line(text: str | None) -> str | None:
    return (plain(text)[:200] or None) if text else None


def _address(url: str | None, canonical: str | None) -> str | None:
    """Where the article stands: its declared canonical if that is on the same registrable domain."""
    declared = web_address(canonical)
    if url is None or declared is None:
        return url
    # "/" as canonical is a template's mistake, unless the page is the front page
    if urlsplit(declared).path == "/" and not urlsplit(declared).query and urlsplit(url).path != "/":
        return url
    return declared if _same_site(url, declared) else url


def _same_site(a: str, b: str) -> bool:
    if host_of(a) == host_of(b):
        return True
    from tld import get_fld

    found = get_fld(a, fail_silently=True, search_private=True)
    return found is not None and found == get_fld(b, fail_silently=True, search_private=True)


def _id(address: str | None, page: bytes | str) -> str:
    data = address.encode() if address else page.encode("utf-8", "replace") if isinstance(page, str) else page
    return hashed(data)
