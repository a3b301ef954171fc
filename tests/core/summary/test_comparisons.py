"""Which amounts of a sentence Kilas compares: none by mistake, and most of those that a reader would."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from kilas.core.check import judge
from kilas.core.summary.arithmetic import arithmetic
from kilas.core.summary.comparisons import comparisons
from kilas.core.summary.lines import read_lines
from kilas.testing import make_article

ROWS = Path(__file__).with_name("amounts_in_sentences.txt").read_text("utf-8").splitlines()
LEAST_TOLD = 0.9


class Case(NamedTuple):
    language: str
    wanted: str  # "+25" for a rise of 25 percent, "60" for a share, "" for nothing
    sentence: str


def _case(row: str) -> Case:
    head, sentence = row.split(" |", 1)
    language, *wanted = head.split()
    return Case(language, wanted[0] if wanted else "", sentence.strip())


CASES = [_case(row) for row in ROWS if row and not row.startswith("#")]


def told(case: Case) -> list[str]:
    """The percentages that Kilas tells of a sentence; the checker finds each of them right."""
    article = make_article(case.sentence, language=case.language)
    drafts = [each.draft for each in arithmetic(article, read_lines(article), shown=range(9))]
    assert [judge(draft, [article]).status for draft in drafts] == ["verified"] * len(drafts)
    worked = [draft.derivation for draft in drafts if draft.derivation]
    return [f"{d.result:+.0f}" if d.operation == "percent_change" else f"{d.result:.0f}" for d in worked]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence[:60])
def test_no_percentage_is_false(case: Case) -> None:
    assert set(told(case)) <= {case.wanted}


@pytest.mark.parametrize("language", ["en", "id"])
def test_most_plain_comparisons_are_told(language: str) -> None:
    plain = [case for case in CASES if case.wanted and case.language == language]
    assert sum(told(case) == [case.wanted] for case in plain) >= LEAST_TOLD * len(plain)


def test_a_sentence_of_thousands_of_numbers_compares_none() -> None:
    assert not [*comparisons("The harvest rose " + "from 12 to 15 " * 3_000 + "tons.", "en")]
