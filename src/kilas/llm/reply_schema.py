"""Check of a value against the part of JSON Schema that questions are written in.

Strict where JSON Schema is lax: a field that the schema does not name is a fault, and no value stands for another
type. A schema with a keyword that is not checked here is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

Schema = Mapping[str, Any]

_TYPES: Mapping[str, Callable[[object], bool]] = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
}
_NOTES = frozenset({"title", "description", "default", "examples", "$schema", "$defs"})
_SHAPES = frozenset(
    {"type", "enum", "const", "anyOf", "$ref", "properties", "required", "additionalProperties", "items"}
)
# Bounds: keyword, the values it is about, and whether a value is within it.
_BOUNDS: Mapping[str, tuple[type | tuple[type, ...], Callable[[Any, Any], bool], str]] = {
    "minLength": (str, lambda v, bound: len(v) >= bound, "shorter than {} characters"),
    "maxLength": (str, lambda v, bound: len(v) <= bound, "longer than {} characters"),
    "minItems": (list, lambda v, bound: len(v) >= bound, "fewer than {} items"),
    "maxItems": (list, lambda v, bound: len(v) <= bound, "more than {} items"),
    "minimum": ((int, float), lambda v, bound: v >= bound, "below {}"),
    "maximum": ((int, float), lambda v, bound: v <= bound, "above {}"),
}


def fault(schema: Schema, value: object) -> str:
    """The first way in which `value` breaks `schema`, or "". It quotes no part of the value.

    Raises ValueError if the schema itself uses a keyword that is not checked.

    >>> shape = {"type": "object", "properties": {"n": {"type": "array", "items": {"enum": [1, 2]}}}, "required": ["n"]}
    >>> fault(shape, {"n": [1, 3]})
    'n[1] is not one of the allowed values'
    >>> fault(shape, {"n": [], "x": 0})
    'the reply has a field that was not asked for'
    """
    return next(_faults(schema, value, "", schema), "")


def _faults(schema: Schema, value: object, path: str, root: Schema) -> Iterator[str]:
    if unknown := schema.keys() - _NOTES - _SHAPES - _BOUNDS.keys():
        raise ValueError(
            f"a question's schema has keywords that are not checked: {', '.join(sorted(unknown))}"
        )
    here = path or "the reply"
    if "$ref" in schema:
        yield from _faults(_referred(schema["$ref"], root), value, path, root)
    if "type" in schema and not any(_TYPES[name](value) for name in _several(schema["type"])):
        yield f"{here} is not of type {' or '.join(_several(schema['type']))}"
    if not _is_allowed(schema, value):
        yield f"{here} is not one of the allowed values"
    if "anyOf" in schema and all(any(_faults(one, value, path, root)) for one in schema["anyOf"]):
        yield f"{here} has none of the allowed forms"
    yield from _beyond(schema, value, here)
    yield from _within(schema, value, path, root)


def _is_allowed(schema: Schema, value: object) -> bool:
    allowed = [schema["const"]] if "const" in schema else schema.get("enum")
    return allowed is None or any(_same(value, one) for one in allowed)


def _within(schema: Schema, value: object, path: str, root: Schema) -> Iterator[str]:
    """Faults of the parts of an object or a list."""
    if isinstance(value, dict):
        yield from _of_object(schema, value, path, root)
    elif isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from _faults(schema["items"], item, f"{path or 'the reply'}[{index}]", root)


def _beyond(schema: Schema, value: object, here: str) -> Iterator[str]:
    for keyword, (types, is_within, words) in _BOUNDS.items():
        if keyword in schema and isinstance(value, types) and not is_within(value, schema[keyword]):
            yield f"{here} is {words.format(schema[keyword])}"


def _of_object(schema: Schema, value: Mapping[str, object], path: str, root: Schema) -> Iterator[str]:
    fields: Mapping[str, Schema] = schema.get("properties", {})
    here = path or "the reply"
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{here} lacks the field {name}"
    if "properties" in schema and value.keys() - fields.keys():
        yield f"{here} has a field that was not asked for"
    for name, inner in fields.items():
        if name in value:
            yield from _faults(inner, value[name], f"{path}.{name}" if path else name, root)


def _referred(reference: str, root: Schema) -> Schema:
    return cast("Schema", root["$defs"][reference.removeprefix("#/$defs/")])


def _several(types: str | Sequence[str]) -> Sequence[str]:
    return [types] if isinstance(types, str) else types


def _same(one: object, other: object) -> bool:
    """Equal and of one type: 1 is neither 1.0 nor true."""
    return type(one) is type(other) and one == other
