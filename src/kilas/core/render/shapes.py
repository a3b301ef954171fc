"""The JSON shapes `kilas.brief/2`, `kilas.article/1`, `kilas.refusal/1`, `kilas.explanation/2`, and their JSON Schema.

Values and schemas are derived from the same types, so they always agree.
"""

from __future__ import annotations

import inspect
import math
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from kilas.core.article import Article, Refusal, Reservation
from kilas.core.brief import Brief, Claim, Derivation, Paragraph
from kilas.core.explanation import Explanation
from kilas.core.render.ui_language import UiLanguage, speak, ui_for
from kilas.core.render.working import searched_for

Json = dict[str, Any]

BRIEF, ARTICLE, REFUSAL = "kilas.brief/2", "kilas.article/1", "kilas.refusal/1"
EXPLANATION = "kilas.explanation/2"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class _Shape:
    """Fields of a type that are printed, in order, and values that are computed from it."""

    names: tuple[str, ...]
    computed: Mapping[str, tuple[Any, Callable[[Any], object]]]  # by name: the type, and the function


_WHOLE = _Shape((), {})  # all fields, nothing computed
_REVISION: Mapping[str, tuple[Any, Callable[[Any], object]]] = {
    "revision": (str, lambda article: article.revision),
    "text_sha256": (str, lambda article: article.revision),
}
_ARTICLE_SHAPE = _Shape(
    (
        "id",
        "url",
        "source",
        "title",
        "byline",
        "published",
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
_REFERENCE_SHAPE = _Shape(
    tuple(name for name in _ARTICLE_SHAPE.names if name not in ("text", "text_sha256", "sentences")),
    _REVISION,
)
_BRIEF_SHAPE = _Shape(
    (
        "id",
        "revision",
        "language",
        "headline",
        "word_count",
        "word_budget",
        "sources",
        "tone",
        "summary",
        "watch_next",
        "takeaways",
        "insights",
        "figures",
        "notices",
        "provenance",
    ),
    {
        "summary": (tuple[Paragraph, ...], lambda brief: brief.summary),
        "watch_next": (tuple[Claim, ...], lambda brief: brief.watch_next),
        "takeaways": (tuple[Claim, ...], lambda brief: brief.takeaways),
        "insights": (tuple[Claim, ...], lambda brief: brief.insights),
    },
)


@cache
def _in_brief(code: UiLanguage) -> Mapping[type, _Shape]:
    """Shapes of a brief, with the words of its derivations in language `code`."""

    def searched(done: Derivation) -> str | None:
        return searched_for(done, speak(code)) or None

    derivation = _Shape(("operation", "operands", "result", "searched"), {"searched": (str | None, searched)})
    return {Article: _REFERENCE_SHAPE, Brief: _BRIEF_SHAPE, Derivation: derivation}


_IN_ARTICLE: Mapping[type, _Shape] = {Article: _ARTICLE_SHAPE}
# Types that are printed as another type in every shape: that type, and the conversion.
_PRINTED: Mapping[type, tuple[type, Callable[[Any], object]]] = {Reservation: (str, str)}
# `particular` and `count` serve translations; JSON has them as part of `detail`.
_IN_REFUSAL: Mapping[type, _Shape] = {Refusal: _Shape(("source", "reason", "detail", "mend"), {})}


def brief_to_json(brief: Brief) -> Json:
    return {"schema": BRIEF, **_dump(brief, _in_brief(ui_for(brief.language)))}


def article_to_json(article: Article) -> Json:
    return {"schema": ARTICLE, **_dump(article, _IN_ARTICLE)}


def refusal_to_json(refusal: Refusal) -> Json:
    return {"schema": REFUSAL, **_dump(refusal, _IN_REFUSAL)}


def explanation_to_json(explanation: Explanation) -> Json:
    shapes = _in_brief(ui_for(explanation.brief.language))
    return {"schema": EXPLANATION, **_dump(explanation, shapes)}


def json_schema(name: str = BRIEF) -> Json:
    """The JSON Schema (2020-12) of the shape called `name`."""
    kind, shapes = {
        BRIEF: (Brief, _in_brief("en")),
        ARTICLE: (Article, _IN_ARTICLE),
        REFUSAL: (Refusal, _IN_REFUSAL),
        EXPLANATION: (Explanation, _in_brief("en")),
    }[name]
    definitions: Json = {}
    described = _describe_fields(kind, shapes, definitions)
    described["properties"] = {"schema": {"const": name}, **described["properties"]}
    described["required"] = ["schema", *described["required"]]
    return {
        "$schema": _DIALECT,
        "title": name,
        **described,
        **({"$defs": definitions} if definitions else {}),
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None  # JSON has no infinity


def _dump(value: Any, shapes: Mapping[type, _Shape]) -> Any:
    if isinstance(value, str):
        return _whole_characters(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, float):
        return _finite(value)
    if isinstance(value, tuple):
        return [_dump(one, shapes) for one in value]
    if type(value) in _PRINTED:
        return _dump(_PRINTED[type(value)][1](value), shapes)
    return _dump_fields(value, shapes) if is_dataclass(value) else value


def _dump_fields(value: Any, shapes: Mapping[type, _Shape]) -> Json:
    shape = shapes.get(type(value), _WHOLE)
    names = shape.names or tuple(field.name for field in fields(value))
    computed = {name: how(value) for name, (_, how) in shape.computed.items()}
    return {n: _dump(computed[n] if n in computed else getattr(value, n), shapes) for n in names}


def _whole_characters(text: str) -> str:
    """`text` with U+FFFD in place of NUL and lone surrogates, one for one, so that offsets stay valid."""
    if text.isascii() and "\0" not in text:
        return text
    return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)


def _describe(kind: Any, shapes: Mapping[type, _Shape], definitions: Json) -> Json:
    """The schema of one type; dataclasses are collected in `definitions`."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in _PRINTED:
        return _describe(_PRINTED[kind][0], shapes, definitions)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _describe(arguments[0], shapes, definitions)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_describe(one, shapes, definitions) for one in arguments]}
    if is_dataclass(kind):
        name = kind.__name__  # type: ignore[union-attr]  # only classes have fields
        if name not in definitions:
            definitions[name] = {}  # reserved first, in case a type contains itself
            definitions[name] = _describe_fields(kind, shapes, definitions)
        return {"$ref": f"#/$defs/{name}"}
    simple: dict[Any, Json] = {
        str: {"type": "string"},
        int: {"type": "integer"},
        bool: {"type": "boolean"},
        float: {"type": ["number", "null"]},  # null for what is not finite
        type(None): {"type": "null"},
        datetime: {"type": "string", "format": "date-time", "pattern": "Z$"},
    }
    return dict(simple[kind])


def _describe_fields(kind: Any, shapes: Mapping[type, _Shape], definitions: Json) -> Json:
    shape, hints = shapes.get(kind, _WHOLE), get_type_hints(kind)
    hints |= {name: type_ for name, (type_, _) in shape.computed.items()}
    names = shape.names or tuple(field.name for field in fields(kind))
    return {
        "description": inspect.cleandoc(kind.__doc__ or ""),
        "type": "object",
        "properties": {name: _describe(hints[name], shapes, definitions) for name in names},
        "required": list(names),
        "additionalProperties": False,
    }
