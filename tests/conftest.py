"""What every test can count on: no network beyond loopback, no bench, one way to rewrite golden files."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from evals import llama
from kilas.testing import postgres, tiny_weights
from kilas.testing.llama_server import llama_server

# Time under a shared machine's load is no property of the code; a bench compares ratios instead.
settings.register_profile("kilas", deadline=None, derandomize=True)
settings.load_profile("kilas")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden files from what is made now"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out the tests with real models while `.ci/run` builds llama.cpp, which takes more than one run the first time."""
    if os.environ.get("KILAS_LLAMA_LATER") != "1":
        return
    left_out = [item for item in items if "llama_part" in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to any other machine fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "unix"
        if host not in ("127.0.0.1", "::1", "localhost", "unix") and not str(host).startswith("127."):
            raise AssertionError(f"a test opened a connection to {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a real PostgreSQL server of this run's own, its database `postgres` empty.

    Tests that write take `postgres_database`: a fresh database each.
    """
    programs = postgres.programs()
    if programs is None:
        if os.environ.get("KILAS_REQUIRE_ALL") == "1":
            pytest.fail("PostgreSQL is missing: neither on PATH nor in /usr/lib/postgresql")
        pytest.skip("PostgreSQL is missing: neither on PATH nor in /usr/lib/postgresql")
    with postgres.server(programs) as server:
        yield server.url


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database, dropped afterwards."""
    with postgres.database(postgres_url) as url:
        yield url


PROSE = '"The quay." ' * 3  # each letter has one successor, so that the model of it ends its strings


@pytest.fixture(scope="session")
def llama_part() -> Callable[[str], Path]:
    """Where `make llama` has put llama.cpp's "server", its "library" for Python, or the real "weights"."""

    def found(name: str) -> Path:
        if name in llama.parts().missing():
            reason = f"`make llama` has not made the {name} yet"
            if os.environ.get("KILAS_REQUIRE_ALL") == "1":
                pytest.fail(reason)
            pytest.skip(reason)
        place: Path = getattr(llama.parts(), name)
        return place

    return found


@pytest.fixture(scope="session")
def weights(
    llama_part: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """A file of weights: "random", "bigrams", "decisions", or "smollm2", a real model though a small one."""
    folder = tmp_path_factory.mktemp("weights")

    @cache
    def made(name: str) -> Path:
        if name == "smollm2":
            return llama_part("weights")
        place = folder / f"{name}.gguf"
        if name == "bigrams":
            return tiny_weights.bigrams(place, PROSE)
        return tiny_weights.random(place) if name == "random" else tiny_weights.decisions(place)

    return made


@pytest.fixture(scope="session")
def llama_url(
    llama_part: Callable[[str], Path], weights: Callable[[str], Path]
) -> Iterator[Callable[[str], str]]:
    """Address of a real llama.cpp server of some weights; it starts when it is first asked for."""
    with ExitStack() as running:

        @cache
        def started(name: str) -> str:
            return running.enter_context(llama_server(llama_part("server"), weights(name), alias=name))

        yield started
