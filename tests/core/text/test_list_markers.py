from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.text import speaks_another, without_marker

PLAIN = "Rain fell on 60 days."


@pytest.mark.parametrize(
    "marker",
    [
        "1. ", "12) ", "(3) ", "a) ", "- ", "• ", "* ", "– ", "## ", "**", "- 1. ", "1. **", "**1.** ",
        "Key point: ", "Takeaway 2: ", "**Summary:** ", "- In short: ", "Poin penting: ", "Kesimpulannya: ", "TL;DR: ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "id"])
def test_markers_and_labels_are_taken_off(marker: str, language: str) -> None:
    assert without_marker(marker + PLAIN, language) == PLAIN


def test_bold_marks_are_taken_off_both_ends() -> None:
    assert without_marker(f"1. **{PLAIN}**", "en") == PLAIN


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "-5 degrees were measured.",
        "1.5 million people came.",
        "2026 was wet.",
        "12.30 was the hour.",
        "Summary trials were held.",
        "Mayor: the dam holds.",
        "“1. Rain” is a song.",
    ],
)
def test_a_sentence_without_a_marker_stays(text: str) -> None:
    assert without_marker(text, "en") == text


def test_a_figure_with_a_stop_may_be_a_date_in_other_languages() -> None:
    assert without_marker("3. Oktober ist ein Feiertag.", "de") == "3. Oktober ist ein Feiertag."


@given(st.text())
def test_a_marker_is_taken_off_once_and_for_all(text: str) -> None:
    bare = without_marker(text, "en")
    assert without_marker(bare, "en") == bare or bare.endswith(("*", "_"))
    assert len(bare) <= len(text)


@pytest.mark.parametrize(
    ("text", "language", "is_other"),
    [
        ("The mayor opened the new quay.", "id", True),
        ("Wali kota membuka dermaga yang baru.", "en", True),
        ("Le maire a ouvert le quai et les pêcheurs sont dans la baie.", "en", True),
        ("市長は新しい埠頭を開いた。", "id", True),
        ("The mayor opened the new quay.", "en", False),
        ("Wali kota membuka dermaga yang baru.", "id", False),
        ("Siti Aminah met Ludwig van der Berg of the Bank of England.", "en", False),
        ("Der Bürgermeister hat den Kai eröffnet.", "de", False),
        ("The mayor said that the new quay of the port will open in May.", "de", True),
        ("Harga beras di pasar itu naik dan warga tidak bisa membeli.", "ms", False),
        ("", "en", False),
    ],
)
def test_a_sentence_in_another_language_is_known(text: str, language: str, is_other: bool) -> None:
    assert speaks_another(text, language) is is_other
