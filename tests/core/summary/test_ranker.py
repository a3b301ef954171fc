from __future__ import annotations

import hashlib
import json
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.summary.features import FEATURE_NAMES, MAX_SENTENCES
from kilas.core.summary.ranker import explain, rank
from kilas.core.text import words

TITLE = "Harbour town opens tidal power station"
SENTENCES = (
    "The harbour town of Merrow switched on a tidal power station on Tuesday, the first on its coast.",
    "Its 14 turbines can supply 9,000 homes, the port authority said.",
    "Fishing crews had feared that the tidal turbines would close the channel to the east of the pier.",
    '"We were heard in the end," said Ines Calloway, who speaks for the crews.',
    "The channel was moved by 300 metres and dredged at the port's expense.",
    "A brass band played.",
    "Critics say the power station cost 41 million, twice the first estimate, and came four years late.",
    "The town council will publish a review of the cost in March.",
    "Merrow has had a harbour since the fourteenth century.",
    "The harbour town of Merrow switched on a tidal power station on Tuesday, the first on the coast.",
)


def test_the_same_article_gives_the_same_scores() -> None:
    assert rank(SENTENCES, TITLE, "en", 50) == rank(SENTENCES, TITLE, "en", 50)
    tokens = [words(sentence) for sentence in SENTENCES]
    assert rank(SENTENCES, TITLE, "en", 50, tokens) == rank(SENTENCES, TITLE, "en", 50)


def test_news_outranks_colour() -> None:
    scores = rank(SENTENCES, TITLE, "en", 50)
    assert scores[0] > scores[5]
    assert scores[0] > scores[8]


def test_an_empty_article_has_no_scores() -> None:
    assert rank((), None, "en", 50) == ()
    assert explain((), None, "en", 50) == ()


def test_what_explain_tells_adds_up_to_the_score() -> None:
    scores = rank(SENTENCES, TITLE, "en", 50)
    for score, parts in zip(scores, explain(SENTENCES, TITLE, "en", 50), strict=True):
        assert set(parts) == set(FEATURE_NAMES)
        assert sum(parts.values()) == pytest.approx(score, abs=1e-5)


def test_sentences_beyond_the_cap_rank_last_and_in_order() -> None:
    scores = rank([f"Line {n} of a very long page." for n in range(MAX_SENTENCES + 3)], None, "en", 60)
    tail = scores[MAX_SENTENCES:]
    assert max(tail) < min(scores[:MAX_SENTENCES])
    assert list(tail) == sorted(tail, reverse=True)


@given(
    sentences=st.lists(st.text(max_size=30), max_size=6),
    language=st.sampled_from(["en", "id", "vi", "sl", "und"]),
    budget=st.integers(1, 60),
)
def test_any_sentence_of_any_language_can_be_ranked(sentences: list[str], language: str, budget: int) -> None:
    assert len(rank(sentences, None, language, budget)) == len(sentences)


def test_the_weights_are_those_the_provenance_names() -> None:
    folder = resources.files("kilas.core.data")
    provenance = json.loads(folder.joinpath("ranker.provenance.json").read_text("utf-8"))
    shipped = {
        f.name for f in folder.iterdir() if f.name.startswith("ranker.") and "provenance" not in f.name
    }
    assert set(provenance["files"]) == shipped
    for name, digest in provenance["files"].items():
        assert hashlib.sha256(folder.joinpath(name).read_bytes()).hexdigest() == digest
    assert provenance["sha256"] == provenance["files"][provenance["file"]]


def test_every_feature_has_a_weight_and_no_weight_lacks_its_feature() -> None:
    text = resources.files("kilas.core.data").joinpath("ranker.json").read_text("utf-8")
    assert tuple(json.loads(text)["features"]) == FEATURE_NAMES
