"""Claims in another language than their evidence."""

from __future__ import annotations

import pytest

from kilas.core.article import Article
from kilas.core.brief import Draft
from kilas.core.check import check, judge
from kilas.core.check.other_names import has_name
from tests.core.check.check_texts import article, evidence

EN = article(
    "Mayor Sari Wulan said on Monday that Germany and New Zealand would lend 31.5 million dollars for the port of Cairo.\n"
    "The World Health Organization counted 1,200 cases in Kenya on 3 May 2024.\n"
    "Fishermen of the bay said the work had driven away the shrimp.\n"
    "She called it “a quiet miracle”.\n"
    "Two thirds of the German ships were sold in Japan for 5 percent more.",
    "en",
)
ID = article(
    "Wali Kota Sari Wulan mengatakan pada Senin bahwa Jerman dan Selandia Baru meminjamkan 31,5 juta dolar AS.\n"
    "Kementerian Kesehatan menutup dua puluh tiga rumah sakit di Kairo.\n"
    "Nelayan di teluk itu mengatakan pekerjaan tersebut mengusir udang.",
    "id",
)
UNKNOWN = "numbers, dates and names agree; words in another language cannot be compared"


@pytest.mark.parametrize(
    ("of", "at", "claim"),
    [
        (EN, 0, "Wali Kota Sari Wulan mengatakan Jerman dan Selandia Baru meminjamkan 31,5 juta dolar untuk Kairo pada Senin."),
        (EN, 1, "Organisasi Kesehatan Dunia mencatat 1.200 kasus di Kenya pada 3 Mei 2024."),
        (EN, 1, "WHO mencatat seribu dua ratus kasus di Kenya."),
        (EN, 2, "Nelayan mengatakan pekerjaan itu mengusir udang."),
        (EN, 3, "Ia menyebutnya “a quiet miracle”."),
        (EN, 4, "Dua pertiga kapal Jerman dijual di Jepang, naik 5 persen."),
        (ID, 0, "Mayor Sari Wulan said on Monday that Germany and New Zealand lent 31.5 million US dollars."),
        (ID, 1, "The Health Ministry closed 23 hospitals in Cairo."),
        (ID, 2, "The work drove away the shrimp, fishermen of the bay said."),
    ],
)  # fmt: skip
def test_what_agrees_across_languages_is_unverifiable_at_best(of: Article, at: int, claim: str) -> None:
    assert _judged(of, claim, at) == ("unverifiable", UNKNOWN)


@pytest.mark.parametrize(
    ("of", "at", "claim", "reason"),
    [
        (EN, 0, "Jerman meminjamkan 31,6 juta dolar.", "the number 31,6 juta dolar is not in the evidence"),
        (EN, 0, "Jerman meminjamkan 31,5 juta euro.", "the number 31,5 juta euro is not in the evidence"),
        (EN, 0, "Uang itu dipinjamkan oleh Prancis.", "the name Prancis is not in the evidence"),
        (EN, 0, "Prancis meminjamkan uang itu.", "the name Prancis is not in the evidence"),
        (EN, 0, "Jerman meminjamkan uang pada Selasa.", "the date Selasa is not in the evidence"),
        (EN, 1, "WHO mencatat kasus pada 3 Juni 2024.", "the date 3 Juni 2024 is not in the evidence"),
        (EN, 3, "Ia menyebutnya “keajaiban sunyi”.", "the quotation “keajaiban sunyi” is not in the evidence"),
        (ID, 0, "France lent the money.", "the name France is not in the evidence"),
        (ID, 1, "The Health Ministry closed 24 hospitals.", "the number 24 is not in the evidence"),
        (ID, 1, "The Defence Ministry closed 23 hospitals.", "the name Defence Ministry is not in the evidence"),
    ],
)  # fmt: skip
def test_what_does_not_agree_across_languages_is_flagged(
    of: Article, at: int, claim: str, reason: str
) -> None:
    assert _judged(of, claim, at) == ("flagged", reason)


@pytest.mark.parametrize(
    ("of", "at", "claim"),
    [
        (EN, 2, EN.quote(2)),
        (EN, 2, "The work had driven away the shrimp."),
        (EN, 2, "Shrimp driven away, fishermen complain"),
        (EN, 2, "Die Fischer sagten, die Arbeiten haben die Garnelen aus der Bucht vertrieben."),
        (EN, 2, "漁師たちは工事がエビを追い払ったと述べた。"),
        (ID, 2, "Nelayan teluk mengatakan pekerjaan mengusir udang."),
    ],
)
def test_a_claim_in_neither_language_asked_for_is_flagged(of: Article, at: int, claim: str) -> None:
    assert _judged(of, claim, at) == ("flagged", "the claim is in another language")


@pytest.mark.parametrize(
    "claim",
    [
        "Die Fischer sagten, die Arbeiten haben die Garnelen aus der Bucht vertrieben.",
        "Nelayan di teluk itu mengatakan pekerjaan tersebut mengusir udang.",
    ],
)
def test_a_claim_in_another_language_than_the_article_is_flagged_unless_asked_for(claim: str) -> None:
    draft = Draft(text=claim, evidence=(evidence(EN, EN.quote(2)),))
    assert check(draft, [EN]).reason == "the claim is in another language"


def test_a_foreign_quotation_is_no_other_language() -> None:
    of = article("The crowd sang “dari Sabang sampai Merauke untuk kita semua” at the gate.", "en")
    claim = "At the gate the crowd sang “dari Sabang sampai Merauke untuk kita semua”."
    assert check(Draft(text=claim, evidence=(evidence(of, of.quote(0)),)), [of]).status != "flagged"


def test_judge_and_check_take_the_same_language() -> None:
    draft = Draft(
        text="Nelayan mengatakan pekerjaan itu mengusir udang.", evidence=(evidence(EN, EN.quote(2)),)
    )
    assert judge(draft, [EN], "id").reason == check(draft, [EN], "id").reason == UNKNOWN
    assert check(Draft(text="…", evidence=draft.evidence), [EN], "id").reason == "the claim has no words"


def test_languages_unknown_to_the_tables_of_names_have_none() -> None:
    assert has_name("Germany met.", ("jerman",), "id", "en")
    assert not has_name("Germany met.", ("jerman",), "xx", "en")
    assert not has_name("Germany met.", ("jerman",), "", "en")


def _judged(of: Article, claim: str, at: int) -> tuple[str, str]:
    draft = Draft(text=claim, evidence=(evidence(of, of.quote(at)),))
    found = check(draft, [of], "id" if of.language == "en" else "en")
    return found.status, found.reason
