"""How values of the core are kept: as JSON that both engines take, read back to equal values."""

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
    """`value`, a frozen value of the core, as JSON."""
    adapter = _adapter(type(value))
    try:
        return adapter.dump_json(value).decode()
    except PydanticSerializationError:  # lone surrogates: no encoder takes them
        return storable(json.dumps(adapter.dump_python(value, mode="json"), ensure_ascii=False))


def from_json(kind: type[_V], text: str) -> _V:
    """The value that `to_json` wrote down."""
    value: _V = _adapter(kind).validate_json(text)
    return value


def storable(text: str) -> str:
    """`text` with U+FFFD for what a database refuses: NUL (PostgreSQL) and lone surrogates (both).

    Each stands for one code point, so offsets hold; and `core.article.text_sha256` counts lone
    surrogates the same way, so a revision keeps its name.
    """
    return text if text.isascii() and "\0" not in text else text.translate(_BARE)


def columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` of a row with every text storable."""
    return {name: storable(v) if isinstance(v, str) else v for name, v in values.items()}


def named(kind: type[_V], row: RowMapping, **more: Any) -> _V:
    """The `kind` whose fields `row` holds under the same names."""
    known = kind.__dataclass_fields__  # type: ignore[attr-defined]  # every _V is a dataclass
    return kind(**{name: row[name] for name in row if name in known}, **more)


def digest(*parts: str) -> str:
    """One hex SHA-256 over `parts`, no two lists of which meet."""
    whole = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}  # costly to make


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
