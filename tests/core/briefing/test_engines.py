"""Any engine drafts, for one article or several; one assembler judges and puts together. Only public names are used."""

from __future__ import annotations

import json
from collections.abc import Set
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kilas
from kilas import Draft, Drafted, DraftSection, Evidence, Made, Task, cite
from kilas.core.article import Rights
from kilas.core.render import reproduced_words
from kilas.core.text import count_words
from kilas.testing import make_article

BRIDGE = (
    "The bridge over the Randu opened on Monday. It cost 12 million dollars. Buses cross it every ten minutes."
    " The old ferry keeps running for bicycles. A second crossing has no budget yet."
)
FERRY = (
    "Ferry crews on the Randu lost half of their passengers on Monday. They ask the council for a subsidy."
)


def opening(task: Task, refused: Set[Draft]) -> Drafted:
    """A second engine: it quotes what each source opens with, and invents unless it was refused that."""
    invented = Draft(text="The bridge cost 13 million dollars.", evidence=(cite(task.sources[0], 1),))
    quoted = tuple(Draft(text=one.quote(i), evidence=(cite(one, i),)) for one in task.sources for i in (0, 1))
    told = quoted if invented in refused else (*quoted, invented)
    summary = DraftSection(kind="summary", paragraphs=tuple((draft,) for draft in told))
    return Drafted(sections=(summary,), made=Made(engine="opening", version="7", cost_usd=0.01))


def test_a_second_engine_is_held_to_the_same_evidence() -> None:
    made = kilas.brief(make_article(BRIDGE), words=20, engine=opening)
    assert isinstance(made, kilas.Brief)
    assert [claim.text for claim in made.claims] == [make_article(BRIDGE).quote(i) for i in (0, 1)]
    assert (made.provenance.engine, made.provenance.cost_usd) == ("opening", 0.01)
    assert (made.provenance.checks.dropped, made.provenance.checks.verified) == (1, 2)
    assert "opening 7" in kilas.render(made, "markdown")


def test_a_brief_of_two_articles_numbers_their_sentences_in_one_row() -> None:
    post = make_article(BRIDGE, id="a", source="The Post", url="https://post.example/a")
    crew = make_article(FERRY, id="b", source="The Crew", title="Crews ask for help")
    made = kilas.brief([post, crew], words=40, engine=opening)
    assert isinstance(made, kilas.Brief)
    assert made.sources == (post, crew)
    assert {span.article_id for claim in made.claims for span in claim.evidence} == {"a", "b"}
    page, text = kilas.render(made, "html"), kilas.render(made, "markdown")
    assert [f'href="#s{n}"' in page for n in (1, 2, 6, 7)] == [
        True
    ] * 4  # the second goes on where the first ends
    assert page.count('class="src"') == 2
    assert "### The Crew: Crews ask for help" in text
    assert "The Post · The Crew" in kilas.render(made, "terminal")
    assert [source["id"] for source in json.loads(kilas.render(made, "json"))["sources"]] == ["a", "b"]


def test_what_may_not_be_quoted_of_one_source_is_left_out() -> None:
    sources = [make_article(BRIDGE, id="a"), make_article(FERRY, id="b", mode="link")]  # of b, five words
    made = kilas.brief(sources, words=40, engine=opening)
    assert isinstance(made, kilas.Brief)
    assert {span.article_id for claim in made.claims for span in claim.evidence} == {"a"}


LONG = " ".join(
    f"Witness number {n} of the flood saw the water rise over road {n} at dawn." for n in range(60)
)
SPANS = st.lists(st.tuples(st.integers(0, len(LONG) - 1), st.integers(1, 90)), min_size=1, max_size=60)


@given(SPANS)
def test_whatever_spans_an_engine_cites_no_more_is_shown_than_may_be_quoted(
    spans: list[tuple[int, int]],
) -> None:
    article = make_article(LONG, mode="link")

    def words_of(task: Task, refused: Set[Draft]) -> Drafted:
        cited = (
            Evidence(article_id=article.id, revision=article.revision, quote=LONG[at : at + length], start=at)
            for at, length in spans
        )
        drafts = tuple((Draft(text=one.quote, evidence=(one,)),) for one in cited)
        return Drafted(
            sections=(DraftSection(kind="summary", paragraphs=drafts),), made=Made(engine="x", version="1")
        )

    made = kilas.brief(article, words=60, engine=words_of)
    if isinstance(made, kilas.Brief):
        assert reproduced_words(made) <= min(200, 0.3 * count_words(LONG))


def test_a_link_brief_quotes_no_more_than_it_may_over_all_its_json() -> None:
    made = kilas.brief(make_article(LONG.replace("rise", "rise terribly"), mode="link"), words=60)
    assert isinstance(made, kilas.Brief)
    quotes = {span.quote for claim in made.claims for span in claim.evidence}
    quotes |= {one.evidence.quote for one in made.tone.evidence}
    assert sum(map(count_words, quotes)) <= 200


def test_why_nothing_is_left_is_told() -> None:
    def inventing(task: Task, refused: Set[Draft]) -> Drafted:
        wrong = Draft(text="The bridge cost 13 million dollars.", evidence=(cite(task.sources[0], 1),))
        section = DraftSection(kind="summary", paragraphs=((wrong,),))
        return Drafted(sections=(section,), made=Made(engine="inventing", version="1"))

    refused = kilas.brief(make_article(BRIDGE), words=20, engine=inventing)
    assert isinstance(refused, kilas.Refusal)
    assert refused.reason == "unverified"
    unquotable = kilas.brief(make_article(FERRY, mode="link"), words=20, engine=opening)
    assert isinstance(unquotable, kilas.Refusal)
    assert unquotable.reason == "unquotable"


def test_what_leans_on_a_sentence_that_is_left_out_is_left_out_too() -> None:
    def leaning(task: Task, refused: Set[Draft]) -> Drafted:
        [one] = task.sources
        first = Draft(text=one.quote(0), evidence=(cite(one, 0),))
        wrong = Draft(text="It cost 13 million dollars.", evidence=(cite(one, 1),))
        after = Draft(text=one.quote(2), evidence=(cite(one, 2),))
        section = DraftSection(kind="summary", paragraphs=((first,), (wrong, after)))
        return Drafted(sections=(section,), made=Made(engine="leaning", version="1"))

    made = kilas.brief(make_article(BRIDGE), words=20, engine=leaning)
    assert isinstance(made, kilas.Brief)
    assert [claim.text for claim in made.claims] == [make_article(BRIDGE).quote(0)]


def test_what_cannot_be_used_is_named() -> None:
    article = make_article(BRIDGE)
    twice = Drafted(
        sections=(DraftSection(kind="summary", paragraphs=()),) * 2, made=Made(engine="x", version="1")
    )
    with pytest.raises(kilas.KilasError, match="the engine returned str"):
        kilas.brief(article, engine=lambda *_: "prose")  # type: ignore[arg-type,return-value]
    with pytest.raises(kilas.KilasError, match="drafted the sections summary, summary"):
        kilas.brief(article, engine=lambda *_: twice)
    with pytest.raises(kilas.KilasError, match="no article was given"):
        kilas.brief([])


def test_of_several_articles_a_refused_one_is_told_and_one_given_twice_counts_once() -> None:
    article, refused = make_article(BRIDGE), kilas.from_text("")
    assert kilas.brief([article, refused], engine=opening) == refused
    made = kilas.brief([article, article], words=20, engine=opening)
    assert isinstance(made, kilas.Brief)
    assert made.sources == (article,)


def test_an_engine_that_heeds_no_refusal_publishes_nothing_that_was_refused() -> None:
    made = kilas.brief(make_article(BRIDGE), words=20, engine=lambda task, _: opening(task, frozenset()))
    assert isinstance(made, kilas.Brief)
    assert "13 million" not in kilas.render(made, "text")


def test_the_same_content_has_the_same_revision_whenever_it_was_made() -> None:
    one, other = (kilas.brief(make_article(BRIDGE), words=n, engine=opening, seconds=n) for n in (20, 21))
    again = kilas.brief(make_article(BRIDGE), words=20, engine=opening, seconds=0.5)
    assert isinstance(one, kilas.Brief)
    assert isinstance(other, kilas.Brief)
    assert isinstance(again, kilas.Brief)
    assert one.revision == again.revision != other.revision


def test_what_a_source_says_of_itself_is_content_too() -> None:
    article = make_article(BRIDGE)
    others = [
        replace(article, byline="Ana"),
        replace(article, title="Another"),
        replace(article, published=datetime(2026, 11, 1, tzinfo=UTC)),
        replace(article, rights=Rights(mode="cc", reason="CC BY 4.0")),
    ]
    made = [kilas.brief(one, words=20, engine=opening) for one in (article, *others)]
    assert len({one.revision for one in made if isinstance(one, kilas.Brief)}) == len(made)
