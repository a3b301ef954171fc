from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.summary.budget import bounds, fill, repeats, runs_of_three

SENTENCES = st.lists(st.tuples(st.integers(-3, 9), st.integers(0, 14)), max_size=8)


def _total(chosen: tuple[int, ...], lengths: list[int]) -> int:
    return sum(lengths[index] for index in chosen)


def _every_choice(lengths: list[int], requires: dict[int, int], most: int | None) -> list[tuple[int, ...]]:
    takeable = [i for i, words in enumerate(lengths) if words > 0]
    return [
        chosen
        for size in range(len(takeable) + 1 if most is None else most + 1)
        for chosen in combinations(takeable, size)
        if all(_leads_somewhere(i, requires, set(chosen)) for i in chosen)
    ]


def _leads_somewhere(index: int, requires: dict[int, int], chosen: set[int]) -> bool:
    passed = {index}
    while index in requires:
        index = requires[index]
        if index in passed or index not in chosen:
            return False
        passed.add(index)
    return True


@given(rows=SENTENCES, budget=st.integers(1, 50), data=st.data())
def test_the_choice_is_within_the_budget_and_the_best_whenever_one_can_be(
    rows: list[tuple[int, int]], budget: int, data: st.DataObject
) -> None:
    scores, lengths = [float(score) for score, _ in rows], [words for _, words in rows]
    places = st.integers(0, max(0, len(rows) - 1))
    requires = data.draw(st.dictionaries(places, places, max_size=3)) if rows else {}
    most = data.draw(st.none() | st.integers(0, 4))
    chosen = fill(scores, lengths, budget, requires=requires, most=most)

    low, high = bounds(budget, 0.10)
    choices = [c for c in _every_choice(lengths, requires, most) if _total(c, lengths) <= high]
    inside = [c for c in choices if _total(c, lengths) >= low]
    assert chosen in choices
    if inside:
        assert chosen in inside
        assert sum(scores[i] for i in chosen) == max(sum(scores[i] for i in c) for c in inside)
    else:
        assert _total(chosen, lengths) == max(_total(c, lengths) for c in choices)


@given(rows=SENTENCES, budget=st.integers(1, 50), data=st.data())
def test_no_two_sentences_of_a_choice_repeat_each_other(
    rows: list[tuple[int, int]], budget: int, data: st.DataObject
) -> None:
    words = st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=3)
    similar = [data.draw(words) for _ in rows]
    chosen = fill([float(s) for s, _ in rows], [n for _, n in rows], budget, similar=similar.__getitem__)
    assert not any(repeats(similar[a], similar[b]) for a, b in combinations(chosen, 2))


def test_an_article_of_copies_gives_the_sentence_once() -> None:
    same = [frozenset({"a", "b", "c"})] * 60
    assert fill([1.0] * 60, [20] * 60, 300, similar=same.__getitem__) == (0,)


def test_a_repeat_gives_way_to_another_sentence_so_that_the_budget_is_still_met() -> None:
    similar = [frozenset("abc"), frozenset("abd"), frozenset("xyz")]
    assert fill([5.0, 4.0, 1.0], [10, 10, 10], 20, similar=similar.__getitem__) == (0, 2)


def test_a_sentence_that_leans_on_another_is_taken_only_with_it() -> None:
    assert fill([0.0, 9.0, 5.0], [10, 10, 10], 10, requires={1: 0}) == (2,)
    assert fill([0.0, 9.0, 5.0], [10, 10, 10], 20, requires={1: 0}) == (0, 1)


def test_a_sentence_that_leans_on_a_banned_one_is_not_taken() -> None:
    assert fill([1.0, 9.0, 1.0], [10, 10, 10], 20, requires={1: 0}, banned={0}) == (2,)


def test_equal_scores_go_to_the_earlier_sentences() -> None:
    assert fill([1.0] * 6, [10] * 6, 30) == (0, 1, 2)


def test_most_bounds_the_number_of_sentences() -> None:
    assert fill([3.0, 3.0, 3.0, 3.0, 1.0], [5, 5, 5, 5, 20], 20, most=1) == (4,)


def test_nothing_is_taken_where_every_sentence_is_too_long() -> None:
    assert fill([1.0, 2.0], [40, 50], 20) == ()


@pytest.mark.parametrize(
    ("budget", "expected"), [(120, (108, 132)), (130, (117, 143)), (1, (1, 1)), (300, (270, 330))]
)
def test_ten_percent_is_counted_in_whole_words_inside_the_range(
    budget: int, expected: tuple[int, int]
) -> None:
    assert bounds(budget, 0.10) == expected


def test_a_sentence_shorter_than_three_words_is_compared_whole() -> None:
    assert runs_of_three(["dia", "pergi"]) == {("dia", "pergi")}


def test_sentences_that_share_most_runs_of_three_words_repeat_each_other() -> None:
    one, two, other = (
        runs_of_three(sentence.split())
        for sentence in (
            "the mayor opened the bridge",
            "the mayor opened the road",
            "rain fell on the bridge",
        )
    )
    assert repeats(one, two)
    assert not repeats(one, other)
