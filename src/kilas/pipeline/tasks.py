"""Tasks for the worker process: pure functions over one material, article or feed.

Each task imports the parsers and the engine when it runs, so that a process that only sends tasks stays
small.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from kilas.core.article import Article, Refusal
from kilas.core.audience import Audience
from kilas.core.brief import DEFAULT_WORDS, Brief, Claim
from kilas.core.drafting import Task
from kilas.core.entry import ParsedFeed
from kilas.core.explanation import Explanation
from kilas.core.material import Material

if TYPE_CHECKING:
    from kilas.llm.model_replies import ModelReplies
    from kilas.llm.question import Question
    from kilas.llm.style import Style
    from kilas.sources.source_kinds import SourceAnswer

# Modules that a worker imports before the time limit of a page starts.
IMPORTS = ("kilas.pipeline.tasks", "kilas.core.extract", "kilas.core.briefing", "kilas.core.near")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBrief:
    """A brief with the signature for finding its copies, or the refusal."""

    made: Brief | Refusal
    bands: tuple[int, ...] = ()


def read_article(material: Material, now: datetime) -> Article | Refusal:
    """The article in `material`, or the refusal."""
    from kilas.core.extract import article_of

    return article_of(material, now)


def write_brief(article: Article, now: datetime, audience: Audience = "public") -> WrittenBrief:
    """The brief of `article` for `audience`, with the signature for finding its copies."""
    from kilas.core.near import signature

    made = _brief(article, DEFAULT_WORDS, now, audience)
    if isinstance(made, Refusal):
        return WrittenBrief(made=made)
    return WrittenBrief(made=made, bands=signature(article.title or "", article.text))


def brief_question(article: Article, style: Style, audience: Audience = "public") -> Question:
    """The question that asks a model for the brief of `article`."""
    from kilas.llm import prompt

    return prompt.brief_question(article, style, audience)


def again_question(article: Article, style: Style, rejected: Sequence[tuple[str, str]]) -> Question:
    """The question that asks once more for claims, each given with the reason of its rejection."""
    from kilas.llm import prompt

    return prompt.again_question(article, style, rejected)


def corrections(
    article: Article, rejected: Sequence[str], output: Mapping[str, object]
) -> Mapping[str, Mapping[str, object]]:
    """The new claims in the reply to `again_question`, by the text that each replaces."""
    from kilas.llm.drafts import corrected

    return corrected(article, rejected, output)


def review_claims(article: Article, replies: ModelReplies) -> tuple[Claim, ...]:
    """The checker's verdict on every claim that a model wrote."""
    from kilas.core.briefing import review
    from kilas.llm.drafts import drafts_of

    if replies.output is None or replies.made is None:
        return ()
    task = Task(sources=(article,), words=DEFAULT_WORDS, language=replies.text_language, rewording="mark")
    return review(task, drafts_of(article, replies.output), replies.made)


def write_model_brief(
    article: Article, replies: ModelReplies, words: int, now: datetime, audience: Audience = "public"
) -> WrittenBrief:
    """The brief of `article` for `audience` from what models said, or by the built-in engine where they said nothing."""
    from functools import partial

    from kilas.core.briefing import assemble
    from kilas.core.near import signature
    from kilas.llm.drafts import engine_of

    task = Task(
        sources=(article,),
        words=words,
        language=replies.text_language,
        rewording=replies.rewording,
        audience=audience,
    )
    made = assemble(task, partial(engine_of, replies), now=now)
    if isinstance(made, Refusal):
        return WrittenBrief(made=made)
    return WrittenBrief(made=made, bands=signature(article.title or "", article.text))


def read_and_brief(
    material: Material, now: datetime, *, words: int = DEFAULT_WORDS, audience: Audience = "public"
) -> Brief | Refusal:
    """The brief of `material`, with the seconds it took, or the refusal."""
    started = time.perf_counter()
    made = _brief(read_article(material, now), words, now, audience)
    if isinstance(made, Refusal):
        return replace(made, source=material.name)
    seconds = round(time.perf_counter() - started, 4)
    return replace(made, provenance=replace(made.provenance, seconds=seconds))


def read_and_explain(
    material: Material, now: datetime, *, words: int = DEFAULT_WORDS, audience: Audience = "public"
) -> Explanation | Refusal:
    """The brief of `material` with its full explanation, or the refusal."""
    from kilas.core.summary.explain import explain

    made = explain(read_article(material, now), words, audience=audience)
    if isinstance(made, Refusal):
        return replace(made, source=material.name)
    provenance = replace(made.brief.provenance, created=now)
    return replace(made, brief=replace(made.brief, provenance=provenance))


def copies_among(article: Article, others: Sequence[Article]) -> tuple[str, ...]:
    """Ids of the articles in `others` that are near-identical to `article`, in order."""
    from kilas.core.near import are_copies

    one = (article.title or "", article.text)
    return tuple(other.id for other in others if are_copies(one, (other.title or "", other.text)))


def parse_feed(body: bytes, url: str, content_type: str | None, charset: str | None) -> ParsedFeed:
    """The feed in `body`, in any feed format. Raises SourceError when it is not a feed or is broken."""
    from kilas.sources import feeds

    return feeds.parse(body, url, content_type=content_type, charset=charset)


def read_source(kind: str, answer: SourceAnswer) -> ParsedFeed:
    """The feed in the answer of a source of kind `kind`. Raises SourceError when it cannot be read."""
    from kilas.sources.source_kinds import KINDS

    return KINDS.named(kind).read(answer)


def feeds_on(body: bytes, url: str, headers: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Addresses of the feeds that a page offers, the most likely first."""
    from kilas.core.text.charset import decode
    from kilas.sources.discovery import find_feeds

    return tuple(one.url for one in find_feeds(decode(body, headers)[0], url))


def _brief(article: Article | Refusal, words: int, now: datetime, audience: Audience) -> Brief | Refusal:
    """The single call of the engine."""
    from kilas.core.briefing import brief

    return brief(article, words, audience=audience, now=now)
