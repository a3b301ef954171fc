"""Carries out the intents planned by `core.publishing`: writes them to the store in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kilas.core.publishing import FeedFacts, Fold, Intent, Keep, Link, Part, Publish, Settle, withheld
from kilas.store import Store
from kilas.store.records import Feed, Item, Withheld

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Result of carrying out intents."""

    published: Mapping[str, Item | Withheld] = field(default_factory=dict)  # by item id
    settled: tuple[Settle, ...] = ()  # as recorded in the store


def carry_out(store: Store, intents: Sequence[Intent], now: datetime) -> Done:
    """Carries out intents in order, in one transaction; on a store fault, none takes effect.

    Repeating them changes nothing. An item taken down or purged meanwhile is withheld, and its entry says
    so.
    """
    if not intents:
        return Done()
    done = store.together(lambda joined: _carried_out(joined, intents, now))
    for one in done.settled:
        told = {"entry": one.turn.entry_id, "state": one.state, "reason": one.reason}
        _log.info("entry settled", extra={**told, "article": one.article_id})
    return done


def feed_facts(feed: Feed) -> FeedFacts:
    """The facts about `feed` that its lines need."""
    return FeedFacts(id=feed.id, title=feed.title, language=feed.language, rights=feed.rights)


def _fold(store: Store, intent: Fold, now: datetime) -> None:
    if intent.under is None:
        store.items.unfold(intent.item_id, now)
    else:
        store.items.fold(intent.item_id, intent.under, now)


def _carried_out(store: Store, intents: Sequence[Intent], now: datetime) -> Done:
    published: dict[str, Item | Withheld] = {}
    settled: list[Settle] = []
    for one in intents:
        match one:
            case Publish():
                published[one.line.id] = store.items.publish(one.line, one.brief, now, one.private)
            case Link():
                published[one.line.id] = store.items.publish(one.line, None, now, one.private)
            case Fold():
                _fold(store, one, now)
            case Part():
                store.items.part(one.item_ids, now)
            case Settle():
                settled.append(_settle(store, one, published, now))
            case Keep():
                pass
    return Done(published=published, settled=tuple(settled))


def _settle(store: Store, settle: Settle, published: Mapping[str, Item | Withheld], now: datetime) -> Settle:
    stands = published.get(settle.article_id or "") if settle.is_of_publication else None
    told = withheld(settle, stands.reason) if isinstance(stands, Withheld) else settle
    store.entries.settle(
        told.turn.entry_id,
        told.state,
        reason=told.reason,
        detail=told.detail,
        article_id=told.article_id,
        changed=told.turn.changed,
        now=now,
    )
    return told
