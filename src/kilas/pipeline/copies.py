"""Search for near-identical copies of an article while it is published.

The article signed first stays listed; the others are folded under it, as `core.publishing` decides. Two
workers may process copies of one report at the same time. So an article is compared twice: before it is
published, so that a copy never appears by itself, and afterwards, when at least one of the two finds the
other.
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
MOST_COMPARED = 20  # candidates, the nearest by signature


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySearch:
    """Search for the copies of one article; compares each candidate once."""

    store: Store
    pool: Runner
    clock: Callable[[], datetime]
    article: Article
    bands: tuple[int, ...]
    _compared: set[str] = field(default_factory=set)

    def first(self, facts: Facts) -> Copies:
        """Signs the article, then searches the articles signed before it and those already folded with its item."""
        self.store.signatures.save(self.article.id, self.bands, self.clock())
        earlier, _ = self._order()
        return Copies(
            earlier=self._alike(earlier),
            # the item it was folded under may be too old to be among the candidates
            is_still_copy=facts.under is not None and bool(self._among([facts.under])),
            below=frozenset(self._among(facts.below) if facts.is_rewritten else facts.below),
        )

    def again(self) -> Copies:
        """After publication: searches the articles published or signed in the meantime."""
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
        place = order.index(mine) if mine in order else len(order)  # a text without words has no signature
        return list(order[:place]), list(order[place + 1 :])

    def _alike(self, ids: Collection[str]) -> tuple[Copy, ...]:
        """The published briefs among `ids` that are copies, in order."""
        items = {item.id: item for item in self._briefs(one for one in ids if one not in self._compared)}
        self._compared.update(items)
        return tuple(Copy(id=one, under=items[one].folded_under) for one in self._among(items))

    def _briefs(self, ids: Iterable[str]) -> list[Item]:
        found = (self.store.items.get(one) for one in ids)
        return [item for item in found if item is not None and item.kind == "brief"]

    def _among(self, ids: Collection[str]) -> tuple[str, ...]:
        """Ids of the articles whose texts are near-identical to the article's."""
        others = [other for one in ids if (other := self.store.articles.get(one)) is not None]
        return self.pool.run(tasks.copies_among, self.article, tuple(others)) if others else ()
