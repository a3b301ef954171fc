from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kilas.core.summary.ahead import SURE, look_ahead
from kilas.core.text import fold, words

PUBLISHED = datetime(2026, 3, 10, tzinfo=UTC)


def looks_ahead(language: str, text: str, published: datetime | None = PUBLISHED) -> bool:
    return look_ahead(text, [fold(w) for w in words(text)], language, published) >= SURE


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The harbour will close for a week."),
        ("en", "A ruling is due in June."),
        ("en", "The fair opens on Saturday."),
        ("en", "The owner has until May to reply."),
        ("en", "If the vote fails, the plan goes back to the board."),
        ("en", "The mine could close if prices stay low."),
        ("id", "Jembatan itu bakal ditutup sepekan."),
        ("id", "Warga menunggu keputusan gubernur."),
        ("id", "Tarif baru berlaku mulai 1 April."),
        ("id", "Pendaftaran dibuka pada 4 Mei."),
        ("id", "Jika gagal, lelang diulang."),
        ("id", "Laga berikutnya digelar pekan depan."),
    ],
)
def test_what_is_still_to_come_looks_ahead(language: str, text: str) -> None:
    assert looks_ahead(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The fair opened on Saturday."),
        ("en", "He left the boat to his sister in his will."),
        ("en", "The club would have moved in 2020."),
        ("en", "She would later regret it."),
        ("en", "The harbour is older than the town."),
        ("en", "The mine is closed, the owner told reporters on Friday."),
        ("id", "Akan tetapi, warga menolak."),
        ("id", "Mereka haus akan kemenangan."),
        ("id", "Tahun lalu dinas berencana membangun jembatan."),
        ("id", "Pelaku segera dilarikan ke rumah sakit."),
        ("id", "Kebakaran terjadi pada 4 Januari."),
        ("fr", "Le port fermera demain."),
    ],
)
def test_what_is_over_or_only_sounds_like_a_plan_does_not(language: str, text: str) -> None:
    assert not looks_ahead(language, text)


def test_a_date_lies_ahead_only_of_the_day_of_publication() -> None:
    text = "Pendaftaran dibuka pada 4 Mei dan ditutup 9 Mei."
    assert looks_ahead("id", text, datetime(2026, 4, 1, tzinfo=UTC))
    before = look_ahead(text, [fold(w) for w in words(text)], "id", datetime(2026, 4, 1, tzinfo=UTC))
    after = look_ahead(text, [fold(w) for w in words(text)], "id", datetime(2026, 6, 1, tzinfo=UTC))
    assert after < before


def test_a_leap_day_without_a_year_is_no_error() -> None:
    assert not looks_ahead("id", "Ia lahir pada 29 Februari.", datetime(2026, 9, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "July 8, 1972: Super Bowl of Motocross."),
        ("en", "You will find more of these mugs in the shop next week."),
        ("en", "A must-see video for all football fans."),
        ("en", "They insist that their only job is to win votes."),
        ("en", "In June 2012 a commander announced that vaccines would be banned."),
        ("id", "Korban baru sadar motornya hilang saat hendak berangkat kuliah."),
        ("id", "Berdasarkan data per 16 Oktober 2025, ada 89 dapur di kabupaten itu."),
        ("id", "Dengan paket itu, kamu akan mendapatkan jersey dan medali."),
    ],
)
def test_a_list_entry_an_advice_and_a_past_intent_do_not_look_ahead(language: str, text: str) -> None:
    assert not looks_ahead(language, text)
