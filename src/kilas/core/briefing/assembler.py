"""Turns drafts of any engine into a brief: runs the checker, applies rights, records the provenance."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from operator import attrgetter
from typing import Any, get_args

from kilas.core.article import Article, Refusal
from kilas.core.audience import PUBLIC, is_for_owner_alone
from kilas.core.brief import Brief, Checks, Claim, Draft, Paragraph, Provenance, Section, SectionKind, Tone
from kilas.core.briefing.figures import figures, printed_numbers
from kilas.core.check import judge
from kilas.core.drafting import Drafted, DraftSection, Engine, Made, Task, called
from kilas.core.explanation import Unfit
from kilas.core.languages import REGISTERED
from kilas.core.quota import Quota
from kilas.core.reasons import refusal
from kilas.core.summary.embedded import MADE
from kilas.core.summary.lines import as_line
from kilas.core.summary.unfit import addresses, barred_as_claim, barred_as_evidence
from kilas.core.text import count_words
from kilas.core.tone import rate, rate_all
from kilas.errors import SettingsError

_MOST_PLANS = 200  # each plan of the embedded engine excludes at least one more sentence
_ORDER = 1  # sentences on either side of an order that may be part of it, in a text without paragraphs
EMBEDDED = MADE.engine
_NO_CONTENT = ("revision", "sources", "audience", "provenance")
_NAMED_BY_REVISION = ("text", "sentences")
NOTICES = (
    "digest_article",
    "short_article",
    "rights_cap",
    "reservations",
    "language_neutral",
    "opening_only",
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
    """Return the brief that `engine` drafts for `task`, with the claims that may be published; a refusal if none are left.

    Published is what is verified, and what a judge supports or `task.rewording` lets through marked.
    """
    settled = _settle(task, engine)
    if isinstance(settled, Refusal):
        return settled
    kept = _within_rights(settled, Quota.of(task.sources, task.audience))
    if not kept.sections or kept.sections[0].kind != "summary":
        return _nothing_left(task, settled)
    return _brief(task, settled, kept, now, seconds)


def review(task: Task, drafts: Iterable[Draft], made: Made) -> tuple[Claim, ...]:
    """The checker's verdict on each of `drafts`, as `assemble` gives it; the task's wish for rewording included."""
    return tuple(_judged(draft, task, made) for draft in drafts)


def _settle(task: Task, engine: Engine) -> _Settled | Refusal:
    """Judge the engine's drafts, and ask for a new plan without the refused sentences until none is refused.

    A refused statement of Kilas's own needs no new plan: no other draft depends on it.
    """
    claims: dict[Draft, Claim] = {}
    refused: frozenset[Draft] = frozenset()
    for _ in range(_MOST_PLANS):
        drafted = engine(task, refused)
        if isinstance(drafted, Refusal):
            return drafted
        _require_drafts(drafted)
        claims |= {
            draft: _judged(draft, task, drafted.made)
            for draft in _drafts(drafted.sections)
            if draft not in claims
        }
        fresh = frozenset(d for d in _drafts(drafted.sections) if not _holds(claims[d])) - refused
        refused |= fresh
        if all(draft.origin == "kilas" for draft in fresh):
            return _Settled(drafted=drafted, claims=claims, refused=refused)
    return refusal("unverified", called(task.sources[0]))


def _require_drafts(drafted: object) -> None:
    """Raise SettingsError if an engine returned anything but sections of different, known kinds."""
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


def _judged(draft: Draft, task: Task, made: Made) -> Claim:
    """`draft` with the checker's verdict, as `task` lets it stand."""
    claim = judge(draft, task.sources, _language(task, made))
    if made.engine == EMBEDDED or draft.origin == "kilas":  # it has planned around what may not be said
        return claim if claim.status == "verified" else replace(claim, status="flagged")
    if unfit := _unfit(draft, _language(task, made), task.sources):
        return replace(claim, status="flagged", reason=unfit)
    if claim.status == "unverifiable" and not claim.judge and task.drops_rewording:
        return replace(claim, status="flagged")
    return claim


def _language(task: Task, made: Made) -> str:
    """The language of the claims: the built-in engine writes in that of its sources, whatever was asked for."""
    return (made.engine != EMBEDDED and task.language) or task.sources[0].language


def _unfit(draft: Draft, language: str, sources: Sequence[Article]) -> str:
    """Why no engine may say this: the guard that keeps planted orders and furniture out of the built-in one's briefs."""
    found = barred_as_claim(as_line(draft.text, language)) or next(
        filter(None, _unfit_evidence(draft, sources)), ""
    )
    return f"the sentence is barred: {found.replace('_', ' ')}" if found else ""


def _unfit_evidence(draft: Draft, sources: Sequence[Article]) -> Iterator[Unfit]:
    """Yield why each cited sentence may carry no claim: what it is itself, or an order that it belongs to."""
    articles = {(article.id, article.revision): article for article in sources}
    for span in draft.evidence:
        article = articles.get((span.article_id, span.revision))
        if article is None:
            continue
        yield barred_as_evidence(as_line(span.quote, article.language))
        yield "addressed" if _stands_in_order(article, span.start) else ""


def _stands_in_order(article: Article, start: int) -> bool:
    """True if the paragraph at `start` speaks to its reader, or to a program: all of it may be planted.

    A text without paragraphs is judged by the sentences next to it.
    """
    low = article.text.rfind("\n", 0, start) + 1
    high = article.text.find("\n", start) if "\n" in article.text[start:] else len(article.text)
    is_whole = (low, high) == (0, len(article.text))
    at = bisect_right(article.sentences, start, key=attrgetter("start")) - 1
    near = range(at - _ORDER, at + _ORDER + 1) if is_whole else range(len(article.sentences))
    return any(
        addresses(as_line(article.quote(index), article.language))
        for index, span in enumerate(article.sentences)
        if low <= span.start < high and index in near
    )


def _holds(claim: Claim) -> bool:
    return claim.status != "flagged"


def _nothing_left(task: Task, settled: _Settled) -> Refusal:
    """Refusal of a task without a summary: no claim holds, or rights allow no quotation of those that do."""
    if any(map(_holds, settled.claims.values())):
        return refusal("unquotable", called(task.sources[0]))
    return refusal("unverified", called(task.sources[0]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """The part of the drafts that is published."""

    sections: tuple[Section, ...] = ()
    quota: Quota
    is_short: bool = False  # rights keep a section shorter than it should be


def _within_rights(settled: _Settled, quota: Quota) -> _Kept:
    """The drafted sections with the claims that hold and may be quoted."""
    kept = _Kept(quota=quota)
    for section in settled.drafted.sections:
        kept = _with_section(kept, section, settled.claims)
    return kept


def _with_section(kept: _Kept, section: DraftSection, claims: Mapping[Draft, Claim]) -> _Kept:
    """`kept` with one more section."""
    quota, room = kept.quota, len([*_drafts([section])]) if section.most is None else section.most
    paragraphs: list[Paragraph] = []
    count = 0
    for drafts in section.paragraphs:
        told, quota = _allowed([claims[draft] for draft in drafts], quota, room - count)
        count += len(told)
        if told:
            paragraphs.append(Paragraph(claims=told))
    is_short = kept.is_short or (quota.is_bounded and count < section.least)
    if not paragraphs:
        return replace(kept, is_short=is_short)
    made = Section(kind=section.kind, paragraphs=tuple(paragraphs))
    return _Kept(sections=(*kept.sections, made), quota=quota, is_short=is_short)


def _allowed(claims: Iterable[Claim], quota: Quota, room: int) -> tuple[tuple[Claim, ...], Quota]:
    """The claims of a paragraph that hold and may be quoted, at most `room`, and the quota left.

    Stops at the first claim that is left out, since the next ones may refer to it.
    """
    told: list[Claim] = []
    for claim in claims:
        after = quota.after(claim.evidence) if _holds(claim) and len(told) < room else None
        if after is None:
            break
        quota = after
        told.append(claim)
    return tuple(told), quota


def _notices(sources: Sequence[Article], told: Collection[str]) -> tuple[str, ...]:
    """Message keys of all notices, in the order of `NOTICES`."""
    found = set(told)
    found |= {f"{one.completeness}_article" for one in sources if one.completeness != "complete"}
    found |= {"reservations"} if any(one.rights.reservations for one in sources) else set()
    found |= {"language_neutral"} if any(one.language not in REGISTERED for one in sources) else set()
    return (*(key for key in NOTICES if key in found), *sorted(found.difference(NOTICES)))


def _brief(
    task: Task,
    settled: _Settled,
    kept: _Kept,
    now: datetime | None,
    seconds: float | None,
) -> Brief:
    drafted, sources, made = settled.drafted, task.sources, settled.drafted.made
    language = _language(task, made)
    sections = kept.sections
    claims = _claims(section for section in sections if section.kind != "sourcing")
    printed = printed_numbers(claims, language)
    unnamed = Brief(
        id=_digest("brief", *(article.id for article in sources)),
        revision="",
        language=sources[0].language,
        text_language="" if language == sources[0].language else language,
        headline=sources[0].title or claims[0].lead or claims[0].text,
        word_count=sum(count_words(claim.text) for claim in sections[0].claims),
        word_budget=task.words,
        sources=sources,
        tone=_tone(sources, kept.quota),
        sections=sections,
        figures=figures(claims, language, printed),
        notices=_notices(sources, (*drafted.notices, *(["rights_cap"] if kept.is_short else []))),
        # Without a limit to lift, the brief is the same for everyone.
        audience=task.audience if any(map(is_for_owner_alone, sources)) else PUBLIC,
        provenance=Provenance(
            engine=made.engine,
            engine_version=made.version,
            model=made.model,
            route=made.route,
            prompt=made.prompt,
            style=made.style,
            judge=made.judge,
            attempts=made.attempts,
            checks=_checks(claims, printed, settled.refused),
            seconds=seconds,
            cost_usd=made.cost_usd,
            created=now,
        ),
    )
    return replace(unnamed, revision=content_digest(unnamed))


def _claims(sections: Iterable[Section]) -> list[Claim]:
    return [claim for section in sections for claim in section.claims]


def _tone(sources: Sequence[Article], quota: Quota) -> Tone:
    """The tone, with as many of its sentences as evidence as may be quoted."""
    tone = rate(sources[0]) if len(sources) == 1 else rate_all(sources)
    return replace(tone, evidence=tuple(one for one in tone.evidence if quota.allows([one.evidence])))


def _checks(
    claims: Sequence[Claim], printed: Mapping[str, Sequence[object]], refused: Collection[Draft]
) -> Checks:
    return Checks(
        claims=len(claims),
        verified=sum(claim.status == "verified" for claim in claims),
        derived=sum(claim.derivation is not None for claim in claims),
        dropped=len({(draft.text, draft.evidence) for draft in refused}),
        numbers=sum(len(printed.get(claim.text, ())) for claim in claims),
        reworded=sum(claim.status == "unverifiable" for claim in claims),
    )


def content_digest(brief: Brief) -> str:
    """Return a digest of the brief's content and sources, 32 hex digits, without its id, cost and time of making."""
    made = brief.provenance
    content = (
        *(getattr(brief, field.name) for field in fields(Brief) if field.name not in _NO_CONTENT),
        *((brief.audience,) if brief.audience != PUBLIC else ()),
        [
            [
                getattr(article, field.name)
                for field in fields(Article)
                if field.name not in _NAMED_BY_REVISION
            ]
            for article in brief.sources
        ],
        (
            made.engine,
            made.engine_version,
            made.model,
            made.route,
            made.prompt,
            made.style,
            made.judge,
            made.checks,
        ),
    )
    return hashlib.sha256(json.dumps(content, default=_values).encode()).hexdigest()[:32]


def _values(value: Any) -> object:
    """Convert a time or a dataclass to a value that `json` can encode."""
    if isinstance(value, datetime):
        return value.isoformat()
    return [getattr(value, field.name) for field in fields(value)]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
