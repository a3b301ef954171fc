"""Reads the sources that a user names: files, folders, standard input, addresses."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kilas.core.material import Material
from kilas.errors import SourceError
from kilas.sources.fetch import Limits, fetch
from kilas.sources.network_addresses import Exemption

MAX_BYTES = 5_000_000  # of one page
SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt", ".md", ".markdown"})
_SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*):(?!\\)")
STDIN = "-"


def expand(sources: Sequence[str]) -> tuple[str, ...]:
    """Replace each folder in `sources` by its files, sorted by name.

    SourceError `no_articles` for a folder without articles.
    """
    return tuple(name for source in sources for name in _expand(source))


def read(name: str, *, stdin: BinaryIO, allow: Sequence[Exemption] = ()) -> Material:
    """Read the document called `name`: `-`, an address or a path. SourceError if it cannot be read."""
    if name == STDIN:
        return Material(name=name, page=_bounded(stdin, name))
    scheme = _SCHEME.match(name)
    if scheme and not _is_drive(scheme[1]) and not Path(name).exists():
        return _fetch(name, allow)
    return Material(name=name, page=_file(Path(name)))


def is_address(name: str) -> bool:
    """True when `name` is an http(s) address."""
    return name.lower().startswith(("http://", "https://"))


def _expand(source: str) -> Iterator[str]:
    path = Path(source)
    if source == STDIN or is_address(source) or not path.is_dir():
        yield source
        return
    found = sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith("."))
    found = [p for p in found if p.stem.lower() != "readme"]
    if not found:
        raise SourceError(
            f"the folder {source} contains no article",
            f"name a folder with files ending in {', '.join(sorted(SUFFIXES))}",
            "no_articles",
        )
    yield from map(str, found)


def _fetch(address: str, allow: Sequence[Exemption]) -> Material:
    got = fetch(address, limits=Limits(max_bytes=MAX_BYTES), allow=tuple(allow))
    return Material(name=address, page=got.body, url=got.url, headers=got.headers)


def _file(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISFIFO(mode):
            raise SourceError(f"{path} is not a file", "give an HTML, text or Markdown file", "not_a_file")
        with path.open("rb") as file:
            return _bounded(file, str(path))
    except FileNotFoundError as error:
        raise SourceError(f"{path} does not exist", "check the spelling of the path", "not_found") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"{path} cannot be read: {why}", "check the path and its permissions", "unreadable"
        ) from error


def _bounded(file: BinaryIO, name: str) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"{name} is larger than {MAX_BYTES // 1_000_000} MB, the limit for a page",
            "give the page of one article, not an archive",
            "too_large",
        )
    return data


def _is_drive(scheme: str) -> bool:
    return len(scheme) == 1  # "C:" is a drive, not a scheme
