"""`kilas export site`: writes the public site as files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from kilas.cli.session import settings_with
from kilas.pipeline.opening import PATIENCE_S
from kilas.site.export import export_site
from kilas.store import Store


def site(folder: Path, data: Path | None, base_url: str | None) -> int:
    """Writes the site into `folder`, or updates an earlier export."""
    settings = settings_with(data, base_url)
    with Store.open(Store.url_for(settings), patience_s=PATIENCE_S) as store:
        done = export_site(store, settings, folder.expanduser(), _progress())
    _tell(f"{done.files} files in {folder}: {done.written} new or changed, {done.removed} removed")
    if not done.is_placed:
        _tell(
            f"absolute addresses begin with {done.base_url}; to publish elsewhere, set --base-url or KILAS_BASE_URL"
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
