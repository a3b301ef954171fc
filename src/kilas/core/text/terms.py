"""How a text is cut for search, and what a query asks for: the same cut on both sides, in any script."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kilas.core.languages import EVERY
from kilas.core.text.words import HAN_KANA, SEA, fold

VERSION = "1"  # of the cut: another one means that every text is cut anew

_MOST_TERMS = 16_000  # of one text, about 100 KB: PostgreSQL counts positions no further
_LONGEST_TERM = 64
_LONGEST_QUERY = 400
_MOST_WANTED = 16

# Vowel signs of Indic and Tibetan scripts, which Python does not count as word characters.
_SIGNS = "\u0900-\u0963\u0966-\u0dff\u0f71-\u0f84\u0f8d-\u0fbc"
_UNSPACED = HAN_KANA + SEA
# Letters and figures stand apart, so that "31" finds "Rp31,5" and "covid 19" finds "COVID-19".
_PIECE = re.compile(rf"[{_UNSPACED}]+|\d+|(?:[^\W\d_{_UNSPACED}]|[{_SIGNS}])+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
# Accents, Hebrew points, Arabic vowel marks and lengthening, joiners, soft hyphens: printed or not as the house pleases.
_OPTIONAL = re.compile("[\u00ad\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u200b-\u200d\u2060']+")
_BARE = str.maketrans("đøłı", "doli")
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]?')

_STOP_WORDS = EVERY.text.stop_words


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing a query asks for: terms that stand one after the other."""

    terms: tuple[str, ...]
    is_prefix: bool = False  # the last term may go on


def terms(text: str) -> list[str]:
    """The terms of `text` in its order: folded words; overlapping pairs of letters where a script has no spaces.

    >>> terms("Harga “Café” naik Rp31,5 miliar: 東京都")
    ['harga', 'cafe', 'naik', 'rp', '31', '5', 'miliar', '東京', '京都', '都']
    """
    pieces = _pieces(text)
    if not _IS_UNSPACED.search(text):
        return [piece[:_LONGEST_TERM] for piece in pieces[:_MOST_TERMS]]
    found: list[str] = []
    for piece in pieces:
        if _IS_UNSPACED.match(piece):
            found += (piece[i : i + 2] for i in range(len(piece)))  # the last letter stands alone
        else:
            found.append(piece[:_LONGEST_TERM])
        if len(found) >= _MOST_TERMS:
            return found[:_MOST_TERMS]
    return found


def wanted(query: str) -> tuple[Wanted, ...]:
    """What `query` asks for, all of which a text must hold.

    Quotes keep words together; the last word may be the beginning of one; words that stand in every
    text are left out while anything else is asked for, unless printed in capitals: "US", "WHO".

    >>> [(w.terms, w.is_prefix) for w in wanted('"bank dunia" yang menai')]
    [(('bank', 'dunia'), False), (('menai',), True)]
    """
    asked: list[tuple[Wanted, bool]] = []
    rest, end = query[:_LONGEST_QUERY], 0
    for quoted in _QUOTED.finditer(rest):
        asked += _loose(rest[end : quoted.start()], goes_on=False)
        asked += [(Wanted(tuple(_wanted_terms(quoted[1]))), True)] if _pieces(quoted[1]) else []
        end = quoted.end()
    asked += _loose(rest[end:], goes_on=True)
    telling = [want for want, tells in asked if tells]
    return tuple(dict.fromkeys(telling or [want for want, _ in asked]))[:_MOST_WANTED]


def _loose(text: str, *, goes_on: bool) -> list[tuple[Wanted, bool]]:
    """What the words of `text` ask for, each with whether it tells texts apart."""
    printed = [word for word in text.split() if _pieces(word)]
    shouts = text.upper() == text  # in a query all in capitals, capitals say nothing
    asked = []
    for word in printed:
        found = tuple(_wanted_terms(word))
        alone = len(found) == 1
        stops = (
            alone and found[0] in _STOP_WORDS and (shouts or not (len(found[0]) > 1 and word.upper() == word))
        )
        is_last = goes_on and word is printed[-1] and not stops
        one_letter = len(found[-1]) == 1
        unspaced = bool(_IS_UNSPACED.match(found[-1]))
        # Every unspaced letter begins a pair; a single letter of an alphabet begins too many words.
        is_prefix = (alone and one_letter) if unspaced else (is_last and not one_letter)
        asked.append((Wanted(found, is_prefix), not stops))
    return asked


def _wanted_terms(text: str) -> list[str]:
    """As `terms`, without the single letter that ends each unspaced run: pairs say it already."""
    found: list[str] = []
    for piece in _pieces(text):
        if _IS_UNSPACED.match(piece):
            found += [piece[i : i + 2] for i in range(len(piece) - 1)] or [piece]
        else:
            found.append(piece[:_LONGEST_TERM])
    return found


def _pieces(text: str) -> list[str]:
    folded = fold(text)
    if folded.isascii():
        return _PIECE.findall(folded.replace("'", ""))
    bare = _OPTIONAL.sub("", unicodedata.normalize("NFKD", folded)).translate(_BARE)
    return _PIECE.findall(unicodedata.normalize("NFC", bare.casefold()))
