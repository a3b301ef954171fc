"""Requests and replies of the site, independent of any web framework."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
XML = "application/xml; charset=utf-8"
JSON = "application/json"

# A page taken down must leave every cache within minutes, so stale copies are served only that long.
PAGE_CACHE = "public, max-age=60, s-maxage=60, stale-while-revalidate=600"
SEARCH_CACHE = "private, max-age=60"
NO_CACHE = "no-store"
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    path: str  # decoded, with its leading slash
    method: str = "GET"
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""
    client: str = ""  # the reader's network address

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    status: int = 200
    media_type: str = HTML
    body: bytes = b""
    cache: str = PAGE_CACHE
    policy: str = "default-src 'none'; frame-ancestors 'none'"  # for replies that are not pages
    headers: Mapping[str, str] = field(default_factory=dict)  # in addition to the standard headers
    etag: str = ""

    @property
    def is_cacheable(self) -> bool:
        return self.status == 200 and self.cache != NO_CACHE


def moved(location: str, status: int = 301, cache: str = PAGE_CACHE) -> Reply:
    return Reply(status=status, media_type=TEXT, cache=cache, headers={"Location": location})


def with_etag(reply: Reply, if_none_match: str) -> Reply:
    """The reply with its ETag, or 304 if the reader has this version.

    The ETag is weak, because a proxy may compress: the same text, not the same bytes (RFC 9110, 8.8.1).
    """
    if not reply.is_cacheable:
        return reply
    etag = f'W/"{hashlib.sha256(reply.body).hexdigest()[:32]}"'
    if _matches(if_none_match, etag):
        return replace(reply, status=304, body=b"", etag=etag)
    return replace(reply, etag=etag)


def _matches(if_none_match: str, etag: str) -> bool:
    opaque = etag.removeprefix("W/")
    given = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    return opaque in given or given == ["*"]


def standing_headers(reply: Reply, *, is_secure: bool) -> dict[str, str]:
    """All headers of the reply: type, caching and browser policies."""
    found = {
        "Content-Type": reply.media_type,
        "Cache-Control": reply.cache,
        "Content-Security-Policy": reply.policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": _PERMISSIONS,
    }
    if is_secure:
        found["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    if reply.etag:
        found["ETag"] = reply.etag
    return found | dict(reply.headers)


_PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in "accelerometer browsing-topics camera display-capture geolocation gyroscope magnetometer microphone midi payment usb".split()
)
