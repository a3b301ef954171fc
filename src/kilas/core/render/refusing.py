"""A refusal in the reader's language. JSON keeps the English words; people read these.

English is told as it was found out. Other languages have two messages per reason, without the particulars that the
English ones weave in: the source stands beside them on every face.
"""

from __future__ import annotations

from dataclasses import replace

from kilas.core.article import Refusal
from kilas.core.reasons import of
from kilas.core.render.ui_language import Ui


def in_words(refusal: Refusal, ui: Ui) -> Refusal:
    """`refusal` with what was seen and what mends it in the interface's language.

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
