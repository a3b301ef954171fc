"""Briefs by real weights on a real llama.cpp server: whatever they write, what is published holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evals.small_model import brief_of, desk, route, unfounded
from kilas.core.brief import Brief
from kilas.core.briefing import brief
from kilas.pipeline.model_writing import Desk
from kilas.store import Store
from kilas.testing import make_article

pytestmark = pytest.mark.network
SHORT = make_article(
    "The harbour of Kirana opened a new quay on Monday after three years of work. "
    "The quay cost 31.5 million dollars and is 420 metres long. "
    "Mayor Sari Wulan said the port would create 1,200 jobs by 2028. "
    "Fishermen of the bay said the work had driven away the shrimp. "
    "The port authority plans a second quay next year.",
    title="Kirana opens its quay",
)
_NAMES = re.compile(r"(?<=[a-z0-9,] )[A-Z][a-z]+")  # capitalised within a sentence


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/kilas.db", migrate=True) as store:
        yield store


@pytest.fixture
def sit(llama_url: Callable[[str], str], store: Store) -> Callable[[str], Desk]:
    return lambda weights: desk(store, route(llama_url(weights)))


def require_whole(made: Brief) -> None:
    """A brief that a reader can use, every claim of it judged, no number or name without ground."""
    assert made.summary
    assert {claim.status for claim in made.claims} <= {"verified", "unverifiable"}
    assert [unfounded(claim) for claim in made.claims if unfounded(claim)] == []
    for claim in made.claims:
        cited = " ".join(span.quote for span in claim.evidence)
        assert claim.origin == "kilas" or set(_NAMES.findall(claim.text)) <= set(re.findall(r"\w+", cited)), (
            claim
        )


@pytest.mark.parametrize("name", ["random", "bigrams"])
def test_of_weights_that_know_nothing_only_the_source_is_published(
    name: str, sit: Callable[[str], Desk]
) -> None:
    done = brief_of(SHORT, sit(name))
    require_whole(done.brief)
    written = [one for one in done.brief.provenance.attempts if one.work == "brief"]
    assert [one.outcome for one in written] == ["ungrounded", "ok"]
    assert {claim.status for claim in done.brief.claims} == {"verified"}
    told = {claim.text for claim in done.brief.claims if claim.origin == "source"}
    assert told <= {SHORT.quote(index) for index in range(5)}


def test_an_article_too_long_for_the_weights_is_briefed_without_them(sit: Callable[[str], Desk]) -> None:
    ships = (
        f"The transcontinental refrigerated containership Kirana-{n} transported {n * 7} tonnes of "
        "porcelain, sandalwood and copperwire southwards to neighbouring archipelagos."
        for n in range(1, 61)
    )
    done = brief_of(make_article(" ".join(ships)), sit("bigrams"))
    require_whole(done.brief)
    assert [one.outcome for one in done.brief.provenance.attempts] == ["context", "ok"]


@pytest.mark.slow
def test_a_small_model_gets_no_wrong_claim_past_the_checker(sit: Callable[[str], Desk]) -> None:
    # A short article: reading a bundled sample takes this model a minute. `python -m evals.small_model` briefs them all.
    done = brief_of(SHORT, sit("smollm2"))
    require_whole(done.brief)
    alone = brief(SHORT)
    assert isinstance(alone, Brief)
    assert done.brief.word_count > alone.word_count / 2
    refuted = {claim.text for claim in done.written if claim.status == "flagged"}
    assert not refuted & {claim.text for claim in done.brief.claims}
