from __future__ import annotations

import re
from pathlib import Path

from kilas.core.article import Refusal
from kilas.core.extract import extract
from kilas.core.render.language import speak
from kilas.core.render.refusing import in_words, is_told


def test_every_reason_in_the_reference_has_indonesian_words() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "refusals.md").read_text(encoding="utf-8")
    names = set(re.findall(r"^\| `(\w+)`", page, re.MULTILINE))
    assert len(names) > 20
    assert sorted(name for name in names if not is_told(name.replace("NNN", "418"))) == []


def test_an_english_reader_gets_the_words_as_found_and_an_indonesian_one_none_of_them() -> None:
    refusal = Refusal(
        source="a", reason="paywall", detail="the full text is behind a paywall", mend="paste the text"
    )
    assert in_words(refusal, speak("en")) == refusal
    told = in_words(refusal, speak("id"))
    assert told.detail == "Teks lengkapnya hanya untuk pelanggan"
    assert (told.source, told.reason) == (refusal.source, refusal.reason)
    assert "paste" not in told.mend


def test_a_page_that_needs_scripts_is_told_as_one_in_indonesian_too() -> None:
    page = "<noscript>Please enable JavaScript.</noscript><div id=root></div>"
    refusal = extract(f"<!doctype html><html><body>{page}</body></html>")
    assert isinstance(refusal, Refusal)
    assert (
        in_words(refusal, speak("id")).detail
        == "Halaman ini baru menampilkan teksnya bila JavaScript berjalan"
    )
