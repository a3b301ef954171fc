"""`kilas export site`: the public site as files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from kilas.cli.session import settings_with
from kilas.site.export import export_site
from kilas.store import Store

_UNSET = "http://127.0.0.1:8000"  # as `kilas up` serves when nothing else is said
_PATIENCE_S = 60.0  # someone waits at the terminal, and a long write of `kilas up` ends by itself


def site(folder: Path, data: Path | None, base_url: str | None) -> int:
    """Write the site into `folder`, or bring an earlier export up to date."""
    settings = settings_with(data, base_url)
    is_placed = bool(settings.base_url)
    if not is_placed:
        settings = settings.model_copy(update={"base_url": _UNSET})
    with Store.open(Store.url_for(settings), patience_s=_PATIENCE_S) as store:
        done = export_site(store, settings, folder.expanduser(), _progress())
    _tell(f"{done.files} files in {folder}: {done.written} new or changed, {done.removed} removed")
    if not is_placed:
        _tell(
            f"whole addresses lead to {_UNSET}; where the files will stand elsewhere, say so with --base-url or KILAS_BASE_URL"
        )
    return 0


def _progress() -> Callable[[int], None]:
    live = sys.stderr.isatty()

    def step(count: int) -> None:
        if live and count % 20 == 0:
            sys.stderr.write(f"\r\x1b[K  {count} files")
            sys.stderr.flush()

    return step


def _tell(text: str) -> None:
    sys.stderr.write(("\r\x1b[K" if sys.stderr.isatty() else "") + text + "\n")
