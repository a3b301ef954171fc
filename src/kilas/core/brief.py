"""A brief: claims with their evidence, in typed sections, with its provenance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kilas.core.article import Article
from kilas.core.audience import Audience

Status = Literal["verified", "flagged", "unverifiable"]
Origin = Literal["source", "kilas"]
ToneLabel = Literal["positive", "neutral", "negative"]
ToneReason = Literal["rated", "language", "low_margin", "too_short", "reports_differ"]
DEFAULT_WORDS = 120  # default length of a summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A verbatim span of one immutable revision of an article."""

    article_id: str
    revision: str  # of the text it was cut from
    quote: str  # as it stands in Article.text, never empty
    start: int  # its offset there, in code points


def cite(article: Article, index: int) -> Evidence:
    """Sentence `index` of `article` as evidence."""
    return Evidence(
        article_id=article.id,
        revision=article.revision,
        quote=article.quote(index),
        start=article.sentences[index].start,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """One value used in an own calculation, as printed in its evidence."""

    text: str  # as printed: "Rp5.000"
    value: float  # as read: 5000.0
    evidence: int  # index into the claim's evidence


SearchKind = Literal["words", "quotation_marks", "quotations", "unnamed_sources", "attributions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The search that a count or a statement of absence is based on. Renderers describe it in words."""

    kind: SearchKind
    is_whole: bool = False  # True: over the whole article; False: over the cited sentences
    terms: tuple[str, ...] = ()  # the words sought, for kind "words"


Operation = Literal["difference", "ratio", "percent_change", "sum", "count", "share", "absence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """The derivation of a statement of Kilas's own, which the checker can repeat."""

    operation: Operation
    operands: tuple[Operand, ...] = ()
    result: float  # result of the operation, unrounded; in percent for percent_change and share
    searched: Search | None = None  # for counts and statements of absence


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable sentence of a brief."""

    text: str
    lead: str = ""  # the opening clause shown bold: a verbatim prefix of `text`, or ""
    status: Status
    reason: str = ""  # the checker's reason
    origin: Origin = "source"  # "kilas" marks our own arithmetic or counting
    evidence: tuple[Evidence, ...]
    derivation: Derivation | None = None
    judge: str | None = None  # route of the model that found an unverifiable claim supported by its evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim as written, before `core.check` judges it."""

    text: str
    lead: str = ""
    origin: Origin = "source"
    evidence: tuple[Evidence, ...]
    derivation: Derivation | None = None
    judge: str | None = None  # as in `Claim`; set only by what asked the judge


WrittenKind = Literal["summary", "watch_next", "takeaways", "insights"]  # sections that a model may write
# "sourcing": counts of what the report rests on, told beside the provenance
SectionKind = Literal["summary", "watch_next", "takeaways", "insights", "sourcing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Claims that belong together: a paragraph of the summary, or one point of a list."""

    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a brief with its own heading."""

    kind: SectionKind
    paragraphs: tuple[Paragraph, ...]  # never empty; each has at least one claim

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The section's claims in reading order."""
        return tuple(claim for paragraph in self.paragraphs for claim in paragraph.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number from the source, for the list of key figures."""

    value: str  # as printed: "Rp31,5 miliar", "more than 12 percent"; unit and limit included
    label: str  # the noun phrase that it counts or measures, in words of the same source sentence
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ToneEvidence:
    """A sentence that influenced the tone, and its weight (negative lowers it)."""

    evidence: Evidence
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """The tone of the report; it does not say if the report is true."""

    label: ToneLabel  # "neutral" when not rated
    rated: bool
    reason: ToneReason
    score: float | None = None  # -1 (negative) to +1 (positive); None when not rated
    margin: float | None = None  # lead of the best label over the next, 0 to 1; None when not rated
    evidence: tuple[ToneEvidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """Counts of the checker's results over all claims of the brief."""

    claims: int
    verified: int
    derived: int  # own calculations among them, recomputed
    dropped: int  # drafts that the checker flagged; never published
    numbers: int  # numbers printed in claims, each found in its evidence or recomputed
    reworded: int = 0  # unverifiable claims among `claims`: a model's wording, shown with a sign of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What became of one configured route for this brief, in one kind of work."""

    route: str
    outcome: str  # "ok", "skipped", or the fault (`core.routing.Fault`)
    reason: str = ""  # of the skip or the fault, fit to show
    seconds: float = 0.0
    usd: float = 0.0  # dollars charged, exact to the nano-dollar
    work: str = "brief"  # "reask": flagged claims were asked for again; "judge": reworded claims were judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    engine: str  # "embedded", "model", or the name of an engine of your own
    engine_version: str
    model: str | None = None  # as the server names it
    route: str | None = None  # id of the route that wrote it; None without configured routes
    prompt: str | None = None  # version and digest of the instructions
    style: str | None = None  # version and digest of the owner's house style
    judge: str | None = None  # route that judged the reworded claims
    attempts: tuple[Attempt, ...] = ()  # every configured route, in the order tried; re-asks and judges last
    checks: Checks
    seconds: float | None = None  # wall clock; None if not measured
    cost_usd: float = 0.0  # the sum over `attempts`
    created: datetime | None = None  # aware, UTC; None if no time was given


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The brief that Kilas publishes about one article, or about several that report one event."""

    id: str  # one per article, or per set of articles
    revision: str  # names this content: equal briefs have equal revisions, regardless of time and engine
    language: str  # of the sources
    text_language: str = ""  # of the claims, where a model wrote them in another language; else ""
    headline: str
    word_count: int  # words in all claims of the summary, counted last
    word_budget: int
    sources: tuple[Article, ...]  # the articles it rests on, never empty: one, or several for a story
    tone: Tone
    sections: tuple[
        Section, ...
    ]  # in reading order, each kind at most once; a kind without claims is left out
    figures: tuple[Figure, ...] = ()
    notices: tuple[str, ...] = ()  # message keys that readers must see: "short_article", "rights_cap"
    audience: Audience = "public"  # whom it may be shown to; "private": its owner alone, as it may quote more than rights allow
    provenance: Provenance

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims of the brief in reading order, without its counts of the report's sources."""
        told = (section for section in self.sections if section.kind != "sourcing")
        return tuple(claim for section in told for claim in section.claims)

    @property
    def summary(self) -> tuple[Paragraph, ...]:
        return self._section("summary")

    @property
    def watch_next(self) -> tuple[Claim, ...]:
        return self._points("watch_next")

    @property
    def takeaways(self) -> tuple[Claim, ...]:
        return self._points("takeaways")

    @property
    def insights(self) -> tuple[Claim, ...]:
        return self._points("insights")

    @property
    def sourcing(self) -> tuple[Claim, ...]:
        return self._points("sourcing")

    def _section(self, kind: SectionKind) -> tuple[Paragraph, ...]:
        return next((section.paragraphs for section in self.sections if section.kind == kind), ())

    def _points(self, kind: SectionKind) -> tuple[Claim, ...]:
        return tuple(claim for paragraph in self._section(kind) for claim in paragraph.claims)
