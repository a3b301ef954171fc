"""Rewrites briefs from the stored articles, with the installed version and the current rights."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kilas.llm.config import Models
from kilas.pipeline.finding import feeds_named
from kilas.pipeline.rebriefing import Rebriefed, rebrief_all
from kilas.store import Store


def rebrief(
    store: Store,
    feed: str | None = None,
    *,
    clock: Callable[[], datetime],
    step: Callable[[int], None] = lambda _: None,
    models: Models | None = None,
) -> Rebriefed:
    """Rewrites every brief, or those of the named feed; calls `step` with the number done so far.

    With `models`, language models write them, within the budget. May run beside a service. Raises UnknownNameError for an unknown name.
    """
    chosen = feeds_named(store, [feed], with_removed=True)[0].id if feed else None
    return rebrief_all(store, chosen, clock, step, models)
