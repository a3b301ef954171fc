"""A WebSub hub on loopback, over TLS: accepts and verifies subscriptions, records publishers' notifications, sends pushes."""

from __future__ import annotations

import hashlib
import hmac
import ssl
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from kilas.sources.network_addresses import Exemption, parse_exemptions


class Hub:
    """Records all requests. While `is_available`, it confirms subscriptions, for `lease_s` seconds, and accepts notifications.

    `tls` is the folder with its certificate `server.pem` and key `server.key`, which the caller creates.
    """

    def __init__(self, tls: Path, lease_s: int = 864_000) -> None:
        self.lease_s = lease_s
        self.is_available = True
        self.subscriptions: list[dict[str, str]] = []
        # The addresses of changed feeds, for each notification of a publisher.
        self.notifications: list[list[str]] = []
        self.echoed: list[bool] = []  # for each verification: True if the site echoed the challenge
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                asked = parse_qsl(body.decode())
                if ("hub.mode", "publish") in asked:
                    hub.notifications.append([value for name, value in asked if name == "hub.url"])
                    self.answer(204 if hub.is_available else 503)
                    return
                hub.subscriptions.append(dict(asked))
                self.answer(202)
                threading.Thread(target=hub.verify, args=(hub.subscriptions[-1],), daemon=True).start()

            def answer(self, status: int) -> None:
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tls / "server.pem", tls / "server.key")
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port: int = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}/"

    @property
    def allow(self) -> tuple[Exemption, ...]:
        return parse_exemptions(f"127.0.0.1:{self.port}")

    def verify(self, asked: dict[str, str]) -> None:
        if not self.is_available:
            return
        told = {
            "hub.mode": asked["hub.mode"],
            "hub.topic": asked["hub.topic"],
            "hub.challenge": f"c-{len(self.subscriptions)}",
            "hub.lease_seconds": str(self.lease_s),
        }
        status, body = ask(f"{asked['hub.callback']}?{urlencode(told)}")
        self.echoed.append(status == 200 and body == told["hub.challenge"].encode())

    def push(self, body: bytes, secret: str | None = None, method: str = "sha256") -> int:
        """Push `body` to the latest subscriber and return the status of the response."""
        key = (secret or self.subscriptions[-1]["hub.secret"]).encode()
        signature = hmac.new(key, body, getattr(hashlib, method)).hexdigest()
        headers = {"X-Hub-Signature": f"{method}={signature}", "Content-Type": "application/rss+xml"}
        return ask(self.subscriptions[-1]["hub.callback"], body, headers)[0]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def ask(url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers or {}), timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()
