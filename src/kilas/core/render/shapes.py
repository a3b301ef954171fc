"""The JSON shapes `kilas.brief/2`, `kilas.article/1`, `kilas.refusal/1`, `kilas.explanation/2`, and their JSON Schema.

Values and schemas come from the same codecs (`json_codec`), so they always agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from kilas.core.article import Article, Refusal, Reservation
from kilas.core.brief import Brief, Claim, Derivation, Paragraph
from kilas.core.explanation import Explanation
from kilas.core.render.json_codec import Codec, Codecs, Json, Shape
from kilas.core.render.ui_language import UiLanguage, speak, ui_for
from kilas.core.render.working import searched_for

BRIEF, ARTICLE, REFUSAL = "kilas.brief/2", "kilas.article/1", "kilas.refusal/1"
EXPLANATION = "kilas.explanation/2"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_REVISION: Mapping[str, tuple[Any, Callable[[Any], object]]] = {
    "revision": (str, lambda article: article.revision),
    "text_sha256": (str, lambda article: article.revision),
}
_ARTICLE_SHAPE = Shape(
    (
        "id",
        "url",
        "source",
        "title",
        "byline",
        "published",
        "published_from",
        "language",
        "revision",
        "text",
        "text_sha256",
        "sentences",
        "completeness",
        "completeness_note",
        "rights",
    ),
    _REVISION,
)
# A brief contains no article text: rights may forbid that.
_REFERENCE_SHAPE = Shape(
    tuple(name for name in _ARTICLE_SHAPE.names if name not in ("text", "text_sha256", "sentences")),
    _REVISION,
)
_BRIEF_SHAPE = Shape(
    (
        "id",
        "revision",
        "language",
        "text_language",
        "headline",
        "word_count",
        "word_budget",
        "sources",
        "tone",
        "summary",
        "watch_next",
        "takeaways",
        "insights",
        "sourcing",
        "figures",
        "notices",
        "audience",
        "provenance",
    ),
    {
        "summary": (tuple[Paragraph, ...], lambda brief: brief.summary),
        "watch_next": (tuple[Claim, ...], lambda brief: brief.watch_next),
        "takeaways": (tuple[Claim, ...], lambda brief: brief.takeaways),
        "insights": (tuple[Claim, ...], lambda brief: brief.insights),
        "sourcing": (tuple[Claim, ...], lambda brief: brief.sourcing),
    },
)


def _in_brief(code: UiLanguage) -> Mapping[type, Shape]:
    """Shapes of a brief, with the words of its derivations in language `code`."""

    def searched(done: Derivation) -> str | None:
        return searched_for(done, speak(code)) or None

    derivation = Shape(("operation", "operands", "result", "searched"), {"searched": (str | None, searched)})
    return {Article: _REFERENCE_SHAPE, Brief: _BRIEF_SHAPE, Derivation: derivation}


_IN_ARTICLE: Mapping[type, Shape] = {Article: _ARTICLE_SHAPE}
# Types that are printed as text, in every shape.
_PRINTED: Mapping[type, Callable[[Any], str]] = {Reservation: str}
# `particular` and `count` serve translations; JSON has them as part of `detail`.
_IN_REFUSAL: Mapping[type, Shape] = {Refusal: Shape(("source", "reason", "detail", "mend"))}


def brief_to_json(brief: Brief) -> Json:
    return _written(BRIEF, brief, ui_for(brief.text_language or brief.language))


def article_to_json(article: Article) -> Json:
    return _written(ARTICLE, article)


def refusal_to_json(refusal: Refusal) -> Json:
    return _written(REFUSAL, refusal)


def explanation_to_json(explanation: Explanation) -> Json:
    return _written(EXPLANATION, explanation, ui_for(explanation.brief.language))


def json_schema(name: str = BRIEF) -> Json:
    """The JSON Schema (2020-12) of the shape called `name`."""
    codec, definitions = deepcopy(_published(name, "en"))  # the caller may change what it gets
    return {
        "$schema": _DIALECT,
        "title": name,
        **codec.schema,
        "properties": {"schema": {"const": name}, **codec.schema["properties"]},
        "required": ["schema", *codec.schema["required"]],
        **({"$defs": definitions} if definitions else {}),
    }


def _written(name: str, value: object, code: UiLanguage = "en") -> Json:
    return {"schema": name, **_published(name, code)[0].write(value)}


@cache
def _published(name: str, code: UiLanguage) -> tuple[Codec, Json]:
    """The codec of the shape called `name`, with its own words in one of our languages; the schemas it refers to."""
    kind, shapes = {
        BRIEF: (Brief, _in_brief(code)),
        ARTICLE: (Article, _IN_ARTICLE),
        REFUSAL: (Refusal, _IN_REFUSAL),
        EXPLANATION: (Explanation, _in_brief(code)),
    }[name]
    codecs = Codecs(shapes, _PRINTED)
    return codecs.of_fields(kind), codecs.definitions
