"""Terminal and plain text: same order, nothing but text when nobody watches."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from kilas.core.brief import Brief
from kilas.core.render import render, render_many


def test_the_terminal_keeps_the_order_of_the_page(angkot: Brief) -> None:
    printed = render(angkot, "terminal", ui_language="en")
    order = [
        "Harian Pesisir",
        "Lamandara Uji",
        "Tone of the report: neutral",
        "70-word summary",
        "What to watch next",
    ]
    order += ["Key takeaways", "Insights & analysis", "Sources of each sentence", "How this brief was made"]
    places = [printed.index(part) for part in order]
    assert places == sorted(places)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal_but_an_address(width: int, angkot: Brief) -> None:
    lines = render(angkot, "terminal", width=width).split("\n")
    assert all(cell_len(line) <= width for line in lines if not line.startswith("https://"))


def test_a_narrow_terminal_cuts_neither_address_nor_evidence(angkot: Brief) -> None:
    narrow, wide = (render(angkot, "terminal", width=width) for width in (30, 120))
    assert str(angkot.sources[0].url) in narrow.split("\n")
    assert sorted(re.findall(r"\[\d+\]", narrow)) == sorted(re.findall(r"\[\d+\]", wide))


def test_without_colour_there_is_plain_text_only(angkot: Brief) -> None:
    printed = render(angkot, "terminal")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2500-\u259f]", printed)


def test_with_colour_leads_are_bold_and_the_text_is_the_same(angkot: Brief) -> None:
    printed = render(angkot, "terminal", color=True)
    assert "\x1b[1mKota Lamandara akan menguji coba angkot listrik\x1b[0m" in printed
    assert "\x1b[" not in re.sub(r"\x1b\[[0-9;]*m", "", printed)
    stripped = [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", printed).split("\n")]
    assert "\n".join(stripped) == render(angkot, "terminal")


def test_every_number_is_resolved_among_the_sources(angkot: Brief) -> None:
    body, sources = render(angkot, "terminal", ui_language="en").split("Sources of each sentence")
    assert set(re.findall(r"\[(\d+)\]", body)) == set(re.findall(r"^ *\[(\d+)\] ", sources, re.MULTILINE))


def test_a_number_stays_on_the_line_of_its_last_word(angkot: Brief) -> None:
    for width in range(40, 100):
        body = render(angkot, "terminal", width=width, ui_language="en").split("Sources of")[0]
        assert not re.search(r"^\s*\[", body, re.MULTILINE)


def test_the_environment_changes_nothing(angkot: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    before = render(angkot, "terminal"), render(angkot, "terminal", color=True)
    for name, value in {"NO_COLOR": "1", "FORCE_COLOR": "1", "COLUMNS": "20", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    assert (render(angkot, "terminal"), render(angkot, "terminal", color=True)) == before


def test_plain_text_carries_no_marks(angkot: Brief) -> None:
    printed = render(angkot, "text")
    assert not re.search(r"[*_#`<>\[\]|]", printed)
    assert (
        "Kota Lamandara akan menguji coba angkot listrik di empat trayek mulai 3 Agustus 2026. Tarifnya"
        in printed
    )


@pytest.mark.parametrize("form", ["terminal", "markdown", "text"])
def test_several_briefs_follow_one_another(form: str, angkot: Brief, seawall: Brief) -> None:
    printed = render_many([angkot, seawall], form)  # type: ignore[arg-type]
    assert printed.index(angkot.headline) < printed.index(seawall.headline)


def test_a_brief_without_an_address_has_plain_numbers_in_markdown(angkot: Brief) -> None:
    printed = render(replace(angkot, sources=(replace(angkot.sources[0], url=None),)), "markdown")
    assert "Agustus 2026. \\[1\\] Tarifnya" in printed
    assert "](" not in printed
    assert "[1]:" not in printed


def test_markdown_links_lead_to_the_very_sentence(angkot: Brief) -> None:
    printed = render(angkot, "markdown")
    assert (
        "[2]: <https://harianpesisir.example/kota/angkot-listrik#:~:text=Tarif%20selama%20masa%20uji%20coba,dari%20tarif%20angkot%20reguler%20Rp5.000.>"
        in printed
    )
