"""An explanation built by hand over the Indonesian brief, with every kind of sentence in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from render_briefs import angkot_brief

from kilas.core.brief import Brief
from kilas.core.explanation import Contribution, Explanation, Merit, Place, SentenceNote
from kilas.core.summary.embedded import summary_budget
from kilas.core.summary.lines import read_lines
from kilas.core.summary.passed_over import judged

_PLACES: dict[int, Place] = {
    **dict.fromkeys((1, 2, 4, 7, 8, 9, 12), "summary"),
    15: "watch_next",
    **dict.fromkeys((11, 14, 16), "takeaways"),
}
_MERITS: dict[int, tuple[Merit, ...]] = {
    1: ("best_title_match", "opens_report", "central"),
    2: ("near_opening", "figures"),
    4: ("title_match", "new_facts"),
}
_SCORES = (21.5, 8.25, 3.1, 6.04, -0.5, -2.0, 4.4, 2.5, 1.75, -3.0, 0.3, 2.0, 1.9, -0.75, -4.125, -1.0)


def angkot_explanation(made: Brief | None = None) -> Explanation:
    """Sentence 3 is unfit, 5 and 6 scored too low, 10 leans on 9, which was chosen, 13 on 12."""
    brief = made or angkot_brief()
    moved = {e.evidence.start: e.weight for e in brief.tone.evidence}
    notes = tuple(
        note(
            brief,
            number,
            place=_PLACES.get(number, ""),
            unfit="part_of_quotation" if number == 3 else "",
            is_dependent=number in (8, 10),
            refers_back="itu" if number in (8, 10) else "",
            merits=_MERITS.get(number, ()),
            score=dict(enumerate(_SCORES, start=1)).get(number, 0.0),
            ahead=2.0 if number == 15 else 0.0,
            analysis=1.2 if number == 12 else 0.0,
            tone=moved.get(brief.sources[0].sentences[number - 1].start, 0.0),
        )
        for number in range(1, len(brief.sources[0].sentences) + 1)
    )
    own = tuple(claim for claim in (*brief.takeaways, *brief.insights) if claim.origin == "kilas")
    return rejudged(Explanation(brief=brief, sentences=notes, tone=brief.tone, own=own))


def rejudged(explanation: Explanation) -> Explanation:
    """`explanation` with the obstacles and rivals that follow from its scores and places."""
    [read] = explanation.brief.sources
    budget = summary_budget(read, explanation.brief.word_budget)
    return replace(explanation, sentences=judged(explanation.sentences, read_lines(read), budget))


def note(made: Brief, number: int, **changes: Any) -> SentenceNote:
    """What the engine might have seen in sentence `number`; verified when it has a place."""
    place, score = changes.get("place", ""), float(str(changes.get("score", 0.0)))
    base = SentenceNote(
        index=number - 1,
        text=made.sources[0].quote(number - 1),
        place="",
        unfit="",
        is_dependent=False,
        refers_back="",
        score=score,
        merits=(),
        obstacle="",
        others=(),
        contributions=(
            Contribution(feature="pagerank*share", amount=score / 2),
            Contribution(feature="first", amount=-1.33),
            Contribution(feature="near_lead*size*length", amount=score / 8),
        ),
        ahead=0.0,
        analysis=0.0,
        tone=0.0,
        status="verified" if place else "",
        reason="verbatim" if place else "",
    )
    return replace(base, **changes)
