"""`kilas up` as a user has it: one process tree over one folder, killed, stopped, started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kilas.pipeline.locks import FolderLock
from kilas.testing.hub import Hub
from kilas.testing.origin import Origin, article, rss
from tests.certificates import TLS
from tests.cli.running import StartUp, store_of, until

pytestmark = pytest.mark.network


def refused(folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """A `kilas up` that is to end by itself."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KILAS_")}
    return subprocess.run(
        [sys.executable, "-m", "kilas", "up", "--data", str(folder)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=clean | env,
    )


def test_the_first_start_publishes_the_samples_and_a_feed_added_beside_it_and_ends_on_a_signal(
    start_up: StartUp, tmp_path: Path, origin: Origin
) -> None:
    up = start_up(tmp_path, KILAS_ALLOW_PRIVATE=origin.exemption)
    with store_of(tmp_path) as store:
        until(lambda: len(store.items.list(limit=100)) == 16)
        assert "/en/b/" in up.get("/en/")
        assert up.get("/healthz")

        second = refused(tmp_path)
        assert second.returncode == 2
        assert f"already running on {tmp_path} (process {up.process.pid})" in second.stderr

        link = origin.put("/a", article(7, "Lanterns of Marrow Bay are lit again"))
        feed = store.feeds.add(
            origin.put("/feed", rss({link: "Lit"})), "rss", rights="link", backlog=50, now=datetime.now(UTC)
        )
        until(lambda: any(item.feed_id == feed.id for item in store.items.list(limit=100)))
        until(lambda: "Lanterns of Marrow Bay" in up.get("/en/"))
        assert store.care.check() == ()
    assert up.end() == 0


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"KILAS_ALLOW_PRIVATE": "zzz"}, "KILAS_ALLOW_PRIVATE contains 'zzz'"),
        ({}, "jobs.db cannot be used: file is not a database"),
    ],
)
def test_what_keeps_it_from_working_is_told_and_nothing_is_left_running(
    tmp_path: Path, wrong: dict[str, str], told: str
) -> None:
    (tmp_path / "jobs.db").write_text("a text, and no database " * 9)
    ended = refused(tmp_path, **wrong)
    assert ended.returncode == 2, ended.stderr
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not FolderLock(tmp_path).is_held


def test_killed_outright_its_children_die_and_it_starts_again_where_it_was(
    start_up: StartUp, tmp_path: Path, origin: Origin
) -> None:
    first = start_up(tmp_path, KILAS_ALLOW_PRIVATE=origin.exemption)
    children = first.children()
    assert children
    first.end(signal.SIGKILL)
    until(lambda: not any(Path(f"/proc/{child}").exists() for child in children), 20)
    again = start_up(tmp_path, KILAS_ALLOW_PRIVATE=origin.exemption)
    with store_of(tmp_path) as store:
        until(lambda: len(store.items.list(limit=100)) == 16)
        assert len(store.feeds.list()) == 1
        assert store.care.check() == ()
    assert again.end(signal.SIGINT) == 0


@pytest.mark.slow
def test_a_feed_with_a_hub_is_subscribed_and_what_is_pushed_goes_live(
    start_up: StartUp, tmp_path: Path, origin: Origin
) -> None:
    hub = Hub(TLS)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    allowed = f"{origin.exemption},127.0.0.1:{hub.port},127.0.0.1:{port}"
    up = start_up(
        tmp_path, "--port", str(port), KILAS_ALLOW_PRIVATE=allowed, SSL_CERT_FILE=str(TLS / "ca.pem")
    )
    link = f'<{hub.url}>; rel="hub"'
    first = {origin.put("/a", article(7, "Lanterns of Marrow Bay are lit again")): "Lit"}
    with store_of(tmp_path) as store:
        address = origin.put("/feed", rss(first), link=link)
        feed = store.feeds.add(address, "rss", rights="link", backlog=50, now=datetime.now(UTC))
        until(lambda: hub.echoed == [True])
        store.feeds.refresh([feed.id], datetime.now(UTC))
        until(
            lambda: (
                (known := store.feeds.get(feed.id)) and (known.next_poll - datetime.now(UTC)).seconds > 36_000
            )
        )
        second = {origin.put("/b", article(8, "Upper Tilling counts its orchards")): "Counted"}
        body = rss(second | first)
        origin.put("/feed", body, link=link)
        assert hub.push(body.encode()) == 202
        until(lambda: "Upper Tilling counts" in up.get("/en/"))
        store.feeds.remove(feed.id, datetime.now(UTC))
        until(lambda: hub.echoed == [True, True])
        assert store.subscriptions.get(feed.id) is None
    assert up.end() == 0
    hub.close()


def test_a_site_that_ends_is_started_again_at_the_same_address(start_up: StartUp, tmp_path: Path) -> None:
    up = start_up(tmp_path)

    def answers() -> bool:
        try:
            return bool(up.get("/healthz"))
        except (urllib.error.URLError, OSError):
            return False

    until(answers)
    site = next(
        child for child in up.children() if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text()
    )
    os.kill(site, signal.SIGKILL)
    until(
        lambda: not Path(f"/proc/{site}").exists() or "Z" in Path(f"/proc/{site}/stat").read_text().split()[2]
    )
    until(answers)
    assert up.end() == 0
