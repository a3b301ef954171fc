"""What of the source a brief shows, and how its own work is explained."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from render_briefs import Builder, angkot_brief, article, seawall_brief, with_sections

from kilas.core.article import Rights, RightsMode
from kilas.core.brief import Brief, Derivation, Evidence, Operand, Search, SearchKind
from kilas.core.numbering import Numbering
from kilas.core.render import cited_sentences, render, reproduced_words, shown_sentences
from kilas.core.render.ui_language import speak
from kilas.core.render.view import safe_url
from kilas.core.render.working import working
from kilas.core.text import count_words


def under(mode: RightsMode, brief: Brief) -> Brief:
    return replace(brief, sources=(replace(brief.sources[0], rights=Rights(mode=mode)),))


def test_evidence_is_numbered_by_the_sentences_it_touches() -> None:
    text = "One here. Two here.\n\nThree here."
    made = article(text)
    spot = Evidence(article_id="a1", revision=made.revision, quote=text[4:14], start=4)
    numbers = Numbering.of([made]).numbers
    assert numbers(spot) == (1, 2)
    assert numbers(replace(spot, quote="Three", start=21)) == (3,)
    assert numbers(replace(spot, quote="\n", start=19)) == ()


def test_evidence_of_another_revision_has_no_number(angkot: Brief) -> None:
    evidence = angkot.takeaways[0].evidence[0]
    assert Numbering.of(angkot.sources).numbers(replace(evidence, revision="0" * 64)) == ()


@pytest.mark.parametrize("mode", ["own", "licensed", "cc"])
def test_a_text_we_may_show_is_shown_whole(mode: RightsMode) -> None:
    assert shown_sentences(under(mode, seawall_brief())) == tuple(range(1, 11))


def test_a_linked_text_is_shown_where_it_is_cited() -> None:
    brief = seawall_brief()
    assert shown_sentences(brief) == cited_sentences(brief) == (1, 3, 6, 7, 9)


def test_an_excerpt_adds_neighbours_up_to_half_the_text() -> None:
    brief = with_sections(seawall_brief(), watch_next=(), takeaways=())
    excerpt = under("excerpt", brief)
    shown = shown_sentences(excerpt)
    assert set(cited_sentences(brief)) < set(shown) < set(range(1, 11))
    assert reproduced_words(excerpt) <= count_words(brief.sources[0].text) / 2


def test_each_distinct_sentence_shown_is_counted_once(seawall: Brief) -> None:
    words = sum(count_words(seawall.sources[0].quote(n - 1)) for n in (1, 3, 6, 7, 9))
    assert reproduced_words(seawall) == words
    assert reproduced_words(with_sections(seawall, insights=seawall.takeaways)) == words
    assert reproduced_words(under("own", seawall)) == count_words(seawall.sources[0].text)


@pytest.mark.parametrize("form", ["html", "terminal", "markdown", "text"])
def test_no_format_shows_more_of_a_linked_text_than_is_counted(form: str, seawall: Brief) -> None:
    printed = " ".join(render(seawall, form).split())  # type: ignore[arg-type]
    for n in {*range(1, 11)} - set(shown_sentences(seawall)):
        words = seawall.sources[0].quote(n - 1).split()
        assert " ".join(words[:6]) not in printed


def test_text_outside_every_sentence_is_shown_too(angkot: Brief) -> None:
    cut = replace(angkot.sources[0], sentences=angkot.sources[0].sentences[1:-1])
    page = render(replace(angkot, sources=(cut,)), "html")
    assert "menguji coba angkutan kota bertenaga listrik" in page
    assert "jadwal rinci keberangkatan belum diumumkan" in page


def own_line(derivation: Derivation | None, ui: str = "en") -> str:
    claim = replace(angkot_brief().takeaways[0], origin="kilas", derivation=derivation)
    return working(claim, speak(ui))  # type: ignore[arg-type]


def of(
    operation: str, result: float, *operands: tuple[str, float], searched: Search | None = None
) -> Derivation:
    values = tuple(Operand(text=text, value=value, evidence=0) for text, value in operands)
    return Derivation(operation=operation, operands=values, result=result, searched=searched)  # type: ignore[arg-type]


@pytest.mark.parametrize(("ui", "told"), [("en", "quotation marks"), ("id", "tanda kutip")])
def test_what_was_searched_for_is_told_in_the_language_of_the_page(ui: str, told: str) -> None:
    assert told in own_line(of("absence", 0, searched=Search(kind="quotation_marks", is_whole=True)), ui)


@pytest.mark.parametrize("kind", [kind for kind in get_args(SearchKind) if kind != "words"])
def test_every_search_has_words_in_both_languages(kind: SearchKind) -> None:
    for operation in ("count", "absence"):
        told = [
            own_line(of(operation, 2, searched=Search(kind=kind, is_whole=True)), ui) for ui in ("en", "id")
        ]
        assert told[0].split("“")[-1] != told[1].split("“")[-1]


@pytest.mark.parametrize(
    ("derivation", "line"),
    [
        (
            of("difference", 3000, ("5,000", 5000), ("2,000", 2000)),
            "Kilas’s own arithmetic: 5,000 − 2,000 = 3,000",
        ),
        (of("sum", 8, ("3", 3), ("5", 5)), "Kilas’s own arithmetic: 3 + 5 = 8"),
        (of("ratio", 1.5, ("2.4 m", 2.4), ("1.6 m", 1.6)), "Kilas’s own arithmetic: 2.4 m ÷ 1.6 m = 1.5"),
        (of("share", 25, ("110", 110), ("440", 440)), "Kilas’s own arithmetic: 110 ÷ 440 = 25%"),
        (of("share", 0.25, ("110", 110), ("440", 440)), "Kilas’s own arithmetic: 110 ÷ 440 = 25%"),
        (of("percent_change", 50, ("2", 2), ("3", 3)), "Kilas’s own arithmetic: (3 − 2) ÷ 2 = 50%"),
        (of("percent_change", -60, ("5", 5), ("2", 2)), "Kilas’s own arithmetic: (2 − 5) ÷ 5 = −60%"),
        (of("percent_change", 0, ("0", 0), ("2", 2)), "Kilas’s own arithmetic: 0, 2 = 0"),
        (of("count", 3, searched=Search(kind="words", terms=("berths",))), "Kilas’s own count: berths = 3"),
        (
            of("absence", 0, searched=Search(kind="words", is_whole=True, terms=("cost",))),
            "Kilas searched the whole source for “cost” and found nothing",
        ),
        (None, "Kilas’s own conclusion"),
    ],
)
def test_every_own_statement_shows_how_it_was_reached(derivation: Derivation | None, line: str) -> None:
    assert own_line(derivation) == line


@pytest.mark.parametrize(
    "operation", ["difference", "sum", "ratio", "share", "percent_change", "count", "absence"]
)
def test_a_working_of_too_few_operands_is_still_a_line(operation: str) -> None:
    assert own_line(of(operation, 1.0, ("3", 3))).startswith("Kilas")


def test_large_results_are_printed_with_the_word_for_their_size() -> None:
    budget = of("difference", 21e9, ("Rp31,5 miliar", 31.5e9), ("Rp10,5 miliar", 10.5e9))
    assert own_line(budget, "id") == "Hitungan Kilas sendiri: Rp31,5 miliar − Rp10,5 miliar = 21 miliar"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x?y=1&z=2#f", "https://a.example/x?y=1&z=2#f"),
        ("https://a.example/a b<c>", "https://a.example/a%20b%3Cc%3E"),
        ("https://a.example/é", "https://a.example/%C3%A9"),
        ("HTTPS://a.example/", "HTTPS://a.example/"),
        ("java\nscript:alert(1)", ""),
        ("http://[", ""),
        ("https:///path", ""),
        ("", ""),
    ],
)
def test_an_address_is_made_fit_for_every_format_or_dropped(url: str, safe: str) -> None:
    assert safe_url(url) == safe


def test_tone_evidence_is_linked_only_where_it_is_shown() -> None:
    brief = seawall_brief()
    hidden = Builder(brief.sources[0]).evidence(10)[0]
    from kilas.core.brief import ToneEvidence

    toned = replace(brief, tone=replace(brief.tone, evidence=(ToneEvidence(evidence=hidden, weight=-1.0),)))
    assert "#s10" not in render(toned, "html")
    assert reproduced_words(toned) == reproduced_words(brief)
