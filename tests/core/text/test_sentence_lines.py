"""Boundaries of hand-written lines: one half was read while the rules were written, the other only measured."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import pytest

from kilas.core.text import sentences

FLOOR = 0.98
HALVES = ("sentence_lines_seen.txt", "sentence_lines_held.txt")


def lines_of(name: str) -> list[tuple[str, list[str]]]:
    """Return the language and the marked parts of each line."""
    rows = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    told = (row.split("\t") for row in rows if not row.startswith("#"))
    return [(language, marked.split("‖")) for language, marked in told]


@pytest.mark.parametrize("name", HALVES)
def test_nearly_every_boundary_of_hand_written_lines_is_right(name: str) -> None:
    right = 0
    wrong: list[str] = []
    for language, parts in lines_of(name):
        text = "".join(parts)
        wanted = set(accumulate(map(len, parts[:-1])))
        found = {span.start for span in sentences(text, language)[1:]}
        right += len(wanted & found)
        wrong += [f"{language} {text[max(0, at - 40) : at]}‖{text[at : at + 20]}" for at in wanted ^ found]
    assert right / (right + len(wrong)) >= FLOOR, "\n".join(wrong)


def test_the_two_halves_hold_enough_lines_of_both_languages_and_share_none() -> None:
    seen, held = (["".join(parts) for _, parts in lines_of(name)] for name in HALVES)
    languages = [language for name in HALVES for language, _ in lines_of(name)]
    assert len(languages) >= 400
    assert min(languages.count("id"), languages.count("en")) >= 180
    assert set(seen).isdisjoint(held)
