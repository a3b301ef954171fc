"""What each kind of route sends."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import distributions

import pytest

from kilas.core.routing import Kind, Route
from kilas.llm import connector
from kilas.llm.question import Answer, NoAnswer, Question
from kilas.testing.model_server import ModelServer

pytestmark = pytest.mark.network


@pytest.fixture
def remote(route: Route) -> Route:
    return replace(route, jurisdiction="US", vendor="acme")


def sent(server: ModelServer, route: Route, question: Question) -> dict[str, object]:
    assert isinstance(connector.ask(route, question, 10.0), Answer)
    return dict(server.asked[-1].body)


def test_openrouter_is_asked_for_hosts_that_keep_to_the_schema(
    server: ModelServer, remote: Route, question: Question
) -> None:
    options = {"data_collection": "deny", "zdr": True, "require_parameters": False}
    body = sent(server, replace(remote, kind="openrouter", model="qwen/qwen3-8b", options=options), question)
    assert body["provider"] == {"data_collection": "deny", "zdr": True, "require_parameters": True}
    assert body["usage"] == {"include": True}
    assert body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "reply", "schema": question.schema, "strict": True},
    }
    assert (body["model"], body["max_tokens"], body["temperature"]) == ("qwen/qwen3-8b", 500, 0.0)


def test_openrouter_tells_what_it_charged(server: ModelServer, remote: Route, question: Question) -> None:
    priced = replace(remote, kind="openrouter", model="a/b", base_url=server.url("cost_absurd"))
    got = connector.ask(priced, question, 10.0)
    assert got.reported_usd == 10**18
    assert connector.ask(replace(priced, kind="openai"), question, 10.0).reported_usd is None


def test_reasoning_is_off_for_models_on_own_machines_alone(
    server: ModelServer, route: Route, remote: Route, question: Question
) -> None:
    off = {"enable_thinking": False}
    assert sent(server, route, question)["chat_template_kwargs"] == off
    assert "chat_template_kwargs" not in sent(server, replace(route, reasoning=True), question)
    assert "chat_template_kwargs" not in sent(server, remote, question)


def test_options_are_sent_as_they_are(server: ModelServer, remote: Route, question: Question) -> None:
    assert sent(server, replace(remote, options={"seed": 7}), question)["seed"] == 7


def test_a_correction_follows_the_material(server: ModelServer, route: Route, question: Question) -> None:
    sent(server, route, question.again("a field is missing"))
    assert server.asked[-1].text().startswith(question.user)
    assert "a field is missing" in server.asked[-1].text()


@pytest.mark.parametrize(
    ("fault", "parameter"), [("400_temperature", "temperature"), ("400_schema", "response_format")]
)
def test_a_parameter_that_a_server_refuses_is_left_out_once_and_for_all(
    fault: str, parameter: str, server: ModelServer, route: Route, question: Question
) -> None:
    name = f"remembers-{parameter}"
    server.fault_of[name] = fault
    mine = replace(route, base_url=server.url(name))
    for _ in range(2):
        assert isinstance(connector.ask(mine, question, 10.0), Answer)
    assert [parameter in a.body for a in server.asked if f"/{name}/" in a.path] == [True, False, False]
    sent(server, route, question)
    assert parameter in server.asked[-1].body  # of another address


def test_a_call_is_one_request(server: ModelServer, route: Route, question: Question) -> None:
    for fault in ("500", "503", "429", "408", "409", "reset"):
        server.fault_of[f"single-{fault}"] = fault
        connector.ask(replace(route, base_url=server.url(f"single-{fault}")), question, 10.0)
        assert server.seen(f"single-{fault}") == 1


# Clients that the extras bring, by the kind of route that needs them.
CLIENTS: dict[Kind, str] = {"anthropic": "anthropic", "google": "google-genai", "local": "llama-cpp-python"}


def test_a_client_that_is_not_installed_is_said_to_be_missing(remote: Route, question: Question) -> None:
    installed = {distribution.name.lower().replace("_", "-") for distribution in distributions()}
    for kind, client in CLIENTS.items():
        if client not in installed:
            got = connector.ask(replace(remote, kind=kind), question, 5.0)
            assert isinstance(got, NoAnswer)
            assert got.failure.fault == "config"
            assert "not installed" in got.failure.detail
