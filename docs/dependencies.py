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
    "ada-url": "parses addresses as browsers do (WHATWG URL); see [decision 15](0015-standards-from-packages.md)",
    "alembic": "migrates the store's tables between releases, with checks, on both databases",
    "anyio": "defines the stream errors that `httpcore2` passes through, so that Kilas can translate them",
    "babel": "dates, numbers and plurals in Indonesian and English, and the message catalogues; we should not maintain CLDR data",
    "charset-normalizer": "guesses the encoding of pages that declare none or a wrong one",
    "dbos": "continues work after crashes: durable steps, queues and schedules as a library, on SQLite and PostgreSQL alike",
    "fastapi": "kept for the JSON API, which will use its routes, models and OpenAPI; today the site uses only its app object",
    "feedparser": "reads nearly every feed, even broken ones; runs in a separate guarded process",
    "font-source-serif-pro": "the font of share images, under the Open Font License, the same on every machine",
    "h11": "defines the protocol errors of HTTP/1.1 responses, as `anyio` does for streams",
    "htmldate": "finds a page's date if the metadata has none; its rules cover many sites",
    "httpcore2": "HTTP with a replaceable socket layer, so that addresses are checked before a connection is made",
    "httptools": "reads and writes HTTP for `uvicorn` in C: a tenth more pages a second than with `h11`, and less time between them",
    "httpx2": "the HTTP client of `openai` and of the judges of claims, watched and bounded by Kilas; shares `httpcore2`",
    "jinja2": "pages from templates with automatic escaping",
    "lxml": "the HTML parser: tolerant, fast, in C",
    "markupsafe": "the type that marks escaped text; Jinja2's own",
    "numpy": "fast tables for the sentence selection and the features of the ranker",
    "openai": "the client of every OpenAI-compatible server; made by us for `pydantic-ai`, so that it reads no key of its own",
    "pillow": "draws the share image of each brief; it also measures text and lists the letters of a font, which the smaller `resvg-py` does not",
    "protego": "robots.txt by RFC 9309, including wildcards, which the standard library handles incorrectly",
    "psycopg": "PostgreSQL, in the same synchronous code as SQLite",
    "py3langid": "detects the language if function words do not decide it; the model is in the package",
    "pydantic": "validates settings and names the invalid one",
    "pydantic-ai-slim": "one way to ask models of any vendor; see [decision 16](0016-language-models.md)",
    "pydantic-settings": "settings from environment and file, with precedence",
    "python-dateutil": "time zones given as POSIX rules (`TZ=WIB-7`), which neither Python nor `tzlocal` reads; `dateparser` brings it anyway",
    "pyyaml": "the front matter of text files (title, authors, date) is YAML; `dbos` brings it anyway",
    "rensa": "finds near copies among many articles: MinHash in Rust, fifty times cheaper than in Python",
    "rich": "terminal output: width, wrapping, colour",
    "sentencex": "sentence boundaries in many languages; those of Indonesian and English are ours",
    "sqlalchemy": "one set of tables and queries for SQLite and PostgreSQL; DBOS also uses it",
    "tld": "the registrable domain of a host, so that a page cannot pass for another site's",
    "trafilatura": "finds the main text of a page; see [decision 3](0003-extraction.md)",
    "typer": "commands from typed functions, with their help",
    "tzlocal": "the system's time zone by name, on Linux and macOS alike",
    "uvicorn": "serves the site: HTTP in Python, without a separate server",
    "webencodings": "the encoding labels of the WHATWG Encoding standard; see [decision 15](0015-standards-from-packages.md)",
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
