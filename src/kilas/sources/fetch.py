"""The one door to the network for addresses that other people gave us: feeds, pages, redirects.

Every connection resolves its name once, judges every answer, and opens the socket to a judged address, so no
later answer of the name server can move it. Nothing of ours is sent along: no cookies, no log-in, no proxy of
the environment. What comes back is counted while it comes, so that a hostile server can cost us neither memory
nor more time than the limits say.
"""

from __future__ import annotations

import asyncio
import math
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kilas.errors import SourceError
from kilas.sources.network_addresses import (
    Address,
    Exemption,
    IPAddress,
    check_answers,
    check_port,
    parse_address,
    parse_ip,
)

if TYPE_CHECKING:  # the client is imported when a page is fetched, not when Kilas is
    import httpcore2

T = TypeVar("T")
Header = tuple[str, str]
Resolver = Callable[
    [str, int], Iterable[str]
]  # name and port → addresses as text; may block, runs in a thread

REDIRECTS = (301, 302, 303, 307, 308)
PERMANENT = (301, 308)
REPEATED = (307, 308)  # the only ones that ask for a POST to be sent again
CONDITIONAL = ("if-none-match", "if-modified-since")
BOMB_RATIO = 100  # decoded to sent; real pages stay under 30, a gzip bomb is near 1,000
MAX_MEMBERS = 100  # gzip streams in one body: each costs us a set-up, real ones hold one
# Framing of a body beyond three bytes for each of content; one-byte chunks cost us a second per 300 kB.
SLACK_BYTES = 262_144
MAX_TRIES = 4  # addresses of one name we try before giving up
# Names in a row that no name server answered for, before we stop asking for the rest of a call: it is down, or we are
# offline, and 10,000 waits of 10 seconds help nobody.
MAX_UNANSWERED = 32
_GZIP_MAGIC = b"\x1f\x8b"
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.5"
)
_OURS = (
    "host",
    "connection",
    "accept-encoding",
    "user-agent",
    "content-length",
    "transfer-encoding",
    "te",
    "upgrade",
)
_TRAVELS = (
    "accept",
    "accept-language",
)  # the only headers of the caller that follow a redirect to another site


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one fetch may cost us, redirects included (sizes per answer)."""

    max_bytes: int = 5_000_000  # of the body, decoded
    max_wire_bytes: int = 12_000_000  # of the body as sent, framing included
    max_header_bytes: int = 65_536  # status lines and headers, 1xx answers included
    max_redirects: int = 5
    timeout_s: float = 30.0  # for everything, redirects included; waiting for our own turn is not counted
    connect_timeout_s: float = 10.0  # for each of name look-up, TCP and TLS
    read_timeout_s: float = 15.0  # of silence


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A whole, decoded answer: 200, or 304 to a request that asked for it."""

    url: str  # where the body came from, after redirects
    requested_url: str  # as given
    status: int
    headers: tuple[Header, ...]  # in the order sent, names in lower case
    body: bytes  # decoded, at most `Limits.max_bytes`
    content_type: str | None  # "text/html": without parameters, lower case
    charset: str | None  # as the Content-Type header declares it, lower case
    moved_to: str | None = None  # where it lies from now on: the end of the permanent redirects it began with

    def header(self, name: str) -> str | None:
        """The first header called `name` (lower case)."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """An address with headers of its own: an ETag, say."""

    url: str
    headers: tuple[Header, ...] = ()
    form: bytes | None = None  # sent as POST, application/x-www-form-urlencoded; None: GET


def fetch(
    url: str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    allow: Sequence[Exemption] = (),
    user_agent: str | None = None,
    headers: Iterable[Header] = (),
    resolver: Resolver | None = None,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """GET `url`, following redirects; raises SourceError, whose `reason` is one of the names below.

    Not opened: bad_address, bad_scheme, userinfo, blocked_port, blocked_address, bad_header.
    Not reached: dns, dns_down (no name is answered for any more), refused, unreachable, tls, timeout, reset.
    Answered badly: bad_response, too_large, bomb, bad_encoding, redirect_loop, too_many_redirects.
    Answered no: forbidden (401, 403), not_found (404), gone (410), rate_limited (429), legal (451),
    server_error (5xx), http_NNN (any other).

    `headers` are for conditional requests and the like; they stay with the site they were meant for. An error's
    `retry_after_s` is how long the server asks to be left alone.
    `user_agent` defaults to Kilas's own, honest one. `resolver` and `tls` stand in for the system's (tests).
    """
    desk = _desk(limits, allow, user_agent, headers, resolver, tls)
    return _run(lambda: _fetch(FetchRequest(url=url), desk))


def post(
    url: str,
    form: bytes,
    *,
    limits: Limits = DEFAULT_LIMITS,
    allow: Sequence[Exemption] = (),
    user_agent: str | None = None,
    resolver: Resolver | None = None,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """POST a form (`urllib.parse.urlencode(…).encode()`) to `url`, as carefully as `fetch` gets a page.

    Only redirects that ask for the form again (307, 308) are followed, and none from https to http.
    """
    desk = _desk(limits, allow, user_agent, (), resolver, tls)
    return _run(lambda: _fetch(FetchRequest(url=url, form=form), desk))


def fetch_many(
    urls: Iterable[str | FetchRequest],
    *,
    limits: Limits = DEFAULT_LIMITS,
    allow: Sequence[Exemption] = (),
    user_agent: str | None = None,
    headers: Iterable[Header] = (),
    concurrency: int = 16,
    pace_s: float = 0.0,
    resolver: Resolver | None = None,
    tls: ssl.SSLContext | None = None,
) -> tuple[Fetched | SourceError, ...]:
    """Fetch side by side, at most `concurrency` at once and one connection per host; answers in the order of `urls`.

    What `fetch` would raise for an address stands in its place. A `FetchRequest` has its headers beside those of all.
    Requests to one host of this call begin at least `pace_s` seconds apart.
    """
    desk = _desk(limits, allow, user_agent, headers, resolver, tls, concurrency, pace_s)
    return _run(lambda: _fetch_all(tuple(urls), desk))


def default_user_agent(version: str | None = None) -> str:
    """Who we are and where to complain: `Kilas/1.2.3 (+https://github.com/kilas-news/kilas)`."""
    return f"Kilas/{version or metadata.version('kilas')} (+https://github.com/kilas-news/kilas)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What all fetches of one call share."""

    limits: Limits
    allow: tuple[Exemption, ...]
    user_agent: str
    headers: tuple[Header, ...]
    resolver: Resolver
    tls: Callable[[], ssl.SSLContext]  # asked for at the first https address: making one takes 30 ms
    seats: asyncio.Semaphore
    pace_s: float
    hosts: dict[str, _Turns] = field(default_factory=dict)
    names: _Names = field(default_factory=lambda: _Names())


class _Turns:
    """One host's queue: who is connected to it now, and when the next one may begin."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.next_at = 0.0  # of the loop's clock


class _Names:
    """Whether the name server answers at all."""

    def __init__(self) -> None:
        self.unanswered = 0  # in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    status: int
    headers: tuple[Header, ...]
    body: bytes = b""

    def get(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name), None)


def _desk(
    limits: Limits,
    allow: Sequence[Exemption],
    user_agent: str | None,
    headers: Iterable[Header],
    resolver: Resolver | None,
    tls: ssl.SSLContext | None,
    concurrency: int = 1,
    pace_s: float = 0.0,
) -> _Desk:
    if tls is not None and (tls.verify_mode != ssl.CERT_REQUIRED or not tls.check_hostname):
        raise ValueError("the TLS context must verify certificates and names")
    return _Desk(
        limits=limits,
        allow=tuple(allow),
        user_agent=_check_value("user-agent", user_agent or default_user_agent()),
        headers=tuple(_check_header(name, value) for name, value in headers),
        resolver=resolver or _system_resolver,
        tls=cache(_system_tls if tls is None else lambda: tls),
        seats=asyncio.Semaphore(concurrency),
        pace_s=pace_s,
    )


def _check_header(name: str, value: str) -> Header:
    """A header of the caller: often one a server once gave us (an ETag), so it is looked at like any other input."""
    if name.lower() in _OURS or not re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", name):
        raise _bad_header(name)
    return name.lower(), _check_value(name, value)


def _check_value(name: str, value: str) -> str:
    if not re.fullmatch(r"[\t\x20-\x7e\x80-\xff]*", value):
        raise _bad_header(name)
    return value.strip()


def _bad_header(name: str) -> SourceError:
    return SourceError(
        f"The request header {name[:40]!r} cannot be sent", "leave it out, or correct its value", "bad_header"
    )


def _run(main: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run to the end in this thread or, where a loop is already at work in it, in one of our own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(main())
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(main())).result()


async def _fetch_all(urls: tuple[str | FetchRequest, ...], desk: _Desk) -> tuple[Fetched | SourceError, ...]:
    return tuple(await asyncio.gather(*(_fetch_or_error(url, desk) for url in urls)))


async def _fetch_or_error(url: str | FetchRequest, desk: _Desk) -> Fetched | SourceError:
    try:
        return await _fetch(FetchRequest(url=url) if isinstance(url, str) else url, desk)
    except SourceError as error:
        return error


async def _fetch(request: FetchRequest, desk: _Desk) -> Fetched:
    if request.headers:
        own = (_check_header(name, value) for name, value in request.headers)
        desk = replace(desk, headers=(*desk.headers, *own))
    first = address = parse_address(request.url)
    moved_to: str | None = None
    is_moving = True  # as long as every redirect was a permanent one
    seen = {first.url}
    left_s = desk.limits.timeout_s
    followed = REDIRECTS if request.form is None else REPEATED
    while True:
        try:
            answer, spent_s = await _take_turn(address, first, request.form, left_s, desk)
        except SourceError as error:
            raise error if address is first else _after_redirect(error, first) from error
        left_s -= spent_s
        location = answer.get("location")
        if answer.status not in followed or location is None:
            return replace(_fetched(request.url, address, answer, desk), moved_to=moved_to)
        here, address = address, _redirected(address, location)
        is_downgrade = here.scheme == "https" and address.scheme == "http"
        if is_downgrade and request.form is not None:
            raise _refusal(here, answer)
        is_moving = is_moving and answer.status in PERMANENT and not is_downgrade
        moved_to = address.url if is_moving else moved_to
        if address.url in seen:
            raise _redirect_loop(first)
        if len(seen) > desk.limits.max_redirects:
            raise _too_many_redirects(first, desk.limits.max_redirects)
        seen.add(address.url)


def _redirected(address: Address, location: str) -> Address:
    try:
        return parse_address(location, base=address)
    except SourceError as error:
        raise SourceError(
            f"{address.shown} redirects to an address that is not opened. {error.problem}",
            "open the page in a browser and give the address it ends at",
            error.reason,
        ) from error


def _after_redirect(error: SourceError, first: Address) -> SourceError:
    return SourceError(
        f"{error.problem} (after a redirect from {first.shown})",
        error.mend,
        error.reason,
        error.retry_after_s,
    )


async def _take_turn(
    address: Address, first: Address, form: bytes | None, left_s: float, desk: _Desk
) -> tuple[_Answer, float]:
    """One request within `left_s` seconds, begun when its host and a seat are free; also says how long it took."""
    clock = asyncio.get_running_loop().time
    turns = desk.hosts.get(address.host) or desk.hosts.setdefault(address.host, _Turns())
    # The host first, then the seat: who waits for a slow host must not keep a seat from the others.
    async with turns.lock:
        if desk.pace_s and turns.next_at > clock():
            await asyncio.sleep(turns.next_at - clock())
        async with desk.seats:
            began = clock()
            turns.next_at = began + desk.pace_s
            try:
                async with asyncio.timeout(left_s):
                    answer = await _exchange(address, first, form, desk)
            except TimeoutError as error:
                raise _timeout(address, f"{desk.limits.timeout_s:g} seconds") from error
            return answer, clock() - began


async def _exchange(address: Address, first: Address, form: bytes | None, desk: _Desk) -> _Answer:
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
    check_port(address, desk.allow)
    try:
        return await _request(address, first, form, desk)
    except foreign as error:
        raise _named(error, address) from error


async def _request(address: Address, first: Address, form: bytes | None, desk: _Desk) -> _Answer:
    import httpcore2

    meter = _Meter(address, desk.limits)
    request = httpcore2.Request(
        b"GET" if form is None else b"POST",
        httpcore2.URL(
            scheme=address.scheme.encode(),
            host=address.host.encode(),
            port=address.port,
            target=address.target.encode(),
        ),
        headers=_headers(address, first, form, desk),
        content=form,
        extensions={"timeout": _timeouts(desk.limits)},
    )
    # No environment reaches this pool: proxies are an argument here, never looked up.
    backend = cast("httpcore2.AsyncNetworkBackend", _Backend(address, desk, meter))
    context = desk.tls() if address.scheme == "https" else None
    async with httpcore2.AsyncConnectionPool(ssl_context=context, network_backend=backend) as pool:
        response = await pool.handle_async_request(request)
        try:
            meter.begin_body()
            answer = _Answer(status=response.status, headers=_as_text(response.headers))
            if not 200 <= answer.status < 300:
                return answer
            body = await _read_body(response.aiter_stream(), answer, meter, address, desk.limits)
            return _Answer(status=answer.status, headers=answer.headers, body=body)
        finally:
            await response.aclose()


def _headers(address: Address, first: Address, form: bytes | None, desk: _Desk) -> list[tuple[bytes, bytes]]:
    at_home = address.origin == first.origin
    given = [(name, value) for name, value in desk.headers if at_home or name in _TRAVELS]
    if all(name != "accept" for name, _ in given):
        given.append(("accept", _ACCEPT))
    ours = [
        ("host", address.netloc),
        ("user-agent", desk.user_agent),
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
    """Header bytes are Latin-1 by the book and UTF-8 in the wild (`Location` above all)."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


# The connection


class _Meter:
    """Counts what a server sends on one connection, and ends it when an allowance is used up."""

    def __init__(self, address: Address, limits: Limits) -> None:
        self._address = address
        self._limits = limits
        self._is_body = False
        self._left = limits.max_header_bytes

    def begin_body(self) -> None:
        self._is_body = True
        self._left = self._limits.max_wire_bytes

    def allowance(self, wanted: int) -> int:
        """How much may be read now. More is asked for only while headers or body are unfinished."""
        if self._left > 0:
            return min(wanted, self._left)
        if self._is_body:
            raise _too_large(self._address, self._limits.max_wire_bytes)
        raise SourceError(
            f"{self._address.shown} sends more than {self._limits.max_header_bytes:,} bytes of headers",
            "nothing you can change; tell the site, or leave it out",
            "too_large",
        )

    def count(self, size: int) -> None:
        self._left -= size

    def weigh(self, content_bytes: int) -> None:
        """End a body that is nearly all framing, `content_bytes` of it being content."""
        used = self._limits.max_wire_bytes - self._left
        if used > SLACK_BYTES + 3 * content_bytes:
            raise SourceError(
                f"{self._address.shown} sends its page in crumbs, with more framing than content",
                "try again later; if it stays so, leave it out",
                "bad_response",
            )


class _Backend:
    """Opens sockets only to judged addresses: the part of `httpcore2.AsyncNetworkBackend` that the client calls.

    It has the shape of that class without deriving from it, so that this module does not import the client.
    """

    def __init__(self, address: Address, desk: _Desk, meter: _Meter) -> None:
        self._address = address
        self._desk = desk
        self._meter = meter

    async def connect_tcp(self, host: str, port: int, **_options: Any) -> _Stream:
        if (host, port) != (self._address.host, self._address.port):
            raise RuntimeError("the client asks for another host than the one that was judged")
        answers = await _resolve(self._address, self._desk)
        judged = check_answers(self._address, answers, self._desk.allow)[:MAX_TRIES]
        stream = await _first_open(judged, port, self._desk.limits.connect_timeout_s)
        return _Stream(stream, self._meter)


async def _first_open(
    judged: Sequence[IPAddress], port: int, timeout_s: float
) -> httpcore2.AsyncNetworkStream:
    """Try the addresses in the resolver's order, each for its share of the time that is left."""
    import httpcore2

    clock = asyncio.get_running_loop().time
    deadline = clock() + timeout_s
    *early, last = judged
    for tried, ip in enumerate(early):
        share_s = max(0.0, deadline - clock()) / (len(judged) - tried)
        try:
            return await httpcore2.AnyIOBackend().connect_tcp(str(ip), port, timeout=share_s)
        except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
            continue  # the last one's error is the one to report
    return await httpcore2.AnyIOBackend().connect_tcp(str(last), port, timeout=max(0.0, deadline - clock()))


class _Stream:
    """An `httpcore2.AsyncNetworkStream` whose reads are counted, after TLS where there is TLS."""

    def __init__(self, stream: httpcore2.AsyncNetworkStream, meter: _Meter) -> None:
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


def _system_tls() -> ssl.SSLContext:
    import httpcore2

    return httpcore2.default_ssl_context()


def _system_resolver(host: str, port: int) -> list[str]:
    return [str(answer[4][0]) for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


async def _resolve(address: Address, desk: _Desk) -> list[IPAddress]:
    if address.ip is not None:
        return [address.ip]
    if desk.names.unanswered >= MAX_UNANSWERED:
        raise _no_name_server(address)
    try:
        async with asyncio.timeout(desk.limits.connect_timeout_s):
            answers = await _in_thread(lambda: list(desk.resolver(address.host, address.port)))
    except TimeoutError as error:
        desk.names.unanswered += 1
        raise _timeout(address, "the time allowed for looking up its name") from error
    except (OSError, UnicodeError) as error:  # socket.gaierror is an OSError
        if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
            desk.names.unanswered += 1  # of this name, or of all: only a row of them tells
        raise SourceError(
            f"The name {address.host!r} cannot be looked up",
            "check the spelling of the name, and whether this computer is online",
            "dns",
        ) from error
    desk.names.unanswered = 0
    return [_known_ip(answer, address) for answer in answers]


def _no_name_server(address: Address) -> SourceError:
    return SourceError(
        f"No name server answers, so {address.host!r} was not looked up",
        "check whether this computer is online, and which name server it uses",
        "dns_down",
    )


def _known_ip(answer: str, address: Address) -> IPAddress:
    ip = parse_ip(answer)
    if ip is None:
        raise SourceError(
            f"The name {address.host!r} leads to something that is no address", "try again later", "dns"
        )
    return ip


def _in_thread(work: Callable[[], T]) -> Awaitable[T]:
    """The result of `work` from a thread nobody waits for: asyncio's own pool would hold us past the deadline."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def deliver(result: T | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]  # None only where T allows it

    def target() -> None:
        result, problem = None, None
        try:
            result = work()
        except Exception as error:  # carried over to the waiting side, which tells ours from foreign
            problem = error
        try:
            loop.call_soon_threadsafe(deliver, result, problem)
        except RuntimeError:  # the deadline passed and the loop is closed: nobody is waiting any more
            return

    threading.Thread(target=target, name="kilas-resolve", daemon=True).start()
    return future


# The body


async def _read_body(
    chunks: AsyncIterator[bytes], answer: _Answer, meter: _Meter, address: Address, limits: Limits
) -> bytes:
    coding = _coding(answer, address)
    declared = re.fullmatch(r"[0-9]{1,18}", answer.get("content-length") or "")
    if coding is None and declared and int(declared[0]) > limits.max_bytes:
        raise _too_large(address, limits.max_bytes)
    body = _Body(address, limits.max_bytes, is_gzip=coding == "gzip")
    content_bytes = 0
    async for chunk in chunks:
        content_bytes += len(chunk)
        meter.weigh(content_bytes)
        body.feed(chunk)
    return body.finish()


def _coding(answer: _Answer, address: Address) -> str | None:
    """The one coding we asked for and take, or None; anything else is refused by name, never guessed at."""
    said = ",".join(value for name, value in answer.headers if name == "content-encoding").lower()
    codings = [one for one in (part.strip() for part in said.split(",")) if one and one != "identity"]
    if len(codings) > 1:
        raise _bad_encoding(address, f"is compressed {len(codings)} times over")
    if codings and codings[0] not in ("gzip", "x-gzip"):
        raise _bad_encoding(address, f"is compressed as {codings[0][:20]!r}, which was not asked for")
    return "gzip" if codings else None


class _Body:
    """Gathers a body, inflating gzip bit by bit, and stops before it grows past its cap.

    A body that begins like a gzip file though no header says so (`sitemap.xml.gz`, mislabelled feeds) is inflated
    too: one layer, whoever names it. Within that layer, another is refused.
    """

    def __init__(self, address: Address, max_bytes: int, *, is_gzip: bool) -> None:
        self._address = address
        self._max = max_bytes
        self._says_gzip = is_gzip
        self._inflated = 0  # bytes as sent that have gone through the inflater
        self._kept = bytearray()  # decoded; until the coding is known, the first bytes as sent
        self._inflater: Any = None  # of the gzip member at work; zlib's type has no public name
        self._members = 0
        self._rest = b""  # after a member's end: too little to tell whether another one follows
        self._is_over = False

    def feed(self, chunk: bytes) -> None:
        if self._members:
            return self._inflate(chunk)
        self._kept += chunk
        if len(self._kept) >= 2 and (self._says_gzip or self._kept.startswith(_GZIP_MAGIC)):
            first, self._kept = bytes(self._kept), bytearray()
            return self._inflate(first)
        return self._check_size()

    def finish(self) -> bytes:
        if self._says_gzip and not self._members and self._kept:
            raise _bad_encoding(self._address, "says it is gzip and is not")
        if self._inflater is not None:
            raise _bad_encoding(self._address, "breaks off in the middle of its gzip data")
        if self._members and self._kept.startswith(_GZIP_MAGIC):
            raise _bad_encoding(self._address, "is compressed more than once")
        return bytes(self._kept)

    def _inflate(self, data: bytes) -> None:
        while data and not self._is_over:
            if self._inflater is None:
                data = self._open_member(data)
            if self._inflater is not None:
                data = self._decompress(data)

    def _open_member(self, data: bytes) -> bytes:
        """RFC 1952, 2.2: streams may follow each other. What follows and is none (padding) is passed over."""
        data, self._rest = self._rest + data, b""
        if len(data) < 2:
            self._rest = data
            return b""
        if self._members and not data.startswith(_GZIP_MAGIC):
            self._is_over = True
            return b""
        self._members += 1
        if self._members > MAX_MEMBERS:
            raise _bad_encoding(self._address, f"holds more than {MAX_MEMBERS} gzip streams")
        self._inflater = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)  # gzip header and checksum required
        return data

    def _decompress(self, data: bytes) -> bytes:
        """Inflates what the cap leaves room for; returns what is still to be read."""
        try:
            self._kept += self._inflater.decompress(data, self._max + 1 - len(self._kept))
        except zlib.error as error:
            raise _bad_encoding(
                self._address, "says it is gzip and is damaged, or is something else"
            ) from error
        rest: bytes = self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail
        self._inflated += len(data) - len(rest)
        self._check_size()
        if self._inflater.eof:
            self._inflater = None
        return rest

    def _check_size(self) -> None:
        if len(self._kept) <= self._max:
            return
        if self._members and len(self._kept) > BOMB_RATIO * self._inflated:
            raise SourceError(
                f"{self._address.shown} sends a decompression bomb: {self._inflated:,} bytes that swell past "
                f"{self._max:,}",
                "leave this address out; it is broken or hostile",
                "bomb",
            )
        raise _too_large(self._address, self._max)


# What came back


def _fetched(url: str, address: Address, answer: _Answer, desk: _Desk) -> Fetched:
    asked_if = any(name in CONDITIONAL for name, _ in desk.headers)
    if not (200 <= answer.status < 300 and answer.status != 206) and not (answer.status == 304 and asked_if):
        raise _refusal(address, answer)
    content_type, charset = _content_type(answer.get("content-type") or "")
    return Fetched(
        url=address.url,
        requested_url=url,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        content_type=content_type,
        charset=charset,
    )


def _content_type(value: str) -> tuple[str | None, str | None]:
    essence = value.partition(";")[0].strip().lower()
    charset = re.search(r";\s*charset\s*=\s*[\"']?([A-Za-z0-9._:+\-]{1,40})", value, re.IGNORECASE)
    is_type = re.fullmatch(r"[a-z0-9!#$&^_.+\-]{1,60}/[a-z0-9!#$&^_.+\-]{1,90}", essence)
    return essence if is_type else None, charset[1].lower() if charset else None


_REFUSALS: dict[int, tuple[str, str, str]] = {
    401: (
        "forbidden",
        "asks for a log-in",
        "Kilas reads public pages only; save the page and give Kilas the file",
    ),
    403: (
        "forbidden",
        "does not let Kilas in",
        "ask the publisher, or save the page and give Kilas the file",
    ),
    404: ("not_found", "does not exist", "check the address; the page may have moved"),
    410: ("gone", "was taken away for good", "it will not come back: leave this address out"),
    429: ("rate_limited", "asks Kilas to come less often", "wait {wait} before you try again"),
    451: ("legal", "is withheld for legal reasons", "nothing you can change; look for another source"),
}


def _refusal(address: Address, answer: _Answer) -> SourceError:
    reason, problem, mend = _REFUSALS.get(answer.status, (f"http_{answer.status}", "gives no page", ""))
    if 500 <= answer.status < 600:
        reason, problem, mend = "server_error", "has a fault of its own", "try again {when}"
    wait_s = _retry_after(answer)
    wait = _spelled(wait_s) if wait_s else "a while" if reason == "rate_limited" else "later"
    return SourceError(
        f"{address.shown} {problem} (HTTP {answer.status})",
        mend.format(wait=wait, when=f"in {wait}" if wait_s else wait)
        or "open the address in a browser and see what it says",
        reason,
        wait_s,
    )


def _spelled(seconds: float) -> str:
    """A wait as people say it, and never shorter than it is: "90 minutes"."""
    for size, unit in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{math.ceil(seconds / size)} {unit}"
    return f"{seconds:.0f} {'second' if seconds == 1 else 'seconds'}"


def _retry_after(answer: _Answer) -> float | None:
    """`Retry-After` (RFC 9110, 10.2.3): seconds, or a date, which is set against the server's own clock."""
    value = (answer.get("retry-after") or "").strip()
    if re.fullmatch(r"[0-9]{1,9}", value):
        return float(value)
    try:
        until = parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    try:
        now = parsedate_to_datetime(answer.get("date") or "").timestamp()
    except (ValueError, TypeError, OverflowError):
        now = time.time()
    return max(0.0, until - now)


# Errors


def _named(error: BaseException, address: Address) -> SourceError:
    """A foreign exception as ours: the first cause that says what happened decides."""
    import httpcore2

    causes = list(_causes(error))
    # First of all, for a handshake cut short by the clock carries an SSLWantReadError with it.
    if any(isinstance(cause, (httpcore2.TimeoutException, TimeoutError)) for cause in causes):
        return _timeout(address, "the time allowed")
    for cause in causes:
        if isinstance(cause, ssl.SSLError):
            return _tls_error(cause, address)
        if isinstance(cause, ConnectionRefusedError):
            return SourceError(
                f"{address.origin} refuses connections",
                "check the address; the site may be down, so try again later",
                "refused",
            )
    if isinstance(error, httpcore2.ConnectError):
        return SourceError(
            f"{address.origin} cannot be reached",
            "check the address and your connection; try again later",
            "unreachable",
        )
    if isinstance(error, (httpcore2.ProtocolError, ValueError)):
        return SourceError(
            f"{address.shown} breaks the rules of HTTP, or stops halfway through its answer",
            "try again later; if it stays so, tell the site",
            "bad_response",
        )
    return SourceError(f"{address.shown} broke the connection off", "try again later", "reset")


def _causes(error: BaseException | None) -> Iterable[BaseException]:
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


# OpenSSL's X509_V_ERR numbers, from <openssl/x509_vfy.h>.
_TLS_FAULTS = {
    9: "a certificate that is not valid yet",
    10: "a certificate that has expired",
    18: "a certificate it signed itself",
    19: "a certificate signed by nobody known",
    20: "a certificate signed by nobody known",
    62: "a certificate made for another name",
    64: "a certificate made for another address",
}


def _tls_error(error: ssl.SSLError, address: Address) -> SourceError:
    if isinstance(error, ssl.SSLCertVerificationError):
        shows = _TLS_FAULTS.get(error.verify_code, "a certificate that cannot be trusted")
        return SourceError(
            f"{address.origin} shows {shows}",
            "tell the site; if every site fails so, check this computer's clock and its certificates (SSL_CERT_FILE)",
            "tls",
        )
    return SourceError(
        f"No secure connection to {address.origin} could be made",
        "check that the site answers https at all",
        "tls",
    )


def _timeout(address: Address, limit: str) -> SourceError:
    return SourceError(
        f"{address.shown} took longer than {limit}", "try again later; the site may be overloaded", "timeout"
    )


def _too_large(address: Address, max_bytes: int) -> SourceError:
    return SourceError(
        f"{address.shown} is larger than {max_bytes:,} bytes",
        "give the address of a single article or a smaller feed",
        "too_large",
    )


def _bad_encoding(address: Address, fault: str) -> SourceError:
    return SourceError(
        f"The answer of {address.shown} {fault}",
        "try again later; if it stays so, tell the site",
        "bad_encoding",
    )


def _redirect_loop(first: Address) -> SourceError:
    return SourceError(
        f"{first.shown} redirects in a circle (some sites do so to visitors without cookies)",
        "open it in a browser and give the address it ends at",
        "redirect_loop",
    )


def _too_many_redirects(first: Address, max_redirects: int) -> SourceError:
    return SourceError(
        f"{first.shown} redirects more than {max_redirects} times",
        "open it in a browser and give the address it ends at",
        "too_many_redirects",
    )
