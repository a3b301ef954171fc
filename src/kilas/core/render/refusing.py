"""Translates refusals for readers. JSON keeps the English texts.

English texts contain the details of the case. A translation has two fixed messages per reason without details; every
output shows the source next to them.
"""

from __future__ import annotations

from dataclasses import replace

from kilas.core.article import Refusal
from kilas.core.reasons import of
from kilas.core.render.ui_language import Ui


def in_words(refusal: Refusal, ui: Ui) -> Refusal:
    """`refusal` with its finding and its next step in the language of `ui`.

    >>> from kilas.core.reasons import refusal
    >>> from kilas.core.render.ui_language import speak
    >>> in_words(refusal("too_short", "a", count=2), speak("id")).detail
    'Hanya 2 kalimat yang tersedia'
    """
    if ui.code == "en":
        return refusal
    row = of(refusal.particular or refusal.reason)
    seen = ui.gettext(row.seen)
    if row.counted and refusal.count is not None:
        seen = ui.ngettext(*row.counted, refusal.count)
    return replace(refusal, detail=seen, mend=ui.gettext(row.mend) if row.mend else "")
