"""Input, limits and result of a fetch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Header = tuple[str, str]
Resolver = Callable[
    [str, int], Iterable[str]
]  # from name and port to IP addresses as text; may block, so it runs in a thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of one fetch with its redirects. Sizes are for each response."""

    max_bytes: int = 5_000_000  # decoded body
    max_wire_bytes: int = 12_000_000  # body as sent, with framing
    max_header_bytes: int = 65_536  # status lines and headers, with 1xx responses
    max_redirects: int = 5
    timeout_s: float = 30.0  # for all redirects together; waiting for our own turn does not count
    connect_timeout_s: float = 10.0  # for name lookup, TCP and TLS each
    read_timeout_s: float = 15.0  # without any data


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A complete, decoded response: 2xx, or 304 to a conditional request."""

    url: str  # final address, after redirects
    requested_url: str  # as given
    status: int
    headers: tuple[Header, ...]  # in the order received, names in lower case
    body: bytes  # decoded, at most `Limits.max_bytes`
    content_type: str | None  # "text/html": without parameters, lower case
    charset: str | None  # from the Content-Type header, lower case
    moved_to: str | None = None  # new permanent address: the end of the permanent redirects at the start

    def header(self, name: str) -> str | None:
        """Return the first header called `name` (lower case)."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """An address with its own headers, such as an ETag."""

    url: str
    headers: tuple[Header, ...] = ()
    form: bytes | None = None  # sent as POST, application/x-www-form-urlencoded; None: GET
