"""Weights in this process, through the library that `make llama` builds."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kilas.core.routing import Route
from kilas.llm import local
from kilas.llm.question import Answer, NoAnswer, Question

PATIENCE_S = 300.0
NAMES = ["random", "bigrams", pytest.param("smollm2", marks=pytest.mark.slow)]


@pytest.fixture(autouse=True, scope="module")
def _library(llama_part: Callable[[str], Path]) -> Iterator[None]:
    """The library of the extra kilas[local], beside what is installed, for these tests alone."""
    folder = str(llama_part("library"))
    known = {*sys.modules}
    sys.path.append(folder)
    yield
    sys.path.remove(folder)
    for name in {*sys.modules} - known:
        if folder in (getattr(sys.modules[name], "__file__", "") or ""):
            del sys.modules[name]


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


def of(weights: Path) -> Route:
    return Route(
        id="local",
        kind="local",
        model=str(weights),
        jurisdiction="self",
        max_output=700,
        options={"n_threads": 1},
    )


def test_a_grammar_keeps_control_characters_out_of_strings_and_integers_in_their_bounds(
    question: Question,
) -> None:
    rules = local.grammar(question.schema)
    assert r'[^"\\] |' not in rules
    assert 'count ::= "1" | "2" | "3"' in rules


def test_a_file_that_is_not_there_is_missing(question: Question) -> None:
    got = local.ask(of(Path("/nowhere.gguf")), question, PATIENCE_S)
    assert isinstance(got, NoAnswer)
    assert got.failure.fault == "missing"


def test_a_file_that_holds_no_weights_is_no_model(question: Question, tmp_path: Path) -> None:
    strange = tmp_path / "strange.gguf"
    strange.write_bytes(b"GGUF" + bytes(100))
    got = local.ask(of(strange), question, PATIENCE_S)
    assert isinstance(got, NoAnswer)
    assert got.failure.fault == "server"


@pytest.mark.parametrize("name", NAMES)
def test_weights_answer_by_the_schema(name: str, weights: Callable[[str], Path], question: Question) -> None:
    for turn in range(5):
        got = local.ask(of(weights(name)), replace(question, user=f"{question.user} [{turn}]"), PATIENCE_S)
        assert isinstance(got, Answer), got
        assert got.usage.input_tokens > 0
        assert got.usage.output_tokens > 0


@pytest.mark.parametrize("name", ["random", "bigrams"])
def test_weights_stop_at_their_deadline(
    name: str, weights: Callable[[str], Path], question: Question
) -> None:
    route, long = of(weights(name)), replace(question, user=question.user * 80)
    local.ask(route, question, PATIENCE_S)  # loads them
    begun = time.process_time()
    got = local.ask(route, long, 0.01)
    assert isinstance(got, NoAnswer)
    assert got.failure.fault == "timeout"
    stopped = time.process_time()
    assert isinstance(local.ask(route, long, PATIENCE_S), Answer)
    assert stopped - begun < (time.process_time() - stopped) / 2  # it did not read to the end
