"""Weights in this process. Wants llama-cpp-python; a model too where `KILAS_TEST_GGUF` names one."""

from __future__ import annotations

import os
import time
from dataclasses import replace

import pytest

from kilas.core.routing import Route
from kilas.llm import local
from kilas.llm.question import Answer, NoAnswer, Question


@pytest.fixture
def route() -> Route:
    return Route(
        id="local",
        kind="local",
        model=os.environ.get("KILAS_TEST_GGUF", ""),
        jurisdiction="self",
        max_output=700,
    )


@pytest.fixture
def question() -> Question:
    schema = {
        "type": "object",
        "properties": {
            "lead": {"type": "string", "minLength": 1, "maxLength": 60},
            "count": {"type": "integer", "minimum": 1, "maximum": 9},
            "cites": {"type": "array", "minItems": 1, "maxItems": 2, "items": {"enum": [1, 2]}},
        },
        "required": ["lead", "count", "cites"],
        "additionalProperties": False,
    }
    return Question(system="Write a brief.", user="[1] Rain fell. [2] It stopped.", schema=schema, prompt="1")


def test_a_grammar_keeps_control_characters_out_of_strings_and_integers_in_their_bounds(
    question: Question,
) -> None:
    rules = local.grammar(question.schema)
    assert r'[^"\\] |' not in rules
    assert 'count ::= "1" | "2" | "3"' in rules


def test_a_model_that_is_not_there_is_missing(route: Route, question: Question) -> None:
    got = local.ask(replace(route, model="/nowhere.gguf"), question, 5.0)
    assert isinstance(got, NoAnswer)
    assert got.failure.fault == "missing"


needs_model = pytest.mark.skipif(
    not os.environ.get("KILAS_TEST_GGUF"), reason="KILAS_TEST_GGUF names no model"
)


@needs_model
def test_a_model_answers_by_the_schema(route: Route, question: Question) -> None:
    for turn in range(5):
        got = local.ask(route, replace(question, user=f"{question.user} [{turn}]"), 60.0)
        assert isinstance(got, Answer), got
        assert got.usage.input_tokens > 0


@needs_model
def test_a_model_stops_at_its_deadline(route: Route, question: Question) -> None:
    started = time.monotonic()
    got = local.ask(route, replace(question, user=question.user * 80), 0.05)
    assert isinstance(got, NoAnswer)
    assert got.failure.fault == "timeout"
    assert time.monotonic() - started < 2.0
