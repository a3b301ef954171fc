"""A news site on loopback whose responses tests set, and generated articles and feeds for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random

from kilas.sources.network_addresses import Exemption, parse_exemptions

_WHO = (
    "The harbour office",
    "A council committee",
    "The river authority",
    "The school board",
    "A fishing crew",
)
_DID = ("opened", "measured", "repaired", "counted", "closed", "painted", "surveyed", "reported")
_WHAT = ("footbridges", "lanterns", "jetties", "classrooms", "orchards", "boats", "reservoirs", "looms")
_WHERE = ("Marrow Bay", "Upper Tilling", "Cobb's Landing", "North Quay", "the old mill town", "Sable Island")


_SYLLABLES = "ba ka lo mi na ru se tu vel dor gan hin jor kel mar nor pas quin ros tam".split()


def _name(chance: Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize()


def sentences(seed: int, count: int = 14) -> list[str]:
    """`count` invented sentences, different for each seed."""
    chance = Random(seed)
    made = []
    for i in range(count):
        what, where = chance.choice(_WHAT), chance.choice(_WHERE)
        made.append(
            f"{chance.choice(_WHO)} of {_name(chance)} {chance.choice(_DID)} {chance.randint(3, 900)} {what} near "
            f"{where} with {_name(chance)} {_name(chance)} on day {i + 1}, because the {chance.choice(_WHAT)} that "
            f"{_name(chance)} built at {chance.choice(_WHERE)} had worn {_name(chance)} out."
        )
    return made


def article(seed: int, title: str = "", head: str = "", count: int = 14) -> str:
    """An HTML page with a report of `count` sentences."""
    title = title or f"Report {seed} on the works near {Random(seed).choice(_WHERE)}"
    text = sentences(seed, count)
    paragraphs = "".join(f"<p>{escape(' '.join(text[i : i + 2]))}</p>" for i in range(0, count, 2))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head>'
        f"<body><article><h1>{escape(title)}</h1>{paragraphs}</article></body></html>"
    )


def rss(items: Mapping[str, str], title: str = "The Test Courier", extra: str = "") -> str:
    """An RSS feed of `items`, headlines by address; `extra` is XML for its channel."""
    rows = "".join(
        f"<item><title>{escape(name)}</title><link>{escape(link)}</link><guid>{escape(link)}</guid></item>"
        for link, name in items.items()
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{extra}{rows}</channel></rss>'


class Origin:
    """Serves `pages` by path. Records each request in `asked` (time, path, headers), and `most_at_once`."""

    def __init__(self, address: str = "127.0.0.1", port: int = 0) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[float, str, Mapping[str, str]]] = []
        self.delay_s = 0.0
        self.at_once = self.most_at_once = 0
        self._lock = threading.Lock()
        origin = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                origin.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer((address, port), Handler)
        self.server.daemon_threads = True
        self.port: int = self.server.server_port
        self.address = address
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def allow(self) -> tuple[Exemption, ...]:
        return parse_exemptions(self.exemption)

    @property
    def exemption(self) -> str:
        return f"{self.address}:{self.port}"

    def url(self, path: str = "/") -> str:
        return f"http://{self.address}:{self.port}{path}"

    def put(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> str:
        """Set the response for `path` and return its address."""
        data = body.encode() if isinstance(body, str) else body
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, told, data)
        return self.url(path)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self.asked.append((time.monotonic(), handler.path, dict(handler.headers)))
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            time.sleep(self.delay_s)
            status, headers, body = self.pages.get(handler.path, (404, {}, b"no such page"))
            tag = headers.get("etag")
            if tag and handler.headers.get("If-None-Match") == tag:
                status, body = 304, b""
            handler.send_response(status)
            handler.send_header("Content-Type", headers.get("content-type", "text/html; charset=utf-8"))
            for name, value in headers.items():
                if name != "content-type":
                    handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)
        finally:
            with self._lock:
                self.at_once -= 1

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
