"""Turns articles into a brief: any engine drafts it, one assembler checks it and puts it together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kilas.core.article import Article, Refusal
from kilas.core.brief import DEFAULT_WORDS, Brief
from kilas.core.briefing.assembler import assemble
from kilas.core.drafting import Engine, Task
from kilas.core.summary.embedded import write
from kilas.errors import SettingsError

__all__ = ["LEAST_WORDS", "MOST_WORDS", "assemble", "brief"]

LEAST_WORDS, MOST_WORDS = 20, 2_000


def brief(
    article: Article | Refusal | Sequence[Article | Refusal],
    words: int = DEFAULT_WORDS,
    language: str | None = None,
    *,
    engine: Engine = write,
    now: datetime | None = None,
    seconds: float | None = None,
) -> Brief | Refusal:
    """Briefs one article, or several about one event, in about `words` words, each claim with its evidence.

    `language` overrides the articles' own. `engine` drafts the brief, by default the embedded one, which takes one
    article. `now` and `seconds` go into the provenance as they are. A refusal comes back as it was, of several articles
    the first; an article with nothing to select from becomes one. SettingsError for arguments that cannot be used.
    """
    given = [article] if isinstance(article, Article | Refusal) else list(dict.fromkeys(article))
    for one in given:
        if isinstance(one, Refusal):
            return one
    sources = tuple(one for one in given if isinstance(one, Article))
    if not sources:
        raise SettingsError("no article was given", "give one article, or several on one event")
    if not LEAST_WORDS <= words <= MOST_WORDS:
        raise SettingsError(
            f"a summary cannot have {words} words", f"request {LEAST_WORDS} to {MOST_WORDS} words"
        )
    if language and not re.fullmatch("[a-z]{2,3}", language):
        raise SettingsError(f"{language!r} is not a language code", "use id, en or another ISO 639-1 code")
    if language:
        sources = tuple(replace(one, language=language) for one in sources)
    return assemble(Task(sources=sources, words=words), engine, now=now, seconds=seconds)
