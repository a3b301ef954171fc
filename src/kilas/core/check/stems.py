"""Read texts as stems: a claim word by word, a source with an index of places.

Words are compared by their stems, so nothing here needs a vocabulary. Only closed tables are looked up:
function words, negations, hedges.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from kilas.core.languages import EVERY

MAX_SOURCE_CHARS = 48_000  # the index goes no further
MAX_CLAIM_WORDS = 600
PLAIN, CAPITAL, FIGURE, OPENER = range(4)  # kinds of words

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,:]\d+)*%?")
_BREAK = re.compile(r"[.!?](?=[\s\x1c-\x1f\"”’)]|[A-Z]|$)|\n")
_WORD_OR_BREAK = re.compile(f"{WORD.pattern}|{_BREAK.pattern}")
_ASCII_WORD_OR_BREAK = re.compile(_WORD_OR_BREAK.pattern, re.ASCII)  # the same for ASCII texts; faster
_BREAKS = frozenset(".!?\n")
_WORDS = EVERY.support
_ENDINGS = re.compile(rf"(?:{_WORDS.endings})$")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Cut the commonest endings of a word and keep at most seven letters, so that inflections compare equal.

    >>> stem("regulations"), stem("harganya"), stem("36,000")
    ('regulat', 'harga', '36000')
    """
    if word[0].isdigit():
        return word.replace(",", "").replace(".", "").rstrip("%")
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s")
    if len(word) > 4:
        cut = _ENDINGS.sub("", word)
        word = cut if len(cut) > 2 else word
    return word[:7]


@dataclass(frozen=True, slots=True)
class StemmedText:
    """A text as parallel lists, with one element per word."""

    stems: list[str]
    sentence: list[int]  # number of the word's sentence
    content: list[bool]  # False for function words
    kinds: list[
        int
    ]  # `CAPITAL` within a sentence, `FIGURE`, `OPENER` of a sentence with a capital, else `PLAIN`
    lower: list[str]
    quoted: int  # number of double quotation marks in the text


@lru_cache(maxsize=4)
def read(text: str, most: int) -> StemmedText:
    """Read the first `most` words of `text`."""
    words: list[str] = []
    sentence: list[int] = []
    openers: set[int] = set()
    for part in _BREAK.split(text):
        found = WORD.findall(part)
        if found:
            sentence += [len(openers)] * len(found)
            openers.add(len(words))
            words += found
    words = words[:most]
    lower = [word.lower() for word in words]
    return StemmedText(
        stems=list(map(stem, words)),
        sentence=sentence[:most],
        content=[word not in _WORDS.stops for word in lower],
        kinds=[_kind(word, i in openers) for i, word in enumerate(words)],
        lower=lower,
        quoted=sum(map(text.count, '"“”')),
    )


def _kind(word: str, opens: bool) -> int:
    if word[0].isdigit():
        return FIGURE
    if not word[0].isupper():
        return PLAIN
    return OPENER if opens else CAPITAL


@dataclass(frozen=True, slots=True)
class Indexed:
    """A source text with the places of each stem."""

    stems: list[str]
    sentence: list[int]  # number of each word's sentence
    places: dict[str, list[int]]  # indexes into `stems`, ascending
    negated: frozenset[int]  # sentences with a negation
    hedged: frozenset[int]  # sentences with a hedge


@lru_cache(maxsize=16)  # the claims of a brief are checked against the same source in turn
def index(source: str) -> Indexed:
    """Index the words and sentence breaks of `source`, up to `MAX_SOURCE_CHARS`."""
    pattern = _ASCII_WORD_OR_BREAK if source.isascii() else _WORD_OR_BREAK
    found = pattern.findall(source, 0, MAX_SOURCE_CHARS)
    stems: list[str] = []
    sentence: list[int] = []
    at = 0
    for word in map(stem, found):
        if word in _BREAKS:
            at += 1
        else:
            stems.append(word)
            sentence.append(at)
    listed: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(stems):
        listed[word].append(place)
    places = dict(listed)  # which adds no key when a word is looked up
    return Indexed(
        stems,
        sentence,
        places,
        negated=_sentences_of(_stems_of(_WORDS.negations), places, sentence),
        hedged=_sentences_of(_stems_of(_WORDS.hedges), places, sentence),
    )


@cache
def _stems_of(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, words))


def _sentences_of(words: frozenset[str], places: dict[str, list[int]], sentence: list[int]) -> frozenset[int]:
    return frozenset([sentence[i] for word in words if word in places for i in places[word]])


def denies(word: str) -> bool:
    """True if `word`, in lower case, is a negation."""
    return word in _WORDS.negations or word.endswith(_WORDS.negation_endings)
