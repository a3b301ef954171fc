"""What the engine may leave out of a sentence: a dateline, a leading connective, a bracketed aside. Nothing else.

Every result is a subsequence of the sentence's words, so `core.check` can follow each cut and refuse it.
"""

from __future__ import annotations

import re
from functools import cache

from kilas.core.summary import phrases

_CURRENCY = "$€£¥"
_DASH = re.compile(r"[–—-]")
_BRACKET = re.compile(r" ?\(([^()]*)\)")
# Kept: amounts, percentages, expansions of a name, negations: they may carry the claim. A date alone, an age alone may go.
_ASIDE = re.compile(
    r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{1,2}/\d{1,2}|lihat [^()]*|see [^()]*|pictured[^()]*|foto[^()]*|photo[^()]*|above|left|right",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?:1[0-2]\d|[1-9]\d)|\d{1,3} (?:tahun|thn?|years?(?: old)?)")
_NAME_BEFORE = re.compile(r"(?:\b[A-ZÀ-Ý][^\W\d]*[\w.'’-]*)$")


def cut(sentence: str, language: str) -> str:
    """`sentence` without its dateline, leading connective and bracketed asides; first letter made a capital.

    >>> cut("MUARA JATI, KABAR PESISIR – Namun, sungai itu surut pada Kamis (1/10/2026).", "id")
    'Sungai itu surut pada Kamis.'
    """
    text = without_dateline(sentence)
    text = _without_connective(text, language)
    # all or none: the checker follows a cut of every bracket, not of some
    if "(" in text and all(_is_idle(m, text) for m in _BRACKET.finditer(text)):
        text = _BRACKET.sub("", text)
    capital = text[:1].upper()
    if text[:2].islower() and text[:1].islower() and len(capital) == 1:  # "ß" has none of its own
        return capital + text[1:]
    return text


def _is_idle(match: re.Match[str], text: str) -> bool:
    """Whether a bracket holds a date alone, a pointer, or the age of the person named before it."""
    aside = match[1].strip()
    if not _ASIDE.fullmatch(aside) and not (
        _AGE.fullmatch(aside) and _NAME_BEFORE.search(text, 0, match.start())
    ):
        return False
    return not _in_quote(text, match.start())


def without_dateline(sentence: str) -> str:
    """`sentence` without an opening "TOWN, Outlet –"."""
    match = phrases.DATELINE.match(sentence) if _DASH.search(sentence) else None
    if not match or not _looks_like_dateline(match[0]):
        return sentence
    return sentence[match.end() :]


def _looks_like_dateline(head: str) -> bool:
    body = head.rstrip(" -—–")
    town = re.match(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*", body)
    return (
        bool(town and town[0].isupper() and len(town[0]) > 2)
        or "(" in body
        or bool(re.search(r"\d|\.com\b|\.id\b", body))
    )


def _without_connective(sentence: str, language: str) -> str:
    match = _connective(language).match(sentence)
    if not match or not match[0].strip():
        return sentence
    word = match[1].lower()
    if "," not in match[0] and word in phrases.NEEDS_COMMA:
        return sentence
    rest = sentence[match.end() :]
    return rest if len(rest) > 1 and (rest[0].isalnum() or rest[0] in _CURRENCY) else sentence


@cache
def _connective(language: str) -> re.Pattern[str]:
    table = phrases.CONNECTIVES.get(language)
    if table is None:
        return re.compile(r"(?!)")
    return re.compile(rf"({'|'.join(map(re.escape, table))})(?:,\s*|\s+)", re.IGNORECASE)


def _in_quote(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
