"""The headline: whole where two places agree, without the publisher, kickers, subheads and credits."""

from __future__ import annotations

import pytest

from kilas.core.extract import read_page

BODY = (
    "<p>" + "A rope ferry will link the island to the mainland again, the harbour office said. " * 6 + "</p>"
)
FERRY = "Rope ferry returns to Sandel island"


def title(
    head: str, site: str = "Orrin Post", h1: str | None = None, og: str | None = None, url: str | None = None
) -> str | None:
    tags = f'<meta charset="utf-8"><title>{head}</title><meta property="og:site_name" content="{site}">'
    tags += f'<meta property="og:title" content="{og}">' if og else ""
    top = f"<h1>{h1}</h1>" if h1 else ""
    return read_page(
        f"<html><head>{tags}</head><body><article>{top}{BODY}</article></body></html>", url=url
    ).title


@pytest.mark.parametrize(
    ("whole", "site"),
    [
        ("Jalan Ambles di Lembah - Pasar Warga Terhenti", "Pasar.com"), ("Desa Lunasi Utang - Lepas dari Rentenir", "Lepas.com"),
        ("Snow gone in Orrin - Gale to stay until Friday", "Gale"), ("Sidang Ditunda - Kata Hakim di Balai", "Balai"),
        ("Latihan Terakhir Tirta : Irama Permainan Berubah", "Irama.co"), ("Ferry strike over – The Tides", "The Tides"),
        ("Harga Turun | Kabar Petani", "Kabar Petani"), ("Storm ahead » Harbour on alert", "Harbour"),
        ("Kopi Naik — Lembah Bersiap", "Lembah"), ("What the mayor said: a talk with the Courier", "Courier"),
    ],
)  # fmt: skip
def test_a_headline_that_heading_and_metadata_agree_on_is_whole(whole: str, site: str) -> None:
    assert title(f"{whole} | {site}", site, h1=whole, og=whole) == whole
    assert title(f"{whole} | {site}", site, h1=whole) == whole
    assert title(f"{whole} | {site}", site, og=whole) == whole


def test_a_last_part_in_plain_words_is_no_publisher() -> None:
    whole = "Why the ferry matters - A letter from the Orrin Post"
    assert title(whole, "Post", h1=whole) == whole


@pytest.mark.parametrize(
    "head",
    [f"{FERRY} | Orrin Post", f"{FERRY} - Islands - Orrin Post", f"{FERRY} - Islands - News - Orrin Post", f"{FERRY} | Local News | Orrin Post",
     f"Orrin Post - {FERRY}", f"{FERRY} – Orrin Post Online"],
)  # fmt: skip
def test_publisher_and_sections_are_taken_off_a_title(head: str) -> None:
    assert title(head) == FERRY


@pytest.mark.parametrize(
    ("head", "bare"),
    [("Messi - Ronaldo - Orrin Post", "Messi - Ronaldo"), ("Harga Kopi Naik Lagi - Petani di lereng senang - Orrin Post", "Harga Kopi Naik Lagi - Petani di lereng senang")],
)  # fmt: skip
def test_a_part_that_is_no_section_stays(head: str, bare: str) -> None:
    assert title(head) == bare


@pytest.mark.parametrize(
    "heading",
    [
        f"<span class=kicker>Islands</span><span>{FERRY}</span>", f"<span class=overline>Islands</span> {FERRY}", f"<em>Exclusive</em><br>{FERRY}",
        f"{FERRY}<small>By Ana Mbeki</small>", f"{FERRY} <i class=icon>share</i><span class=sr-only>opens in new window</span>",
        f"{FERRY}<span class=subtitle>Eleven weeks of repairs are over</span>", f"<div>Islands</div><div>{FERRY}</div>", f"{FERRY}<time>3 March 2026</time>",
        "Rope ferry<br>returns to<br>Sandel island", "Rope <em>ferry</em> returns to<br/>Sandel island", f"<a href=/islands>Islands</a>: <a href=/x>{FERRY}</a>",
    ],
)  # fmt: skip
def test_the_headline_is_found_within_its_heading(heading: str) -> None:
    assert title(f"{FERRY} | Orrin Post", h1=heading) == FERRY
    assert title(FERRY, h1=heading, og=FERRY) == FERRY


def test_marked_parts_are_left_out_also_when_no_title_agrees() -> None:
    heading = f"<span class=kicker>Islands</span> {FERRY} <span class=subtitle>Repairs are over</span>"
    assert title("Rope ferry returns | Orrin Post", h1=heading) == FERRY


def test_a_heading_on_several_lines_leaves_no_lines_in_the_text() -> None:
    page = f"<html><head><title>{FERRY}</title></head><body><article><h1>Rope ferry<br>returns to<br>Sandel island</h1>{BODY}</article></body></html>"
    assert not {"Rope ferry", "returns to", "Sandel island"} & set(read_page(page).text.split("\n\n"))
