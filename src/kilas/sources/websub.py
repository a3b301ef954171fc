"""WebSub (W3C Recommendation, 2018): a hub notifies us when a feed changes, and notifies others of our feeds.

Pure, except `subscribe` and `publish`. The steps:

1. A poll finds a hub (`hub_of`). `subscribe` asks it to push to `callback`, an address of ours that cannot be guessed.
   This needs a site that is reachable from outside (`can_be_pushed`).
2. The hub verifies the request (GET). `answer_verification` echoes its challenge if we made the request, and returns
   the lease. During the lease `poll_schedule.next_poll` polls less often (`pushed_until`). Renew it after `RENEW_AFTER`
   of the lease by subscribing again.
3. The hub pushes (POST). A push that passes `is_genuine` makes the feed due. Others get the same response and are
   dropped, so that a forger learns nothing (8.1). The content of a push is not read: the feed is polled at its own address. A lost push
   does no harm, because polling continues.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import ssl
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from kilas.core.entry import ParsedFeed
from kilas.errors import SourceError
from kilas.sources.fetch import DEFAULT_LIMITS, Limits, Resolver, post
from kilas.sources.network_addresses import Exemption, closed_block, parse_address

LEASE_S = 864_000  # requested lease: ten days, usual for hubs
MIN_LEASE_S, MAX_LEASE_S = 300.0, 2_592_000.0  # bounds of an accepted lease
RENEW_AFTER = 0.8  # share of the lease
_AT_HOME = (
    ".localhost",
    ".local",
    ".localdomain",
    ".internal",
    ".lan",
    ".home.arpa",
)  # endings of names that are never public
METHODS = ("sha512", "sha384", "sha256", "sha1")  # of X-Hub-Signature; sha1 is weak, but hubs still use it
_LINK = re.compile(
    r"""<([^<>]{1,2000})>((?:\s*;\s*[a-z*]+\s*=\s*(?:"[^"]{0,500}"|[^\s;,"]{1,500}))*)""", re.IGNORECASE
)
_REL = re.compile(r"""rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class HubLink:
    """A hub and the feed to subscribe to."""

    url: str  # of the hub
    topic: str  # the feed's address as the hub knows it


@dataclass(frozen=True, slots=True, kw_only=True)
class HubAnswer:
    """Response to a hub's verification request, and its result."""

    status: int
    body: str = ""
    event: Literal["subscribed", "unsubscribed", "denied", "refused"] = "refused"
    lease_s: float = 0.0  # if subscribed


def hub_of(feed: ParsedFeed, url: str, headers: Iterable[tuple[str, str]] = ()) -> HubLink | None:
    """Return the hub of `feed`, fetched from `url`. HTTP `Link` headers take precedence over its elements (4)."""
    links = {"hub": feed.hub, "self": feed.topic, **_links(headers, url)}
    return HubLink(url=links["hub"], topic=links["self"] or url) if links["hub"] else None


def can_be_pushed(base_url: str, allow: Sequence[Exemption] = ()) -> bool:
    """True when hubs may reach a site at `base_url`: a public address or name, or one that `allow` opens."""
    try:
        address = parse_address(base_url)
    except SourceError:
        return False
    host, ip = address.host, address.ip
    if ip is not None:
        return closed_block(ip) is None or any(one.covers(host, ip, address.port) for one in allow)
    is_open = any((one.place, one.port) == (host, address.port) for one in allow)
    return is_open or ("." in host and not host.endswith(_AT_HOME))


def callback(base_url: str, feed_id: str, token: str) -> str:
    """Return the address that the hub of a feed pushes to."""
    return f"{base_url}/websub/{feed_id}/{token}"


def subscribe(
    hub: HubLink,
    callback: str,
    secret: str,
    *,
    mode: Literal["subscribe", "unsubscribe"] = "subscribe",
    limits: Limits = DEFAULT_LIMITS,
    allow: Sequence[Exemption] = (),
    resolver: Resolver | None = None,
    tls: ssl.SSLContext | None = None,
) -> None:
    """Ask `hub` to push to `callback`; the hub then verifies this. SourceError if it refuses immediately."""
    form = request_form(hub, callback, secret, mode)
    post(hub.url, form, limits=limits, allow=allow, resolver=resolver, tls=tls)


def publish(
    hub: str,
    topics: Sequence[str],
    *,
    limits: Limits = DEFAULT_LIMITS,
    allow: Sequence[Exemption] = (),
    resolver: Resolver | None = None,
    tls: ssl.SSLContext | None = None,
) -> None:
    """Notify `hub` that our feeds at `topics` have changed. SourceError if this fails.

    WebSub leaves the format to hub and publisher (7); hubs accept that of its predecessor (PubSubHubbub 0.3, 7.1).
    """
    form = urlencode([("hub.mode", "publish"), *(("hub.url", topic) for topic in topics)]).encode("ascii")
    post(hub, form, limits=limits, allow=allow, resolver=resolver, tls=tls)


def request_form(hub: HubLink, callback: str, secret: str, mode: str = "subscribe") -> bytes:
    """Return the body of a subscription request (5.1)."""
    fields = {"hub.callback": callback, "hub.mode": mode, "hub.topic": hub.topic}
    if mode == "subscribe":
        fields |= {"hub.lease_seconds": str(LEASE_S)}
        # A secret must not be sent unencrypted (5.1). Without one, forged pushes cannot be detected.
        fields |= {"hub.secret": secret} if _keeps_secrets(hub.url) else {}
    return urlencode(fields).encode("ascii")


def answer_verification(
    query: Mapping[str, str], topic: str, wanted: Literal["subscribe", "unsubscribe"] | None
) -> HubAnswer:
    """Return the response to a hub that verifies our request (5.3) or denies it (5.2).

    `topic` is the topic that we sent, `wanted` our last request; None if there was none.
    """
    mode, named = query.get("hub.mode", ""), query.get("hub.topic", "")
    challenge = query.get("hub.challenge", "")
    if named != topic:
        return HubAnswer(status=404, body="no such subscription")
    if mode == "denied":
        return HubAnswer(status=200, event="denied")
    if wanted is None or mode != wanted or not 0 < len(challenge) <= 1_000:
        return HubAnswer(status=404, body="no such subscription")
    if mode == "unsubscribe":
        return HubAnswer(status=200, body=challenge, event="unsubscribed")
    said = query.get("hub.lease_seconds", "")
    lease_s = float(said[:9]) if re.fullmatch(r"[0-9]+", said) else float(LEASE_S)
    lease_s = min(max(lease_s, MIN_LEASE_S), MAX_LEASE_S)
    return HubAnswer(status=200, body=challenge, event="subscribed", lease_s=lease_s)


def is_genuine(signature: str | None, body: bytes, secret: str, hub: str) -> bool:
    """True when a push is genuine. A hub on https must sign it with our secret; others know only the secret callback
    address, which is enough for them."""
    return is_authentic(signature, body, secret) if _keeps_secrets(hub) else True


def is_authentic(signature: str | None, body: bytes, secret: str) -> bool:
    """True when `X-Hub-Signature` (`method=hex`, 8) is the signature of `body` with our secret; False without header."""
    method, _, given = (signature or "").strip().partition("=")
    if method.lower() not in METHODS:
        return False
    right = hmac.new(secret.encode("ascii"), body, getattr(hashlib, method.lower())).hexdigest()
    return hmac.compare_digest(right.encode("ascii"), given.strip().lower().encode("utf-8", "replace"))


def _keeps_secrets(hub: str) -> bool:
    return hub.startswith("https:")


def _links(headers: Iterable[tuple[str, str]], url: str) -> dict[str, str]:
    """Return the first address of "hub" and of "self" in the `Link` headers (RFC 8288)."""
    found: dict[str, str] = {}
    base = parse_address(url)
    values = [value[:20_000] for name, value in headers if name.lower() == "link"]
    for link in (link for value in values for link in _LINK.finditer(value)):
        try:
            address = parse_address(link[1], base=base).url
        except SourceError:
            continue
        for relation in {"hub", "self"} & _relations(link[2]):
            found.setdefault(relation, address)
    return found


def _relations(parameters: str) -> set[str]:
    rel = _REL.search(parameters)
    return set((rel[1] or rel[2] or "").lower().split()) if rel else set()
