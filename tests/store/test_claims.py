"""Whose claims end when a worker starts, stops or falls silent; those of a living one stay."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from kilas.store import Store
from kilas.store.records import Feed
from tests.store.making import DAY, HOUR, NOW, SECOND, feed, polled, published

BASE, HUB = "https://kilas.example", "https://hub.example/"
FIRST, SECOND_ONE = "worker-1", "worker-2"


def two_polls(store: Store) -> tuple[Feed, Feed]:
    """Two feeds: each is being polled by one of two workers."""
    made = []
    for name, address in ((FIRST, "https://one.example/feed"), (SECOND_ONE, "https://two.example/feed")):
        store.workers.beat(name, NOW)
        made.append(feed(store, address))
        assert store.feeds.claim_due(NOW, 9, 600, name) == (made[-1],)
    return made[0], made[1]


def free(store: Store) -> set[str]:
    """The feeds that anyone may poll now; they are claimed by nobody in particular."""
    return {one.id for one in store.feeds.claim_due(NOW + SECOND, 9, 600)}


def test_a_start_ends_the_claims_of_its_own_name_and_on_sqlite_all(store: Store) -> None:
    one, two = two_polls(store)
    expected = {one.id, two.id} if store.database.is_sqlite else {one.id}
    assert store.workers.begin(FIRST, NOW + SECOND) == len(expected)
    assert store.workers.beats()[FIRST] == NOW + SECOND
    assert free(store) == expected
    assert store.workers.begin(FIRST, NOW + SECOND) == (len(expected) if store.database.is_sqlite else 0)


def test_claims_without_a_name_are_from_before_and_end_on_sqlite_alone(store: Store) -> None:
    of = feed(store)
    store.feeds.claim_due(NOW, 9, 600)
    store.workers.begin(FIRST, NOW)
    assert free(store) == ({of.id} if store.database.is_sqlite else set())


def test_a_worker_that_leaves_or_is_dead_gives_its_claims_free_and_no_others(store: Store) -> None:
    one, two = two_polls(store)
    assert store.workers.forget(FIRST, NOW, silent_since=NOW)
    assert free(store) == {one.id}
    assert store.workers.forget(SECOND_ONE, NOW)
    assert free(store) == {two.id}
    assert store.workers.beats() == {}


def test_a_worker_that_beat_since_it_was_found_silent_keeps_its_claims(store: Store) -> None:
    two_polls(store)
    store.workers.beat(FIRST, NOW + HOUR)
    assert not store.workers.forget(FIRST, NOW + HOUR, silent_since=NOW)
    assert set(store.workers.beats()) == {FIRST, SECOND_ONE}
    assert free(store) == set()


def test_a_saved_poll_a_refresh_and_a_new_lease_leave_nothing_to_end(store: Store) -> None:
    one, two = two_polls(store)
    store.feeds.save_poll(one.id, polled(next_poll=NOW + DAY))
    store.feeds.save_poll(one.id, polled(failure_reason="timeout", next_poll=NOW + DAY))
    store.feeds.refresh([two.id], NOW)
    assert store.feeds.claim_due(NOW, 9, 600, "worker-3") == (two,)
    held = text("SELECT claimed_by FROM feeds ORDER BY added, address")
    assert list(store.database.query(lambda c: c.scalars(held).all())) == [None, "worker-3"]
    for name in (FIRST, SECOND_ONE):
        store.workers.forget(name, NOW)
    assert free(store) == set()


def test_a_request_to_a_hub_is_due_again_if_its_worker_ends_before_it_was_sent(store: Store) -> None:
    of = feed(store)
    store.feeds.save_poll(of.id, polled(hub=HUB, next_poll=NOW + DAY))
    (claimed,) = store.subscriptions.claim_due(BASE, NOW, 9, FIRST)
    assert store.subscriptions.claim_due(BASE, NOW, 9, SECOND_ONE) == ()
    assert store.workers.begin(FIRST, NOW + SECOND) == 1
    (again,) = store.subscriptions.claim_due(BASE, NOW + SECOND, 9, FIRST)
    assert (again.token, again.secret) == (claimed.token, claimed.secret)
    store.subscriptions.sent(of.id)
    assert store.workers.begin(FIRST, NOW + 2 * SECOND) == 0
    assert store.subscriptions.claim_due(BASE, NOW + 2 * SECOND, 9, FIRST) == ()


def test_a_request_that_its_hub_has_answered_is_not_sent_again(store: Store) -> None:
    agreed, denied, left = (feed(store, f"https://news.example/{name}") for name in "adl")
    for of in (agreed, denied, left):
        store.feeds.save_poll(of.id, polled(hub=HUB, next_poll=NOW + DAY))
    assert len(store.subscriptions.claim_due(BASE, NOW, 9, FIRST)) == 3
    store.subscriptions.agreed(agreed.id, NOW + 10 * DAY, NOW + 8 * DAY)
    store.subscriptions.denied(denied.id, NOW)
    store.subscriptions.sent(left.id)
    store.feeds.remove(left.id, NOW)
    (goodbye,) = store.subscriptions.claim_due(BASE, NOW, 9, FIRST)
    assert goodbye.wanted == "unsubscribe"
    assert store.workers.begin(FIRST, NOW + SECOND) == 1  # that of the goodbye
    (again,) = store.subscriptions.claim_due(BASE, NOW + SECOND, 9, FIRST)
    assert (again.feed_id, again.wanted) == (left.id, "unsubscribe")


def test_an_announcement_is_due_again_if_its_worker_ends_before_it_was_made(store: Store) -> None:
    published(store, feed(store))
    claimed = store.announcements.claim(HUB, NOW, 120, FIRST)
    assert claimed is not None
    assert store.announcements.claim(HUB, NOW, 120, SECOND_ONE) is None
    store.workers.beat(SECOND_ONE, NOW)
    store.workers.forget(SECOND_ONE, NOW)
    assert store.announcements.claim(HUB, NOW, 120, SECOND_ONE) is None
    assert store.workers.begin(FIRST, NOW + SECOND) == 1
    again = store.announcements.claim(HUB, NOW + SECOND, 120, FIRST)
    assert again == claimed  # and no failure is counted
    store.announcements.told(again, NOW + HOUR)
    assert store.workers.begin(FIRST, NOW + SECOND) == 0


def test_claims_are_no_part_of_the_content(store: Store, tmp_path: Path) -> None:
    of = feed(store)
    before = store.care.digest()
    store.feeds.claim_due(NOW, 9, 600, FIRST)
    assert store.care.backup(tmp_path / "kilas.zip", NOW) == store.care.digest() == before
    store.care.restore(tmp_path / "kilas.zip", replace=True, now=NOW)
    assert free(store) == {of.id}
    assert store.workers.begin(FIRST, NOW) == (1 if store.database.is_sqlite else 0)
