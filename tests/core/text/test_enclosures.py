from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.text.enclosures import enclosures


def enclosed(line: str) -> list[str]:
    return [line[start:end] for start, end in enclosures(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("“Kami siap,” kata Tono.", ["“Kami siap,”"]),
        ("„Wir warten“, sagte er.", ["„Wir warten“"]),
        ("„Liczymy” – powiedział.", ["„Liczymy”"]),
        ("”Vi väntar”, sade hon.", ["”Vi väntar”"]),
        ("»Wir warten«, sagte er.", ["»Wir warten«"]),
        ("« Nous partons », a-t-elle dit.", ["« Nous partons »"]),
        ("“Kami siap,“ kata Tono.", ["“Kami siap,“"]),
        ('“Kami siap," kata Tono.', ['“Kami siap,"']),
        ('"Ini “pasar” kami," kata Tono.', ['"Ini “pasar” kami,"', "“pasar”"]),
        ("‘We don’t know. We wait,’ said Ann.", ["‘We don’t know. We wait,’"]),
        ("'We don't know. We wait,' said Ann.", ["'We don't know. We wait,'"]),
        ('Rapat selesai."Kami pulang," kata Tono.', ['"Kami pulang,"']),
        ("The vote (held on [Monday]) was close.", ["(held on [Monday])", "[Monday]"]),
    ],
)
def test_quotations_and_brackets_of_any_country_are_found(line: str, expected: list[str]) -> None:
    assert enclosed(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        '"Kami siap, kata Tono. Ia pulang.',
        "“Kami siap, kata Tono. Ia pulang.",
        "Nakhoda itu (45 tahun ditahan.",
        'The pipe is 12" wide and 6" deep.',
        "We won :) and lost :( again ;-)",
        "The players’ bus and the fans’ bus left.",
        "It's the farmers' market in the '90s.",
        "Syaratnya a) KTP, b) KK.",
    ],
)
def test_a_mark_that_is_not_closed_or_no_quotation_mark_encloses_nothing(line: str) -> None:
    assert enclosed(line) == []


def test_a_quotation_that_opens_again_before_it_was_closed_begins_there() -> None:
    assert enclosed('He said: "We wait. "We hope," he added.') == ['"We hope,"']


@given(st.text(alphabet="ab .,\"“”„«»()[]'‘’:;", max_size=120))
def test_an_enclosure_has_both_its_marks(line: str) -> None:
    assert all(0 <= start < end <= len(line) and end - start > 1 for start, end in enclosures(line))
