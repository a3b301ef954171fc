"""Citation numbers of the sentences in a brief's sources."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from kilas.core.article import Article
from kilas.core.brief import Evidence

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Numbering:
    """Sentence numbers from 1 through all sources: the second source continues where the first ends."""

    sources: tuple[Article, ...]
    offsets: tuple[int, ...]  # number of sentences before each source; the last entry is the total

    @classmethod
    def of(cls, sources: Sequence[Article]) -> Numbering:
        return cls(tuple(sources), (0, *accumulate(len(article.sentences) for article in sources)))

    @property
    def count(self) -> int:
        """Number of sentences in all sources."""
        return self.offsets[-1]

    def numbers(self, *evidence: Evidence) -> tuple[int, ...]:
        """Numbers of the sentences that overlap `evidence`, in order; none for evidence from another text."""
        if len(evidence) == 1:  # as most claims: a range, in order without repeats
            return tuple(self._touched(evidence[0]))
        return tuple(sorted({n for span in evidence for n in self._touched(span)}))

    def quote(self, number: int) -> str:
        """Text of sentence `number`, verbatim."""
        place = self.place(number)
        return self.sources[place].quote(number - 1 - self.offsets[place])

    def place(self, number: int) -> int:
        """Index of the source that contains sentence `number`."""
        return bisect_right(self.offsets, number - 1) - 1

    def own(self, place: int) -> range:
        """Sentence numbers of the source with the index `place`."""
        return range(self.offsets[place] + 1, self.offsets[place + 1] + 1)

    def _touched(self, span: Evidence) -> Iterable[int]:
        for article, before in zip(self.sources, self.offsets, strict=False):
            if (span.article_id, span.revision) == (article.id, article.revision):
                return _touched(article, before, span)
        return ()


def _touched(article: Article, before: int, span: Evidence) -> range:
    """Numbers of the sentences of `article` that overlap `span`; the first sentence has the number `before` + 1."""
    sentences = article.sentences
    first = max(bisect_right(sentences, span.start, key=_START) - 1, 0)
    if sentences and sentences[first].end <= span.start:
        first += 1
    return range(
        before + first + 1, before + bisect_left(sentences, span.start + len(span.quote), key=_START) + 1
    )
