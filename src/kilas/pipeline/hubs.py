"""Hubs asked to push (WebSub), so that a feed is read when it changes and polled only in case a push is lost.

This asks; the hub answers at `/websub/…` of the site, and what it pushes makes the feed due: the feed itself is read,
never the push.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kilas.errors import SourceError
from kilas.pipeline.hosts import Gate
from kilas.sources import websub
from kilas.sources.addresses import Exemption
from kilas.store import Store
from kilas.store.records import Subscription

BATCH = 20
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Asks hubs on behalf of one store. `websub.can_be_pushed` says whether `base_url` is of any use to them."""

    store: Store
    gate: Gate
    base_url: str
    allow: tuple[Exemption, ...]
    clock: Callable[[], datetime]
    tls: ssl.SSLContext | None = None

    def ask_due(self) -> int:
        """Ask a batch of the hubs that are to be asked now; how many there were."""
        due = self.store.subscriptions.claim_due(self.base_url.rstrip("/"), self.clock(), BATCH)
        for subscription in due:
            self._ask(subscription)
        return len(due)

    def _ask(self, asked: Subscription) -> None:
        callback = websub.callback(asked.base, asked.feed_id, asked.token)
        hub = websub.Hub(url=asked.hub, topic=asked.topic)
        try:
            with self.gate.turn(asked.hub):
                websub.subscribe(
                    hub, callback, asked.secret, mode=asked.wanted, allow=self.allow, tls=self.tls
                )
        except SourceError as error:  # asked again later; the feed is polled meanwhile
            _log.info("the hub of feed %s was not reached: %s", asked.feed_id, error.problem)
            if error.retry_after_s:
                self.gate.pause(asked.hub, error.retry_after_s)
