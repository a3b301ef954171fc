"""The state of routes in memory, with the semantics of the store's ledger, for tests and benches without a store."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from kilas.core.routing import (
    Bound,
    Breaker,
    Budget,
    CallEnd,
    CallReservation,
    Spent,
    StoredReply,
    after,
    bound_passed,
)


@dataclass(slots=True)
class ReservedCall:
    """A call as reserved, and its end once there is one."""

    asked: CallReservation
    started: datetime
    end: CallEnd | None = None

    @property
    def charged(self) -> int:
        return self.end.usd if self.end else self.asked.worst_case

    def is_running(self, now: datetime) -> bool:
        return self.end is None and now < self.started + timedelta(seconds=self.asked.deadline_s)


@dataclass(slots=True)
class RememberedRoutes:
    """Breakers, calls and replies. All calls count as of one brief, one day and one month."""

    calls: list[ReservedCall] = field(default_factory=list)
    breakers: dict[str, Breaker] = field(default_factory=dict)
    replies: dict[tuple[str, str], StoredReply] = field(default_factory=dict)

    @property
    def spent(self) -> int:
        return sum(call.charged for call in self.calls)

    def breaker(self, route: str, config: str) -> Breaker:
        known = self.breakers.get(route)
        if known is None or known.config != config:
            known = self.breakers[route] = Breaker(route=route, config=config)
        return known

    def reserve(self, ask: CallReservation, budget: Budget, now: datetime) -> int | Bound | Literal["busy"]:
        spent = Spent(brief=self.spent, day=self.spent, month=self.spent)
        if bound := bound_passed(budget, spent, ask.worst_case):
            return bound
        if sum(c.asked.route == ask.route and c.is_running(now) for c in self.calls) >= ask.max_running:
            return "busy"
        self.calls.append(ReservedCall(ask, now))
        return len(self.calls) - 1

    def settle(self, call: int, done: CallEnd, now: datetime) -> None:
        settled = self.calls[call]
        settled.end = done
        asked = settled.asked
        known = self.breakers.get(asked.route, Breaker(route=asked.route))
        self.breakers[asked.route] = replace(after(known, done.result, now), config=known.config)
        if done.reply is not None:
            self.replies[asked.route, asked.digest] = StoredReply(
                output=done.reply,
                model=done.model,
                usage=done.usage,
                usd=done.usd,
                price=done.price,
                seconds=done.seconds,
                created=now,
            )

    def reply(self, route: str, digest: str) -> StoredReply | None:
        return self.replies.get((route, digest))

    def interrupted(self, route: str, digest: str, now: datetime) -> int:
        return sum(
            (c.asked.route, c.asked.digest) == (route, digest) and c.end is None and not c.is_running(now)
            for c in self.calls
        )
