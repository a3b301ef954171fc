"""Furniture around and inside a report is dropped; the report and its dateline stay."""

from __future__ import annotations

import pytest

from kilas.core.extract.body import Block
from kilas.core.extract.furniture import Context, report_of

TITLE = "Harga cabai turun di tiga kota"
FIRST = "SEMARAH, KABAR LEMBAH - Harga cabai rawit turun di tiga kota setelah panen raya dimulai pekan lalu."
SECOND = "Pedagang berharap harga bertahan sampai akhir bulan karena pembeli mulai kembali ke pasar."
THIRD = "Dinas Perdagangan akan memantau pasokan setiap hari sampai harga kembali seperti semula."


def _report(*lines: str, links: dict[str, float] | None = None, byline: str = "Rina Ardana") -> list[str]:
    about = Context(title=TITLE, byline=byline, links=links or {})
    return [block.text for block in report_of([Block("p", line) for line in lines], about)]


@pytest.mark.parametrize(
    "line",
    [TITLE, "Senin, 3 Agustus 2026 | 10.00 WIB", "Aug 3, 2026 10:00 am", "Oleh Rina Ardana", "By Rina Ardana", "Rina Ardana - Kabar Lembah", "Advertisement",
     "Foto: Dok. Kabar Lembah", "Bagikan", "3 min read"],
)  # fmt: skip
def test_lines_above_the_report_that_are_no_part_of_it_go(line: str) -> None:
    assert _report(line, FIRST, SECOND) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "line",
    ["Baca juga: Harga bawang naik di dua kota", "BACA JUGA", "Baca selengkapnya di sini", "Read more: Prices rise in two towns", "ADVERTISEMENT", "Iklan",
     "(Foto: Antara/Bima)", "Photo by Lala Mira/Getty Images", "Related: Prices rise", "Les også: Prisene stiger", "Sign up for our daily newsletter",
     "Ikuti kami di Google News dan WhatsApp Channel", "Scroll untuk melanjutkan membaca", "https://contoh.example/berita", "* * *"],
)  # fmt: skip
def test_promotion_between_paragraphs_goes(line: str) -> None:
    assert _report(FIRST, line, SECOND) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "line",
    ["Editor: Sari Wening", "Tags: cabai, pasar", "Reporting by Rina Ardana; editing by Sari Wening", "Copyright 2026 Kabar Lembah. All rights reserved.",
     "Rina Ardana is a reporter at Kabar Lembah.", "Contact Rina at rina@contoh.example", "___", "Artikel ini telah tayang di Kabar Lembah"],
)  # fmt: skip
def test_credits_under_the_report_go(line: str) -> None:
    assert _report(FIRST, SECOND, line) == [FIRST, SECOND]


def test_a_line_that_is_nothing_but_a_link_points_elsewhere_and_goes() -> None:
    teaser = "Bawang merah naik lagi di Kedungarum"
    assert _report(FIRST, teaser, SECOND, links={teaser: 1.0}) == [FIRST, SECOND]
    assert _report(FIRST, teaser, SECOND) == [FIRST, teaser, SECOND]


def test_a_section_of_pointers_goes_and_the_report_goes_on_after_it() -> None:
    lines = (
        FIRST,
        SECOND,
        SECOND.upper(),
        "Berita Terkait",
        "Bawang naik",
        "Beras stabil",
        THIRD,
        FIRST.upper(),
        THIRD.upper(),
    )
    assert _report(*lines) == [FIRST, SECOND, SECOND.upper(), THIRD, FIRST.upper(), THIRD.upper()]


def test_prose_below_the_pointers_stays_at_the_end_too() -> None:
    assert _report(FIRST, SECOND, FIRST.upper(), SECOND.upper(), "Berita Terkait", "Bawang naik", THIRD) == [
        FIRST, SECOND, FIRST.upper(), SECOND.upper(), THIRD
    ]  # fmt: skip


def test_sentences_that_only_resemble_furniture_stay() -> None:
    lines = (
        FIRST,
        "Baca puisi menjadi acara penutup yang paling ditunggu warga pada malam terakhir festival itu.",
        "Related industries hired 400 people last year, according to the council's own count of the jobs.",
        "Sumber air di desa itu mengering sejak Juli, sehingga warga berjalan dua kilometer setiap pagi.",
    )
    assert _report(*lines, SECOND) == [*lines, SECOND]
