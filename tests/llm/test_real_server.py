"""Requests to a real llama.cpp server: its grammar, its tools, its typed decisions and its errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kilas.core.routing import OutputMode, Route
from kilas.llm import connector, judge
from kilas.llm.question import Answer, NoAnswer, Question
from kilas.llm.reply_schema import fault

pytestmark = pytest.mark.network
PATIENCE_S = 120.0


def asked_of(address: str, **facts: object) -> Route:
    return replace(
        Route(
            id="real",
            kind="openai",
            model="tiny",
            base_url=address,
            vendor="self",
            jurisdiction="self",
            max_output=3000,
        ),
        **facts,
    )


@pytest.mark.parametrize("weights_name", ["random", "bigrams"])
@pytest.mark.parametrize("turn", range(3))
def test_weights_that_know_nothing_answer_by_the_schema(
    weights_name: str, turn: int, llama_url: Callable[[str], str], question: Question
) -> None:
    got = connector.ask(asked_of(llama_url(weights_name)), question, PATIENCE_S)
    assert isinstance(got, Answer), got
    assert fault(question.schema, got.output) == ""
    assert got.model == weights_name


@pytest.mark.parametrize("mode", ["tool", "prompted"])
def test_weights_that_know_nothing_fail_where_no_grammar_holds_them(
    mode: OutputMode, llama_url: Callable[[str], str], question: Question
) -> None:
    got = connector.ask(asked_of(llama_url("bigrams"), output=mode, max_output=200), question, PATIENCE_S)
    assert isinstance(got, NoAnswer), got
    print(mode, got)
    assert got.failure.fault in ("invalid", "length")


def test_a_prompt_longer_than_the_slot_is_a_matter_of_context(
    llama_url: Callable[[str], str], question: Question
) -> None:
    long = replace(question, user="It rained. " * 2_000)
    got = connector.ask(asked_of(llama_url("random")), long, PATIENCE_S)
    assert isinstance(got, NoAnswer), got
    assert got.failure.fault == "context"


CLAIMS = ["It rained in Bogor.", "It rained in Solo.", "Three people were hurt.", "The rain stopped at noon."]
SENTENCES = ["Rain fell in Bogor.", "It stopped at noon."]


def test_a_model_of_typed_decisions_gives_each_claim_a_probability_of_its_own(
    llama_url: Callable[[str], str],
) -> None:
    route = asked_of(llama_url("decisions"), kind="judge")
    told = []
    for claim in CLAIMS:
        got = judge.ask(route, judge.support_question(claim, SENTENCES), PATIENCE_S)
        assert isinstance(got, Answer), got
        assert (got.model, got.is_metered) == ("decisions", True)
        assert got.usage.input_tokens > len(claim)
        told.append(judge.probability(got))
    assert all(0 < one < 1 for one in told)
    assert len(set(told)) == len(CLAIMS)


def test_weights_that_are_no_decision_model_are_no_judge(llama_url: Callable[[str], str]) -> None:
    route = asked_of(llama_url("random"), kind="judge")
    got = judge.ask(route, judge.support_question(CLAIMS[0], SENTENCES), PATIENCE_S)
    assert isinstance(got, NoAnswer)
    print(got)


def test_any_weights_judge_by_yes_or_no(llama_url: Callable[[str], str]) -> None:
    got = judge.ask(asked_of(llama_url("bigrams")), judge.support_question(CLAIMS[0], SENTENCES), PATIENCE_S)
    assert isinstance(got, Answer), got
    assert judge.probability(got) in (0.0, 1.0)
