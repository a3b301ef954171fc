"""Sends one request on its own connection, opened only to a checked address."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from kilas.sources.fetch_answer import RawAnswer
from kilas.sources.fetch_body import Meter, read_body
from kilas.sources.fetch_call import FetchCall
from kilas.sources.fetch_errors import named
from kilas.sources.fetch_lookup import look_up
from kilas.sources.fetch_values import Header, Limits
from kilas.sources.network_addresses import Address, IPAddress, check_answers, check_port

if TYPE_CHECKING:  # the HTTP client is imported at the first fetch, not at start
    import httpcore2

MAX_TRIES = 4  # IP addresses tried for one name
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.5"
)
_TRAVELS = (
    "accept",
    "accept-language",
)  # the only headers of the caller that are sent to another site after a redirect


async def exchange(address: Address, first: Address, form: bytes | None, call: FetchCall) -> RawAnswer:
    """Send one request and return the response. Every exception of the client becomes a SourceError."""
    import anyio
    import h11
    import httpcore2

    foreign = (
        OSError,  # ssl.SSLError is one
        ValueError,  # UnicodeError is one
        httpcore2.TimeoutException,
        httpcore2.NetworkError,
        httpcore2.ProtocolError,
        httpcore2.ProxyError,
        httpcore2.UnsupportedProtocol,
        httpcore2.ConnectionNotAvailable,
        h11.ProtocolError,
        anyio.BrokenResourceError,
        anyio.ClosedResourceError,
        anyio.EndOfStream,
    )
    check_port(address, call.allow)
    try:
        return await _request(address, first, form, call)
    except foreign as error:
        raise named(error, address) from error


async def _request(address: Address, first: Address, form: bytes | None, call: FetchCall) -> RawAnswer:
    import httpcore2

    meter = Meter(address, call.limits)
    request = httpcore2.Request(
        b"GET" if form is None else b"POST",
        httpcore2.URL(
            scheme=address.scheme.encode(),
            host=address.host.encode(),
            port=address.port,
            target=address.target.encode(),
        ),
        headers=_headers(address, first, form, call),
        content=form,
        extensions={"timeout": _timeouts(call.limits)},
    )
    # This pool takes proxies as an argument and never from the environment.
    backend = cast("httpcore2.AsyncNetworkBackend", _Backend(address, call, meter))
    context = call.tls() if address.scheme == "https" else None
    async with httpcore2.AsyncConnectionPool(ssl_context=context, network_backend=backend) as pool:
        response = await pool.handle_async_request(request)
        try:
            meter.begin_body()
            answer = RawAnswer(status=response.status, headers=_as_text(response.headers))
            if not 200 <= answer.status < 300:
                return answer
            body = await read_body(response.aiter_stream(), answer, meter, address, call.limits)
            return RawAnswer(status=answer.status, headers=answer.headers, body=body)
        finally:
            await response.aclose()


def _headers(
    address: Address, first: Address, form: bytes | None, call: FetchCall
) -> list[tuple[bytes, bytes]]:
    at_home = address.origin == first.origin
    given = [(name, value) for name, value in call.headers if at_home or name in _TRAVELS]
    if all(name != "accept" for name, _ in given):
        given.append(("accept", _ACCEPT))
    ours = [
        ("host", address.netloc),
        ("user-agent", call.user_agent),
        ("accept-encoding", "gzip"),
        ("connection", "close"),
    ]
    if form is not None:
        ours += [("content-type", "application/x-www-form-urlencoded"), ("content-length", str(len(form)))]
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in [*ours, *given]]


def _timeouts(limits: Limits) -> dict[str, float]:
    return {
        "connect": limits.connect_timeout_s,
        "read": limits.read_timeout_s,
        "write": limits.read_timeout_s,
        "pool": limits.timeout_s,
    }


def _as_text(headers: Iterable[tuple[bytes, bytes]]) -> tuple[Header, ...]:
    return tuple((name.decode("latin-1").lower(), _decoded(value)) for name, value in headers)


def _decoded(value: bytes) -> str:
    """Decode header bytes: UTF-8 if valid, as many servers send in `Location`; else Latin-1, as specified."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


class _Backend:
    """Opens sockets only to checked addresses: the part of `httpcore2.AsyncNetworkBackend` that the client calls.

    Not derived from that class, so that this module does not import the client.
    """

    def __init__(self, address: Address, call: FetchCall, meter: Meter) -> None:
        self._address = address
        self._desk = call
        self._meter = meter

    async def connect_tcp(self, host: str, port: int, **_options: Any) -> _Stream:
        if (host, port) != (self._address.host, self._address.port):
            raise RuntimeError("the client asks for a host that was not checked")
        answers = await look_up(self._address, self._desk)
        judged = check_answers(self._address, answers, self._desk.allow)[:MAX_TRIES]
        stream = await _first_open(judged, port, self._desk.limits.connect_timeout_s)
        return _Stream(stream, self._meter)


async def _first_open(
    judged: Sequence[IPAddress], port: int, timeout_s: float
) -> httpcore2.AsyncNetworkStream:
    """Connect to the first address that answers, in the resolver's order. Each gets an equal share of the time left."""
    import httpcore2

    clock = asyncio.get_running_loop().time
    deadline = clock() + timeout_s
    *early, last = judged
    for tried, ip in enumerate(early):
        share_s = max(0.0, deadline - clock()) / (len(judged) - tried)
        try:
            return await httpcore2.AnyIOBackend().connect_tcp(str(ip), port, timeout=share_s)
        except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
            continue  # only the last address's error is reported
    return await httpcore2.AnyIOBackend().connect_tcp(str(last), port, timeout=max(0.0, deadline - clock()))


class _Stream:
    """An `httpcore2.AsyncNetworkStream` that counts the bytes read, after TLS if TLS is used."""

    def __init__(self, stream: httpcore2.AsyncNetworkStream, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = await self._stream.read(self._meter.allowance(max_bytes), timeout)
        self._meter.count(len(data))
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> _Stream:
        return _Stream(await self._stream.start_tls(ssl_context, server_hostname, timeout), self._meter)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
