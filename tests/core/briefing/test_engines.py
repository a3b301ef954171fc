"""Any engine drafts, for one article or several; one assembler judges and puts together. Only public names are used."""

from __future__ import annotations

import json
from collections.abc import Set

import kilas
from kilas import Draft, Drafted, DraftSection, Made, Task, cite
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
