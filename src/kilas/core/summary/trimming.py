"""Cut a dateline, a leading connective and bracketed asides from a sentence; the engine cuts nothing else.

The result is a subsequence of the words of the sentence, so `core.check` can trace each cut and refuse it.
"""

from __future__ import annotations

import re
from functools import cache

from kilas.core.languages import EVERY
from kilas.core.languages import language as words_of
from kilas.core.languages.shape import NEVER
from kilas.core.text import has_digit, without_dateline

_CURRENCY = "$€£¥"
_BRACKET = re.compile(r" ?\(([^()]*)\)")
# Dates, ages, amounts, expansions of a name and negations stay, since the claim may depend on them.
_ASIDE = re.compile(EVERY.cuts.asides, re.IGNORECASE)


def cut(sentence: str, language: str) -> str:
    """Return `sentence` without dateline, leading connective and bracketed asides, with a capital first letter.

    >>> cut("MUARA JATI, KABAR PESISIR – Namun, sungai itu surut pada Kamis (1/10/2026).", "id")
    'Sungai itu surut pada Kamis (1/10/2026).'
    """
    text = _without_connective(without_dateline(sentence), language)
    # All or none: the checker traces a cut of every bracket, not of some.
    if "(" in text and all(_is_idle(m, text) for m in _BRACKET.finditer(text)):
        text = _without_connective(_BRACKET.sub("", text).strip(), language)
    capital = text[:1].upper()
    if text[:2].islower() and text[:1].islower() and len(capital) == 1:  # "ß" has no single capital
        return capital + text[1:]
    return text


def _is_idle(match: re.Match[str], text: str) -> bool:
    """True if a bracket outside quotations only refers the reader elsewhere; a date or another number stays."""
    aside = match[1].strip()
    if has_digit(aside) or not _ASIDE.fullmatch(aside):
        return False
    return not _in_quote(text, match.start())


def _without_connective(sentence: str, language: str) -> str:
    match = _connective(language).match(sentence)
    if not match or not match[0].strip():
        return sentence
    word = match[1].lower()
    if "," not in match[0] and word in EVERY.cuts.need_comma:
        return sentence
    rest = sentence[match.end() :]
    return rest if len(rest) > 1 and (rest[0].isalnum() or rest[0] in _CURRENCY) else sentence


@cache
def _connective(language: str) -> re.Pattern[str]:
    table = words_of(language).cuts.connectives
    if not table:
        return re.compile(NEVER)
    return re.compile(rf"({'|'.join(map(re.escape, table))})(?:,\s*|\s+)", re.IGNORECASE)


def _in_quote(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
