from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.check import dates
from kilas.core.check.dates import agree

NONE = None
PRINTED = [
    # language, text, (weekday, day, month, year) of each date
    ("id", "17 Agustus 2026", [(NONE, 17, 8, 2026)]),
    ("id", "pada Agustus 2026", [(NONE, NONE, 8, 2026)]),
    ("id", "pada 5 Mei", [(NONE, 5, 5, NONE)]),
    ("id", "Senin (3/8/2026)", [(0, 3, 8, 2026)]),
    ("id", "Jumat (14/8)", [(4, 14, 8, NONE)]),
    ("id", "Kamis, 6 Agustus 2026", [(3, 6, 8, 2026)]),
    ("id", "17-8-2026", [(NONE, 17, 8, 2026)]),
    ("id", "Minggu lalu, tiga minggu kemudian", [(6, NONE, NONE, NONE)]),
    ("en", "August 3, 2026", [(NONE, 3, 8, 2026)]),
    ("en", "3 August 2026", [(NONE, 3, 8, 2026)]),
    ("en", "the 3rd of August", [(NONE, 3, 8, NONE)]),
    ("en", "Monday, Aug. 3, 2026", [(0, 3, 8, 2026)]),
    ("en", "on Tuesday", [(1, NONE, NONE, NONE)]),
    ("en", "in May and on May 5", [(NONE, NONE, 5, NONE), (NONE, 5, 5, NONE)]),
    ("en", "they may march on", []),
    ("id", "1-5 Juni 2026", [(NONE, 1, 6, 2026), (NONE, 5, 6, 2026)]),
    ("en", "from 1 to 5 June", [(NONE, 1, 6, NONE), (NONE, 5, 6, NONE)]),
    ("en", "June 1-5, 2026", [(NONE, 1, 6, 2026), (NONE, 5, 6, 2026)]),
    ("id", "Senin, 1-3 Juni", [(0, 1, 6, NONE), (NONE, 3, 6, NONE)]),
    ("id", "tanggal satu Juni, tujuh belas Agustus 1945", [(NONE, 1, 6, NONE), (NONE, 17, 8, 1945)]),
    ("en", "the thirty-first of December", [(NONE, 31, 12, NONE)]),
    ("en", "May the fifth", [(NONE, 5, 5, NONE)]),
    ("en", "They march on Sundays.", [(6, NONE, NONE, NONE)]),
    ("en", "April Voss spoke. In April Apple spoke.", [(NONE, NONE, 4, NONE)]),
    ("en", "2026-08-03", [(NONE, 3, 8, 2026)]),
    ("en", "13/8/2026 and 8/25/2026", [(NONE, 13, 8, 2026), (NONE, 25, 8, 2026)]),
    ("en", "99/99/2026", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), PRINTED)
def test_a_date_keeps_just_the_parts_it_prints(
    language: str, text: str, expected: list[tuple[int | None, ...]]
) -> None:
    assert [(d.weekday, d.day, d.month, d.year) for d in dates(text, language)] == expected


def test_english_leaves_the_order_of_day_and_month_open() -> None:
    (english,) = dates("3/8/2026", "en")
    (indonesian,) = dates("3/8/2026", "id")
    assert english.either_order
    assert not indonesian.either_order
    (turned,) = dates("March 8, 2026", "en")
    assert agree(turned, english)
    assert not agree(turned, indonesian)


def test_a_date_agrees_only_with_one_that_prints_as_much() -> None:
    (full,) = dates("17 August 2026", "en")
    (short,) = dates("17 August", "en")
    assert agree(short, full)
    assert not agree(full, short)


@given(st.text(), st.sampled_from(["id", "en", "fr"]))
def test_no_text_makes_the_reader_of_dates_fail(text: str, language: str) -> None:
    for found in dates(text, language):
        assert text[found.start : found.end] == found.text
