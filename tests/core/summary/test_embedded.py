"""The choice of the built-in engine: the opening first, nobody unintroduced, nothing told twice. All texts are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

import kilas
from kilas.core.article import Rights, RightsMode
from kilas.core.brief import Brief
from kilas.testing import make_article

REPORT = (
    "The port city of Halden reopened its ferry to the island of Sandel on Monday after eleven months of repairs.",
    "Helen Strand, who runs the island shop, counted every tin on her shelves this winter.",
    "Deliveries to the island had fallen by half since the summer.",
    "The repairs cost 180,000 pounds and took twice as long as planned.",
    "Strand said the first boat brought flour, eggs and two hundred letters.",
    "A doctor came to the island only once a week during the winter storms.",
    "The school closed for three days when the heating oil ran out.",
    "Fares will rise by a fifth in January, and children will pay half.",
    "The harbour master counted 412 passengers on the first day.",
    "Engineers warned that the old pier may need new piles because the sea bed has moved.",
    "Fishermen lent their boats to carry the mail in February.",
    "The council owns the ferry and two smaller boats in the north harbour.",
)


def briefed(*sentences: str, words: int = 60, mode: RightsMode = "own", language: str = "en") -> Brief:
    article = make_article("\n\n".join(sentences), language=language)
    got = kilas.brief(replace(article, rights=Rights(mode=mode, reason="given")), words)
    assert isinstance(got, Brief)
    return got


def told(brief: Brief) -> list[str]:
    return [claim.text for paragraph in brief.summary for claim in paragraph.claims]


@pytest.mark.parametrize("mode", ["own", "link"])
def test_the_summary_opens_as_the_report_does(mode: RightsMode) -> None:
    assert told(briefed(*REPORT, mode=mode))[0] == REPORT[0]


def test_a_kicker_or_a_question_is_no_opening() -> None:
    assert told(briefed("It is a long wait.", *REPORT))[0] == REPORT[0]
    assert told(briefed("How long can an island wait for a boat in winter?", *REPORT))[0] == REPORT[0]


def test_a_sentence_on_an_unnamed_person_is_no_opening() -> None:
    assert told(briefed("He waited on the pier with a lamp for most of the night.", *REPORT))[0] == REPORT[0]


def test_a_lone_speaker_gets_the_full_name_and_its_sentence_as_evidence() -> None:
    brief = briefed(*REPORT[:1], *REPORT[4:], REPORT[1], words=60)
    claims = [claim for claim in brief.claims if "Strand] said" in claim.text or "Strand said" in claim.text]
    for claim in claims:
        is_introduced = any("Helen Strand" in c.text for c in brief.claims[: brief.claims.index(claim)])
        assert is_introduced or claim.text.startswith("[Helen Strand] said")
        assert is_introduced or [e.quote for e in claim.evidence] == [REPORT[4], REPORT[1]]
    assert claims


def test_no_section_tells_a_sentence_of_another() -> None:
    for words in (20, 60, 120):
        cited = [c.evidence[0].start for c in briefed(*REPORT, words=words).claims if c.origin == "source"]
        assert len(cited) == len(set(cited))


def test_what_to_watch_is_kept_from_the_summary() -> None:
    assert REPORT[7] in [claim.text for claim in briefed(*REPORT).watch_next]


def test_a_report_without_argument_has_no_insights() -> None:
    plain = [sentence for sentence in REPORT if "because" not in sentence]
    assert briefed(*plain).insights == ()
    assert [c.origin for c in briefed(*plain).sourcing] == ["kilas"] * len(briefed(*plain).sourcing)


def test_another_script_gets_the_opening_and_says_so() -> None:
    report = [
        "港の町と島を結ぶ渡し船が月曜日、11か月ぶりに運航を再開した。",
        "修理には18万ポンドがかかった。",
        "島には340人が住んでいる。",
        "議会は3月に決定する。",
        "運賃は1月に2割上がる。",
        "船は1日に4往復する。",
    ]
    brief = briefed(*report, words=40, language="ja")
    assert told(brief) == report[: len(told(brief))]
    assert "opening_only" in brief.notices


def test_paragraphs_have_two_sentences_and_more_where_there_are_enough() -> None:
    brief = briefed(*REPORT, words=100)
    assert all(len(paragraph.claims) >= 2 for paragraph in brief.summary)
