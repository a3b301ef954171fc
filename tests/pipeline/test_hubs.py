"""A feed, its hub, our site and our pipeline, all real and on loopback: subscribed, pushed, renewed, left; and our own hub told."""

from __future__ import annotations

import ssl
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kilas.core.audience import ResolvedAudience
from kilas.pipeline.hubs import Announcer, Subscriber
from kilas.settings import Settings
from kilas.site.asgi import create_app
from kilas.store.records import Feed
from kilas.testing.hub import Hub
from kilas.testing.origin import article, rss
from tests.certificates import TLS
from tests.pipeline.conftest import Works, until
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
        until(lambda: not self.works.poller._held or found.extend(self.works.poller.poll_due()))
        for one in found:
            stored = self.works.store.entries.get(one)
            assert stored is not None
            self.works.steps(stored)
        return len(found)


@pytest.fixture
def pushed(works: Works, tmp_path: Path) -> Iterator[Pushed]:
    works.now = datetime.now(UTC)  # the site has a clock of its own
    hub = Hub(TLS)

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
    assert pushed.hub.subscriptions[0]["hub.topic"] == pushed.feed.address
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
    pushed.hub.is_available = False
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
    assert pushed.hub.subscriptions[0] == pushed.hub.subscriptions[1]
    assert pushed.hub.echoed == [True, True]


def test_the_hub_of_a_removed_feed_is_told_and_pushes_no_more(pushed: Pushed) -> None:
    pushed.subscribe()
    pushed.works.store.feeds.remove(pushed.feed.id, pushed.works.now)
    assert pushed.hub.push(b"") == 202  # not told yet
    assert pushed.subscriber.ask_due() == 1
    until(lambda: len(pushed.hub.echoed) == 2)
    assert pushed.hub.subscriptions[1]["hub.mode"] == "unsubscribe"
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


@pytest.fixture
def announced(works: Works, tmp_path: Path) -> Iterator[tuple[Works, Hub, Announcer]]:
    """Our own feeds, the hub they name, and who tells it."""
    works.now = datetime.now(UTC)
    hub = Hub(TLS)
    settings = Settings(home=tmp_path, hub=hub.url)
    with serving(
        lambda base: create_app(works.store, settings.model_copy(update={"base_url": base}))
    ) as port:
        announcer = Announcer(
            store=works.store,
            gate=works.poller.gate,
            hub=hub.url,
            base_url=f"http://127.0.0.1:{port}",
            allow=hub.allow,
            clock=works.clock,
            tls=ssl.create_default_context(cafile=TLS / "ca.pem"),
        )
        yield works, hub, announcer
        hub.close()


def bring(works: Works, number: int) -> None:
    """Publish another article."""
    link = works.origin.put(f"/{number}", article(number))
    works.origin.put("/feed", rss({link: f"Report {number}"}))
    works.ingest()


def test_our_hub_is_told_once_of_what_is_published_with_every_feed_and_the_feeds_name_it(
    announced: tuple[Works, Hub, Announcer],
) -> None:
    works, hub, announcer = announced
    works.add("/feed")
    assert not announcer.tell_due()  # nothing is published yet
    bring(works, 1)
    assert announcer.tell_due()
    assert not announcer.tell_due()
    (told,) = hub.notifications
    base = announcer.base_url
    assert {f"{base}/id/feed.atom", f"{base}/en/feed.rss", f"{base}/en/lang/en/feed.json"} <= set(told)
    for address in told:
        with urllib.request.urlopen(address) as answer:
            assert f'<{hub.url}>; rel="hub"' in answer.headers["Link"]
            assert hub.url in answer.read().decode()


def test_our_hub_is_not_told_of_a_site_for_its_owner_alone(
    announced: tuple[Works, Hub, Announcer],
) -> None:
    works, hub, announcer = announced
    works.store.audiences.keep(ResolvedAudience("private", "setting"), works.now)
    works.add("/feed")
    bring(works, 1)
    assert not announcer.tell_due()
    assert hub.notifications == []
    works.store.audiences.keep(ResolvedAudience("public", "setting"), works.now)
    assert announcer.tell_due()


def test_what_is_published_within_a_minute_is_told_together(announced: tuple[Works, Hub, Announcer]) -> None:
    works, hub, announcer = announced
    works.add("/feed")
    bring(works, 1)
    assert announcer.tell_due()
    for number in (2, 3):
        bring(works, number)
        works.now += timedelta(seconds=20)
        assert not announcer.tell_due()
    works.now += timedelta(seconds=20)
    assert announcer.tell_due()
    assert len(hub.notifications) == 2


def test_a_hub_that_cannot_be_told_is_tried_again_later_and_later(
    announced: tuple[Works, Hub, Announcer],
) -> None:
    works, hub, announcer = announced
    works.add("/feed")
    bring(works, 1)
    hub.is_available = False
    for wait in (0, 60, 600):
        works.now += timedelta(seconds=wait - 1)
        assert not announcer.tell_due()
        works.now += timedelta(seconds=1)
        assert not announcer.tell_due()
    assert len(hub.notifications) == 3
    hub.is_available = True
    works.now += timedelta(seconds=3600)
    assert announcer.tell_due()
    assert not announcer.tell_due()


def test_of_two_workers_one_tells_the_hub(announced: tuple[Works, Hub, Announcer]) -> None:
    works, hub, announcer = announced
    works.add("/feed")
    bring(works, 1)
    claimed = works.store.announcements.claim(hub.url, works.now, 120)
    assert claimed is not None
    assert not announcer.tell_due()
    works.now += timedelta(seconds=120)  # that one died
    assert announcer.tell_due()
