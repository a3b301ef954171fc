"""Writes sitemaps of the pages offered to search engines, and the news sitemap of the last two days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kilas.core.render.ui_language import ui_for
from kilas.core.render.view import language_tag
from kilas.core.render.web.listed import Listed
from kilas.core.render.web.paths import DEFAULT, UI_LANGUAGES, Site
from kilas.core.render.web.xml import HEAD, element, instant, void

MOST = 10_000  # addresses per sitemap; sitemaps.org allows five times as many, but smaller ones are quicker to make
MOST_NEWS = 1_000
NEWS_AGE = timedelta(days=2)
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page in all interface languages."""

    path: str  # below the interface language
    changed: datetime | None = None


ROOM = MOST // len(UI_LANGUAGES)  # pages per sitemap


def parts(pages: int) -> int:
    """Number of sitemaps for `pages` pages, at least one."""
    return max(1, -(-pages // ROOM))


def sitemap_index(site: Site, count: int) -> str:
    """`/sitemap.xml` of a large site: lists its parts, `/sitemap-1.xml` to `/sitemap-COUNT.xml`."""
    listed = (
        f"<sitemap>{element('loc', site.absolute(f'/sitemap-{n}.xml'))}</sitemap>\n"
        for n in range(1, count + 1)
    )
    return f'{HEAD}<sitemapindex xmlns="{_SCHEMA}">\n{"".join(listed)}</sitemapindex>\n'


def sitemap(site: Site, entries: Iterable[SitemapEntry]) -> str:
    """The sitemap of `entries`: all pages of a small site, or one part."""
    rows = (row for entry in entries for row in _rows(site, entry))
    return f'{HEAD}<urlset xmlns="{_SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{"".join(rows)}</urlset>\n'


def _rows(site: Site, entry: SitemapEntry) -> Iterable[str]:
    where = {code: site.absolute(f"/{code}{entry.path}") for code in UI_LANGUAGES}
    links = "".join(
        void("xhtml:link", {"rel": "alternate", "hreflang": code, "href": href})
        for code, href in (*where.items(), ("x-default", where[DEFAULT]))
    )
    changed = element("lastmod", instant(entry.changed)) if entry.changed else ""
    for href in where.values():
        yield f"<url>{element('loc', href)}{changed}{links}</url>\n"


def news_sitemap(site: Site, items: Iterable[Listed], now: datetime) -> str:
    """Sitemap of the indexable briefs of the last two days, each in the interface language of its text, or English."""
    fresh = [item for item in items if item.is_indexable and now - item.published <= NEWS_AGE]
    rows = (_news(site, item) for item in fresh[:MOST_NEWS])
    return (
        f'{HEAD}<urlset xmlns="{_SCHEMA}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n'
        f"{''.join(rows)}</urlset>\n"
    )


def _news(site: Site, item: Listed) -> str:
    language = language_tag(item.spoken).split("-")[0] or DEFAULT
    publication = element("news:name", "Kilas") + element("news:language", language)
    return (
        f"<url>{element('loc', site.absolute(f'/{ui_for(item.spoken)}{item.path}'))}"
        f"<news:news><news:publication>{publication}</news:publication>"
        f"{element('news:publication_date', instant(item.published))}{element('news:title', item.title)}"
        "</news:news></url>\n"
    )
