"""Small real values and fakes for tests: ours, the benches' and anybody's who builds on Kilas.

`origin` is a news site on loopback, `hub` a WebSub hub, `postgres` a real server of PostgreSQL, `clock` a clock that
stands, `inline_pool` a pool without processes, `store` a store with something of everything. Each is imported by name.
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
    """An article of `text` as extraction leaves it: split into sentences, nothing else judged.

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
