"""Hubs (WebSub): subscribes to the hubs of feeds, and notifies our own hub of new publications.

A feed with a hub is read when it changes; regular polls only cover lost pushes. `Subscriber` sends the
requests, and the hub answers at `/websub/…` of the site. A push makes the feed due: the feed itself is
read, never the push.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from kilas.core.render.web.feed_formats import feed_addresses
from kilas.core.render.web.paths import Site
from kilas.errors import SourceError, StoreError
from kilas.pipeline.hosts import Gate
from kilas.sources import websub
from kilas.sources.network_addresses import Exemption
from kilas.store import Store
from kilas.store.announcing import Announcement
from kilas.store.records import Subscription

BATCH = 20
ANNOUNCED_S = 60.0  # least time between two announcements; publications in between go together
ANNOUNCED_AGAIN_S = (60.0, 600.0, 3_600.0, 21_600.0)  # wait after the first, second … failed announcement
_LEASE_S = 120.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Sends due requests to hubs. Useful only if `websub.can_be_pushed` accepts `base_url`."""

    store: Store
    gate: Gate
    base_url: str
    allow: tuple[Exemption, ...]
    clock: Callable[[], datetime]
    tls: ssl.SSLContext | None = None
    executor: str | None = None  # name of the worker, for its claims

    def ask_due(self) -> int:
        """Sends a batch of due requests and returns their number."""
        due = self.store.subscriptions.claim_due(
            self.base_url.rstrip("/"), self.clock(), BATCH, self.executor
        )
        for subscription in due:
            self._ask(subscription)
        return len(due)

    def _ask(self, asked: Subscription) -> None:
        callback = websub.callback(asked.base, asked.feed_id, asked.token)
        hub = websub.HubLink(url=asked.hub, topic=asked.topic)
        try:
            with self.gate.turn(asked.hub):
                websub.subscribe(
                    hub, callback, asked.secret, mode=asked.wanted, allow=self.allow, tls=self.tls
                )
        except SourceError as error:  # asked again later; the feed is polled meanwhile
            _log.info("the hub of feed %s was not reached: %s", asked.feed_id, error.problem)
            if error.retry_after_s:
                self.gate.pause(asked.hub, error.retry_after_s)
        finally:
            with suppress(StoreError):  # at worst the hub is asked twice
                self.store.subscriptions.sent(asked.feed_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcer:
    """Notifies the hub of our own feeds. Of several workers on a store, only one announces each change."""

    store: Store
    gate: Gate
    hub: str
    base_url: str
    allow: tuple[Exemption, ...]
    clock: Callable[[], datetime]
    tls: ssl.SSLContext | None = None
    executor: str | None = None  # name of the worker, for its claims

    def tell_due(self) -> bool:
        """Notifies the hub if something has changed since the last time. True if the hub was notified.

        The hub would fetch and pass on the feeds, so it is not told of a site for its owner alone.
        """
        if self.store.audiences.now() == "private":
            return False
        claimed = self.store.announcements.claim(self.hub, self.clock(), _LEASE_S, self.executor)
        return claimed is not None and self._tell(claimed)

    def _tell(self, claimed: Announcement) -> bool:
        topics = feed_addresses(Site(self.base_url.rstrip("/")), self.store.items.languages())
        try:
            with self.gate.turn(self.hub):
                websub.publish(self.hub, topics, allow=self.allow, tls=self.tls)
        except SourceError as error:
            usual_s = ANNOUNCED_AGAIN_S[min(claimed.failures, len(ANNOUNCED_AGAIN_S) - 1)]
            wait_s = max(usual_s, min(error.retry_after_s or 0.0, 86_400.0))
            self.store.announcements.failed(claimed, self.clock() + timedelta(seconds=wait_s))
            _log.warning("our hub was not told and is tried again in %d s: %s", wait_s, error.problem)
            return False
        self.store.announcements.told(claimed, self.clock() + timedelta(seconds=ANNOUNCED_S))
        return True
