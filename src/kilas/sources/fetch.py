"""The one door to the network for addresses that other people gave us: feeds, pages, redirects.

Every connection resolves its name once, judges every answer, and opens the socket to a judged address, so no
later answer of the name server can move it. Nothing of ours is sent along: no cookies, no log-in, no proxy of
the environment. What comes back is counted while it comes, so that a hostile server can cost us neither memory
nor more time than the limits say.
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
    """POST a form (`urllib.parse.urlencode(…).encode()`) to `url`, as carefully as `fetch` gets a page.

    Only redirects that ask for the form again (307, 308) are followed, and none from https to http.
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
    """Fetch side by side, at most `concurrency` at once and one connection per host; answers in the order of `urls`.

    What `fetch` would raise for an address stands in its place. A `FetchRequest` has its headers beside those of all.
    Requests to one host of this call begin at least `pace_s` seconds apart.
    """
    call = fetch_call(limits, allow, user_agent, headers, resolver, tls, concurrency, pace_s)
    return _run(lambda: _fetch_all(tuple(urls), call))


def _run(main: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
    """Run to the end in this thread or, where a loop is already at work in it, in one of our own."""
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
