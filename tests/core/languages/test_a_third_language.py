"""A third language, with a few words: its dates and numbers are checked and statements of ours written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kilas.core.check import check, verdict
from kilas.core.languages import REGISTERED, Language, language
from kilas.core.languages.shape import DateWords, NumberWords, ReportingWords
from kilas.core.summary.lines import read_lines
from kilas.core.summary.own import insights
from kilas.testing import make_article

SAID = {"says": "{n} ayat menyebut sumbernya.", "quotes_none": "Tiada petikan langsung."}
INDONESIAN = language("id").own
MALAY = Language(
    code="ms",
    dates=DateWords(months={"mac": 3, "ogos": 8}),
    numbers=NumberWords(spelled={"tiga": ("one", 3.0), "lapan": ("one", 8.0), "puluh": ("tens", 10.0)}),
    reporting=ReportingWords(attributions="berkata|jelas", attribution_cues=("berkata", "jelas")),
    own=replace(INDONESIAN, said={**INDONESIAN.said, **SAID}),
)
REPORT = "Datuk Bandar berkata lapan puluh rumah rosak. Jurutera berkata hujan turun pada 3 Ogos 2026."
ARTICLE = make_article(REPORT, language="ms")


def test_its_dates_and_number_words_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(REGISTERED, "ms", MALAY)
    assert "the date" in verdict(REPORT, "Hujan turun pada 3 Mac 2026.", "ms").reason
    assert "the number" in verdict(REPORT, "Tiga puluh rumah rosak.", "ms").reason


def test_statements_of_ours_are_written_in_it_and_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(REGISTERED, "ms", MALAY)
    drafts = insights(ARTICLE, read_lines(ARTICLE), lacking=2)
    assert [d.text for d in drafts] == ["2 ayat menyebut sumbernya.", SAID["quotes_none"]]
    assert {check(draft, [ARTICLE]).status for draft in drafts} == {"verified"}
