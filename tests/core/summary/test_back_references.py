from __future__ import annotations

import pytest

from kilas.core.summary.back_references import back_reference
from kilas.core.summary.lines import as_line


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "He said the pier is safe.", "He"),
        ("en", "Their homes were flooded in May.", "Their"),
        ("en", "This ruling ends a dispute of ten years.", "This ruling"),
        ("en", "The two men denied it in court.", "The two men"),
        ("en", "The former officer later denied it.", "The former officer"),
        ("en", "Most were farmers from the valley.", "Most"),
        ("en", "This is the smallest crop since 1988.", "This"),
        ("en", "That said, prices fell in May.", "That"),
        ("en", "“We will fight on,” she said.", "she"),
        ("en", "It was the strongest day in a year.", "It"),
        ("id", "Ia mengatakan dermaga itu aman.", "Ia"),
        ("id", "Mereka tinggal di tenda sejak Senin.", "Mereka"),
        ("id", "Rumahnya hanyut terbawa arus.", "Rumahnya"),
        ("id", "Hakim menunda perkara itu sampai Senin.", "perkara itu"),
        ("id", "Pernyataan tersebut dibantah kepolisian.", "Pernyataan tersebut"),
        ("id", "Perusahaan itu membantah tuduhan.", "Perusahaan itu"),
        ("id", "Keduanya ditahan di kantor polisi.", "Keduanya"),
        ("id", "Menurut dia, persediaan beras cukup.", "dia"),
        ("id", "“Kami akan banding,” katanya.", "katanya"),
    ],
)
def test_the_very_words_that_point_back_are_named(language: str, text: str, words: str) -> None:
    assert back_reference(as_line(text, language)) == words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ferry fares rose by a fifth in May."),
        ("id", "Tarif feri naik seperlima pada Mei."),
        ("en", "“We will fight on.”"),  # depends, but by its missing speaker
    ],
)
def test_a_sentence_without_such_words_names_none(language: str, text: str) -> None:
    assert back_reference(as_line(text, language)) == ""
