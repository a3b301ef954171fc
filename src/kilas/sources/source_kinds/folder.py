"""A folder of articles as a feed, and the bundled samples. Files of the operator, named by path, not by address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from kilas.core.entry import Entry, ParsedFeed
from kilas.core.material import Material
from kilas.core.text.charset import decode
from kilas.errors import SourceError
from kilas.sources.documents import MAX_BYTES, SUFFIXES
from kilas.sources.feed_caps import newest
from kilas.sources.feed_values import MAX_TITLE, line
from kilas.sources.source_kinds import SourceAnswer, SourceKind

SAMPLES = "samples:"
FOLDER = "folder:"
MAX_FILES = 1_000
FOLDER_S, SAMPLES_S = (
    60.0,
    86_400.0,
)  # seconds between readings; a folder is cheap to read, samples change only with releases
MAX_TOTAL = 64_000_000  # bytes per reading
_HEADLINE = re.compile(
    r"<h1\b[^<>]*+>(.{1,2000}?)</h1|<title\b[^<>]*+>([^<]{1,2000}+)", re.IGNORECASE | re.DOTALL
)
_CANONICAL = re.compile(rb'<link rel="canonical" href="([^"]+)"')


def read(address: str, max_entries: int = MAX_FILES) -> ParsedFeed:
    """Return the articles of `folder:PATH` or `samples:`, newest files first. Each entry carries its whole page.

    The guid of an entry is its file name, so a file that is saved again is an edit of the same article. Only HTML, text
    and Markdown files directly in the folder are read; links that lead out of it are ignored. SourceError if the folder
    cannot be read or contains no article.
    """
    if address == SAMPLES:
        entries = tuple(_entry(one.name, one.page, one.url, None) for one in sample_documents()[:max_entries])
        return ParsedFeed(kind="folder", title="Kilas samples", entries=entries)
    path = Path(address.removeprefix(FOLDER))
    files = newest(_files(path), _modified, max_entries)
    entries = tuple(_opened(files))
    total = sum(1 for _ in _files(path))
    return ParsedFeed(
        kind="folder", title=path.resolve().name, entries=entries, left_out=total - len(entries)
    )


def address_of(named: str) -> str | None:
    """Return the address for a folder or for the samples; None if `named` is something else."""
    if named == SAMPLES:
        return named
    path = Path(named.removeprefix(FOLDER)).expanduser()
    return f"{FOLDER}{path.resolve()}" if named.startswith(FOLDER) or path.is_dir() else None


def sample_documents() -> tuple[Material, ...]:
    """Return the pages of `kilas/samples`, sorted by name."""
    folder = resources.files("kilas") / "samples"
    pages = sorted((p for p in folder.iterdir() if p.name.endswith(".html")), key=lambda p: p.name)
    return tuple(_sample(p.name, p.read_bytes()) for p in pages)


def _sample(name: str, page: bytes) -> Material:
    address = _CANONICAL.search(page)  # every sample has one
    return Material(name=name, page=page, url=address[1].decode() if address else None)


def _files(path: Path) -> list[Path]:
    try:
        top = path.resolve(strict=True)
        found = [one for one in sorted(path.iterdir()) if _is_article(one, top)]
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"the folder {path} cannot be read: {why}", "check the path and its permissions", "unreadable"
        ) from error
    if not found:
        raise SourceError(
            f"the folder {path} contains no article",
            f"put files ending in {', '.join(sorted(SUFFIXES))} into it",
            "no_articles",
        )
    return found


def _is_article(path: Path, top: Path) -> bool:
    """True when `path` is an article directly in `top`. False for links that lead elsewhere or in a circle."""
    has_name = (
        path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.stem.lower() != "readme"
    )
    return has_name and path.is_file() and path.resolve().parent == top


def _modified(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None  # removed since it was listed


def _opened(files: Iterable[Path]) -> Iterator[Entry]:
    total = 0
    for path in files:
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError:
            continue  # removed or not readable; tried again at the next reading
        total += len(data)
        if total > MAX_TOTAL:
            return
        if len(data) <= MAX_BYTES:
            yield _entry(path.name, data, None, _modified(path))


def _entry(name: str, page: bytes | str, url: str | None, modified: datetime | None) -> Entry:
    text = page if isinstance(page, str) else decode(page)[0]
    return Entry(
        guid=name,
        url=url,
        title=_headline(text) or Path(name).stem,
        updated=modified,
        content=text,
    )


def _headline(text: str) -> str:
    """Return the last first-level heading; else the title, which often also names the site."""
    found = {bool(one[1]): one[1] or one[2] for one in _HEADLINE.finditer(text[:200_000])}
    return line(found.get(True) or found.get(False), MAX_TITLE)


def _interval_s(address: str) -> float:
    return SAMPLES_S if address == SAMPLES else FOLDER_S


def _read(answer: SourceAnswer) -> ParsedFeed:
    return read(answer.address, answer.max_entries)


ROW = SourceKind(
    name="folder",
    rank=60,
    words="folder of articles",
    read=_read,
    polled_as="files",
    address_of=address_of,
    interval_s=_interval_s,
)
