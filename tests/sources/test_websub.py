"""A hub is asked properly, answered only when we asked, and believed only with our signature."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from urllib.parse import parse_qs

import pytest

from kilas.core.entry import ParsedFeed
from kilas.errors import SourceError
from kilas.sources.network_addresses import parse_exemptions
from kilas.sources.websub import (
    LEASE_S,
    MAX_LEASE_S,
    MIN_LEASE_S,
    HubLink,
    answer_verification,
    can_be_pushed,
    hub_of,
    is_authentic,
    is_genuine,
    request_form,
    subscribe,
)
from tests.sources.conftest import Server

HERE = "https://kabar.example/feed"
HUB = HubLink(url="https://hub.example/", topic=HERE)
BACK = "https://kilas.example/websub/1/abc"


def test_a_hub_is_found_in_the_feed_and_headers_win() -> None:
    plain = ParsedFeed(kind="rss")
    told = ParsedFeed(kind="atom", hub="https://hub.example/", topic="https://kabar.example/self")
    assert hub_of(plain, HERE) is None
    assert hub_of(told, HERE) == HubLink(url="https://hub.example/", topic="https://kabar.example/self")
    headers = [
        ("Link", '<https://two.example/>; rel="hub", </x>; rel=next, <self>; rel="self alternate"'),
        ("link", "junk"),
    ]
    assert hub_of(told, HERE, headers) == HubLink(
        url="https://two.example/", topic="https://kabar.example/self"
    )
    assert hub_of(plain, HERE, [("link", "<javascript:x>; rel=hub")]) is None
    assert hub_of(plain, HERE, [("link", '<https://hub.example/>; rel="hub"')]) == HUB


def test_a_request_says_all_and_a_secret_never_travels_in_the_clear() -> None:
    said = {name: values[0] for name, values in parse_qs(request_form(HUB, BACK, "s3").decode()).items()}
    assert said == {
        "hub.callback": BACK,
        "hub.mode": "subscribe",
        "hub.topic": HERE,
        "hub.lease_seconds": str(LEASE_S),
        "hub.secret": "s3",
    }
    assert b"secret" not in request_form(HubLink(url="http://hub.example/", topic=HERE), BACK, "s3")
    assert b"secret" not in request_form(HUB, BACK, "s3", "unsubscribe")


@pytest.mark.network
def test_a_subscription_is_posted_to_the_hub_and_its_refusal_named(serve: Callable[..., Server]) -> None:
    server = serve(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
    subscribe(HubLink(url=server.url("/"), topic=HERE), BACK, "s3", allow=server.allow)
    assert server.requests[0].startswith(b"POST / ")
    server.reply = b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"
    with pytest.raises(SourceError) as caught:
        subscribe(HubLink(url=server.url("/"), topic=HERE), BACK, "s3", allow=server.allow)
    assert caught.value.reason == "forbidden"
    with pytest.raises(SourceError) as caught:
        subscribe(HubLink(url="http://127.0.0.1/", topic=HERE), BACK, "s3")
    assert caught.value.reason == "blocked_address"


def asked(**extra: str) -> dict[str, str]:
    return {"hub.mode": "subscribe", "hub.topic": HERE, "hub.challenge": "c4"} | {
        f"hub.{name}": value for name, value in extra.items()
    }


def test_only_what_we_asked_for_is_confirmed() -> None:
    done = answer_verification(asked(lease_seconds="3600"), HERE, "subscribe")
    assert (done.status, done.body, done.event, done.lease_s) == (200, "c4", "subscribed", 3_600.0)
    assert answer_verification(asked(mode="unsubscribe"), HERE, "unsubscribe").event == "unsubscribed"
    for query, wanted in (
        (asked(), None),
        (asked(), "unsubscribe"),
        (asked(mode="unsubscribe"), "subscribe"),
        (asked(topic="https://other.example/"), "subscribe"),
        (asked(challenge=""), "subscribe"),
        (asked(challenge="x" * 2_000), "subscribe"),
        ({}, "subscribe"),
    ):
        refused = answer_verification(query, HERE, wanted)  # type: ignore[arg-type]
        assert (refused.status, refused.event) == (404, "refused")
        assert "c4" not in refused.body


def test_a_lease_is_believed_within_bounds_and_a_denial_is_told() -> None:
    leases = [
        answer_verification(asked(lease_seconds=said), HERE, "subscribe").lease_s
        for said in ("1", "9" * 30, "x", "")
    ]
    assert leases == [MIN_LEASE_S, MAX_LEASE_S, LEASE_S, LEASE_S]
    assert answer_verification({"hub.mode": "denied", "hub.topic": HERE}, HERE, "subscribe").event == "denied"


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_a_push_is_believed_only_with_our_signature(method: str) -> None:
    right = hmac.new(b"s3", b"body", getattr(hashlib, method)).hexdigest()
    assert is_authentic(f"{method}={right}", b"body", "s3")
    assert is_authentic(f"{method.upper()}={right.upper()}", b"body", "s3")
    for signature in (
        None,
        "",
        right,
        f"{method}=",
        f"{method}={right[:-1]}0x",
        f"md5={right}",
        f"{method}=é",
        f"new={right}",
    ):
        assert not is_authentic(signature, b"body", "s3")
    assert not is_authentic(f"{method}={right}", b"body!", "s3")
    assert not is_authentic(f"{method}={right}", b"body", "s4")


def test_a_hub_that_was_told_no_secret_cannot_sign() -> None:
    assert not is_genuine(None, b"body", "s3", HUB.url)
    assert is_genuine(None, b"body", "s3", "http://hub.example/")


def test_only_a_site_that_is_reached_from_outside_can_be_pushed_to() -> None:
    for base in ("https://kilas.example", "https://kilas.example:8443/news", "http://8.8.8.8:8000"):
        assert can_be_pushed(base)
    for base in (
        "",
        "http://127.0.0.1:8000",
        "http://[::1]:8000",
        "http://192.168.1.9",
        "http://localhost:8000",
        "http://mybox:8000",
        "http://mybox.local:8000",
        "ftp://kilas.example",
    ):
        assert not can_be_pushed(base)
    assert can_be_pushed("http://127.0.0.1:8000", parse_exemptions("127.0.0.1:8000"))
    assert can_be_pushed("http://mybox:8000", parse_exemptions("mybox:8000"))
    assert not can_be_pushed("http://mybox:8001", parse_exemptions("mybox:8000"))
