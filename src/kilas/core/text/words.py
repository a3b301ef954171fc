"""What counts as a word, in any script."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Scripts written without spaces. Han and Kana count by letter, as word processors do; the
# South-East Asian ones by runs of four letters, about the mean length of a Thai word.
HAN_KANA = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
SEA = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_UNSPACED = re.compile(rf"[{HAN_KANA}{SEA}]")
_TOKEN = re.compile(rf"[{HAN_KANA}]|[{SEA}]{{1,4}}|[^\s\u2014{HAN_KANA}{SEA}]+")
_EDGE = re.compile(r"^[^\w]+|[^\w%]+$")
# All else: from the first letter or digit of what stands between spaces to the last, or to a percent sign.
_WORD = re.compile(r"\w[^\s\u2014]*(?<=[\w%])")
_ASCII_WORD = re.compile(r"\w\S*(?<=[\w%])")  # the same, and quicker: ASCII holds no long dash
_FROM_EDGE = re.compile(r"\w.*(?<=[\w%])")
_DECIMAL = re.compile(r"\d")


def words(text: str) -> list[str]:
    """The words of `text` as printed, without the punctuation around them.

    A word is what stands between spaces or long dashes and holds a letter or a digit, so
    "state-of-the-art", "Rp31,5" and "don't" are one word each.

    >>> words("Harga naik 3,5 persen — kata Bank Contoh.")
    ['Harga', 'naik', '3,5', 'persen', 'kata', 'Bank', 'Contoh']
    """
    if text.isascii():
        found: list[str] = _ASCII_WORD.findall(text)
    elif _UNSPACED.search(text):
        found = [word for token in _TOKEN.findall(text) if (word := _EDGE.sub("", token))]
    else:
        found = _WORD.findall(text)
    # the underscore counts as a letter to a pattern, and is none
    return [word for word in found if any(map(str.isalnum, word))] if "_" in text else found


def count_words(text: str) -> int:
    """How many words `text` has, counted as `words` finds them.

    >>> count_words("Kilas counts, it never promises.")
    5
    """
    return len(words(text))


def word_starts(text: str) -> list[int]:
    """Where each of the `words` of `text` begins, so that the words of many a part of it can be counted at once.

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
    """The form under which two printings of one word meet: case and curly apostrophes folded."""
    return word.casefold().replace("\u2019", "'")


def fold_all(found: Sequence[str]) -> list[str]:
    """Each of `found` folded; no word holds a space, so that all can be folded in one go."""
    return fold(" ".join(found)).split(" ") if found else []


def has_digit(text: str) -> bool:
    """Whether a digit stands in `text`, in any script and in any place: "5", "٥", "m²"."""
    return bool(_DECIMAL.search(text)) or (not text.isascii() and any(map(str.isdigit, text)))
