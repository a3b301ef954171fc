"""Rewrites briefs from the stored articles: after an upgrade of the engine, or a change of rights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from kilas.core.article import Article, Refusal, Rights, RightsMode
from kilas.core.brief import Brief
from kilas.core.entry import Entry
from kilas.core.publishing import Facts, decide, plan
from kilas.llm.config import Models
from kilas.pipeline import tasks
from kilas.pipeline.intents import carry_out, feed_facts
from kilas.pipeline.materials import recorded
from kilas.pipeline.model_writing import Desk, ask_models, write_brief
from kilas.pipeline.worker import TaskFailed, Worker
from kilas.store import Store
from kilas.store.records import Cursor, Feed, Item

_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebriefed:
    """Counts of a run."""

    seen: int
    changed: int


def rebrief_all(
    store: Store,
    feed_id: str | None,
    clock: Callable[[], datetime],
    step: Callable[[int], None],
    models: Models | None = None,
) -> Rebriefed:
    """Rewrites the briefs of one feed or of all; may run beside a service.

    Also settles items that are briefs without a brief, or links with one, as their text allows.

    With `models`, language models write them: a question that was answered before costs nothing, others count against
    the budget.
    """
    seen = changed = 0
    before: Cursor | None = None
    with Worker(imports=tasks.IMPORTS) as worker:
        desk = Desk(models=models, state=store.models, pool=worker, clock=clock) if models else None
        while page := store.items.list(feed_id=feed_id, kind="brief", before=before, limit=_PAGE):
            for item in page:
                changed += _rebrief(store, worker, item, clock(), desk)
                seen += 1
                step(seen)
            before = Cursor(published=page[-1].published, id=page[-1].id)
        for item in store.items.at_odds(feed_id):
            changed += _rebrief(store, worker, item, clock(), desk)
    return Rebriefed(seen=seen, changed=changed)


def _rebrief(store: Store, worker: Worker, item: Item, now: datetime, desk: Desk | None) -> bool:
    """Rewrites the brief of `item`; keeps it if the feed, the text or a new brief is missing. True if the item changed."""
    article = store.articles.get(item.id)
    feed = store.feeds.get(item.feed_id)
    if article is None or feed is None:
        return False
    got = _with_rights(article, feed.rights)
    entry = Entry(title=item.headline, url=item.url, published=item.article_published)
    try:
        is_for_briefing = decide(got, entry, feed.rights).kind == "brief"
        made = _made(got, worker, now, feed, desk) if is_for_briefing else None
    except TaskFailed:
        return False
    below = tuple(copy.id for copy in store.items.copies_of(item.id))
    # A brief without a brief shows none, so a link may take its place.
    shown = item if item.brief_revision else replace(item, kind="link")
    facts = Facts(turn=None, entry=entry, feed=feed_facts(feed), got=got, made=made, shown=shown, below=below)
    stands = carry_out(store, plan(facts, now), now).published.get(item.id, item)
    return isinstance(stands, Item) and stands != item


def _made(article: Article, worker: Worker, now: datetime, feed: Feed, desk: Desk | None) -> Brief | Refusal:
    if desk is None:
        return worker.run(tasks.write_brief, article, now).made
    asking = replace(desk, only=feed.route or "")
    return write_brief(article, asking, ask_models(article, asking)).made


def _with_rights(article: Article, mode: RightsMode) -> Article:
    """The article with the rights now recorded for its feed; a licence that its page names stays."""
    told = recorded(mode)
    if told is None and article.rights.mode in ("own", "licensed", "excerpt"):
        told = Rights(mode="link", reason="No licence is recorded for this source any more.")
    if told is None:
        return article
    return replace(article, rights=replace(told, reservations=article.rights.reservations))
