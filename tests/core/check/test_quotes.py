from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.check import quotes

PRINTED = [
    ('She said "no more" twice.', ["no more"]),
    ("“Kami siap,” ujarnya.", ["Kami siap,"]),
    ("„Ja“, sagte er.", ["Ja"]),
    ("«oui» und »ja«", ["oui", "ja"]),
    ("“He told me ‘run’,” she said.", ["He told me ‘run’,", "run"]),
    ("He called it 'a shame'.", ["a shame"]),
    ("It's the farmers' fault, isn't it?", []),
    ("the girl 's book and the boy 's bag", []),
    ("a 6\" pipe and a 5' rope", []),
    ("“open to the end\n\n“and again”", ["open to the end", "and again"]),
    ("” stray and ’90s", []),
    ("“”", []),
]


@pytest.mark.parametrize(("text", "expected"), PRINTED)
def test_a_quotation_is_what_stands_between_its_marks(text: str, expected: list[str]) -> None:
    assert [q.text for q in quotes(text)] == expected


def test_a_quotation_left_open_is_told_as_such() -> None:
    (found,) = quotes("“and then nothing")
    assert not found.is_closed


@given(st.text(alphabet="ab “”‘’\"'„«»\n.,"))
def test_no_row_of_marks_makes_the_reader_of_quotations_fail(text: str) -> None:
    for found in quotes(text):
        assert text[found.start : found.end] == found.text
