"""The public site: dispatches each request to its route. Needs no web framework; app and export both use it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from kilas.errors import StoreError
from kilas.site import (
    brief_routes,
    correction_routes,
    hub_routes,
    list_routes,
    model_routes,
    operator_routes,
    search_routes,
    sitemap_routes,
    syndication_routes,
)
from kilas.site.context import Options, site_context
from kilas.site.every_path import every_path
from kilas.site.exchange import Reply, Request, moved, with_etag
from kilas.site.messages import fault, message
from kilas.site.replies import for_owner
from kilas.site.routes import READ, PageRoute
from kilas.store import Store

_LOG = logging.getLogger(__name__)

ROUTES: tuple[PageRoute, ...] = (
    *brief_routes.ROUTES,  # first: the most frequent requests
    *list_routes.ROUTES,
    *syndication_routes.ROUTES,
    *search_routes.ROUTES,
    *correction_routes.ROUTES,
    *model_routes.ROUTES,
    *sitemap_routes.ROUTES,
    *operator_routes.ROUTES,
    *hub_routes.ROUTES,
)


class PublicSite:
    """The public site of one store. Safe to use from several threads."""

    def __init__(
        self, store: Store, options: Options, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.context = site_context(store, options, clock)

    @property
    def is_secure(self) -> bool:
        return self.context.is_secure

    def answer(self, request: Request) -> Reply:
        """Answers `request`. Never raises: an error of the store or a bug of ours becomes an error page."""
        return self._for_audience(self._answer(request))

    def _answer(self, request: Request) -> Reply:
        try:
            return with_etag(self._dispatch(request), request.header("if-none-match"))
        except StoreError as error:
            _LOG.warning("the store did not answer for %s: %s", _shown(request.path), error.problem)
            return fault(self.context, request, 503)
        except Exception:
            _LOG.exception("no answer could be made for %s", _shown(request.path))
            return fault(self.context, request, 500)

    def brief_at_once(self, request: Request) -> Reply | None:
        """The reply to a request for a brief; None for other requests, or if the store cannot answer at once."""
        row = brief_routes.BRIEF
        found = row.pattern.fullmatch(self.context.below_base(request.path))
        if not found or request.method not in row.methods:
            return None
        try:
            reply = row.answer(self.context, request, **found.groupdict())
            return self._for_audience(with_etag(reply, request.header("if-none-match")))
        except Exception:  # reported where the full answer is made
            _LOG.debug("no answer at once for %s", _shown(request.path), exc_info=True)
            return None

    def _for_audience(self, reply: Reply) -> Reply:
        return for_owner(reply) if self.context.site.is_private else reply

    def most_body(self, path: str) -> int:
        """Most bytes read of a body sent to `path`."""
        return hub_routes.most_body(self.context, path)

    def addresses(self) -> Iterator[str]:
        """Every address with its own page, feed, sitemap or image, relative to the base; without redirects."""
        return every_path(self.context)

    def _dispatch(self, request: Request) -> Reply:
        path = self.context.below_base(request.path)
        for row in ROUTES:
            if found := row.pattern.fullmatch(path):
                if request.method not in row.methods:
                    return message(self.context, request, 405, headers={"Allow": ", ".join(row.methods)})
                return row.answer(self.context, request, **found.groupdict())
        if request.method in READ and (bare := _without_slash(path)):
            return moved(self.context.site.local(bare))
        return message(self.context, request, 404)


def _without_slash(path: str) -> str:
    """`path` without trailing slashes if that is one of our addresses, else ""."""
    bare = path.rstrip("/")
    return bare if bare != path and any(row.pattern.fullmatch(bare) for row in ROUTES) else ""


def _shown(path: str) -> str:
    """`path` for the log: one line, cut to 200 characters, and without a callback's token."""
    return "'…/websub/…'" if "/websub/" in path else repr(path[:200])
