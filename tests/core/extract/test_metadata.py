"""Title, byline, date and publisher: what the page bears out, not what it merely claims."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kilas.core.extract import read_page
from kilas.core.extract.days_in_text import days_in
from kilas.core.extract.moments import parse_time
from kilas.core.extract.rights import licence_name

BODY = "<p>" + "The council approved the plan after a long debate on Monday evening. " * 6 + "</p>"


def _page(head: str = "", top: str = "", body: str = BODY) -> str:
    return f"<html><head>{head}</head><body>{top}{body}</body></html>"


def test_the_title_is_the_heading_that_the_metadata_bears_out() -> None:
    top = "<h1>The Daily Harbour</h1><h1>Ferries to run all night</h1>"
    head = '<title>Ferries to run all night | The Daily Harbour</title><meta property="og:title" content="Ferries to run all night">'
    assert read_page(_page(head, top)).title == "Ferries to run all night"


@pytest.mark.parametrize(
    "title", ["Ferries to run all night | The Daily Harbour", "Ferries to run all night - The Daily Harbour", "The Daily Harbour: home » Ferries to run all night"]
)  # fmt: skip
def test_the_publishers_name_is_taken_off_a_title(title: str) -> None:
    head = f'<title>{title}</title><meta property="og:site_name" content="The Daily Harbour">'
    found = read_page(_page(head)).title or ""
    assert found.endswith("Ferries to run all night")
    assert not found.endswith("The Daily Harbour")


def test_json_ld_names_come_first_and_credentials_and_sites_are_no_names() -> None:
    told = '{"@type": "NewsArticle", "headline": "x", "author": [{"@type": "Person", "name": "By Nell Abernath, PhD"}, {"name": "Tan Wirya"}]}'
    head = f'<script type="application/ld+json">{told}</script><meta name="author" content="admin">'
    assert read_page(_page(head)).byline == "Nell Abernath, Tan Wirya"


@pytest.mark.parametrize(
    ("line", "byline"),
    [("<p>By Nell Abernath</p>", "Nell Abernath"), ("<p>Oleh Sekar Widuri - Senin, 3/8/2026</p>", "Sekar Widuri"), ("<span class=byline>By NELL ABERNATH | Aug 3, 2026</span>", "NELL ABERNATH"),
     ("<p>Penulis: Raka Suteja</p>", "Raka Suteja"), ("<p>作者：李明</p>", "李明"), ("<p>By Monday the ferries had stopped.</p>", None)],
)  # fmt: skip
def test_the_byline_is_read_where_it_is_printed(line: str, byline: str | None) -> None:
    assert read_page(_page("", f"<h1>Ferries to run all night</h1>{line}")).byline == byline


@pytest.mark.parametrize(
    ("printed", "byline"),
    [("ByAnna Smith", "Anna Smith"), ("BYAnna Smith", "Anna Smith"), ("Byron Smith", "Byron Smith"), ("By Byron Smith", "Byron Smith"),
     ("Anna Smith and Byron Jones", "Anna Smith, Byron Jones")],
)  # fmt: skip
def test_by_without_a_space_is_cut_from_a_name_and_a_name_that_begins_with_by_stays(
    printed: str, byline: str
) -> None:
    assert read_page(_page(f'<meta name="author" content="{printed}">')).byline == byline


@pytest.mark.parametrize(
    ("text", "day"),
    [("Senin, 3 Agustus 2026 | 10.00 WIB", "2026-08-03"), ("August 3rd, 2026", "2026-08-03"), ("3. März 2026", "2026-03-03"), ("2026年8月3日", "2026-08-03"),
     ("03/08/2026", "2026-08-03"), ("2026-08-03", "2026-08-03"), ("31/02/2026", None), ("version 3.8.2", None)],
)  # fmt: skip
def test_a_day_is_read_as_newsrooms_print_it(text: str, day: str | None) -> None:
    found = next(days_in(text), None)
    assert (found.date().isoformat() if found else None) == day


def test_english_pages_of_america_put_the_month_first() -> None:
    assert next(days_in("8/3/2026", is_month_first=True)).date().isoformat() == "2026-08-03"


@pytest.mark.parametrize(
    ("text", "time"),
    [("2026-08-03T10:00:00+07:00", "2026-08-03T10:00:00+07:00"), ("2026-08-03T10:00:00Z", "2026-08-03T10:00:00+00:00"), ("2026-08-03 10:00", "2026-08-03T10:00:00+00:00"),
     ("2026-8-3", "2026-08-03T00:00:00+00:00"), ("2026-08-03T10:00:00.123+0700", "2026-08-03T10:00:00+07:00")],
)  # fmt: skip
def test_an_iso_time_keeps_its_zone(text: str, time: str) -> None:
    found = parse_time(text)
    assert found is not None
    assert found.isoformat() == time


def test_no_date_is_later_than_now() -> None:
    page = _page('<meta property="article:published_time" content="2031-01-01T00:00:00Z">')
    assert read_page(page, now=datetime(2026, 8, 3, tzinfo=UTC)).published is None
    assert read_page(page, now=datetime(2031, 8, 3, tzinfo=UTC)).published == datetime(2031, 1, 1, tzinfo=UTC)


def test_the_date_beside_the_headline_counts_not_one_in_the_footer() -> None:
    page = _page(
        '<meta charset="utf-8">',
        "<h1>Ferries</h1><div>Aug 3, 2026</div>",
        BODY + "<footer>Jan 1, 2001</footer>",
    )
    found = read_page(page).published
    assert found is not None
    assert found.date().isoformat() == "2026-08-03"


@pytest.mark.parametrize(
    ("text", "name"),
    [("https://creativecommons.org/licenses/by-sa/4.0/", "CC BY-SA 4.0"), ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"), ("CC BY 4.0", "CC BY 4.0"),
     ("All rights reserved", None)],
)  # fmt: skip
def test_a_creative_commons_licence_is_told_by_its_address_or_name(text: str, name: str | None) -> None:
    assert licence_name(text) == name


def test_broken_json_ld_is_no_fault_of_the_page() -> None:
    for block in (
        "{",
        "[" * 100_000,
        '{"@type": ["NewsArticle"], "author": 5, "headline": ["A", "B"], "publisher": [], "datePublished": {}}',
        "null",
    ):
        assert read_page(
            _page(f'<script type="application/ld+json">{block}</script><title>Ferries</title>')
        ).text
