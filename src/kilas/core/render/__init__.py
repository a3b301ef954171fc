"""Rendering: briefs, their explanations and refusals as HTML, terminal text, Markdown, JSON and plain text.

Every function is pure: the same values give the same characters. Escaping happens here and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, tzinfo
from typing import Literal, get_args

from kilas.core.article import Article, Refusal
from kilas.core.brief import Brief
from kilas.core.render.html_page import brief_page, refusal_page
from kilas.core.render.markdown import article_as_markdown, brief_as_markdown, refusal_as_markdown
from kilas.core.render.prose import article_as_text, brief_as_text, refusal_as_text
from kilas.core.render.shapes import (
    article_to_json,
    brief_to_json,
    explanation_to_json,
    json_schema,
    refusal_to_json,
)
from kilas.core.render.terminal import brief_for_terminal, refusal_for_terminal
from kilas.core.render.ui_language import UiLanguage, speak, ui_for
from kilas.core.render.view import cited_sentences, reproduced_words, shown_sentences
from kilas.core.text.markup import leaks
from kilas.errors import SettingsError

__all__ = [
    "FORMATS",
    "ArticleFormat",
    "Format",
    "UiLanguage",
    "article_to_json",
    "brief_to_json",
    "cited_sentences",
    "explanation_to_json",
    "json_schema",
    "leaks",
    "refusal_to_json",
    "render",
    "render_article",
    "render_articles",
    "render_many",
    "reproduced_words",
    "shown_sentences",
]

Format = Literal["html", "terminal", "markdown", "json", "text"]
ArticleFormat = Literal["json", "markdown", "text"]
FORMATS: tuple[Format, ...] = ("html", "terminal", "markdown", "json", "text")

_BETWEEN = {"terminal": "\n{rule}\n\n", "markdown": "\n---\n\n", "text": "\n\n"}


def render(
    brief: Brief | Refusal,
    format: Format,  # noqa: A002  # the word users know
    *,
    ui_language: UiLanguage | None = None,
    timezone: tzinfo = UTC,
    width: int = 80,
    color: bool = False,
) -> str:
    """`brief` in `format`, with labels in `ui_language` (by default the brief's own, else English).

    Dates are absolute, in `timezone`. `width` and `color` are for the terminal. Ends with a newline.
    """
    _check_format(format, FORMATS)
    if format == "json":
        return _json(_to_json(brief))
    ui = speak(ui_language or _own_language([brief]))
    if isinstance(brief, Refusal):
        return {
            "html": lambda: refusal_page([brief], ui) + "\n",
            "terminal": lambda: refusal_for_terminal(brief, ui, width=width, color=color),
            "markdown": lambda: refusal_as_markdown(brief, ui),
            "text": lambda: refusal_as_text(brief, ui),
        }[format]()
    return {
        "html": lambda: brief_page([brief], ui, timezone) + "\n",
        "terminal": lambda: brief_for_terminal(brief, ui, timezone, width=width, color=color),
        "markdown": lambda: brief_as_markdown(brief, ui, timezone),
        "text": lambda: brief_as_text(brief, ui, timezone),
    }[format]()


def render_many(
    briefs: Iterable[Brief | Refusal],
    format: Format,  # noqa: A002
    *,
    ui_language: UiLanguage | None = None,
    timezone: tzinfo = UTC,
    width: int = 80,
    color: bool = False,
) -> str:
    """Several outcomes in one text: a JSON array, one HTML page, or one after another with a rule between."""
    _check_format(format, FORMATS)
    every = list(briefs)
    if format == "json":
        return _json([_to_json(one) for one in every])
    if format == "html":
        return _page_of_many(every, ui_language or _own_language(every), timezone)
    between = _BETWEEN[format].format(rule="-" * width)
    return between.join(
        render(one, format, ui_language=ui_language, timezone=timezone, width=width, color=color)
        for one in every
    )


def render_article(article: Article | Refusal, format: ArticleFormat) -> str:  # noqa: A002
    """`article` as JSON, or as Markdown or plain text under its title. Ends with a newline."""
    _check_format(format, get_args(ArticleFormat))
    if format == "json":
        return _json(_to_json(article))
    if isinstance(article, Refusal):
        return render(article, format)
    return article_as_markdown(article) if format == "markdown" else article_as_text(article)


def render_articles(articles: Iterable[Article | Refusal], format: ArticleFormat) -> str:  # noqa: A002
    """Several articles: a JSON array, or one after another."""
    _check_format(format, get_args(ArticleFormat))
    every = list(articles)
    if format == "json":
        return _json([_to_json(one) for one in every])
    return _BETWEEN[format].join(render_article(one, format) for one in every)


def _check_format(format: str, known: Sequence[str]) -> None:  # noqa: A002
    if format not in known:
        raise SettingsError(f"there is no format {format!r}", f"use one of: {', '.join(known)}")


def _page_of_many(every: Sequence[Brief | Refusal], language: UiLanguage, timezone: tzinfo) -> str:
    ui = speak(language)
    refusals = [one for one in every if isinstance(one, Refusal)]
    briefs = [one for one in every if isinstance(one, Brief)]
    if not briefs:
        return refusal_page(refusals, ui) + "\n"
    return brief_page(briefs, ui, timezone, refusals=refusals) + "\n"


def _own_language(every: Sequence[Brief | Refusal]) -> UiLanguage:
    """The interface language that all briefs share, else English."""
    found = {ui_for(one.language) for one in every if isinstance(one, Brief)}
    return found.pop() if len(found) == 1 else "en"


def _to_json(one: Brief | Article | Refusal) -> dict[str, object]:
    if isinstance(one, Refusal):
        return refusal_to_json(one)
    return brief_to_json(one) if isinstance(one, Brief) else article_to_json(one)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
