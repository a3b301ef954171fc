from __future__ import annotations

import hashlib
import json
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kilas.core.check import support, verdict
from kilas.core.check.overlap import FEATURES, features
from kilas.core.check.support import weights

SOURCE = (
    "The World Health Organization said on 3 May 2024 that 4.2 million doses had reached Kenya. "
    "Nurse Amina Odhiambo called it “a quiet miracle”. Two of the nine depots stayed shut, and RC-135 crates were lost."
)


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("Some 4.3 million doses arrived.", "the number 4.3 million is not in the source"),
        ("Doses arrived in 2023.", "the number 2023 is not in the source"),
        ("It was said on 4 May 2024.", "the number 4 is not in the source"),
        ("It was said on Friday.", "the date Friday is not in the source"),
        ("The doses pleased nurse Grace Odhiambo.", "the name Grace Odhiambo is not in the source"),
        ("She called it “a loud miracle”.", "the quotation “a loud miracle” is not in the source"),
    ],
)
def test_what_the_source_does_not_print_is_flagged(claim: str, reason: str) -> None:
    found = verdict(SOURCE, claim, "en")
    assert (found.status, found.reason) == ("flagged", reason)


@pytest.mark.parametrize(
    "claim",
    [
        "The WHO counts 4,200,000 doses.",
        "Odhiambo praised the Kenyan campaign.",
        "Three crates went missing.",  # small written numbers are counted, not copied
        "The crates were of the kind 135.",
        "nurse amina said so to grace.",  # lower-cased throughout: capitals say nothing
        "She called it “a Quiet  miracle.”",
        "7. Depots stayed shut.",  # a list marker
    ],
)
def test_variants_of_what_the_source_prints_are_not_flagged(claim: str) -> None:
    assert verdict(SOURCE, claim, "en").status != "flagged"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It rose 2.3 points.", "It rose 2.3 million points."),
        ("It cost $5.", "It cost $5 million."),
        ("There were twenty ships.", "There were twenty-one ships."),
        ("It took 5 hours.", "It took 1.5 hours."),
    ],
)
def test_part_of_a_longer_number_is_another_number(claim: str, source: str) -> None:
    assert verdict(source, claim, "en").status == "flagged"


def test_in_indonesian_the_word_before_a_name_may_owe_its_capital_to_the_sentence() -> None:
    source = "Siti Aminah datang bersama keluarga Gustav ke balai kota."
    assert verdict(source, "Kerabat Gustav datang ke balai kota.", "id").status != "flagged"
    assert verdict(source, "Kerabat Gustav Holm datang ke balai kota.", "id").status == "flagged"


def test_a_long_copied_passage_is_verified() -> None:
    claim = "The World Health Organization said on 3 May 2024 that 4.2 million doses had reached Kenya."
    found = verdict(SOURCE, claim, "en")
    assert (found.status, found.reason) == ("verified", "follows the wording of the source")


def test_passages_from_far_apart_do_not_make_a_verified_claim() -> None:
    source = (
        "The river ferry was sold to a Danish owner in spring. Nobody was hurt. Rain fell all week. "
        "The old lighthouse was burned down by careless campers."
    )
    claim = "The river ferry was sold to careless campers."
    assert verdict(source, claim, "en").status != "verified"


def test_a_copied_claim_has_more_support_than_an_invented_one() -> None:
    copied = support(SOURCE, "Two of the nine depots stayed shut.", "en")
    invented = support(SOURCE, "Parliament will debate the harbour tax.", "en")
    assert 0 <= invented < copied <= 1


def test_nothing_supports_an_empty_claim() -> None:
    assert support(SOURCE, " ", "en") == support("", "Rain fell.", "id") == 0.0


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_language_has_weights_with_a_provenance_that_matches(language: str) -> None:
    folder = resources.files("kilas.core.data")
    said = json.loads(folder.joinpath(f"support.{language}.provenance.json").read_text("utf-8"))
    assert said["sha256"] == hashlib.sha256(folder.joinpath(said["file"]).read_bytes()).hexdigest()
    learned = weights(language)
    assert len(learned.slope) == len(FEATURES)
    assert max(learned.trees.feature) < len(FEATURES)


def test_other_languages_are_judged_by_the_english_weights() -> None:
    assert weights("fr") == weights("en")


@settings(max_examples=50)
@given(st.text(), st.text(), st.sampled_from(["id", "en", "ja", "und"]))
def test_no_text_makes_support_fail(source: str, claim: str, language: str) -> None:
    assert 0 <= support(source, claim, language) <= 1
    assert len(features(source, claim)) == len(FEATURES)
    assert verdict(source, claim, language).reason


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It opened on May 3, 1998.", "It opened on May 3 , 1998 ."),  # words apart, as in some corpora
        ("They played from 2007 to 2011.", "They played ( 2007 -- 11 ) in clubs."),
        ("The season 2016-2017 is over.", "The season 2016/17 is over."),
        ("He read “Cafe\u0301 Noir”.", "He read Café Noir."),
    ],
)
def test_other_ways_to_print_a_date_or_a_letter_are_the_same(claim: str, source: str) -> None:
    assert verdict(source, claim, "en").status != "flagged"
