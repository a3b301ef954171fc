"""Names looked up: the addresses behind a name, while a name server answers at all."""

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

# Names in a row that no name server answered for, before we stop asking for the rest of a call: it is down, or we are
# offline, and 10,000 waits of 10 seconds help nobody.
MAX_UNANSWERED = 32


async def look_up(address: Address, call: FetchCall) -> list[IPAddress]:
    """The addresses behind the name of `address`, unjudged. SourceError when nothing usable is answered."""
    if address.ip is not None:
        return [address.ip]
    if call.names.unanswered >= MAX_UNANSWERED:
        raise _no_name_server(address)
    try:
        async with asyncio.timeout(call.limits.connect_timeout_s):
            answers = await _in_thread(lambda: list(call.resolver(address.host, address.port)))
    except TimeoutError as error:
        call.names.unanswered += 1
        raise timed_out(address, "the time allowed for looking up its name") from error
    except (OSError, UnicodeError) as error:  # socket.gaierror is an OSError
        if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
            call.names.unanswered += 1  # of this name, or of all: only a row of them tells
        raise SourceError(
            f"The name {address.host!r} cannot be looked up",
            "check the spelling of the name, and whether this computer is online",
            "dns",
        ) from error
    call.names.unanswered = 0
    return [_known_ip(answer, address) for answer in answers]


def _no_name_server(address: Address) -> SourceError:
    return SourceError(
        f"No name server responds, so the name {address.host!r} could not be looked up",
        "check whether this computer is online and which name server it uses",
        "dns_down",
    )


def _known_ip(answer: str, address: Address) -> IPAddress:
    ip = parse_ip(answer)
    if ip is None:
        raise SourceError(
            f"The name server returned an invalid address for {address.host!r}", "try again later", "dns"
        )
    return ip


def _in_thread(work: Callable[[], _T]) -> Awaitable[_T]:
    """The result of `work` from a thread nobody waits for: asyncio's own pool would hold us past the deadline."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[_T] = loop.create_future()

    def deliver(settle: Callable[[], None]) -> None:
        if not future.done():
            settle()

    def target() -> None:
        settle: Callable[[], None]
        try:
            settle = partial(future.set_result, work())
        except Exception as error:  # carried over to the waiting side, which tells ours from foreign
            settle = partial(future.set_exception, error)
        try:
            loop.call_soon_threadsafe(deliver, settle)
        except RuntimeError:  # the deadline passed and the loop is closed: nobody is waiting any more
            return

    threading.Thread(target=target, name="kilas-resolve", daemon=True).start()
    return future
