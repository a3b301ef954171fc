"""Servers on loopback that answer as badly as a test wants, and a count of every socket this process opens."""

from __future__ import annotations

import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from kilas.sources.network_addresses import Exemption, parse_exemptions
from tests.certificates import TLS

Reply = Callable[[bytes], bytes] | Callable[[socket.socket, threading.Event], None] | bytes

_recorders: list[list[tuple[str, int]]] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    # Raised by the interpreter itself for every connect, so nothing of ours can open a socket past it.
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        for recorder in _recorders:
            recorder.append((str(arguments[1][0]), int(arguments[1][1])))


sys.addaudithook(_hook)


@pytest.fixture
def dialled() -> Iterator[list[tuple[str, int]]]:
    """Every (address, port) that this process has tried to connect a socket to."""
    seen: list[tuple[str, int]] = []
    _recorders.append(seen)
    yield seen
    _recorders.remove(seen)


class Server:
    """Answers each connection with `reply`: bytes, a function of the request, or one that plays with the socket."""

    def __init__(self, reply: Reply, certificate: str | None = None) -> None:
        self.reply = reply
        self.requests: list[bytes] = []
        self.accepted = 0
        self.at_work = self.most_at_work = 0  # requests read and not yet answered
        self.stop = threading.Event()
        self._lock = threading.Lock()
        self._tls = _server_tls(certificate) if certificate else None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._workers: list[threading.Thread] = []
        self._acceptor = threading.Thread(target=self._accept, daemon=True)
        self._acceptor.start()

    @property
    def allow(self) -> tuple[Exemption, ...]:
        return parse_exemptions(f"127.0.0.1:{self.port}")

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def close(self) -> None:
        self.stop.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._acceptor.join(5)
        self._listener.close()
        for worker in self._workers:
            worker.join(5)

    def _accept(self) -> None:
        while not self.stop.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.accepted += 1
            worker = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._workers.append(worker)
            worker.start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            self._talk(connection)
        except OSError:
            pass  # the client hung up, which most of these tests want
        finally:
            connection.close()

    def _talk(self, connection: socket.socket) -> None:
        if self._tls is not None:
            connection = self._tls.wrap_socket(connection, server_side=True)
        with connection:
            request = b""
            while b"\r\n\r\n" not in request:
                part = connection.recv(65_536)
                if not part:
                    return
                request += part
            self.requests.append(request)
            self._answer(connection, request)

    def _answer(self, connection: socket.socket, request: bytes) -> None:
        if isinstance(self.reply, bytes):
            connection.sendall(self.reply)
        elif self.reply.__code__.co_argcount == 1:
            connection.sendall(self._work(request))
        else:
            self.reply(connection, self.stop)  # type: ignore[call-arg,arg-type]

    def _work(self, request: bytes) -> bytes:
        with self._lock:
            self.at_work += 1
            self.most_at_work = max(self.most_at_work, self.at_work)
        try:
            return self.reply(request)  # type: ignore[operator,call-arg,arg-type,return-value]
        finally:
            with self._lock:
                self.at_work -= 1


def _server_tls(certificate: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / certificate, TLS / "server.key")
    return context


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def start(reply: Reply, certificate: str | None = None) -> Server:
        servers.append(Server(reply, certificate))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def trusting_tls() -> ssl.SSLContext:
    """Verifies like the real one, but trusts the tests' own authority."""
    return ssl.create_default_context(cafile=TLS / "ca.pem")
