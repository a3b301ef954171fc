"""Near-identical copies: what is known of them when an article is published.

The first that was signed stands, and the others are folded under it: `core.publishing` decides so. Two workers may have
copies of one report in hand at once, so an article looks for others twice: before it is published, so that a copy is
never seen by itself, and afterwards, when one of the two at least sees the other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kilas.core.article import Article
from kilas.core.publishing import Copies, Copy, Facts
from kilas.pipeline import tasks
from kilas.pipeline.pool import Runner
from kilas.store import Store
from kilas.store.records import Item

WITHIN = timedelta(days=7)
MOST_COMPARED = 20  # the nearest by their signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySearch:
    """Looks for the copies of one article, while it is published; each is compared once."""

    store: Store
    pool: Runner
    clock: Callable[[], datetime]
    article: Article
    bands: tuple[int, ...]
    _compared: set[str] = field(default_factory=set)

    def first(self, facts: Facts) -> Copies:
        """Sign the article, then look among those signed before it and those its item has to do with."""
        self.store.signatures.save(self.article.id, self.bands, self.clock())
        earlier, _ = self._order()
        return Copies(
            earlier=self._alike(earlier),
            # what it was folded under may be older than those looked among
            is_still_copy=facts.under is not None and bool(self._among([facts.under])),
            below=frozenset(self._among(facts.below) if facts.is_rewritten else facts.below),
        )

    def again(self) -> Copies:
        """Once the article is published: those that were published or signed meanwhile."""
        earlier, later = self._order()
        alike = self._alike([*earlier, *later])
        return Copies(
            earlier=tuple(copy for copy in alike if copy.id in earlier),
            later=tuple(copy for copy in alike if copy.id in later),
        )

    def _order(self) -> tuple[list[str], list[str]]:
        """The candidates signed before the article, and those signed after it."""
        mine, since = self.article.id, self.clock() - WITHIN
        order = self.store.signatures.candidates(mine, self.bands, since, MOST_COMPARED)
        place = order.index(mine) if mine in order else len(order)  # a text of no words has no signature
        return list(order[:place]), list(order[place + 1 :])

    def _alike(self, ids: Collection[str]) -> tuple[Copy, ...]:
        """The published briefs among `ids` that are copies, in their order."""
        items = {item.id: item for item in self._briefs(one for one in ids if one not in self._compared)}
        self._compared.update(items)
        return tuple(Copy(id=one, under=items[one].folded_under) for one in self._among(items))

    def _briefs(self, ids: Iterable[str]) -> list[Item]:
        found = (self.store.items.get(one) for one in ids)
        return [item for item in found if item is not None and item.kind == "brief"]

    def _among(self, ids: Collection[str]) -> tuple[str, ...]:
        """The ids of those whose texts are near-identical to the article's."""
        others = [other for one in ids if (other := self.store.articles.get(one)) is not None]
        return self.pool.run(tasks.copies_among, self.article, tuple(others)) if others else ()
