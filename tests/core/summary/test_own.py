"""What Kilas works out itself: told with the report's own words, and only what those words count."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

import kilas
from kilas.core.article import Rights
from kilas.core.brief import Brief
from kilas.core.check import judge
from kilas.core.summary.lines import read_lines
from kilas.core.summary.own import computed
from kilas.core.summary.sourcing import sourcing
from kilas.testing import make_article

SAMPLES = sorted(Path(str(kilas.__file__)).parent.joinpath("samples").glob("*.html"))


def said(language: str, *sentences: str) -> list[str]:
    article = make_article(" ".join(sentences), language=language)
    return [draft.text for draft in computed(article, read_lines(article), shown=range(len(sentences)))]


@pytest.mark.parametrize(
    ("language", "sentence", "wanted"),
    [
        (
            "id",
            "Selain itu, ongkos truk ke ibu kota provinsi naik dari Rp1,6 juta menjadi Rp2 juta.",
            "“ongkos truk ke ibu kota provinsi naik dari Rp1,6 juta menjadi Rp2 juta”: menurut hitungan Kilas, naik 25 persen.",
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
    assert computed(article, lines, shown=[0])
    assert computed(article, lines, shown=[0], listed=[0]) == ()


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
    counted = [c for c in brief.insights if c.derivation]
    assert points.isdisjoint(c.evidence[0].start for c in counted)


def briefed(text: str, language: str) -> Brief:
    got = kilas.brief(make_article(text, language=language), words=60)
    assert isinstance(got, Brief)
    return got


SPOKEN = {
    "en": " ".join(
        (
            "The council of Melford closed the swimming hall on the river bank after the spring flood.",
            "“The pumps were forty years old,” said Ada Winslow, who runs the hall.",
            "Workers carried the benches to the school gym before the water rose.",
            "“Nobody will lose a job,” Winslow said at the town meeting.",
            "A plumber from Harrow looked at the pipes for three days.",
            "“The roof leaks too,” said Tom Perrin, a swimmer.",
            "The old boiler went to a scrap dealer in the next valley.",
            "Two swimming clubs moved their evening lessons to the lake.",
            "The hall opened in 1974 and has four lanes.",
            "A fence of green wire stands around the garden now.",
        )
    ),
    "id": " ".join(
        (
            "Pemerintah Kota Melati menutup kolam renang di tepi sungai setelah banjir musim hujan.",
            "“Pompanya berumur empat puluh tahun,” kata Ratna Winarsih, pengelola kolam.",
            "Para pekerja memindahkan bangku ke aula sekolah sebelum air naik.",
            "“Tidak ada yang kehilangan pekerjaan,” kata Winarsih dalam rapat warga.",
            "Seorang tukang ledeng dari Kenanga memeriksa pipa selama tiga hari.",
            "“Atapnya bocor juga,” kata Bagus Perdana, seorang perenang.",
            "Ketel lama dijual kepada pedagang besi tua di lembah sebelah.",
            "Dua klub renang memindahkan latihan sore ke danau.",
            "Kolam itu dibuka pada 1974 dan memiliki empat lintasan.",
            "Pagar kawat hijau berdiri mengelilingi taman sekarang.",
        )
    ),
}
SILENT = {
    "en": "The mill on the north bank shut its gates in March. Snow lay on the fields until the end of April."
    " Farmers sowed barley three weeks later than the year before. The valley road stayed closed for most of the spring."
    " Two bridges were rebuilt with timber from the hill forest.",
    "id": "Pabrik di tepi utara menutup gerbangnya pada bulan Maret. Lumpur menutupi sawah hingga akhir bulan April."
    " Petani menanam jagung tiga minggu lebih lambat daripada tahun lalu. Jalan lembah ditutup hampir sepanjang musim."
    " Dua jembatan dibangun lagi dengan kayu dari hutan bukit.",
}


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        (
            "en",
            [
                "Ada Winslow is named in 2 of the 3 sentences that quote someone directly.",
                "The report says where its information comes from in at least 3 sentences.",
            ],
        ),
        (
            "id",
            [
                "Ratna Winarsih disebut dalam 2 dari 3 kalimat yang memuat kutipan langsung.",
                "Berita ini menyebutkan asal keterangannya dalam setidaknya 3 kalimat.",
            ],
        ),
    ],
)
def test_a_report_that_argues_nothing_is_told_by_who_is_quoted_in_it(
    language: str, wanted: list[str]
) -> None:
    told = briefed(SPOKEN[language], language).sourcing
    assert [c.text for c in told][-2:] == wanted
    assert {c.status for c in told} == {"verified"}


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_report_that_quotes_and_names_nobody_is_told_as_that(language: str) -> None:
    told = briefed(SILENT[language], language).sourcing
    assert [c.derivation.operation for c in told if c.derivation] == ["absence", "absence"]
    assert {c.status for c in told} == {"verified"}


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_capped_brief_counts_over_the_whole_report_and_cites_one_sentence(language: str) -> None:
    article = replace(
        make_article(SPOKEN[language], language=language), rights=Rights(mode="link", reason="fetched")
    )
    drafts = sourcing(article, read_lines(article), shown=[1], is_capped=True)
    assert [[e.start for e in d.evidence] for d in drafts] == [[article.sentences[1].start]] * 2
    assert [judge(d, [article]).status for d in drafts] == ["verified"] * 2
    wrong = replace(drafts[0], text=drafts[0].text.replace("3", "4"))
    assert judge(wrong, [article]).status == "flagged"


@pytest.mark.parametrize("kind", ["own", "link"])
def test_only_one_is_said_where_no_other_word_tells_who_says_so(kind: Literal["own", "link"]) -> None:
    told = "The mayor said the mill would open in May."

    def texts(text: str) -> str:
        article = replace(make_article(text), rights=Rights(mode=kind, reason="as given"))
        return " ".join(
            d.text for d in sourcing(article, read_lines(article), shown=range(99), is_capped=kind == "link")
        )

    assert "only" in texts(f"{SILENT['en']} {told}")
    assert "attributes" not in texts(f"{SILENT['en']} {told} The miller warned that snow would come again.")
