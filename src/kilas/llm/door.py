"""The one way to a model's server: requests that are watched, bounded in size, and cut off in time."""

from __future__ import annotations

import asyncio
import os
import ssl
import threading
from collections.abc import AsyncIterator, Coroutine, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from http.cookiejar import DefaultCookiePolicy
from typing import Any, Literal, TypeVar

import httpx2

from kilas.core.routing import Failure, Fault, Usage
from kilas.llm import faults
from kilas.llm.question import NoAnswer

MAX_BYTES = 256 * 1024  # of an answer; the longest brief is a hundredth of it
GRACE_S = 1.0  # that a call may take to end after its time is up

T = TypeVar("T")


class OversizeError(httpx2.TransportError):
    """An answer longer than MAX_BYTES, or packed, so that its size cannot be told."""


@dataclass(slots=True)
class Exchange:
    """What passed over the wire in one request."""

    is_sent: bool = False  # the server may have seen the request
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytearray = field(default_factory=bytearray)


_exchange: ContextVar[Exchange] = ContextVar("exchange")


@contextmanager
def watched(exchange: Exchange) -> Iterator[None]:
    """Write the requests made within into `exchange`."""
    token = _exchange.set(exchange)
    try:
        yield
    finally:
        _exchange.reset(token)


def run(work: Coroutine[Any, Any, T], limit_s: float) -> T:
    """Run `work` on the thread that talks to models. Raises what it raises, TimeoutError if it does not end."""
    future = asyncio.run_coroutine_threadsafe(work, _loop())
    try:
        return future.result(limit_s + GRACE_S)
    finally:
        future.cancel()


_starting = threading.Lock()


def client() -> httpx2.AsyncClient:
    """The client of all requests; of use on the thread of `run` only. It follows no redirect and keeps no cookie."""
    with _starting:
        return _started_client()


@cache
def _started_client() -> httpx2.AsyncClient:
    made = httpx2.AsyncClient(
        event_hooks={"request": [_sending], "response": [_receiving]},
        follow_redirects=False,
        # A connection of its own for each request: one kept open may be closed by the server as the next is sent,
        # and nobody could tell if that was billed.
        limits=httpx2.Limits(max_keepalive_connections=0),
        timeout=httpx2.Timeout(300.0),
    )
    made.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return made


def _loop() -> asyncio.AbstractEventLoop:
    with _starting:
        return _started_loop()


@cache
def _started_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="models", daemon=True).start()
    return loop


def _forget() -> None:
    _started_loop.cache_clear()
    _started_client.cache_clear()


os.register_at_fork(after_in_child=_forget)  # a forked process has no thread but its own


# Drills

Outage = Literal["refused", "hang", "403", "451", "500"]
_OUTAGE_BODIES: Mapping[Outage, bytes] = {
    "403": b'{"error": {"code": "unsupported_country_region_territory", "message": "Not available in your country."}}',
    "451": b'{"error": {"message": "Unavailable for legal reasons."}}',
    "500": b'{"error": {"message": "Internal error."}}',
}
_unplugged: dict[str, Outage] = {}  # base addresses of this process that are out of reach


def unplug(addresses: Iterable[str], outage: Outage) -> None:
    """Puts these base addresses out of reach of this process, in the way that a drill asks for."""
    _unplugged.update(dict.fromkeys(addresses, outage))


def plug_in() -> None:
    """Ends every outage that `unplug` made."""
    _unplugged.clear()


def outage_at(address: str) -> Outage | None:
    """The outage made for an address, if there is one."""
    return next((how for base, how in _unplugged.items() if address.startswith(base)), None)


async def _break(exchange: Exchange, outage: Outage) -> None:
    """Raises what a server out of reach in this way would cause."""
    if outage == "hang":
        await asyncio.sleep(3_600)
    if outage in _OUTAGE_BODIES:
        exchange.is_sent, exchange.status = True, int(outage)
        exchange.body += _OUTAGE_BODIES[outage]
    raise httpx2.ConnectError("out of reach: a drill")


async def _sending(request: httpx2.Request) -> None:
    exchange = _exchange.get()
    if (outage := outage_at(str(request.url))) is not None:
        await _break(exchange, outage)
    request.headers["Accept-Encoding"] = "identity"

    async def trace(event: str, _: Mapping[str, Any]) -> None:
        if event.endswith("send_request_headers.started"):
            exchange.is_sent = True

    request.extensions = {**request.extensions, "trace": trace}


async def _receiving(response: httpx2.Response) -> None:
    exchange = _exchange.get()
    exchange.status, exchange.headers = response.status_code, dict(response.headers.items())
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        raise OversizeError("the answer is packed, although that was not asked for")
    response.stream = _Bounded(response.stream, exchange)


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: Any, exchange: Exchange) -> None:
        self._stream, self._exchange = stream, exchange

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            if len(self._exchange.body) + len(part) > MAX_BYTES:
                raise OversizeError(f"the answer is longer than {MAX_BYTES // 1024} kB")
            self._exchange.body += part
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()


async def post(
    address: str, body: Mapping[str, object], key: str, limit_s: float, exchange: Exchange
) -> None:
    """Post JSON and read the answer into `exchange`. Raises for every status but 200."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    async with asyncio.timeout(limit_s):
        with watched(exchange):
            answer = await client().post(address, json=body, headers=headers, timeout=limit_s)
    if answer.status_code != 200:
        raise httpx2.HTTPStatusError("not 200", request=answer.request, response=answer)


# What a failed request means


def failure_of(error: Exception, exchange: Exchange) -> Failure:
    """What kind of failure `error` is, given what passed over the wire."""
    causes = _causes(error)
    body = bytes(exchange.body)
    if exchange.status is not None and exchange.status >= 300:
        return faults.of_status(exchange.status, exchange.headers, body, datetime.now(UTC))
    if any(isinstance(cause, OversizeError) for cause in causes):
        return Failure(fault="garbage", detail=f"an answer longer than {MAX_BYTES // 1024} kB, or packed")
    if any(isinstance(cause, httpx2.TimeoutException | TimeoutError) for cause in causes):
        return Failure(fault="timeout", detail="the server stopped answering")
    if exchange.status is None:
        return _before_answer(causes)
    if any(isinstance(cause, httpx2.TransportError) for cause in causes):
        return Failure(fault="connect", detail="the connection broke in the middle of the answer")
    return faults.of_error_body(body) or Failure(
        fault="garbage", detail="the answer is not that of a model's server"
    )


def _before_answer(causes: list[BaseException]) -> Failure:
    for kinds, fault, detail in _BEFORE:
        if any(isinstance(cause, kinds) for cause in causes):
            return Failure(fault=fault, detail=detail)
    return Failure(fault="config", detail=f"the request could not be made ({type(causes[0]).__name__})")


_BEFORE: tuple[tuple[tuple[type[Exception], ...], Fault, str], ...] = (
    (
        (ImportError,),
        "config",
        "the client is not installed: pip install 'kilas[anthropic]' or 'kilas[google]'",
    ),
    ((httpx2.UnsupportedProtocol, httpx2.InvalidURL), "config", "the address is not one of the web"),
    ((ssl.SSLCertVerificationError,), "connect", "the server's certificate is not valid"),
    ((httpx2.TransportError,), "connect", "no connection to the server"),
)


def _causes(error: BaseException) -> list[BaseException]:
    """`error` and what it was raised from, outermost first."""
    found: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in found:
        found.append(now)
        now = now.__cause__ or now.__context__
    return found


def lost(failure: Failure, exchange: Exchange) -> NoAnswer:
    """A failed request. Billed as nobody knows what, unless it was never sent or an error answered it."""
    is_error = exchange.status is not None and (
        exchange.status >= 300 or faults.of_error_body(bytes(exchange.body)) is not None
    )
    return NoAnswer(
        failure=failure,
        usage=Usage(requests=int(exchange.is_sent)),
        is_metered=is_error or not exchange.is_sent,
    )
