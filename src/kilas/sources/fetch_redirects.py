"""Follows the redirects of one fetch; takes turns with other requests to the same host."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from kilas.errors import SourceError
from kilas.sources.fetch_answer import RawAnswer, fetched, refusal
from kilas.sources.fetch_call import FetchCall, HostTurns, check_header
from kilas.sources.fetch_connection import exchange
from kilas.sources.fetch_errors import redirect_loop, timed_out, too_many_redirects
from kilas.sources.fetch_values import Fetched, FetchRequest, Limits
from kilas.sources.network_addresses import Address, parse_address

_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_REPEATED = (307, 308)  # these repeat a POST


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """Redirects followed so far."""

    first: Address
    here: Address
    seen: frozenset[str]  # addresses visited, with this one
    moved_to: str | None = None  # end of the permanent redirects at the start
    is_moving: bool = True  # True while all redirects were permanent


async def follow(request: FetchRequest, call: FetchCall) -> Fetched:
    """Follow the redirects of `request` and return the final response, all within the time of one fetch."""
    if request.headers:
        own = (check_header(name, value) for name, value in request.headers)
        call = replace(call, headers=(*call.headers, *own))
    first = parse_address(request.url)
    way = _Way(first=first, here=first, seen=frozenset((first.url,)))
    left_s = call.limits.timeout_s
    while True:
        answer, spent_s = await _asked(way, request, left_s, call)
        left_s -= spent_s
        location = _location(answer, request)
        if location is None:
            return replace(fetched(request.url, way.here, answer, call), moved_to=way.moved_to)
        way = _next(way, answer, location, request, call.limits)


async def _asked(way: _Way, request: FetchRequest, left_s: float, call: FetchCall) -> tuple[RawAnswer, float]:
    try:
        return await _take_turn(way.here, way.first, request.form, left_s, call)
    except SourceError as error:
        if way.here is way.first:
            raise
        raise _after_redirect(error, way.first) from error


def _location(answer: RawAnswer, request: FetchRequest) -> str | None:
    """Return the target of a redirect that we follow; None for any other response."""
    followed = _REDIRECTS if request.form is None else _REPEATED
    return answer.get("location") if answer.status in followed else None


def _next(way: _Way, answer: RawAnswer, location: str, request: FetchRequest, limits: Limits) -> _Way:
    """Return the state after one more redirect. SourceError if it may not be followed."""
    to = _redirected(way.here, location)
    is_downgrade = way.here.scheme == "https" and to.scheme == "http"
    if is_downgrade and request.form is not None:
        raise refusal(way.here, answer)
    _check_count(way, to, limits)
    is_moving = way.is_moving and answer.status in _PERMANENT and not is_downgrade
    return _Way(
        first=way.first,
        here=to,
        seen=way.seen | {to.url},
        moved_to=to.url if is_moving else way.moved_to,
        is_moving=is_moving,
    )


def _check_count(way: _Way, to: Address, limits: Limits) -> None:
    if to.url in way.seen:
        raise redirect_loop(way.first)
    if len(way.seen) > limits.max_redirects:
        raise too_many_redirects(way.first, limits.max_redirects)


def _redirected(address: Address, location: str) -> Address:
    try:
        return parse_address(location, base=address)
    except SourceError as error:
        raise SourceError(
            f"{address.shown} redirects to an address that Kilas does not open. {error.problem}",
            "open the page in a browser and give the final address",
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
    address: Address, first: Address, form: bytes | None, left_s: float, call: FetchCall
) -> tuple[RawAnswer, float]:
    """Send one request when its host and a seat are free. Return the response and the seconds used."""
    clock = asyncio.get_running_loop().time
    turns = call.hosts.get(address.host) or call.hosts.setdefault(address.host, HostTurns())
    # Host first, then seat: waiting for a slow host must not occupy a seat.
    async with turns.lock:
        if call.pace_s and turns.next_at > clock():
            await asyncio.sleep(turns.next_at - clock())
        async with call.seats:
            began = clock()
            turns.next_at = began + call.pace_s
            try:
                async with asyncio.timeout(left_s):
                    answer = await exchange(address, first, form, call)
            except TimeoutError as error:
                raise timed_out(address, f"{call.limits.timeout_s:g} seconds") from error
            return answer, clock() - began
