"""Takes pages down for good; lists takedowns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kilas.errors import UnknownNameError
from kilas.store import Store
from kilas.store.records import Takedown


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenDown:
    """Result of taking a page down."""

    takedown: Takedown
    is_new: bool  # False: taken down before, at `takedown.at`


def take_down(store: Store, name: str, *, reason: str, now: datetime) -> TakenDown:
    """Takes an item off pages, feeds, search and the next export.

    `name` is the address of its page here or of its original, or its id. Raises UnknownNameError if no
    published item has it.
    """
    gone = store.moderation.take_down(name, reason, now)
    if gone is None:
        raise UnknownNameError(
            f"no published page has the address or id {name}",
            "give the address of the page on your site or of the original, or the id",
            "unknown_item",
        )
    return TakenDown(takedown=gone, is_new=gone.at >= now)


def taken_down(store: Store) -> tuple[Takedown, ...]:
    """All takedowns, latest first."""
    return store.moderation.takedowns()
