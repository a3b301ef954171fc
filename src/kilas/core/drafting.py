"""Interface of engines: the task, and drafts that have not been checked yet."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Literal

from kilas.core.article import Article, Refusal
from kilas.core.audience import Audience
from kilas.core.brief import Attempt, Draft, SectionKind
from kilas.core.reasons import refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Input for a brief."""

    sources: tuple[Article, ...]  # never empty
    words: int  # of the summary, as requested
    language: str = ""  # of the claims, where it is not that of the sources
    rewording: Literal["drop", "mark"] = "drop"  # what becomes of a claim that rules cannot verify
    audience: Audience = "public"  # for "private", rights set no limit on quotation

    @property
    def drops_rewording(self) -> bool:
        return self.rewording == "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSection:
    """A drafted section: paragraphs or list points, the most important first if `most` may cut it."""

    kind: SectionKind
    paragraphs: tuple[tuple[Draft, ...], ...]
    least: int = 0  # with fewer claims, a notice says that rights kept the section short
    most: int | None = None  # most claims to publish, of those verified


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Provenance of drafts."""

    engine: str  # "embedded", "model", or the name of an engine of your own
    version: str
    model: str | None = None
    route: str | None = None
    prompt: str | None = None
    style: str | None = None
    judge: str | None = None
    attempts: tuple[Attempt, ...] = ()
    cost_usd: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """An engine's drafts for a task."""

    sections: tuple[DraftSection, ...]  # in reading order, each kind at most once
    made: Made
    notices: tuple[str, ...] = ()  # message keys of the engine's own notices


# Writes drafts for a task without those the checker has refused, or returns a refusal. Deterministic: the same
# task and refusals give the same drafts.
Engine = Callable[[Task, Set[Draft]], "Drafted | Refusal"]


def too_short(article: Article, usable: int) -> Refusal:
    """Refusal of `article`, which has only `usable` usable sentences."""
    mend = "give the whole article: the saved page, or its text on standard input"
    return refusal("too_short", called(article), count=usable, mend=mend)


def called(article: Article) -> str:
    """Name of `article` in a refusal: its address, title or id."""
    return article.url or article.title or article.id
