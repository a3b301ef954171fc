"""May Kilas fetch this address, and how often? robots.txt as RFC 9309 reads it, with Crawl-delay and Sitemap.

Pure: the caller fetches `address(url)` with `LIMITS`, keeps the answer for `KEEP_S`, and gives it back here.
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
MAX_BYTES = 512_000  # 500 KiB (RFC 9309, 2.5): what lies beyond is not read
KEEP_S = 86_400.0  # 2.4: no copy is used for longer than a day
MAX_CRAWL_DELAY_S = 30.0  # a site that asks for more is asked every 30 seconds
# Fetched like a page; five redirects are followed, to other hosts, too (2.3.1.2).
LIMITS = Limits(max_bytes=2_000_000, timeout_s=20.0)
_AGENT_LINE = re.compile(r"[ \t\ufeff]*+user[- ]?agent(?:\s*+:|\s)\s*+([^#\r\n]*+)", re.IGNORECASE)
_GONE = frozenset(("not_found", "gone", "forbidden", "legal"))
Outcome = Literal["no_rules", "allowed", "forbidden", "unknown"]  # "unknown": its rules cannot be had now
_WORDS: dict[Outcome, str] = {
    "no_rules": "no robots.txt",
    "allowed": "allowed",
    "forbidden": "robots.txt forbids it",
    "unknown": of("robots_fault").seen,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsDecision:
    """Whether an address may be fetched, and why."""

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
    """Where the robots.txt that rules `url` lies."""
    return f"{parse_address(url).origin}/robots.txt"


def answer(got: Fetched | SourceError) -> tuple[str | None, int]:
    """What to keep of the answer: the rules as text and 200, or None and the status that says why there are none.

    4xx means that there are no rules (2.3.1.3); 5xx, and everything that kept us from an answer, that nothing may be
    fetched until there are (2.3.1.4), which stands here as 503.
    """
    if isinstance(got, Fetched):
        return decode(got.body[:MAX_BYTES], is_xml=True)[0][:MAX_BYTES], 200
    if got.reason in _GONE or 400 <= (http_status(got.reason) or 0) < 500:
        return None, 404
    if got.reason in ("too_large", "redirect_loop", "too_many_redirects"):
        return None, 404  # 2.3.1.2: after five redirects it counts as unavailable; a giant is no robots.txt
    return None, 503


def allows(text: str | None, url: str, *, status: int = 200, agent: str = AGENT) -> RobotsDecision:
    """Whether `agent` may fetch `url`; `text` and `status` as `answer` gave them."""
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
    """The sitemaps a robots.txt names, in its order; `url` is where it lies. News sitemaps come first."""
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
    """A pure function of its arguments, kept because one site's rules are asked for every article of it."""
    from protego import Protego

    return Protego.parse("\n".join(_for_us(line, agent.lower()) for line in text[:MAX_BYTES].splitlines()))


def _for_us(line: str, agent: str) -> str:
    """All other agents become one: rules are kept for each agent of a group, and 10,000 of each would be 10⁸."""
    found = _AGENT_LINE.match(line)
    if found is None:
        return line
    name = found[1].strip().lower()
    return line if name == "*" or (name.replace("*", "") or "*") in agent else "User-agent: another"
