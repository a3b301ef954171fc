"""The chain of models: what the walk costs, and how long it can last. (What faults come to: `evals.parts.model_faults`.)

    python -m evals.models
    python -m evals.models cost

No model is needed: the servers stand on loopback. CPU time is that of this process; the server it calls for that
measure runs in another.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from evals.figures import Figure, show
from kilas.core.routing import Budget, Policy, Price, Route
from kilas.llm.question import Question
from kilas.llm.walker import Walked, walk
from kilas.testing.clock import Clock
from kilas.testing.model_server import ModelServer
from kilas.testing.route_state import RememberedRoutes

CALLS, ROUNDS = 40, 5
ROUTES = 21
LIMIT_S = 0.2
_SERVER = (
    "from kilas.testing.model_server import ModelServer as S\ns = S(); print(s.url(), flush=True); input()"
)
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "lead": {"type": "string", "minLength": 1, "maxLength": 300},
        "points": {
            "type": "array",
            "minItems": 3,
            "maxItems": 5,
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "maxLength": 300},
                    "cites": {"type": "array", "minItems": 1, "items": {"enum": list(range(1, 31))}},
                },
                "required": ["text", "cites"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["lead", "points"],
    "additionalProperties": False,
}


def main(argv: Sequence[str] | None = None) -> int:
    parts: dict[str, Callable[[], Iterator[Figure]]] = {"cost": _cost, "time": _time}
    parser = argparse.ArgumentParser(
        prog="python -m evals.models", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("parts", nargs="*", default=list(parts), help=f"of {', '.join(parts)}")
    told = parser.parse_args(argv)
    figures = [figure for name in told.parts for figure in parts[name]()]
    show(figures)
    return 1 if any(not figure.holds and not figure.follows_machine for figure in figures) else 0


def question(number: int) -> Question:
    """A question like that for a brief of an article of 30 sentences."""
    lines = "\n".join(
        f"[{i}] The council of town {number} repaired bridge {i} this week." for i in range(1, 31)
    )
    return Question(
        system="Write a brief of the article. " * 20, user=lines, schema=_SCHEMA, prompt=str(number)
    )


def route(name: str, address: str, limit_s: float = 5.0) -> Route:
    return Route(
        id=name,
        kind="openai",
        model="tiny",
        base_url=address,
        price=Price(input=100_000_000, output=400_000_000),
        timeout_s=limit_s,
        deadline_s=2 * limit_s,
        max_output=500,
    )


def walked(asked: Question, routes: Sequence[Route], state: RememberedRoutes, budget: Budget) -> Walked:
    clock = Clock(datetime(2026, 11, 30, 12, tzinfo=UTC))
    return walk(asked, routes, policy=Policy(), budget=budget, state=state, clock=clock, subject="a")


# CPU time of a call


def _cost() -> Iterator[Figure]:
    with _other_process() as address:
        ours, agents, bare = _walking(address), _agent(address), _bare(address)
        for run in (ours, agents, bare):
            run(0)  # imports and connections
        spent = [[_cpu(run, 1 + turn * CALLS) for run in (ours, agents, bare)] for turn in range(ROUNDS)]
    mine, agent, least = (statistics.median(column) for column in zip(*spent, strict=True))
    yield Figure(
        what="walk, beyond pydantic-ai",
        value=mine - agent,
        unit="CPU-ms a call",
        target=3.0,
        at_most=True,
        peer=f"an agent of pydantic-ai {agent:.1f}, its bare request {least:.1f}, the walk {mine:.1f}",
    )


def _cpu(run: Callable[[int], object], first: int) -> float:
    started = time.process_time()
    for number in range(first, first + CALLS):
        run(number)
    return (time.process_time() - started) * 1000 / CALLS


def _walking(address: str) -> Callable[[int], object]:
    state, mine = RememberedRoutes(), route("tiny", address)

    def run(number: int) -> object:
        done = walked(question(number), [mine], state, Budget(per_day=10**15))
        assert done.answer is not None
        return done

    return run


def _model(address: str) -> Any:
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

    provider = OpenAICompatibleProvider("tiny", base_url=address, api_key="none")
    return OpenAIChatModel("tiny", provider=provider, profile={"supports_json_schema_output": True})


def _agent(address: str) -> Callable[[int], object]:
    from pydantic_ai import Agent, NativeOutput, StructuredDict

    output = NativeOutput(StructuredDict(_SCHEMA, name="reply"))
    agent = Agent(_model(address), output_type=output, instructions=question(0).system)
    loop = asyncio.new_event_loop()
    return lambda number: loop.run_until_complete(agent.run(question(number).user))


def _bare(address: str) -> Callable[[int], object]:
    from pydantic_ai.messages import ModelRequest
    from pydantic_ai.models import ModelRequestParameters
    from pydantic_ai.output import OutputObjectDefinition

    model, loop = _model(address), asyncio.new_event_loop()
    shape = OutputObjectDefinition(json_schema=_SCHEMA, name="reply")
    asked = ModelRequestParameters(output_mode="native", output_object=shape)

    def run(number: int) -> object:
        message = ModelRequest.user_text_prompt(question(number).user, instructions=question(number).system)
        return loop.run_until_complete(model.request([message], None, asked))

    return run


@contextmanager
def _other_process() -> Iterator[str]:
    with subprocess.Popen(
        [sys.executable, "-c", _SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.stdin.write("\n")
        server.stdin.flush()


# Time of a chain


def _time() -> Iterator[Figure]:
    with ModelServer() as server:
        walked(question(0), [route("warm", server.url())], RememberedRoutes(), Budget())
        hanging = [replace(route(f"r{i}", server.url("hang"), LIMIT_S), retries=0) for i in range(ROUTES)]
        seconds, state = _seconds(1, hanging, RememberedRoutes())
        yield Figure(
            what=f"{ROUTES} routes that hang, beyond their timeouts",
            value=(seconds - ROUTES * LIMIT_S) * 1000 / ROUTES,
            unit="ms a route",
            target=100.0,
            at_most=True,
            peer=f"{seconds:.2f} s in all",
        )
        closed = [route(f"c{i}", server.url("401")) for i in range(ROUTES)]
        _, state = _seconds(2, closed, RememberedRoutes())
        before = len(server.asked)
        seconds, _ = _seconds(3, closed, state)
        yield Figure(
            what=f"{ROUTES} routes with open breakers",
            value=seconds * 1000,
            unit="ms",
            target=50.0,
            at_most=True,
            peer=f"{len(server.asked) - before} requests",
        )


def _seconds(number: int, routes: Sequence[Route], state: RememberedRoutes) -> tuple[float, RememberedRoutes]:
    started = time.monotonic()
    walked(question(number), routes, state, Budget())
    return time.monotonic() - started, state


if __name__ == "__main__":
    sys.exit(main())
