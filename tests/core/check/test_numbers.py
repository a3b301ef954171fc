from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.check import numbers
from kilas.core.check.numbers import read_numeral

PRINTED = [
    # language, text, (value, unit) of each number
    ("id", "sebanyak 1.250 rumah", [(1250, "")]),
    ("en", "a ratio of 1.250", [(1.25, "")]),
    ("id", "rasio 1,250", [(1.25, "")]),
    ("en", "some 1,250 homes", [(1250, "")]),
    ("id", "nilainya 1.000,5", [(1000.5, "")]),
    ("en", "nilainya 1.000,5", [(1000.5, "")]),
    ("id", "worth 1,000.5", [(1000.5, "")]),
    ("en", "worth 1,000.5", [(1000.5, "")]),
    ("id", "1.234.567 jiwa", [(1234567, "")]),
    ("en", "1,234,567.89 in all", [(1234567.89, "")]),
    ("en", "12\u202f500 voters", [(12500, "")]),
    ("en", "1,25,000 rupees", [(125000, "INR")]),
    ("id", "0.125 dan 0,125", [(0.125, ""), (0.125, "")]),
    ("id", "senilai Rp2,3 triliun", [(2.3e12, "IDR")]),
    ("id", "denda Rp 5 M dan Rp750 jt", [(5e9, "IDR"), (7.5e8, "IDR")]),
    ("id", "tarif Rp5.000 per orang", [(5000, "IDR")]),
    ("id", "utang US$1,5 miliar", [(1.5e9, "USD")]),
    ("id", "sekitar 40 juta rupiah", [(4e7, "IDR")]),
    ("id", "2 juta dolar AS", [(2e6, "USD")]),
    ("en", "4.2 billion people", [(4.2e9, "")]),
    ("en", "a $3m prize", [(3e6, "USD")]),
    ("en", "£1.2bn and €40 million", [(1.2e9, "GBP"), (4e7, "EUR")]),
    ("en", "a 100m sprint", [(100, "m")]),
    ("en", "10k runners", [(10000, "")]),
    ("en", "1.2m tickets and 3.5m people on a 2.5m wall", [(1.2e6, ""), (3.5e6, ""), (2.5, "m")]),
    ("en", "1.1 million, that is 1,100,000", [(1100000, ""), (1100000, "")]),
    ("en", "$3-5m", [(3e6, "USD"), (5e6, "USD")]),
    ("en", "85p a share, in 720p", [(0.85, "GBP"), (720, "")]),
    ("en", "43.6C, 110F and 5 °C", [(43.6, "celsius"), (110, "fahrenheit"), (5, "celsius")]),
    ("en", "cut by 25 basis points or 50bps", [(25, "bp"), (50, "bp")]),
    ("id", "naik 25 basis poin", [(25, "bp")]),
    ("id", "60 km/jam di lahan 12 meter persegi", [(60, "kmh"), (12, "m2")]),
    ("en", "at 70 mph, or 110km/h, for 9 millimetres", [(70, "mph"), (110, "kmh"), (9, "mm")]),
    ("en", "5 1/2 hours, 2½ miles, ¾ of it, 3/4 of them", [(5.5, ""), (2.5, "mile"), (0.75, ""), (0.75, "")]),
    ("en", "minus 5 degrees Celsius", [(-5, "celsius")]),
    ("en", "five million dollars", [(5e6, "USD")]),
    ("id", "naik 12,5 persen", [(12.5, "percent")]),
    ("en", "up 12.5%, or 3 per cent", [(12.5, "percent"), (3, "percent")]),
    ("en", "a 5-percent rise of two percentage points", [(5, "percent"), (2, "point")]),
    ("id", "turun 2 poin persentase", [(2, "point")]),
    ("id", "panjangnya 12 kilometer", [(12, "km")]),
    ("id", "tiga orang", [(3, "")]),
    ("id", "dua puluh tiga desa", [(23, "")]),
    ("id", "seratus dua puluh lima ribu", [(125000, "")]),
    ("id", "dua setengah juta", [(2.5e6, "")]),
    ("id", "sebelas, dua belas, sepuluh, seribu", [(11, ""), (12, ""), (10, ""), (1000, "")]),
    ("id", "selusin telur", [(12, "")]),
    ("id", "5 lusin telur", [(60, "")]),
    ("id", "sepertiga, dua pertiga, seperempat", [(1 / 3, ""), (2 / 3, ""), (0.25, "")]),
    ("id", "setengah dari warga", [(0.5, "")]),
    ("id", "peringkat ketiga, ke-21 dan kesepuluh", [(3, ""), (21, ""), (10, "")]),
    ("en", "twenty-three ships", [(23, "")]),
    ("en", "two hundred and five", [(205, "")]),
    ("en", "a hundred, a dozen, two dozen", [(100, ""), (12, ""), (24, "")]),
    ("en", "half a million", [(500000, "")]),
    ("en", "one and a half million", [(1.5e6, "")]),
    ("en", "three thousand four hundred and twelve", [(3412, "")]),
    ("en", "two-thirds, three quarters, a third, one-fifth", [(2 / 3, ""), (0.75, ""), (1 / 3, ""), (0.2, "")]),
    ("en", "the third, 21st and twenty-first", [(3, ""), (21, ""), (21, "")]),
    ("en", "dozens of ships, hundreds of people, a second chance at it", [(2, "")]),
    ("id", "ratusan warga, ribuan pohon", []),
    ("en", "Covid-19 and the A380", []),
    ("en", "pre-2010 rules of the 1990s", [(2010, ""), (1990, "")]),
    ("id", "era 1990-an", [(1990, "")]),
    ("en", "it fell to -5 degrees Celsius", [(-5, "celsius")]),
    ("en", "rows 3,4,5 and 12.10.2020", [(3, ""), (4, ""), (5, ""), (12, ""), (10, ""), (2020, "")]),
    ("en", "won 2-1", [(2, ""), (1, "")]),
    ("fr", "1.250 maisons", [(1250, "")]),
    ("ja", "1,250人", [(1250, "")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), PRINTED)
def test_a_number_is_worth_what_its_language_prints(
    language: str, text: str, expected: list[tuple[float, str]]
) -> None:
    found = numbers(text, language)
    assert [n.unit for n in found] == [unit for _, unit in expected]
    assert [n.value for n in found] == pytest.approx([value for value, _ in expected])


@pytest.mark.parametrize(
    ("language", "text", "low", "high", "unit"),
    [
        ("id", "3-5 juta orang", 3e6, 5e6, ""),
        ("id", "Rp2–3 triliun", 2e12, 3e12, "IDR"),
        ("id", "antara 3 dan 5 persen", 3, 5, "percent"),
        ("id", "10 hingga 20 kilometer", 10, 20, "km"),
        ("en", "between 3 and 5 million", 3e6, 5e6, ""),
        ("en", "4 million to 5 million dollars", 4e6, 5e6, "USD"),
        ("en", "2010-2015", 2010, 2015, ""),
        ("id", "dua-tiga orang", 2, 3, ""),
    ],
)
def test_the_ends_of_a_range_share_scale_and_unit(
    language: str, text: str, low: float, high: float, unit: str
) -> None:
    first, second = numbers(text, language)
    assert (first.value, second.value) == (low, high)
    assert (first.part, second.part) == ("low", "high")
    assert first.unit == second.unit == unit


@pytest.mark.parametrize(
    ("language", "text", "hours"),
    [
        ("en", "at 07:55", 7 + 55 / 60),
        ("en", "at 10pm", 22),
        ("en", "at 9.30 am", 9.5),
        ("en", "at 12:15 a.m. sharp", 0.25),
        ("id", "pukul 12.30 WIB", 12.5),
        ("id", "22.00 WIB", 22),
    ],
)
def test_a_time_of_day_is_read_in_hours(language: str, text: str, hours: float) -> None:
    (found,) = numbers(text, language)
    assert found.kind == "clock"
    assert found.value == pytest.approx(hours)


def test_kinds_tell_years_ordinals_and_fractions_apart() -> None:
    found = numbers("In 1998 the third ship carried two-thirds of 40 crates.", "en")
    assert [n.kind for n in found] == ["year", "ordinal", "fraction", "cardinal"]


def test_a_number_keeps_its_printed_text_and_place() -> None:
    text = "Anggarannya Rp31,5 miliar tahun ini."
    (found,) = numbers(text, "id")
    assert found.text == text[found.start : found.end] == "Rp31,5 miliar"
    assert found.step == pytest.approx(1e8)


def test_numbers_in_words_need_a_language_we_know() -> None:
    assert numbers("drei Häuser", "de") == ()


@given(st.integers(0, 10**12), st.sampled_from(["id", "en"]))
def test_any_whole_number_printed_with_separators_is_read_back(value: int, language: str) -> None:
    printed = f"{value:,}" if language == "en" else f"{value:,}".replace(",", ".")
    read = read_numeral(printed, language)
    assert read is not None
    assert read[0] == value


@given(st.text(), st.sampled_from(["id", "en", "vi", "und"]))
def test_no_text_makes_the_reader_of_numbers_fail(text: str, language: str) -> None:
    for found in numbers(text, language):
        assert text[found.start : found.end] == found.text
