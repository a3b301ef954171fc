"""Serves the site on a socket: uvicorn, tuned for many short answers and hardened against hostile clients."""

from __future__ import annotations

import gc
import socket
import sys

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kilas.core.render.html_page import prepare
from kilas.site.exchange import NO_CACHE, TEXT, Reply, standing_headers

MOST_HEAD = 65_536  # most bytes of a request's head
_GC_THRESHOLD = 20_000  # allocations of a few pages
_SWITCH_S = 0.001  # longest time a thread that renders a page keeps others from answering


def serve(app: FastAPI, listener: socket.socket) -> None:
    """Serves `app` on `listener` until told to stop. Tunes its process for that, so it needs one of its own."""
    # Accepted sockets inherit this; asyncio sets it only on sockets that name their protocol. Without it, an
    # answer of two writes waits until the reader has acknowledged the first.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    prepare()
    gc.collect()
    gc.freeze()  # objects loaded by now stay: scanning them again would delay readers by a tenth of a second
    gc.set_threshold(_GC_THRESHOLD, 20, 20)
    sys.setswitchinterval(_SWITCH_S)
    uvicorn.Server(config(app)).run(sockets=[listener])


def config(app: FastAPI) -> uvicorn.Config:
    """The uvicorn configuration for `app`."""
    return uvicorn.Config(
        app,
        http=_Bounded,
        ws="none",
        log_config=None,  # its messages join our log
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=5,
        timeout_keep_alive=10,
    )


class _Bounded(HttpToolsProtocol):
    """uvicorn's protocol with a limit on the size of the head, and our headers on replies to invalid requests."""

    _head = 0  # bytes received of an unfinished head
    _is_in_head = True

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._head = self._head + len(data) if self._is_in_head else 0
        if self._head > MOST_HEAD:
            self.transport.abort()

    def on_message_begin(self) -> None:
        self._is_in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._is_in_head = False
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        headers = standing_headers(Reply(media_type=TEXT, cache=NO_CACHE), is_secure=False)
        headers |= {"Content-Length": str(len(msg)), "Connection": "close"}
        lines = "".join(f"{name.lower()}: {value}\r\n" for name, value in headers.items())
        self.transport.write(f"HTTP/1.1 400 Bad Request\r\n{lines}\r\n{msg}".encode("ascii"))
        self.transport.close()
