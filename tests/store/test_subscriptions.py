"""Which hubs are asked, when, and by whom."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from kilas.store import Store
from kilas.store.records import Feed, Subscription
from tests.store.making import DAY, HOUR, NOW, SECOND, feed, polled

BASE, HUB = "https://kilas.example", "https://hub.example/"


@pytest.fixture
def offering(store: Store) -> Feed:
    """A feed that was polled, and offers a hub."""
    of = feed(store)
    store.feeds.save_poll(of.id, polled(hub=HUB, next_poll=NOW + HOUR))
    return of


def claim(store: Store, after: timedelta = timedelta(0), base: str = BASE) -> tuple[Subscription, ...]:
    return store.subscriptions.claim_due(base, NOW + after, 9)


def test_a_feed_that_offers_a_hub_is_claimed_once(store: Store, offering: Feed) -> None:
    feed(store, "https://quiet.example/feed")
    (asked,) = claim(store)
    assert (asked.feed_id, asked.hub, asked.topic) == (offering.id, HUB, offering.address)
    assert (asked.base, asked.wanted, asked.tries) == (BASE, "subscribe", 0)
    assert asked == store.subscriptions.get(offering.id)
    assert claim(store, 59 * SECOND) == ()


def test_two_workers_never_ask_a_hub_for_the_same_feed(store: Store, url: str) -> None:
    for number in range(30):
        of = feed(store, f"https://news.example/{number}")
        store.feeds.save_poll(of.id, polled(hub=HUB))
    with Store.open(url) as other, ThreadPoolExecutor() as pool:
        both = [store, other] * 4
        for moment in (NOW, NOW + HOUR):
            claims = pool.map(lambda one, at=moment: one.subscriptions.claim_due(BASE, at, 9), both)
            asked = [one for claimed in claims for one in claimed]
            asked += store.subscriptions.claim_due(BASE, moment, 99)
            assert len(asked) == len({one.feed_id for one in asked}) == 30
            assert all(one == store.subscriptions.get(one.feed_id) for one in asked)


def test_what_opens_and_signs_is_long_random_and_never_printed(store: Store, offering: Feed) -> None:
    other = feed(store, "https://other.example/feed")
    store.feeds.save_poll(other.id, polled(hub=HUB))
    one, two = claim(store)
    assert len(one.secret) == 64
    assert len(one.token) == 32
    assert not {one.secret, one.token} & {two.secret, two.token}
    assert one.secret not in repr(one)
    assert one.token not in repr(one)


def test_a_hub_that_does_not_agree_is_asked_again_later_and_later(store: Store, offering: Feed) -> None:
    first = claim(store)
    assert claim(store, HOUR - SECOND) == ()
    (again,) = claim(store, HOUR)
    assert (again.token, again.secret, again.tries) == (first[0].token, first[0].secret, 1)
    assert claim(store, 3 * HOUR - SECOND) == ()
    assert len(claim(store, 3 * HOUR)) == 1


def test_an_agreed_subscription_is_renewed_in_time_and_under_the_same_secret(
    store: Store, offering: Feed
) -> None:
    (first,) = claim(store)
    store.subscriptions.agreed(offering.id, NOW + 10 * DAY, NOW + 8 * DAY)
    assert store.feeds.list()[0].subscribed_until == NOW + 10 * DAY
    assert claim(store, 7 * DAY) == ()
    (renewed,) = claim(store, 8 * DAY)
    assert renewed.secret == first.secret
    assert store.feeds.list()[0].subscribed_until == NOW + 10 * DAY


def test_another_hub_topic_or_address_of_ours_gets_secrets_of_its_own(store: Store, offering: Feed) -> None:
    (first,) = claim(store)
    store.subscriptions.agreed(offering.id, NOW + 10 * DAY, NOW + 8 * DAY)
    assert claim(store, HOUR, "https://moved.example")[0].secret != first.secret
    assert store.feeds.list()[0].subscribed_until is None
    store.feeds.save_poll(offering.id, polled(hub=HUB, topic="https://news.example/self", body_sha256="c"))
    assert claim(store, HOUR + SECOND, "https://moved.example") == ()
    (asked,) = claim(store, 2 * HOUR, "https://moved.example")
    assert asked.topic == "https://news.example/self"


def test_a_hub_that_says_no_is_left_for_a_week_and_its_feed_polled_soon(store: Store, offering: Feed) -> None:
    claim(store)
    store.subscriptions.agreed(offering.id, NOW + 10 * DAY, NOW + 8 * DAY)
    store.subscriptions.denied(offering.id, NOW)
    (known,) = store.feeds.list()
    assert known.subscribed_until is None
    assert known.next_poll == NOW + 10 * SECOND
    assert claim(store, 6 * DAY) == ()
    assert len(claim(store, 7 * DAY)) == 1


@pytest.mark.parametrize("purge", [False, True])
def test_the_hub_of_a_removed_feed_is_told_and_then_forgotten(
    store: Store, offering: Feed, purge: bool
) -> None:
    (first,) = claim(store)
    store.feeds.remove(offering.id, NOW, purge=purge)
    (goodbye,) = claim(store, SECOND)
    assert (goodbye.wanted, goodbye.token, goodbye.hub) == ("unsubscribe", first.token, HUB)
    assert claim(store, 2 * SECOND) == ()
    store.subscriptions.ended(offering.id)
    assert store.subscriptions.get(offering.id) is None
    assert claim(store, 9 * DAY) == ()


def test_a_hub_that_never_answers_a_goodbye_is_left_to_its_lease(store: Store, offering: Feed) -> None:
    claim(store)
    store.feeds.remove(offering.id, NOW)
    told = [claim(store, n * DAY) for n in range(1, 9)]
    assert [len(some) for some in told] == [1, 1, 1, 0, 0, 0, 0, 0]
    assert store.subscriptions.get(offering.id) is None


def test_a_push_makes_its_feed_due_but_not_more_often_than_every_ten_seconds(
    store: Store, offering: Feed
) -> None:
    store.subscriptions.pushed(offering.id, NOW + SECOND)
    assert store.feeds.claim_due(NOW + 9 * SECOND, 9, 60) == ()
    assert len(store.feeds.claim_due(NOW + 10 * SECOND, 9, 60)) == 1


def test_a_push_during_a_poll_is_not_lost(store: Store, offering: Feed) -> None:
    store.subscriptions.pushed(offering.id, NOW + 61 * SECOND)
    during = polled(asked=NOW + 60 * SECOND, at=NOW + 62 * SECOND, next_poll=NOW + DAY, hub=HUB)
    store.feeds.save_poll(offering.id, during)
    assert store.feeds.next_due() == NOW + 62 * SECOND


def test_a_poll_after_a_push_that_shows_nothing_new_is_repeated_soon(store: Store, offering: Feed) -> None:
    store.subscriptions.pushed(offering.id, NOW)
    stale = {"body_sha256": None, "next_poll": NOW + DAY}
    store.feeds.save_poll(offering.id, polled(**stale, asked=NOW + SECOND, at=NOW + SECOND))
    assert store.feeds.next_due() == NOW + 301 * SECOND
    store.feeds.save_poll(offering.id, polled(**stale, at=NOW + 601 * SECOND))
    assert store.feeds.next_due() == NOW + DAY


def test_a_backup_holds_no_secret_and_a_restored_store_asks_anew(
    store: Store, offering: Feed, tmp_path: Path
) -> None:
    (first,) = claim(store)
    store.subscriptions.agreed(offering.id, NOW + 10 * DAY, NOW + 8 * DAY)
    told = store.care.backup(tmp_path / "kept.zip")
    assert store.care.restore(tmp_path / "kept.zip", replace=True) == told == store.care.digest()
    assert store.feeds.list()[0].subscribed_until is None
    assert claim(store, HOUR)[0].secret != first.secret


def test_a_backup_keeps_what_a_feed_asks_to_skip(store: Store, tmp_path: Path) -> None:
    of = feed(store)
    store.feeds.save_poll(of.id, polled(skip_hours=frozenset({1, 23}), ttl_s=60.0))
    told = store.care.backup(tmp_path / "kept.zip")
    assert store.care.restore(tmp_path / "kept.zip", replace=True) == told
    assert store.feeds.list()[0].skip_hours == {1, 23}
