"""Take the pictures of the documentation: real pages, as Chromium shows them.

python -m docs.pictures
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "pictures"
SAMPLE = "en-relay-title.html"
NOW = datetime(2026, 9, 29, 6, 30, tzinfo=UTC)  # the day after the sample appeared; a picture has no clock
WIDTH, HEIGHT = 1280, 1320
MAX_BYTES = 300_000
TIMEOUT_S = 90


def main() -> int:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print(
            "Pictures are taken with Chromium, which is not installed\n  To mend it: install chromium",
            file=sys.stderr,
        )
        return 1
    target = FOLDER / "brief.png"
    target.parent.mkdir(exist_ok=True)
    _shoot(chromium, _page(), target)
    size = target.stat().st_size
    print(f"wrote {target.name}: {WIDTH} × {HEIGHT}, {size:,} bytes")
    if size > MAX_BYTES:
        print(f"it is larger than {MAX_BYTES:,} bytes\n  To mend it: show less of the page", file=sys.stderr)
        return 1
    return 0


def _page() -> str:
    from kilas import render
    from kilas.core.brief import Brief
    from kilas.core.summary.compose import brief
    from kilas.pipeline.tasks import Options, read_article
    from kilas.sources.folder import sample_documents

    document = next(one for one in sample_documents() if one.name == SAMPLE)
    made = brief(read_article(replace(document, url=None), Options(), NOW), now=NOW)  # as from a file
    if not isinstance(made, Brief):
        raise AssertionError(f"the sample {SAMPLE} gives no brief: {made.detail}")
    return render(made, "html", ui_language="en")


def _shoot(chromium: str, page: str, target: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="kilas-picture-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "brief.html").write_text(page, encoding="utf-8")
        process = subprocess.Popen(
            [
                chromium,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                f"--user-data-dir={folder / 'profile'}",
                f"--window-size={WIDTH},{HEIGHT}",
                f"--screenshot={target}",
                (folder / "brief.html").as_uri(),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            _, told = process.communicate(timeout=TIMEOUT_S)
        except subprocess.TimeoutExpired:
            # Chromium and the processes it started, which are in its group
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise
        if process.returncode != 0 or not target.exists():
            raise AssertionError(f"Chromium took no picture: {told.decode('utf-8', 'replace')[-500:]}")


if __name__ == "__main__":
    sys.exit(main())
