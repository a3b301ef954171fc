"""The service against the clock: polling, publishing, idling, draining; each beside a floor in the same run.

    python -m evals.bench_service                # everything, several minutes
    python -m evals.bench_service polling idle   # only these

Seconds follow the machine and what else runs on it; the floor beside a figure was taken in the same minutes.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from evals import holding
from evals.figures import Figure, show
from kilas.pipeline import service
from kilas.pipeline.hosts import wall_clock
from kilas.sources.fetch import FetchRequest, fetch_many
from kilas.sources.network_addresses import Exemption, parse_exemptions
from kilas.store import Store
from kilas.store.records import Polled
from kilas.testing import postgres
from kilas.testing.origin import article, rss, sentences

FEEDS = int(os.environ.get("KILAS_BENCH_FEEDS", "10000"))
ARTICLES = int(os.environ.get("KILAS_BENCH_ARTICLES", "200"))
PIECES = int(os.environ.get("KILAS_BENCH_PIECES", "400"))  # of the drain test
WARM = 24  # articles before them
HELD = 0.5  # of a core for each worker of it
SEEN = 12  # entries whose way to the page is timed
IDLE_S = 30.0
PORT = 18_321
TAG = '"unchanged"'


def main(argv: Sequence[str]) -> int:
    parts: dict[str, Callable[[], Iterator[Figure]]] = {
        "polling": _polling,
        "ingest": _ingest,
        "latency": _latency,
        "idle": _idle,
        "drain": _drain,
    }
    if unknown := set(argv) - set(parts):
        sys.exit(
            f"evals.bench_service: no part is called {', '.join(sorted(unknown))}; there are {', '.join(parts)}"
        )
    found = [figure for name in argv or parts for figure in parts[name]()]
    show(found)
    return 1 if any(not f.holds and not f.follows_machine for f in found) else 0


# 10,000 feeds with nothing new


def _polling() -> Iterator[Figure]:
    with (
        _folder() as folder,
        _site() as port,
        Store.open(f"sqlite:///{folder}/kilas.db", migrate=True) as store,
    ):
        addresses = [
            f"http://127.{1 + n // 62_500}.{n // 250 % 250}.{1 + n % 250}:{port}/feed" for n in range(FEEDS)
        ]
        _follow(store, addresses)
        process = _start(
            f"sqlite:///{folder}/kilas.db", f"sqlite:///{folder}/jobs.db", processes=1, port=port
        )
        try:
            while not store.workers.beats():
                time.sleep(0.05)
            began, used = time.monotonic(), _cpu_s(process.pid)
            while (due := store.feeds.next_due()) is None or due <= wall_clock():
                time.sleep(0.5)
            took, cpu = time.monotonic() - began, _cpu_s(process.pid) - used
        finally:
            process.kill()
            process.join()
        failed = sum(feed.failures > 0 or feed.last_polled is None for feed in store.feeds.list())
        floor = _bare_fetches(addresses, parse_exemptions(f"127.0.0.0/8:{port}"))
    if failed:
        raise AssertionError(f"{failed} feeds failed")
    yield Figure(
        what=f"poll {FEEDS:,} unchanged feeds, the whole service",
        value=took,
        unit="s",
        target=120.0,
        at_most=True,
        follows_machine=True,
        peer=f"bare fetches {floor:.0f} s",
    )
    yield Figure(what="  against bare fetches", value=took / floor, unit="times")
    yield Figure(what="  CPU", value=1000 * cpu / FEEDS, unit="ms a feed")


def _follow(store: Store, addresses: Sequence[str]) -> None:
    """Feeds that answered once, a while ago."""
    past = wall_clock() - timedelta(hours=1)
    ids = [
        store.feeds.add(one, "rss", title="Feed", rights="link", backlog=50, now=past).id for one in addresses
    ]
    for start in range(0, len(ids), 500):
        polled = Polled(
            at=past, next_poll=past, interval_s=1800.0, etag=TAG, body_sha256="0" * 64, entries=()
        )
        store.feeds.save_polls([(one, polled) for one in ids[start : start + 500]])


def _bare_fetches(addresses: Sequence[str], allow: tuple[Exemption, ...]) -> float:
    """What asking alone costs: no store, no turns, no decisions. A tenth of them, times ten."""
    asked = [FetchRequest(url=one, headers=(("if-none-match", TAG),)) for one in addresses[::10]]
    began = time.monotonic()
    fetch_many(asked, allow=allow, concurrency=64)
    return 10 * (time.monotonic() - began)


@contextmanager
def _site() -> Iterator[int]:
    """A server in a process of its own, on all of 127.0.0.0/8, that answers every question with 304."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=_answer_unchanged, args=(there,), daemon=True
    )
    process.start()
    yield int(here.recv())
    process.kill()
    process.join()


def _answer_unchanged(pipe: Any) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(f"HTTP/1.1 304 Not Modified\r\nETag: {TAG}\r\nConnection: close\r\n\r\n".encode())
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def main() -> None:
        server = await asyncio.start_server(answer, "0.0.0.0", 0, backlog=1024)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())


# Articles from files to pages


def _ingest() -> Iterator[Figure]:
    with _folder() as folder:
        pages = folder / "pages"
        pages.mkdir()
        for number in range(ARTICLES):
            (pages / f"{number}.html").write_text(article(number, f"Report {number} of the works", count=24))
        url = f"sqlite:///{folder}/kilas.db"
        with Store.open(url, migrate=True) as store:
            store.feeds.add(f"folder:{pages}", "folder", rights="own", backlog=ARTICLES, now=wall_clock())
            process = _start(url, f"sqlite:///{folder}/jobs.db", processes=2)
            try:
                took = _until_published(store, ARTICLES)
            finally:
                process.kill()
                process.join()
        floor = _trafilatura_alone([path.read_text() for path in pages.iterdir()])
    yield Figure(
        what="articles end to end from local HTML",
        value=ARTICLES / took,
        unit="articles/s",
        target=15.0,
        follows_machine=True,
        peer=f"trafilatura alone {floor:.0f}",
    )
    yield Figure(what="  against trafilatura alone", value=ARTICLES / took / floor, unit="times")


def _until_published(store: Store, count: int, before: int = 0) -> float:
    """Seconds from the first article published to the last, as if there had been one more before it."""
    began: tuple[float, int] | None = None
    while True:
        counts = store.care.counts()
        done = counts.briefs + counts.folded - before
        if began is None and done > 0:
            began = (time.monotonic(), done)
        if done >= count:
            assert began is not None
            return (time.monotonic() - began[0]) * count / max(1, count - began[1])
        time.sleep(0.2)


def _trafilatura_alone(texts: Sequence[str]) -> float:
    import trafilatura

    trafilatura.extract(texts[0])
    began = time.monotonic()
    for text in texts:
        trafilatura.extract(text)
    return len(texts) / (time.monotonic() - began)


def _start(url: str, jobs: str, *, processes: int, executor: str = "bench", port: int = 0) -> Any:
    process = multiprocessing.get_context("spawn").Process(
        target=_serve, args=(url, jobs, processes, executor, port), daemon=False
    )
    process.start()
    return process


def _serve(url: str, jobs: str, processes: int, executor: str, port: int) -> None:
    allow = parse_exemptions(f"127.0.0.0/8:{port}") if port else ()
    plan = service.Plan(database_url=url, jobs_url=jobs, executor=executor, processes=processes, allow=allow)
    service.Service(plan).start()
    time.sleep(3600)


# From an entry to its page


def _latency() -> Iterator[Figure]:
    from kilas.testing.origin import Origin

    origin = Origin()
    seconds = []
    with _folder() as folder, Store.open(f"sqlite:///{folder}/kilas.db", migrate=True) as store:
        origin.put("/feed", rss({}))
        feed = store.feeds.add(origin.url("/feed"), "rss", rights="link", backlog=50, now=wall_clock())
        process = _start(
            f"sqlite:///{folder}/kilas.db", f"sqlite:///{folder}/jobs.db", processes=2, port=origin.port
        )
        try:
            for number in range(SEEN):
                link = origin.put(f"/a/{number}", article(number, f"Report {number} of the works"))
                origin.put("/feed", rss({link: f"Report {number}"}))
                store.feeds.refresh([feed.id], wall_clock())
                while len(items := store.items.list(limit=100)) <= number:
                    time.sleep(0.1)
                seen = next(one.seen for one in store.entries.of_feed(feed.id) if one.entry.url == link)
                seconds.append((items[0].published - seen).total_seconds())
        finally:
            process.kill()
            process.join()
            origin.close()
    seconds.sort()
    yield Figure(
        what="entry seen to page live, p95",
        value=seconds[int(0.95 * (len(seconds) - 1))],
        unit="s",
        target=10.0,
        at_most=True,
        follows_machine=True,
        peer=f"median {statistics.median(seconds):.1f} s",
    )


def _add(folder: Path, address: str, exemption: str) -> str:
    """Follow a feed as a user does, beside the service; its address."""
    command = [sys.executable, "-m", "kilas", "add", "--data", str(folder), address]
    told = {"KILAS_ALLOW_PRIVATE": exemption, "KILAS_HOME": str(folder)}
    subprocess.run(command, check=True, capture_output=True, env=os.environ | told)
    return address


def _first_poll(store: Store, address: str) -> float:
    """Seconds from its being added to its being polled, both by the service's clock."""
    while (feed := store.feeds.find(address)) is None or feed.last_polled is None:
        time.sleep(0.05)
    return (feed.last_polled - feed.added).total_seconds()


# Nothing to do


def _idle() -> Iterator[Figure]:
    from kilas.testing.origin import Origin

    with _folder() as folder, closing(Origin()) as origin:
        command = [sys.executable, "-m", "kilas", "up", "--data", str(folder), "--port", str(PORT)]
        began = time.monotonic()
        env = os.environ | {"KILAS_ALLOW_PRIVATE": origin.exemption, "KILAS_AUDIENCE": "public"}
        up = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
        first = _first_page(f"http://127.0.0.1:{PORT}/en/", began)
        try:
            with Store.open(f"sqlite:///{folder}/kilas.db", patience_s=60) as store:
                while store.care.counts().briefs < 16:
                    time.sleep(0.5)
            time.sleep(service.REST_S * 2)  # until the worker processes have ended
            before, at = _cpu_s(up.pid), time.monotonic()
            time.sleep(IDLE_S)
            share = (_cpu_s(up.pid) - before) / (time.monotonic() - at)
            memory = sum(_rss_mb(pid) for pid in _tree(up.pid))
            with Store.open(f"sqlite:///{folder}/kilas.db", patience_s=60) as store:
                pages = [origin.put(f"/added/{number}", rss({})) for number in range(SEEN)]
                polled = [_first_poll(store, _add(folder, one, origin.exemption)) for one in pages]
        finally:
            up.send_signal(signal.SIGTERM)
            told = time.monotonic()
            code = up.wait(60)
            ended = time.monotonic() - told
    if code:
        raise AssertionError(f"`kilas up` ended with {code}")
    yield Figure(
        what="first page on an empty folder",
        value=first,
        unit="s",
        target=15.0,
        at_most=True,
        follows_machine=True,
    )
    yield Figure(
        what="idle", value=100 * share, unit="% of a core", target=3.0, at_most=True, follows_machine=True
    )
    yield Figure(
        what="idle, memory of parent and children", value=memory, unit="MB RSS", target=300.0, at_most=True
    )
    yield Figure(
        what="`kilas add` to first poll, slowest",
        value=max(polled),
        unit="s",
        target=2.0,
        at_most=True,
        follows_machine=True,
        peer=f"median {statistics.median(polled):.1f} s",
    )
    yield Figure(
        what="ends after SIGTERM", value=ended, unit="s", target=10.0, at_most=True, follows_machine=True
    )


def _first_page(url: str, began: float) -> float:
    import urllib.request

    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                answer.read()
            return time.monotonic() - began
        except OSError:
            time.sleep(0.1)


def _tree(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += _tree(int(child))
    return found


def _cpu_s(pid: int) -> float:
    ticks = 0
    for one in _tree(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _rss_mb(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


# Two workers on one database


def _drain() -> Iterator[Figure]:
    """One worker and two, each held to half a core: then what they share decides, and not that two cores are two.

    A worker left to itself takes a core for its own part and most of another for its pages, so on two cores a second
    one finds nothing to work with; the last figure says what it adds there.
    """
    programs = postgres.programs()
    if programs is None:
        return
    if holding.can_hold():
        one, two = (_drained(programs, workers, HELD) for workers in (1, 2))
        yield Figure(what="PostgreSQL, a worker of half a core", value=one, unit="articles/s")
        yield Figure(
            what="  two of them against one", value=two / one, unit="times", target=1.7, follows_machine=True
        )
    one, two = (_drained(programs, workers, None) for workers in (1, 2))
    yield Figure(what="PostgreSQL, a worker left to itself", value=one, unit="articles/s")
    yield Figure(
        what="  two of them against one", value=two / one, unit="times", peer=f"{os.cpu_count()} cores in all"
    )


def _drained(programs: Path, workers: int, cores: float | None) -> float:
    """Articles a second of so many workers, as `kilas work --processes 1` starts them, on one database."""
    with (
        _folder() as folder,
        postgres.server(programs) as server,
        Store.open(server.url, migrate=True) as store,
        ExitStack() as running,
    ):
        for number in range(workers):
            process = _start(server.url, server.url, processes=1, executor=f"worker-{number + 1}")
            if cores is not None:
                running.enter_context(holding.held(process.pid, cores))
            running.callback(process.join)
            running.callback(process.kill)
        while len(store.workers.beats()) < workers:
            time.sleep(0.2)
        _fill(store, folder / "warm", WARM)  # so that every process of every worker is up
        _until_published(store, WARM)
        _fill(store, folder / "pages", PIECES)
        return PIECES / _until_published(store, PIECES, before=WARM)


def _fill(store: Store, pages: Path, count: int) -> None:
    """A backlog of articles that their feed carries whole."""
    pages.mkdir()
    for number in range(count):
        text = "\n\n".join(sentences(number + (count << 20)))
        (pages / f"{number}.txt").write_text(f"Report {number} of the {pages.name}\n\n{text}")
    store.feeds.add(f"folder:{pages}", "folder", rights="own", backlog=count, now=datetime.now(UTC))


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kilas-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
