"""What readers say is wrong: look through it, close what is dealt with."""

from __future__ import annotations

from kilas.errors import UnknownNameError
from kilas.store import Store
from kilas.store.records import Correction


def corrections(store: Store, *, with_done: bool = False) -> tuple[Correction, ...]:
    """What nobody has dealt with, the oldest first; `with_done`: all of it."""
    return store.moderation.corrections(with_done=with_done)


def close_correction(store: Store, correction_id: str) -> None:
    """Note that it is dealt with. UnknownNameError when there is no such correction."""
    if not store.moderation.close_correction(correction_id):
        raise UnknownNameError(
            f"there is no correction {correction_id}",
            "`kilas corrections` lists them",
            "unknown_correction",
        )
