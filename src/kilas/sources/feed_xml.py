"""Runs feedparser with our settings: text in one piece, no search for e-mail addresses, no files or network.

It is set up once, in the worker process that reads feeds. Tests pin the internals of feedparser used here.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.expatreader import ExpatParser  # expat opens no files, and declared entities are removed before

_HEADER = b'<?xml version="1.0" encoding="utf-8"?>'


def read(text: str) -> Any:
    """Parse `text`, which `feed_caps` has limited. May raise any exception.

    The input must be a BytesIO: feedparser opens the file or address that a string or bytes name. There is no base
    address, because we resolve links ourselves and a guid must stay as given. The sanitiser and link rewriting are off,
    because content is read as text.
    """
    return _feedparser().parse(
        BytesIO(_HEADER + text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )


def create_parser() -> ExpatParser:
    """Return the parser that feedparser uses; `xml.sax` calls this function of a driver module."""
    return _Parser()


class _Parser(ExpatParser):
    """Joins adjacent text: one call for a text instead of one for each line and entity."""

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
        # its pattern for e-mail addresses takes minutes on some authors
        parser._sync_author_detail = _keep_author
    return feedparser


def _keep_author(parser: Any, key: str = "author") -> None:
    context = parser._get_context()
    detail = context.get(f"{key}s", [{}])[-1]
    if not detail and context.get(key):
        detail["name"] = context[key]  # as written, with its e-mail address
    if name := detail.get("name") or detail.get("email"):
        context[key] = name
