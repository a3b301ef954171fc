"""Decides by robots.txt (RFC 9309, with Crawl-delay and Sitemap) if and how often Kilas may fetch an address.

Pure: the caller fetches `address(url)` with `LIMITS`, keeps the result of `answer` for `KEEP_S`, and passes it to
`allows`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from kilas.core.reasons import http_status, of
from kilas.core.text.charset import decode
from kilas.errors import SourceError
from kilas.sources.fetch import Fetched, Limits
from kilas.sources.network_addresses import Address, parse_address

AGENT = "Kilas"  # the product token of RFC 9309, 2.2.1, without a version
MAX_BYTES = 512_000  # 500 KiB (RFC 9309, 2.5); the rest is ignored
KEEP_S = 86_400.0  # a copy is used for one day at most (2.4)
MAX_CRAWL_DELAY_S = 30.0  # longer delays are shortened to this
# Five redirects are followed, also to other hosts (2.3.1.2).
LIMITS = Limits(max_bytes=2_000_000, timeout_s=20.0)
_AGENT_LINE = re.compile(r"[ \t\ufeff]*+user[- ]?agent(?:\s*+:|\s)\s*+([^#\r\n]*+)", re.IGNORECASE)
_GONE = frozenset(("not_found", "gone", "forbidden", "legal"))
Outcome = Literal[
    "no_rules", "allowed", "forbidden", "unknown"
]  # "unknown": the rules are unavailable at present
_WORDS: dict[Outcome, str] = {
    "no_rules": "no robots.txt",
    "allowed": "allowed",
    "forbidden": "robots.txt forbids it",
    "unknown": of("robots_fault").seen,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsDecision:
    """Permission to fetch an address, with its reason."""

    outcome: Outcome
    crawl_delay_s: float | None = None  # between two requests to the site, at most `MAX_CRAWL_DELAY_S`

    @property
    def is_allowed(self) -> bool:
        return self.outcome in ("no_rules", "allowed")

    @property
    def reason(self) -> str:
        """The outcome in words."""
        return _WORDS[self.outcome]


def address(url: str) -> str:
    """Return the address of the robots.txt for `url`."""
    return f"{parse_address(url).origin}/robots.txt"


def answer(got: Fetched | SourceError) -> tuple[str | None, int]:
    """Return the part of a response to keep: the rules and 200, or None and the status that explains their absence.

    4xx means that there are no rules (2.3.1.3). 5xx and every other failure mean that nothing may be fetched until
    the rules are available (2.3.1.4); this function returns 503 for all of them.
    """
    if isinstance(got, Fetched):
        return decode(got.body[:MAX_BYTES], is_xml=True)[0][:MAX_BYTES], 200
    if got.reason in _GONE or 400 <= (http_status(got.reason) or 0) < 500:
        return None, 404
    if got.reason in ("too_large", "redirect_loop", "too_many_redirects"):
        return None, 404  # unavailable after five redirects (2.3.1.2); a huge file is not a robots.txt
    return None, 503


def allows(text: str | None, url: str, *, status: int = 200, agent: str = AGENT) -> RobotsDecision:
    """Decide if `agent` may fetch `url`. `text` and `status` come from `answer`."""
    if text is None:
        if 500 <= status < 600 or status == 429:
            return RobotsDecision(outcome="unknown")
        return RobotsDecision(outcome="no_rules")
    rules = _rules(text, agent)
    delay = rules.crawl_delay(agent)
    return RobotsDecision(
        outcome="allowed" if rules.can_fetch(url, agent) else "forbidden",
        crawl_delay_s=min(delay, MAX_CRAWL_DELAY_S) if delay else None,
    )


def sitemaps(text: str, url: str) -> tuple[str, ...]:
    """Return the sitemaps that a robots.txt at `url` names: news sitemaps first, otherwise in its order."""
    base: Address = parse_address(url)
    found: list[str] = []
    for place in list(_rules(text, AGENT).sitemaps)[:1_000]:
        try:
            found.append(parse_address(place, base=base).url)
        except SourceError:
            continue
    return tuple(sorted(dict.fromkeys(found), key=lambda place: "news" not in place.lower()))


@lru_cache(64)
def _rules(text: str, agent: str) -> Any:
    """Parse the rules. Cached, because they are needed for every article of a site."""
    from protego import Protego

    return Protego.parse("\n".join(_for_us(line, agent.lower()) for line in text[:MAX_BYTES].splitlines()))


def _for_us(line: str, agent: str) -> str:
    """Merge all other agents into one: rules are stored for each agent of a group; 10,000 of each would be 10⁸."""
    found = _AGENT_LINE.match(line)
    if found is None:
        return line
    name = found[1].strip().lower()
    return line if name == "*" or (name.replace("*", "") or "*") in agent else "User-agent: another"
