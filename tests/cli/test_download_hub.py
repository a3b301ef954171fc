"""`kilas models download` with the real library of the hub, and a hub on loopback. Wants huggingface_hub."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from kilas.llm.config import load_models
from kilas.llm.weights import require_digest
from kilas.settings import load_settings
from tests.cli.conftest import Run

pytestmark = pytest.mark.network
COMMIT = "0123456789abcdef0123456789abcdef01234567"
WEIGHTS = b"GGUF" + bytes(range(256)) * 400
DIGEST = hashlib.sha256(WEIGHTS).hexdigest()


class Hub:
    """A hub with one repository, `me/tiny`."""

    def __init__(self) -> None:
        self.sent = WEIGHTS
        self.seen: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.seen.append(f"{self.command} {self.path}")
                path = self.path.partition("?")[0]
                if path == f"/api/models/me/tiny/revision/{COMMIT}":
                    self.answer(json.dumps(outer.card()).encode())
                elif path == f"/me/tiny/resolve/{COMMIT}/q4/Tiny-Q4.gguf":
                    self.answer(outer.sent)
                else:
                    self.answer(b"{}", 404, X_Error_Code="RepoNotFound")

            def do_HEAD(self) -> None:
                self.do_GET()

            def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("X-Repo-Commit", COMMIT)
                self.send_header("ETag", f'"{DIGEST}"')
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def card(self) -> dict[str, object]:
        lfs = {"sha256": DIGEST, "size": len(WEIGHTS), "pointerSize": 130}
        files = [
            {"rfilename": "README.md", "size": 9, "blobId": "1"},
            {"rfilename": "q4/Tiny-Q4.gguf", "size": len(WEIGHTS), "blobId": "2", "lfs": lfs},
        ]
        return {"id": "me/tiny", "sha": COMMIT, "tags": ["gguf", "license:apache-2.0"], "siblings": files}

    @property
    def fetched(self) -> list[str]:
        return [path for path in self.seen if "/resolve/" in path]

    @property
    def env(self) -> dict[str, str]:
        return {"HF_ENDPOINT": f"http://127.0.0.1:{self.server.server_port}"}


@pytest.fixture
def hub() -> Iterator[Hub]:
    made = Hub()
    yield made
    made.server.shutdown()
    made.server.server_close()


def download(
    kilas: Run, hub: Hub, *more: str, file: str = "q4/Tiny-Q4.gguf", repo: str = "me/tiny"
) -> subprocess.CompletedProcess[str]:
    return kilas("models", "download", repo, file, "--revision", COMMIT, *more, env=hub.env)


def test_licence_and_size_are_shown_and_nothing_is_fetched_without_consent(
    kilas: Run, hub: Hub, tmp_path: Path
) -> None:
    done = download(kilas, hub)
    assert done.returncode == 2
    assert "Licence   apache-2.0" in done.stdout
    assert "Size      0.1 MB" in done.stdout
    assert f"SHA-256   {DIGEST}" in done.stdout
    assert "Try: add --yes" in done.stderr
    assert hub.fetched == []
    assert not (tmp_path / "home" / "weights").exists()


def test_what_came_is_kept_with_what_is_known_of_it_and_a_route_to_write_down(
    kilas: Run, hub: Hub, tmp_path: Path
) -> None:
    done = download(kilas, hub, "--yes")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "home" / "weights"
    assert (folder / "Tiny-Q4.gguf").read_bytes() == WEIGHTS
    kept = json.loads((folder / "Tiny-Q4.gguf.json").read_text(encoding="utf-8"))
    assert kept == {
        "repo": "me/tiny",
        "revision": COMMIT,
        "file": "q4/Tiny-Q4.gguf",
        "size_bytes": len(WEIGHTS),
        "sha256": DIGEST,
        "licence": "apache-2.0",
    }
    assert sorted(path.name for path in folder.iterdir()) == ["Tiny-Q4.gguf", "Tiny-Q4.gguf.json"]
    told = done.stdout.partition("[[route]]")
    (tmp_path / "home" / "kilas.toml").write_text(f"[[route]]{told[2]}", encoding="utf-8")
    route = load_models(load_settings(tmp_path / "home")).routes[0]
    assert (route.id, route.kind, route.sha256, route.licence) == ("tiny-q4", "local", DIGEST, "apache-2.0")
    require_digest(Path(route.file), route.sha256)
    assert replace(route, file="").model == "Tiny-Q4"


def test_a_file_that_is_not_what_the_hub_described_is_not_kept(kilas: Run, hub: Hub, tmp_path: Path) -> None:
    hub.sent = WEIGHTS[:-1] + b"\0"
    done = download(kilas, hub, "--yes", "--to", str(tmp_path / "there"))
    assert done.returncode != 0
    assert "sent another q4/Tiny-Q4.gguf than it described" in done.stderr
    assert [*(tmp_path / "there").iterdir()] == []


def test_a_file_or_a_repository_that_is_not_there_is_an_error_with_a_next_step(kilas: Run, hub: Hub) -> None:
    done = download(kilas, hub, "--yes", file="tiny.gguf")
    assert "has no file 'tiny.gguf'" in done.stderr
    assert "Try: use one of: q4/Tiny-Q4.gguf" in done.stderr
    done = download(kilas, hub, "--yes", repo="me/none")
    assert "the hub gives no me/none (RepositoryNotFoundError)" in done.stderr
    assert "Try: check its name" in done.stderr
    assert hub.fetched == []
