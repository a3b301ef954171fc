"""Builds an article from a page or a text, or a refusal with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from kilas.core.address import hashed, host_of, web_address, without_userinfo
from kilas.core.article import Article, Completeness, Refusal, Rights
from kilas.core.extract import rights as terms
from kilas.core.extract.kinds import is_binary, is_html
from kilas.core.extract.page_dates import Dated
from kilas.core.extract.prescan import MAX_PAGE
from kilas.core.extract.reading import MAX_TEXT, Reading, read_page, sure_words
from kilas.core.extract.refusals import MANY_WORDS, PageReason, judge
from kilas.core.extract.typed import read_text
from kilas.core.material import Hints, Material
from kilas.core.reasons import refusal, too_few
from kilas.core.text import count_words, detect_language, plain, sentences
from kilas.core.text.charset import decode

_SAME = timedelta(hours=24)  # between a time without a zone and the same with one, at most
_SHORT = 7  # sentences, at most: too few for all sections of a brief


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
    """Return the article on a page, or the reason why there is none. Never raises, for any bytes.

    `url` is the address it was fetched from, `headers` are those of the response, and `name` is used in refusals (a
    file's name). `now` bounds dates. `language`, `source` and `rights` override the page. Text without markup is read
    like `from_text`.
    """
    return article_of(_material(page, url, headers, language, source, rights, name), now)


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
    """Return the article in a pasted text, or in a text or Markdown file, or the reason why there is none.

    Headline, byline and date are taken from its first lines.
    """
    material = _material(text, url, headers, language, source, rights, name)
    if reason := _unreadable(text):
        return refusal(reason, material.name)
    return _article(read_text(text, now=now), material)


def article_of(material: Material, now: datetime | None = None) -> Article | Refusal:
    """Return the article in `material`, its gaps filled from the hints, or the reason why there is none. Never raises."""
    page = material.page
    if reason := _unreadable(page):
        return refusal(reason, material.name)
    text = page if isinstance(page, str) else decode(page, material.headers)[0]
    reading = (
        read_page(text, url=web_address(material.url), now=now) if is_html(text) else read_text(text, now=now)
    )
    if material.hints:
        reading = replace(reading, dated=_dated(reading.dated, material.hints, now))
    got = _article(reading, material)
    return got if isinstance(got, Refusal) or not material.hints else _filled(got, material.hints)


def _material(
    page: bytes | str,
    url: str | None,
    headers: Sequence[tuple[str, str]],
    language: str | None,
    source: str | None,
    rights: Rights | None,
    name: str,
) -> Material:
    return Material(
        page=page,
        name=without_userinfo(url) if url else name,
        url=url,
        headers=tuple(headers),
        language=language,
        source=source,
        rights=rights,
    )


def _dated(page: Dated | None, hints: Hints, now: datetime | None) -> Dated | None:
    """Return the more certain of the page's date and the feed's.

    The page's metadata is the surest; where it gives no zone, the feed's date for about the same time tells it. Next is the
    feed's date of publication, then what the page prints, then the feed's date of a change, then a guess.
    """
    is_sure = page is not None and page.source == "metadata"
    is_known = is_sure or (page is not None and page.source == "printed")
    told = hints.published or (None if is_known else hints.updated)
    if told is None:
        return page
    if page is not None and is_sure and (page.has_zone or abs(page.when - told) > _SAME):
        return page
    return Dated(when=min(told, now) if now else told, source="feed")


def _filled(article: Article, hints: Hints) -> Article:
    return replace(
        article,
        title=article.title or hints.title or None,
        byline=article.byline or hints.byline,
        source=_publisher(article, hints.source),
    )


def _publisher(article: Article, feed: str) -> str | None:
    """Return the publisher's name on the page, else the title `feed`, else the host."""
    is_named = article.source and article.source.removeprefix("www.") != host_of(article.url or "")
    return article.source if is_named else feed or article.source


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


def _article(reading: Reading, material: Material) -> Article | Refusal:
    url = web_address(material.url)
    if len(reading.text) > MAX_TEXT:
        return refusal("too_large", material.name)
    declared = material.language or reading.language
    language = detect_language(reading.text, declared)
    spans = sentences(reading.text, language)
    refused = judge(reading, material.name, len(spans), _count_words(reading.text))
    if refused is not None:
        return refused
    completeness, note = _completeness(reading, len(spans))
    address = _address(url, reading.canonical)
    return Article(
        id=_id(address, material.page),
        url=address,
        source=_line(material.source or reading.source),
        title=reading.title,
        byline=reading.byline,
        published=reading.dated.when.astimezone(UTC) if reading.dated else None,
        published_from=reading.dated.source if reading.dated else None,
        language=language,
        text=reading.text,
        sentences=spans,
        completeness=completeness,
        completeness_note=note,
        rights=terms.rights_of(material.rights, url, reading, material.headers),
    )


def _count_words(text: str) -> int:
    """Return the number of words; for a long text a lower bound of at least `MANY_WORDS`."""
    many = sure_words(text)
    return many if many >= MANY_WORDS else count_words(text)


def _completeness(reading: Reading, count: int) -> tuple[Completeness, str]:
    if reading.is_live:
        return "digest", "a live blog: its entries are in the order of the page, each below its time"
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
    """Return the canonical address if it is on the registrable domain of `url`, else `url`."""
    declared = web_address(canonical)
    if url is None or declared is None:
        return url
    # A canonical "/" is a mistake in a template, unless the page is the front page.
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
