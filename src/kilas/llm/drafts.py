"""A model's replies as an engine: drafts with their evidence, corrected claims, and extraction where none holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import islice
from typing import Any

from kilas.core.article import Article, Refusal
from kilas.core.brief import Attempt, Draft, Evidence, SectionKind, cite
from kilas.core.drafting import Drafted, DraftSection, Task
from kilas.core.routing import EMBEDDED
from kilas.core.summary.embedded import write
from kilas.core.summary.leads import opening_clause, opening_phrase
from kilas.core.summary.lines import read_lines
from kilas.core.text import plain, without_marker
from kilas.llm.model_replies import ModelReplies

KINDS: tuple[SectionKind, ...] = ("summary", "watch_next", "takeaways", "insights")
_Key = tuple[str, tuple[Evidence, ...]]
_ID = re.compile(r"s([1-9][0-9]{0,5})")
_LEAST_LEAD, _MOST_LEAD = 2, 14  # words


def engine_of(said: ModelReplies, task: Task, refused: Set[Draft]) -> Drafted | Refusal:
    """An engine (`core.drafting.Engine`, with the first argument bound) that writes what the models said.

    A refused claim is replaced by its corrected one, then by the sentence it cites; then it is left out. Where no claim
    of the summary holds in the model's own words, the built-in engine writes the brief: it chooses sentences better.
    """
    [article] = task.sources
    if said.output is None or said.made is None:
        return _extracted(task, said, refused)
    sections = _sections(article, said, {_key(draft) for draft in refused})
    own = {_key(draft) for draft in drafts_of(article, said.output)}
    own |= {_key(draft) for claim in said.again.values() if (draft := _draft(article, claim)) is not None}
    if not any(_key(draft) in own for part in sections[0].paragraphs for draft in part):
        return _extracted(task, said, refused)
    made = replace(said.made, attempts=said.attempts, cost_usd=said.usd)
    return Drafted(sections=sections, made=made)


def drafts_of(article: Article, output: Mapping[str, object]) -> tuple[Draft, ...]:
    """Every claim of a reply as a draft, in reading order. What does not fit the schema is left out."""
    claims = [claim for kind in KINDS for part in _parts(kind, output) for claim in part]
    return tuple(draft for claim in claims if (draft := _draft(article, claim)) is not None)


def corrected(
    article: Article, rejected: Sequence[str], output: Mapping[str, object]
) -> dict[str, Mapping[str, Any]]:
    """The new claims of a reply to `prompt.again_question`, by the text that each replaces."""
    claims = [claim for claim in _list(output.get("claims")) if isinstance(claim, Mapping)]
    return {
        text: claim
        for text, claim in zip(rejected, claims, strict=False)
        if _draft(article, claim) is not None and _clean(claim.get("text"), article.language) != text
    }


def _sections(article: Article, said: ModelReplies, refused: Set[_Key]) -> tuple[DraftSection, ...]:
    """The reply's sections. Each claim is told by the first of its candidates that is not refused."""
    parts = [(kind, part) for kind in KINDS for part in _parts(kind, said.output or {})]
    standing = _standing(article)
    rows = [
        [draft for draft in _candidates(article, said, standing, claim) if _key(draft) not in refused]
        for _, part in parts
        for claim in part
    ]
    told = iter(_without_repeats(rows))
    paragraphs: dict[SectionKind, list[tuple[Draft, ...]]] = {kind: [] for kind in KINDS}
    for kind, part in parts:
        if drafts := tuple(filter(None, islice(told, len(part)))):
            paragraphs[kind].append(drafts if kind != "summary" else _led(drafts, part, article.language))
    return tuple(DraftSection(kind=kind, paragraphs=tuple(paragraphs[kind])) for kind in KINDS)


def _candidates(
    article: Article, said: ModelReplies, standing: Mapping[int, str], claim: Mapping[str, object]
) -> Iterator[Draft]:
    """What may stand for a claim: it as written, as corrected, and the sentences it cites."""
    first = _draft(article, claim)
    if first is None:
        return
    second = _draft(article, said.again.get(first.text, {}))
    for draft in filter(None, (first, second)):
        yield replace(draft, judge=said.supported.get(draft.text))
    for span in (*first.evidence, *(second.evidence if second else ())):
        if span.start in standing:
            yield Draft(text=standing[span.start], evidence=(span,))


def _without_repeats(rows: Iterable[Sequence[Draft]]) -> list[Draft | None]:
    """From each row the first draft whose text is not taken from an earlier row; None if there is none."""
    used: set[str] = set()
    found: list[Draft | None] = []
    for row in rows:
        chosen = next((draft for draft in row if draft.text not in used), None)
        used |= {chosen.text} if chosen else set()
        found.append(chosen)
    return found


def _key(draft: Draft) -> _Key:
    """What a refusal is about: the lead and the judge do not count."""
    return draft.text, draft.evidence


def _standing(article: Article) -> Mapping[int, str]:
    """The sentences that can be understood alone, by their offset."""
    spans = article.sentences
    return {spans[line.index].start: line.text for line in read_lines(article) if line.stands_alone}


def _led(drafts: tuple[Draft, ...], part: Sequence[Mapping[str, object]], language: str) -> tuple[Draft, ...]:
    """A paragraph with its lead: the model's where the text opens with it, else its first clause."""
    first, *rest = drafts
    lead = _clean(part[0].get("lead"), language)
    fits = _LEAST_LEAD <= len(lead.split()) <= _MOST_LEAD and first.text.startswith(lead)
    own = lead if fits else opening_clause(first.text, language) or opening_phrase(first.text, language)
    return (replace(first, lead=own), *rest)


def _extracted(task: Task, said: ModelReplies, refused: Set[Draft]) -> Drafted | Refusal:
    """The built-in engine's drafts, with the models' attempts in the provenance."""
    drafted = write(replace(task, language="", rewording="drop"), refused)
    if isinstance(drafted, Refusal):
        return drafted
    made = replace(drafted.made, attempts=_outcomes(said), cost_usd=said.usd, route=EMBEDDED)
    return replace(drafted, made=made)


def _outcomes(said: ModelReplies) -> tuple[Attempt, ...]:
    """The attempts. An answer of which nothing held is "ungrounded", and the built-in engine was needed after all."""
    if said.made is None:
        return said.attempts
    of = {said.made.route: "ungrounded", EMBEDDED: "ok"}
    return tuple(
        replace(one, outcome=of[one.route], reason="") if one.route in of and one.work == "brief" else one
        for one in said.attempts
    )


# The reply. Its shape was checked when it came; what was stored may be older, so nothing is taken for granted.


def _parts(kind: SectionKind, output: Mapping[str, object]) -> Iterator[list[Mapping[str, object]]]:
    """The claims of a section, by paragraph or point; the first claim of a paragraph carries its lead."""
    for part in _list(output.get(kind)):
        if not isinstance(part, Mapping):
            continue
        if kind != "summary":
            yield [part]
            continue
        claims = [dict(claim) for claim in _list(part.get("claims")) if isinstance(claim, Mapping)]
        if claims:
            claims[0]["lead"] = part.get("lead")
            yield [*claims]


def _list(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple) else ()


def _draft(article: Article, claim: Mapping[str, object]) -> Draft | None:
    text = _clean(claim.get("text"), article.language)
    cited = [index for cites in _list(claim.get("cites")) if (index := _index(article, cites)) is not None]
    if not text or not cited:
        return None
    return Draft(text=text, evidence=tuple(cite(article, index) for index in dict.fromkeys(cited)))


def _index(article: Article, cites: object) -> int | None:
    match = _ID.fullmatch(cites) if isinstance(cites, str) else None
    index = int(match[1]) - 1 if match else -1
    return index if 0 <= index < len(article.sentences) else None


def _clean(text: object, language: str) -> str:
    """The text of a model in plain characters, without the list markers, bold marks and labels that models add."""
    return without_marker(" ".join(plain(text).split()), language) if isinstance(text, str) else ""
