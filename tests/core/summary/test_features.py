from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.summary.features import FEATURE_NAMES, MAX_SENTENCES, document_frequencies, features
from kilas.core.text import words

SENTENCES = (
    "Pemerintah Kota Sagara membuka 12 rute bus baru pada Senin.",
    '"Warga pinggiran paling lama menunggu," ujar Kepala Dinas Perhubungan Rani Wirya.',
    "Ia menyebut rute bus itu menjangkau 40 kelurahan.",
    "Cuaca pada hari pembukaan cerah",
)
TITLE = "Sagara Buka 12 Rute Bus Baru"


def _column(name: str, title: str | None = TITLE, language: str = "id") -> list[float]:
    return [float(v) for v in features(SENTENCES, title, language, 30)[:, FEATURE_NAMES.index(name)]]


def test_every_feature_has_one_name() -> None:
    assert len(set(FEATURE_NAMES)) == len(FEATURE_NAMES)
    assert features(SENTENCES, TITLE, "id", 30).shape == (len(SENTENCES), len(FEATURE_NAMES))


def test_words_given_by_the_caller_change_nothing() -> None:
    tokens = [words(sentence) for sentence in SENTENCES]
    assert np.array_equal(features(SENTENCES, TITLE, "id", 30), features(SENTENCES, TITLE, "id", 30, tokens))


def test_the_sentence_with_the_title_in_it_covers_the_title_best() -> None:
    covered = _column("title_coverage")
    assert covered[0] > covered[2] > covered[1] == covered[3] == 0.0


def test_without_a_title_no_sentence_covers_it() -> None:
    assert _column("title_coverage", title=None) == [0.0] * 4
    assert _column("constant*untitled", title=None) == [1.0] * 4


def test_marks_on_a_sentence_are_seen() -> None:
    assert _column("quote_opens") == [0, 1, 0, 0]
    assert _column("say_verb") == [0, 1, 1, 0]
    assert _column("leans_back") == [0, 0, 1, 0]
    assert _column("no_end") == [0, 0, 0, 1]
    assert [value > 0 for value in _column("numbers")] == [True, False, True, False]


def test_the_capital_that_opens_a_sentence_is_no_name() -> None:
    assert _column("names")[3] == 0.0
    assert _column("names")[1] > 0.0


def test_common_words_are_less_rare_than_unlisted_ones() -> None:
    for table in document_frequencies().values():
        assert all(0.0 <= rarity < 1.0 for rarity in table.values())
    assert document_frequencies()["id"]["yang"] < document_frequencies()["id"]["bupati"]


@given(
    sentences=st.lists(st.text(max_size=40), max_size=6),
    title=st.none() | st.text(max_size=20),
    language=st.sampled_from(["en", "id", "vi", "sl", "und", ""]),
    budget=st.integers(1, 2_000),
)
def test_any_text_gives_finite_numbers(
    sentences: list[str], title: str | None, language: str, budget: int
) -> None:
    table = features(sentences, title, language, budget)
    assert table.shape == (len(sentences), len(FEATURE_NAMES))
    assert np.isfinite(table).all()


def test_a_very_long_article_is_measured_up_to_a_cap() -> None:
    assert (
        len(features([f"Kalimat nomor {n}." for n in range(MAX_SENTENCES + 50)], None, "id", 100))
        == MAX_SENTENCES
    )
