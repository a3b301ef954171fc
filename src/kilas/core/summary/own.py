"""Kilas's own calculations with the numbers of a report.

Each is a draft marked as Kilas's own with every operand as evidence, and the checker computes it again. It is in the
article's language; in a language without templates there are none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kilas.core.article import Article
from kilas.core.brief import Draft
from kilas.core.languages import language as words_of
from kilas.core.summary.arithmetic import arithmetic
from kilas.core.summary.lines import Line

MOST = 2


def computed(
    article: Article, lines: Sequence[Line], shown: Collection[int] = (), listed: Collection[int] = ()
) -> tuple[Draft, ...]:
    """Return up to two calculations, those that quote the report first.

    `shown` are the sentences in the brief; `listed` those in its lists, for which none is offered.
    """
    if not words_of(article.language).own.said:
        return ()
    others = [line for line in lines if line.index not in listed]
    found = sorted(arithmetic(article, others, shown), key=lambda each: not each.is_quoted)
    return tuple(each.draft for each in found[:MOST])
