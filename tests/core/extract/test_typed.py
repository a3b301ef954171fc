"""Pasted text and text files: the headline, credit and date are recognised where people print them."""

from __future__ import annotations

import pytest

from kilas.core.article import Article, Refusal
from kilas.core.extract import extract, from_text

BODY = """Pemerintah kota membuka tiga dermaga baru pada Senin pagi. Warga menyambutnya dengan gembira karena antrean panjang akhirnya berkurang.

Dinas Perhubungan menyebut jumlah penumpang naik 12 persen dalam sebulan. Kapal tambahan akan beroperasi mulai Oktober, kata kepala dinas itu.

Pedagang di sekitar dermaga lama meminta tempat baru. Pemerintah berjanji menjawab permintaan itu pekan depan."""


def _article(text: str) -> Article:
    found = from_text(text, name="berita.txt")
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    "title",
    [
        "# Tiga dermaga dibuka",
        "Tiga dermaga dibuka\n===",
        "Tiga dermaga dibuka",
        "# **Tiga** dermaga dibuka #",
    ],
)
def test_a_heading_or_a_short_first_line_is_the_title(title: str) -> None:
    article = _article(f"{title}\n\n{BODY}")
    assert article.title == "Tiga dermaga dibuka"
    assert article.text == BODY


def test_a_first_line_that_is_a_sentence_is_text() -> None:
    article = _article(BODY)
    assert article.title is None
    assert article.text == BODY


def test_credit_and_date_lines_are_metadata() -> None:
    article = _article(f"Tiga dermaga dibuka\nOleh Rina Ardana\nSenin, 3 Agustus 2026\n\n{BODY}")
    assert (article.title, article.byline) == ("Tiga dermaga dibuka", "Rina Ardana")
    assert article.published is not None
    assert article.published.date().isoformat() == "2026-08-03"
    assert article.text == BODY


def test_front_matter_is_read() -> None:
    article = _article(
        f"---\ntitle: Tiga dermaga dibuka\nauthor: Rina Ardana\ndate: 2026-08-03\nlang: id\n---\n{BODY}"
    )
    assert (article.title, article.byline, article.language) == ("Tiga dermaga dibuka", "Rina Ardana", "id")
    assert article.text == BODY


def test_markdown_leaves_no_marks_and_wrapped_lines_are_one_paragraph() -> None:
    article = _article(
        "## Pembukaan\n\n"
        + BODY.replace("tiga dermaga", "**tiga** [dermaga](https://a.example/x)").replace(
            " karena", "\nkarena"
        )
    )
    assert article.text.endswith(BODY)
    assert "**" not in article.text


def test_a_list_keeps_its_items_apart() -> None:
    assert (
        "\n\ndermaga utara\n\ndermaga selatan"
        in _article(f"{BODY}\n\n- dermaga utara\n- dermaga selatan\n").text
    )


def test_the_owner_of_pasted_text_is_its_giver() -> None:
    article = _article(BODY)
    assert article.rights.mode == "own"
    assert article.url is None


def test_bytes_that_are_text_are_read_as_text() -> None:
    found = extract(BODY.encode(), name="berita.txt")
    assert isinstance(found, Article)
    assert found.text == BODY


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), (" \n\t", "empty"), ("Satu kalimat saja.", "too_short"), ("x" * 6_000_000, "too_large")],
)
def test_text_that_cannot_carry_a_brief_is_refused_by_name(text: str, reason: str) -> None:
    found = from_text(text, name="berita.txt")
    assert isinstance(found, Refusal)
    assert (found.reason, found.source) == (reason, "berita.txt")
    assert found.mend
