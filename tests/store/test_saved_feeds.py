"""Feeds: added, claimed, polled, removed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kilas.errors import StoreError
from kilas.store import Store
from tests.store.making import DAY, HOUR, NOW, SECOND, entry, feed, polled


def test_a_feed_is_added_once_and_due_at_once(store: Store) -> None:
    added = feed(store)
    assert feed(store, title="Other", now=NOW + DAY) == added == store.feeds.find(added.address)
    assert store.feeds.list() == (added,)
    assert store.feeds.next_due() == NOW


def test_a_removed_feed_is_revived_by_adding_it_again(store: Store) -> None:
    added = feed(store)
    assert store.feeds.remove(added.id, NOW)
    assert store.feeds.list() == ()
    assert store.feeds.next_due() is None
    assert feed(store, rights="cc", now=NOW + DAY).rights == "cc"
    assert [f.id for f in store.feeds.claim_due(NOW + DAY, 9, 60)] == [added.id]


def test_a_claimed_feed_is_nobody_elses_until_it_is_saved_or_the_lease_ends(store: Store) -> None:
    added = feed(store)
    assert [f.id for f in store.feeds.claim_due(NOW, 9, 60)] == [added.id]
    assert store.feeds.claim_due(NOW + 59 * SECOND, 9, 60) == ()
    assert [f.id for f in store.feeds.claim_due(NOW + 60 * SECOND, 9, 60)] == [added.id]
    store.feeds.save_poll(added.id, polled())
    assert store.feeds.claim_due(NOW + 61 * SECOND, 9, 60) == ()
    assert [f.id for f in store.feeds.claim_due(NOW + HOUR, 9, 60)] == [added.id]


def test_a_poll_gives_the_entries_that_are_new_or_changed_and_only_those(store: Store) -> None:
    of = feed(store)
    first = store.feeds.save_poll(of.id, polled(entry(1), entry(2)))
    assert [store.entries.get(i).entry for i in first] == [entry(1), entry(2)]  # type: ignore[union-attr]
    assert store.feeds.save_poll(of.id, polled(entry(1), entry(2), at=NOW + HOUR)) == ()
    store.entries.settle(first[0], "briefed", article_id="a", now=NOW)
    changed = store.feeds.save_poll(of.id, polled(entry(3), entry(1, title="Corrected"), at=NOW + 2 * HOUR))
    assert changed[1] == first[0]
    again = store.entries.get(first[0])
    assert again is not None
    assert (again.state, again.seen, again.changed, again.article_id) == ("new", NOW, NOW + 2 * HOUR, "a")


def test_the_first_answer_gives_only_the_newest_and_later_ones_all(store: Store) -> None:
    of = feed(store, backlog=2)
    assert len(store.feeds.save_poll(of.id, polled(*map(entry, range(5))))) == 2
    assert store.feeds.save_poll(of.id, polled(*map(entry, range(5)), at=NOW + HOUR)) == ()
    assert len(store.feeds.save_poll(of.id, polled(*map(entry, range(5, 9)), at=NOW + DAY))) == 4
    health = store.feeds.health()[0]
    assert (health.entries, health.waiting) == (9, 6)


def test_a_feed_that_gives_all_its_entries_one_guid_loses_none(store: Store) -> None:
    of = feed(store)
    same = [entry(n, guid="https://news.example/") for n in range(4)]
    assert len(store.feeds.save_poll(of.id, polled(*same))) == 4
    assert store.feeds.save_poll(of.id, polled(*same)) == ()


def test_a_settled_entry_waits_again_only_when_the_feed_says_something_else(store: Store) -> None:
    of = feed(store)
    (only,) = store.feeds.save_poll(of.id, polled(entry(1)))
    (worked_on,) = store.entries.waiting(9)
    for title in ("Newer", worked_on.entry.title):
        store.feeds.save_poll(of.id, polled(entry(1, title=title), at=NOW + HOUR))
        assert not store.entries.settle(only, "briefed", changed=worked_on.changed, now=NOW)
    (waits,) = store.entries.waiting(9)
    assert waits.entry == worked_on.entry
    assert store.entries.settle(
        only, "refused", reason="paywall", detail="seen", changed=waits.changed, now=NOW
    )
    assert store.entries.waiting(9) == ()
    assert store.feeds.health()[0].refused == 1


def test_failures_are_counted_until_the_feed_answers(store: Store) -> None:
    of = feed(store)
    for _ in range(2):
        store.feeds.save_poll(
            of.id, polled(failure_reason="timeout", failure_detail="30 s", body_sha256=None)
        )
    failing = store.feeds.get(of.id)
    assert failing is not None
    assert (failing.failures, failing.failure_reason, failing.last_success) == (2, "timeout", None)
    store.feeds.save_poll(of.id, polled())
    healed = store.feeds.get(of.id)
    assert healed is not None
    assert (healed.failures, healed.failure_reason, healed.last_success) == (0, None, NOW)


def test_a_feed_that_is_gone_is_not_asked_again_unless_refreshed(store: Store) -> None:
    of = feed(store)
    store.feeds.save_poll(of.id, polled(is_gone=True))
    assert store.feeds.next_due() is None
    assert store.feeds.claim_due(NOW + 9_000 * DAY, 9, 60) == ()
    assert store.feeds.refresh([of.id], NOW) == 1
    assert len(store.feeds.claim_due(NOW, 9, 60)) == 1


def test_an_unchanged_answer_keeps_what_is_known(store: Store) -> None:
    of = feed(store)
    store.feeds.save_poll(of.id, polled(etag='"1"', hub="https://hub.example/", title="The News"))
    store.feeds.save_poll(of.id, polled(body_sha256=None, at=NOW + HOUR))
    known = store.feeds.get(of.id)
    assert known is not None
    assert (known.etag, known.hub, known.title, known.body_sha256) == (
        '"1"',
        "https://hub.example/",
        "The News",
        "b",
    )


def test_what_a_feed_asks_to_skip_stays_until_it_says_something_else(store: Store) -> None:
    of = feed(store)
    asked = {"ttl_s": 3600.0, "skip_hours": frozenset({0, 23}), "skip_days": frozenset({6})}
    store.feeds.save_poll(of.id, polled(**asked))
    store.feeds.save_poll(of.id, polled(body_sha256=None, at=NOW + HOUR))
    store.feeds.save_poll(of.id, polled(body_sha256=None, at=NOW + HOUR, failure_reason="timeout"))
    (known,) = store.feeds.claim_due(NOW + DAY, 9, 60)
    assert {name: getattr(known, name) for name in asked} == asked
    store.feeds.save_poll(of.id, polled(body_sha256="c", at=NOW + 2 * HOUR))
    (known,) = store.feeds.list()
    assert (known.ttl_s, known.skip_hours, known.skip_days) == (None, frozenset(), frozenset())


def test_a_moved_feed_keeps_its_id_and_is_found_by_both_addresses(store: Store) -> None:
    of = feed(store)
    store.feeds.save_poll(of.id, polled(moved_to="https://news.example/new"))
    moved = store.feeds.find("https://news.example/new")
    assert moved is not None
    assert moved.id == of.id
    assert store.feeds.find(of.address) == moved == feed(store)


def test_a_feed_that_moves_to_where_another_is_polled_ends(store: Store) -> None:
    one, two = feed(store), feed(store, "https://news.example/new")
    store.feeds.save_poll(one.id, polled(moved_to=two.address))
    assert [f.id for f in store.feeds.list()] == [two.id]


def test_text_no_database_takes_is_kept_with_a_mark_in_its_place(store: Store) -> None:
    of = feed(store, title="a\0b\ud800")
    (only,) = store.feeds.save_poll(of.id, polled(entry(1, title="x\ud800y\0", summary="\0")))
    kept = store.entries.get(only)
    assert kept is not None
    assert of.title == "a\ufffdb\ufffd"
    assert kept.entry.title.startswith("x\ufffdy")
    assert store.feeds.save_poll(of.id, polled(entry(1, title="x\ud800y\0", summary="\0"))) == ()


def test_a_clock_that_was_set_back_leaves_no_feed_waiting_for_years(store: Store) -> None:
    of = feed(store)
    ahead = NOW + timedelta(days=900)
    store.feeds.claim_due(ahead, 9, 60)
    store.feeds.save_poll(of.id, polled(at=ahead))
    assert len(store.feeds.claim_due(NOW, 9, 60)) == 1


def test_a_feed_removed_while_it_is_polled_takes_nothing_up(store: Store) -> None:
    of = feed(store)
    store.feeds.remove(of.id, NOW, purge=True)
    assert store.feeds.save_poll(of.id, polled(entry(1))) == ()


def test_an_address_longer_than_an_index_holds_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="longer than"):
        feed(store, "https://news.example/" + "x" * 3000)
