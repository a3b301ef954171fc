"""Renders articles, briefs, explanations and refusals in the formats of `core.render.formats`.

All functions are pure: the same values give the same characters. Text is escaped only here. Heavy modules are
imported on first use.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, tzinfo
from importlib import import_module
from typing import TYPE_CHECKING, Any

from kilas.core.article import Article, Refusal
from kilas.core.brief import Brief
from kilas.core.render.formats import Format, Look, Written, named

if TYPE_CHECKING:
    from kilas.core.explanation import Explanation
    from kilas.core.render.shapes import article_to_json as article_to_json
    from kilas.core.render.shapes import brief_to_json as brief_to_json
    from kilas.core.render.shapes import explanation_to_json as explanation_to_json
    from kilas.core.render.shapes import json_schema as json_schema
    from kilas.core.render.shapes import refusal_to_json as refusal_to_json
    from kilas.core.render.ui_language import UiLanguage as UiLanguage
    from kilas.core.render.view import cited_sentences as cited_sentences
    from kilas.core.render.view import reproduced_words as reproduced_words
    from kilas.core.render.view import shown_sentences as shown_sentences
    from kilas.core.text.markup import leaks as leaks

_HOME = {
    "UiLanguage": "kilas.core.render.ui_language",
    "article_to_json": "kilas.core.render.shapes",
    "brief_to_json": "kilas.core.render.shapes",
    "cited_sentences": "kilas.core.render.view",
    "explanation_to_json": "kilas.core.render.shapes",
    "json_schema": "kilas.core.render.shapes",
    "leaks": "kilas.core.text.markup",
    "refusal_to_json": "kilas.core.render.shapes",
    "reproduced_words": "kilas.core.render.view",
    "shown_sentences": "kilas.core.render.view",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def render(
    brief: Brief | Refusal,
    format: str,  # noqa: A002  # the term users know
    *,
    ui_language: UiLanguage | None = None,
    timezone: tzinfo = UTC,
    width: int = 80,
    color: bool = False,
) -> str:
    """`brief` in `format`, with labels in `ui_language` (by default the brief's own, else English).

    Dates are absolute, in `timezone`. `width` and `color` are for the terminal. Ends with a newline.
    """
    row = named(format)
    look = Look(language=ui_language or _own_language([brief]), zone=timezone, width=width, color=color)
    return _one(row, brief, look)


def render_many(
    briefs: Iterable[Brief | Refusal],
    format: str,  # noqa: A002
    *,
    ui_language: UiLanguage | None = None,
    timezone: tzinfo = UTC,
    width: int = 80,
    color: bool = False,
) -> str:
    """Several outcomes in one text: a JSON array, one HTML page, or texts separated by a rule."""
    row, every = named(format), list(briefs)
    if row.together is not None:
        language = ui_language or _own_language(every)
        return row.together(every, Look(language=language, zone=timezone, width=width, color=color))
    texts = (
        render(one, format, ui_language=ui_language, timezone=timezone, width=width, color=color)
        for one in every
    )
    return row.between.format(rule="-" * width).join(texts)


def render_explanation(
    explanation: Explanation | Refusal,
    format: str,  # noqa: A002
    *,
    ui_language: UiLanguage | None = None,
    timezone: tzinfo = UTC,
    width: int = 80,
    color: bool = False,
) -> str:
    """`explanation` in `format`, with labels in `ui_language` (by default the brief's own, else English).

    It shows the whole article, regardless of rights, so it is for private reading. `width` and `color`
    are for the terminal. Ends with a newline.
    """
    row = named(format, "explanation")
    shown = explanation if isinstance(explanation, Refusal) else explanation.brief
    look = Look(language=ui_language or _own_language([shown]), zone=timezone, width=width, color=color)
    return _one(row, explanation, look)


def render_article(article: Article | Refusal, format: str) -> str:  # noqa: A002
    """`article` as JSON, or as Markdown or plain text under its title. Ends with a newline."""
    return _one(named(format, "article"), article, Look())


def render_articles(articles: Iterable[Article | Refusal], format: str) -> str:  # noqa: A002
    """Several articles in one text: a JSON array, or one after another."""
    row, every = named(format, "article"), list(articles)
    if row.together is not None:
        return row.together(every, Look())
    return row.between.join(_one(row, one, Look()) for one in every)


def _one(row: Format, one: Written, look: Look) -> str:
    if isinstance(one, Refusal):
        return row.refusal(one, look)
    if isinstance(one, Brief):
        return row.brief(one, look)
    write: Any = row.article if isinstance(one, Article) else row.explanation
    return str(write(one, look))


def _own_language(every: Sequence[Brief | Refusal]) -> UiLanguage:
    """The interface language that all briefs share, else English."""
    from kilas.core.render.ui_language import ui_for

    found = {ui_for(one.text_language or one.language) for one in every if isinstance(one, Brief)}
    return found.pop() if len(found) == 1 else "en"
