"""Intents carried out, one entry's or many's, on both engines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from kilas.core.article import Article, Refusal
from kilas.core.publishing import Copies, Copy, Facts, Intent, Settle, Turn, plan
from kilas.errors import StoreError
from kilas.pipeline.intents import carry_out, feed_facts
from kilas.store import Store
from kilas.store.records import Feed, Withheld
from kilas.testing import postgres
from tests.store.making import HOUR, NOW, article, brief, entry, feed, polled

MANY = 12


@pytest.fixture(params=["sqlite", "postgresql"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Two stores that hold the same: entries of one feed that wait."""
    with ExitStack() as opened:
        made = []
        for name in ("one", "other"):
            url = f"sqlite:///{tmp_path}/{name}.db"
            if request.param == "postgresql":
                url = opened.enter_context(postgres.database(request.getfixturevalue("postgres_url")))
            made.append(opened.enter_context(Store.open(url, migrate=True, patience_s=60)))
            of = feed(made[-1])
            made[-1].feeds.save_poll(of.id, polled(*(entry(n) for n in range(MANY))))
        yield made[0], made[1]


def _feed(store: Store) -> Feed:
    ((health),) = store.feeds.health()
    return health.feed


def planned(store: Store) -> list[tuple[Intent, ...]]:
    """A brief for most entries, a copy, a link, a refusal, and what was taken down."""
    of, found = _feed(store), []
    waiting = {stored.entry.guid: stored for stored in store.entries.of_feed(of.id)}
    for number in range(MANY):
        stored = waiting[f"g{number}"]
        got: Article | Refusal = article(number)
        if number % 5 == 4:
            got = Refusal(source="", reason="paywall" if number % 2 else "gone", detail="seen", mend="")
        copies = Copies(earlier=(Copy(id=article(0).id, under=None),)) if number % 5 == 3 else Copies()
        facts = Facts(
            turn=Turn(entry_id=stored.id, changed=stored.changed),
            entry=stored.entry,
            feed=feed_facts(of),
            got=got,
            made=None if isinstance(got, Refusal) else brief(number),
            shown=None,
            copies=copies,
        )
        found.append(plan(facts, NOW))
    return found


def told(store: Store) -> tuple[object, ...]:
    entries = sorted(store.entries.of_feed(_feed(store).id), key=lambda one: one.id)
    items = sorted(store.items.list(limit=99), key=lambda one: one.id)
    return entries, items, [store.items.copies_of(item.id) for item in items], store.care.digest()


def take_down(store: Store, number: int) -> None:
    """Publish one, and take it down before its turn comes."""
    (intents,) = planned(store)[number : number + 1]
    carry_out(store, [one for one in intents if not isinstance(one, Settle)], NOW)
    assert store.moderation.take_down(article(number).id, "asked for", NOW) is not None


def test_a_batch_comes_to_the_same_as_one_by_one(stores: tuple[Store, Store]) -> None:
    by_one, at_once = stores
    for store in stores:
        take_down(store, 6)
    for intents in planned(by_one):
        carry_out(by_one, intents, NOW)
    done = carry_out(at_once, [one for intents in planned(at_once) for one in intents], NOW)
    assert told(at_once) == told(by_one)
    assert [one.state for one in done.settled].count("refused") == 2
    assert done.published[article(6).id] == Withheld(item_id=article(6).id, reason="taken_down")
    assert {stored.reason for stored in at_once.entries.of_feed(_feed(at_once).id)} == {
        *(None, "copy", "paywall", "gone", "taken_down")
    }
    assert at_once.search.find("randu").total == by_one.search.find("randu").total > 0
    assert at_once.items.last_change() is not None
    assert at_once.care.check() == by_one.care.check() == ()


def test_intents_that_are_carried_out_again_change_nothing(stores: tuple[Store, Store]) -> None:
    store, _ = stores
    intents = [one for some in planned(store) for one in some]
    carry_out(store, intents, NOW)
    before = told(store)
    carry_out(store, intents, NOW + HOUR)
    assert told(store) == before


def test_a_fault_half_way_leaves_nothing_of_a_batch(
    stores: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = stores
    intents = [one for some in planned(store) for one in some]
    before = told(store), store.items.last_change()
    settle, settled = type(store.entries).settle, []

    def failing(self: object, entry_id: str, *more: object, **named: object) -> bool:
        settled.append(entry_id)
        if len(settled) == MANY // 2:
            raise StoreError("the disk is full", "free some room")
        return settle(self, entry_id, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(type(store.entries), "settle", failing)
    with pytest.raises(StoreError):
        carry_out(store, intents, NOW)
    assert (told(store), store.items.last_change()) == before


def test_two_workers_that_carry_out_the_same_in_another_order_come_to_the_same(
    stores: tuple[Store, Store],
) -> None:
    by_one, at_once = stores
    there = planned(at_once)
    orders = [[one for some in order for one in some] for order in (there, there[::-1])]
    with ThreadPoolExecutor(2) as workers:
        list(workers.map(lambda intents: carry_out(at_once, intents, NOW), orders))
    for intents in planned(by_one):
        carry_out(by_one, intents, NOW)
    assert at_once.items.copies_of(article(0).id) == by_one.items.copies_of(article(0).id)
    assert {item.id for item in at_once.items.list(limit=99)} == {
        item.id for item in by_one.items.list(limit=99)
    }
    assert at_once.care.check() == ()


def test_an_entry_that_says_something_else_meanwhile_still_waits(stores: tuple[Store, Store]) -> None:
    store, _ = stores
    first = planned(store)[0]
    stored = store.entries.waiting(1)[0]
    moved = [
        replace(one, turn=replace(one.turn, changed=stored.changed - HOUR))
        if isinstance(one, Settle)
        else one
        for one in first
    ]
    carry_out(store, moved, NOW)
    assert len(store.entries.waiting(99)) == MANY


def test_nothing_to_carry_out_writes_nothing(stores: tuple[Store, Store]) -> None:
    store, _ = stores
    none: Sequence[Intent] = ()
    assert carry_out(store, none, NOW).settled == ()
    assert store.items.last_change() is None
