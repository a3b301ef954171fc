from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.check import names
from kilas.core.check.names import known, unknown_words


def missing(claim: str, source: str) -> list[str]:
    return [word for name in names(claim, "en") for word in unknown_words(name, known(source))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor thanked Maria Lopez of the Bank of England.", ["Maria Lopez", "Bank of England"]),
        ("Kapal itu milik Siti Aminah dan PT Laut Biru.", ["Siti Aminah", "PT Laut Biru"]),
        ("Rain fell. Nobody came. He left on Monday in May.", []),
        ("NASA agreed with the iPhone maker.", ["NASA", "iPhone"]),
        ("Ten Die As Bus Crashes Into River Near Town", []),
        ("It was Dr. Ahmad Yani who called.", ["Dr. Ahmad Yani"]),
    ],
)
def test_a_name_is_a_run_of_capitals_inside_a_sentence(text: str, expected: list[str]) -> None:
    assert [n.text for n in names(text, "en")] == expected


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("They met Widodo.", "President Joko Widodo spoke."),
        ("It backed the WHO.", "The World Health Organization agreed."),
        ("It backed the World Health Organization.", "The WHO agreed."),
        ("It was Maria’s house.", "Maria owns it."),
        ("They met Indonesian sailors.", "A ship from Indonesia came in."),
        ("They met French sailors.", "A ship from France came in."),
        ("It was in the U.S. then.", "It happened in the US."),
        ("They saw the Smiths there.", "The Smith family came."),
        ("They met Maria.", "the note was signed by maria"),
        ("They met Canadian and Swedish sailors.", "Ships from Canada and Sweden came in."),
        ("It was Nystrom.", "It was Nyström."),
        ("It was the Pemkab Rangsa.", "The Pemerintah Kabupaten Rangsa agreed."),
        ("It was the Kementerian Kesehatan.", "The Kemenkes agreed."),
        ("It was the Kemenkes.", "The Kementerian Kesehatan agreed."),
    ],
)
def test_a_name_is_known_in_its_variants(claim: str, source: str) -> None:
    assert missing(claim, source) == []


def test_a_name_the_source_does_not_use_is_missing() -> None:
    assert missing("They met Budi Santoso.", "They met Agus Santoso.") == ["budi"]


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("It is in Australia.", "It is in Austria.", "australia"),
        ("It was Marek Dvorak.", "It was Marek Dvorsky.", "dvorak"),
        ("They met Dewi Kartikawati.", "They met Dewi Kartikasari.", "kartikawati"),
        ("They met PS Sukamerta.", "They met PS Tirtawana.", "sukamerta"),
        ("They met Hendro.", "They met Hendra.", "hendro"),
    ],
)
def test_a_name_that_only_looks_alike_is_missing(claim: str, source: str, expected: str) -> None:
    assert missing(claim, source) == [expected]


@given(st.text(), st.text())
def test_no_text_makes_the_reader_of_names_fail(claim: str, source: str) -> None:
    for name in names(claim, "id"):
        assert claim[name.start : name.end] == name.text
        unknown_words(name, known(source))
