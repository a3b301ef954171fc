"""A clock that only moves when a test moves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(slots=True)
class Clock:
    """Returns `now` when called. Pass it to every parameter named `clock`.

    >>> from datetime import UTC
    >>> clock = Clock(datetime(2026, 11, 25, 8, tzinfo=UTC))
    >>> clock.forward(timedelta(hours=2))
    >>> clock().hour
    10
    """

    now: datetime  # aware

    def __call__(self) -> datetime:
        return self.now

    def forward(self, by: timedelta) -> None:
        self.now += by
