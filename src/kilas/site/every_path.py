"""All addresses that an export writes."""

from __future__ import annotations

from collections.abc import Iterator

from kilas.core.render.web.feed_formats import feed_names
from kilas.core.render.web.paths import (
    SITE_CARD,
    UI_LANGUAGES,
    language_path,
    share_path,
    source_path,
)
from kilas.site.context import SiteContext
from kilas.site.list_routes import list_paths
from kilas.site.listing import every_item, listed
from kilas.site.sitemap_routes import sitemap_paths


def every_path(context: SiteContext) -> Iterator[str]:
    """Every address with its own page, feed, sitemap or image, relative to the base; without redirects."""
    yield from ("/robots.txt", SITE_CARD)
    yield from sitemap_paths(context)
    if context.is_secure:
        yield "/.well-known/security.txt"
    for code in UI_LANGUAGES:
        yield from (f"/{code}{path}" for path in _below_language(context))
    for item in every_item(context.store):
        yield from (f"/{code}{listed(item, None).path}" for code in UI_LANGUAGES)
        if item.kind == "brief" and item.brief_revision:
            yield f"/b/{item.id}.json"
            yield share_path(item.id, item.brief_revision)


def _below_language(context: SiteContext) -> Iterator[str]:
    yield from list_paths(context, "/")
    yield from ("/search", "/how-it-works", "/correction")
    yield from ("/models",) if context.options.show_models else ()
    yield from (f"/feed.{kind}" for kind in feed_names())
    for language in context.store.items.languages():
        path = language_path(language)
        yield from list_paths(context, path, language=language)
        yield from (f"{path}feed.{kind}" for kind in feed_names())
    for summary in context.store.items.sources():
        if summary.items or not summary.feed.removed:
            path = source_path(summary.feed.id, summary.feed.title)
            yield from list_paths(context, path, feed_id=summary.feed.id)
