"""Briefs written anew from what is stored: after an upgrade of the engine, or when rights were recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from kilas.core.article import Article, Refusal, Rights, RightsMode
from kilas.core.brief import Brief
from kilas.core.entry import Entry
from kilas.core.publishing import decide, is_indexable
from kilas.core.slug import slug
from kilas.pipeline import reading
from kilas.pipeline.copies import let_go
from kilas.pipeline.worker import TaskFailed, Worker
from kilas.store import Store
from kilas.store.records import Cursor, Item

_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebriefed:
    """What it came to."""

    seen: int
    changed: int


def rebrief_all(
    store: Store, feed_id: str | None, clock: Callable[[], datetime], step: Callable[[int], None]
) -> Rebriefed:
    """Write the brief of every item anew, of one feed or of all; works beside a running service."""
    seen = changed = 0
    before: Cursor | None = None
    with Worker(imports=reading.IMPORTS) as worker:
        while page := store.items.list(feed_id=feed_id, kind="brief", before=before, limit=_PAGE):
            for item in page:
                changed += _rebrief(store, worker, item, clock())
                seen += 1
                step(seen)
            before = Cursor(published=page[-1].published, id=page[-1].id)
    return Rebriefed(seen=seen, changed=changed)


def _rebrief(store: Store, worker: Worker, item: Item, now: datetime) -> bool:
    article = store.articles.get(item.id)
    feed = store.feeds.get(item.feed_id)
    if article is None or feed is None:
        return False
    article = _with_rights(article, feed.rights)
    decision = decide(article, Entry(title=item.headline, url=item.url), feed.rights)
    if decision.kind != "brief":
        let_go(store, item, now)
        return store.items.publish(_as_link(item, decision.reason), None, now) != item
    try:
        made: Brief | Refusal = worker.run(reading.write_brief, article, now).made
    except TaskFailed:
        return False
    if isinstance(made, Refusal):
        return False  # what is published stands
    anew = replace(
        item,
        headline=made.headline,
        slug=slug(made.headline),
        article_revision=article.revision,
        brief_revision=made.revision,
        excerpt=made.summary[0].claims[0].text,
        word_count=made.word_count,
        tone=made.tone.label if made.tone.rated else None,
        tone_score=made.tone.score if made.tone.rated else None,
        is_indexable=is_indexable(article, feed.rights),
    )
    return store.items.publish(anew, made, now) != item


def _as_link(item: Item, reason: str) -> Item:
    return replace(
        item,
        kind="link",
        reason=reason,
        article_revision=None,
        brief_revision=None,
        excerpt="",
        word_count=0,
        tone=None,
        tone_score=None,
        is_indexable=False,
    )


def _with_rights(article: Article, mode: RightsMode) -> Article:
    """The article under the rights recorded for its feed now; a licence that its page names stays."""
    told = reading.recorded(mode)
    if told is None and article.rights.mode in ("own", "licensed", "excerpt"):
        told = Rights(mode="link", reason="No licence is recorded for this source any more.")
    if told is None:
        return article
    return replace(article, rights=replace(told, reservations=article.rights.reservations))
