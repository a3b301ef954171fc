"""A model's server on loopback, shared by the tests of one process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kilas.core.routing import Price, Route
from kilas.llm import connector, door
from kilas.llm.question import Answer, Question
from kilas.testing.model_server import ModelServer
from tests.certificates import TLS

SCHEMA = {
    "type": "object",
    "properties": {
        "lead": {"type": "string", "minLength": 1, "maxLength": 300},
        "words": {"type": "integer", "minimum": 1, "maximum": 9},
        "points": {
            "type": "array",
            "minItems": 1,
            "maxItems": 5,
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "maxLength": 300},
                    "cites": {"type": "array", "minItems": 1, "maxItems": 2, "items": {"enum": [1, 2, 3]}},
                },
                "required": ["text", "cites"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["lead", "words", "points"],
    "additionalProperties": False,
}


@pytest.fixture(scope="session")
def server() -> Iterator[ModelServer]:
    # The client keeps the authorities that it trusts when it starts.
    door._started_client.cache_clear()
    with ModelServer(certificates=TLS) as server, pytest.MonkeyPatch.context() as patched:
        patched.setenv("SSL_CERT_FILE", str(TLS / "ca.pem"))
        question = Question(system="s", user="u", schema=SCHEMA, prompt="warm")
        route = Route(id="warm", kind="openai", model="tiny", base_url=server.url())
        assert isinstance(
            connector.ask(route, question, 30.0), Answer
        )  # the client loads parts of itself late
        patched.undo()
        yield server


@pytest.fixture
def question(request: pytest.FixtureRequest) -> Question:
    """A question of its own for each test, so that none finds another's reply."""
    return Question(
        system="Write a brief.",
        user=f"[1] Rain fell. [2] It stopped. {request.node.name}",
        schema=SCHEMA,
        prompt="1",
    )


@pytest.fixture
def route(server: ModelServer) -> Route:
    """A route to an obedient model, at 1 USD a million tokens in and 4 out."""
    return Route(
        id="good",
        kind="openai",
        model="tiny",
        base_url=server.url(),
        vendor="self",
        jurisdiction="self",
        price=Price(input=1_000_000_000, output=4_000_000_000),
        timeout_s=10.0,
        deadline_s=20.0,
        max_output=500,
    )
