"""The site over HTTP: the pages of `Pages`, with the headers that every answer carries."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from urllib.parse import parse_qsl

from anyio import to_thread
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from kilas.settings import Settings
from kilas.site.exchange import Reply, Request, standing_headers
from kilas.site.pages import Options, Pages
from kilas.store import Store

_COMPRESSED = (
    "text/",
    "application/atom+xml",
    "application/rss+xml",
    "application/xml",
    "application/json",
    "application/feed+json",
)
_LEAST = 1_024  # bytes: below, framing costs more than it saves
_LEVEL = 5


def create_app(store: Store, settings: Settings, *, keep: int = 256) -> FastAPI:
    """The site of `store`. `settings.base_url` must say where readers reach it.

    `keep`: how many drawn pages of briefs stay in memory; each is drawn anew when its item changes.
    """
    pages = Pages(store, replace(options(settings), keep=keep))
    app = FastAPI(title="Kilas", docs_url=None, redoc_url=None, openapi_url=None)
    app.router.default = _Face(pages)  # whatever no other route takes, so that every answer has our headers
    return app


def options(settings: Settings) -> Options:
    """How `settings` set up the site."""
    return Options(
        base_url=settings.base_url,
        timezone=settings.zone,
        cards=settings.home / "cache" / "share",
    )


class _Face:
    """Hands each request to the pages, in a thread: they wait for the store."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1000})
            return
        body = await self._body(scope, receive) if scope["method"] == "POST" else b""
        status, headers, content = await to_thread.run_sync(partial(self._answer, scope, body))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        most = await to_thread.run_sync(self._pages.most_body, scope["path"])
        return await _body(receive, most)

    def _answer(self, scope: Scope, body: bytes) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        client = scope.get("client")
        request = Request(
            path=scope["path"],
            method=scope["method"],
            query=dict(parse_qsl(scope["query_string"].decode("latin-1")[:4_096], max_num_fields=None)),
            headers=headers,
            body=body,
            client=client[0] if client else "",
        )
        reply = self._pages.answer(request)
        return _on_the_wire(reply, request, is_secure=self._pages.is_secure)


async def _body(receive: Receive, most: int) -> bytes:
    """What was sent, up to `most` bytes, and one byte to tell that it went on."""
    found = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(found)
        if len(found) <= most:
            found += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(found[: most + 1])


def _on_the_wire(
    reply: Reply, request: Request, *, is_secure: bool
) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    headers, body = standing_headers(reply, is_secure=is_secure), reply.body
    if _is_compressed(reply):
        headers["Vary"] = ", ".join(filter(None, (headers.get("Vary", ""), "Accept-Encoding")))
        if len(body) >= _LEAST and _takes_gzip(request.headers):
            headers["Content-Encoding"] = "gzip"
            body = _gzip(body)
    if reply.status == 304:
        headers.pop("Content-Type")
    else:
        headers["Content-Length"] = str(len(body))
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    return reply.status, raw, b"" if request.method == "HEAD" else body


def _is_compressed(reply: Reply) -> bool:
    return reply.media_type.startswith(_COMPRESSED)


def _takes_gzip(headers: Mapping[str, str]) -> bool:
    for part in headers.get("accept-encoding", "").split(","):
        coding, _, rest = part.partition(";")
        if coding.strip().lower() == "gzip":
            return rest.replace(" ", "").lower() not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _gzip(body: bytes) -> bytes:
    packed = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
    return packed.compress(body) + packed.flush()
