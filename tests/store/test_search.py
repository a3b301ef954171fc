"""What readers find, the same on both engines."""

from __future__ import annotations

import pytest

from kilas.store import Store
from kilas.store import search as searching
from tests.core.text.test_terms import holds
from tests.store.making import NOW, SECOND, feed, link, published

HEADLINES = (
    "Harga beras naik jadi Rp31,5 miliar",
    "Covid-19 di Jawa: the WHO warns",
    "Café Müller opens in Berlin",
    "Bank of the world, world bank",
    "東京都は首都です",
    "東京と京都",
    "ราคาน้ำมันวันนี้ขึ้น",
    "हिन्दी समाचार आज",
    "الأخبار اليوم",
    "한국 뉴스 오늘",
    "anak-anak bermain di sekolah",
    "Menaikkan harga: menteri menjawab",
    "O'Brien's bid isn't over",
    "C++ and 100% of \\ 'quotes' & \"more\"",
)
QUERIES = (
    "harga",
    "harga men",
    '"world bank"',
    '"bank of the world"',
    "31,5",
    "covid19",
    "京都",
    "東京都",
    "都",
    "น้ำมัน",
    "समाचार",
    "الأخبار",
    "뉴스",
    "the",
    "WHO",
    "anak",
    "cafe muller",
    "obrien",
    "isn't",
    "c++",
    "quotes' & | ! :* <-> (",
    'NEAR(harga beras) AND "',
    "\\",
    "harga -beras",
    "xyzzy",
)


def test_both_engines_find_what_the_cut_says(store: Store) -> None:
    of = feed(store, title="Feed")
    for number, headline in enumerate(HEADLINES):
        store.items.publish(link(of, number, headline=headline, source=""), None, NOW + number * SECOND)
    for query in QUERIES:
        found = [item.headline for item in store.search.find(query, limit=99).items]
        expected = [h for h in reversed(HEADLINES) if holds(h, query)] if searching.wanted(query) else []
        assert found == expected, query


def test_results_come_newest_first_by_language_and_feed_page_by_page(store: Store) -> None:
    one, two = feed(store), feed(store, "https://other.example/feed")
    made = [
        store.items.publish(
            link(one if n % 2 else two, n, headline="flood", language="id" if n < 3 else "en"), None, NOW
        )
        for n in range(6)
    ]
    assert store.search.find("flood", limit=2, offset=1).items == (made[4], made[3])
    assert store.search.find("flood").total == 6
    assert store.search.find("flood", language="id").items == (made[2], made[1], made[0])
    assert store.search.find("flood", feed_id=one.id, language="en").items == (made[5], made[3])
    assert store.search.find("flood", language="fr").total == 0


def test_results_are_counted_up_to_a_cap(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST_FOUND", 3)
    of = feed(store)
    for number in range(5):
        store.items.publish(link(of, number, headline="flood"), None, NOW)
    found = store.search.find("flood", limit=9)
    assert (found.total, found.is_capped, len(found.items)) == (3, True, 3)


def test_postgresql_reads_only_the_newest_texts_for_words_that_stand_together(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST_READ", 5)
    of = feed(store)
    for number in range(9):
        together = number in (1, 4, 6)
        headline = f"{'red flood' if together else 'flood red'} {'tide' if number else 'ebb'}"
        store.items.publish(link(of, number, headline=headline), None, NOW)
    found = store.search.find('"red flood" tide', limit=9)
    numbers = [6, 4, 1] if store.database.is_sqlite else [6, 4]
    assert [item.id for item in found.items] == [link(of, number).id for number in numbers]
    assert (found.total, found.is_capped) == (len(numbers), not store.database.is_sqlite)
    assert not store.search.find('"flood red" ebb').is_capped  # few enough to read them all


def test_the_text_of_a_brief_is_searched_and_a_changed_one_anew(store: Store) -> None:
    of = feed(store)
    published(store, of)
    assert store.search.find('"flood of 2019"').total == 1
    store.items.publish(link(of, 1, headline="Only a headline"), None, NOW)
    assert store.search.find('"flood of 2019"').total == 0
    assert store.search.find("headline").total == 1
    assert store.care.check() == ()


def test_the_index_can_be_made_anew(store: Store) -> None:
    published(store, feed(store))
    before = store.search.find("randu")
    assert store.care.reindex(NOW) == 1
    assert store.search.find("randu") == before
    assert store.care.check() == ()
