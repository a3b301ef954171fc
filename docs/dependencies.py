"""Measure what an installation brings in, and write it into decision 2.

python -m docs.dependencies            # measure what is installed beside this Python, write the table
python -m docs.dependencies --list     # only print it
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "decisions" / "0002-dependencies.md"
BEGIN, END = "<!-- begin: table, written by docs.dependencies -->", "<!-- end: table -->"

# What each brings, and why it is not written by us or done without.
REASONS: Mapping[str, str] = {
    "alembic": "changes the store's tables between releases, forwards and checked, on both databases",
    "anyio": "names the faults of streams that `httpcore2` lets through, so that none reaches a user raw",
    "babel": "dates, numbers and plurals in Indonesian and English, and the message catalogues; CLDR is not ours to keep",
    "charset-normalizer": "guesses the encoding of pages that declare none or a wrong one",
    "dbos": "carries work through crashes: durable steps, queues and schedules as a library, on SQLite and PostgreSQL alike",
    "fastapi": "kept for the JSON API, which is to take routes, models and OpenAPI from it; today the site uses its app object alone",
    "feedparser": "reads every feed there is, however broken; guarded, in a process of its own",
    "font-source-serif-pro": "the letters of share images, under the Open Font License, the same on every machine",
    "h11": "names the protocol faults of HTTP/1.1 answers, as `anyio` does those of streams",
    "htmldate": "finds a page's date where its metadata is silent; its rules cover what we would learn page by page",
    "httpcore2": "HTTP with a socket layer we may replace, which is how addresses are judged before a connection is made",
    "httptools": "reads and writes HTTP for `uvicorn` in C: a tenth more pages a second than with `h11`, and less time between them",
    "idna": "names of other scripts in addresses, by the standard",
    "jinja2": "pages from templates that escape by themselves",
    "lxml": "the HTML parser: tolerant, quick, in C",
    "markupsafe": "the one type that tells escaped text from other text; Jinja2's own",
    "numpy": "the tables of the sentence chooser and the features of the ranker, in C speed",
    "pillow": "draws the share image of each brief; it also measures text and tells which letters a font has, which the smaller `resvg-py` leaves to us",
    "protego": "robots.txt by RFC 9309, wildcards included, which the standard library gets wrong",
    "psycopg": "PostgreSQL, in the same synchronous code as SQLite",
    "py3langid": "tells the language of a text that function words cannot place; the model is in the package",
    "pydantic": "checks settings and says which one is wrong",
    "pydantic-settings": "settings from environment and file, the one beating the other",
    "rensa": "finds near copies among many articles: MinHash in Rust, fifty times cheaper than in Python",
    "rich": "terminal output: width, wrapping, colour where there is any",
    "sentencex": "sentence ends in many languages; abbreviations of Indonesian and English are ours on top",
    "sqlalchemy": "one set of tables and queries for SQLite and PostgreSQL; DBOS stands on it too",
    "tld": "the registrable domain of a host, so that a page cannot pass for another site's",
    "trafilatura": "finds the running text of a page; see [decision 3](0003-extraction.md)",
    "typer": "commands from typed functions, with their help",
    "tzlocal": "the system's time zone by name, on Linux and macOS alike",
    "uvicorn": "serves the site: HTTP in Python, no server beside it",
}


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m docs.dependencies", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--list", action="store_true", help="print the table, write nothing")
    table = measured()
    if parser.parse_args(argv).list:
        print(table)
        return 0
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{table}{END}{rest.partition(END)[2]}", encoding="utf-8")
    return 0


def direct() -> tuple[str, ...]:
    """The packages that pyproject.toml asks for, by name."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        asked = tomllib.load(file)["project"]["dependencies"]
    return tuple(canonicalize_name(Requirement(one).name) for one in asked)


def locked() -> tuple[str, ...]:
    """The packages of the lock, on all platforms together."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return tuple(found[1] for line in lines if (found := re.match(r"([a-z0-9._-]+)==", line)))


def measured() -> str:
    """The table, and a line with the totals."""
    every = _with_all_they_need(direct())
    rows = ["| Package | MB | MB with what it needs | Why it earns its place |\n", "|---|---|---|---|\n"]
    for name in direct():
        own, whole = _bytes([name]), _bytes(_with_all_they_need([name]))
        rows.append(f"| {name} | {_mb(own)} | {_mb(whole)} | {REASONS[name]} |\n")
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    rows.append(
        f"\nMeasured on Python {python}, {sys.platform}: {len(every)} packages, {_bytes(every) / 1e6:.0f} MB, compiled\n"
        f"Python files not counted. The lock holds {len(locked())} lines, because it serves every platform.\n"
    )
    return "".join(rows)


def _with_all_they_need(names: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [(name, frozenset[str]()) for name in names]
    done: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in done:
            continue
        done.add((name, extras))
        found.add(name)
        for line in metadata.requires(name) or ():
            need = Requirement(line)
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
                waiting.append((canonicalize_name(need.name), frozenset(need.extras)))
    return frozenset(found)


def _bytes(names: Iterable[str]) -> int:
    return sum(_size(name) for name in names)


@cache
def _size(name: str) -> int:
    files = (file.locate() for file in metadata.files(name) or () if file.suffix != ".pyc")
    return sum(path.stat().st_size for path in map(Path, files) if path.is_file())


def _mb(size: int) -> str:
    return f"{size / 1e6:.1f}"


if __name__ == "__main__":
    sys.exit(main())
