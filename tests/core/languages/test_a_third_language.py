"""A third language, with a few words: its dates and numbers are checked and statements of ours written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kilas.core.check import check, verdict
from kilas.core.languages import REGISTERED, Language, language
from kilas.core.languages.shape import AheadWords, ClauseWords, DateWords, NumberWords, ReportingWords, cued
from kilas.core.summary.ahead import SURE, look_ahead
from kilas.core.summary.clauses import is_clause
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


def test_its_own_words_tell_that_a_sentence_looks_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    report = "Jambatan baharu itu bakal dibuka kepada orang ramai."
    [line] = read_lines(make_article(report, language="ms"))
    assert line.ahead == SURE  # by Indonesian, which stands in for it
    monkeypatch.setitem(REGISTERED, "ms", MALAY)
    assert look_ahead(report, line.words, "ms", None) == 0  # its own folder has no words for it yet
    ahead = AheadWords(sure=(cued("dibuka", r"\bdibuka\b"),))
    monkeypatch.setitem(REGISTERED, "ms", replace(MALAY, ahead=ahead))
    assert look_ahead(report, line.words, "ms", None) == SURE


def test_clauses_are_found_by_its_own_verbs(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "Hujan yang lebat semalam merosakkan rumah."
    end = sentence.index(" rumah")
    assert is_clause(sentence, end, "ms")  # no words, no rules
    words = ClauseWords(open_ends=frozenset({"merosakkan"}), verbs=frozenset({"merosakkan"}))
    monkeypatch.setitem(REGISTERED, "ms", replace(MALAY, clauses=words))
    assert not is_clause(sentence, end, "ms")
    assert is_clause(sentence, len(sentence) - 1, "ms")


def test_statements_of_ours_are_written_in_it_and_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(REGISTERED, "ms", MALAY)
    drafts = insights(ARTICLE, read_lines(ARTICLE), lacking=2)
    assert [d.text for d in drafts] == ["2 ayat menyebut sumbernya.", SAID["quotes_none"]]
    assert {check(draft, [ARTICLE]).status for draft in drafts} == {"verified"}
