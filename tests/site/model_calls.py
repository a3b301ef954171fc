"""A ledger with the calls of some invented routes over twelve weeks."""

from __future__ import annotations

from datetime import datetime, timedelta

from kilas.core.routing import NANO, Budget, CallEnd, CallReservation, Usage
from kilas.store import Store

# Route, model, briefs, accepted ones, dollars a brief, seconds.
ROUTES = (
    ("delta-eu", "delta-small-2611", 60, 56, 0.00044, 3.1),
    ("rhine-1", "rhine-large", 40, 39, 0.0035, 6.2),
    ("big-gateway", "vendor/model-70b", 36, 28, 0.003, 4.4),
    ("own-gguf", "smollm2-135m-instruct-q4", 44, 32, 0.0, 11.0),
    ("java-sea", "jawa-8b", 12, 11, 0.0011, 2.2),
)


def fill_ledger(store: Store, now: datetime) -> None:
    """Calls for briefs by every route, spread over the weeks before `now`; the verdicts are spread evenly."""
    for nth, (route, model, briefs, accepted, usd, seconds) in enumerate(ROUTES):
        for n in range(briefs):
            at = now - timedelta(days=80 - 79 * n / briefs, hours=nth)
            is_accepted = (n + 1) * accepted // briefs > n * accepted // briefs
            subject = f"{route}-{n}"
            ask = CallReservation(
                route=route,
                digest=subject,
                subject=subject,
                work="brief",
                worst_case=NANO,
                max_running=9,
                deadline_s=90,
            )
            call = store.models.reserve(ask, Budget(), at)
            assert isinstance(call, int)
            end = CallEnd(
                result="ok",
                usage=Usage(requests=1),
                usd=round(usd * NANO),
                price=None,
                seconds=seconds * (1 + n % 7 / 4),
                model=model,
                reply="{}",
            )
            store.models.settle(call, end, at + timedelta(seconds=seconds))
            store.models.accept(subject, route, is_accepted)
