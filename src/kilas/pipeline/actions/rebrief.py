"""Write briefs anew from the articles as stored, with this Kilas and the rights recorded now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kilas.pipeline.finding import feeds_named
from kilas.pipeline.rebriefing import Rebriefed, rebrief_all
from kilas.store import Store


def rebrief(
    store: Store,
    feed: str | None = None,
    *,
    clock: Callable[[], datetime],
    step: Callable[[int], None] = lambda _: None,
) -> Rebriefed:
    """Write every brief anew, or those of the feed called `feed`; `step` is told how many are done so far.

    Works beside a running service. UnknownNameError when there is no such feed.
    """
    chosen = feeds_named(store, [feed], with_removed=True)[0].id if feed else None
    return rebrief_all(store, chosen, clock, step)
