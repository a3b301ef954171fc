"""Error pages: not found, gone, internal error."""

from __future__ import annotations

from collections.abc import Mapping

from kilas.core.render.ui_language import UiLanguage
from kilas.core.render.web import pages as drawn
from kilas.core.render.web.paths import UI_LANGUAGES
from kilas.site.context import SiteContext
from kilas.site.exchange import NO_CACHE, Reply, Request
from kilas.site.language_choice import wanted_language
from kilas.site.replies import html_reply


def message(
    context: SiteContext, request: Request, status: int, headers: Mapping[str, str] | None = None
) -> Reply:
    """Page for `status`, with links to the newest items."""
    frame = context.frames[_language_of(context, request)]
    newest = () if status == 405 else context.store.items.list(limit=5)
    page = drawn.message_page(frame, status, context.finder().listed(newest))
    return html_reply(page, status=status, headers=headers or {})


def fault(context: SiteContext, request: Request, status: int) -> Reply:
    """Page for an error of the store or a bug of ours; makes no query."""
    page = drawn.message_page(context.frames[_language_of(context, request)], status)
    again = {"Retry-After": "60"} if status == 503 else {}
    return html_reply(page, status=status, cache=NO_CACHE, headers=again)


def _language_of(context: SiteContext, request: Request) -> UiLanguage:
    first = context.below_base(request.path).split("/")[1:2]
    for code in UI_LANGUAGES:
        if first == [code]:
            return code
    return wanted_language(request.header("accept-language"))
