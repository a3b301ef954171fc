"""Corrections from readers: lists and closes them."""

from __future__ import annotations

from kilas.errors import UnknownNameError
from kilas.store import Store
from kilas.store.records import Correction


def corrections(store: Store, *, with_done: bool = False) -> tuple[Correction, ...]:
    """Open corrections, oldest first; `with_done` includes those dealt with."""
    return store.moderation.corrections(with_done=with_done)


def close_correction(store: Store, correction_id: str) -> None:
    """Marks a correction as dealt with. Raises UnknownNameError if there is none with this id."""
    if not store.moderation.close_correction(correction_id):
        raise UnknownNameError(
            f"there is no report with the id {correction_id}",
            "use an id from the list of `kilas corrections`",
            "unknown_correction",
        )
