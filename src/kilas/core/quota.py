"""How much of its sources a brief may show, and how long its summary may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kilas.core.article import Article
from kilas.core.brief import Claim
from kilas.core.text import count_words

CAP_WORDS, CAP_SHARE = 200, 0.30  # of a link-mode article, over all sections (architecture, decision 11)
STORY_WORDS = 400  # of all link-mode articles of one brief together
SUMMARY_SHARE_OF_CAP = 0.5  # the rest is for takeaways, watch next and insights
SUMMARY_SHARE_OF_ARTICLE = 0.5  # a summary longer than half of its article is no summary


def quotable_words(article: Article, total: int) -> int | None:
    """Words of `article`, which has `total`, that a published brief may show; None where rights set no bound."""
    return min(CAP_WORDS, int(CAP_SHARE * total)) if article.rights.is_capped else None


def summary_words(asked: int, total: int, cap: int | None) -> int:
    """Words for the summary of an article of `total` words when `asked` are wanted: fewer where it is short or may be
    quoted little."""
    budget = min(asked, int(SUMMARY_SHARE_OF_ARTICLE * total / 0.9)) if total < 2 * asked else asked
    if cap is not None:
        budget = min(budget, int(SUMMARY_SHARE_OF_CAP * cap))
    return max(1, budget)


@dataclass(frozen=True, slots=True)
class Quota:
    """What may still be quoted of the sources of one brief. A sentence quoted twice counts once."""

    left: Mapping[tuple[str, str], int]  # words by article and revision, for those that are bounded
    left_in_all: int
    shown: frozenset[tuple[str, str, int]] = field(default=frozenset())

    @classmethod
    def of(cls, sources: Iterable[Article]) -> Quota:
        caps = {
            (article.id, article.revision): cap
            for article in sources
            if article.rights.is_capped
            and (cap := quotable_words(article, count_words(article.text))) is not None
        }
        return cls(caps, STORY_WORDS)

    @property
    def is_bounded(self) -> bool:
        return bool(self.left)

    def after(self, claim: Claim) -> Quota | None:
        """What is left when `claim` is shown with its evidence; None when that is too much."""
        if not self.left:
            return self
        left, in_all, shown = dict(self.left), self.left_in_all, set(self.shown)
        for key, start, words in self._new(claim):
            left[key] -= words
            in_all -= words
            shown.add((*key, start))
            if left[key] < 0 or in_all < 0:
                return None
        return Quota(left, in_all, frozenset(shown))

    def _new(self, claim: Claim) -> Iterator[tuple[tuple[str, str], int, int]]:
        """The spans of bounded articles that `claim` would show first: whose, where, how many words."""
        seen = set(self.shown)
        for span in claim.evidence:
            key = (span.article_id, span.revision)
            if key in self.left and (*key, span.start) not in seen:
                seen.add((*key, span.start))
                yield key, span.start, count_words(span.quote)
