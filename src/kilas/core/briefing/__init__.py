"""Turns articles into a brief: any engine drafts it, one assembler checks it and puts it together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kilas.core.article import Article, Refusal
from kilas.core.audience import Audience
from kilas.core.brief import DEFAULT_WORDS, Brief
from kilas.core.briefing.assembler import assemble, review
from kilas.core.drafting import Engine, Task
from kilas.core.summary.embedded import write
from kilas.errors import SettingsError

__all__ = ["LEAST_WORDS", "MOST_WORDS", "assemble", "brief", "review"]

LEAST_WORDS, MOST_WORDS = 20, 2_000


def brief(
    article: Article | Refusal | Sequence[Article | Refusal],
    words: int = DEFAULT_WORDS,
    language: str | None = None,
    *,
    audience: Audience = "public",
    engine: Engine = write,
    now: datetime | None = None,
    seconds: float | None = None,
) -> Brief | Refusal:
    """Brief one article, or several about one event, in about `words` words, each claim with its evidence.

    `language` overrides the articles' own. For the `audience` "public", a brief quotes as much as `rights.mode` of each
    article allows; for "private", its owner alone, there is no limit. `engine` drafts the brief; the default is the embedded one, which takes one
    article. `now` and `seconds` are copied into the provenance. Returns the first refusal among the articles, or a
    refusal of an article with nothing to select from. Raises SettingsError for arguments that cannot be used.
    """
    sources = _sources(article)
    if isinstance(sources, Refusal):
        return sources
    _require(sources, words, language)
    if language:
        sources = tuple(replace(one, language=language) for one in sources)
    return assemble(Task(sources=sources, words=words, audience=audience), engine, now=now, seconds=seconds)


def _sources(article: Article | Refusal | Sequence[Article | Refusal]) -> tuple[Article, ...] | Refusal:
    """The articles, without duplicates, or the first refusal."""
    given = [article] if isinstance(article, Article | Refusal) else list(dict.fromkeys(article))
    refused = next((one for one in given if isinstance(one, Refusal)), None)
    return refused or tuple(one for one in given if isinstance(one, Article))


def _require(sources: Sequence[Article], words: int, language: str | None) -> None:
    """Raise SettingsError for arguments that cannot be used."""
    if not sources:
        raise SettingsError("no article was given", "give one article, or several on one event")
    if not LEAST_WORDS <= words <= MOST_WORDS:
        raise SettingsError(
            f"a summary cannot have {words} words", f"request {LEAST_WORDS} to {MOST_WORDS} words"
        )
    if language and not re.fullmatch("[a-z]{2,3}", language):
        raise SettingsError(f"{language!r} is not a language code", "use id, en or another ISO 639-1 code")
