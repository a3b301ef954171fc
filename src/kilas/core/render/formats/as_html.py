"""The format `html`: a self-contained page."""

from __future__ import annotations

from collections.abc import Sequence

from kilas.core.article import Refusal
from kilas.core.brief import Brief
from kilas.core.explanation import Explanation
from kilas.core.render.formats import Format, Look, Written


def _brief(brief: Brief, look: Look) -> str:
    return _together([brief], look)


def _refusal(refusal: Refusal, look: Look) -> str:
    return _together([refusal], look)


def _together(every: Sequence[Written], look: Look) -> str:
    from kilas.core.render.html_page import brief_page, refusal_page
    from kilas.core.render.ui_language import speak

    ui = speak(look.language)
    refusals = [one for one in every if isinstance(one, Refusal)]
    briefs = [one for one in every if isinstance(one, Brief)]
    if not briefs:
        return refusal_page(refusals, ui) + "\n"
    return brief_page(briefs, ui, look.zone, refusals=refusals) + "\n"


def _explanation(explanation: Explanation, look: Look) -> str:
    from kilas.core.render.explanation_formats import explanation_page
    from kilas.core.render.ui_language import speak

    return explanation_page(explanation, speak(look.language), look.zone) + "\n"


ROW = Format(
    name="html",
    rank=10,
    suffix=".html",
    brief=_brief,
    refusal=_refusal,
    explanation=_explanation,
    together=_together,
)
