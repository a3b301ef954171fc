"""Citation numbers of the sentences in a brief's sources."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
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
        """Numbers of the sentences that `evidence` touches, in order; none for evidence from another text."""
        return tuple(sorted({n for span in evidence for n in self._touched(span)}))

    def quote(self, number: int) -> str:
        """The text of sentence `number`, as it stands in its source."""
        place = self.place(number)
        return self.sources[place].quote(number - 1 - self.offsets[place])

    def place(self, number: int) -> int:
        """The place among the sources of the one that has sentence `number`."""
        return bisect_right(self.offsets, number - 1) - 1

    def own(self, place: int) -> range:
        """Sentence numbers of source `place`."""
        return range(self.offsets[place] + 1, self.offsets[place + 1] + 1)

    def _touched(self, span: Evidence) -> Iterator[int]:
        for article, before in zip(self.sources, self.offsets, strict=False):
            if (span.article_id, span.revision) == (article.id, article.revision):
                yield from (before + n for n in _touched(article, span))
                return


def _touched(article: Article, span: Evidence) -> Iterator[int]:
    """Numbers, from 1, of the sentences of `article` that `span` touches."""
    end = span.start + len(span.quote)
    first = max(bisect_right(article.sentences, span.start, key=_START) - 1, 0)
    for number, sentence in enumerate(article.sentences[first:], start=first + 1):
        if sentence.start >= end:
            return
        if sentence.end > span.start:
            yield number
