"""The halves of `kilas up` run apart, as `deploy/compose.yaml` runs them: a schema, a site, two workers, one PostgreSQL."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pytest
import yaml

from kilas.store import Store
from kilas.testing.origin import Origin, article, rss
from tests.cli.running import until

pytestmark = pytest.mark.network
COMPOSE = Path(__file__).parents[2] / "deploy" / "compose.yaml"
ARTICLES = 24
Start = Callable[[str, str], "subprocess.Popen[str]"]


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def start(postgres_database: str, origin: Origin, tmp_path: Path, port: int) -> Iterator[Start]:
    """Starts the command of a service of the compose file, in a folder of its own as a container has."""
    services = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KILAS_")}
    with ExitStack() as running:

        def run(service: str, home: str) -> subprocess.Popen[str]:
            arguments = [str(port) if word == "8000" else word for word in services[service]["command"]]
            told = {
                "KILAS_DATABASE_URL": postgres_database,
                "KILAS_BASE_URL": f"http://127.0.0.1:{port}",
                "KILAS_HOME": str(tmp_path / home),
                "KILAS_ALLOW_PRIVATE": origin.exemption,
            }
            said: IO[str] = running.enter_context((tmp_path / f"{home}.log").open("w"))
            command = [sys.executable, "-m", "kilas", *arguments]
            process = subprocess.Popen(command, stdout=said, stderr=said, text=True, env=clean | told)
            running.callback(process.wait)
            running.callback(process.kill)
            return process

        yield run


@pytest.mark.slow
def test_a_site_and_two_workers_on_one_database_publish_what_is_followed(
    start: Start, postgres_database: str, origin: Origin, port: int
) -> None:
    assert start("schema", "schema").wait(60) == 0
    site, workers = start("site", "site"), [start("worker", f"worker-{n}") for n in (1, 2)]
    links = {origin.put(f"/a/{n}", article(n, f"Report {n} of the works")): f"{n}" for n in range(ARTICLES)}
    with Store.open(postgres_database, patience_s=60) as store:
        until(lambda: len(store.workers.beats()) == 2)
        address = origin.put("/feed", rss(links))
        store.feeds.add(address, "rss", rights="link", backlog=50, now=datetime.now(UTC))
        until(lambda: store.care.counts().entries.get("briefed", 0) == ARTICLES)
        items = store.items.list(limit=100)
        assert sorted(item.url or "" for item in items) == sorted(links)
        assert all(len(store.items.versions(item.id)) == 1 for item in items)
        assert origin.paths().count("/feed") == 1
        assert origin.most_at_once == 1  # two workers are as polite as one
        assert store.care.check() == ()
    base = f"http://127.0.0.1:{port}"
    for path, said in (("/en/", "Report 5 of the works"), ("/en/feed.atom", base), ("/healthz", "ok")):
        with urllib.request.urlopen(base + path, timeout=30) as answer:
            assert said in answer.read().decode()
    for process in workers:
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    site.send_signal(signal.SIGTERM)
    assert site.wait(60) in (0, -signal.SIGTERM)
