"""Share images: drawn on first request and cached on disk by their content."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from kilas.core.render.web.share_card import share_card
from kilas.files import write_whole

_DESIGN = "1"  # version of the card's design
_MOST_KEPT = 4_000  # files, about 80 MB
_LOOKS_EVERY = 200


class ShareImages:
    """Draws cards and caches them in `folder`, if not None. A full disk only costs time."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._written = 0

    def card(self, headline: str, source: str) -> bytes:
        if self._folder is None:
            return share_card(headline, source)
        key = hashlib.sha256(f"{_DESIGN}\0{headline}\0{source}".encode("utf-8", "replace")).hexdigest()[:32]
        path = self._folder / f"{key}.png"
        with contextlib.suppress(OSError):
            return path.read_bytes()
        drawn = share_card(headline, source)
        with contextlib.suppress(OSError):
            self._keep(path, drawn)
        return drawn

    def _keep(self, path: Path, drawn: bytes) -> None:
        write_whole(path, drawn, is_private=True)
        self._written += 1
        if self._written % _LOOKS_EVERY == 1:
            self._drop_oldest(path.parent)

    def _drop_oldest(self, folder: Path) -> None:
        cards = sorted(folder.glob("*.png"), key=lambda each: each.stat().st_mtime, reverse=True)
        for card in cards[_MOST_KEPT:]:
            card.unlink(missing_ok=True)
