"""What hubs may do here: confirm what we asked for, and say that a feed has changed. Nobody else may."""

from __future__ import annotations

import hashlib
import hmac
import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from asking import BASE, Site, site_on

from kilas.site.exchange import Reply, Request, standing_headers
from kilas.store import Store
from kilas.store.records import Feed, Polled, Subscription
from kilas.testing.store import NOW

HUB = "https://hub.example/"


@pytest.fixture
def hubbed(empty_store: Store) -> tuple[Site, Feed, Subscription]:
    """A site, a feed whose hub was asked, and what it was asked for."""
    feed = empty_store.feeds.add("https://news.example/feed", "rss", title="News", now=NOW)
    later = NOW + timedelta(hours=3)
    empty_store.feeds.save_poll(
        feed.id, Polled(at=NOW, next_poll=later, interval_s=900.0, body_sha256="b", hub=HUB)
    )
    (asked,) = empty_store.subscriptions.claim_due(BASE, NOW, 9)
    return site_on(empty_store), feed, asked


def path(asked: Subscription) -> str:
    return f"/websub/{asked.feed_id}/{asked.token}"


def question(asked: Subscription, **more: str) -> dict[str, str]:
    told = {"mode": "subscribe", "topic": asked.topic, "challenge": "<b>c4</b>", "lease_seconds": "86400"}
    return {f"hub.{name}": value for name, value in (told | more).items()}


def get(site: Site, where: str, query: dict[str, str], method: str = "GET") -> Reply:
    return site.pages.answer(Request(path=where, query=query, method=method))


def push(site: Site, asked: Subscription, body: bytes, secret: str) -> Reply:
    signature = f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"
    headers = {"x-hub-signature": signature}
    return site.pages.answer(Request(path=path(asked), method="POST", headers=headers, body=body))


def test_a_hub_that_we_asked_gets_its_challenge_back_as_plain_text(
    hubbed: tuple[Site, Feed, Subscription],
) -> None:
    site, feed, asked = hubbed
    reply = get(site, path(asked), question(asked))
    assert (reply.status, reply.body) == (200, b"<b>c4</b>")
    headers = standing_headers(reply, is_secure=True)
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    known = site.store.feeds.get(feed.id)
    assert known is not None
    assert known.subscribed_until == NOW + timedelta(days=1)


@pytest.mark.parametrize(
    "more", [{"mode": "unsubscribe"}, {"topic": "https://other.example/"}, {"challenge": ""}, {"mode": "x"}]
)
def test_what_we_did_not_ask_for_is_not_confirmed_and_changes_nothing(
    hubbed: tuple[Site, Feed, Subscription], more: dict[str, str]
) -> None:
    site, feed, asked = hubbed
    before = site.store.feeds.get(feed.id)
    for query in (question(asked, **more), {}):
        reply = get(site, path(asked), query)
        assert reply.status == 404
        assert b"c4" not in reply.body
    assert site.store.feeds.get(feed.id) == before
    assert site.store.subscriptions.get(feed.id) == asked


def test_an_address_we_never_gave_away_is_none(hubbed: tuple[Site, Feed, Subscription]) -> None:
    site, feed, asked = hubbed
    for where in (path(asked)[:-1] + "~", f"/websub/{feed.id}/{'x' * 32}", f"/websub/nobody/{asked.token}"):
        assert get(site, where, question(asked)).status == 404
        assert site.pages.answer(Request(path=where, method="POST")).status == 404
    assert site.pages.most_body(f"/websub/{feed.id}/{'x' * 32}") == site.pages.most_body("/id/correction")
    assert site.pages.most_body(path(asked)) > 1_000_000
    for method in ("PUT", "DELETE", "HEAD"):
        assert get(site, path(asked), {}, method).status == 405


def test_a_signed_push_makes_the_feed_due_and_any_other_is_answered_alike(
    hubbed: tuple[Site, Feed, Subscription],
) -> None:
    site, _, asked = hubbed
    for secret in ("guessed", asked.token):
        assert push(site, asked, b"<rss/>", secret).status == 202
    unsigned = Request(path=path(asked), method="POST", body=b"<rss/>")
    assert site.pages.answer(unsigned).status == 202
    assert site.store.feeds.next_due() == NOW + timedelta(hours=3)
    assert push(site, asked, b"<rss/>", asked.secret).status == 202
    assert site.store.feeds.next_due() == NOW + timedelta(seconds=10)


def test_a_hub_that_says_no_is_heard_and_one_we_left_is_told_so(
    hubbed: tuple[Site, Feed, Subscription],
) -> None:
    site, feed, asked = hubbed
    get(site, path(asked), question(asked))
    assert get(site, path(asked), question(asked, mode="denied")).status == 200
    known = site.store.feeds.get(feed.id)
    assert known is not None
    assert known.subscribed_until is None
    site.store.feeds.remove(feed.id, NOW)
    site.store.subscriptions.claim_due(BASE, NOW, 9)
    assert push(site, asked, b"<rss/>", asked.secret).status == 410
    assert get(site, path(asked), question(asked)).status == 404
    assert get(site, path(asked), question(asked, mode="unsubscribe")).status == 200
    assert site.store.subscriptions.get(feed.id) is None


def test_no_list_of_addresses_holds_one_of_a_hub_and_the_export_answers_none(
    hubbed: tuple[Site, Feed, Subscription],
) -> None:
    site, _, asked = hubbed
    assert not [address for address in site.pages.addresses() if "websub" in address]
    assert b"websub" not in site.get("/sitemap.xml").body + site.get("/robots.txt").body
    exported = site_on(site.store, is_export=True)
    assert get(exported, path(asked), question(asked)).status == 404


def test_a_fault_is_logged_without_what_opens_the_address(
    hubbed: tuple[Site, Feed, Subscription], caplog: pytest.LogCaptureFixture
) -> None:
    site, _, asked = hubbed
    site.store.close()
    with caplog.at_level(logging.INFO):
        site.store.database.engine.dispose()
        broken = replace(site.pages.context, store=None)  # type: ignore[arg-type]  # a fault of ours
        site.pages.context = broken
        assert get(site, path(asked), question(asked)).status == 500
    assert asked.token not in caplog.text
    assert asked.secret not in caplog.text
