"""Pages in a real Chromium, their content policy taken off: what ran, what could run, what stands there to read.

A server on loopback hands the pages out and takes the answers in, so no time limit has to be guessed
but one: a batch that says nothing for a while is loaded again page by page, and a page that hangs
alone is told as hung.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_SILENCE_S = 40.0  # starting Chromium on a busy machine takes a few seconds
_HARNESS = Path(__file__).with_name("harness.html")
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_HOOK = """<script>(() => {
  const told = (what) => parent.__fired(%d, what);
  for (const name of ["alert", "confirm", "prompt", "print", "open", "fetch", "eval"])
    window[name] = () => { told(name); return Promise.resolve(null); };
  for (const name of ["log", "info", "warn", "error", "debug"]) console[name] = () => told("console");
  XMLHttpRequest.prototype.open = () => told("XMLHttpRequest");
  navigator.sendBeacon = () => told("beacon");
  document.currentScript.remove();
})()</script>"""
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-dev-shm-usage --disable-extensions --mute-audio"
    " --no-proxy-server --host-resolver-rules=MAP\x00*\x00~NOTFOUND,\x00EXCLUDE\x00127.0.0.1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a browser did with one page."""

    fired: tuple[str, ...] = ()  # functions that scripts called
    active: tuple[str, ...] = ()  # elements that are, or hold, scripts, frames, forms
    text: str = ""  # its innerText, where it was asked for
    mains: int = 0  # how many <main> elements stand in it: one for each page of ours
    is_hung: bool = False


@dataclass(slots=True)
class _Shift:
    """What is still to be loaded, and what came back."""

    pages: Sequence[str]
    wants_text: bool
    settle_ms: int
    waiting: deque[int]
    batch: int  # pages open at once
    handed: set[int] = field(default_factory=set)
    seen: dict[int, Seen] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)  # requests the pages made
    moved: threading.Event = field(default_factory=threading.Event)

    def next(self) -> list[dict[str, Any]]:
        batch = [self.waiting.popleft() for _ in range(min(self.batch, len(self.waiting)))]
        self.handed.update(batch)
        self.moved.set()
        return [
            {
                "n": n,
                "html": _hooked(self.pages[n], n),
                "wants_text": self.wants_text,
                "settle_ms": self.settle_ms,
            }
            for n in batch
        ]

    def take(self, answers: list[dict[str, Any]]) -> None:
        for answer in answers:
            self.handed.discard(answer["n"])
            self.seen[answer["n"]] = Seen(
                fired=tuple(answer["fired"]),
                active=tuple(answer["active"]),
                text=answer["text"],
                mains=answer["mains"],
            )
        self.moved.set()

    def is_done(self) -> bool:
        return not self.waiting and not self.handed


def find_chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def without_policy(page: str) -> str:
    """One of our pages with its content policy taken off, so that nothing but its markup protects it."""
    bare, count = _POLICY.subn("", page)
    if count != 1:
        raise AssertionError(f"a page holds {count} content policies, not one")
    return bare


def bundled(pages: Sequence[str]) -> str:
    """Several pages as one document, each with its whole head but its style sheet.

    The HTML parser takes a title, meta or script in the middle of a body as it takes them in a head, so
    what would break out of one page does so here; a page that swallows its followers shows in `Seen.mains`.
    """
    return "".join(_STYLE.sub("", without_policy(page), count=1) for page in pages)


def load(
    chromium: str,
    pages: Sequence[str],
    *,
    wants_text: bool = False,
    settle_ms: int = 10,
    batch: int = 24,
) -> tuple[list[Seen], list[str]]:
    """What Chromium did with each page, and the requests they made together.

    `settle_ms` is how long a page may go on after its load event and ours.
    """
    shift = _Shift(pages, wants_text, settle_ms, deque(range(len(pages))), batch)
    with _server(shift) as port:
        while not shift.is_done():
            _run(chromium, port, shift)
            _set_aside(shift)
    return [shift.seen[n] for n in range(len(pages))], shift.strays


def _run(chromium: str, port: int, shift: _Shift) -> None:
    """One life of a browser: until all is loaded, or nothing moves."""
    with tempfile.TemporaryDirectory(prefix="kilas-chromium-", ignore_cleanup_errors=True) as profile:
        flags = [flag.replace("\x00", " ") for flag in _FLAGS.split(" ")]
        process = subprocess.Popen(
            [chromium, *flags, f"--user-data-dir={profile}", f"http://127.0.0.1:{port}/harness"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            while not shift.is_done() and shift.moved.wait(_SILENCE_S):
                shift.moved.clear()
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Chromium and the processes it started, which share its session."""
    import os
    import signal

    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        print("evals: Chromium was gone before its end", file=sys.stderr)
    process.wait()


def _set_aside(shift: _Shift) -> None:
    """After a silence: what was being loaded comes again, one by one; what hung alone is told."""
    if len(shift.handed) == 1:
        shift.seen[shift.handed.pop()] = Seen(is_hung=True)
    elif shift.handed:
        shift.waiting.extendleft(sorted(shift.handed, reverse=True))
        shift.batch = 1
    shift.handed.clear()


def _hooked(page: str, n: int) -> str:
    hook = _HOOK % n
    return page.replace("<head>", f"<head>{hook}", 1) if "<head>" in page else hook + page


@contextmanager
def _server(shift: _Shift) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/harness":
                self._send("text/html", _HARNESS.read_bytes())
            elif self.path == "/harness/next":
                self._send("application/json", json.dumps(shift.next()).encode())
            else:
                self._stray()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.path != "/harness/report":
                self._stray()
                return
            shift.take(json.loads(body))
            self._send("text/plain", b"")

        def _stray(self) -> None:
            if self.path != "/favicon.ico":
                shift.strays.append(self.path)
            self.send_error(404)

        def _send(self, kind: str, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(
                BrokenPipeError
            ):  # a browser that was ended does not wait for its answer
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Silence: thousands of pages are handed out."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
