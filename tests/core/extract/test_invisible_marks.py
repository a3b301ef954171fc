"""A headline printed again above the report is recognised, whatever invisible marks or composed letters it has."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from kilas.core.article import Article
from kilas.core.extract import extract

BODY = (
    "<p>Kapal pertama berangkat pada Senin pagi dari dermaga lama, kata kepala pelabuhan kepada wartawan setempat.</p>"
    "<p>Perbaikan lambung memakan waktu sebelas pekan dan menelan biaya yang tidak sedikit bagi kas daerah itu.</p>"
    "<p>Dewan akan memutuskan pembelian kapal kedua pada bulan Maret setelah mendengar pendapat warga pulau.</p>"
)


def _article(title: str, heading: str) -> Article:
    page = f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title></head><body><article><h1>{heading}</h1>{BODY}</article></body></html>"
    found = extract(page)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("title", ["Penyeberangan ke Pulau Karang dibuka lagi", "Café di Pulau Karang dibuka lagi", "Phà trở lại đảo Đá Trắng"])  # fmt: skip
@pytest.mark.parametrize(
    "marked",
    [
        lambda title: title.replace("ng", "n\u00adg").replace("ảo", "ả\u00ado"),
        lambda title: title.replace("la", "&shy;la"),
        lambda title: title.replace(" ", "\u00a0"),
        lambda title: title.replace(" ", "&nbsp;", 1),
        lambda title: title.replace(" ", " \u200b"),
        lambda title: f"\ufeff{title}",
        lambda title: unicodedata.normalize("NFD", title),
    ],
)
def test_a_headline_with_invisible_marks_is_told_once_and_not_in_the_text(
    title: str, marked: Callable[[str], str]
) -> None:
    article = _article(marked(title), marked(title))
    assert article.title == title
    assert title not in article.text
    assert article.text.startswith("Kapal pertama")
