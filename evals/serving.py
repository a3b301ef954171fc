"""How fast the site is served: our briefs beside a bare FastAPI page, by turns, each in a process of its own.

Reads of one side and the other take turns, so a busy machine slows both alike; CPU time of the serving process says
what a page costs whatever else runs. Nothing is cached: every request reads the store and draws the page.

    python -m evals.serving serve HOME PORT      (what the bench starts)
    python -m evals.serving floor HOME PORT
    python -m evals.serving ingest HOME
"""

from __future__ import annotations

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evals.measure import ROOT

READERS = 8  # connections at a time
SLICE_S = 2.0  # a turn of one side
TURNS = 4
STEADY_RATE, STEADY_S = 100, 6.0
BACKLOG, WARM = 600, 10  # articles to ingest, and those done before pages are asked for
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What the bench of the site found."""

    pages_s: float
    floor_s: float
    cpu_ms: float  # of the serving process, for each page
    floor_cpu_ms: float
    p99_ms: float  # at a steady rate
    busy_p99_ms: float  # and while ingest runs
    ingested_s: float  # articles a second, meanwhile


@dataclass(frozen=True, slots=True)
class _Side:
    port: int
    pid: int
    paths: Sequence[str]


def measure() -> Served:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        paths = _fill(home)
        with _process("serve", home) as ours, _process("floor", home) as floor:
            sides = (_Side(*ours, paths), _Side(*floor, ["/"]))
            rates: list[list[float]] = [[], []]
            costs: list[list[float]] = [[], []]
            for turn in range(TURNS):
                for which in (turn % 2, 1 - turn % 2):
                    rate, cost = asyncio.run(_slice(sides[which]))
                    rates[which].append(rate)
                    costs[which].append(cost)
            late = asyncio.run(_steady(sides[0]))
            with _ingesting(home) as count:
                before = count()
                busy = asyncio.run(_steady(sides[0]))
                ingested = count() - before
    return Served(
        pages_s=statistics.median(rates[0]),
        floor_s=statistics.median(rates[1]),
        cpu_ms=statistics.median(costs[0]),
        floor_cpu_ms=statistics.median(costs[1]),
        p99_ms=late,
        busy_p99_ms=busy,
        ingested_s=ingested / STEADY_S,
    )


async def _slice(side: _Side) -> tuple[float, float]:
    """Pages a second of as many readers as ask one after another, and CPU milliseconds of a page."""
    await asyncio.gather(*(_reader(side, time.monotonic() + 0.5, n) for n in range(READERS)))  # warm
    spent, started = _cpu_s(side.pid), time.monotonic()
    counts = await asyncio.gather(*(_reader(side, started + SLICE_S, n) for n in range(READERS)))
    seconds, total = time.monotonic() - started, sum(counts)
    return total / seconds, 1_000 * (_cpu_s(side.pid) - spent) / total


async def _reader(side: _Side, until: float, first: int) -> int:
    reading, writing = await asyncio.open_connection("127.0.0.1", side.port)
    count = 0
    try:
        while time.monotonic() < until:
            await _ask(reading, writing, side.paths[(first * 7 + count) % len(side.paths)])
            count += 1
    finally:
        writing.close()
    return count


async def _steady(side: _Side) -> float:
    """Milliseconds within which 99 of 100 pages come at a steady rate, waiting in line included."""
    pool: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
    for _ in range(4 * READERS):
        pool.put_nowait(await asyncio.open_connection("127.0.0.1", side.port))
    late: list[float] = []

    async def one(number: int, due: float) -> None:
        ends = await pool.get()
        await _ask(*ends, side.paths[number % len(side.paths)])
        late.append(time.monotonic() - due)
        pool.put_nowait(ends)

    started, asked = time.monotonic() + 0.2, []
    for number in range(int(STEADY_RATE * STEADY_S)):
        due = started + number / STEADY_RATE
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        asked.append(asyncio.create_task(one(number, due)))
    await asyncio.gather(*asked)
    while not pool.empty():
        pool.get_nowait()[1].close()
    return 1_000 * sorted(late)[int(0.99 * len(late))]


async def _ask(reading: asyncio.StreamReader, writing: asyncio.StreamWriter, path: str) -> None:
    writing.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    head = await reading.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise AssertionError(head[:80])
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    await reading.readexactly(int(length.split(b":")[1]))


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


@contextmanager
def _process(what: str, home: Path) -> Iterator[tuple[int, int]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "evals.serving", what, str(home), str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "src")})
    try:
        _wait_for(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _ingesting(home: Path) -> Iterator[Callable[[], int]]:
    """Articles being read and briefed into the store that is served; what counts those that are done."""
    from kilas.store import Store
    from kilas.testing.origin import article

    pages = home / "pages"
    pages.mkdir()
    for number in range(BACKLOG):
        (pages / f"{number}.html").write_text(article(number, f"Report {number} of the works", count=24))
    command = [sys.executable, "-m", "evals.serving", "ingest", str(home)]
    with Store.open(f"sqlite:///{home}/kilas.db") as store:
        started = store.care.counts()
        store.feeds.add(f"folder:{pages}", "folder", rights="own", backlog=BACKLOG, now=datetime.now(UTC))

        def count() -> int:
            now = store.care.counts()
            return now.briefs + now.folded - started.briefs - started.folded

        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "src")})
        try:
            while count() < WARM:
                if process.poll() is not None:
                    sys.exit("evals.serving: ingest ended before it had begun")
                time.sleep(0.2)
            yield count
        finally:
            process.kill()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            sys.exit("evals.serving: the server ended before it answered")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("evals.serving: the server did not answer within a minute")


def _fill(home: Path) -> list[str]:
    """A store with some of everything; where its briefs stand, in both languages."""
    from kilas.store import Store
    from kilas.testing.store import fill

    with Store.open(f"sqlite:///{home}/kilas.db", migrate=True) as store:
        fill(store)
        items = store.items.list(kind="brief", limit=100)
    return [f"/{ui}/b/{item.id}-{item.slug}" for item in items for ui in ("id", "en")]


def _serve(home: Path, port: int) -> None:
    from kilas.settings import Settings
    from kilas.site.asgi import create_app
    from kilas.site.serving import serve
    from kilas.store import Store

    base_url = f"http://127.0.0.1:{port}"
    settings = Settings(home=home, base_url=base_url, timezone="Asia/Jakarta", audience="public")
    listener = socket.create_server(("127.0.0.1", port))
    with Store.open(Store.url_for(settings)) as store, listener:
        serve(create_app(store, settings), listener)


def _ingest(home: Path) -> None:
    from kilas.pipeline.service import Plan, Service

    url = f"sqlite:///{home}/kilas.db"
    Service(
        Plan(database_url=url, jobs_url=f"sqlite:///{home}/jobs.db", executor="bench", processes=2)
    ).start()
    time.sleep(3_600)


def _floor(port: int) -> None:
    """A bare page: FastAPI, Jinja2, a heading and forty sentences, nothing read and nothing checked."""
    import uvicorn
    from fastapi import FastAPI
    from fastapi.responses import HTMLResponse
    from jinja2 import Environment

    page = Environment(autoescape=True).from_string(
        "<!doctype html><html lang=en><title>{{ title }}</title><h1>{{ title }}</h1>"
        "{% for text in texts %}<p>{{ text }}</p>{% endfor %}</html>"
    )
    texts = ["State regulators on Thursday approved a $310 million tidal power array in Brindle Sound."] * 40
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/", response_class=HTMLResponse)
    def front() -> str:
        return page.render(title="Regulators approve tidal array", texts=texts)

    uvicorn.run(app, port=port, log_level="error", access_log=False, lifespan="off", server_header=False)


if __name__ == "__main__":
    what, folder, *rest = sys.argv[1:]
    if what == "serve":
        _serve(Path(folder), int(rest[0]))
    elif what == "floor":
        _floor(int(rest[0]))
    else:
        _ingest(Path(folder))
