"""`kilas models download`: fetches the weights of a local model, once the owner has seen what they are."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import typer

from kilas.cli.session import say, settings_with, tell
from kilas.errors import SettingsError
from kilas.llm.weights import WeightsFile, fetch_weights, find_weights


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadRequest:
    """The options of `kilas models download`."""

    repo: str
    file: str
    revision: str
    folder: Path | None
    is_agreed: bool
    data: Path | None


def run(request: DownloadRequest) -> int:
    """Shows what the file is, asks, and fetches it. Returns 1 if the owner does not agree."""
    folder = request.folder or settings_with(request.data).home / "weights"
    found = find_weights(request.repo, request.file, request.revision)
    _show(found)
    if not request.is_agreed and not _agrees():
        tell("nothing was fetched")
        return 1
    place, known = fetch_weights(found, folder.expanduser())
    tell(f"written to {place}")
    say(_route(place, known))
    return 0


def _show(found: WeightsFile) -> None:
    size = "unknown" if found.size_bytes is None else f"{found.size_bytes / 1e6:,.1f} MB"
    say(f"File      {found.file} of {found.repo}")
    say(f"Commit    {found.revision}")
    say(f"Size      {size}")
    say(f"Licence   {found.licence or 'unknown: read the page of the repository'}")
    say(f"SHA-256   {found.sha256 or 'not told'}")


def _agrees() -> bool:
    if not sys.stdin.isatty():
        raise SettingsError("there is nobody to ask whether to fetch it", "add --yes")
    return typer.confirm("Fetch it?", err=True)


def _route(place: Path, known: WeightsFile) -> str:
    """A route for `kilas.toml`."""
    licence = f'\nlicence = "{known.licence}"' if known.licence else ""
    return (
        f'\n[[route]]\nid = "{place.stem[:64].lower()}"\nkind = "local"\nfile = {json.dumps(str(place.resolve()))}\n'
        f'sha256 = "{known.sha256}"{licence}'
    )
