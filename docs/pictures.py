"""Take the pictures of the documentation: real pages, as Chromium shows them.

python -m docs.pictures
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

FOLDER = Path(__file__).resolve().parent / "pictures"
SAMPLE = "en-relay-title.html"
NOW = datetime(2026, 9, 29, 6, 30, tzinfo=UTC)  # the day after the sample appeared; a picture has no clock
WIDTH = 1280
HEIGHTS = {"brief.png": 1320, "front.png": 900, "source.png": 900}
MAX_BYTES = 300_000
TIMEOUT_S = 90


def main() -> int:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print(
            "Pictures are taken with Chromium, which is not installed\n  Try: install chromium",
            file=sys.stderr,
        )
        return 1
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kilas-picture-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        page = folder / "brief.html"
        page.write_text(_page(), encoding="utf-8")
        with _site(folder / "data") as base:
            with urlopen(f"{base}/en/", timeout=TIMEOUT_S) as answer:
                front = answer.read().decode()
            source = front.split('class="tally"><li><a href="')[1].split('"')[0]
            addresses = {
                "brief.png": page.as_uri(),
                "front.png": f"{base}/id/",
                "source.png": f"{base}{source}",
            }
            for picture, height in HEIGHTS.items():
                _shoot(chromium, addresses[picture], height, FOLDER / picture)
    too_large = False
    for picture, height in HEIGHTS.items():
        size = (FOLDER / picture).stat().st_size
        print(f"wrote {picture}: {WIDTH} × {height}, {size:,} bytes")
        too_large |= size > MAX_BYTES
    if too_large:
        print(
            f"a picture may have at most {MAX_BYTES:,} bytes\n  Try: show less of its page",
            file=sys.stderr,
        )
    return int(too_large)


def _page() -> str:
    from kilas import render
    from kilas.core.brief import Brief
    from kilas.core.briefing import brief
    from kilas.pipeline.materials import Told, of_document
    from kilas.pipeline.tasks import read_article
    from kilas.sources.source_kinds.folder import sample_documents

    document = next(one for one in sample_documents() if one.name == SAMPLE)
    made = brief(
        read_article(of_document(replace(document, url=None), Told()), NOW), now=NOW
    )  # as from a file
    if not isinstance(made, Brief):
        raise AssertionError(f"the sample {SAMPLE} gives no brief: {made.detail}")
    return render(made, "html", ui_language="en")


@contextmanager
def _site(folder: Path) -> Iterator[str]:
    """A site of the bundled samples on loopback, two published a day; yields its address."""
    from kilas.sources.source_kinds.folder import SAMPLES
    from kilas.store import Store
    from kilas.store.records import Polled
    from kilas.testing.store import NOW, brief_samples, item_of

    folder.mkdir()
    with Store.open(f"sqlite:///{folder}/kilas.db", migrate=True) as store:
        feed = store.feeds.add(
            SAMPLES, "folder", title="Kilas samples", rights="cc", now=NOW - timedelta(days=9)
        )
        for n, made in enumerate(brief_samples(NOW)):
            store.items.publish(item_of(made, feed), made, NOW - timedelta(hours=12 * n))
        store.feeds.save_poll(feed.id, Polled(at=NOW, next_poll=NOW + timedelta(hours=1), interval_s=3600))
    command = [sys.executable, "-m", "kilas", "serve", "--data", str(folder)]
    environment = {**os.environ, "KILAS_TIMEZONE": "Asia/Jakarta", "KILAS_AUDIENCE": "private"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        lines = iter(process.stdout or ())
        found = next(
            filter(None, (re.search(r"(http://127\.0\.0\.1:\d+)/id/", line) for line in lines)), None
        )
        if found is None:
            raise AssertionError("the site did not start")
        yield found[1]
    finally:
        process.terminate()
        process.wait(TIMEOUT_S)


def _shoot(chromium: str, address: str, height: int, target: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="kilas-picture-", ignore_cleanup_errors=True) as profile:
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
                "--run-all-compositor-stages-before-draw",  # or a part of the page may still be unpainted
                f"--user-data-dir={profile}",
                f"--window-size={WIDTH},{height}",
                f"--screenshot={target}",
                address,
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
