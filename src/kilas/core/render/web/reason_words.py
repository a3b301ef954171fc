"""Messages for readers: reasons for a bare link, and for a feed that cannot be read."""

from __future__ import annotations

from kilas.core.reasons import of
from kilas.core.render.ui_language import Ui


def why_only_a_link(reason: str | None, ui: Ui) -> str:
    """Sentence on why there is no brief; by default, that the text could not be read."""
    return ui.gettext(of(reason).on_link)


def why_feed_fails(reason: str, ui: Ui) -> str:
    """Sentence on why the feed of a source cannot be read."""
    return ui.gettext(of(reason).on_feed)
