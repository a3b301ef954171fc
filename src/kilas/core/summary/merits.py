"""Say in an editor's words what speaks for a sentence: "opens the report", "best match with the headline".

A merit needs two things: it is a fact about the sentence, and the features behind it raised the sentence's score.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kilas.core.explanation import Merit
from kilas.core.summary.lines import Line
from kilas.core.text import fold_all, words

_MOST = 3  # merits of a sentence
_CENTRAL = 3  # sentences that are central to a report
_NEAR = 3  # usable sentences that are its opening
_NEW = 0.6  # least share of new words
# The features of each kind of merit, by the part of their names before the first "*".
_FEATURES: Mapping[str, frozenset[str]] = {
    "place": frozenset(
        "first second third inverse_place root_place early place place_squared log_place budgets_before in_lead"
        " near_lead".split()
    ),
    "title": frozenset(("title_similarity", "title_coverage", "title_near")),
    "centre": frozenset(
        "first_similarity lead_similarity centrality pagerank recurrence key_density key_mass top_terms"
        " top_mass".split()
    ),
    "news": frozenset("before_similarity novelty novel_mass rarity".split()),
    "figures": frozenset(("numbers", "number_share")),
}


def merits_of(
    lines: Sequence[Line], title: str | None, parts: Sequence[Mapping[str, float]]
) -> tuple[tuple[Merit, ...], ...]:
    """Return the merits of each sentence, strongest first; none for a sentence without parts of a score."""
    facts = _facts(lines, frozenset(fold_all(words(title or ""))))
    return tuple(_strongest(facts[line.index], parts[line.index : line.index + 1]) for line in lines)


def _strongest(facts: Mapping[str, Merit], parts: Sequence[Mapping[str, float]]) -> tuple[Merit, ...]:
    sums = {
        kind: sum(amount for name, amount in each.items() if name.partition("*")[0] in _FEATURES[kind])
        for each in parts
        for kind in facts
    }
    found = sorted((kind for kind in sums if sums[kind] > 0), key=lambda kind: (-sums[kind], kind))
    return tuple(facts[kind] for kind in found[:_MOST])


def _facts(lines: Sequence[Line], title: frozenset[str]) -> list[dict[str, Merit]]:
    """Return the merit of each kind that holds for a sentence, for every sentence."""
    found: list[dict[str, Merit]] = [{} for _ in lines]
    usable = [line for line in lines if line.is_usable]
    for at, line in enumerate(usable[:_NEAR]):
        found[line.index]["place"] = "near_opening" if at else "opens_report"
    for index, merit in _matches(usable, title).items():
        found[index]["title"] = merit
    for line in sorted(usable, key=lambda one: (-_shared(one, usable), one.index))[:_CENTRAL]:
        found[line.index]["centre"] = "central"
    for line in _bringing_news(lines):
        found[line.index]["news"] = "new_facts"
    for line in usable:
        if line.has_number:
            found[line.index]["figures"] = "figures"
    return found


def _bringing_news(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the usable sentences of which most words are new; never the first."""
    told: set[str] = set()
    for line in lines:
        if line.is_usable and told and len(line.content - told) > _NEW * len(line.content):
            yield line
        told |= line.content


def _matches(usable: Sequence[Line], title: frozenset[str]) -> dict[int, Merit]:
    """Return the sentences with words of the title; the first of those with the most matches best."""
    shared = {line.index: len(line.content & title) for line in usable if line.content & title}
    best = max(shared, key=lambda index: (shared[index], -index), default=None)
    return {index: "best_title_match" if index == best else "title_match" for index in shared}


def _shared(line: Line, others: Sequence[Line]) -> int:
    """Count the words of `line` in other sentences."""
    return sum(len(line.content & other.content) for other in others if other is not line)
