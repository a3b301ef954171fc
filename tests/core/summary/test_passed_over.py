"""Why a sentence is not in the summary; each reason is checked by its own small article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kilas.core.explanation import Obstacle, Place, SentenceNote
from kilas.core.summary.lines import Line, as_line
from kilas.core.summary.passed_over import judged


def line_of(index: int, count: int, first: str) -> Line:
    """A sentence of `count` words of its own; its letters set it apart from others."""
    return replace(
        as_line(" ".join(f"{first}{chr(97 + place)}word" for place in range(count)), "en"), index=index
    )


def note_of(index: int, score: float, place: Place = "", *, is_dependent: bool = False) -> SentenceNote:
    return SentenceNote(
        index=index, text="", place=place, unfit="", is_dependent=is_dependent, refers_back="", score=score, merits=(),
        obstacle="", others=(), contributions=(), ahead=0.0, analysis=0.0, tone=0.0, status="", reason="",
    )  # fmt: skip


LINES = [line_of(0, 10, "a"), line_of(1, 10, "b"), line_of(2, 10, "c")]


@pytest.mark.parametrize(
    ("scores", "words", "budget", "told"),
    [
        ((5.0, 4.0, 1.0), 10, 20, ("outscored", ())),
        ((5.0, 1.0, 4.0), 20, 20, ("outweighed", (1, 0))),  # needs the room of both
        ((5.0, 1.0, 4.0), 40, 20, ("longer_than_summary", ())),
        ((5.0, 1.0, 4.0), 15, 20, ("wrong_length", (1,))),  # 25 words with one of them, 15 without both
        ((5.0, 1.0, 4.0), 10, 20, ("does_not_fit", ())),  # a swap would do: other rules decided
        ((5.0, 1.0, 4.0), 10, 40, ("does_not_fit", ())),  # there is room: other rules decided
    ],
)
def test_a_better_sentence_is_left_for_its_length_and_the_worth_of_those_in_its_place(
    scores: tuple[float, float, float], words: int, budget: int, told: tuple[Obstacle, tuple[int, ...]]
) -> None:
    lines = [*LINES[:2], line_of(2, words, "c")]
    notes = [note_of(0, scores[0], "summary"), note_of(1, scores[1], "summary"), note_of(2, scores[2])]
    left = judged(notes, lines, budget)[2]
    assert (left.obstacle, set(left.others)) == (told[0], set(told[1]))


def test_a_sentence_that_depends_on_one_left_out_names_it() -> None:
    notes = [note_of(0, 5.0, "summary"), note_of(1, 1.0), note_of(2, 4.0, is_dependent=True)]
    left = judged(notes, LINES, 10)[2]
    assert (left.obstacle, left.others) == ("before_it_left", (1,))
    first = judged([note_of(0, 5.0, is_dependent=True), *notes[1:]], LINES, 10)[0]
    assert (first.obstacle, first.others) == ("nothing_before", ())


def test_a_repeat_of_a_chosen_sentence_names_it() -> None:
    lines = [LINES[0], LINES[1], replace(LINES[0], index=2)]
    notes = [note_of(0, 5.0, "summary"), note_of(1, 4.0), note_of(2, 4.5)]
    assert (judged(notes, lines, 10)[2].obstacle, judged(notes, lines, 10)[2].others) == ("alike", (0,))


def test_a_chosen_sentence_names_the_better_ones_outside_the_summary_best_first() -> None:
    lines = [line_of(index, 10, letter) for index, letter in enumerate("abcde")]
    notes = [
        note_of(0, 1.0, "summary"),
        note_of(1, 2.0),
        note_of(2, 9.0, "takeaways"),
        note_of(3, 3.0),
        note_of(4, 0.5),
    ]
    assert judged(notes, lines, 10)[0].others == (2, 3)
    assert judged(notes, lines, 10)[4].others == ()
