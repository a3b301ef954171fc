"""The rules of a brief, each held on every bundled sample and on texts made for it."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import UTC, datetime
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kilas
from kilas.core.article import Article, Refusal, Rights
from kilas.core.brief import Brief, Claim, Draft
from kilas.core.check import check
from kilas.core.explanation import Explanation
from kilas.core.languages import EVERY
from kilas.core.render import reproduced_words
from kilas.core.summary.embedded import summary_budget
from kilas.core.summary.explain import explain
from kilas.core.summary.lines import read_lines
from kilas.core.summary.ranker import rank
from kilas.core.text import count_words, fold, leaks, words
from kilas.errors import KilasError
from kilas.testing import make_article

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SAMPLES = sorted(p.name for p in (resources.files("kilas") / "samples").iterdir() if p.name.endswith(".html"))


def sample(name: str) -> Article:
    got = kilas.extract((resources.files("kilas") / "samples" / name).read_bytes(), name=name, now=NOW)
    assert isinstance(got, Article), got
    return got


def briefed(article: Article, count: int = 120) -> Brief:
    got = kilas.brief(article, words=count, now=NOW)
    assert isinstance(got, Brief), got
    return got


ARTICLES = {name: sample(name) for name in SAMPLES}
BRIEFS = {(name, count): briefed(ARTICLES[name], count) for name in SAMPLES for count in (60, 120, 300)}
ALL = [pytest.param(b, id=f"{name}-{count}") for (name, count), b in BRIEFS.items()]


def claims(b: Brief) -> list[Claim]:
    return list(b.claims)


def source_claims(b: Brief) -> list[Claim]:
    return [c for c in claims(b) if c.origin == "source"]


def with_lone_names(text: str, sentence: str) -> str:
    """`text` without full names in brackets: of each, the words that the sentence has."""
    return re.sub(r"\[(.+?)\]", lambda m: " ".join(w for w in m[1].split() if w in words(sentence)), text)


@pytest.mark.parametrize("b", ALL)
def test_every_claim_stands_on_spans_of_the_article(b: Brief) -> None:
    assert claims(b)
    for claim in claims(b):
        assert claim.evidence
        for e in claim.evidence:
            assert b.sources[0].text[e.start : e.start + len(e.quote)] == e.quote
            assert (e.article_id, e.revision) == (b.sources[0].id, b.sources[0].revision)


@pytest.mark.parametrize("b", ALL)
def test_every_status_is_the_checkers_and_verified(b: Brief) -> None:
    for claim in claims(b):
        draft = Draft(
            text=claim.text,
            lead=claim.lead,
            origin=claim.origin,
            evidence=claim.evidence,
            derivation=claim.derivation,
        )
        assert check(draft, b.sources).status == claim.status == "verified"


@pytest.mark.parametrize("b", ALL)
def test_the_word_count_is_that_of_the_summary_and_within_a_tenth_of_the_budget(b: Brief) -> None:
    counted = sum(count_words(c.text) for p in b.summary for c in p.claims)
    assert b.word_count == counted
    if count_words(b.sources[0].text) >= 2 * b.word_budget:
        assert 0.9 * b.word_budget <= counted <= 1.1 * b.word_budget


@pytest.mark.parametrize("b", ALL)
def test_a_lead_is_the_verbatim_opening_of_its_paragraph_and_of_nothing_else(b: Brief) -> None:
    for paragraph in b.summary:
        first, *rest = paragraph.claims
        assert first.text.startswith(first.lead)
        assert not any(c.lead for c in rest)
    assert not any(c.lead for c in (*b.watch_next, *b.takeaways, *b.insights))


def test_nearly_every_paragraph_opens_with_a_lead() -> None:
    leads = [bool(p.claims[0].lead) for b in BRIEFS.values() for p in b.summary]
    assert sum(leads) / len(leads) > 0.85  # a quotation or a long subject leaves no room for a claim


@pytest.mark.parametrize("b", ALL)
def test_a_brief_has_the_parts_of_its_kind(b: Brief) -> None:
    assert 2 <= len(b.summary) <= 4
    assert len(b.takeaways) <= 5
    assert len(b.insights) <= 4
    assert len(b.watch_next) <= 2
    assert len(b.takeaways) >= 3 or {"few_sentences", "short_article"} & set(b.notices)


@pytest.mark.parametrize("b", ALL)
def test_insights_are_no_counts_and_what_the_report_rests_on_is_told_apart(b: Brief) -> None:
    assert not any(c.derivation and c.derivation.operation in ("count", "absence") for c in b.insights)
    assert all(c.derivation and c.derivation.operation in ("count", "absence") for c in b.sourcing)
    assert b.sourcing


@pytest.mark.parametrize("b", ALL)
def test_a_summary_opens_with_the_opening_of_the_report(b: Brief) -> None:
    lines = read_lines(b.sources[0])
    first = next(line for line in lines if line.is_usable and len(line.words) > 8)
    assert b.summary[0].claims[0].evidence[0].start == b.sources[0].sentences[first.index].start


@pytest.mark.parametrize("b", ALL)
def test_no_section_repeats_a_sentence_of_another(b: Brief) -> None:
    cited = [c.evidence[0].start for c in source_claims(b)]
    assert len(cited) == len(set(cited))


@pytest.mark.parametrize("b", ALL)
def test_a_claim_is_a_subsequence_of_the_words_of_its_source_sentence(b: Brief) -> None:
    for claim in source_claims(b):
        evidence, *given = claim.evidence
        names = re.findall(r"\[(.+?)\]", claim.text)
        assert all(any(name in each.quote for each in (*given, evidence)) for name in names)
        remaining = iter(fold(w) for w in words(evidence.quote))
        assert all(fold(w) in remaining for w in words(with_lone_names(claim.text, evidence.quote)))


@pytest.mark.parametrize("b", ALL)
def test_nothing_that_changes_the_meaning_is_ever_cut(b: Brief) -> None:
    kept_always = {
        *"not no never none nor neither cannot without tidak bukan belum tanpa jangan tak enggak nggak".split(),
        "akan",
        "dapat",
        "mungkin",
        "may",
        "might",
        "could",
        "if",
        "unless",
        "jika",
        "apabila",
        "hanya",
        "only",
    }
    for claim in source_claims(b):
        lost = [fold(w) for w in words(claim.evidence[0].quote)]
        for word in map(fold, words(with_lone_names(claim.text, claim.evidence[0].quote))):
            lost.remove(word)
        assert not kept_always & set(lost)


@pytest.mark.parametrize("b", ALL)
def test_no_claim_opens_on_a_pronoun_or_connective_whose_antecedent_is_missing(b: Brief) -> None:
    connectives = {c for c in EVERY.cuts.connectives if " " not in c} - EVERY.cuts.need_comma
    by_start = [s.start for s in b.sources[0].sentences]
    for section in (*(p.claims for p in b.summary), b.watch_next, b.takeaways, b.insights):
        before: int | None = None
        for claim in section:
            index = by_start.index(claim.evidence[0].start)
            first = fold(words(claim.text)[0])
            if first in EVERY.pointing.pronouns:
                assert before == index - 1, claim.text
            assert first not in connectives
            before = index


@pytest.mark.parametrize("b", ALL)
def test_quotation_marks_and_brackets_of_a_claim_are_balanced(b: Brief) -> None:
    for claim in claims(b):
        assert claim.text.count("“") == claim.text.count("”")
        assert claim.text.count('"') % 2 == 0
        assert claim.text.count("(") == claim.text.count(")")


@pytest.mark.parametrize("b", ALL)
def test_no_markup_and_no_noise_of_the_page_is_in_any_claim(b: Brief) -> None:
    for claim in claims(b):
        assert leaks(claim.text) == ()
        assert not re.search(r"baca juga|read more|advertisement|iklan baris", claim.text, re.IGNORECASE)


@pytest.mark.parametrize("b", ALL)
def test_what_to_watch_looks_ahead(b: Brief) -> None:
    for claim in b.watch_next:
        assert re.search(
            r"\b(?:will|would|must|promised|if|berisiko|plans?|planned|expects?|expected|scheduled|due|by|until|could|may|akan|dijadwalkan|ditargetkan|menargetkan|direncanakan"
            r"|diperkirakan|rencana\w*|hingga|menunggu|mulai|target|apabila|jika|berencana|mendatang|depan)\b",
            claim.text,
            re.IGNORECASE,
        ), claim.text


@pytest.mark.parametrize("b", ALL)
def test_what_kilas_adds_is_marked_and_carries_its_derivation(b: Brief) -> None:
    for claim in claims(b):
        assert (claim.origin == "kilas") == (claim.derivation is not None)


@pytest.mark.parametrize("b", ALL)
def test_a_strip_of_figures_has_at_most_four(b: Brief) -> None:
    assert len(b.figures) <= 4
    for figure in b.figures:
        assert figure.value in figure.evidence.quote
        assert figure.label


def test_the_same_article_gives_the_same_brief() -> None:
    for name in SAMPLES[:4]:
        assert briefed(ARTICLES[name]) == BRIEFS[(name, 120)]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_link_mode_brief_reproduces_no_more_than_its_cap(name: str) -> None:
    article = replace(
        ARTICLES[name], url="https://example.org/a", rights=Rights(mode="link", reason="fetched")
    )
    b = briefed(article, 300)
    assert reproduced_words(b) <= min(200, 0.3 * count_words(article.text))
    assert "rights_cap" in b.notices


def test_a_refusal_passes_through_unchanged() -> None:
    refusal = Refusal(source="x", reason="paywall", detail="d", mend="m")
    assert kilas.brief(refusal) is refusal


def test_two_sentences_are_named_as_too_few() -> None:
    got = kilas.brief(
        make_article("The bridge over the river opened today. The mayor cut a green ribbon at noon.")
    )
    assert isinstance(got, Refusal)
    assert (got.reason, got.detail) == ("too_short", "only 2 sentences were available")


def test_a_short_article_gets_a_shorter_brief_that_says_so() -> None:
    text = " ".join(
        f"The town council opened bridge number {n} over the cold river this week." for n in range(1, 7)
    )
    b = briefed(make_article(text), 300)
    assert b.word_count < 0.6 * count_words(text) + 12
    assert "short_article" in b.notices


def test_other_languages_are_briefed_and_say_that_the_engine_is_neutral() -> None:
    text = " ".join(
        f"Die Stadt eröffnete am Montag die Brücke Nummer {n} über den Fluss im Norden der Altstadt, sagte Bürgermeisterin Vera Kolb{n}."
        for n in range(1, 14)
    )
    b = briefed(make_article(text, language="de"))
    assert "language_neutral" in b.notices
    assert not any(c.origin == "kilas" for c in claims(b))


@pytest.mark.parametrize("count", [0, 19, 2001, -5])
def test_a_budget_beyond_reason_is_refused(count: int) -> None:
    with pytest.raises(KilasError, match="request 20 to 2000"):
        kilas.brief(ARTICLES[SAMPLES[0]], words=count)


@pytest.mark.parametrize("language", ["KLINGON!", "english", "EN"])
def test_a_language_that_is_no_code_is_refused_with_what_is(language: str) -> None:
    with pytest.raises(kilas.KilasError, match=r"is not a language code\n.*id, en"):
        kilas.brief(ARTICLES[SAMPLES[0]], language=language)


SENTENCES = st.sampled_from(
    [
        "The harbour board approved a new pier on Monday.",
        "But it will cost $4.2 million, the board said.",
        "“We waited ten years for this,” said Maren Oduya, who chairs it.",
        "He said no more.",
        "If storms return, work could stop until March 2027.",
        "Critics (fishermen among them) warned that the plan risks the oyster beds.",
        "READ MORE: the pier in pictures",
        "Traffic fell from 52 boats to 37 boats a day.",
        "**Bold** claims <b>leak</b> here.",
        "What now?",
    ]
)


@given(
    st.lists(SENTENCES, min_size=0, max_size=25),
    st.sampled_from(["en", "id", "fr", "und"]),
    st.integers(20, 300),
)
def test_whatever_the_article_the_rules_hold(chosen: list[str], language: str, count: int) -> None:
    got = kilas.brief(make_article(" ".join(chosen), language=language), words=count)
    if isinstance(got, Refusal):
        return
    for claim in claims(got):
        assert claim.status == "verified"
        assert leaks(claim.text) == ()
        assert claim.text.count("“") == claim.text.count("”")
    assert got.word_count <= 1.1 * count
    for one, two in itertools.pairwise(c.evidence[0].start for p in got.summary for c in p.claims):
        assert one < two


@pytest.mark.parametrize("name", SAMPLES)
def test_sentences_are_ranked_by_their_words_as_printed_so_that_names_count(name: str) -> None:
    made = explain(ARTICLES[name])
    assert isinstance(made, Explanation)
    texts = [line.text for line in read_lines(ARTICLES[name])]
    budget = summary_budget(ARTICLES[name], made.brief.word_budget)
    scores = rank(texts, ARTICLES[name].title, ARTICLES[name].language, budget)
    assert tuple(note.score for note in made.sentences) == scores


TOPICS = (
    "bridge harbour orchard library tramway bakery vineyard hospital museum windmill quarry ferry".split()
)


@pytest.mark.parametrize("count", [60, 120, 300])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_cap_gives_the_summary_most_of_its_words_and_the_brief_says_what_is_short(
    name: str, count: int
) -> None:
    article = replace(ARTICLES[name], rights=Rights(mode="link", reason="fetched"))
    b = briefed(article, count)
    cap = min(200, 0.3 * count_words(article.text))
    assert b.word_count >= 0.9 * min(count, int(0.8 * cap)) - 12
    assert "rights_cap" in b.notices or (b.word_count >= 0.9 * count and len(b.takeaways) >= 3)
    assert reproduced_words(b) <= min(200, 0.3 * count_words(article.text))


def test_short_sentences_that_fill_a_small_cap_do_not_push_out_the_one_with_the_news() -> None:
    news = "The port city of Halden approved a 14-mile tram line on Tuesday after six years of dispute over its route."
    article = make_article(
        f"{news}\n\n"
        "Council members voted 23 to 9 for the $640 million plan, which will link the harbor "
        "with the university hospital.\n\n"
        "Mayor Ingrid Solheim said construction would begin in April 2027 and create 1,200 jobs.\n\n"
        "Shop owners on Kirk Street fear that two years of digging will drive customers away.\n\n"
        "The council set aside $12 million to compensate businesses that lose more than 20 percent of their sales.\n\n"
        "A study by the Halden Institute found the line would cut car traffic in the center by 18 percent.\n\n"
        "Opponents had argued for a cheaper bus network, which would have cost $210 million.\n\n"
        "Transport chief Paul Okafor said buses could not carry the 48,000 passengers expected each day.\n\n"
        "The first trams are to run in September 2030.\n\n"
        "Fares will stay at $2.40, the council said, until at least 2032.\n\n"
        "On Wednesday opponents said they would ask a court to stop the plan.",
        title="Halden council approves tram line, 23 to 9",
    )
    b = briefed(replace(article, rights=Rights(mode="link", reason="fetched")))
    assert b.summary[0].claims[0].text == news
    assert reproduced_words(b) <= 0.3 * count_words(article.text)


def test_what_the_cap_leaves_out_is_not_counted_as_refused_by_the_checker() -> None:
    for article in ARTICLES.values():
        own = replace(article, rights=Rights(mode="link", reason="fetched"))
        assert briefed(own, 120).provenance.checks.dropped == briefed(article, 120).provenance.checks.dropped


def test_a_summary_of_one_long_thread_still_has_two_paragraphs() -> None:
    text = "\n\n".join(
        [
            "Mara Ellison opened a bakery beside the canal in the spring of last year.",
            "She bought the oven from a retired miller who lived across the water.",
            "She painted the walls yellow with two cousins over a single weekend.",
            "She sold three hundred loaves on the first morning before the rain came.",
            "She hired four apprentices from the technical school in the autumn.",
            "She now wants a second shop near the railway station of the old town.",
            "She also lends her ovens to families that bake for weddings and feasts.",
            "She closes on Mondays, when the river market takes most of the street.",
        ]
    )
    assert len(briefed(make_article(text), 60).summary) == 2


def test_a_brief_short_of_its_words_says_that_few_sentences_stand_alone() -> None:
    dull = " ".join(f"Why did the {topic} close so early in the week of the fair?" for topic in TOPICS)
    text = f"{dull} The mayor opened the harbour gate at noon. Two ferries left for the islands. The band played on the quay."
    b = briefed(make_article(text), 60)
    assert b.word_count < 54
    assert "few_sentences" in b.notices
