"""Why there is only a headline, and what ails a source, in the reader's words."""

from __future__ import annotations

from kilas.core.reasons import of
from kilas.core.render.ui_language import Ui


def why_only_a_link(reason: str | None, ui: Ui) -> str:
    """A whole sentence; reasons that have none of their own say that the text could not be read."""
    return ui.gettext(of(reason).on_link)


def what_ails(reason: str, ui: Ui) -> str:
    """A whole sentence about a source that gave no answer."""
    return ui.gettext(of(reason).on_feed)
