"""Rewrites briefs from the stored articles: after an upgrade of the engine, or a change of rights or audience."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from kilas.core.article import Article, Refusal, Rights, RightsMode
from kilas.core.audience import Audience, is_for_owner_alone
from kilas.core.brief import Brief
from kilas.core.entry import Entry
from kilas.core.publishing import Facts, decide, plan, private_brief
from kilas.llm.config import Models
from kilas.pipeline import tasks
from kilas.pipeline.intents import carry_out, feed_facts
from kilas.pipeline.materials import recorded
from kilas.pipeline.model_writing import Desk, ask_models, write_brief
from kilas.pipeline.pool import Runner
from kilas.pipeline.worker import TaskFailed, Worker
from kilas.store import Store
from kilas.store.records import Cursor, Feed, Item

_PAGE = 100
ADAPTED_AT_ONCE = 20  # items in one batch
LEASE_S = 600.0  # for a batch: a model may take half a minute for each
_HELD_BACK = ("reserved", "too_short", "unquotable", "unverified")  # reasons of links whose article was read


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
        for item in (*store.items.at_odds(feed_id), *store.items.private_links(feed_id)):
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
        is_private = store.audiences.now() == "private" and is_for_owner_alone(got)
        private = (
            _made(got, worker, now, feed, desk, "private", is_recorded=made is None) if is_private else None
        )
    except TaskFailed:
        return False
    below = tuple(copy.id for copy in store.items.copies_of(item.id))
    # A brief without a brief shows none, so a link may take its place.
    shown = item if item.brief_revision else replace(item, kind="link")
    facts = Facts(
        turn=None,
        entry=entry,
        feed=feed_facts(feed),
        got=got,
        made=made,
        shown=shown,
        below=below,
        private=private if isinstance(private, Brief) else None,
    )
    stands = carry_out(store, plan(facts, now), now).published.get(item.id, item)
    return isinstance(stands, Item) and stands != item


def adapt_batch(
    store: Store, pool: Runner, clock: Callable[[], datetime], models: Models | None = None
) -> int | None:
    """Adapts the next items to the audience that the store has now; returns their number, None if none are due.

    For the owner alone, adds whole briefs; for the public, deletes them: what the public may see stands beside them.
    Language models are asked, within their budget, for items whose brief one wrote.
    """
    claim = store.audiences.claim(clock(), LEASE_S)
    if claim is None:
        return None
    found = store.items.numbered(claim.number, ADAPTED_AT_ONCE)
    if claim.audience == "public":
        store.items.drop_private([one.item.id for one in found if one.is_private], clock())
    else:
        desk = Desk(models=models, state=store.models, pool=pool, clock=clock) if models else None
        for one in found:
            if not one.is_private:
                _add_private(store, pool, one.item, clock(), desk)
    store.audiences.adapted(claim, found[-1].number if len(found) == ADAPTED_AT_ONCE else None)
    return len(found)


def _add_private(store: Store, pool: Runner, item: Item, now: datetime, desk: Desk | None) -> None:
    """Adds a whole brief for the owner beside what the public sees of `item`, if that is less."""
    article, feed = store.articles.get(item.id), store.feeds.get(item.feed_id)
    is_read = item.kind == "brief" or item.reason in _HELD_BACK
    if article is None or feed is None or not is_read:
        return
    got = _with_rights(article, feed.rights)
    if not is_for_owner_alone(got):
        return
    # An item that models may not read has the routes that were skipped in its attempts.
    asks = item.model is not None or (item.kind == "link" and desk is not None)
    try:
        is_first = item.kind == "link"
        made = _made(got, pool, now, feed, desk if asks else None, "private", is_recorded=is_first)
    except TaskFailed:
        return
    private = private_brief(made if isinstance(made, Brief) else None, item, feed_facts(feed), now)
    if private is not None:
        store.items.add_private(item.id, private, now)


def _made(
    article: Article,
    pool: Runner,
    now: datetime,
    feed: Feed,
    desk: Desk | None,
    audience: Audience = "public",
    *,
    is_recorded: bool = True,  # False for a brief beside one that counts already
) -> Brief | Refusal:
    if desk is None:
        return pool.run(tasks.write_brief, article, now, audience).made
    asking = replace(desk, only=feed.route or "")
    replies = ask_models(article, asking, audience)
    return write_brief(article, asking, replies, audience=audience, is_recorded=is_recorded).made


def _with_rights(article: Article, mode: RightsMode) -> Article:
    """The article with the rights now recorded for its feed; a licence that its page names stays."""
    told = recorded(mode)
    if told is None and article.rights.mode in ("own", "licensed", "excerpt"):
        told = Rights(mode="link", reason="No licence is recorded for this source any more.")
    if told is None:
        return article
    return replace(article, rights=replace(told, reservations=article.rights.reservations))
