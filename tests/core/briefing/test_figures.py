from __future__ import annotations

import pytest

from kilas.core.brief import Claim, Evidence
from kilas.core.briefing.figures import figures


def labels(language: str, *texts: str) -> dict[str, str]:
    claims = [
        Claim(
            text=text,
            status="verified",
            evidence=(Evidence(article_id="a", revision="r", quote=text, start=0),),
        )
        for text in (*texts, "It hired 345 divers.", "It bought 678 lanterns.")
    ]
    found = {f.value: f.label for f in figures(claims, language)}
    return {value: label for value, label in found.items() if label not in ("divers", "lanterns")}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "The annual revenue rose to $4.9 million.", {"$4.9 million": "annual revenue"}),
        ("en", "The firm expects revenue of $4.9 million.", {"$4.9 million": "revenue"}),
        (
            "en",
            "The plan adds 24 underwater turbines while shrinking the zone.",
            {"24": "underwater turbines"},
        ),
        ("id", "Sebanyak 2.500 dapur umum masih menanti hasil.", {"2.500": "dapur umum"}),
        ("id", "Pemotongan dana pusat mencapai Rp800 miliar.", {"Rp800 miliar": "pemotongan dana pusat"}),
    ],
)
def test_a_figure_carries_the_words_it_counts(language: str, text: str, wanted: dict[str, str]) -> None:
    assert labels(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Rain fell short of the normal 12.75 inches."),
        ("en", "Seed for such crops costs about $45 an acre."),
        ("en", "The stage is at 466 Grand Street."),
        ("en", "The board meets at 1330 GMT."),
        ("id", "Ia dijerat Pasal 363 KUHP tentang pencurian."),
        ("id", "Penumpang tidak dipungut biaya, lalu membayar Rp3.000."),
        ("id", "Laba melonjak 50 persen dari Rp368 miliar."),
        ("id", "Sebanyak 37 dari 52 sumur tidak layak."),
    ],
)
def test_a_number_whose_words_would_mislead_is_no_figure(language: str, text: str) -> None:
    found = labels(language, text)
    assert not set(found) - {"37"}


def test_two_numbers_with_one_label_are_one_figure() -> None:
    assert labels("en", "The club has a budget of $96,000.", "The rival has a budget of $1.2 million.") == {
        "$96,000": "budget"
    }
