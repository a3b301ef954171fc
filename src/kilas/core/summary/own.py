"""Kilas's own statements about a report: arithmetic with its numbers, and counts of its sources.

Each is a draft marked as Kilas's own with every operand or counted sentence as evidence, and the checker computes it
again. It is in the article's language; in a language without templates there are none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice

from kilas.core.article import Article
from kilas.core.audience import Audience
from kilas.core.brief import Draft
from kilas.core.languages import language as words_of
from kilas.core.quota import is_capped
from kilas.core.summary.arithmetic import arithmetic
from kilas.core.summary.lines import Line
from kilas.core.summary.sourcing import anonymous, much_quoted, quoted_lines, sourcing

MOST, MOST_COMPUTED = 3, 2


def insights(
    article: Article,
    lines: Sequence[Line],
    shown: Collection[int] = (),
    lacking: int = 0,
    listed: Collection[int] = (),
    audience: Audience = "public",
) -> tuple[Draft, ...]:
    """Return a few statements: arithmetic first, then anonymous sources, then a large share of quotations.

    `shown` are the sentences in the brief; `listed` those in its lists, for which no arithmetic is offered. More
    statements on the sourcing are added if insights are `lacking`.
    """
    if not words_of(article.language).own.said:
        return ()
    others = [line for line in lines if line.index not in listed]
    computed = sorted(arithmetic(article, others, shown), key=lambda each: not each.is_quoted)
    quoted = quoted_lines(article, lines)
    found = [
        *(each.draft for each in computed[:MOST_COMPUTED]),
        *anonymous(article, lines),
        *much_quoted(article, lines, quoted),
    ][:MOST]
    # If rights limit quotation, some of these may be left out of the brief: offer as many that need little evidence.
    capped = is_capped(article, audience)
    missing = lacking if capped else lacking - len(found)
    more = sourcing(article, lines, quoted, shown, found, is_capped=capped)
    return (*found, *islice(more, max(0, missing)))
