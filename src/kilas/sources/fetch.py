"""The only way to fetch addresses that come from others: feeds, pages, redirects.

Each connection resolves its name once, checks every resolved address, and opens the socket to a checked one. A later
DNS answer cannot change that. No cookies, log-ins or proxies of the environment are used. Responses are measured while
they arrive, so that a malicious server cannot exceed the limits on memory and time.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from kilas.errors import SourceError
from kilas.sources.fetch_call import FetchCall, default_user_agent, fetch_call
from kilas.sources.fetch_redirects import follow
from kilas.sources.fetch_values import DEFAULT_LIMITS, Fetched, FetchRequest, Header, Limits, Resolver
from kilas.sources.network_addresses import Exemption

__all__ = [
    "DEFAULT_LIMITS",
    "FetchRequest",
    "Fetched",
    "Header",
    "Limits",
    "Resolver",
    "default_user_agent",
    "fetch",
    "fetch_many",
    "post",
]

_T = TypeVar("_T")


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
    """GET `url` and follow redirects. Raises SourceError with one of these reasons:

    Not opened: bad_address, bad_scheme, userinfo, blocked_port, blocked_address, bad_header.
    Not reached: dns, dns_down (no name server answers), refused, unreachable, tls, timeout, reset.
    Bad response: bad_response, too_large, bomb, bad_encoding, redirect_loop, too_many_redirects.
    Refused: forbidden (401, 403), not_found (404), gone (410), rate_limited (429), legal (451),
    server_error (5xx), http_NNN (any other).

    `headers` are for conditional requests and similar; they are not sent to another site after a redirect. An error's
    `retry_after_s` is the wait that the server asks for. `user_agent` defaults to `default_user_agent()`. `resolver`
    and `tls` replace those of the system, in tests.
    """
    call = fetch_call(limits, allow, user_agent, headers, resolver, tls)
    return _run(lambda: follow(FetchRequest(url=url), call))


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
    """POST a form (`urllib.parse.urlencode(…).encode()`) to `url`, with the checks and errors of `fetch`.

    Redirects are followed only if they repeat the form (307, 308), and never from https to http.
    """
    call = fetch_call(limits, allow, user_agent, (), resolver, tls)
    return _run(lambda: follow(FetchRequest(url=url, form=form), call))


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
    """Fetch concurrently: at most `concurrency` at once, one connection per host. Results are in the order of `urls`.

    An error that `fetch` would raise is returned in place of the response. Headers of a `FetchRequest` are sent in
    addition to `headers`. Requests to one host start at least `pace_s` seconds apart.
    """
    call = fetch_call(limits, allow, user_agent, headers, resolver, tls, concurrency, pace_s)
    return _run(lambda: _fetch_all(tuple(urls), call))


def _run(main: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
    """Run `main` in this thread; in a new thread if this one already runs an event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(main())
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(main())).result()


async def _fetch_all(
    urls: tuple[str | FetchRequest, ...], call: FetchCall
) -> tuple[Fetched | SourceError, ...]:
    return tuple(await asyncio.gather(*(_fetch_or_error(url, call) for url in urls)))


async def _fetch_or_error(url: str | FetchRequest, call: FetchCall) -> Fetched | SourceError:
    try:
        return await follow(FetchRequest(url=url) if isinstance(url, str) else url, call)
    except SourceError as error:
        return error
