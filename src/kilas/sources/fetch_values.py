"""What a fetch is asked, what it may cost, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Header = tuple[str, str]
Resolver = Callable[
    [str, int], Iterable[str]
]  # name and port → addresses as text; may block, runs in a thread


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
