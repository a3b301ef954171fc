"""What an answer means: a page, or the refusal its status stands for."""

from __future__ import annotations

import math
import re
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from kilas.errors import SourceError
from kilas.sources.fetch_call import FetchCall
from kilas.sources.fetch_values import Fetched, Header
from kilas.sources.network_addresses import Address

_CONDITIONAL = ("if-none-match", "if-modified-since")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawAnswer:
    status: int
    headers: tuple[Header, ...]
    body: bytes = b""

    def get(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name), None)


def fetched(url: str, address: Address, answer: RawAnswer, call: FetchCall) -> Fetched:
    asked_if = any(name in _CONDITIONAL for name, _ in call.headers)
    if not (200 <= answer.status < 300 and answer.status != 206) and not (answer.status == 304 and asked_if):
        raise refusal(address, answer)
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


REFUSALS: dict[int, tuple[str, str, str]] = {
    401: (
        "forbidden",
        "requires a log-in",
        "Kilas reads public pages only; save the page and give Kilas the file",
    ),
    403: (
        "forbidden",
        "denies access to Kilas",
        "ask the publisher, or save the page and give Kilas the file",
    ),
    404: ("not_found", "does not exist", "check the address; the page may have moved"),
    410: ("gone", "was removed permanently", "leave this address out"),
    429: ("rate_limited", "asks Kilas to send fewer requests", "wait {wait} before you try again"),
    451: ("legal", "is blocked for legal reasons", "look for another source"),
}


def refusal(address: Address, answer: RawAnswer) -> SourceError:
    reason, problem, mend = REFUSALS.get(answer.status, (f"http_{answer.status}", "returned no page", ""))
    if 500 <= answer.status < 600:
        reason, problem, mend = "server_error", "has a server error", "try again {when}"
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


def _retry_after(answer: RawAnswer) -> float | None:
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
