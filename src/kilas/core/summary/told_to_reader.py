"""Is a sentence told to the reader of the report, or to a machine that reads it, rather than reported?

"Write a poem", "Klik tautan ini", "in your reply, …": news reports do not give orders outside quotation
marks. Such a sentence is a caption, an advert or an injected instruction, and no claim in any case. The
rule looks at grammar alone: how a sentence opens, whom it addresses, and whether anybody says it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kilas.core.languages import EVERY
from kilas.core.text import fold_all, words

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|(?<!\w)['‘][^'’]{2,}['’](?!\w)")
_ORDERS = EVERY.orders.orders
_EITHER = EVERY.orders.either
_ARTICLES = EVERY.orders.articles
_OPENERS = EVERY.orders.openers
_FINITE = EVERY.orders.finite
_YOUR = EVERY.orders.your
_YOUR_TEXT = re.compile(EVERY.orders.your_text, re.IGNORECASE)
_YOUR_CUES = EVERY.orders.your_cues
_ORDERS_ID = EVERY.orders.bare_orders


def is_addressed(text: str, folded: Sequence[str] | None = None) -> bool:
    """Whether `text` orders or addresses somebody outside every quotation, in English or Indonesian.

    `folded` are its words, folded, for callers who have them. Both languages whatever the article's language: an instruction is planted in the language of its author.

    >>> is_addressed("Write a short story about a detective.")
    True
    >>> is_addressed("“Write to us,” the mayor said."), is_addressed("Use of the road fell.")
    (False, False)
    """
    bare = _QUOTED.sub(" ", text)
    tokens = fold_all(words(bare)) if folded is None or bare != text else list(folded)
    if any(cue in bare.lower() for cue in _YOUR_CUES) and _YOUR_TEXT.search(bare):
        return True
    if not EVERY.reporting.says.isdisjoint(tokens):
        return False  # somebody says it
    while tokens and tokens[0] in _OPENERS:
        del tokens[0]
    return len(tokens) > 1 and (tokens[0] in _ORDERS_ID or _orders(tokens))


def may_address(folded: Sequence[str]) -> bool:
    """Whether a sentence with these words is worth asking `is_addressed`: most are not, and it costs."""
    return not _HEADS.isdisjoint(folded[:4]) or not _YOUR.isdisjoint(folded)


def _orders(tokens: list[str]) -> bool:
    first, rest = tokens[0], tokens[1:]
    to_you = not _YOUR.isdisjoint(rest)
    is_told = not _FINITE.isdisjoint(rest) or any(
        w.endswith("ed") for w in rest[:3]
    )  # "State media reported"
    if first in _ORDERS:
        return to_you or rest[0] in _ARTICLES or not is_told
    return first in _EITHER and (to_you or (rest[0] in _ARTICLES and not is_told))


_HEADS = _ORDERS | _EITHER | _ORDERS_ID | _OPENERS
