"""`kilas explain` for people and machines: every sentence, its place, and the reasons in plain words."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import unicodedata
from dataclasses import replace
from datetime import UTC
from itertools import pairwise
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from jsonschema import Draft202012Validator
from lxml import html
from render_briefs import angkot_brief, seawall_brief
from render_explanations import angkot_explanation, note, rejudged
from rich.cells import cell_len
from test_render_golden import REFUSAL, agree
from test_render_hostile import HOSTILE, hostile_brief
from test_render_page import colours, luminance, seen, style_of, tree

from kilas.core.brief import Tone
from kilas.core.explanation import Explanation, Merit, Obstacle, Place, SentenceNote, Unfit
from kilas.core.render import UiLanguage, formats, json_schema, render_explanation
from kilas.core.render.explanation_view import KINDS, reasons, verdict
from kilas.core.render.feature_names import feature_name
from kilas.core.render.ui_language import speak
from kilas.core.summary.features import FEATURE_NAMES

FORMS = formats.names("explanation")
UIS: tuple[UiLanguage, ...] = ("id", "en")
SUFFIX = {"html": "html", "terminal": "terminal.txt", "json": "json"}


@pytest.fixture
def angkot() -> Explanation:
    return angkot_explanation()


def only(explanation: Explanation, number: int, **changes: object) -> Explanation:
    """`explanation` with sentence `number` changed."""
    notes = list(explanation.sentences)
    notes[number - 1] = replace(notes[number - 1], **changes)  # type: ignore[arg-type]
    return rejudged(replace(explanation, sentences=tuple(notes)))


def why(explanation: Explanation, number: int, ui: UiLanguage = "en") -> str:
    return " ".join(reasons(explanation, speak(ui), UTC).rows[number - 1].why)


@pytest.mark.parametrize("form", FORMS)
def test_an_explanation_looks_as_recorded_in_every_format(
    form: str, angkot: Explanation, update_golden: bool
) -> None:
    made = render_explanation(angkot, form, timezone=ZoneInfo("Asia/Jakarta"))
    agree(f"explained.{SUFFIX[form]}", made, update_golden)


def test_the_schema_looks_as_recorded(update_golden: bool) -> None:
    made = json.dumps(json_schema("kilas.explanation/2"), indent=2, ensure_ascii=False) + "\n"
    agree("kilas.explanation.2.schema.json", made, update_golden)


def test_what_we_write_is_what_the_schema_says(angkot: Explanation) -> None:
    schema = json_schema("kilas.explanation/2")
    Draft202012Validator.check_schema(schema)
    made = json.loads(render_explanation(angkot, "json"))
    Draft202012Validator(schema).validate(made)
    assert made["schema"] == "kilas.explanation/2"
    assert [s["text"] for s in made["sentences"]] == [s.text for s in angkot.sentences]
    assert "text" not in made["brief"]["sources"][0]


@pytest.mark.parametrize("ui", UIS)
def test_every_feature_has_a_name_of_its_own(ui: UiLanguage) -> None:
    names = [feature_name(name, speak(ui)) for name in FEATURE_NAMES]
    assert len(set(names)) == len(FEATURE_NAMES)
    assert not [name for name in names if "_" in name or "*" in name]


def test_every_feature_is_named_otherwise_in_indonesian() -> None:
    pairs = [(feature_name(name, speak("id")), feature_name(name, speak("en"))) for name in FEATURE_NAMES]
    assert not [one for one, other in pairs if one == other]


@pytest.mark.parametrize("ui", UIS)
def test_every_place_has_a_word_and_a_reason(ui: UiLanguage, angkot: Explanation) -> None:
    told = []
    for place in get_args(Place):
        row = reasons(only(angkot, 5, place=place, status=""), speak(ui), UTC).rows[4]
        told.append((row.where, *row.why))
        assert all(told[-1])
    assert len(set(told)) == len(get_args(Place)) == len(KINDS) - 1


@pytest.mark.parametrize("ui", UIS)
def test_every_reason_for_being_unfit_is_told(ui: UiLanguage, angkot: Explanation) -> None:
    told = {why(only(angkot, 5, unfit=unfit), 5, ui) for unfit in get_args(Unfit) if unfit}
    assert len(told) == len(get_args(Unfit)) - 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "Other sentences scored higher, and the summary has room for about"),
        ({"score": 9.0}, "It scores higher than some chosen sentences"),
        ({"is_dependent": True}, "Other sentences scored higher"),  # sentence 4 before it is in the summary
        ({"place": "takeaways"}, "It is one of the best remaining sentences that make sense on their own."),
    ],
)
def test_a_sentence_says_why_it_was_passed_over(
    changes: dict[str, object], told: str, angkot: Explanation
) -> None:
    quiet = replace(angkot.brief.provenance.checks, dropped=0)
    brief = replace(angkot.brief, provenance=replace(angkot.brief.provenance, checks=quiet))
    assert why(only(replace(angkot, brief=brief), 5, **changes), 5).startswith(told)


def test_a_sentence_that_leans_on_one_left_out_says_so(angkot: Explanation) -> None:
    assert "depends on the previous sentence" in why(only(angkot, 6, is_dependent=True), 6)
    alone = only(only(angkot, 1, place="", is_dependent=True), 2, place="")
    assert why(alone, 1) == "It refers to a previous sentence, but there is none."


@pytest.mark.parametrize("ui", UIS)
def test_every_obstacle_is_told_in_words_of_its_own(ui: UiLanguage, angkot: Explanation) -> None:
    told = set()
    for obstacle in get_args(Obstacle):
        for others in ((0,), (0, 1)):
            for back in ("", "itu"):
                notes = list(angkot.sentences)
                notes[4] = replace(notes[4], obstacle=obstacle, others=others, refers_back=back)
                told.add(why(replace(angkot, sentences=tuple(notes)), 5, ui))
    # one each; another for one sentence in its place, and for the words that point back where there are any
    assert len(told - {""}) == len(get_args(Obstacle)) - 1 + 1 + 2


@pytest.mark.parametrize("ui", UIS)
def test_every_merit_is_told_in_words_of_its_own(ui: UiLanguage, angkot: Explanation) -> None:
    told = {
        reasons(only(angkot, 1, merits=(merit,)), speak(ui), UTC).rows[0].merits for merit in get_args(Merit)
    }
    assert len(told) == len(get_args(Merit))
    both = reasons(only(angkot, 1, merits=("opens_report", "best_title_match")), speak("en"), UTC).rows[0]
    assert both.merits == "Opens the report; best match with the headline"


@pytest.mark.parametrize(
    ("ui", "told"), [("en", "“Putusan itu” points back"), ("id", "“Putusan itu” merujuk")]
)
def test_a_sentence_left_out_names_the_words_that_point_back(
    ui: UiLanguage, told: str, angkot: Explanation
) -> None:
    moved = only(angkot, 6, is_dependent=True, refers_back="Putusan itu")
    assert why(moved, 6, ui).startswith(told)
    [sign] = [sign for sign in reasons(moved, speak(ui), UTC).rows[5].signs if sign.mark == "back"]
    assert sign.amount == "“Putusan itu”"


def test_a_sentence_of_the_summary_says_why_better_ones_are_not_in_it(angkot: Explanation) -> None:
    better = only(only(angkot, 5, score=9.0), 6, score=8.5, is_dependent=True, refers_back="Ia")
    told = reasons(better, speak("en"), UTC).rows[7].instead
    assert told[0].startswith("Sentence 5 scores higher (+9.00) but is not in the summary. ")
    assert told[1].endswith("“Ia” points back to what comes before, and sentence 5 is not in the summary.")
    for form in ("html", "terminal"):
        assert "Sentence 5 scores higher" in " ".join(
            render_explanation(better, form, ui_language="en").split()
        )


def test_a_sentence_that_repeats_a_chosen_one_names_it() -> None:
    brief = angkot_brief()
    twice = brief.sources[0].text + "\n\n" + brief.sources[0].quote(6)
    spans = (
        *brief.sources[0].sentences,
        replace(brief.sources[0].sentences[6], start=len(brief.sources[0].text) + 2, end=len(twice)),
    )
    brief = replace(brief, sources=(replace(brief.sources[0], text=twice, sentences=spans),))
    assert (
        why(angkot_explanation(brief), 17)
        == "It says almost the same as sentence 7, which is in the summary."
    )


def test_where_the_checker_held_drafts_back_a_good_sentence_left_out_says_it_may_be_one(
    angkot: Explanation,
) -> None:
    assert angkot.brief.provenance.checks.dropped == 1
    assert "1 draft of this article was rejected" in why(only(angkot, 5, score=9.0), 5)
    assert "draft" not in why(angkot, 5)


@pytest.mark.parametrize("ui", UIS)
def test_the_parts_of_a_score_add_up_to_it(ui: UiLanguage, angkot: Explanation) -> None:
    for row in reasons(angkot, speak(ui), UTC).rows:
        assert sum(share.amount for share in row.shares) == pytest.approx(row.score)


@pytest.mark.parametrize(
    ("reason", "shown", "language"),
    [
        ("verbatim", "Kata-katanya ada di kalimat ini, dengan urutan yang sama.", ""),
        ("recomputed: share", "Pemeriksa menghitungnya ulang dan hasilnya sama.", ""),
        ("the number 7 is not in the evidence", "the number 7 is not in the evidence", "en"),
    ],
)
def test_a_verdict_is_told_in_the_readers_language_or_marked_as_english(
    reason: str, shown: str, language: str
) -> None:
    told = verdict("verified", reason, speak("id"))
    assert (told.reason, told.language) == (shown, language)


def test_the_page_shows_every_sentence_in_the_order_of_the_article(angkot: Explanation) -> None:
    page = tree(render_explanation(angkot, "html"))
    rows = page.xpath("//ol[@class='rows']/li")
    assert [row.xpath("string(.//summary/span[@class='txt'])") for row in rows] == [
        s.text for s in angkot.sentences
    ]
    assert [row.get("class").split()[0] for row in rows[:4]] == ["summary", "summary", "unfit", "summary"]
    assert all(row.xpath("./details/summary") and row.xpath("./details/div[@id]") for row in rows)


def test_the_length_of_a_bar_is_the_score(angkot: Explanation) -> None:
    page = tree(render_explanation(angkot, "html"))
    zero = float(page.xpath("string(//summary//line/@x1)")[:-1])
    bars = page.xpath("//ol[@class='rows']//summary//rect")
    for bar, sentence in zip(bars, angkot.sentences, strict=True):
        start, size = float(bar.get("x")[:-1]), float(bar.get("width")[:-1])
        assert size == pytest.approx(abs(sentence.score) / (21.5 + 4.125) * 100, abs=0.01)
        assert (start if sentence.score > 0 else start + size) == pytest.approx(zero, abs=0.02)


def test_the_counts_of_the_legend_are_those_of_the_rows(angkot: Explanation) -> None:
    page = tree(render_explanation(angkot, "html"))
    for key in page.xpath("//ul[@class='legend']/li"):
        kind = key.get("class").split()[1]
        assert int(key.xpath("string(b)")) == len(
            page.xpath(f"//ol[@class='rows']/li[contains(@class,'{kind}')]")
        )


def test_own_statements_stand_with_their_working_and_verdict(angkot: Explanation) -> None:
    [section] = tree(render_explanation(angkot, "html", ui_language="en")).xpath("//section[@id='own']")
    assert section.xpath(".//p[@class='own']/text()")[:2] == [
        "Kilas’s own arithmetic: (Rp2.000 − Rp5.000) ÷ Rp5.000 = −60%",
        "Kilas’s own arithmetic: 70 − 48 = 22",
    ]
    assert section.xpath(".//dt/text()") == ["“Rp5.000” is read as", "“Rp2.000” is read as"]
    assert section.xpath(".//dd/text()") == ["5,000", "2,000"]
    assert len(section.xpath(".//span[@class='chip ok']")) == 3


def test_a_tone_that_is_not_rated_says_why_and_draws_nothing(angkot: Explanation) -> None:
    tone = Tone(label="neutral", rated=False, reason="low_margin")
    quiet = tuple(replace(sentence, tone=0.0) for sentence in angkot.sentences)
    made = replace(angkot, brief=replace(angkot.brief, tone=tone), tone=tone, sentences=quiet)
    [section] = tree(render_explanation(made, "html", ui_language="en")).xpath("//section[@id='tone']")
    assert "no label clearly leads" in seen(section)
    assert not section.xpath(".//div[@class='gauge' or @class='plot']")
    assert "no label clearly leads" in render_explanation(made, "terminal", ui_language="en")


def test_somebody_elses_whole_text_is_marked_as_private(angkot: Explanation) -> None:
    brief = seawall_brief()
    notes = tuple(note(brief, n) for n in range(1, len(brief.sources[0].sentences) + 1))
    other = Explanation(brief=brief, sentences=notes, tone=brief.tone, own=())
    assert "Do not publish this page" in render_explanation(other, "html")
    assert "Do not publish this page" in render_explanation(other, "terminal").replace("\n", " ")
    assert "Jangan terbitkan halaman ini" not in render_explanation(angkot, "html")


def test_no_explanation_is_offered_to_search_engines(angkot: Explanation) -> None:
    assert tree(render_explanation(angkot, "html")).xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_the_page_is_closed_to_scripts_and_the_network(angkot: Explanation) -> None:
    page = render_explanation(angkot, "html")
    parsed = tree(page)
    [policy] = parsed.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = base64.b64encode(hashlib.sha256(style_of(page).encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert not parsed.xpath("//script|//@style|//img|//iframe|//form|//base|//link[@rel='stylesheet']")
    assert not [name for e in parsed.iter() for name in e.attrib if name.startswith("on")]
    assert not re.search(r"url\(|@import", page)


def test_every_reference_on_the_page_exists_once(angkot: Explanation) -> None:
    page = tree(render_explanation(angkot, "html"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//*/@href") if href.startswith("#")} <= set(ids)
    assert {label for labels in page.xpath("//@aria-labelledby") for label in labels.split()} <= set(ids)


def test_headings_skip_no_level(angkot: Explanation) -> None:
    levels = [int(e.tag[1]) for e in tree(render_explanation(angkot, "html")).iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_what_is_drawn_for_the_mouse_is_hidden_from_the_keyboard(angkot: Explanation) -> None:
    page = tree(render_explanation(angkot, "html"))
    assert page.xpath("//*[@aria-hidden='true']//a")
    assert set(page.xpath("//*[@aria-hidden='true']//a/@tabindex")) == {"-1"}
    assert not page.xpath("//*[@aria-hidden='true']//a[not(@tabindex)]")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colour_of_insights_stands_out_from_its_ground(scheme: str, angkot: Explanation) -> None:
    style = style_of(render_explanation(angkot, "html"))
    dark = re.findall(r"prefers-color-scheme:dark\)\{:root\{(.*?)\}\}", style)
    light = ["--idea" + style.split(":root{--idea")[1].split("}")[0], style.split("@media")[0]]
    found = {
        name: colour
        for block in (dark if scheme == "dark" else light)
        for name, colour in colours(block).items()
    }
    for ink, ground in [("idea", "bg"), ("idea", "ideabg"), ("accent", "bg")]:
        a, b = sorted((luminance(found[ink]), luminance(found[ground])), reverse=True)
        assert (a + 0.05) / (b + 0.05) >= 4.5, (ink, ground)


def test_a_page_of_sixteen_sentences_weighs_at_most_sixteen_kilobytes_compressed(angkot: Explanation) -> None:
    assert len(gzip.compress(render_explanation(angkot, "html").encode(), 6)) <= 16 * 1024


def test_text_in_another_language_than_the_interface_says_so(angkot: Explanation) -> None:
    page = tree(render_explanation(angkot, "html", ui_language="en"))
    assert page.get("lang") == "en"
    assert set(page.xpath("//span[@class='txt']/@lang")) == {"id"}


@pytest.mark.parametrize("width", [40, 63, 64, 80, 120])
@pytest.mark.parametrize("ui", UIS)
def test_no_line_is_wider_than_the_terminal_but_an_address(
    width: int, ui: UiLanguage, angkot: Explanation
) -> None:
    lines = render_explanation(angkot, "terminal", width=width, ui_language=ui).split("\n")
    assert all(cell_len(line) <= width for line in lines if not line.startswith("https://"))


def test_without_colour_the_terminal_gets_plain_text_only(angkot: Explanation) -> None:
    printed = render_explanation(angkot, "terminal")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2500-\u259f]", printed)
    coloured = render_explanation(angkot, "terminal", color=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).replace(" \n", "\n").split() == printed.split()


def test_the_terminal_has_one_row_a_sentence(angkot: Explanation) -> None:
    printed = render_explanation(angkot, "terminal", ui_language="en")
    table = printed.split("Every sentence and where it was used\n")[1].split("\n> ")[0].split("\n")
    assert [int(row.split()[0]) for row in table] == list(range(1, 17))
    assert re.search(r"1 Summary +\|=+ \+21\.50", table[0])


@pytest.mark.parametrize("form", FORMS)
def test_a_refusal_is_rendered_as_everywhere(form: str) -> None:
    from kilas.core.render import render

    assert render_explanation(REFUSAL, form, ui_language="id") == render(REFUSAL, form, ui_language="id")


def hostile_explanation(text: str) -> Explanation:
    brief = hostile_brief(text)
    first: SentenceNote = note(brief, 1, place="summary", status="verified", reason=text, score=2.0, tone=0.5)
    second = note(brief, 2, unfit="markup", is_dependent=True, score=-1.0, ahead=1.0, analysis=1.0, tone=-0.5)
    own = tuple(claim for claim in brief.insights if claim.origin == "kilas")
    return Explanation(brief=brief, sentences=(first, second), tone=brief.tone, own=own)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", FORMS)
def test_every_format_survives_hostile_text(text: str, form: str) -> None:
    made = render_explanation(hostile_explanation(text), form)
    made.encode("utf-8")
    assert "\0" not in made
    if form != "json":
        assert not {c for c in made if unicodedata.category(c) == "Cc"} - {"\n"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_no_element_and_no_attribute(text: str) -> None:
    def outline(page: str) -> list[tuple[str, tuple[str, ...]]]:
        return [(str(e.tag), tuple(sorted(e.attrib))) for e in html.document_fromstring(page).iter()]

    harmless = "x" if text.strip() else text
    made, wanted = (render_explanation(hostile_explanation(t), "html") for t in (text, harmless))
    assert outline(made) == outline(wanted)


def test_an_article_that_holds_nothing_is_rendered(angkot: Explanation) -> None:
    bare = replace(angkot, sentences=(), own=())
    for form in FORMS:
        assert render_explanation(bare, form)
