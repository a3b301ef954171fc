"""Sitemaps (sitemaps.org 0.9) with the news extension, and indexes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from kilas.core.entry import Entry, ParsedFeed
from kilas.errors import SourceError
from kilas.sources.feed_caps import newest
from kilas.sources.feed_dates import read_date
from kilas.sources.feed_values import MAX_TITLE, base_of, gathered, language, line, link
from kilas.sources.network_addresses import Address
from kilas.sources.source_kinds import SourceAnswer, SourceKind

_FIELDS = {"loc", "lastmod", "title", "publication_date", "language", "name"}
_MEDIA = re.compile("image|video")  # namespaces whose `loc` and `title` are not the page's
Fields = dict[str, str]


def read(answer: SourceAnswer) -> ParsedFeed:
    """Parse the sitemap within the limits of `feed_caps`. An index gives `parts` and no entries."""
    base, max_entries = base_of(answer.url), answer.max_entries
    rows = list(_rows(answer.markup.text, answer.url))
    pages = [fields for kind, fields in rows if kind == "url"]
    languages = {one["language"] for one in pages if one.get("language")}
    return gathered(
        ParsedFeed(
            kind="sitemap",
            title=line(next((one["name"] for one in pages if one.get("name")), ""), MAX_TITLE),
            home=f"{base.origin}/" if base else None,
            language=language(languages.pop()) if len(languages) == 1 else None,
            entries=tuple(_entry(fields, base) for fields in newest(pages, _when, max_entries)),
            left_out=answer.markup.left_out + max(0, len(pages) - max_entries),
            parts=_parts([fields for kind, fields in rows if kind == "sitemap"], base),
        ),
        max_entries,
    )


def _rows(text: str, url: str) -> Iterator[tuple[str, Fields]]:
    """Yield the name and fields of each `url` or `sitemap` element, one at a time."""
    fields: Fields = {}
    for element in _elements(text, url):
        # "{namespace}name", or "prefix:name" where the sitemap does not declare its prefix.
        space, _, name = str(element.tag).replace("}", ":").rpartition(":")
        if name in ("url", "sitemap"):
            yield name, fields
            fields = {}
            _free(element)
        elif name in _FIELDS and not _MEDIA.search(space):
            fields.setdefault(name, (element.text or "").strip())


def _elements(text: str, url: str) -> Iterator[Any]:
    """Yield each element when it is complete. SourceError `broken_feed` if the text is no XML at all."""
    from lxml import etree

    try:
        for _, element in etree.iterparse(
            BytesIO(text.encode("utf-8", "replace")),
            events=("end",),
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        ):
            yield element
    except etree.XMLSyntaxError as error:
        raise SourceError(
            f"the sitemap at {url} cannot be read",
            "tell the site; until it is fixed, give its feed",
            "broken_feed",
        ) from error


def _free(element: Any) -> None:
    """Drop an element and those before it, so that memory does not grow with the sitemap."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _entry(fields: Fields, base: Address | None) -> Entry:
    return Entry(
        url=link(fields.get("loc"), base),
        title=line(fields.get("title"), MAX_TITLE),
        published=read_date(fields.get("publication_date", "")),
        updated=read_date(fields.get("lastmod", "")),
        language=language(fields.get("language")),
    )


def _when(fields: Fields) -> datetime | None:
    return read_date(fields.get("publication_date", "")) or read_date(fields.get("lastmod", ""))


def _parts(rows: list[Fields], base: Address | None) -> tuple[str, ...]:
    """Return the sitemaps of an index: news first, then the latest changed. Newspapers list thousands of archives."""
    ranked = sorted(newest(rows, _when), key=lambda fields: "news" not in fields.get("loc", "").lower())
    found = (link(fields.get("loc"), base) for fields in ranked)
    return tuple(dict.fromkeys(address for address in found if address))


ROW = SourceKind(
    name="sitemap",
    rank=40,
    words="news sitemap",
    read=read,
    recognises=lambda answer: answer.markup.root in ("urlset", "sitemapindex"),
    guesses=("/news-sitemap.xml",),
)
