"""Routes of sitemaps: the indexable pages, and the news of two days. Those of a private site are empty."""

from __future__ import annotations

from collections.abc import Iterator

from kilas.core.render.web.paths import brief_path
from kilas.core.render.web.sitemap_xml import (
    MOST_NEWS,
    ROOM,
    SitemapEntry,
    news_sitemap,
    parts,
    sitemap,
    sitemap_index,
)
from kilas.site.context import SiteContext
from kilas.site.exchange import XML, Reply, Request
from kilas.site.listing import listed
from kilas.site.messages import message
from kilas.site.replies import text_reply
from kilas.site.routes import route

_ALWAYS_KEPT = (SitemapEntry("/"), SitemapEntry("/how-it-works"))


def whole_sitemap(context: SiteContext, request: Request) -> Reply:
    count = parts(_indexable(context))
    site = context.site
    if site.is_private:
        return text_reply(XML, sitemap(site, ()))
    return text_reply(XML, sitemap(site, _part(context, 1)) if count == 1 else sitemap_index(site, count))


def sitemap_part(context: SiteContext, request: Request, number: str) -> Reply:
    count = parts(_indexable(context))
    if not 1 <= int(number) <= count or count == 1:
        return message(context, request, 404)
    pages = () if context.site.is_private else _part(context, int(number))
    return text_reply(XML, sitemap(context.site, pages))


def news(context: SiteContext, request: Request) -> Reply:
    items = () if context.site.is_private else context.store.items.list(indexable=True, limit=MOST_NEWS)
    told = (listed(item, None) for item in items)
    return text_reply(XML, news_sitemap(context.site, told, context.clock()))


def sitemap_paths(context: SiteContext) -> Iterator[str]:
    """Addresses of all sitemaps."""
    yield from ("/sitemap.xml", "/news-sitemap.xml")
    if (count := parts(_indexable(context))) > 1:
        yield from (f"/sitemap-{n}.xml" for n in range(1, count + 1))


def _indexable(context: SiteContext) -> int:
    """Number of pages offered to search engines."""
    items = context.store.items
    return len(_ALWAYS_KEPT) + context.indexable.of(items.last_change, items.count_indexable)


def _part(context: SiteContext, number: int) -> list[SitemapEntry]:
    """Pages of one sitemap, oldest briefs first, so that finished parts do not change."""
    first = (number - 1) * ROOM
    always = _ALWAYS_KEPT[first : first + ROOM]
    briefs = context.store.items.indexable(offset=max(0, first - len(_ALWAYS_KEPT)), limit=ROOM - len(always))
    return [*always, *(SitemapEntry(brief_path(each.id, each.slug), each.updated) for each in briefs)]


ROUTES = (
    route(r"/sitemap\.xml", whole_sitemap),
    route(r"/sitemap-(?P<number>[1-9]\d{0,5})\.xml", sitemap_part),
    route(r"/news-sitemap\.xml", news),
)
