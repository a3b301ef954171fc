"""Core values as JSON that both engines accept, read back to equal values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError
from sqlalchemy import RowMapping

_V = TypeVar("_V")
_BARE = dict.fromkeys((0, *range(55296, 57344)), 65533)


def to_json(value: Any) -> str:
    """JSON of `value`, a frozen core value."""
    adapter = _adapter(type(value))
    try:
        return adapter.dump_json(value).decode()
    except PydanticSerializationError:  # lone surrogates: no encoder accepts them
        return storable(json.dumps(adapter.dump_python(value, mode="json"), ensure_ascii=False))


def from_json(kind: type[_V], text: str) -> _V:
    """The value that `to_json` wrote."""
    value: _V = _adapter(kind).validate_json(text)
    return value


def storable(text: str) -> str:
    """Replaces what a database refuses with U+FFFD: NUL (PostgreSQL) and lone surrogates (both).

    Each replacement is one code point, so offsets stay valid. `core.article.text_sha256` treats lone
    surrogates the same way, so a revision keeps its name.
    """
    return text if text.isascii() and "\0" not in text else text.translate(_BARE)


def columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` of a row, with every text made storable."""
    return {name: storable(v) if isinstance(v, str) else v for name, v in values.items()}


def named(kind: type[_V], row: RowMapping, **more: Any) -> _V:
    """A `kind` built from the columns of `row` that have the names of its fields."""
    known = kind.__dataclass_fields__  # type: ignore[attr-defined]  # every _V is a dataclass
    return kind(**{name: row[name] for name in row if name in known}, **more)


def digest(*parts: str) -> str:
    """Hex SHA-256 over `parts`; different lists give different inputs."""
    whole = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}  # a cache: adapters are expensive to build


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
