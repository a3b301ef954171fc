"""Weights of local models: described before they are fetched, fetched at a pinned commit, checked by their digest.

Nothing is fetched unless the owner asks for it. The hub is huggingface.co, or the one that HF_ENDPOINT names.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from kilas.errors import OutputError, ProviderError, SettingsError
from kilas.files import write_whole

_COMMIT = re.compile(r"[0-9a-f]{40}")
_PARTS = ".download"  # folder of what has arrived so far: an interrupted download goes on from there
_MENDS = {
    "GatedRepoError": "accept its terms on its page, and set HF_TOKEN",
    "RepositoryNotFoundError": "check its name; if it is private, set HF_TOKEN",
    "RevisionNotFoundError": "take the commit from the list on its page",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsFile:
    """One file of a repository, as the hub describes it."""

    repo: str  # "owner/name"
    revision: str  # commit
    file: str  # path in the repository
    size_bytes: int | None = None
    sha256: str | None = None
    licence: str | None = None  # as the repository's card says


def find_weights(repo: str, file: str, revision: str) -> WeightsFile:
    """What the hub says of a file; fetches nothing else.

    Raises SettingsError for a revision that is no commit, a file that is not there, or a missing library, and
    ProviderError if the hub does not answer.
    """
    if not _COMMIT.fullmatch(revision):
        raise SettingsError(
            f"the revision {revision!r} is no commit",
            "give the 40 hex digits of one: what a branch or a tag names can change",
        )
    with _asking(repo):
        told = _hub().HfApi(library_name="kilas").model_info(repo, revision=revision, files_metadata=True)
    files = {one.rfilename: one for one in told.siblings or ()}
    if file not in files:
        named = ", ".join(sorted(name for name in files if name.endswith(".gguf"))[:20])
        raise SettingsError(
            f"{repo} has no file {file!r} at this commit", f"use one of: {named}" if named else "take another"
        )
    lfs = files[file].lfs
    return WeightsFile(
        repo=repo,
        revision=revision,
        file=file,
        size_bytes=files[file].size,
        sha256=lfs.sha256 if lfs else None,
        licence=_licence(told),
    )


def fetch_weights(found: WeightsFile, folder: Path) -> tuple[Path, WeightsFile]:
    """Fetches a file into `folder` and checks it; its place, and `found` with the digest of what came.

    Writes what is known of it beside it, as `FILE.json`. Raises ProviderError if the hub does not send what it
    described, and OutputError if the file cannot be written.
    """
    target, parts = folder / Path(found.file).name, folder / _PARTS
    with _asking(found.repo):
        hub = _hub()
        if not sys.stderr.isatty():
            hub.utils.disable_progress_bars()
        got = Path(hub.hf_hub_download(found.repo, found.file, revision=found.revision, local_dir=parts))
    digest = sha256_of(got)
    if digest != (found.sha256 or digest):
        shutil.rmtree(parts, ignore_errors=True)
        raise ProviderError(f"{found.repo} sent another {found.file} than it described", "try again later")
    known = replace(found, sha256=digest, size_bytes=got.stat().st_size)
    try:
        got.replace(target)
        shutil.rmtree(parts, ignore_errors=True)
        write_whole(folder / f"{target.name}.json", json.dumps(asdict(known), indent=2).encode() + b"\n")
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror}", "choose another folder") from error
    return target, known


def sha256_of(file: Path) -> str:
    """SHA-256 of a file in hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def require_digest(file: Path, sha256: str) -> None:
    """Raises SettingsError if `file` is not the one that a route names by its digest; "" asks nothing."""
    if sha256 and (found := sha256_of(file)) != sha256:
        raise SettingsError(
            f"{file.name} is not the file that the route names: its sha256 begins with {found[:12]}, not {sha256[:12]}",
            "fetch it again with `kilas models download`, or correct sha256 in kilas.toml",
        )


def _licence(told: Any) -> str | None:
    tagged = (tag.removeprefix("license:") for tag in told.tags or () if tag.startswith("license:"))
    return next(tagged, None)


def _hub() -> Any:
    try:
        import huggingface_hub
    except ImportError as error:
        raise SettingsError(
            "fetching weights needs the library huggingface_hub, which is not installed",
            "pip install 'kilas[local]'",
        ) from error
    return huggingface_hub


@contextmanager
def _asking(repo: str) -> Iterator[None]:
    """Turns errors of the hub's library into ours."""
    try:
        yield
    except SettingsError:
        raise
    except Exception as error:
        kind = type(error).__name__
        mend = _MENDS.get(kind, "check the network, and HF_ENDPOINT if it is set")
        raise ProviderError(f"the hub gives no {repo} ({kind})", mend) from error
