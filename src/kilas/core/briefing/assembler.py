"""Turns drafts of any engine into a brief: runs the checker, applies rights, records the provenance."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, get_args

from kilas.core.article import Article, Refusal
from kilas.core.brief import Brief, Checks, Claim, Draft, Paragraph, Provenance, Section, SectionKind, Tone
from kilas.core.briefing.figures import figures, printed_numbers
from kilas.core.check import judge
from kilas.core.drafting import Drafted, DraftSection, Engine, Task, called
from kilas.core.quota import Quota
from kilas.core.reasons import refusal
from kilas.core.text import count_words
from kilas.core.tone import rate, rate_all
from kilas.errors import SettingsError

FIRST_CLASS = ("id", "en")
_MOST_PLANS = (
    200  # an engine with more refusals has nothing to say; each plan of ours excludes one more sentence
)
_FIGURED = ("summary", "takeaways")
_NO_CONTENT = ("revision", "sources", "provenance")
_NAMED_BY_REVISION = ("text", "sentences")
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
    """The final drafts, each with the checker's result."""

    drafted: Drafted
    claims: Mapping[Draft, Claim]
    refused: frozenset[Draft]  # in this plan and earlier ones


def assemble(
    task: Task, engine: Engine, *, now: datetime | None = None, seconds: float | None = None
) -> Brief | Refusal:
    """The brief that `engine` drafts for `task`, with verified claims only; a refusal if none are left."""
    settled = _settle(task, engine)
    if isinstance(settled, Refusal):
        return settled
    kept = _within_rights(settled, Quota.of(task.sources))
    if not kept.sections or kept.sections[0].kind != "summary":
        return _nothing_left(task, settled)
    return _brief(task, settled, kept, now, seconds)


def _settle(task: Task, engine: Engine) -> _Settled | Refusal:
    """Judges the engine's drafts, and asks for a new plan without the refused sentences until none is refused.

    A refused statement of Kilas's own is only left out: no other draft depends on it.
    """
    claims: dict[Draft, Claim] = {}
    refused: frozenset[Draft] = frozenset()
    for _ in range(_MOST_PLANS):
        drafted = engine(task, refused)
        if isinstance(drafted, Refusal):
            return drafted
        _require_drafts(drafted)
        claims |= {
            draft: judge(draft, task.sources) for draft in _drafts(drafted.sections) if draft not in claims
        }
        fresh = frozenset(d for d in _drafts(drafted.sections) if not _holds(claims[d])) - refused
        refused |= fresh
        if all(draft.origin == "kilas" for draft in fresh):
            return _Settled(drafted=drafted, claims=claims, refused=refused)
    return refusal("unverified", called(task.sources[0]))


def _require_drafts(drafted: object) -> None:
    """SettingsError where an engine gives back something else than it should."""
    if not isinstance(drafted, Drafted):
        raise SettingsError(
            f"the engine returned {type(drafted).__name__}", "return kilas.Drafted or kilas.Refusal"
        )
    kinds = [section.kind for section in drafted.sections]
    if len(set(kinds)) < len(kinds) or not set(kinds) <= set(get_args(SectionKind)):
        raise SettingsError(
            f"the engine drafted the sections {', '.join(kinds)}",
            f"draft each section at most once; the sections are {', '.join(get_args(SectionKind))}",
        )


def _drafts(sections: Iterable[DraftSection]) -> Iterator[Draft]:
    return (draft for section in sections for paragraph in section.paragraphs for draft in paragraph)


def _holds(claim: Claim) -> bool:
    return claim.status == "verified"


def _nothing_left(task: Task, settled: _Settled) -> Refusal:
    """Why no sentence of a summary is left: none held, or none of those that did may be quoted."""
    if any(map(_holds, settled.claims.values())):
        return refusal("unquotable", called(task.sources[0]))
    return refusal("unverified", called(task.sources[0]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What is published of what was drafted."""

    sections: tuple[Section, ...] = ()
    quota: Quota
    is_short: bool = False  # rights keep a section shorter than it should be


def _within_rights(settled: _Settled, quota: Quota) -> _Kept:
    """The sections of what holds and may be quoted."""
    kept = _Kept(quota=quota)
    for section in settled.drafted.sections:
        kept = _with_section(kept, section, settled.claims)
    return kept


def _with_section(kept: _Kept, section: DraftSection, claims: Mapping[Draft, Claim]) -> _Kept:
    """`kept` with one section more. What stands behind a claim that is left out is left out, too: it may lean on it."""
    quota, room = kept.quota, len([*_drafts([section])]) if section.most is None else section.most
    paragraphs: list[Paragraph] = []
    count = 0
    for drafts in section.paragraphs:
        told: list[Claim] = []
        for claim in map(claims.__getitem__, drafts):
            after = quota.after(claim.evidence) if _holds(claim) and count < room else None
            if after is None:
                break
            quota, count = after, count + 1
            told.append(claim)
        if told:
            paragraphs.append(Paragraph(claims=tuple(told)))
    is_short = kept.is_short or (quota.is_bounded and count < section.least)
    if not paragraphs:
        return replace(kept, is_short=is_short)
    made = Section(kind=section.kind, paragraphs=tuple(paragraphs))
    return _Kept(sections=(*kept.sections, made), quota=quota, is_short=is_short)


def _notices(sources: Sequence[Article], told: Collection[str]) -> tuple[str, ...]:
    """Message keys of all notices, in the order of `NOTICES`."""
    found = set(told)
    found |= {f"{one.completeness}_article" for one in sources if one.completeness != "complete"}
    found |= {"reservations"} if any(one.rights.reservations for one in sources) else set()
    found |= {"language_neutral"} if any(one.language not in FIRST_CLASS for one in sources) else set()
    return (*(key for key in NOTICES if key in found), *sorted(found.difference(NOTICES)))


def _brief(
    task: Task,
    settled: _Settled,
    kept: _Kept,
    now: datetime | None,
    seconds: float | None,
) -> Brief:
    drafted, sources, language = settled.drafted, task.sources, task.sources[0].language
    sections = kept.sections
    claims = [claim for section in sections for claim in section.claims]
    printed = printed_numbers(claims, language)
    shown = [claim for section in sections if section.kind in _FIGURED for claim in section.claims]
    unnamed = Brief(
        id=_digest("brief", *(article.id for article in sources)),
        revision="",
        language=language,
        headline=sources[0].title or claims[0].lead or claims[0].text,
        word_count=sum(count_words(claim.text) for claim in sections[0].claims),
        word_budget=task.words,
        sources=sources,
        tone=_tone(sources, kept.quota),
        sections=sections,
        figures=figures(shown, language, printed),
        notices=_notices(sources, (*drafted.notices, *(["rights_cap"] if kept.is_short else []))),
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


def _tone(sources: Sequence[Article], quota: Quota) -> Tone:
    """The tone, with those of the sentences that moved it which are shown or may be."""
    tone = rate(sources[0]) if len(sources) == 1 else rate_all(sources)
    return replace(tone, evidence=tuple(one for one in tone.evidence if quota.allows([one.evidence])))


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
    """Digest of the brief's content and sources, 32 hex digits; excludes its id, cost and time of making."""
    made = brief.provenance
    content = (
        *(getattr(brief, field.name) for field in fields(Brief) if field.name not in _NO_CONTENT),
        [
            [
                getattr(article, field.name)
                for field in fields(Article)
                if field.name not in _NAMED_BY_REVISION
            ]
            for article in brief.sources
        ],
        (made.engine, made.engine_version, made.model, made.checks),
    )
    return hashlib.sha256(json.dumps(content, default=_values).encode()).hexdigest()[:32]


def _values(value: Any) -> object:
    """A value of the brief as JSON takes it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return [getattr(value, field.name) for field in fields(value)]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
