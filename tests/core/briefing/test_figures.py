from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kilas.core.brief import Claim, Evidence
from kilas.core.briefing.figure_labels import label
from kilas.core.briefing.figures import figures
from kilas.core.check.numbers import numbers

SENTENCES = Path(__file__).parent / "figures_in_sentences.txt"


def claims(*texts: str) -> list[Claim]:
    return [
        Claim(
            text=text,
            status="verified",
            evidence=(Evidence(article_id="a", revision="r", quote=text, start=0),),
        )
        for text in texts
    ]


def labels(language: str, *texts: str) -> dict[str, str]:
    another = {"en": "It hired 345 divers.", "id": "Ada 345 penyelam."}[
        language
    ]  # one alone may be too small
    found = {f.value: f.label for f in figures(claims(*texts, another), language)}
    return {value: text for value, text in found.items() if value != "345"}


def cases(half: int) -> Iterator[tuple[str, str, dict[str, set[str]]]]:
    """Language, sentence and the labels that are right for each value; of every other line of the file."""
    lines = [line for line in SENTENCES.read_text("utf-8").splitlines() if not line.startswith("#")]
    for line in lines[half::2]:
        language, sentence, listed = (part.strip() for part in f"{line} ".split(" | "))
        pairs = [pair.split(" = ") for pair in listed.split("; ") if pair]
        yield (
            language,
            sentence,
            {value: {text.strip().casefold() for text in right.split(" // ")} for value, right in pairs},
        )


@pytest.mark.parametrize("half", [0, 1])
def test_of_labelled_numbers_hardly_any_is_shown_with_a_wrong_label(half: int) -> None:
    shown, right, wanted = 0, 0, 0
    for language, sentence, listed in cases(half):
        wanted += len(listed)
        for number in numbers(sentence, language):
            found = None if number.is_written or number.part else label(sentence, number, language)
            if found and number.kind == "cardinal":
                shown += 1
                right += found.text.casefold() in listed.get(found.value, ())
    assert right / shown >= 0.95
    assert right / wanted >= 0.84


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "The annual revenue rose to $4.9 million.", {"$4.9 million": "annual revenue"}),
        ("en", "The firm expects revenue of $4.9 million.", {"$4.9 million": "revenue"}),
        ("en", "The plan adds 24 underwater turbines by spring.", {"24": "underwater turbines"}),
        ("en", "The harbour has room for up to 36 fishing boats.", {"up to 36": "fishing boats"}),
        ("en", "The landslide killed 14 people.", {"14": "people killed"}),
        ("en", "The farm sold 900 tonnes of rye.", {"900 tonnes": "rye"}),
        ("en", "The clinic hired 40 doctors and nurses.", {"40": "doctors and nurses"}),
        ("en", "The guild has 750 members of the old school.", {"750": "members of the old school"}),
        ("id", "Sebanyak 2.500 dapur umum masih menanti hasil.", {"2.500": "dapur umum"}),
        ("id", "Pemotongan dana pusat mencapai Rp800 miliar.", {"Rp800 miliar": "pemotongan dana pusat"}),
        ("id", "Tarif parkir menjadi Rp3.000 per jam.", {"Rp3.000 per jam": "tarif parkir"}),
        ("id", "Warga menerima 20 ekor kambing.", {"20 ekor": "kambing"}),
    ],
)
def test_a_figure_carries_its_unit_and_the_whole_of_what_it_counts(
    language: str, text: str, wanted: dict[str, str]
) -> None:
    assert labels(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Rain fell short of the normal 12.75 inches."),
        ("en", "Seed for such crops costs about $45 an acre."),
        ("en", "The stage is at 466 Grand Street."),
        ("en", "The board meets at 1330 GMT."),
        ("en", "Windmere 11 computers will be obsolete."),
        ("en", "Alarm spread among 50 plus."),
        ("en", "The press prints 40,000 copies an hour."),
        ("en", "The total of 5.3 million translates into seven of ten."),
        ("id", "Ia dijerat Pasal 363 KUHP tentang pencurian."),
        ("id", "Penumpang tidak dipungut biaya, lalu membayar Rp3.000."),
        ("id", "Laba melonjak 50 persen dari Rp368 miliar."),
        ("id", "Sebanyak 37 dari 52 sumur tidak layak."),
        ("id", "Sementara 1.400 sisanya masih menunggu."),
    ],
)
def test_a_number_whose_words_would_mislead_is_no_figure(language: str, text: str) -> None:
    assert set(labels(language, text)) <= {"52"}


def test_two_numbers_with_one_label_are_one_figure() -> None:
    assert labels("en", "The club has a budget of $96,000.", "The rival has a budget of $1.2 million.") == {
        "$96,000": "budget"
    }


def test_the_only_figure_is_no_small_count() -> None:
    assert not figures(claims("The choir sang 16 songs."), "en")
    assert [f.value for f in figures(claims("The choir has 160 singers."), "en")] == ["160"]


def test_a_language_without_words_for_figures_has_none() -> None:
    assert not figures(claims("Il coro ha 160 cantanti."), "it")
