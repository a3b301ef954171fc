"""The format `text`: plain text without markup."""

from __future__ import annotations

from kilas.core.article import Article, Refusal
from kilas.core.brief import Brief
from kilas.core.render.formats import Format, Look


def _brief(brief: Brief, look: Look) -> str:
    from kilas.core.render.prose import brief_as_text
    from kilas.core.render.ui_language import speak

    return brief_as_text(brief, speak(look.language), look.zone)


def _refusal(refusal: Refusal, look: Look) -> str:
    from kilas.core.render.prose import refusal_as_text
    from kilas.core.render.ui_language import speak

    return refusal_as_text(refusal, speak(look.language))


def _article(article: Article, look: Look) -> str:  # noqa: ARG001  # all writers have the same parameters
    from kilas.core.render.prose import article_as_text

    return article_as_text(article)


ROW = Format(
    name="text", rank=50, suffix=".txt", brief=_brief, refusal=_refusal, article=_article, between="\n\n"
)
