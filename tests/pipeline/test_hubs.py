"""A feed, its hub, our site and our pipeline, all real and on loopback: subscribed, pushed, renewed, left."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kilas.pipeline.hubs import Subscriber
from kilas.settings import Settings
from kilas.site.app import create_app
from kilas.store.records import Feed
from tests.pipeline.conftest import Works, until
from tests.pipeline.hub import TLS, Hub
from tests.pipeline.origin import article, rss
from tests.site.over_http import serving

HALF_A_DAY = timedelta(hours=12)


@dataclass
class Pushed:
    """A feed that was polled and offers a hub, and who asks that hub."""

    works: Works
    hub: Hub
    subscriber: Subscriber
    feed: Feed

    def known(self) -> Feed:
        known = self.works.store.feeds.get(self.feed.id)
        assert known is not None
        return known

    def subscribe(self) -> None:
        assert self.subscriber.ask_due() == 1
        until(lambda: self.hub.echoed)
        assert self.hub.echoed == [True]
        assert self.known().subscribed_until is not None

    def publish(self, number: int) -> bytes:
        """Put another article into the feed; the feed."""
        link = self.works.origin.put(f"/{number}", article(number))
        body = rss({link: f"Report {number}"})
        self.works.origin.put("/feed", body, link=f'<{self.hub.url}>; rel="hub"')
        return body.encode()

    def due(self) -> int:
        """Poll and ingest what is due, and nothing else; how many entries came."""
        found = list(self.works.poller.poll_due())
        until(lambda: not self.works.poller.is_holding or found.extend(self.works.poller.poll_due()))
        for one in found:
            stored = self.works.store.entries.get(one)
            assert stored is not None
            self.works.steps(stored)
        return len(found)


@pytest.fixture
def pushed(works: Works, tmp_path: Path) -> Iterator[Pushed]:
    works.now = datetime.now(UTC)  # the site has a clock of its own
    hub = Hub()

    with serving(lambda base: create_app(works.store, Settings(home=tmp_path, base_url=base))) as port:
        subscriber = Subscriber(
            store=works.store,
            gate=works.poller.gate,
            base_url=f"http://127.0.0.1:{port}",
            allow=hub.allow,
            clock=works.clock,
            tls=ssl.create_default_context(cafile=TLS / "ca.pem"),
        )
        made = Pushed(works=works, hub=hub, subscriber=subscriber, feed=works.add("/feed"))
        made.publish(1)
        works.ingest()
        yield made
        hub.close()


def test_a_push_brings_the_news_of_a_feed_that_is_hardly_polled_any_more(pushed: Pushed) -> None:
    pushed.subscribe()
    assert pushed.hub.asked[0]["hub.topic"] == pushed.feed.address
    pushed.works.poll()
    assert pushed.known().next_poll - pushed.works.now >= HALF_A_DAY
    pushed.works.now += timedelta(minutes=1)
    assert pushed.due() == 0
    assert pushed.hub.push(pushed.publish(2)) == 202
    assert pushed.due() == 1
    assert len(pushed.works.items()) == 2


def test_what_a_push_carries_is_not_believed_only_what_the_feed_says(pushed: Pushed) -> None:
    pushed.subscribe()
    pushed.works.now += timedelta(minutes=1)
    forged = rss({"https://elsewhere.example/": "Never said"})
    assert pushed.hub.push(forged.encode()) == 202
    assert pushed.due() == 0
    assert [entry.entry.title for entry in pushed.works.store.entries.of_feed(pushed.feed.id)] == ["Report 1"]


def test_a_push_that_another_signed_is_answered_alike_and_moves_nothing(pushed: Pushed) -> None:
    pushed.subscribe()
    pushed.works.poll()
    before = pushed.known()
    assert pushed.hub.push(pushed.publish(2), secret="guessed") == 202
    assert pushed.known() == before


def test_a_feed_larger_than_any_form_of_ours_may_be_pushed(pushed: Pushed) -> None:
    pushed.subscribe()
    pushed.works.poll()
    assert pushed.hub.push(pushed.publish(2) + b" " * 2_000_000, method="sha512") == 202
    assert pushed.known().next_poll - pushed.works.now < timedelta(minutes=1)


def test_a_feed_whose_lease_ran_out_is_polled_in_its_own_rhythm_again(pushed: Pushed) -> None:
    pushed.hub.lease_s = 3_600
    pushed.subscribe()
    pushed.works.poll()
    assert pushed.known().next_poll - pushed.works.now < timedelta(hours=2)
    pushed.hub.willing = False
    pushed.works.now += timedelta(hours=2)
    assert pushed.subscriber.ask_due() == 1
    pushed.publish(2)
    assert pushed.due() == 1
    assert pushed.known().next_poll - pushed.works.now < timedelta(hours=2)


def test_a_subscription_is_renewed_before_its_lease_ends(pushed: Pushed) -> None:
    pushed.subscribe()
    pushed.works.now += timedelta(days=7)
    assert pushed.subscriber.ask_due() == 0
    pushed.works.now += timedelta(days=1, minutes=1)
    assert pushed.subscriber.ask_due() == 1
    until(lambda: len(pushed.hub.echoed) == 2)
    assert pushed.hub.asked[0] == pushed.hub.asked[1]
    assert pushed.hub.echoed == [True, True]


def test_the_hub_of_a_removed_feed_is_told_and_pushes_no_more(pushed: Pushed) -> None:
    pushed.subscribe()
    pushed.works.store.feeds.remove(pushed.feed.id, pushed.works.now)
    assert pushed.hub.push(b"") == 202  # not told yet
    assert pushed.subscriber.ask_due() == 1
    until(lambda: len(pushed.hub.echoed) == 2)
    assert pushed.hub.asked[1]["hub.mode"] == "unsubscribe"
    assert pushed.hub.echoed == [True, True]
    assert pushed.hub.push(b"", secret="any") == 404
    assert pushed.subscriber.ask_due() == 0


def test_a_hub_that_cannot_be_reached_is_asked_again_later(pushed: Pushed) -> None:
    pushed.hub.close()
    assert pushed.subscriber.ask_due() == 1
    assert pushed.subscriber.ask_due() == 0
    pushed.works.now += timedelta(hours=1)
    assert pushed.subscriber.ask_due() == 1
    assert pushed.known().subscribed_until is None
