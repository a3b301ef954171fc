"""What does a feed say? The bytes of any kind of feed, read to plain values.

Foreign bytes: run `parse` in the guarded worker (`pipeline.worker`), which ends it after 5 seconds or 512 MB.
"""

from __future__ import annotations

from kilas.core.entry import ParsedFeed
from kilas.errors import SourceError
from kilas.sources.source_kinds import MAX_ENTRIES, SourceAnswer, not_a_feed, recognised

MAX_BYTES = 15_000_000  # decoded, 100,000 short entries, and what five seconds can read; give it to the fetcher as `Limits(max_bytes=…)`, too
MEMORY_BYTES = 512_000_000  # of the worker that reads feeds
IMPORTS = (
    "kilas.sources.feeds",
    "kilas.sources.discovery",
    "feedparser",
    "lxml.etree",
)  # what that worker needs before its clock runs


def parse(
    body: bytes,
    url: str,
    *,
    content_type: str | None = None,
    charset: str | None = None,
    max_entries: int = MAX_ENTRIES,
    max_bytes: int = MAX_BYTES,
) -> ParsedFeed:
    """The feed in `body`, fetched from `url` as `content_type` in `charset` (as the header declares them).

    SourceError, with the reason `too_large`, `empty`, `not_a_feed`, `broken_feed` or `entities`. Dates may lie in
    the future: whoever knows the time bounds them.
    """
    if len(body) > max_bytes:
        raise SourceError(
            f"the feed at {url} is larger than {max_bytes // 1_000_000} MB",
            "give a feed of newer entries only, if the site has one",
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
