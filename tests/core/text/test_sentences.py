from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.text import sentences


def split(text: str, language: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("id", ["Prof. Dr. H. Ahmad Rusli bertemu dr. Sari di Jl. Mawar No. 5.", "Ia pulang."]),
        ("id", ["PT Contoh Tbk. di Kota Lama melaporkan laba.", "Sahamnya naik."]),
        ("id", ["Saham naik pada pembukaan PT Contoh Tbk.", "Namun, volume turun."]),
        ("id", ["“Benar? Ya!” ujarnya.", "Warga diam."]),
        ("id", ["Harga naik 3,5 persen menjadi Rp1.250.", "Pukul 08.30 WIB pasar buka."]),
        ("id", ["Sri Lestari, S.H., M.Hum. memimpin sidang.", "Sidang ditunda."]),
        ("id", ["Bus melayani Rute C.", "Menurut dia, itu cukup."]),
        ("id", ["Rapat dipimpin Rudi Salam, M.Si.", "Hasilnya diumumkan Rabu."]),
        ("id", ["Pasien dirawat Ani Putri, Sp.JP. di Kota Lama.", "Kondisinya stabil."]),
        ("id", ["Rapat mulai pukul 08.30 WIB.", "Bupati datang terlambat."]),
        ("id", ["Toko itu menjual beras, gula, dll.", "Pembeli antre."]),
        ("id", ["Kombes Pol. Irwan Nata menumpang KM. Surya Laut.", "Laut tenang."]),
        (
            "id",
            ["Bus melayani rute A, B, dan C.", "Tarifnya tetap.", "Ia pindah ke Blok D.", "Warga senang."],
        ),
        ("id", ["Semua habis…", "Hanya tiang yang tersisa."]),
        ("en", ["They chose Plan B.", "Critics laughed."]),
        ("en", ["He left at 9 a.m.", "Marek stayed."]),
        ("en", ["They chose Plan B.", "But it failed."]),
        ("en", ["Mr. Smith of the U.S. Senate left at 5 p.m. Friday.", "He said no more."]),
        ("en", ["He left at 5 p.m.", "The door was open."]),
        ("en", ["Acme Inc. Chairman J. R. Doe resigned.", "But the board stayed."]),
        ("en", ["“I go. You stay,” she said.", "They parted."]),
        ("en", ["Prices rose 3.5 percent to $1,250.75.", "Sales fell."]),
        ("en", ["“Why?” he asked.", "Nobody knew (not even the mayor. Or so they said)."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(language: str, expected: list[str]) -> None:
    assert split(" ".join(expected), language) == expected


def test_a_lost_space_after_a_full_stop_still_ends_the_sentence() -> None:
    assert split("Rapat telah selesai.Pemerintah pulang. Kompas.Com menulis.", "id") == [
        "Rapat telah selesai.",
        "Pemerintah pulang.",
        "Kompas.Com menulis.",
    ]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000"])
@pytest.mark.parametrize("language", ["en", "id", "vi"])
def test_a_space_of_another_width_behind_an_initial_moves_no_sentence(space: str, language: str) -> None:
    text = "Pak J{0}. Salim pulang. Warga é senang.{0}Pasar buka{0}."
    printed = text.format(space)
    assert sentences(printed, language) == sentences(text.format(" "), language)
    assert split(printed, language)[-1] == f"Pasar buka{space}."


def test_no_sentence_crosses_a_line_break() -> None:
    assert split("Judul tanpa titik\n\nIsi pertama.\nIsi kedua.", "id") == [
        "Judul tanpa titik",
        "Isi pertama.",
        "Isi kedua.",
    ]


@given(st.text(max_size=400), st.sampled_from(["id", "en", "zh", "th", "und"]))
def test_spans_are_in_order_trimmed_and_cover_every_letter(text: str, language: str) -> None:
    spans = sentences(text, language)
    assert all(s.start < s.end and text[s.start : s.end].strip() == text[s.start : s.end] for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())
