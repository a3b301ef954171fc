from __future__ import annotations

from docs.reasons import reasons
from kilas.core.article import Refusal
from kilas.core.render.language import speak
from kilas.core.render.refusing import in_words, is_told


def test_every_reason_for_a_refusal_has_indonesian_words() -> None:
    assert [one.name for one in reasons() if not is_told(one.name.replace("NNN", "418"))] == []


def test_an_english_reader_gets_the_words_as_found_and_an_indonesian_one_none_of_them() -> None:
    refusal = Refusal(
        source="a", reason="paywall", detail="the full text is behind a paywall", mend="paste the text"
    )
    assert in_words(refusal, speak("en")) == refusal
    told = in_words(refusal, speak("id"))
    assert told.detail == "Teks lengkapnya hanya untuk pelanggan"
    assert (told.source, told.reason) == (refusal.source, refusal.reason)
    assert "paste" not in told.mend
