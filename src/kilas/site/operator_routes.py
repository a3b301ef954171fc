"""Routes for machines and operators: robots.txt, security.txt and the health check."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime

from kilas.errors import StoreError
from kilas.pipeline.alive import worker_roster
from kilas.site.context import SiteContext
from kilas.site.exchange import JSON, NO_CACHE, TEXT, Reply, Request
from kilas.site.messages import message
from kilas.site.replies import text_reply
from kilas.site.routes import route

_LOG = logging.getLogger(__name__)


def robots(context: SiteContext, request: Request) -> Reply:
    if context.site.is_private:
        return text_reply(TEXT, "User-agent: *\nDisallow: /\n")
    lines = [
        "User-agent: *",
        "Allow: /",
        "",
        f"Sitemap: {context.site.absolute('/sitemap.xml')}",
        f"Sitemap: {context.site.absolute('/news-sitemap.xml')}",
    ]
    return text_reply(TEXT, "\n".join(lines) + "\n")


def security(context: SiteContext, request: Request) -> Reply:
    if not context.is_secure:  # RFC 9116 allows secure addresses only
        return message(context, request, 404)
    now = context.clock()
    year, month = divmod(now.year * 12 + now.month - 1 + 6, 12)
    lines = [
        f"Contact: {context.site.absolute('/en/correction')}",
        f"Expires: {datetime(year, month + 1, 1, tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en, id",
        f"Canonical: {context.site.absolute('/.well-known/security.txt')}",
    ]
    return text_reply(TEXT, "\n".join(lines) + "\n")


def health(context: SiteContext, request: Request) -> Reply:
    """Health of the store and the workers. `status` is ok, degraded (no worker is running) or down."""
    try:
        beats = context.store.workers.beats()
    except StoreError as error:
        _LOG.warning("the store did not answer: %s", error.problem)
        return _health(503, {"status": "down", "store": "down"})
    alive = worker_roster(beats, context.clock()).alive
    last = max(beats.values(), default=None)
    return _health(
        200,
        {
            "status": "ok" if alive else "degraded",
            "store": "ok",
            "workers": len(alive),
            "last_beat": last.astimezone(UTC).isoformat(timespec="seconds") if last else None,
        },
    )


def _health(status: int, told: Mapping[str, object]) -> Reply:
    return text_reply(JSON, json.dumps(told) + "\n", status=status, cache=NO_CACHE)


ROUTES = (
    route(r"/robots\.txt", robots),
    route(r"/\.well-known/security\.txt", security),
    route(r"/healthz", health),
)
