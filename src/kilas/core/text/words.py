"""Words of a text, in any script."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Scripts written without spaces. Each Han or Kana letter counts as a word, as in word processors; South-East
# Asian scripts count one word per run of four letters, about the mean length of a Thai word.
HAN_KANA = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
SEA = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_UNSPACED = re.compile(rf"[{HAN_KANA}{SEA}]")
_TOKEN = re.compile(rf"[{HAN_KANA}]|[{SEA}]{{1,4}}|[^\s\u2014{HAN_KANA}{SEA}]+")
_EDGE = re.compile(r"^[^\w]+|[^\w%]+$")
# In all other scripts, a word goes from the first letter or digit between two spaces to the last one or a percent sign.
_WORD = re.compile(r"\w[^\s\u2014]*(?<=[\w%])")
_ASCII_WORD = re.compile(r"\w\S*(?<=[\w%])")  # the same for ASCII, which has no long dash; faster
_FROM_EDGE = re.compile(r"\w.*(?<=[\w%])")
_DECIMAL = re.compile(r"\d")


def words(text: str) -> list[str]:
    """Return the words of `text` as printed, without the punctuation around them.

    Words are separated by spaces or long dashes and contain a letter or digit, so "state-of-the-art",
    "Rp31,5" and "don't" are one word each.

    >>> words("Harga naik 3,5 persen — kata Bank Contoh.")
    ['Harga', 'naik', '3,5', 'persen', 'kata', 'Bank', 'Contoh']
    """
    if text.isascii():
        found: list[str] = _ASCII_WORD.findall(text)
    elif _UNSPACED.search(text):
        found = [word for token in _TOKEN.findall(text) if (word := _EDGE.sub("", token))]
    else:
        found = _WORD.findall(text)
    # \w matches the underscore, which is not a letter
    return [word for word in found if any(map(str.isalnum, word))] if "_" in text else found


def count_words(text: str) -> int:
    """Count the `words` of `text`.

    >>> count_words("Kilas counts, it never promises.")
    5
    """
    return len(words(text))


def word_starts(text: str) -> list[int]:
    """Return the offsets of the `words` of `text`. With them the words of many parts are counted in one pass.

    >>> word_starts("“Ya,” katanya — 3,5 persen.")
    [1, 6, 16, 20]
    """
    if text.isascii():
        found = _ASCII_WORD.finditer(text)
    elif _UNSPACED.search(text):
        found = (m for token in _TOKEN.finditer(text) if (m := _FROM_EDGE.search(text, *token.span())))
    else:
        found = _WORD.finditer(text)
    if "_" not in text:
        return [m.start() for m in found]
    return [m.start() for m in found if any(map(str.isalnum, m[0]))]


def fold(word: str) -> str:
    """Fold case and curly apostrophes, so that two printings of one word compare equal."""
    return word.casefold().replace("\u2019", "'")


def fold_all(found: Sequence[str]) -> list[str]:
    """Fold each word of `found`. No word may contain a space: all are folded as one string."""
    return fold(" ".join(found)).split(" ") if found else []


def has_digit(text: str) -> bool:
    """True if `text` contains a digit of any script, anywhere: "5", "٥", "m²"."""
    return bool(_DECIMAL.search(text)) or (not text.isascii() and any(map(str.isdigit, text)))
