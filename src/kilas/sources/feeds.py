"""Parses the bytes of any kind of feed into plain values.

The bytes are untrusted: run `parse` in the guarded worker (`pipeline.worker`), limited to 5 seconds and 512 MB.
"""

from __future__ import annotations

from kilas.core.entry import ParsedFeed
from kilas.errors import SourceError
from kilas.sources.source_kinds import MAX_ENTRIES, SourceAnswer, not_a_feed, recognised

# Decoded: 100,000 short entries, and as much as five seconds can parse. Also for the fetcher, as `Limits(max_bytes=…)`.
MAX_BYTES = 15_000_000
MEMORY_BYTES = 512_000_000  # limit of the worker that parses feeds
IMPORTS = (
    "kilas.sources.feeds",
    "kilas.sources.discovery",
    "ada_url",
    "feedparser",
    "lxml.etree",
)  # modules that this worker loads before its time limit starts


def parse(
    body: bytes,
    url: str,
    *,
    content_type: str | None = None,
    charset: str | None = None,
    max_entries: int = MAX_ENTRIES,
    max_bytes: int = MAX_BYTES,
) -> ParsedFeed:
    """Parse the feed in `body`, fetched from `url`. `content_type` and `charset` are those of the HTTP header.

    SourceError with the reason `too_large`, `empty`, `not_a_feed`, `broken_feed` or `entities`. Dates may be in the
    future; the caller limits them.
    """
    if len(body) > max_bytes:
        raise SourceError(
            f"the feed at {url} is larger than {max_bytes // 1_000_000} MB",
            "give a shorter feed, if the site has one",
            "too_large",
        )
    if not body.strip():
        raise SourceError(
            f"the response of {url} is empty",
            "try again later; if it keeps failing, check the address",
            "empty",
        )
    answer = SourceAnswer(
        url=url, body=body, content_type=content_type, charset=charset, max_entries=max_entries
    )
    kind = recognised(answer)
    if kind is None:
        raise not_a_feed(url)
    return kind.read(answer)
