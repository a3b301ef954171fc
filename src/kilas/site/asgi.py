"""The site over HTTP: serves the pages of `PublicSite` with the site's standard headers."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from urllib.parse import parse_qsl

from anyio import to_thread
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from kilas.settings import Settings
from kilas.site.context import Options
from kilas.site.exchange import Reply, Request, standing_headers
from kilas.site.public_site import PublicSite
from kilas.store import Store

_COMPRESSED = (
    "text/",
    "application/atom+xml",
    "application/rss+xml",
    "application/xml",
    "application/json",
    "application/feed+json",
)
_LEAST = 1_024  # bytes; below this size, framing costs more than compression saves
_LEVEL = 5
_Sent = tuple[int, list[tuple[bytes, bytes]], bytes]  # status, headers, body


def create_app(store: Store, settings: Settings) -> FastAPI:
    """The ASGI app of the site on `store`. `settings.base_url` must be the address where readers reach it."""
    app = FastAPI(title="Kilas", docs_url=None, redoc_url=None, openapi_url=None)
    # the default for all paths, so that every answer has our headers
    app.router.default = _Face(PublicSite(store, options(settings)))
    if at_once := store.without_waiting():
        app.add_middleware(_Briefs, pages=PublicSite(at_once, options(settings)))
    return app


def options(settings: Settings) -> Options:
    """The site's options from `settings`."""
    return Options(
        base_url=settings.base_url,
        timezone=settings.zone,
        hub=settings.hub,
        cards=settings.home / "cache" / "share",
        show_models=settings.show_models,
        audience=settings.audience or "public",
    )


class _Briefs:
    """Answers requests for briefs on the event loop; passes the rest to `app`.

    Reading and rendering a brief takes less time than a switch between two threads. The store of `pages`
    does not wait for locks; a request that it cannot answer at once goes to `app` too.
    """

    def __init__(self, app: ASGIApp, pages: PublicSite) -> None:
        self._app, self._pages = app, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = _request(scope, b"") if scope["type"] == "http" else None
        reply = self._pages.brief_at_once(request) if request else None
        if request is None or reply is None:
            await self._app(scope, receive, send)
        else:
            await _send(send, _on_the_wire(reply, request, is_secure=self._pages.is_secure))


class _Face:
    """Answers each request in a thread, because the pages may wait for the store."""

    def __init__(self, pages: PublicSite) -> None:
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1000})
            return
        body = await self._body(scope, receive) if scope["method"] == "POST" else b""
        await _send(send, await to_thread.run_sync(self._answer, _request(scope, body)))

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        most = await to_thread.run_sync(self._pages.most_body, scope["path"])
        return await _body(receive, most)

    def _answer(self, request: Request) -> _Sent:
        return _on_the_wire(self._pages.answer(request), request, is_secure=self._pages.is_secure)


async def _send(send: Send, sent: _Sent) -> None:
    status, headers, body = sent
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _request(scope: Scope, body: bytes) -> Request:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    client = scope.get("client")
    return Request(
        path=scope["path"],
        method=scope["method"],
        query=dict(parse_qsl(asked.decode("latin-1")[:4_096])) if (asked := scope["query_string"]) else {},
        headers=headers,
        body=body,
        client=client[0] if client else "",
    )


async def _body(receive: Receive, most: int) -> bytes:
    """The request body, cut after `most` bytes plus one, which shows that it is too long."""
    found = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(found)
        if len(found) <= most:
            found += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(found[: most + 1])


def _on_the_wire(reply: Reply, request: Request, *, is_secure: bool) -> _Sent:
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
