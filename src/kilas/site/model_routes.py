"""Route of the page about language models. It exists only if the owner shows it, because it tells what they cost."""

from __future__ import annotations

from datetime import timedelta

from kilas.core.render.ui_language import UiLanguage
from kilas.core.render.web import pages as drawn
from kilas.core.render.web.pages import RouteFigures
from kilas.core.route_ranking import standings
from kilas.site.context import SiteContext
from kilas.site.exchange import Reply, Request
from kilas.site.messages import message
from kilas.site.replies import UNLISTED, html_reply
from kilas.site.routes import UI, route

WEEKS = 12


def models(context: SiteContext, request: Request, ui: UiLanguage) -> Reply:
    if not context.options.show_models:
        return message(context, request, 404)
    figures = context.models.of(lambda: None, lambda: _figures(context))
    return html_reply(drawn.models_page(context.frames[ui], figures), headers=UNLISTED)


def _figures(context: SiteContext) -> RouteFigures:
    now = context.clock()
    since = now - timedelta(weeks=WEEKS)
    ledger = context.store.models
    return RouteFigures(
        standings=standings(ledger.calls(since, now)),
        weekly=ledger.use_by_week(since, now),
        latest=ledger.use(now),
        weeks=WEEKS,
    )


ROUTES = (route(rf"{UI}/models", models),)
