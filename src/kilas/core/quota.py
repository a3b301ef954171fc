"""Limits on quotation: words of its sources a brief may show, and the length of its summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kilas.core.article import Article
from kilas.core.audience import Audience
from kilas.core.brief import Evidence
from kilas.core.numbering import Numbering
from kilas.core.text import count_words

CAP_WORDS, CAP_SHARE = 200, 0.30  # of a link-mode article, in all sections (architecture, decision 11)
STORY_WORDS = 400  # of all link-mode articles of one brief
SUMMARY_SHARE_OF_CAP = 0.8  # the news first; the rest is for takeaways, watch next and insights
SUMMARY_SHARE_OF_ARTICLE = 0.5  # a summary longer than half of its article is not a summary


def is_capped(article: Article, audience: Audience) -> bool:
    """True if a brief for `audience` may reproduce only a part of the text."""
    return audience == "public" and article.rights.is_capped


def quotable_words(article: Article, total: int, audience: Audience = "public") -> int | None:
    """Words of `article` (of `total`) that a brief for `audience` may show; None if there is no limit."""
    return min(CAP_WORDS, int(CAP_SHARE * total)) if is_capped(article, audience) else None


def summary_words(asked: int, total: int, cap: int | None) -> int:
    """Words for the summary: `asked`, or fewer if the article's `total` is small or `cap` limits quotation."""
    budget = min(asked, int(SUMMARY_SHARE_OF_ARTICLE * total / 0.9)) if total < 2 * asked else asked
    if cap is not None:
        budget = min(budget, int(SUMMARY_SHARE_OF_CAP * cap))
    return max(1, budget)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """Words that may still be quoted of the sources of one brief. A cited part of a sentence counts as all of it."""

    numbering: Numbering
    left: Mapping[int, int]  # by the place of each source with a limit
    left_in_all: int
    shown: frozenset[int] = field(default=frozenset())  # numbers of the sentences of all sources

    @classmethod
    def of(cls, sources: Sequence[Article], audience: Audience = "public") -> Quota:
        caps = {
            place: cap
            for place, article in enumerate(sources)
            if is_capped(article, audience)
            and (cap := quotable_words(article, count_words(article.text), audience)) is not None
        }
        return cls(numbering=Numbering.of(sources), left=caps, left_in_all=STORY_WORDS)

    @property
    def is_bounded(self) -> bool:
        return bool(self.left)

    def after(self, evidence: Iterable[Evidence]) -> Quota | None:
        """Return the quota left when the sentences of `evidence` are shown; None if that exceeds it."""
        if not self.left:
            return self
        numbers = frozenset(self.numbering.numbers(*evidence))
        left, in_all = dict(self.left), self.left_in_all
        for number in numbers - self.shown:
            place = self.numbering.place(number)
            if place in left:
                words = count_words(self.numbering.quote(number))
                left[place] -= words
                in_all -= words
        if in_all < 0 or any(words < 0 for words in left.values()):
            return None
        return replace(self, left=left, left_in_all=in_all, shown=self.shown | numbers)

    def allows(self, evidence: Iterable[Evidence]) -> bool:
        """True if `evidence` shows no further sentence of a source with a limit."""
        numbers = frozenset(self.numbering.numbers(*evidence))
        return all(self.numbering.place(number) not in self.left for number in numbers - self.shown)
