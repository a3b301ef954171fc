"""The date of publication: declared, else on a line of its own; never one that the report tells of."""

from __future__ import annotations

import pytest

from kilas.core.extract import read_page

PROSE = (
    "<p>Warga Teluk Manis berkumpul di lapangan desa sejak pagi untuk membersihkan saluran air yang tersumbat setelah hujan deras.</p>"
    "<p>Kepala desa berharap pekerjaan itu selesai sebelum akhir pekan agar jalan menuju pasar dapat dilewati kendaraan lagi.</p>"
    "<p>Pemerintah kabupaten akan mengirim dua alat berat pada pekan depan, kata pejabat dinas pekerjaan umum di kantornya.</p>"
)


def dated(
    top: str = "", bottom: str = "", head: str = "", lang: str = "id", url: str | None = None
) -> tuple[str | None, str | None]:
    """Date and its source of a page with `top` below the headline and `bottom` behind the report."""
    page = (
        f'<html lang="{lang}"><head><meta charset="utf-8"><title>Warga Bersihkan Saluran Air</title>{head}</head><body><article>'
        f"<h1>Warga Bersihkan Saluran Air</h1>{top}{PROSE}</article>{bottom}</body></html>"
    )
    found = read_page(page, url=url).dated
    return (found.when.isoformat(), found.source) if found else (None, None)


def declared(when: str) -> str:
    return f'<meta property="article:published_time" content="{when}">'


@pytest.mark.parametrize(
    ("when", "printed", "moment"),
    [
        ("2026-11-28 21:17:34", "<div>Sabtu, 28 Nov 2026 21:17 WIB</div>", "2026-11-28T21:17:34+07:00"),
        ("2026-11-28T21:17:34", "<div>Sabtu, 28/11/2026 21.17 WITA</div>", "2026-11-28T21:17:34+08:00"),
        ("2026-11-28 21:17:34", "<div>28-11-2026 | <span>21:17</span> <span>WIT</span></div>", "2026-11-28T21:17:34+09:00"),
        ("2026-11-28 21:17", "<div>28 November 2026, 21:17 (GMT+7)</div>", "2026-11-28T21:17:00+07:00"),
        ("2026-11-28 21:17", "<div>November 28, 2026 9:17 PM EST</div>", "2026-11-28T21:17:00-05:00"),
        # an edit some minutes later still shows that the declared time is local
        ("2026-11-28 21:17", "<div>28 November 2026 21.31 WIB</div>", "2026-11-28T21:17:00+07:00"),
        # the same moment, declared in UTC and printed in local time
        ("2026-11-28 14:17", "<div>28 November 2026 21.17 WIB</div>", "2026-11-28T14:17:00+00:00"),
        ("2026-11-28T21:17:34+08:00", "<div>28 November 2026 21.17 WIB</div>", "2026-11-28T21:17:34+08:00"),
        ("2026-11-28", "<div>28 November 2026 21.17 WIB</div>", "2026-11-28T21:17:00+07:00"),
        ("2026-11-28 21:17:34", "<div>28 November 2026</div>", "2026-11-28T21:17:34+00:00"),
    ],
)  # fmt: skip
def test_a_declared_time_without_a_zone_takes_the_printed_one(when: str, printed: str, moment: str) -> None:
    assert dated(printed, head=declared(when)) == (moment, "metadata")


@pytest.mark.parametrize(
    "when",
    ["Sat, 28 Nov 2026 21:17:34 +0700", "2026/11/28 21:17:34 WIB", "28-11-2026 21:17:34 GMT+7", "Sabtu, 28 November 2026 21:17:34 WIB"],
)  # fmt: skip
def test_dates_are_declared_in_many_shapes(when: str) -> None:
    assert dated(head=declared(when)) == ("2026-11-28T21:17:34+07:00", "metadata")
    block = f'{{"@type": "NewsArticle", "headline": "x", "datePublished": "{when}"}}'
    assert dated(head=f'<script type="application/ld+json">{block}</script>')[0] == "2026-11-28T21:17:34+07:00"  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "<div class=date>28-11-2026</div>", "<p>2026/11/28</p>", "<p>Sabtu, 28 Nop 2026</p>", "<p>Kabar Lembah, 28 November 2026</p>",
        "<p>Oleh Bagas Wirawan - Sabtu, 28/11/2026</p>", "<div><a href=/p/1>28 November 2026</a></div>", "<p>Published 28 November 2026</p>",
        "<p>By Ana Mbeki | Updated 28 November 2026 | 5 min read</p>", "<h4>28 November 2026</h4>",
        "<p class=standfirst>Pekerjaan yang tertunda selama dua tahun itu akhirnya dimulai lagi oleh puluhan warga dari tiga dusun pada akhir pekan.</p><p>28 November 2026</p>",
    ],
)  # fmt: skip
def test_a_line_with_little_but_a_date_gives_it(line: str) -> None:
    assert dated(line) == ("2026-11-28T00:00:00+00:00", "printed")


def test_a_line_above_the_headline_or_labelled_below_the_report_gives_it() -> None:
    page = f"<body><div>Kabar Lembah</div><div>28 November 2026</div><h1>Saluran Air Dibersihkan</h1><p>Banjir besar melanda desa itu pada 3 Maret 1998 dan merusak 20 rumah.</p>{PROSE}</body>"
    found = read_page(page).dated
    assert found is not None
    assert found.when.date().isoformat() == "2026-11-28"
    assert dated(bottom="<div>Diterbitkan: 28 November 2026</div>")[0] == "2026-11-28T00:00:00+00:00"


@pytest.mark.parametrize(
    ("top", "bottom"),
    [
        ("<p>Gempa besar terjadi pada 26 Desember 2004.</p>", ""),
        ("<p>A man who was first arrested on 3 March 1998 has been cleared.</p>", ""),
        ("<p>The quake of 26 December 2004</p>", ""),
        ("<p>Published on 3 March 1998, the report said that the dam was about to break.</p>", ""),
        ("<p>Laporan itu diterbitkan pada 3 Maret 1998 oleh dinas setempat.</p>", ""),
        ("<h2>Peringatan Gempa 26 Desember 2004</h2>", ""),
        ("<figure><figcaption>Sungai Tirta, 12 Januari 2019</figcaption></figure>", ""),
        ("<blockquote>12 Januari 2019</blockquote>", ""),
        ("", "<aside><h3>Related</h3><ul><li><a href=/x>Ferry timetable</a> 4 May 2021</li></ul></aside>"),
        ("", "<ul><li><a href=/x>Jadwal Feri</a> 4 Mei 2021</li><li><a href=/y>Tarif Feri</a> 5 Mei 2021</li></ul>"),
        ("", "<div class=related-posts><time datetime=2021-05-04>4 May 2021</time></div>"),
        ("", "<div id=comments><div class=comment>Sam, 4 May 2021 10:15</div></div>"),
        ("", "<footer>Hak Cipta &copy; 2019 Kabar Lembah. Kebijakan privasi diperbarui 12 Januari 2019</footer>"),
        ("", "<div>© 2019 Kabar Lembah, 12 Januari 2019</div>"),
        ("<nav>12 Januari 2019</nav>", ""),
    ],
)  # fmt: skip
def test_a_date_in_the_report_or_beside_it_is_no_date_of_publication(top: str, bottom: str) -> None:
    assert dated(top, bottom) == (None, None)
    assert dated("<div>28 November 2026</div>" + top, bottom)[0] == "2026-11-28T00:00:00+00:00"


def test_a_time_element_counts_as_metadata() -> None:
    line = '<time datetime="2026-11-28T21:17:00+07:00">dua jam lalu</time>'
    assert dated(line) == ("2026-11-28T21:17:00+07:00", "metadata")


def test_an_earlier_date_that_is_called_the_publication_shows_the_declared_one_to_be_of_a_change() -> None:
    printed = "<div>Published 3 March 2026</div><div>Updated 28 November 2026</div>"
    assert dated(printed, head=declared("2026-11-28"))[0] == "2026-03-03T00:00:00+00:00"


@pytest.mark.parametrize("path", ["/2026/11/28/air", "/berita/2026-11-28/air", "/2026/nov/28/air"])
def test_the_address_gives_the_day_where_the_page_does_not(path: str) -> None:
    url = f"https://kabar.example{path}"
    assert dated(url=url) == ("2026-11-28T00:00:00+00:00", "address")
    two = "<div>12 November 2026</div><div>28 November 2026</div>"
    assert dated(two, url=url) == ("2026-11-28T00:00:00+00:00", "printed")


@pytest.mark.parametrize(("lang", "month"), [("en-US", "11"), ("en-GB", "05"), ("id", "05")])
def test_dates_in_figures_follow_the_order_of_the_language(lang: str, month: str) -> None:
    assert (dated("<div>11/05/2026</div>", lang=lang)[0] or "")[5:7] == month
