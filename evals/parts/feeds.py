"""Does every feed come through, and does none do harm? Feeds nobody here wrote, read in the guarded worker."""

from __future__ import annotations

import base64
import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from evals.measure import Measure, bench_dir
from kilas.core.text import leaks
from kilas.core.text.charset import decode, encoding_name
from kilas.errors import SourceError
from kilas.pipeline.worker import TaskFailed, Worker
from kilas.sources import feeds, robots_txt

SEED = 20_261_125
FAST_SHARE = 0.05
WORKERS = 2
DEAREST_IN_FAST_S = 5.0  # bombs that may cost more are left to whole runs
URL = "https://feeds.example/umpan"
REFERENCE_S = 60.0  # feedparser alone may take as long as it likes, within reason
AGENTS = ("Kilas", "Googlebot", "GPTBot", "CCBot", "Bytespider")
PATHS = (
    "/",
    "/index.html",
    "/news/2026/11/25/a-b.html?x=1&y=%20",
    "/search?q=a",
    "/wp-admin/",
    "/robots.txt",
    "/%E2%82%AC/é",
)
_RULE = re.compile(r"(?im)^\s*(?:dis)?allow\s*:\s*(\S+)")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one document came to in the guarded worker."""

    id: str
    reason: str = ""  # of a refusal; "" for a feed
    entries: int = 0
    left_out: int = 0
    leaks: int = 0
    cpu_s: float = 0.0
    wall_s: float = 0.0
    opened: int = 0  # files and sockets
    of_feedparser: int = 0  # entries it finds in the same bytes


def measure(fast: bool) -> list[Measure]:
    documents = {
        name: _rows(name, fast) for name in ("feeds", "feeds_real", "encoding", "xml_attack", "json")
    }
    read = {
        name: _read_all(rows, name in ("feeds", "feeds_real", "encoding")) for name, rows in documents.items()
    }
    every = [one for outcomes in read.values() for one in outcomes]
    _tell(every)
    return [
        _count("exceptions", sum(one.reason.startswith("!") for one in every)),
        _count("killed", sum(one.reason in ("timeout", "memory", "crashed") for one in every)),
        _count("markup_leaks", sum(one.leaks for one in every)),
        _count("files_and_sockets_opened", sum(one.opened for one in every)),
        *(_recovered(name, read[name]) for name in ("feeds", "feeds_real", "encoding")),
        _recovered("all", [*read["feeds"], *read["feeds_real"], *read["encoding"]]),
        _share("encoding.right", [_is_right(row) for row in documents["encoding"] if _expected(row)]),
        _share("json.verdicts", _verdicts(documents["json"], read["json"])),
        _share("robots.verdicts", [ok for row in _rows("robots", fast) for ok in _robots(row)]),
        *_bombs(fast),
    ]


# Reading


def _rows(family: str, fast: bool) -> list[Row]:
    with gzip.open(bench_dir("hostile") / f"{family}.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = sorted((json.loads(line) for line in file), key=lambda row: str(row["id"]))
    return random.Random(SEED).sample(rows, max(20, round(len(rows) * FAST_SHARE))) if fast else rows


def _data(row: Row) -> bytes:
    text: str = row["data"]
    data = base64.b64decode(text) if row["enc"] == "b64" else text.encode("utf-8", "surrogatepass")
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data  # as the fetcher would have


def _read_all(rows: Sequence[Row], against_feedparser: bool) -> list[Outcome]:
    shares = [rows[n::WORKERS] for n in range(WORKERS)]
    with ThreadPoolExecutor(WORKERS) as threads:
        return [
            one
            for part in threads.map(lambda share: _read_share(share, against_feedparser), shares)
            for one in part
        ]


def _read_share(rows: Sequence[Row], against_feedparser: bool) -> list[Outcome]:
    imports = (*feeds.IMPORTS, "evals.parts.feeds")
    with (
        Worker(memory_bytes=feeds.MEMORY_BYTES, imports=imports) as guarded,
        Worker(REFERENCE_S, imports=imports) as free,
    ):
        return [_read(row, guarded, free if against_feedparser else None) for row in rows]


def _read(row: Row, guarded: Worker, free: Worker | None) -> Outcome:
    data, began = _data(row), time.perf_counter()
    try:
        entries, left_out, leaky, cpu_s, opened = guarded.run(_watched, data)
        reason = ""
    except (SourceError, TaskFailed) as error:
        entries = left_out = leaky = opened = 0
        cpu_s, reason = 0.0, error.reason
    except Exception as error:  # the very thing that is counted here
        entries = left_out = leaky = opened = 0
        cpu_s, reason = 0.0, f"!{type(error).__name__}"
    wall_s = time.perf_counter() - began
    return Outcome(
        id=row["id"], reason=reason, entries=entries, left_out=left_out, leaks=leaky, cpu_s=cpu_s, wall_s=wall_s,
        opened=opened, of_feedparser=_of_feedparser(data, free) if free else 0,
    )  # fmt: skip


def _of_feedparser(data: bytes, free: Worker) -> int:
    try:
        return free.run(_count_alone, data)
    except TaskFailed:
        return 0


# These run inside a worker


_opened: list[str] = []
_hooked: list[bool] = []


def _watched(data: bytes) -> tuple[int, int, int, float, int]:
    """Entries, those left out, fields that leak markup, CPU seconds, and files or sockets opened meanwhile."""
    if not _hooked:
        feeds.parse(b"<rss version='2.0'><channel><item><title>x &amp; y</title></item></channel></rss>", URL)
        feeds.parse(b"<urlset/>", URL)
        sys.addaudithook(_note)
        _hooked.append(True)
    _opened.clear()
    began = time.process_time()
    feed = feeds.parse(data, URL)
    cpu_s = time.process_time() - began
    fields = [
        feed.title,
        *(text for one in feed.entries for text in (one.title, one.summary, one.byline or "")),
    ]
    return len(feed.entries), feed.left_out, sum(bool(leaks(text)) for text in fields), cpu_s, len(_opened)


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    is_import = event == "open" and str(arguments[0]).endswith((".py", ".pyc", ".so"))
    if (event == "open" and not is_import) or event in ("socket.connect", "socket.getaddrinfo"):
        _opened.append(event)


def _count_alone(data: bytes) -> int:
    import feedparser

    try:
        return len(
            feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)["entries"]
        )
    except Exception:  # feedparser has its own crashes; such a document has no count to compare with
        return 0


def _timed(data: bytes, max_bytes: int) -> tuple[int, float]:
    began = time.process_time()
    try:
        return len(feeds.parse(data, URL, max_bytes=max_bytes).entries), time.process_time() - began
    except SourceError:
        return 0, time.process_time() - began


# Figures


def _recovered(name: str, outcomes: Sequence[Outcome]) -> Measure:
    """Of the entries feedparser finds in a document, how many are there, or left out because they were said twice."""
    found = sum(min(one.of_feedparser, one.entries + one.left_out) for one in outcomes)
    total = sum(one.of_feedparser for one in outcomes)
    whole = sum(min(one.of_feedparser, one.entries) for one in outcomes)
    lost = [one.id for one in outcomes if one.entries + one.left_out < one.of_feedparser]
    print(
        f"feeds: {name}: {found} of {total} entries recovered, {whole} not counting what is said twice; lost in {lost[:20]}"
    )
    return Measure(name=f"feeds.{name}.recovered", value=found / max(1, total))


def _expected(row: Row) -> str | None:
    return encoding_name((row.get("expect") or {}).get("encoding", ""))


def _is_right(row: Row) -> bool:
    return decode(_data(row))[1] == _expected(row)


def _verdicts(rows: Sequence[Row], outcomes: Sequence[Outcome]) -> list[bool]:
    """Whether JSON that must be taken is read (it is no feed), and JSON that must not be is refused, as broken."""
    reasons = {one.id: one.reason for one in outcomes}
    found = []
    for row in rows:
        verdict, reason = row["expect"]["verdict"], reasons[row["id"]]
        opens_like_json = _data(row).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")
        if verdict == "accept":
            found.append(reason == "not_a_feed")
        elif verdict == "reject":
            found.append(reason == "broken_feed" if opens_like_json else bool(reason))
    return found


def _robots(row: Row) -> list[bool]:
    from protego import Protego

    text = _data(row).decode("utf-8", "replace")
    reference = Protego.parse(text)
    named = sorted(set(_RULE.findall(text)))
    own = random.Random(SEED).sample(named, min(8, len(named)))
    urls = [f"https://news.example{path if path.startswith('/') else '/' + path}" for path in (*PATHS, *own)]
    return [
        robots_txt.allows(text, url, agent=agent).is_allowed == reference.can_fetch(url, agent)
        for agent in AGENTS
        for url in urls
    ]


# Bombs: the recipes of the bench's README that reach a parser, with the CPU seconds they may cost


def _bombs(fast: bool) -> list[Measure]:
    imports = (*feeds.IMPORTS, "evals.parts.feeds")
    failed, slowest = [], ("", 0.0)
    with Worker(60.0, memory_bytes=feeds.MEMORY_BYTES, imports=imports) as worker:
        for name, (make, limit_s, least, max_bytes) in _recipes().items():
            if fast and limit_s > DEAREST_IN_FAST_S:
                continue
            try:
                entries, cpu_s = worker.run(_timed, make(), max_bytes)
            except TaskFailed as error:
                entries, cpu_s = -1, 60.0
                print(f"feeds: bomb {name}: {error.detail}")
            slowest = max(slowest, (name, cpu_s), key=lambda pair: pair[1])
            print(f"feeds: bomb {name}: {entries} entries, {cpu_s:.3f} of {limit_s:g} s")
            if cpu_s > limit_s or entries < least:
                failed.append(name)
    return [
        _count("bombs.failed", len(failed)),
        Measure(name="feeds.bombs.slowest_s", value=slowest[1], higher_is_better=False, has_floor=False),
    ]


def _recipes() -> dict[str, tuple[Callable[[], bytes], float, int, int]]:
    """Name → how to make it, CPU seconds it may cost, entries that must come out, size cap."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    quad = f'<!DOCTYPE rss [<!ENTITY q "{"q" * 50_000}">]>'
    cap = feeds.MAX_BYTES
    return {
        "laughs": (partial(_rss, "<title>&l9;</title>", f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>'), 0.05, 0, cap),
        "quad": (partial(_rss, f"<title>{'&q;' * 20_000}</title>", quad), 0.05, 0, cap),
        "deep-xml": (partial(_rss, "<title>x</title>" + "<d>" * 100_000 + "</d>" * 100_000), 1.0, 1, cap),
        "deep-html": (partial(_rss, "<title>x</title><description><![CDATA[" + "<div>" * 100_000 + "]]></description>"), 1.0, 1, cap),
        "attrs-xml": (lambda: _rss("<title " + " ".join(f'a{n}="1"' for n in range(50_000)) + ">x</title>"), 1.0, 1, cap),
        "author-redos": (partial(_rss, "<title>x</title><author>a@" + "a." * 20_000 + "!</author>"), 0.05, 1, cap),
        "soup-5m": (lambda: _rss("<title>x</title>" + "<x & y " * 700_000), 5.0, 1, cap),
        "title-50m": (lambda: _rss(f"<title>{'x' * 50_000_000}</title>"), 0.05, 0, cap),
        "rss-10k": (lambda: _many(10_000), 5.0, 1_000, cap),
        "rss-100k": (lambda: _many(100_000), 0.05, 0, cap),
        "rss-100k-cap-raised": (lambda: _many(100_000), 60.0, 1_000, 50_000_000),
    }  # fmt: skip


def _rss(item: str, head: str = "") -> bytes:
    return f"{head}<rss version='2.0'><channel><title>x</title><item>{item}</item></channel></rss>".encode()


def _many(count: int) -> bytes:
    items = "".join(
        f"<item><title>Berita nomor {n} tentang sesuatu di kota</title><link>https://feeds.example/{n}</link><guid>g{n}</guid>"
        f"<pubDate>Mon, {1 + n % 28:02} Sep 2025 {n % 24:02}:00:00 GMT</pubDate><description>Ringkas.</description></item>"
        for n in range(count)
    )
    return f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>".encode()


def _tell(outcomes: Sequence[Outcome]) -> None:
    print(f"feeds: {len(outcomes)} documents: {Counter(one.reason or 'a feed' for one in outcomes)}")
    slowest = max(outcomes, key=lambda one: one.cpu_s)
    print(
        f"feeds: most CPU {slowest.cpu_s:.2f} s ({slowest.id}), longest wait {max(one.wall_s for one in outcomes):.2f} s"
    )
    for one in outcomes:
        if one.leaks or one.opened or one.reason[:1] == "!" or one.reason in ("timeout", "memory", "crashed"):
            print(f"feeds: look at {one}")


def _count(name: str, value: float) -> Measure:
    return Measure(name=f"feeds.{name}", value=value, higher_is_better=False)


def _share(name: str, outcomes: Sequence[bool]) -> Measure:
    print(f"feeds.{name}: {sum(outcomes)} of {len(outcomes)}")
    return Measure(name=f"feeds.{name}", value=sum(outcomes) / max(1, len(outcomes)))


if __name__ == "__main__":
    for one in measure(fast="--fast" in sys.argv):
        print(one)
