"""Near-identical copies: which of them stands, and what becomes of the others as they come and change.

The first that was signed stands, and the others are folded under it. Two workers may have copies of one report in hand
at once, so an article looks for others twice: before it is published, so that a copy is never seen by itself, and
afterwards, when one of the two at least sees the other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kilas.core.article import Article
from kilas.pipeline import reading
from kilas.pipeline.pool import Pool
from kilas.store import Store
from kilas.store.records import Item

WITHIN = timedelta(days=7)
MOST_COMPARED = 20  # the nearest by their signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """The copies of one article, while it is published."""

    store: Store
    pool: Pool
    clock: Callable[[], datetime]
    article: Article
    bands: tuple[int, ...]
    _compared: set[str] = field(default_factory=set)

    def head(self, before: Item | None) -> str | None:
        """The id of what the article is a copy of; None when it stands by itself. `before`: its item, as it stood."""
        self.store.near.save(self.article.id, self.bands, self.clock())
        earlier, _ = self._order()
        found = self._head_among(self._alike(earlier))
        under = before.folded_under if before else None
        if (
            found is None and under is not None
        ):  # the one it was folded under may be older than those looked among
            other = self.store.articles.get(under)
            return under if other is not None and self._among([other]) else None
        return found

    def take_in(self) -> None:
        """Once the article is published and stands by itself: fold it, or others, as they were published meanwhile."""
        earlier, later = self._order()
        alike = self._alike([*earlier, *later])
        if head := self._head_among({one: item for one, item in alike.items() if one in earlier}):
            self.store.items.fold(self.article.id, head, self.clock())
        for one, item in alike.items():
            if one in later and item.folded_under is None:
                self.store.items.fold(one, self.article.id, self.clock())

    def let_go(self, before: Item) -> None:
        """Let those stand by themselves that are folded under `before`, the article's item, and no copies of it any more."""
        let_go(self.store, before, self.clock(), still=self._among)

    def _order(self) -> tuple[list[str], list[str]]:
        """The candidates signed before the article, and those signed after it."""
        mine, since = self.article.id, self.clock() - WITHIN
        order = self.store.near.candidates(mine, self.bands, since, MOST_COMPARED)
        place = order.index(mine) if mine in order else len(order)  # a text of no words has no signature
        return list(order[:place]), list(order[place + 1 :])

    def _alike(self, ids: Collection[str]) -> dict[str, Item]:
        """The published briefs among `ids` that are copies, in their order; each is compared once."""
        new = (one for one in ids if one not in self._compared)
        items = {one: item for one in new if (item := self.store.items.get(one)) and item.kind == "brief"}
        self._compared.update(items)
        others = [other for one in items if (other := self.store.articles.get(one)) is not None]
        return {one: items[one] for one in self._among(others)}

    def _among(self, others: Collection[Article]) -> tuple[str, ...]:
        return self.pool.run(reading.copies_among, self.article, tuple(others)) if others else ()

    def _head_among(self, alike: dict[str, Item]) -> str | None:
        for one, item in alike.items():
            return item.folded_under if item.folded_under not in (None, self.article.id) else one
        return None


def let_go(
    store: Store,
    head: Item,
    now: datetime,
    *,
    still: Callable[[Collection[Article]], Collection[str]] = lambda _: (),
) -> None:
    """Let the copies of `head` stand by themselves, but for those whose ids `still` gives back."""
    copies = store.items.copies_of(head.id)
    articles = [article for copy in copies if (article := store.articles.get(copy.id)) is not None]
    kept = still(articles)
    store.items.part([copy.id for copy in copies if copy.id not in kept], now)
