"""The real command in a real process, and a real server on loopback."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import pytest

from kilas.testing.origin import Origin
from tests.cli.running import StartUp, Up

# Continuous integration has the library of the hub, and must not leave its tests out.
_IS_THERE = find_spec("huggingface_hub") is not None or os.environ.get("KILAS_REQUIRE_ALL") == "1"
collect_ignore = [] if _IS_THERE else ["test_download_hub.py"]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
PAGE = (resources.files("kilas") / "samples" / "en-ferry-night-service.html").read_bytes()


@pytest.fixture
def kilas(tmp_path: Path) -> Run:
    """Runs `kilas` with `args` in a folder of its own; bytes on standard input, text out."""

    def run(
        *args: str, stdin: bytes = b"", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("KILAS_")}
        done = subprocess.run(
            [sys.executable, "-m", "kilas", *args],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=clean
            | {"KILAS_HOME": str(tmp_path / "home"), "KILAS_TIMEZONE": "Asia/Jakarta"}
            | (env or {}),
            timeout=90,
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return run


@pytest.fixture
def start_up() -> Iterator[StartUp]:
    """Starts `kilas up` with what `Up` takes; whatever is still running when the test ends is killed."""
    with ExitStack() as running:
        yield lambda *args, **env: running.enter_context(Up(*args, **env))


@pytest.fixture
def origin() -> Iterator[Origin]:
    site = Origin()
    yield site
    site.close()


@pytest.fixture
def sample(tmp_path: Path) -> Callable[[str], Path]:
    """A bundled sample, copied to where the command runs."""

    def copy(name: str, to: str | None = None) -> Path:
        target = tmp_path / (to or name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((resources.files("kilas") / "samples" / name).read_bytes())
        return target

    return copy


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status = int(self.path[1:]) if self.path[1:].isdigit() else 200
        self.send_response(status if self.path != "/loop" else 302)
        if self.path == "/loop":
            self.send_header("Location", "/loop")
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE if status == 200 else b"<h1>gone</h1>")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    """`127.0.0.1:PORT` of a server whose every path is a sample, but numbers, which answer with that status."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
