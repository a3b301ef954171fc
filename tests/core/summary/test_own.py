"""What Kilas works out itself: told with the report's own words, and only what those words count."""

from __future__ import annotations

from pathlib import Path

import pytest

import kilas
from kilas.core.brief import Brief
from kilas.core.summary.lines import read_lines
from kilas.core.summary.own import insights
from kilas.testing import make_article

SAMPLES = sorted(Path(str(kilas.__file__)).parent.joinpath("samples").glob("*.html"))


def said(language: str, *sentences: str) -> list[str]:
    article = make_article(" ".join(sentences), language=language)
    return [draft.text for draft in insights(article, read_lines(article), shown=range(len(sentences)))]


@pytest.mark.parametrize(
    ("language", "sentence", "wanted"),
    [
        (
            "id",
            "Selain itu, ongkos truk ke ibu kota provinsi naik dari Rp1,6 juta menjadi Rp2 juta.",
            "“ongkos truk ke ibu kota provinsi naik dari Rp1,6 juta menjadi Rp2 juta”: menurut hitungan Kilas, kenaikan 25 persen.",
        ),
        (
            "en",
            "Meanwhile, the yearly harvest of the whole valley rose from 160 tons to 200 tons.",
            "“the yearly harvest of the whole valley rose from 160 tons to 200 tons”: by Kilas's arithmetic, a rise of 25 percent.",
        ),
        (
            "en",
            "The mill said it would lay off 120 of its 480 workers.",
            "“The mill said it would lay off 120 of its 480 workers”: by Kilas's arithmetic, 25 percent.",
        ),
    ],
)
def test_arithmetic_quotes_the_clause_it_counts_without_its_connective(
    language: str, sentence: str, wanted: str
) -> None:
    assert said(language, sentence) == [wanted]


@pytest.mark.parametrize(
    "sentence",
    [
        "The yearly harvest rose from 160 tons to 200 tons, a rise of 25 percent.",
        "The club took in swimmers aged from 16 years to 20 years.",
        "The town counted from 1995 to 2016 without a break.",
        "Support for the plan rose from 40 percent to 50 percent.",
    ],
)
def test_what_the_report_says_itself_and_what_is_no_quantity_is_left_alone(sentence: str) -> None:
    assert said("en", sentence) == []


def test_a_sentence_that_stands_in_a_list_is_not_told_again_with_its_arithmetic() -> None:
    article = make_article("The mill said it would lay off 120 of its 480 workers.", language="en")
    lines = read_lines(article)
    assert insights(article, lines, shown=[0])
    assert insights(article, lines, shown=[0], listed=[0]) == ()


@pytest.mark.parametrize("words", [60, 120, 300])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_no_sample_tells_a_point_again_as_arithmetic(sample: Path, words: int) -> None:
    brief = kilas.brief(kilas.extract(sample.read_bytes()), words)
    assert isinstance(brief, Brief)
    points = {
        c.evidence[0].start
        for c in (*brief.takeaways, *brief.watch_next, *brief.insights)
        if c.origin == "source"
    }
    counted = [c for c in brief.insights if c.derivation and c.derivation.operation != "count"]
    assert points.isdisjoint(c.evidence[0].start for c in counted)
