"""Resolves host names, until the name server stops answering."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from kilas.errors import SourceError
from kilas.sources.fetch_call import FetchCall
from kilas.sources.fetch_errors import timed_out
from kilas.sources.network_addresses import Address, IPAddress, parse_ip

_T = TypeVar("_T")

# After so many names in a row without an answer, a call resolves no more names: the name server is down, or we are
# offline. Without this limit, 10,000 names could each wait 10 seconds.
MAX_UNANSWERED = 32


async def look_up(address: Address, call: FetchCall) -> list[IPAddress]:
    """Resolve the host of `address`; the results are not checked. SourceError `dns`, `dns_down` or `timeout`."""
    if address.ip is not None:
        return [address.ip]
    if call.names.unanswered >= MAX_UNANSWERED:
        raise _no_name_server(address)
    try:
        async with asyncio.timeout(call.limits.connect_timeout_s):
            answers = await _in_thread(lambda: list(call.resolver(address.host, address.port)))
    except TimeoutError as error:
        call.names.unanswered += 1
        raise timed_out(address, "the time limit for the name lookup") from error
    except (OSError, UnicodeError) as error:  # socket.gaierror is an OSError
        if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
            call.names.unanswered += 1  # of this name or of all names; several in a row mean all
        raise SourceError(
            f"The name {address.host!r} cannot be resolved",
            "check the spelling, and check that this computer is online",
            "dns",
        ) from error
    call.names.unanswered = 0
    return [_known_ip(answer, address) for answer in answers]


def _no_name_server(address: Address) -> SourceError:
    return SourceError(
        f"No name server answers, so {address.host!r} was not resolved",
        "check that this computer is online, and which name server it uses",
        "dns_down",
    )


def _known_ip(answer: str, address: Address) -> IPAddress:
    ip = parse_ip(answer)
    if ip is None:
        raise SourceError(
            f"The name {address.host!r} resolves to an invalid address", "try again later", "dns"
        )
    return ip


def _in_thread(work: Callable[[], _T]) -> Awaitable[_T]:
    """Run `work` in a daemon thread. asyncio's own pool would wait for it past the deadline."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[_T] = loop.create_future()

    def deliver(settle: Callable[[], None]) -> None:
        if not future.done():
            settle()

    def target() -> None:
        settle: Callable[[], None]
        try:
            settle = partial(future.set_result, work())
        except Exception as error:  # passed to the caller, who handles it
            settle = partial(future.set_exception, error)
        try:
            loop.call_soon_threadsafe(deliver, settle)
        except RuntimeError:  # the deadline passed and the loop is closed
            return

    threading.Thread(target=target, name="kilas-resolve", daemon=True).start()
    return future
