"""Explain a brief of the embedded engine, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kilas.core.article import Article, Refusal
from kilas.core.audience import Audience
from kilas.core.brief import DEFAULT_WORDS, Brief, Claim
from kilas.core.briefing import brief
from kilas.core.explanation import Contribution, Explanation, Merit, Place, SentenceNote
from kilas.core.summary import ranker
from kilas.core.summary.back_references import back_reference
from kilas.core.summary.embedded import summary_budget
from kilas.core.summary.lines import Line, read_lines
from kilas.core.summary.merits import merits_of
from kilas.core.summary.passed_over import judged
from kilas.core.tone import rate

_NOWHERE: Place = ""
STRONGEST = 5  # largest contributions reported for a sentence


def explain(
    article: Article | Refusal,
    words: int = DEFAULT_WORDS,
    language: str | None = None,
    *,
    audience: Audience = "public",
) -> Explanation | Refusal:
    """Brief `article` with the embedded engine and explain the result; a refusal is returned unchanged."""
    made = brief(article, words, language, audience=audience)
    if isinstance(made, Refusal):
        return made
    [read] = made.sources
    lines = read_lines(read)
    texts, tokens = [line.text for line in lines], [line.printed for line in lines]
    budget = summary_budget(read, words, audience)
    scores = ranker.rank(texts, read.title, made.language, budget, tokens)
    parts = ranker.explain(texts, read.title, made.language, budget, tokens)
    placed = _placed(made)
    tone = rate(read)  # with evidence that the brief may not quote: explanations are not published
    moved = {e.evidence.start: e.weight for e in tone.evidence}
    merits = merits_of(lines, read.title, parts)
    notes = tuple(
        _note(
            line,
            read,
            placed,
            scores,
            parts[line.index] if line.index < len(parts) else {},
            merits[line.index],
            moved,
        )
        for line in lines
    )
    own = tuple(c for c in (*made.insights, *made.sourcing) if c.origin == "kilas")
    return Explanation(brief=made, sentences=judged(notes, lines, budget), tone=tone, own=own)


def _placed(made: Brief) -> Mapping[int, tuple[Place, Claim]]:
    """The first section and claim of each cited sentence, by its offset."""
    found: dict[int, tuple[Place, Claim]] = {}
    for section in made.sections:
        for claim in section.claims:
            if claim.origin == "source" and section.kind != "sourcing":
                found.setdefault(claim.evidence[0].start, (section.kind, claim))
    return found


def _note(
    line: Line,
    article: Article,
    placed: Mapping[int, tuple[Place, Claim]],
    scores: Sequence[float],
    parts: Mapping[str, float],
    merits: tuple[Merit, ...],
    moved: Mapping[int, float],
) -> SentenceNote:
    start = article.sentences[line.index].start
    found = placed.get(start)
    place, claim = found or (_NOWHERE, None)
    strongest = sorted(parts.items(), key=lambda p: (-abs(p[1]), p[0]))[:STRONGEST]
    return SentenceNote(
        index=line.index,
        text=line.source,
        place=place,
        unfit=line.unfit,
        is_dependent=line.is_dependent,
        refers_back=back_reference(line),
        score=scores[line.index],
        contributions=tuple(Contribution(feature=name, amount=amount) for name, amount in strongest),
        merits=merits,
        obstacle="",
        others=(),
        ahead=line.ahead,
        analysis=line.analysis,
        tone=moved.get(start, 0.0),
        status=claim.status if claim else "",
        reason=claim.reason if claim else "",
    )
