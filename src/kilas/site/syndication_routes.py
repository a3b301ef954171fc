"""Routes of the site's own feeds: of all items, and by language."""

from __future__ import annotations

from kilas.core.render.ui_language import UiLanguage, speak
from kilas.core.render.web import pages as drawn
from kilas.core.render.web.feed_formats import FEED_FORMATS, feed_names
from kilas.core.render.web.paths import language_path
from kilas.core.render.web.syndication import MOST, Channel
from kilas.site.context import SiteContext
from kilas.site.exchange import Reply, Request
from kilas.site.messages import message
from kilas.site.replies import UNLISTED, text_reply
from kilas.site.routes import LANGUAGE, UI, route

_KIND = rf"(?P<kind>{'|'.join(feed_names())})"


def feed(
    context: SiteContext, request: Request, ui: UiLanguage, kind: str, language: str | None = None
) -> Reply:
    items = context.store.items.list(language=language, limit=MOST)
    if language and not items:
        return message(context, request, 404)
    words = speak(ui)
    path = language_path(language) if language else "/"
    channel = Channel(
        site=context.site,
        ui=words,
        title=f"Kilas: {drawn.language_name(language, words)}" if language else "Kilas",
        path=f"/{ui}{path}",
        language=language or "",
        items=context.finder().listed(items),
    )
    headers = {"Link": _links(context, channel.own_path(kind)), **UNLISTED}
    row = FEED_FORMATS.named(kind)
    return text_reply(f"{row.media_type}; charset=utf-8", row.write(channel), headers=headers)


def _links(context: SiteContext, own_path: str) -> str:
    links = [f'<{context.site.absolute(own_path)}>; rel="self"']
    if context.site.hub:
        links.append(f'<{context.site.hub}>; rel="hub"')
    return ", ".join(links)


ROUTES = (route(rf"{UI}/feed\.{_KIND}", feed), route(rf"{UI}/lang/{LANGUAGE}/feed\.{_KIND}", feed))
