from __future__ import annotations

from pathlib import Path

import pytest

import kilas
from kilas.core.article import Article
from kilas.core.brief import Brief
from kilas.core.check import cuts as check_cuts
from kilas.core.summary.trimming import cut
from kilas.core.text import without_dateline

SAMPLES = sorted(Path(str(kilas.__file__)).parent.joinpath("samples").glob("*.html"))
BODY = "The council of Riverton closed the bridge."


@pytest.mark.parametrize(
    "dateline",
    [
        "WASHINGTON, Nov 25 (Reuters) - ",
        "NEW YORK, Nov. 25 (Reuters) - ",
        "LONDON (Reuters) — ",
        "LONDON/BERLIN (Reuters) - ",
        "WASHINGTON D.C., Nov 25 (Reuters) - ",
        "TOKYO, Nov 25 (AP) — ",
        "ST. PAUL, Minn. (AP) — ",
        "PARIS, Nov. 25 — ",
        "Paris (AFP) – ",
        "Paris, France (AFP) – ",
        "GENEVA, 25 November 2026 (Xinhua) -- ",
        "CALLOW BAY, Sept. 3 (Courier) — ",
        "Jakarta (ANTARA) - ",
        "JAKARTA, ANTARA - ",
        "Jakarta, CNN Indonesia -- ",
        "Jakarta, CNBC Indonesia - ",
        "BANDUNG, iNews.id – ",
        "JAKARTA, KOMPAS.com - ",
        "KOMPAS.com - ",
        "TEMPO.CO, Jakarta - ",
        "Liputan6.com, Jakarta - ",
        "REPUBLIKA.CO.ID, JAKARTA -- ",
        "Bisnis.com, JAKARTA — ",
        "Jakarta, detikcom - ",
        "Jakarta, Kompas.com – ",
        "SURABAYA (Kabar) – ",
        "KOTA CONTOH, KABAR PESISIR – ",
        "SURABAYA - ",
        "(CNN)",
        "(CNN) ",
        "(CNN) -- ",
        "Atlanta (CNN)",
        "(Reuters) - ",
    ],
)
def test_a_dateline_is_cut_by_the_engine_and_the_checker_follows(dateline: str) -> None:
    assert without_dateline(dateline + BODY) == BODY
    assert cut(dateline + BODY, "en") == BODY
    assert check_cuts.is_allowed_cut(dateline + BODY, BODY)


def test_what_follows_a_dateline_may_be_an_acronym() -> None:
    assert without_dateline("TIRTAWANA – RSUD Wirasana membuka bangsal.") == "RSUD Wirasana membuka bangsal."


@pytest.mark.parametrize(
    "sentence",
    [
        "Apple - the firm - rose on Monday.",
        "Apple – The firm rose on Monday.",
        "Anna Beth - the mayor - resigned.",
        "Budi Santoso – the dam will hold.",
        "Ada Voss, Mayor – The dam will hold.",
        "The well-known harbour - a landmark - closed.",
        "Budi (52) – Saya tidak bersalah.",
        "COVID - 19 cases rose in March.",
        "JAKARTA - BANDUNG trains run every hour.",
        "COVID-19 cases rose in March.",
        "US - China trade fell by a third.",
        "NASA - the agency - launched a rocket.",
        "Jane Doe (Labour) – The dam held.",
        "March 3 – The dam held.",
        "On Monday, Nov. 25 – The dam held.",
        "In May 10 - 12 boats sank off the coast.",
        "(Photo) The dam held.",
        "The dam (Reuters) - held.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(sentence: str) -> None:
    assert without_dateline(sentence) == sentence


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_no_sentence_of_a_sample_is_lost_to_its_own_cut(sample: Path) -> None:
    article = kilas.extract(sample.read_bytes())
    assert isinstance(article, Article)
    brief = kilas.brief(article)
    assert isinstance(brief, Brief)
    assert brief.provenance.checks.dropped == 0
