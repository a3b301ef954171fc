"""feedparser as we run it: text handed over whole, no search for e-mail addresses, nothing opened.

It is set up once, in the worker process that reads feeds; the names of its own that this relies on are pinned by tests.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.expatreader import ExpatParser  # expat opens nothing, and declared entities do not get here

_HEADER = b'<?xml version="1.0" encoding="utf-8"?>'


def read(text: str) -> Any:
    """What feedparser makes of `text` (tamed by `feed_caps`); it may raise anything.

    BytesIO only: given a string or bytes, feedparser opens the files and addresses they name. No base address: links
    are made absolute by us, and a guid stays as given. Its sanitiser and its rewriting of links inside content are off:
    that content is read as text.
    """
    return _feedparser().parse(
        BytesIO(_HEADER + text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )


def create_parser() -> ExpatParser:
    """What `xml.sax` asks of a driver module: this one is feedparser's."""
    return _Parser()


class _Parser(ExpatParser):
    """Joins neighbouring pieces of text: one call for a text instead of one for each line and entity of it."""

    def reset(self) -> None:
        super().reset()
        expat: Any = self._parser  # type: ignore[attr-defined]  # typeshed leaves it out
        expat.buffer_text = True
        expat.buffer_size = 1_000_000


@cache
def _feedparser() -> Any:
    import feedparser
    import feedparser.api

    feedparser.api.PREFERRED_XML_PARSERS = [__name__]
    for parser in (feedparser.api.StrictFeedParser, feedparser.api.LooseFeedParser):
        # its pattern for an address takes minutes on some authors
        parser._sync_author_detail = _keep_author
    return feedparser


def _keep_author(parser: Any, key: str = "author") -> None:
    context = parser._get_context()
    detail = context.get(f"{key}s", [{}])[-1]
    if detail and (name := detail.get("name") or detail.get("email")):
        context[key] = name
