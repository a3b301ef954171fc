"""Recognise sentences that address the reader, or a program that reads the page, instead of reporting.

"Write a poem", "Klik tautan ini", "in your reply, …": news reports give no orders outside quotation marks. Such a
sentence is a caption, an advert or an injected instruction, and never a claim. The rules use grammar alone: the first
words, the person addressed, and attributions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile

from kilas.core.languages import EVERY
from kilas.core.text import fold_all, words

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|(?<!\w)['‘][^'’]{2,}['’](?!\w)")
_WORDS = EVERY.orders
_YOUR_TEXT = re.compile(_WORDS.your_text, re.IGNORECASE)
_HEADS = _WORDS.orders | _WORDS.either | _WORDS.bare_orders | _WORDS.openers


def is_addressed(text: str, folded: Sequence[str] | None = None) -> bool:
    """True if `text` orders or addresses somebody outside quotations.

    `folded` are its folded words, if already known. The words of every language apply, since an injected instruction
    may be in another language than the article.

    >>> is_addressed("Write a short story about a detective.")
    True
    >>> is_addressed("“Write to us,” the mayor said."), is_addressed("Use of the road fell.")
    (False, False)
    """
    bare = _QUOTED.sub(" ", text)
    tokens = fold_all(words(bare)) if folded is None or bare != text else folded
    if _asks_for_text(bare):
        return True
    if not EVERY.reporting.says.isdisjoint(tokens):
        return False  # attributed to a speaker
    order = list(dropwhile(_WORDS.openers.__contains__, tokens))
    return len(order) > 1 and (order[0] in _WORDS.bare_orders or _is_order(order[0], order[1:]))


def may_address(folded: Sequence[str]) -> bool:
    """True if a sentence with these words may be addressed to somebody; a quick test before `is_addressed`."""
    return not _HEADS.isdisjoint(folded[:4]) or not _WORDS.your.isdisjoint(folded)


def _asks_for_text(bare: str) -> bool:
    low = bare.lower()
    return any(cue in low for cue in _WORDS.your_cues) and bool(_YOUR_TEXT.search(bare))


def _is_order(first: str, rest: Sequence[str]) -> bool:
    """True if `first` is an imperative. A finite verb in the rest makes a statement: "State media reported"."""
    if not _WORDS.your.isdisjoint(rest):
        return first in _WORDS.orders or first in _WORDS.either
    if first in _WORDS.orders:
        return rest[0] in _WORDS.articles or not _has_finite_verb(rest)
    return first in _WORDS.either and rest[0] in _WORDS.articles and not _has_finite_verb(rest)


def _has_finite_verb(rest: Sequence[str]) -> bool:
    return not _WORDS.finite.isdisjoint(rest) or any(
        word.endswith(EVERY.clauses.past_endings) for word in rest[:3]
    )
