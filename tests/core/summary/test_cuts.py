from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kilas.core.check.cuts import is_allowed_cut
from kilas.core.summary.trimming import cut
from kilas.core.text import words


@pytest.mark.parametrize(
    ("language", "sentence", "left"),
    [
        ("id", "KOTA CONTOH, KABAR PESISIR – Harga cabai turun.", "Harga cabai turun."),
        ("id", "MUARAKALA (Suara Muarakala) — Banjir surut.", "Banjir surut."),
        ("en", "HARBOUR TOWN, March 3 (Outlet) — The pier opened.", "The pier opened."),
        ("en", "However, the pier stayed shut.", "The pier stayed shut."),
        ("en", "But prices fell.", "Prices fell."),
        ("id", "Sementara itu, warga menunggu.", "Warga menunggu."),
        ("id", "Selain itu pemerintah menambah dana.", "Pemerintah menambah dana."),
        ("en", "The dam (see pictures of the wall) held.", "The dam held."),
        ("en", "(See pictures of the wall.) But the dam held.", "The dam held."),
        ("id", "(Lihat foto tembok.) Namun, bendungan itu bertahan.", "Bendungan itu bertahan."),
        ("id", "Akibatnya, sumur warga mengering.", "Sumur warga mengering."),
    ],
)
def test_a_dateline_a_connective_and_an_aside_go(language: str, sentence: str, left: str) -> None:
    assert cut(sentence, language) == left
    assert is_allowed_cut(sentence, left)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("id", "Sidang digelar pada Kamis (1/10/2026) pagi."),
        ("id", "Karyadi (61 tahun), petani, selamat."),
        ("en", "Colm Rafferty (39) stands trial."),
        ("en", "The wall (see page 12) held."),
        ("en", "Still waters run deep."),
        ("id", "Joko Santosa (52) ditahan Komisi Antirasuah (KA) pada Kamis."),
        ("en", "The motion passed with a clear margin (39)."),
        ("id", "“Karyadi (61) selamat,” kata dia."),
        ("en", "So many people came."),
        ("en", "Then-mayor Ada Voss resigned."),
        ("en", "The bank (which holds 12 percent) agreed."),
        ("id", "Bank Dunia (World Bank) menambah pinjaman."),
        ("id", "“Putusan (1/10) itu berat,” kata dia."),
        ("en", "The well-known harbour - a landmark - closed."),
        ("en", "Anna Beth - the mayor - resigned."),
        ("fr", "Mais le pont reste fermé."),
    ],
)
def test_what_belongs_to_the_sentence_stays(language: str, sentence: str) -> None:
    assert cut(sentence, language) == sentence


@given(st.text(max_size=200), st.sampled_from(["en", "id", "de"]))
@example("ß", "de")  # no capital of its own
def test_a_cut_only_ever_takes_words_away(sentence: str, language: str) -> None:
    remaining = iter(w.lower() for w in words(sentence))
    assert all(w.lower() in remaining for w in words(cut(sentence, language)))
