"""Turns an HTTP response into a page or an error, by its status."""

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
    """A response as received, its body decoded."""

    status: int
    headers: tuple[Header, ...]
    body: bytes = b""

    def get(self, name: str) -> str | None:
        """Return the first header called `name` (lower case)."""
        return next((value for key, value in self.headers if key == name), None)


def fetched(url: str, address: Address, answer: RawAnswer, call: FetchCall) -> Fetched:
    """Return the page in `answer`. SourceError for a status without one; 304 passes if the request was conditional."""
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


# By status: the reason, the problem and the next step.
REFUSALS: dict[int, tuple[str, str, str]] = {
    401: (
        "forbidden",
        "requires a log-in",
        "save the page and give Kilas the file; Kilas itself reads only public pages",
    ),
    403: (
        "forbidden",
        "refuses access to Kilas",
        "ask the publisher, or save the page and give Kilas the file",
    ),
    404: ("not_found", "does not exist", "check the address; the page may have moved"),
    410: ("gone", "was removed permanently", "remove this address"),
    429: ("rate_limited", "asks for fewer requests", "wait {wait} before you try again"),
    451: ("legal", "is unavailable for legal reasons", "use another source; this cannot be changed"),
}


def refusal(address: Address, answer: RawAnswer) -> SourceError:
    """Return the error for the status of `answer`."""
    reason, problem, mend = REFUSALS.get(answer.status, (f"http_{answer.status}", "returned no page", ""))
    if 500 <= answer.status < 600:
        reason, problem, mend = "server_error", "failed with a server error", "try again {when}"
    wait_s = _retry_after(answer)
    wait = _spelled(wait_s) if wait_s else "a while" if reason == "rate_limited" else "later"
    return SourceError(
        f"{address.shown} {problem} (HTTP {answer.status})",
        mend.format(wait=wait, when=f"in {wait}" if wait_s else wait)
        or "open the address in a browser to see its message",
        reason,
        wait_s,
    )


def _spelled(seconds: float) -> str:
    """Format a wait in words, rounded up: "90 minutes"."""
    for size, unit in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{math.ceil(seconds / size)} {unit}"
    return f"{seconds:.0f} {'second' if seconds == 1 else 'seconds'}"


def _retry_after(answer: RawAnswer) -> float | None:
    """Return the `Retry-After` wait in seconds (RFC 9110, 10.2.3). A date is compared with the server's own clock."""
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
