"""What a sentence reports: harms, gains, and the ways in which they turn into each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.languages import language
from kilas.core.news_events import _alternatives, _initials, _listed, news_of, without_quotations
from kilas.core.tone import read_tone

# Invented reports, written after those of `evals/tones`; words were added for many of them later.
VARIANTS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "tone_variants.jsonl").read_text("utf-8").splitlines()
]
ENOUGH = 0.9  # of the variants of a language; the rest shows what the words miss


@pytest.mark.parametrize("code", ["en", "id"])
@pytest.mark.parametrize("label", ["negative", "neutral", "positive"])
def test_variants_of_each_kind_are_read_as_labelled(code: str, label: str) -> None:
    rows = [row for row in VARIANTS if (row["language"], row["label"]) == (code, label)]
    assert len(rows) >= 18
    wrong = [row["title"] for row in rows if read_tone(row["text"], row["title"], code).label != label]
    assert len(wrong) <= (1 - ENOUGH) * len(rows), wrong


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Crime in the city fell by a third."),
        ("en", "Road deaths are down by 28 percent."),
        ("en", "Unemployment has dropped to its lowest level."),
        ("en", "Profit doubled on strong sales."),
        ("en", "A jury cleared the nurse of manslaughter."),
        ("en", "All nine trapped miners were rescued."),
        ("en", "The layoffs were averted."),
        ("en", "Nobody was hurt in the explosion."),
        ("id", "Angka kejahatan turun sepertiga."),
        ("id", "Kematian akibat malaria berkurang separuh."),
        ("id", "Tingkat pengangguran turun ke titik terendah."),
        ("id", "Laba naik dua kali lipat."),
        ("id", "Hakim membebaskan petani dari tuduhan pencurian."),
        ("id", "Para penambang yang terjebak berhasil diselamatkan."),
        ("id", "Polisi menggagalkan penipuan."),
        ("id", "Tidak ada korban dalam ledakan itu."),
    ],
)
def test_a_harm_that_falls_or_ends_well_is_good_news(code: str, text: str) -> None:
    assert news_of(text, code) > 0.3


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Crime in the city rose by a third."),
        ("en", "Unemployment climbs to a record."),
        ("en", "Profit halved on weak sales."),
        ("en", "Five were rescued and two were killed."),
        ("en", "A free concert ended in a crush that left four dead."),
        ("id", "Angka kejahatan naik sepertiga."),
        ("id", "Laba turun separuh."),
        ("id", "Lima orang selamat dan dua orang tewas."),
        ("id", "Pesta ulang tahun kota berujung maut."),
    ],
)
def test_a_harm_that_grows_or_a_gain_that_ends_badly_is_bad_news(code: str, text: str) -> None:
    assert news_of(text, code) < -0.3


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The killer app has new icons."),
        ("en", "Shooting of a film about a murder has begun."),
        ("en", "The fire brigade will test the sirens."),
        ("en", "The road through Death Valley gets a new surface."),
        ("en", "The board meets on Tuesday."),
        ("id", "Pembunuh hama dijual mulai Senin."),
        ("id", "Film tentang pembunuhan itu tayang pada Senin."),
        ("id", "Dinas pemadam kebakaran menguji sirene."),
        ("id", "Konferensi Laut Mati dibuka pada Mei."),
        ("id", "Pesawat meninggalkan jejak putih."),
        ("id", "Rumah sakit pindah ke jalan lain."),
    ],
)
def test_grim_words_that_report_no_harm_are_no_news(code: str, text: str) -> None:
    assert news_of(text, code) == 0


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ('He died. "A wonderful, happy man," she said.', "He died.   she said."),
        ("A nurse known as “the best” died.", "A nurse known as   died."),
        ("Founder 'hailed as genius' jailed", "Founder   jailed"),
        ("The workers' union lost John's case.", "The workers' union lost John's case."),
    ],
)
def test_quotations_are_left_out(text: str, plain: str) -> None:
    assert without_quotations(text) == plain


def test_quoted_praise_does_not_lift_bad_news() -> None:
    bare = "A nurse was killed by a drunk driver on Route 9."
    praised = 'A nurse was killed by a drunk driver on Route 9. "She was a wonderful, award-winning hero."'
    assert news_of(praised, "en") == news_of(bare, "en") < 0


@pytest.mark.parametrize("code", ["en", "id"])
@given(text=st.text(max_size=300))
def test_any_text_has_a_value_between_both_ends(code: str, text: str) -> None:
    assert -1 <= news_of(text, code) <= 1


@pytest.mark.parametrize("code", ["en", "id"])
def test_every_alternative_opens_with_a_letter_or_digit(code: str) -> None:
    listed = _listed(code)
    assert len(listed) > 15
    assert all(len(initial) == 1 and initial.isalnum() for initial in listed)


def test_an_alternative_without_an_initial_is_refused() -> None:
    with pytest.raises(ValueError, match="opens with neither"):
        _initials(r"\w+ deaths")
    assert _alternatives("a(?:b|c)|[|d]e|f") == ["a(?:b|c)", "[|d]e", "f"]
    assert _initials("(?:big |new )?fire") == {"b", "n", "f"}


def test_a_language_without_such_words_has_no_news() -> None:
    assert news_of("Floods kill 14", "und") == 0
    assert language("en").tone.events is not language("id").tone.events
