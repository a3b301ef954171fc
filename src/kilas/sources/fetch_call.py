"""The state shared by all fetches of one call: limits, headers, host queues, state of the name server."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata

from kilas.errors import SourceError
from kilas.sources.fetch_values import Header, Limits, Resolver
from kilas.sources.network_addresses import Exemption

_OURS = (  # headers that only Kilas sets
    "host",
    "connection",
    "accept-encoding",
    "user-agent",
    "content-length",
    "transfer-encoding",
    "te",
    "upgrade",
)


class HostTurns:
    """Queue of one host: one connection at a time, with a pause between."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.next_at = 0.0  # earliest start of the next request, by the event loop's clock


class NameServer:
    """State of the name server."""

    def __init__(self) -> None:
        self.unanswered = 0  # lookups in a row without an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchCall:
    """Settings and state shared by all fetches of one call."""

    limits: Limits
    allow: tuple[Exemption, ...]
    user_agent: str
    headers: tuple[Header, ...]
    resolver: Resolver
    tls: Callable[[], ssl.SSLContext]  # called for the first https address; creating a context takes 30 ms
    seats: asyncio.Semaphore  # limits concurrent requests
    pace_s: float  # minimum seconds between starts of requests to one host
    hosts: dict[str, HostTurns] = field(default_factory=dict)
    names: NameServer = field(default_factory=NameServer)


def fetch_call(
    limits: Limits,
    allow: Sequence[Exemption],
    user_agent: str | None,
    headers: Iterable[Header],
    resolver: Resolver | None,
    tls: ssl.SSLContext | None,
    concurrency: int = 1,
    pace_s: float = 0.0,
) -> FetchCall:
    """Return the call for these arguments of `fetch`. SourceError for an invalid header."""
    if tls is not None and (tls.verify_mode != ssl.CERT_REQUIRED or not tls.check_hostname):
        raise ValueError("the TLS context must verify certificates and names")
    return FetchCall(
        limits=limits,
        allow=tuple(allow),
        user_agent=check_value("user-agent", user_agent or default_user_agent()),
        headers=tuple(check_header(name, value) for name, value in headers),
        resolver=resolver or _system_resolver,
        tls=cache(_system_tls if tls is None else lambda: tls),
        seats=asyncio.Semaphore(concurrency),
        pace_s=pace_s,
    )


def default_user_agent(version: str | None = None) -> str:
    """Return the product name with version and contact: `Kilas/1.2.3 (+https://github.com/kilas-news/kilas)`."""
    return f"Kilas/{version or metadata.version('kilas')} (+https://github.com/kilas-news/kilas)"


def check_header(name: str, value: str) -> Header:
    """Validate a header of the caller. Its value often comes from a server (an ETag), so it is untrusted."""
    if name.lower() in _OURS or not re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", name):
        raise _bad_header(name)
    return name.lower(), check_value(name, value)


def check_value(name: str, value: str) -> str:
    """Return `value` without outer spaces. SourceError for control characters."""
    if not re.fullmatch(r"[\t\x20-\x7e\x80-\xff]*", value):
        raise _bad_header(name)
    return value.strip()


def _bad_header(name: str) -> SourceError:
    return SourceError(
        f"The request header {name[:40]!r} cannot be sent", "remove it, or correct its value", "bad_header"
    )


def _system_tls() -> ssl.SSLContext:
    import httpcore2

    return httpcore2.default_ssl_context()


def _system_resolver(host: str, port: int) -> list[str]:
    return [str(answer[4][0]) for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
