"""A source kind is one module with one row: adding one touches nothing else."""

from __future__ import annotations

from kilas.core.entry import Entry, ParsedFeed
from kilas.pipeline.actions import following
from kilas.pipeline.pool import Readers
from kilas.settings import Settings
from kilas.sources.source_kinds import KINDS, SourceAnswer, SourceKind
from kilas.testing.inline_pool import InlinePool
from kilas.testing.origin import article
from tests.pipeline.conftest import Works


def read(answer: SourceAnswer) -> ParsedFeed:
    lines = answer.body.decode().splitlines()
    return ParsedFeed(kind="kilas-lines", title=lines[0], entries=tuple(Entry(url=url) for url in lines[1:]))


LINES = SourceKind(
    name="kilas-lines",
    rank=70,
    words="list of addresses",
    read=read,
    recognises=lambda answer: answer.content_type == "text/x-lines",
)


def test_a_kind_of_ones_own_is_followed_and_ingested_like_those_that_come_with_kilas(works: Works) -> None:
    pages = [works.origin.put(f"/{n}", article(n)) for n in (1, 2)]
    address = works.origin.put("/list", "\n".join(["Our list", *pages]), content_type="text/x-lines")
    settings, inline = Settings(allow_private=works.origin.exemption), InlinePool()
    works.poller.parsers = inline
    with KINDS.with_row(LINES):
        readers = Readers(parsers=inline, pages=inline)
        done = following.follow(works.store, address, settings, clock=works.clock, readers=readers)
        works.ingest()
    assert (done.feed.kind, done.feed.title) == ("kilas-lines", "Our list")
    assert sorted(item.url or "" for item in works.items()) == pages
