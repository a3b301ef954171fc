"""Values and fakes for tests and benches, ours and those of projects that build on Kilas.

`origin` is a news site on loopback, `hub` a WebSub hub, `postgres` a real PostgreSQL server, `llama_server` a real
server of language models and `tiny_weights` models for it, `clock` a clock that only moves on request, `inline_pool` a
pool without processes, `store` a store with an example of everything. Import each module by name.
"""

from __future__ import annotations

from kilas.core.article import Article, Rights, RightsMode
from kilas.core.text import sentences


def make_article(
    text: str,
    *,
    title: str | None = "A headline",
    language: str = "en",
    id: str = "a1",  # the field's name
    url: str | None = None,
    source: str | None = "The Test Courier",
    mode: RightsMode = "own",
) -> Article:
    """An article with `text`, split into sentences as extraction does; the other fields are as given.

    >>> make_article("It rained. It stopped.").quote(1)
    'It stopped.'
    """
    return Article(
        id=id,
        url=url,
        source=source,
        title=title,
        language=language,
        text=text,
        sentences=sentences(text, language),
        rights=Rights(mode=mode, reason="made for a test"),
    )
