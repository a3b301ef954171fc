"""The state of routes that all workers share. The store keeps it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Protocol

from kilas.core.routing import Bound, Breaker, Budget, CallEnd, CallReservation, StoredReply


class RouteState(Protocol):
    """Breakers, and the ledger of calls. Each method is one transaction."""

    def breaker(self, route: str, config: str) -> Breaker:
        """The breaker of a route, a fresh one if the route's configuration or key has changed."""

    def reserve(self, ask: CallReservation, budget: Budget, now: datetime) -> int | Bound | Literal["busy"]:
        """Charge the worst case of a call and return the call's id, or say why it must not be made."""

    def settle(self, call: int, done: CallEnd, now: datetime) -> None:
        """Record the end of a call: its cost, its reply, and the breaker after it."""

    def reply(self, route: str, digest: str) -> StoredReply | None:
        """The reply of a finished call for the same question."""

    def interrupted(self, route: str, digest: str, now: datetime) -> int:
        """Number of calls for the same question that were reserved and never settled, past their deadline."""
