"""Callbacks for hubs (WebSub): verification of subscriptions, and pushes; see `kilas.sources.websub`."""

from __future__ import annotations

import hmac
from datetime import timedelta

from kilas.errors import StoreError
from kilas.site.context import SiteContext
from kilas.site.correction_routes import MOST_BODY
from kilas.site.exchange import NO_CACHE, TEXT, Reply, Request
from kilas.site.replies import UNLISTED, text_reply
from kilas.site.routes import ID, route
from kilas.sources import websub
from kilas.store.records import Subscription

_MOST_PUSHED = 10_000_000  # bytes of a feed pushed by a hub


def callback(context: SiteContext, request: Request, feed_id: str, token: str) -> Reply:
    asked = _subscription(context, feed_id, token)
    if asked is None:
        return _to_hub(404, "no such subscription")
    if request.method == "POST":
        return _take_push(context, request, feed_id, asked)
    answer = websub.answer_verification(request.query, asked.topic, asked.wanted)
    _record(context, feed_id, answer)
    return _to_hub(answer.status, answer.body)


def most_body(context: SiteContext, path: str) -> int:
    """Most bytes read of a body sent to `path`: forms are short, but a subscribed hub may push a whole feed."""
    found = CALLBACK.pattern.fullmatch(context.below_base(path))
    try:
        return _MOST_PUSHED if found and _subscription(context, **found.groupdict()) else MOST_BODY
    except StoreError:
        return MOST_BODY  # the error is reported when the reply is made


def _take_push(context: SiteContext, request: Request, feed_id: str, asked: Subscription) -> Reply:
    if asked.wanted == "unsubscribe":
        return _to_hub(410, "no longer subscribed")
    signature = request.headers.get("x-hub-signature")
    if websub.is_genuine(signature, request.body, asked.secret, asked.hub):
        context.store.subscriptions.pushed(feed_id, context.clock())
    return _to_hub(202)


def _record(context: SiteContext, feed_id: str, answer: websub.HubAnswer) -> None:
    subscriptions, now = context.store.subscriptions, context.clock()
    if answer.event == "subscribed":
        lease = timedelta(seconds=answer.lease_s)
        subscriptions.agreed(feed_id, now + lease, now + websub.RENEW_AFTER * lease)
    elif answer.event == "denied":
        subscriptions.denied(feed_id, now)
    elif answer.event == "unsubscribed":
        subscriptions.ended(feed_id)


def _subscription(context: SiteContext, feed_id: str, token: str) -> Subscription | None:
    asked = None if context.options.is_export else context.store.subscriptions.get(feed_id)
    return asked if asked and hmac.compare_digest(asked.token, token) else None


def _to_hub(status: int, body: str = "") -> Reply:
    return text_reply(TEXT, body, status=status, cache=NO_CACHE, headers=UNLISTED)


CALLBACK = route(rf"/websub/(?P<feed_id>{ID})/(?P<token>[0-9A-Za-z_-]{{1,100}})", callback, ("GET", "POST"))
ROUTES = (CALLBACK,)
