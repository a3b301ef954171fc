"""The format `terminal`: text wrapped to the window, in colour if the terminal supports it."""

from __future__ import annotations

from kilas.core.article import Refusal
from kilas.core.brief import Brief
from kilas.core.explanation import Explanation
from kilas.core.render.formats import Format, Look


def _brief(brief: Brief, look: Look) -> str:
    from kilas.core.render.terminal import brief_for_terminal
    from kilas.core.render.ui_language import speak

    return brief_for_terminal(brief, speak(look.language), look.zone, width=look.width, color=look.color)


def _refusal(refusal: Refusal, look: Look) -> str:
    from kilas.core.render.terminal import refusal_for_terminal
    from kilas.core.render.ui_language import speak

    return refusal_for_terminal(refusal, speak(look.language), width=look.width, color=look.color)


def _explanation(explanation: Explanation, look: Look) -> str:
    from kilas.core.render.explanation_terminal import explanation_for_terminal
    from kilas.core.render.explanation_view import reasons
    from kilas.core.render.ui_language import speak

    why = reasons(explanation, speak(look.language), look.zone)
    return explanation_for_terminal(why, width=look.width, color=look.color)


ROW = Format(
    name="terminal",
    rank=20,
    suffix=".txt",
    brief=_brief,
    refusal=_refusal,
    explanation=_explanation,
    between="\n{rule}\n\n",
)
