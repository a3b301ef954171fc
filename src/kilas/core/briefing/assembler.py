"""From drafts to a brief: what the checker holds, what rights allow, and how it was made. The same for every engine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from kilas.core.article import Article, Refusal
from kilas.core.brief import Brief, Checks, Claim, Draft, Paragraph, Provenance, Section
from kilas.core.briefing.figures import figures, printed_numbers
from kilas.core.check import judge
from kilas.core.drafting import Drafted, DraftSection, Engine, Task, too_short
from kilas.core.quota import Quota
from kilas.core.text import count_words
from kilas.core.tone import rate, rate_all

FIRST_CLASS = ("id", "en")
_MOST_PLANS = (
    200  # an engine that is refused more often has nothing to say; each plan of ours bans a sentence more
)
_FIGURED = ("summary", "takeaways")
_NO_CONTENT = ("revision", "sources", "provenance")
NOTICES = (
    "digest_article",
    "short_article",
    "rights_cap",
    "reservations",
    "language_neutral",
    "sections_repeat",
    "few_sentences",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settled:
    """Drafts that need no other plan, with what the checker found of each."""

    drafted: Drafted
    claims: Mapping[Draft, Claim]
    refused: frozenset[Draft]  # in this plan and those before


def assemble(
    task: Task, engine: Engine, *, now: datetime | None = None, seconds: float | None = None
) -> Brief | Refusal:
    """The brief that `engine` drafts for `task`, of claims that the checker verified; a refusal when none are left."""
    settled = _settle(task, engine)
    if isinstance(settled, Refusal):
        return settled
    sections, is_short = _within_rights(settled, Quota.of(task.sources))
    if not sections or sections[0].kind != "summary":
        return too_short(task.sources[0], 0)
    notices = _notices(task.sources, (*settled.drafted.notices, *(["rights_cap"] if is_short else [])))
    return _brief(task, settled, sections, notices, now, seconds)


def _settle(task: Task, engine: Engine) -> _Settled | Refusal:
    """Judge what the engine drafts, and have it plan anew around each sentence that is refused.

    A refused statement of Kilas's own is left out: nothing leans on it.
    """
    claims: dict[Draft, Claim] = {}
    refused: frozenset[Draft] = frozenset()
    plans = 0
    while True:
        drafted, plans = engine(task, refused), plans + 1
        if isinstance(drafted, Refusal):
            return drafted
        claims |= {
            draft: judge(draft, task.sources) for draft in _drafts(drafted.sections) if draft not in claims
        }
        fresh = frozenset(d for d in _drafts(drafted.sections) if not _holds(claims[d])) - refused
        refused |= fresh
        if plans == _MOST_PLANS or all(draft.origin == "kilas" for draft in fresh):
            return _Settled(drafted=drafted, claims=claims, refused=refused)


def _drafts(sections: Iterable[DraftSection]) -> Iterator[Draft]:
    return (draft for section in sections for paragraph in section.paragraphs for draft in paragraph)


def _holds(claim: Claim) -> bool:
    return claim.status == "verified"


def _within_rights(settled: _Settled, quota: Quota) -> tuple[tuple[Section, ...], bool]:
    """The sections of what holds and may be quoted, and whether rights keep one of them shorter than it should be."""
    sections: list[Section] = []
    is_short = False
    for section in settled.drafted.sections:
        paragraphs: list[Paragraph] = []
        room = len([*_drafts([section])]) if section.most is None else section.most
        count = 0
        for drafts in section.paragraphs:
            kept: list[Claim] = []
            for claim in map(settled.claims.__getitem__, drafts):
                after = quota.after(claim) if _holds(claim) and count < room else None
                if after is not None:
                    quota, count = after, count + 1
                    kept.append(claim)
            if kept:
                paragraphs.append(Paragraph(claims=tuple(kept)))
        is_short = is_short or (quota.is_bounded and count < section.least)
        if paragraphs:
            sections.append(Section(kind=section.kind, paragraphs=tuple(paragraphs)))
    return tuple(sections), is_short


def _notices(sources: Sequence[Article], told: Collection[str]) -> tuple[str, ...]:
    """Message keys of all that readers must know first, in the order in which they are told."""
    found = set(told)
    found |= {f"{one.completeness}_article" for one in sources if one.completeness != "complete"}
    found |= {"reservations"} if any(one.rights.reservations for one in sources) else set()
    found |= {"language_neutral"} if any(one.language not in FIRST_CLASS for one in sources) else set()
    return (*(key for key in NOTICES if key in found), *sorted(found.difference(NOTICES)))


def _brief(
    task: Task,
    settled: _Settled,
    sections: tuple[Section, ...],
    notices: tuple[str, ...],
    now: datetime | None,
    seconds: float | None,
) -> Brief:
    drafted, sources, language = settled.drafted, task.sources, task.sources[0].language
    claims = [claim for section in sections for claim in section.claims]
    printed = printed_numbers(claims, language)
    shown = [claim for section in sections if section.kind in _FIGURED for claim in section.claims]
    unnamed = Brief(
        id=_digest("brief", *(article.id for article in sources)),
        revision="",
        language=language,
        headline=drafted.headline or sources[0].title or claims[0].lead or claims[0].text,
        word_count=sum(count_words(claim.text) for claim in sections[0].claims),
        word_budget=task.words,
        sources=sources,
        tone=rate(sources[0]) if len(sources) == 1 else rate_all(sources),
        sections=sections,
        figures=figures(shown, language, printed),
        notices=notices,
        provenance=Provenance(
            engine=drafted.made.engine,
            engine_version=drafted.made.version,
            model=drafted.made.model,
            checks=_checks(claims, printed, settled.refused),
            seconds=seconds,
            cost_usd=drafted.made.cost_usd,
            created=now,
        ),
    )
    return replace(unnamed, revision=content_digest(unnamed))


def _checks(
    claims: Sequence[Claim], printed: Mapping[str, Sequence[object]], refused: Collection[Draft]
) -> Checks:
    return Checks(
        claims=len(claims),
        verified=sum(map(_holds, claims)),
        derived=sum(claim.derivation is not None for claim in claims),
        dropped=len({(draft.text, draft.evidence) for draft in refused}),
        numbers=sum(len(printed.get(claim.text, ())) for claim in claims),
    )


def content_digest(brief: Brief) -> str:
    """Names what `brief` says and what it rests on, in 32 hex digits; not its own name, its cost, or when it was made."""
    made = brief.provenance
    content = (
        *(getattr(brief, field.name) for field in fields(Brief) if field.name not in _NO_CONTENT),
        [(article.id, article.revision) for article in brief.sources],
        (made.engine, made.engine_version, made.model, made.checks),
    )
    return hashlib.sha256(json.dumps(content, default=_values).encode()).hexdigest()[:32]


def _values(value: Any) -> list[Any]:
    """A value of the brief as JSON takes it."""
    return [getattr(value, field.name) for field in fields(value)]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
