"""What an engine is asked to write, and what it gives back: drafts that nobody has judged yet."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass

from kilas.core.article import Article, Refusal
from kilas.core.brief import Draft, SectionKind
from kilas.core.reasons import refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a brief is wanted of."""

    sources: tuple[Article, ...]  # never empty
    words: int  # of the summary, as the reader asked


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSection:
    """A section as drafted: paragraphs, or the points of a list, the most important first where `most` may cut."""

    kind: SectionKind
    paragraphs: tuple[tuple[Draft, ...], ...]
    least: int = 0  # claims below which readers are told that rights kept the section short
    most: int | None = None  # claims that are published of those that hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How drafts were made."""

    engine: str  # "embedded", or the route that wrote them
    version: str
    model: str | None = None
    cost_usd: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What an engine wrote for a task."""

    sections: tuple[DraftSection, ...]  # in reading order, each kind at most once
    made: Made
    notices: tuple[str, ...] = ()  # message keys of what its planning left short


# Writes drafts for a task, without any that the checker refused before; or says why it cannot. The same task and
# refusals give the same drafts.
Engine = Callable[[Task, Set[Draft]], "Drafted | Refusal"]


def too_short(article: Article, usable: int) -> Refusal:
    """Why no brief can be made of `article`, which has so few usable sentences."""
    mend = "give the whole article: the saved page, or its text on standard input"
    return refusal("too_short", called(article), count=usable, mend=mend)


def called(article: Article) -> str:
    """What `article` is called in a refusal."""
    return article.url or article.title or article.id
