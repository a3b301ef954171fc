"""Selection of the sentences that a model is shown."""

from __future__ import annotations

from collections.abc import Sequence

from kilas.core.article import Article
from kilas.core.summary.lines import Line, read_lines
from kilas.core.summary.ranker import rank
from kilas.core.summary.unfit import barred

WHOLE_WORDS = 1_200  # articles below are shown whole
SHARE = 0.45  # of the words of a longer one; with the sentences' ids it stays below half of the page's tokens
_OPENING = 3  # sentences of the opening, always shown
_NUMBER_BONUS = 1.0  # of the scores' spread: figures are what a summary must get right


def shown_sentences(article: Article) -> tuple[int, ...]:
    """Indices of the sentences that a model may read, in order.

    Left out are planted orders and furniture, and of an article of 1,200 words or more those that matter least: the
    opening and sentences with numbers go first, then the best ranked.
    """
    lines = [line for line in read_lines(article) if not barred(line)]
    total = sum(len(line.words) for line in lines)
    if total < WHOLE_WORDS:
        return tuple(line.index for line in lines)
    return _cut(article, lines, round(SHARE * total))


def _cut(article: Article, lines: Sequence[Line], room: int) -> tuple[int, ...]:
    scores = rank(
        [line.text for line in lines], article.title, article.language, room, [line.printed for line in lines]
    )
    spread = (max(scores) - min(scores)) or 1.0
    worth = {
        line.index: score + _NUMBER_BONUS * spread * line.has_number
        for line, score in zip(lines, scores, strict=True)
    }
    words = {line.index: len(line.words) for line in lines}
    opening = [line.index for line in lines[:_OPENING]]
    rest = sorted(worth.keys() - set(opening), key=lambda i: (-worth[i], i))
    kept: list[int] = []
    for index in (*opening, *rest):
        if words[index] <= room:
            kept.append(index)
            room -= words[index]
    return tuple(sorted(kept))
