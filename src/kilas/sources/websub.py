"""WebSub (W3C Recommendation, 2018): a hub tells us when a feed changes, and others when ours do.

Pure, but for `subscribe` and `publish`.

How the parts meet:

1. A poll finds a hub (`hub_of`). `subscribe` asks it to push to `callback`, an address of ours that nobody can guess.
   Only a site that is reached from outside can be pushed to (`can_be_pushed`).
2. The hub asks that address back (GET). `answer_verification` echoes its challenge when we did ask, and says for how
   long the hub will push; until then `polling.next_poll` asks twice a day (`pushed_until`). Renew it after
   `RENEW_AFTER` of the lease by asking again.
3. The hub pushes (POST). A push that `is_meant` makes the feed due; one that is not is answered alike and dropped
   (8.1: a liar learns nothing). What it carries is not read: the feed is, by its own address, as in any poll. A push
   that is lost is no loss: polling goes on.
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

LEASE_S = 864_000  # asked for: ten days, the hubs' custom
MIN_LEASE_S, MAX_LEASE_S = 300.0, 2_592_000.0  # of a lease that is believed
RENEW_AFTER = 0.8
_AT_HOME = (
    ".localhost",
    ".local",
    ".localdomain",
    ".internal",
    ".lan",
    ".home.arpa",
)  # names of no public site
METHODS = ("sha512", "sha384", "sha256", "sha1")  # of X-Hub-Signature; sha1 is weak and still what hubs send
_LINK = re.compile(
    r"""<([^<>]{1,2000})>((?:\s*;\s*[a-z*]+\s*=\s*(?:"[^"]{0,500}"|[^\s;,"]{1,500}))*)""", re.IGNORECASE
)
_REL = re.compile(r"""rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class HubLink:
    """Who pushes, and what to ask it for."""

    url: str
    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HubAnswer:
    """What to send back to a hub that asks, and what it told us."""

    status: int
    body: str = ""
    event: Literal["subscribed", "unsubscribed", "denied", "refused"] = "refused"
    lease_s: float = 0.0  # when subscribed


def hub_of(feed: ParsedFeed, url: str, headers: Iterable[tuple[str, str]] = ()) -> HubLink | None:
    """The hub that `feed`, fetched from `url`, offers; its HTTP `Link` headers win (4), then its own elements."""
    links = {"hub": feed.hub, "self": feed.topic, **_links(headers, url)}
    return HubLink(url=links["hub"], topic=links["self"] or url) if links["hub"] else None


def can_be_pushed(base_url: str, allow: Sequence[Exemption] = ()) -> bool:
    """Whether hubs may reach a site at `base_url`: a public address or name, or one that `allow` opens."""
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
    """The address that a feed's hub pushes to."""
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
    """Ask `hub` to push to `callback`. It agrees to nothing yet: it asks back. SourceError when it refuses at once."""
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
    """Tell `hub` that our feeds at `topics` have changed. SourceError when it cannot be told.

    WebSub leaves this to hub and publisher (7); hubs take what its forerunner said (PubSubHubbub 0.3, 7.1).
    """
    form = urlencode([("hub.mode", "publish"), *(("hub.url", topic) for topic in topics)]).encode("ascii")
    post(hub, form, limits=limits, allow=allow, resolver=resolver, tls=tls)


def request_form(hub: HubLink, callback: str, secret: str, mode: str = "subscribe") -> bytes:
    """The body of a subscription request (5.1)."""
    fields = {"hub.callback": callback, "hub.mode": mode, "hub.topic": hub.topic}
    if mode == "subscribe":
        fields |= {"hub.lease_seconds": str(LEASE_S)}
        # 5.1: a secret must not travel in the clear; without one, pushes cannot be told from forgeries
        fields |= {"hub.secret": secret} if _keeps_secrets(hub.url) else {}
    return urlencode(fields).encode("ascii")


def answer_verification(
    query: Mapping[str, str], topic: str, wanted: Literal["subscribe", "unsubscribe"] | None
) -> HubAnswer:
    """What to answer a hub that asks whether we meant it (5.3), or says no (5.2).

    `topic` is the feed's as we asked for it, `wanted` what we asked last; None when we asked for nothing.
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


def is_meant(signature: str | None, body: bytes, secret: str, hub: str) -> bool:
    """Whether a push to an address that only `hub` knows is to be acted on: signed, where the hub has our secret."""
    return is_authentic(signature, body, secret) if _keeps_secrets(hub) else True


def is_authentic(signature: str | None, body: bytes, secret: str) -> bool:
    """Whether `X-Hub-Signature` (`method=hex`, 8) is `body`'s under our secret; no header, no trust."""
    method, _, given = (signature or "").strip().partition("=")
    if method.lower() not in METHODS:
        return False
    right = hmac.new(secret.encode("ascii"), body, getattr(hashlib, method.lower())).hexdigest()
    return hmac.compare_digest(right.encode("ascii"), given.strip().lower().encode("utf-8", "replace"))


def _keeps_secrets(hub: str) -> bool:
    return hub.startswith("https:")


def _links(headers: Iterable[tuple[str, str]], url: str) -> dict[str, str]:
    """The first address of each relation in the `Link` headers (RFC 8288)."""
    found: dict[str, str] = {}
    base = parse_address(url)
    for value in (value for name, value in headers if name.lower() == "link"):
        for link in _LINK.finditer(value[:20_000]):
            rel = _REL.search(link[2])
            try:
                address = parse_address(link[1], base=base).url
            except SourceError:
                continue
            for word in (rel[1] or rel[2] or "").lower().split() if rel else ():
                found.setdefault(word, address)
    return {name: address for name, address in found.items() if name in ("hub", "self")}
