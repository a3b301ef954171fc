"""Routes of briefs and linked headlines: pages, JSON and share images."""

from __future__ import annotations

import json
import re

from kilas.core.render import brief_to_json
from kilas.core.render.ui_language import UiLanguage
from kilas.core.render.web import pages as drawn
from kilas.core.render.web.paths import SITE_CARD, share_path
from kilas.site.context import SiteContext
from kilas.site.exchange import JSON, Reply, Request, moved
from kilas.site.listing import listed
from kilas.site.messages import message
from kilas.site.replies import UNLISTED, html_reply, png_reply, text_reply
from kilas.site.routes import ID, SLUG, UI, route
from kilas.store.records import Item

_MOST_COPIES = 12


def brief(
    context: SiteContext, request: Request, ui: UiLanguage, item_id: str, slug: str | None = None
) -> Reply:
    """Page of one item: a brief, a linked headline, or a redirect to the item it is folded under."""
    found = context.store.items.with_brief(item_id)
    if found is None:
        return _gone(context, request, item_id)
    item = found.item
    if item.folded_under is not None:
        return _folded(context, request, ui, item)
    if (slug or "") != item.slug:
        return moved(context.site.local(f"/{ui}{listed(item, None).path}"))
    finder = context.finder()
    [told] = finder.listed([item])
    made = found.brief()
    if made is None:
        return html_reply(drawn.link_page(context.frames[ui], told))
    copies = finder.listed(context.store.items.copies_of(item_id)[:_MOST_COPIES]) if item.copies else ()
    return html_reply(drawn.brief_page(context.frames[ui], made, told, copies))


def brief_json(context: SiteContext, request: Request, item_id: str) -> Reply:
    made = context.store.items.brief(item_id)
    if made is None:
        return _gone(context, request, item_id)
    body = json.dumps(brief_to_json(made), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return text_reply(JSON, body, headers=UNLISTED)


def share_image(context: SiteContext, request: Request, item_id: str, revision: str) -> Reply:
    item = context.store.items.get(item_id)
    if item is None or not item.brief_revision:
        return _gone(context, request, item_id)
    path = share_path(item.id, item.brief_revision)
    if path != share_path(item_id, revision):
        return moved(context.site.local(path), 302)
    return png_reply(context.cards.card(item.headline, item.source))


def site_image(context: SiteContext, request: Request) -> Reply:
    return png_reply(context.cards.card("", ""))


def _folded(context: SiteContext, request: Request, ui: UiLanguage, item: Item) -> Reply:
    """Temporary redirect from a near-identical copy to the item it is folded under."""
    first = context.store.items.get(item.folded_under or "")
    if first is None or first.folded_under is not None:
        return _gone(context, request, item.folded_under or item.id)
    return moved(context.site.local(f"/{ui}{listed(first, None).path}"), 302)


def _gone(context: SiteContext, request: Request, item_id: str) -> Reply:
    return message(context, request, 410 if context.store.moderation.takedown(item_id) else 404)


BRIEF = route(rf"{UI}/b/(?P<item_id>{ID}){SLUG}", brief)
ROUTES = (
    BRIEF,
    route(rf"/b/(?P<item_id>{ID})\.json", brief_json),
    route(rf"/share/(?P<item_id>{ID})-(?P<revision>[0-9A-Za-z]{{1,64}})\.png", share_image),
    route(re.escape(SITE_CARD), site_image),
)
