"""Replies are read strictly."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.llm.reply_reading import UnusableReplyError, read_reply
from kilas.llm.reply_schema import fault
from kilas.testing.model_server import example

ANY: dict[str, Any] = {"type": "object"}
LEAF = st.sampled_from(
    [
        {"type": "string", "minLength": 1, "maxLength": 3},
        {"type": "integer", "minimum": 0, "maximum": 5},
        {"type": "number"},
        {"type": "boolean"},
        {"type": ["string", "null"]},
        {"enum": ["a", 1, 2]},
        {"const": "a"},
        {"anyOf": [{"type": "null"}, {"type": "integer"}]},
        {"$ref": "#/$defs/leaf"},
    ]
)
SCHEMAS = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.builds(
            lambda s, n: {"type": "array", "items": s, "minItems": n, "maxItems": n + 1},
            inner,
            st.integers(0, 2),
        ),
        st.builds(
            lambda fields, required: {
                "type": "object",
                "properties": fields,
                "required": [name for name in fields if name in required],
                "additionalProperties": False,
            },
            st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
            st.sets(st.sampled_from("abc")),
        ),
    ),
    max_leaves=6,
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-2, 7), st.sampled_from(["", "a", "abcd"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abcd"), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(schema=SCHEMAS, value=VALUES)
def test_what_fits_here_fits_by_json_schema_and_the_reverse(schema: dict[str, Any], value: Any) -> None:
    whole = {**schema, "$defs": {"leaf": {"type": "integer", "minimum": 1}}}
    by_the_book = jsonschema.Draft202012Validator(whole).is_valid(value)
    assert (fault(whole, value) == "") == by_the_book


@given(schema=SCHEMAS)
def test_the_obedient_model_obeys(schema: dict[str, Any]) -> None:
    whole = {**schema, "$defs": {"leaf": {"type": "integer", "minimum": 1}}}
    assert fault(whole, example(whole)) == ""


def test_a_whole_number_is_no_fraction_and_no_truth() -> None:
    for value in (1.0, True, "1"):
        assert fault({"type": "integer"}, value)
        assert fault({"enum": [1]}, value)


def test_a_schema_with_a_keyword_that_is_not_checked_is_refused() -> None:
    with pytest.raises(ValueError, match="patternProperties"):
        fault({"patternProperties": {}}, {})


def test_a_fault_quotes_nothing_of_the_reply() -> None:
    schema = {"type": "object", "properties": {"n": {"enum": [1]}}, "required": ["n"]}
    for text in ('{"n": "SECRET"}', '{"n": 1, "SECRET": 2}', "SECRET", '{"n": SECRET}'):
        with pytest.raises(UnusableReplyError) as error:
            read_reply(text, schema)
        assert "SECRET" not in str(error.value)


@given(text=st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read_reply(text, ANY)
    except UnusableReplyError:
        return
    json.dumps(found)


@given(
    value=st.dictionaries(
        st.text(st.characters(codec="ascii", categories=["L"])), st.integers() | st.booleans()
    )
)
def test_an_object_comes_back_as_it_was_written(value: dict[str, Any]) -> None:
    text = json.dumps(value)
    assert read_reply(text, ANY) == value
    assert read_reply(f"<think>{{}}</think>\n```json\n{text}\n```\n", ANY) == value


@pytest.mark.parametrize(
    "text", ["", "[]", "1", '"a"', "null", '{"a":1}{"a":1}', '{"a":1,"a":1}', '{"a":{"b":1,"b":2}}']
)
def test_all_but_one_object_is_refused(text: str) -> None:
    with pytest.raises(UnusableReplyError):
        read_reply(text, ANY)


def test_joiners_of_words_stay() -> None:
    assert read_reply('{"a": "می\\u200cخواهم 👩\\u200d🚒"}', ANY)["a"] == "می\u200cخواهم 👩\u200d🚒"
