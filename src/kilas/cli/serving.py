"""`kilas up`: the bundled samples as a site on this machine."""

from __future__ import annotations

import errno
import io
import signal
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import FrameType
from typing import BinaryIO

from kilas.cli.output import write_whole
from kilas.errors import SettingsError
from kilas.pipeline.samples import UI_LANGUAGES, brief_samples, site_files
from kilas.settings import load_settings

DEFAULT_PORT, PORTS_TRIED = 8000, 20


def up(*, host: str, port: int | None, data: Path | None) -> int:
    """Brief the samples, write the site below the data folder, serve it until stopped."""
    settings = load_settings()
    folder = (data or settings.home).expanduser() / "site"
    server = _server(host, port, folder)
    _tell("Kilas briefs the bundled sample articles (ours, public domain).")
    briefs = brief_samples(datetime.now(UTC), _step())
    for name, page in site_files(briefs, settings.zone).items():
        write_whole(folder / name, page)
    address = f"http://{'localhost' if host == '127.0.0.1' else host}:{server.server_port}"
    claims = sum(b.provenance.checks.claims for b in briefs)
    _tell(f"{len(briefs)} briefs, {claims} claims, each with its evidence, written to {folder}")
    print(f"\n  {address}/id/   {address}/en/\n", flush=True)  # noqa: T201  # the answer of the command
    _tell("Press Ctrl-C to stop.")
    _serve(server)
    return 0


def _server(host: str, port: int | None, folder: Path) -> ThreadingHTTPServer:
    handler = partial(_Pages, directory=str(folder))
    for candidate in [port] if port else range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TRIED):
        try:
            return ThreadingHTTPServer((host, candidate), handler)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise SettingsError(
                    f"cannot serve at {host}:{candidate}: {error.strerror}", "choose another --host or --port"
                ) from error
    which = f"port {port} is" if port else f"ports {DEFAULT_PORT} to {DEFAULT_PORT + PORTS_TRIED - 1} are"
    raise SettingsError(f"{which} in use", "choose another with --port")


def _serve(server: ThreadingHTTPServer) -> None:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        threading.Thread(
            target=server.shutdown
        ).start()  # shutdown waits for serve_forever, which this interrupts

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    with server:
        server.serve_forever(poll_interval=0.2)


class _Pages(SimpleHTTPRequestHandler):
    """The files of the site, with the headers a page of ours carries; nothing else of the disk."""

    server_version, sys_version = "Kilas", ""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """What both GET and HEAD begin with: "/" leads to the reader's language."""
        if self.path.split("?")[0] not in ("/", "/index.html"):
            return super().send_head()
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", f"/{self._language()}/")
        self.send_header("Vary", "Accept-Language")
        self.send_header("Content-Length", "0")
        self.end_headers()
        return None

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def list_directory(self, path: object) -> None:  # noqa: ARG002
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the terminal is for the address
        pass

    def _language(self) -> str:
        first = self.headers.get("Accept-Language", "").lower()[:2]
        return first if first in UI_LANGUAGES else "en"


def _step() -> Callable[[str], None]:
    live = sys.stderr.isatty()

    def step(name: str) -> None:
        if live:
            sys.stderr.write(f"\r\x1b[K  {name}")
            sys.stderr.flush()

    return step


def _tell(text: str) -> None:
    sys.stderr.write(("\r\x1b[K" if sys.stderr.isatty() else "") + text + "\n")
