"""One codec for each type: what it writes is what its schema describes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.render.json_codec import Codecs, Shape


@dataclass(frozen=True)
class Mark:
    name: str

    def __str__(self) -> str:
        return f"mark {self.name}"


@dataclass(frozen=True)
class Leaf:
    text: str
    count: int | None
    kind: Literal["a", "b"] = "a"


@dataclass(frozen=True)
class Tree:
    """Leaves, and what is said of them."""

    leaves: tuple[Leaf, ...]
    height: float
    is_tall: bool
    seen: datetime | None
    mark: Mark


def tree(*, height: float = 1.5, text: str = "x", seen: datetime | None = None) -> Tree:
    return Tree(leaves=(Leaf(text, None),), height=height, is_tall=False, seen=seen, mark=Mark(text))


times = st.datetimes(timezones=st.just(UTC))


@given(height=st.floats(), text=st.text(st.characters(exclude_categories=())), seen=st.none() | times)
def test_every_value_is_written_as_its_schema_describes(
    height: float, text: str, seen: datetime | None
) -> None:
    codecs = Codecs({}, {Mark: str})
    codec = codecs.of_fields(Tree)
    written = codec.write(tree(height=height, text=text, seen=seen))
    jsonschema.validate(written, {**codec.schema, "$defs": codecs.definitions})
    assert json.loads(json.dumps(written, allow_nan=False).encode()) == written


def test_times_are_utc_and_what_is_not_finite_is_null() -> None:
    codec = Codecs({}, {Mark: str}).of_fields(Tree)
    seen = datetime(2026, 1, 1, 3, tzinfo=timezone(timedelta(hours=7)))
    written = codec.write(tree(height=float("inf"), seen=seen, text="a\0b"))
    assert (written["seen"], written["height"]) == ("2025-12-31T20:00:00Z", None)
    assert written["mark"] == "mark a\ufffdb"
    assert written["leaves"] == [{"text": "a\ufffdb", "count": None, "kind": "a"}]


def test_a_shape_chooses_fields_and_computes_others_in_value_and_schema_alike() -> None:
    shape = Shape(("total", "height"), {"total": (int, lambda tree: len(tree.leaves))})
    codec = Codecs({Tree: shape}, {}).of_fields(Tree)
    assert codec.write(tree()) == {"total": 1, "height": 1.5}
    assert list(codec.schema["properties"]) == codec.schema["required"] == ["total", "height"]
    assert codec.schema["description"] == "Leaves, and what is said of them."


def test_a_choice_between_two_types_has_no_codec() -> None:
    with pytest.raises(ValueError, match="unpack"):
        Codecs({}, {}).of(int | str)
