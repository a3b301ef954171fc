"""Split texts and queries into search terms by the same rules, in any script."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kilas.core.languages import EVERY
from kilas.core.text.words import HAN_KANA, SEA, fold

VERSION = "1"  # of the rules; after a change every text is indexed again

_MOST_TERMS = 16_000  # per text, about 100 KB: PostgreSQL stores no higher positions
_LONGEST_TERM = 64  # characters
_LONGEST_QUERY = 400  # characters
_MOST_WANTED = 16

# Vowel signs of Indic and Tibetan scripts, which Python does not count as word characters.
_SIGNS = "\u0900-\u0963\u0966-\u0dff\u0f71-\u0f84\u0f8d-\u0fbc"
_UNSPACED = HAN_KANA + SEA
# Letters and figures are separate terms: "31" finds "Rp31,5", and "covid 19" finds "COVID-19".
_PIECE = re.compile(rf"[{_UNSPACED}]+|\d+|(?:[^\W\d_{_UNSPACED}]|[{_SIGNS}])+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
# Optional marks, which vary between publishers: accents, Hebrew points, Arabic vowel marks and lengthening, joiners,
# soft hyphens.
_OPTIONAL = re.compile("[\u00ad\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u200b-\u200d\u2060']+")
_BARE = str.maketrans("đøłı", "doli")
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]?')

_STOP_WORDS = EVERY.text.stop_words


@dataclass(frozen=True, slots=True)
class Wanted:
    """One requirement of a query: consecutive terms."""

    terms: tuple[str, ...]
    is_prefix: bool = False  # the last term may be the beginning of a longer one


def terms(text: str) -> list[str]:
    """Return the terms of `text` in order: folded words; overlapping pairs of letters in scripts without spaces.

    >>> terms("Harga “Café” naik Rp31,5 miliar: 東京都")
    ['harga', 'cafe', 'naik', 'rp', '31', '5', 'miliar', '東京', '京都', '都']
    """
    pieces = _pieces(text)
    if not _IS_UNSPACED.search(text):
        return [piece[:_LONGEST_TERM] for piece in pieces[:_MOST_TERMS]]
    found: list[str] = []
    for piece in pieces:
        if _IS_UNSPACED.match(piece):
            found += (piece[i : i + 2] for i in range(len(piece)))  # the last letter is a term of its own
        else:
            found.append(piece[:_LONGEST_TERM])
        if len(found) >= _MOST_TERMS:
            return found[:_MOST_TERMS]
    return found


def wanted(query: str) -> tuple[Wanted, ...]:
    """Return the requirements of `query`. A text must meet all of them.

    Quotation marks keep words together, and the last word may be incomplete. Stop words are ignored if the
    query has other words, unless they are printed in capitals: "US", "WHO".

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
    """Return a requirement for each word of `text`, each with False for a stop word.

    `goes_on` is True if the last word may be incomplete.
    """
    printed = [word for word in text.split() if _pieces(word)]
    is_shouted = text.upper() == text  # in a query all in capitals, capitals mark no word
    asked = []
    for word in printed:
        found = tuple(_wanted_terms(word))
        tells = not _is_stop(found, word, is_shouted)
        is_last = goes_on and word is printed[-1] and tells
        asked.append((Wanted(found, _is_prefix(found, is_last)), tells))
    return asked


def _is_stop(found: tuple[str, ...], word: str, is_shouted: bool) -> bool:
    """True if `word` is a stop word and not an acronym."""
    if len(found) > 1 or found[0] not in _STOP_WORDS:
        return False
    return is_shouted or len(found[0]) == 1 or word.upper() != word


def _is_prefix(found: tuple[str, ...], is_last: bool) -> bool:
    """True if the last term may be the beginning of a longer one.

    Any unspaced letter begins a pair. A single letter of an alphabet begins too many words.
    """
    is_letter = len(found[-1]) == 1
    if _IS_UNSPACED.match(found[-1]):
        return len(found) == 1 and is_letter
    return is_last and not is_letter


def _wanted_terms(text: str) -> list[str]:
    """Return the `terms` of `text` without the last letter of each unspaced run: the pairs contain it."""
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
