"""A third language, with a few words: its pages are read, its dates and numbers checked, statements of ours written."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from kilas.core.check import check, verdict
from kilas.core.languages import REGISTERED, Language, language
from kilas.core.languages.shape import AheadWords, ClauseWords, DateWords, NumberWords, ReportingWords, cued
from kilas.core.summary.ahead import SURE, look_ahead
from kilas.core.summary.clauses import is_clause
from kilas.core.summary.lines import read_lines
from kilas.core.summary.sourcing import sourcing
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
    drafts = sourcing(ARTICLE, read_lines(ARTICLE), ())
    assert [d.text for d in drafts] == ["2 ayat menyebut sumbernya.", SAID["quotes_none"]]
    assert {check(draft, [ARTICLE]).status for draft in drafts} == {"verified"}


# The extractor compiles its patterns on import, from the languages registered by then: so in a process of its own.
READS_MALAY = """
import kilas.core.languages as languages
from kilas.core.languages import others, together
from kilas.core.languages.shape import BylineWords, DateWords, FurnitureWords, Language

MALAY = Language(
    code="ms",
    dates=DateWords(months={"ogos": 8}),
    furniture=FurnitureWords(
        promo=(r"^baca lagi\\b",),
        month_stems="ogos",
        beside_date="disiarkan",
        script_before="benarkan",
        continued="baca seterusnya",
    ),
    bylines=BylineWords(
        front_matter={"tajuk": "title", "pengarang": "byline", "tarikh": "date"},
        typed_openers="dikarang",
        body_openers="dikarang",
        credit_openers="Dikarang",
        prefixes="dikarang",
        joins="serta",
        ends=r"\\bdikemas\\b",
        nobody="meja berita",
        classes="pengarang",
    ),
)
languages.EVERY = together((languages.EVERY, MALAY))
languages.ON_PAGES = together((languages.EVERY.furniture, others.FURNITURE))
languages.BYLINES = together((languages.EVERY.bylines, others.BYLINES))

from kilas.core.extract import from_text, read_page
from kilas.core.extract.prune import asks_script

REPORT = "Lapan puluh rumah rosak dalam banjir di utara bandar itu. " * 3
BODY = "".join(f"<p>{number}: {REPORT}</p>" for number in range(4))
PAGE = "<h1>Banjir di utara</h1><p>{}</p><p>Disiarkan 3 Ogos 2026</p>" + BODY + "<p>Baca lagi</p>"
credited = read_page(PAGE.format("Dikarang Siti Aminah"))
assert (credited.byline, str(credited.published)[:10]) == ("Siti Aminah", "2026-08-03")
assert credited.text.startswith("0: Lapan") and "Baca lagi" not in credited.text
marked = PAGE.format("<span class=pengarang>Dikarang Siti Aminah serta Ali Bakar dikemas semula</span>")
assert read_page(marked).byline == "Siti Aminah, Ali Bakar"
assert read_page(PAGE.format("<span class=pengarang>Meja Berita</span>")).byline is None
TYPED = "Sila baca laporan ini. " * 3 + REPORT
typed = from_text(f"Banjir di utara\\nDikarang Siti Aminah\\n\\n{TYPED}")
assert (typed.title, typed.byline) == ("Banjir di utara", "Siti Aminah")
front = from_text(f"---\\ntajuk: Banjir\\npengarang: Siti\\ntarikh: 3 Ogos 2026\\n---\\n{TYPED}")
assert (front.title, front.byline, str(front.published)[:10]) == ("Banjir", "Siti", "2026-08-03")
assert from_text("Hujan. Banjir. Rumah rosak. Baca seterusnya").reason == "snippet"
assert asks_script("Sila benarkan JavaScript.")
"""


def test_its_pages_and_typed_texts_are_read() -> None:
    done = subprocess.run([sys.executable, "-c", READS_MALAY], capture_output=True, text=True, check=False)
    assert done.stderr == ""
