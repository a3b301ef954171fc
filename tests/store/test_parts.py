"""The smaller parts: signatures, hosts, workers, corrections."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kilas.core.article import Article, Reservation, Rights
from kilas.core.entry import Entry
from kilas.store import Store
from kilas.store.records import Correction, Robots, TooMany
from kilas.store.values import from_json, storable, to_json
from tests.store.making import DAY, HOUR, NOW, SECOND, article, feed, published


def test_articles_that_share_a_band_are_candidates_the_earliest_first(store: Store) -> None:
    store.signatures.save("late", [2**64 - 1, 7], NOW + HOUR)
    store.signatures.save("early", [0, 2**64 - 1, 2**63], NOW)
    store.signatures.save("other", [8], NOW)
    store.signatures.save("early", [0, 2**64 - 1], NOW + DAY)
    assert store.signatures.candidates("late", [2**64 - 1, 7], NOW, 9) == ("early", "late")
    assert store.signatures.candidates("late", [2**64 - 1], NOW + SECOND, 9) == ("late",)
    assert store.signatures.candidates("early", [2**64 - 1], NOW + SECOND, 9) == ("early", "late")
    assert store.signatures.candidates("new", [2**63], NOW, 9) == ()
    store.signatures.save("same", [0, 2**64 - 1], NOW + 2 * HOUR)
    assert store.signatures.candidates("same", [0, 2**64 - 1], NOW, 1) == ("early", "same")
    assert store.signatures.candidates("early", [0, 2**64 - 1], NOW, 1) == ("early", "same")
    assert store.signatures.forget(NOW + SECOND) == 3
    assert store.signatures.candidates("new", [8], NOW - DAY, 9) == ()


def test_turns_of_a_host_follow_each_other(store: Store) -> None:
    assert [store.hosts.take_turn("a.example", NOW, 0.5) for _ in range(3)] == [0.0, 0.5, 1.0]
    assert store.hosts.take_turn("b.example", NOW, 0.5) == 0.0
    assert store.hosts.take_turn("a.example", NOW + HOUR, 0.5) == 0.0


def test_a_host_that_asks_for_a_pause_has_one(store: Store) -> None:
    store.hosts.pause("a.example", NOW + 30 * SECOND)
    assert store.hosts.take_turn("a.example", NOW, 1) == 30.0
    assert store.hosts.take_turn("a.example", NOW, 1) == 31.0


def test_turns_reserved_before_the_clock_was_set_back_bind_nobody(store: Store) -> None:
    store.hosts.take_turn("a.example", NOW + DAY, 30)
    assert store.hosts.take_turn("a.example", NOW, 1) == 0.0
    assert store.hosts.take_turn("a.example", NOW - SECOND, 1) == 2.0


def test_robots_are_kept_with_what_the_host_answered(store: Store) -> None:
    assert store.hosts.robots("a.example") is None
    store.hosts.take_turn("a.example", NOW, 1)
    assert store.hosts.robots("a.example") is None
    store.hosts.save_robots("a.example", None, 404, NOW)
    assert store.hosts.robots("a.example") == Robots(text=None, status=404, fetched=NOW)
    store.hosts.save_robots("a.example", "User-agent: *\0", 200, NOW + DAY)
    assert store.hosts.robots("a.example") == Robots(
        text="User-agent: *\ufffd", status=200, fetched=NOW + DAY
    )


def test_of_a_worker_the_last_beat_is_kept_until_it_is_forgotten(store: Store) -> None:
    store.workers.beat("worker-1", NOW)
    store.workers.beat("worker-2", NOW)
    store.workers.beat("worker-2", NOW + HOUR)
    assert store.workers.beats() == {"worker-1": NOW, "worker-2": NOW + HOUR}
    assert store.workers.forget("worker-1", NOW)
    assert store.workers.beats() == {"worker-2": NOW + HOUR}


def test_a_correction_is_kept_until_it_is_dealt_with(store: Store) -> None:
    made = published(store, feed(store))
    given = store.moderation.add_correction(
        "The bridge is\0 a tunnel", item_id=made.id, contact="a@b.example", address="192.0.2.1", now=NOW
    )
    assert isinstance(given, Correction)
    assert given.message == "The bridge is\ufffd a tunnel"
    assert store.moderation.corrections() == (given,)
    assert store.moderation.close_correction(given.id)
    assert store.moderation.corrections() == ()
    assert store.moderation.corrections(with_done=True)[0].is_done
    assert not store.moderation.close_correction("unknown")


def test_a_correction_about_nothing_published_names_no_item(store: Store) -> None:
    given = store.moderation.add_correction("x", item_id="x" * 9_999, address="192.0.2.1", now=NOW)
    assert isinstance(given, Correction)
    assert given.item_id is None


def test_one_address_may_write_only_so_often(store: Store) -> None:
    for minute in range(5):
        assert isinstance(
            store.moderation.add_correction(
                "x", address="192.0.2.1", now=NOW + minute * timedelta(minutes=1)
            ),
            Correction,
        )
    refused = store.moderation.add_correction("x", address="192.0.2.1", now=NOW + timedelta(minutes=5))
    assert refused == TooMany(retry_after_s=55 * 60)
    assert isinstance(store.moderation.add_correction("x", address="192.0.2.2", now=NOW + HOUR), Correction)
    assert isinstance(store.moderation.add_correction("x", address="192.0.2.1", now=NOW + HOUR), Correction)
    assert len(store.moderation.corrections()) == 7


def test_no_address_is_kept_and_its_hash_only_for_a_day(store: Store) -> None:
    from sqlalchemy import select

    from kilas.store.tables import visits

    def visitors() -> set[str]:
        return set(store.database.read(lambda c: c.scalars(select(visits.c.visitor)).all()))

    store.moderation.add_correction("x", address="192.0.2.1", now=NOW)
    first = visitors()
    store.moderation.add_correction("x", address="192.0.2.1", now=NOW + DAY + SECOND)
    assert len(first) == len(visitors()) == 1
    assert first != visitors()
    assert "192.0.2.1" not in next(iter(first))


def test_an_article_comes_back_as_it_was_kept() -> None:
    assert from_json(Article, to_json(article())) == article()
    assert from_json(Article, to_json(article())).revision == article().revision
    rights = Rights(mode="link", reservations=(Reservation("noai", "meta-robots"),))
    assert from_json(Rights, to_json(rights)) == rights


@given(st.text(st.characters(), max_size=20), st.text(st.characters(exclude_categories=[]), max_size=20))
def test_text_is_kept_code_point_by_code_point(plain: str, wild: str) -> None:
    kept = from_json(Entry, to_json(Entry(title=plain, summary=wild)))
    assert kept.title == plain
    assert len(kept.summary) == len(wild)
    assert [
        a for a, b in zip(kept.summary, wild, strict=True) if a != b and not "\ud800" <= b <= "\udfff"
    ] == []
    assert storable(storable(wild)) == storable(wild)
    assert "\0" not in storable(wild)


def test_a_name_is_one_worker_s_until_it_ends(postgres_database: str) -> None:
    Store.open(postgres_database, migrate=True).close()
    with Store.open(postgres_database) as other:
        with Store.open(postgres_database) as one:
            assert one.workers.take_name("here-worker-1")
            assert not other.workers.take_name("here-worker-1")
            assert other.workers.take_name("here-worker-2")
        assert other.workers.take_name("here-worker-1")
