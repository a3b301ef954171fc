"""Converts store records to the values that rendering takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from kilas.core.render.web.chart import Day
from kilas.core.render.web.listed import Listed
from kilas.core.render.web.pages import Source
from kilas.store import Store
from kilas.store.records import Cursor, Feed, Item, SourceSummary

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CURSOR = re.compile(r"(\d{1,17})-([0-9A-Za-z]+)")
_BATCH = 500


class Finder:
    """Converts items together with their feeds; caches the feeds in `feeds`."""

    def __init__(self, store: Store, feeds: dict[str, Feed | None]) -> None:
        self._store, self._feeds = store, feeds

    def listed(self, items: Iterable[Item]) -> tuple[Listed, ...]:
        return tuple(listed(item, self.feed(item.feed_id)) for item in items)

    def feed(self, feed_id: str) -> Feed | None:
        if feed_id not in self._feeds:
            self._feeds[feed_id] = self._store.feeds.get(feed_id)
        return self._feeds[feed_id]


def listed(item: Item, feed: Feed | None) -> Listed:
    return Listed(
        id=item.id,
        kind=item.kind,
        slug=item.slug,
        headline=item.headline,
        language=item.language,
        url=item.url,
        source=item.source,
        feed_id=item.feed_id,
        article_published=item.article_published,
        published=item.published,
        updated=item.updated,
        excerpt=item.excerpt,
        word_count=item.word_count,
        tone=item.tone,
        tone_score=item.tone_score,
        is_indexable=item.is_indexable and item.kind == "brief",
        reason=item.reason,
        revision=item.brief_revision or "",
        feed_title=(feed.title or item.source) if feed else item.source,
        feed_home=feed.home if feed else None,
        feed_address=feed.address if feed else None,
        text_language=item.text_language or "",
        model=item.model or "",
        route=item.route or "",
        is_reworded=bool(item.is_reworded),
        judge=item.judge or "",
        attempts=item.attempts,
    )


def source(summary: SourceSummary) -> Source:
    feed = summary.feed
    return Source(
        id=feed.id,
        title=feed.title,
        home=feed.home,
        address=feed.address,
        rights=feed.rights,
        items=summary.items,
        briefs=summary.briefs,
        added=feed.added,
        last_success=feed.last_success,
        latest=summary.latest,
        failures=feed.failures,
        failure_reason=feed.failure_reason,
        is_removed=feed.removed is not None,
        days=tuple(
            Day(day=day, positive=positive, neutral=neutral, negative=negative, unrated=unrated)
            for day, positive, neutral, negative, unrated in summary.tone
        ),
    )


def cursor_text(item: Item | Listed) -> str:
    """Cursor for the part of a list after `item`, as used in addresses."""
    return f"{(item.published - _EPOCH) // timedelta(microseconds=1)}-{item.id}"


def read_cursor(text: str) -> Cursor | None:
    """The cursor in `text`; None if it is not valid."""
    found = _CURSOR.fullmatch(text)
    if not found:
        return None
    try:
        return Cursor(published=_EPOCH + timedelta(microseconds=int(found[1])), id=found[2])
    except OverflowError:
        return None


def every_item(store: Store, *, indexable: bool | None = None) -> Iterator[Item]:
    """All listed items, newest first, a batch at a time."""
    before: Cursor | None = None
    while batch := store.items.list(indexable=indexable, before=before, limit=_BATCH):
        yield from batch
        before = Cursor(published=batch[-1].published, id=batch[-1].id)
