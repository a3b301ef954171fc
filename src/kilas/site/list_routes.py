"""Routes of lists: the front page, the items of a language, the items of a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kilas.core.render.ui_language import UiLanguage
from kilas.core.render.web import pages as drawn
from kilas.core.render.web.pages import ListPart, Tally
from kilas.core.render.web.paths import language_path, older_path, source_path
from kilas.site.context import FrontLinks, SiteContext
from kilas.site.exchange import Reply, Request, moved
from kilas.site.language_choice import wanted_language
from kilas.site.listing import cursor_text, read_cursor, source
from kilas.site.messages import message
from kilas.site.replies import html_reply
from kilas.site.routes import ID, LANGUAGE, SLUG, UI, route
from kilas.store.records import Cursor

_PER_PAGE = 30
_TOP_SOURCES = 20
_PART = r"before/(?P<cursor>[0-9A-Za-z-]{1,80})"


def root(context: SiteContext, request: Request) -> Reply:
    """Redirects to the front page in the reader's language."""
    code = wanted_language(request.header("accept-language"))
    reply = moved(context.site.local(f"/{code}/"), 302)
    return replace(reply, headers={**reply.headers, "Vary": "Accept-Language"})


def to_front(context: SiteContext, request: Request, ui: UiLanguage) -> Reply:
    return moved(context.site.local(f"/{ui}/"))


def front(context: SiteContext, request: Request, ui: UiLanguage, cursor: str | None = None) -> Reply:
    if before := request.query.get("before"):
        return _older(context, request, ui, "/", before)
    part = _list_part(context, "/", cursor)
    if part is None:
        return message(context, request, 404)
    links = context.front_links.of(context.store.items.last_change, lambda: _front_links(context))
    return html_reply(drawn.front_page(context.frames[ui], part, links.sources, links.languages))


def language_list(
    context: SiteContext, request: Request, ui: UiLanguage, language: str, cursor: str | None = None
) -> Reply:
    path = language_path(language)
    if before := request.query.get("before"):
        return _older(context, request, ui, path, before)
    part = _list_part(context, path, cursor, language=language)
    if part is None or not part.items:
        return message(context, request, 404)
    return html_reply(drawn.language_page(context.frames[ui], language, part))


def source_list(
    context: SiteContext,
    request: Request,
    ui: UiLanguage,
    feed_id: str,
    slug: str | None = None,
    cursor: str | None = None,
) -> Reply:
    summary = context.store.items.source(feed_id, context.clock())
    if summary is None or summary.is_over:
        return message(context, request, 404)
    told = source(summary)
    path = source_path(feed_id, told.title)
    if path != source_path(feed_id, slug or ""):
        return moved(context.site.local(f"/{ui}{older_path(path, cursor) if cursor else path}"))
    if before := request.query.get("before"):
        return _older(context, request, ui, path, before)
    if (part := _list_part(context, path, cursor, feed_id=feed_id)) is None:
        return message(context, request, 404)
    return html_reply(drawn.source_page(context.frames[ui], told, part))


def list_paths(
    context: SiteContext, path: str, *, language: str | None = None, feed_id: str | None = None
) -> Iterator[str]:
    """Addresses of all parts of the list at `path`, newest first."""
    yield path
    before: Cursor | None = None
    while True:
        items = context.store.items.list(
            language=language, feed_id=feed_id, before=before, limit=_PER_PAGE + 1
        )
        if len(items) <= _PER_PAGE:
            return
        last = items[_PER_PAGE - 1]
        yield older_path(path, cursor_text(last))
        before = Cursor(published=last.published, id=last.id)


def _older(context: SiteContext, request: Request, ui: UiLanguage, path: str, before: str) -> Reply:
    """Redirects from `?before=` to the same list by its path; static files cannot answer a query."""
    if read_cursor(before) is None:
        return message(context, request, 404)
    return moved(context.site.local(f"/{ui}{older_path(path, before)}"))


def _list_part(
    context: SiteContext,
    path: str,
    cursor: str | None,
    *,
    language: str | None = None,
    feed_id: str | None = None,
) -> ListPart | None:
    """A part of the list at `path`; None if `cursor` is not valid."""
    before = read_cursor(cursor) if cursor else None
    if cursor and before is None:
        return None
    items = context.store.items.list(language=language, feed_id=feed_id, before=before, limit=_PER_PAGE + 1)
    shown = items[:_PER_PAGE]
    return ListPart(
        items=context.finder().listed(shown),
        here=older_path(path, cursor) if cursor else "",
        newest=path if cursor else "",
        older=older_path(path, cursor_text(shown[-1])) if len(items) > _PER_PAGE else "",
    )


def _front_links(context: SiteContext) -> FrontLinks:
    items = context.store.items
    told = sorted(
        map(source, items.busiest(_TOP_SOURCES)), key=lambda each: (-each.items, each.name, each.id)
    )
    return FrontLinks(
        sources=tuple(Tally(title=each.name, path=each.path, count=each.items) for each in told),
        languages=items.languages(),
    )


ROUTES = (
    route(rf"{UI}/(?:{_PART})?", front),
    route(r"/", root),
    route(UI, to_front),
    route(rf"{UI}/source/(?P<feed_id>{ID}){SLUG}(?:/{_PART})?", source_list),
    route(rf"{UI}/lang/{LANGUAGE}/(?:{_PART})?", language_list),
)
