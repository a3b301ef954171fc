"""The table of reasons: complete, reachable, worded in both languages."""

from __future__ import annotations

import pytest

from docs import reasons as collected
from kilas.core.reasons import REASONS, http_status, of, refusal
from kilas.core.render.refusing import in_words
from kilas.core.render.ui_language import speak
from kilas.pipeline import hosts, polling
from kilas.sources import robots_txt

REFUSALS = sorted({reason.name for reason in collected.reasons()})
FINER = sorted(collected.particulars())
SETTLEMENTS = sorted(collected.settlements())


def test_every_reason_that_the_code_gives_has_a_row_and_no_row_is_for_nothing() -> None:
    assert len(REFUSALS) > 40
    assert {*REFUSALS, *FINER, *SETTLEMENTS} == set(REASONS)


@pytest.mark.parametrize("name", sorted(REASONS))
def test_every_row_has_words_in_both_languages(name: str) -> None:
    row, indonesian = REASONS[name], speak("id")
    for message in filter(None, (row.seen, row.mend, row.on_link, row.on_feed)):
        assert indonesian.gettext(message) not in ("", message)
    if row.counted:
        assert indonesian.ngettext(*row.counted, 2) != speak("en").ngettext(*row.counted, 2)


@pytest.mark.parametrize("name", [*REFUSALS, *FINER])
def test_every_refusal_says_what_was_seen_and_what_mends_it(name: str) -> None:
    for ui in ("en", "id"):
        told = in_words(refusal(name.replace("NNN", "418"), "a"), speak(ui))  # type: ignore[arg-type]
        assert told.detail
        assert told.mend


def test_what_may_be_there_later_is_asked_for_again() -> None:
    assert {name for name, row in REASONS.items() if row.is_passing} == {
        *("dns", "dns_down", "refused", "unreachable", "timeout", "reset", "tls", "bad_response"),
        *("server_error", "rate_limited", "robots_fault"),
    }


def test_what_is_for_readers_but_not_for_us_is_linked_and_says_why() -> None:
    linked = {name for name, row in REASONS.items() if row.is_linked}
    assert linked == {
        "robots",
        "forbidden",
        "paywall",
        "snippet",
        "consent_wall",
        "too_short",
        "unquotable",
        "unverified",
    }
    told = {name for name, row in REASONS.items() if row.on_link != of("unheard-of").on_link}
    assert told == linked | {"reserved"}


def test_reasons_that_modules_tell_apart_are_reasons_of_the_table() -> None:
    for names in (hosts.NEVER_OPENED, polling._OFFLINE, robots_txt._GONE):
        assert names <= set(REASONS)


def test_a_status_without_a_name_is_one_of_a_family() -> None:
    assert of("http_418") is of("http_307") is REASONS["http_NNN"]
    assert [http_status(reason) for reason in ("http_418", "http_4", "http_NNN", "gone", "", None)] == [
        *(418, None, None, None, None, None)
    ]


def test_a_reason_that_nobody_knows_is_final_and_told_in_general_words() -> None:
    row = of("unheard-of")
    assert (row.is_passing, row.is_linked) == (False, False)
    assert of(None) is of("") is row
    assert row.seen
    assert row.mend


@pytest.mark.parametrize(
    ("count", "english", "indonesian"),
    [
        (0, "only 0 sentences were available", "Hanya 0 kalimat yang tersedia"),
        (1, "only 1 sentence was available", "Hanya 1 kalimat yang tersedia"),
        (2, "only 2 sentences were available", "Hanya 2 kalimat yang tersedia"),
    ],
)
def test_too_few_sentences_are_counted(count: int, english: str, indonesian: str) -> None:
    short = refusal("too_short", "a", count=count)
    assert short.detail == english
    assert in_words(short, speak("id")).detail == indonesian


def test_a_finer_reason_has_words_of_its_own_under_the_name_of_the_other() -> None:
    bare = refusal("no_article", "a", particular="needs_script")
    assert (bare.reason, bare.detail) == ("no_article", REASONS["needs_script"].seen)
    assert in_words(bare, speak("id")).detail != in_words(refusal("no_article", "a"), speak("id")).detail
