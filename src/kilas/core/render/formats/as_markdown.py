"""The format `markdown`: CommonMark with our own markup only."""

from __future__ import annotations

from kilas.core.article import Article, Refusal
from kilas.core.brief import Brief
from kilas.core.render.formats import Format, Look


def _brief(brief: Brief, look: Look) -> str:
    from kilas.core.render.markdown import brief_as_markdown
    from kilas.core.render.ui_language import speak

    return brief_as_markdown(brief, speak(look.language), look.zone)


def _refusal(refusal: Refusal, look: Look) -> str:
    from kilas.core.render.markdown import refusal_as_markdown
    from kilas.core.render.ui_language import speak

    return refusal_as_markdown(refusal, speak(look.language))


def _article(article: Article, look: Look) -> str:  # noqa: ARG001  # all writers have the same parameters
    from kilas.core.render.markdown import article_as_markdown

    return article_as_markdown(article)


ROW = Format(
    name="markdown",
    rank=30,
    suffix=".md",
    brief=_brief,
    refusal=_refusal,
    article=_article,
    between="\n---\n\n",
)
