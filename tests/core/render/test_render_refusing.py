from __future__ import annotations

from kilas.core.article import Refusal
from kilas.core.extract import extract
from kilas.core.reasons import refusal
from kilas.core.render import refusal_to_json
from kilas.core.render.refusing import in_words
from kilas.core.render.ui_language import speak


def test_an_english_reader_gets_the_words_as_found_and_an_indonesian_one_none_of_them() -> None:
    seen = Refusal(source="a", reason="paywall", detail="as found", mend="paste the text")
    assert in_words(seen, speak("en")) == seen
    told = in_words(seen, speak("id"))
    assert told.detail == "Teks lengkapnya hanya untuk pelanggan"
    assert (told.source, told.reason) == (seen.source, seen.reason)
    assert "paste" not in told.mend


def test_json_has_the_particulars_in_its_words_only() -> None:
    told = refusal_to_json(refusal("too_short", "a", count=2))
    assert list(told) == ["schema", "source", "reason", "detail", "mend"]
    assert told["detail"] == "only 2 sentences were available"


def test_a_page_that_needs_scripts_is_told_as_one_in_indonesian_too() -> None:
    page = "<noscript>Please enable JavaScript.</noscript><div id=root></div>"
    got = extract(f"<!doctype html><html><body>{page}</body></html>")
    assert isinstance(got, Refusal)
    assert got.detail == "the page needs JavaScript to show its text"
    assert in_words(got, speak("id")).detail == "Halaman ini memerlukan JavaScript untuk menampilkan teksnya"
