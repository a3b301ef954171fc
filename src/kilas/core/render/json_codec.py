"""Writes values as JSON and describes them in JSON Schema, both from one definition for each type."""

from __future__ import annotations

import inspect
import math
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Json = dict[str, Any]
Write = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of a type that are written, in order, and the values computed from the whole value."""

    names: tuple[str, ...] = ()  # empty: every field
    # By name: the type, and the function of the whole value.
    computed: Mapping[str, tuple[Any, Callable[[Any], object]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Codec:
    """One type in JSON: `write` turns a value into JSON data, `schema` describes that data."""

    write: Write
    schema: Json


class Codecs:
    """The codecs of all types in one published shape, each built once."""

    def __init__(self, shapes: Mapping[type, Shape], printed: Mapping[type, Callable[[Any], str]]) -> None:
        self._shapes = shapes
        self._built = {
            kind: Codec(_after(to_text, _TEXT.write), _TEXT.schema) for kind, to_text in printed.items()
        }
        self._built |= _SIMPLE
        self.definitions: Json = {}  # schemas of the dataclasses inside, by name

    def of(self, kind: Any) -> Codec:
        """Return the codec of the type of a field. A dataclass is written inline and described by reference."""
        if kind not in self._built:
            self._built[kind] = self._build(kind)
        return self._built[kind]

    def of_fields(self, kind: type) -> Codec:
        """Return the codec of a dataclass, described in place."""
        shape, hints = self._shapes.get(kind, _WHOLE), get_type_hints(kind)
        hints |= {name: type_ for name, (type_, _) in shape.computed.items()}
        names = shape.names or tuple(one.name for one in fields(kind))
        codecs = {name: self.of(hints[name]) for name in names}
        columns = [(name, _getter(name, shape), codec.write) for name, codec in codecs.items()]
        return Codec(
            lambda value: {name: write(get(value)) for name, get, write in columns}, _object(kind, codecs)
        )

    def _build(self, kind: Any) -> Codec:
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Literal:
            return Codec(_as_it_is, {"enum": list(arguments)})
        if origin is tuple:
            return _list_of(self.of(arguments[0]))
        if origin in (Union, types.UnionType):
            return _optional([self.of(one) for one in arguments if one is not type(None)])
        self.definitions[kind.__name__] = {}  # keeps the order: a type comes before the types inside it
        codec = self.of_fields(kind)
        self.definitions[kind.__name__] = codec.schema
        return Codec(codec.write, {"$ref": f"#/$defs/{kind.__name__}"})


def _object(kind: type, codecs: Mapping[str, Codec]) -> Json:
    return {
        "description": inspect.cleandoc(kind.__doc__ or ""),
        "type": "object",
        "properties": {name: codec.schema for name, codec in codecs.items()},
        "required": list(codecs),
        "additionalProperties": False,
    }


def _getter(name: str, shape: Shape) -> Callable[[Any], Any]:
    return shape.computed[name][1] if name in shape.computed else attrgetter(name)


def _list_of(item: Codec) -> Codec:
    write = item.write
    return Codec(lambda values: [write(one) for one in values], {"type": "array", "items": item.schema})


def _optional(others: list[Codec]) -> Codec:
    """A value or null. Other unions have no codec, and raise ValueError."""
    [inner] = others
    write = inner.write
    return Codec(
        lambda value: None if value is None else write(value), {"anyOf": [inner.schema, {"type": "null"}]}
    )


def _after(first: Callable[[Any], str], then: Write) -> Write:
    return lambda value: then(first(value))


def _as_it_is(value: Any) -> Any:
    return value


def _whole_characters(text: str) -> str:
    """Replace NUL and lone surrogates, which encoders or databases refuse, by U+FFFD. Offsets stay valid."""
    if text.isascii() and "\0" not in text:
        return text
    return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None  # JSON has no infinity and no NaN


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


_WHOLE = Shape()
_TEXT = Codec(_whole_characters, {"type": "string"})
_SIMPLE: dict[Any, Codec] = {
    str: _TEXT,
    int: Codec(_as_it_is, {"type": "integer"}),
    bool: Codec(_as_it_is, {"type": "boolean"}),
    float: Codec(_finite, {"type": ["number", "null"]}),  # null for a number that is not finite
    datetime: Codec(_instant, {"type": "string", "format": "date-time", "pattern": "Z$"}),
}
