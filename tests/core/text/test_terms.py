"""How texts are cut for search, and what queries ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.text.terms import Wanted, terms, wanted


def holds(text: str, query: str) -> bool:
    """Whether `text` holds all that `query` asks for: what every engine must answer."""
    have = terms(text)
    return all(_holds(have, want) for want in wanted(query))


def _holds(have: list[str], want: Wanted) -> bool:
    size = len(want.terms)
    for start in range(len(have) - size + 1):
        window = have[start : start + size]
        if tuple(window) == want.terms:
            return True
        if want.is_prefix and tuple(window[:-1]) == want.terms[:-1] and window[-1].startswith(want.terms[-1]):
            return True
    return False


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Harga naik jadi Rp31,5 miliar", "31,5"),
        ("COVID-19 di Jawa", "covid 19"),
        ("Café Müller", "cafe muller"),
        ("cafe muller", "CAFÉ MÜLLER"),
        ("Việt Nam và Đức", "viet duc"),
        ("anak-anak bermain", "anak"),
        ("salat Jum’at di masjid", "jumat"),
        ("東京都は首都", "京都"),
        ("東京都は首都", "都"),
        ("ราคาน้ำมันวันนี้", "น้ำมัน"),
        ("သတင်း ဖတ်ပါ", "သတင်း"),
        ("हिन्दी समाचार", "समाचार"),
        ("اَلْأَخْبَارُ اليوم", "الأخبار"),
        ("שָׁלוֹם עולם", "שלום"),
        ("한국 뉴스", "뉴스"),
        ("Новости дня", "НОВОСТИ"),
        ("Ειδήσεις σήμερα", "ειδησεις"),
        ("the president of the bank", '"president of the bank"'),
        ("menaikkan harga", "harga menai"),
        ("ＮＡＴＯ", "nato"),
    ],
)
def test_words_are_found_in_any_script_and_however_printed(text: str, query: str) -> None:
    assert holds(text, query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("bank of the world", '"world bank"'),
        ("harga menaikkan", '"harga menai"'),
        ("menaikkan harga", "menai harga"),
        ("東京と京都", '"東京都"'),
        ("gas", "g"),
    ],
)
def test_quotes_keep_order_and_only_the_last_word_may_go_on(text: str, query: str) -> None:
    assert not holds(text, query)


def test_words_of_every_text_are_left_out_while_others_are_asked_for() -> None:
    assert [w.terms for w in wanted("the price of rice")] == [("price",), ("rice",)]
    assert [w.terms for w in wanted("the of")] == [("the",), ("of",)]


def test_a_stop_word_in_capitals_is_a_name() -> None:
    assert [w.terms for w in wanted("US economy")] == [("us",), ("economy",)]
    assert [w.terms for w in wanted("THE PRICE OF RICE")] == [("price",), ("rice",)]


@pytest.mark.parametrize("query", ["", "   ", "…", '"', '""', "?!", "* AND (", "\ue000lid"])
def test_a_query_of_signs_asks_for_nothing_that_is_syntax(query: str) -> None:
    assert all(term.isalnum() for want in wanted(query) for term in want.terms)


@given(st.text())
def test_every_text_is_found_by_each_of_its_words(text: str) -> None:
    for word in text.split():
        if len(word) <= 60 and '"' not in word:
            assert holds(text, word), word


@given(st.text(), st.text())
def test_terms_hold_nothing_that_an_engine_would_read_as_syntax(text: str, query: str) -> None:
    found = terms(text) + [term for want in wanted(query) for term in want.terms]
    assert not any(set(term) & set(" '\"\\:*&|!()<>\0\ue000") or not term for term in found)
