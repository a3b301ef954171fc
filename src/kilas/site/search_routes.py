"""Routes of the search page and of the page that explains Kilas."""

from __future__ import annotations

from urllib.parse import urlencode

from kilas.core.render.ui_language import UiLanguage
from kilas.core.render.web import pages as drawn
from kilas.core.render.web.pages import Results
from kilas.site.context import SiteContext
from kilas.site.exchange import SEARCH_CACHE, Reply, Request
from kilas.site.replies import html_reply
from kilas.site.routes import UI, route

_PER_PAGE = 20
_MOST_PAGES = 50


def search(context: SiteContext, request: Request, ui: UiLanguage) -> Reply:
    frame = context.frames[ui]
    if context.options.is_export:
        return html_reply(drawn.search_page(frame, Results(), drawn.search_note(frame.ui)))
    query = " ".join(request.query.get("q", "")[:200].split())
    if not query:
        return html_reply(drawn.search_page(frame, Results()))
    results = _results(context, query, _number(request.query.get("page", "1"), _MOST_PAGES))
    return html_reply(drawn.search_page(frame, results), cache=SEARCH_CACHE)


def how_it_works(context: SiteContext, request: Request, ui: UiLanguage) -> Reply:
    return html_reply(drawn.how_page(context.frames[ui]))


def _results(context: SiteContext, query: str, page: int) -> Results:
    found = context.store.search.find(query, limit=_PER_PAGE, offset=(page - 1) * _PER_PAGE)
    has_older = page < _MOST_PAGES and page * _PER_PAGE < found.total
    return Results(
        query=query,
        items=context.finder().listed(found.items),
        total=found.total,
        is_capped=found.is_capped,
        newer=_path(query, page - 1) if page > 1 else "",
        older=_path(query, page + 1) if has_older else "",
    )


def _path(query: str, page: int) -> str:
    return f"/search?{urlencode({'q': query} | ({'page': page} if page > 1 else {}))}"


def _number(text: str, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 6 else 1


ROUTES = (route(rf"{UI}/search", search), route(rf"{UI}/how-it-works", how_it_works))
