"""Briefs by language models: the sign of reworded claims, who wrote the brief, and which routes were tried."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, get_args

import pytest
from lxml import html
from render_briefs import ATTEMPTS, angkot_brief, model_brief, seawall_brief
from render_lists import front, listed_brief

from kilas.core.brief import Attempt, Brief
from kilas.core.render import formats, render
from kilas.core.render.route_words import OUTCOMES, REASONS, RULES, outcome_words, reason_words
from kilas.core.render.ui_language import UiLanguage, speak
from kilas.core.routing import Fault, Rule, SkipReason

WORDS: dict[UiLanguage, str] = {
    "en": "reworded by the model; numbers and names checked",
    "id": "ditulis ulang oleh model; angka dan nama diperiksa",
}
PLAIN = ("text", "terminal", "markdown")


def tree(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("ui", ["en", "id"])
@pytest.mark.parametrize("form", [*PLAIN, "html"])
def test_a_reworded_claim_carries_a_sign_and_the_sign_is_explained(form: str, ui: UiLanguage) -> None:
    brief = model_brief()
    text = render(brief, form, ui_language=ui)
    text = flat(text if form in PLAIN else tree(text).xpath("string(//body)"))
    assert f"≈ {WORDS[ui]}." in text
    for claim in brief.claims:
        _, _, after = text.partition(claim.text[-30:])
        assert ("≈" in after[:3]) == (claim.status == "unverifiable"), claim.text


def test_json_tells_the_status_and_the_judge() -> None:
    data = json.loads(render(model_brief(judge="rhine-1"), "json"))
    claims = [claim for paragraph in data["summary"] for claim in paragraph["claims"]]
    assert [claim["status"] for claim in claims] == ["verified", "unverifiable"] * 2
    assert {claim["judge"] for claim in claims} == {"rhine-1"} | {None}


@pytest.mark.parametrize("form", formats.names())
def test_a_brief_without_reworded_claims_has_no_sign(form: str) -> None:
    for brief in (angkot_brief(), seawall_brief()):
        assert "≈" not in tree(render(brief, form)).xpath("string(//body)")


def test_a_judge_is_named_where_it_found_the_claim_supported() -> None:
    page = tree(render(model_brief(judge="rhine-1"), "html"))
    spoken = page.xpath("//span[@class='k']/span[@class='near']/span[@class='vh']/text()")
    assert spoken == [f" ({WORDS['en']}; rhine-1 found it supported)"] * 5
    assert "; rhine-1 found it supported." in page.xpath("string(//p[@class='key'][last()])")


def test_the_sign_promises_no_more_than_holds_for_every_claim_that_bears_it() -> None:
    brief = model_brief(judge="rhine-1")
    first = replace(brief.takeaways[0], judge=None)
    mixed = replace(
        brief,
        sections=tuple(
            replace(section, paragraphs=(replace(section.paragraphs[0], claims=(first,)),))
            if section.kind == "takeaways"
            else section
            for section in brief.sections
        ),
    )
    key = tree(render(mixed, "html")).xpath("string(//p[@class='key'][last()])")
    assert WORDS["en"] in key
    assert "rhine-1" not in key


@pytest.mark.parametrize("form", [*PLAIN, "html"])
def test_reworded_claims_are_never_counted_as_supported(form: str) -> None:
    text = flat(render(model_brief(), form))
    assert "2 of 7 claims supported by the source" in text
    assert "5 claims reworded by the model" in text
    assert "7 of 7" not in text


def test_a_brief_with_reworded_claims_is_neither_all_verified_nor_in_doubt() -> None:
    chips = tree(render(model_brief(), "html")).xpath("//a[contains(@class, 'chip')]")
    assert [(chip.get("class"), chip.text) for chip in chips] == [
        ("chip part", "2/7 claims supported"),
        ("chip", "5 claims reworded by the model"),
    ]


def test_a_claim_known_to_be_wrong_still_says_so() -> None:
    brief = seawall_brief()
    wrong = tuple(
        replace(
            section,
            paragraphs=tuple(
                replace(paragraph, claims=tuple(replace(c, status="flagged") for c in paragraph.claims))
                for paragraph in section.paragraphs
            ),
        )
        for section in brief.sections
    )
    page = tree(render(replace(brief, sections=wrong), "html"))
    assert set(page.xpath("//span[@class='doubt']/text()")) == {"not supported by the source"}
    assert page.xpath("//a[@class='chip half']/text()") == ["0/5 claims supported"]


def with_first(brief: Brief, **changes: Any) -> Brief:
    """`brief` with another first claim."""
    summary = brief.sections[0]
    first = summary.paragraphs[0]
    claims = (replace(first.claims[0], **changes), *first.claims[1:])
    paragraphs = (replace(first, claims=claims), *summary.paragraphs[1:])
    return replace(brief, sections=(replace(summary, paragraphs=paragraphs), *brief.sections[1:]))


def test_an_excerpt_carries_the_sign_and_its_meaning_wherever_it_stands_alone() -> None:
    brief = with_first(model_brief(), status="unverifiable")
    page = tree(render(brief, "html"))
    told = f"{brief.claims[0].text} (≈ {WORDS['en']})"
    assert page.xpath("//meta[@name='description']/@content") == [told]
    assert json.loads(page.xpath("//script/text()")[0])["description"] == told
    shown = tree(front([listed_brief(brief, is_reworded=True, model="m")], "en"))
    [item] = shown.xpath("//ol[@class='list']/li")
    assert f"{brief.claims[0].text}≈" in flat(item.text_content())
    assert f"≈ {WORDS['en']}" in flat(item.xpath("string(.//span[@class='why'])"))


def test_a_models_brief_is_declared_the_models_even_where_every_claim_is_verbatim() -> None:
    trained = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
    brief = model_brief()
    verbatim = replace(seawall_brief(), provenance=replace(brief.provenance))
    fallen_back = replace(brief.provenance, engine="embedded", model=None, route="embedded")
    for made, kind in (
        (brief, trained),
        (verbatim, trained),
        (
            replace(seawall_brief(), provenance=fallen_back),
            "https://schema.org/AlgorithmicallyEnhancedDigitalSource",
        ),
    ):
        facts = json.loads(tree(render(made, "html")).xpath("//script/text()")[0])
        assert facts["digitalSourceType"] == kind


def test_the_claims_speak_the_language_of_the_reader_and_the_source_its_own() -> None:
    brief = model_brief(text_language="id")
    page = tree(render(brief, "html"))
    assert page.get("lang") == "id"
    assert page.xpath("//h1/@lang") == ["en"]
    assert not page.xpath("//ol[@class='kt']/@lang|//section[@class='sum']/div/@lang")
    assert set(page.xpath("//div[@class='src']/div/@lang")) == {"en"}
    facts = json.loads(page.xpath("//script/text()")[0])
    assert (facts["inLanguage"], facts["isBasedOn"]["inLanguage"]) == ("id", "en")
    foreign = tree(render(brief, "html", ui_language="en"))
    assert not foreign.xpath("//h1/@lang")
    assert foreign.xpath("//ol[@class='kt']/@lang") == ["id"]
    assert json.loads(render(brief, "json"))["text_language"] == "id"


@pytest.mark.parametrize("form", [*PLAIN, "html"])
def test_who_wrote_it_and_what_was_tried_is_told(form: str) -> None:
    text = flat(render(model_brief(judge="rhine-1"), form))
    text = text if form in PLAIN else flat(" ".join(tree(text).xpath("//aside//text()")))
    for part in ("delta-eu", "delta-small-2611", "brief-3:5d1c0a9e", "plain-2:77aa10c4", "rhine-1", "0.0023"):
        assert part in text
    for part in (
        "excluded by the",
        "too many requests, HTTP 429",
        "answer without evidence",
        "skipped, not needed",
        "0.00042",
        "6.8",
    ):
        assert part in text, part


@pytest.mark.parametrize("form", formats.names())
def test_an_owner_of_the_built_in_engine_alone_sees_nothing_of_routes(form: str) -> None:
    brief = angkot_brief()
    alone = replace(
        brief,
        provenance=replace(
            brief.provenance, route="embedded", attempts=(Attempt(route="embedded", outcome="ok"),)
        ),
    )
    if form != "json":
        assert render(alone, form) == render(brief, form)


def test_every_outcome_reason_and_rule_has_words_in_both_languages() -> None:
    assert set(OUTCOMES) == {"ok", "skipped", "interrupted", *get_args(Fault)}
    assert set(REASONS) == {*get_args(SkipReason), "stored"}
    assert set(RULES) == set(get_args(Rule))
    for outcome in OUTCOMES:
        assert outcome_words(outcome, speak("en")) != outcome_words(outcome, speak("id"))


@pytest.mark.parametrize(
    ("outcome", "reason", "english", "indonesian"),
    [
        ("skipped", "breaker: rate", "paused after a fault (too many requests)", "dijeda setelah gangguan (terlalu banyak permintaan)"),
        ("skipped", "policy: jurisdictions (US)", "excluded by the owner’s policy (jurisdiction: US)", "dikecualikan oleh aturan pemilik (yurisdiksi: US)"),
        ("skipped", "policy: allow_training (unknown)", "excluded by the owner’s policy (trains on the text: unknown)", "dikecualikan oleh aturan pemilik (melatih dengan teks: tidak diketahui)"),
        ("skipped", "policy: ignore (a)", "excluded by the owner’s policy (among the routes to ignore)", "dikecualikan oleh aturan pemilik (termasuk rute yang diabaikan)"),
        ("skipped", "budget", "beyond the budget", "melampaui anggaran"),
        ("skipped", "budget: per_day", "beyond the budget (per day)", "melampaui anggaran (per hari)"),
        ("ok", "stored", "from a stored reply", "dari jawaban tersimpan"),
        ("ok", "", "", ""),
        ("auth", "HTTP 401 (invalid_api_key)", "HTTP 401", "HTTP 401"),
        ("connect", "no connection to the server", "", ""),
        ("skipped", "something_new: odd", "something new (odd)", "something new (odd)"),
        ("skipped", "policy: odd", "excluded by the owner’s policy (odd)", "dikecualikan oleh aturan pemilik (odd)"),
    ],
)  # fmt: skip
def test_the_reason_of_an_attempt_is_told_in_words(
    outcome: str, reason: str, english: str, indonesian: str
) -> None:
    attempt = Attempt(route="a", outcome=outcome, reason=reason)
    assert reason_words(attempt, speak("en")) == english
    assert reason_words(attempt, speak("id")) == indonesian


def test_names_of_routes_and_models_cannot_break_a_page() -> None:
    evil = '<script>alert(1)</script>|`x`\u202e"'
    brief = model_brief(judge=evil)
    made = replace(
        brief.provenance,
        model=evil,
        route=evil,
        attempts=(*ATTEMPTS, Attempt(route=evil, outcome=evil, reason=evil)),
    )
    page = render(replace(brief, provenance=made), "html")
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "\\<script>" in render(replace(brief, provenance=made), "markdown")
