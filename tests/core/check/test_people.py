"""Full names of people, and claims that insert them. All people are invented."""

from __future__ import annotations

import pytest

from kilas.core.brief import Draft, cite
from kilas.core.check import check
from kilas.core.check.people import full_names, lone_speakers, without_insertions
from kilas.testing import make_article

EN = (
    "The harbour board approved the pier on Monday.",
    "Detective Superintendent Maren Oduya, 45, and Prime Minister Tom Perrin saw the plans.",
    "“It will cost more,” Oduya said.",
    "Perrin told reporters that the money is there.",
    "The Melford Council said no.",
)
ID = (
    "Pemerintah Kota Melati menutup kolam renang pada Senin.",
    "Kapolres Melati AKBP Bagas Wirawan dan Menteri Pariwisata Ratna Ayu Winarsih meninjau lokasi.",
    "“Pompanya rusak,” kata Bagas, Selasa.",
    "Menurut Ratna, biayanya cukup.",
    "Bank Melati mengatakan tidak.",
)


@pytest.mark.parametrize(
    ("sentences", "language", "word", "wanted"),
    [
        (EN, "en", "oduya", "Superintendent Maren Oduya"),
        (EN, "en", "perrin", "Tom Perrin"),
        (ID, "id", "bagas", "Bagas Wirawan"),
        (ID, "id", "ratna", "Ratna Ayu Winarsih"),
    ],
)
def test_a_person_has_a_full_name_without_most_titles(
    sentences: tuple[str, ...], language: str, word: str, wanted: str
) -> None:
    full = full_names(sentences, language)[word]
    assert full.name in (wanted, wanted.removeprefix("Superintendent "))
    assert full.sentence == 1


@pytest.mark.parametrize(
    ("language", "sentences", "word"),
    [
        ("en", ("Anna Smith met John Smith.",), "smith"),  # two people of one name
        ("en", ("The White House met.", "A Bank America met."), "house"),
        ("en", ("The Supreme Court met.",), "court"),
        ("id", ("Bank Indonesia rapat.",), "bank"),
        ("id", ("Budi Santoso bertemu Budi Prasetya.",), "budi"),
        ("id", ("Polda Metro Jaya rapat.",), "polda"),
    ],
)
def test_shared_names_and_organisations_have_none(
    language: str, sentences: tuple[str, ...], word: str
) -> None:
    assert word not in full_names(sentences, language)


@pytest.mark.parametrize(
    ("language", "sentence", "wanted"),
    [
        ("en", "“It rained,” Smith said.", ["Smith"]),
        ("en", "Smith said “Jones said no”.", ["Smith"]),
        ("en", "According to Smith, it rained.", ["Smith"]),
        ("en", "Mr Smith told the court that it rained.", ["Smith"]),
        ("en", "John Smith said no.", []),
        ("en", "They said no in London.", []),
        ("en", "NASA said no.", []),
        ("id", "“Hujan,” kata Bagas, Senin.", ["Bagas"]),
        ("id", "Bagas mengatakan hujan.", ["Bagas"]),
        ("id", "“Hujan,” kata Bagas Wirawan.", []),
        ("id", "Ia mengatakan hujan di Melati.", []),
    ],
)
def test_lone_names_that_speak_are_found(language: str, sentence: str, wanted: list[str]) -> None:
    found = lone_speakers(sentence, language)
    assert [one.word for one in found] == wanted
    assert all(sentence[one.start :].startswith(one.word) for one in found)


def drafted(text: str, *cited: int, sentences: tuple[str, ...] = EN, language: str = "en") -> str:
    article = make_article(" ".join(sentences), language=language)
    draft = Draft(text=text, evidence=tuple(cite(article, index) for index in cited))
    return check(draft, [article]).status


def test_an_inserted_full_name_is_verified_only_with_the_sentence_that_gives_it() -> None:
    text = "[Tom Perrin] told reporters that the money is there."
    assert drafted(text, 3, 1) == "verified"
    assert drafted(text, 3) != "verified"
    indonesian = "“Pompanya rusak,” kata [Bagas Wirawan], Selasa."
    assert drafted(indonesian, 2, 1, sentences=ID, language="id") == "verified"


@pytest.mark.parametrize(
    "text",
    [
        "[Maren Oduya] told reporters that the money is there.",  # somebody else
        "[Tom Ford Perrin] told reporters that the money is there.",  # no name of the article
        "[Tom Perrin] told reporters that the money is gone.",
        "[Tom Perrin] told reporters that the [big] money is there.",
        "Perrin told reporters that [Tom Perrin] the money is there.",
    ],
)
def test_any_other_insertion_is_not_verified(text: str) -> None:
    assert drafted(text, 3, 1) != "verified"


def test_nothing_is_inserted_into_a_quotation() -> None:
    sentences = ("Tom Perrin came.", "“Perrin said no,” Maren Oduya told us.")
    assert without_insertions("“[Tom Perrin] said no,” Maren Oduya told us.", sentences, "en") == ""
