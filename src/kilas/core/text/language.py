"""Detect the language of a text: the declared one, unless the text contradicts it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from types import ModuleType
from typing import NamedTuple

from kilas.core.languages import REGISTERED, others

UNDETERMINED = "und"
_OPENING = 1_000  # code points that are enough for most texts
_SAMPLE = 4_000  # code points tried when the opening is not
_LETTERS = bytes(c if c in b"abcdefghijklmnopqrstuvwxyz" else ord(" ") for c in range(256))
_CLEAR = 0.12  # share of function words; running English and Indonesian have 0.25 to 0.45
_CLEAR_NEIGHBOUR = 0.03  # share of words that only a neighbouring language uses
_NEXT_TO_NONE = 0.04
# A text needs this many letters to be taken for another script, and this many words for another language.
_TELLING_LETTERS, _TELLING_WORDS = 100, 60
_TAG = re.compile(r"^\s*([a-z]{2,3})(?:[-_].*)?\s*$", re.IGNORECASE)
_ALIASES = {"in": "id", "ind": "id", "eng": "en", "iw": "he", "may": "ms", "zho": "zh", "chi": "zh"}


class _Spoken(NamedTuple):
    """The words by which one language is detected."""

    code: str
    function_words: frozenset[bytes]
    of_neighbours: frozenset[bytes]
    neighbours: frozenset[str]


def _printed(words: Iterable[str]) -> frozenset[bytes]:
    return frozenset(word.encode() for word in words)


_SPOKEN = tuple(
    _Spoken(
        each.code,
        _printed(each.text.function_words),
        _printed(each.text.of_neighbours),
        each.text.neighbours,
    )
    for each in REGISTERED.values()
    if each.text.function_words
)
_COVERED = frozenset(code for each in _SPOKEN for code in (each.code, *each.neighbours))


def detect_language(text: str, declared: str | None = None) -> str:
    """Return the ISO 639-1 code of `text`, or "und".

    `declared` (the page's `lang`, the feed's `language`) is believed unless function words show that the text
    is English or Indonesian, or that it is neither: many templates declare "en" whatever their text is in.

    >>> detect_language("Harga beras di pasar itu naik dan warga tidak bisa membeli untuk bulan ini", "en-US")
    'id'
    """
    told = _code(declared)
    seen = _by_function_words(text[:_OPENING].lower()) or _by_function_words(text[:_SAMPLE].lower())
    if seen:
        return told if told and told in seen.neighbours else seen.code
    if told and not (told in _COVERED and _is_foreign(text[:_SAMPLE])):
        return told
    return _by_model(text[:_SAMPLE])


def _code(declared: str | None) -> str | None:
    match = _TAG.match(declared or "")
    if not match:
        return None
    code = match[1].lower()
    code = _ALIASES.get(code, code)
    return code if len(code) == 2 else None


def _by_function_words(text: str) -> _Spoken | None:
    words = _ascii_words(text)
    if len(words) < 8:
        return None
    shares = [_share(words, each.function_words) for each in _SPOKEN]
    first, second = sorted(shares, reverse=True)[:2]
    if first < _CLEAR or first < 3 * second:
        return None
    best = _SPOKEN[shares.index(first)]
    if _share(words, best.of_neighbours) > _CLEAR_NEIGHBOUR:
        return None  # Malay has the function words of Indonesian; the model tells the two apart better
    return best


def _is_foreign(text: str) -> bool:
    """True if a long enough text has next to none of the function words of English and Indonesian."""
    letters = sum(map(str.isalpha, text))
    words = _ascii_words(text.lower())
    if letters >= _TELLING_LETTERS and sum(map(len, words)) < letters / 2:
        return True  # another script
    if len(words) < _TELLING_WORDS:
        return False
    return max(_share(words, each.function_words) for each in _SPOKEN) < _NEXT_TO_NONE


def speaks_another(text: str, language: str) -> bool:
    """True if `text`, a sentence or two, is clearly in another language than `language`.

    Of words with a capital only the first counts, since names may be of any language. A few words may be of any language too.

    >>> speaks_another("Harga beras di pasar itu naik.", "en"), speaks_another("Mayor Ada Voss resigned.", "id")
    (True, False)
    """
    if not any(each.code == language for each in _SPOKEN):
        seen = _by_function_words(text.lower())
        return seen is not None and language not in seen.neighbours
    if _is_in_other_script(text):
        return True
    printed = _ascii_words(
        " ".join([word for i, word in enumerate(text.split()) if not i or word.islower()]).lower()
    )
    own = sum(map(_grammatical(language).__contains__, printed))
    return any(
        (found := sum(map(each.words.__contains__, printed))) >= each.least and found >= 3 * own
        for each in _elsewhere(language)
    )


class _Elsewhere(NamedTuple):
    """Function words of a language that mean this language, and the least number of them."""

    words: frozenset[bytes]
    least: int


@cache
def _elsewhere(language: str) -> tuple[_Elsewhere, ...]:
    """Return the words that speak against `language`: those that it does not use itself."""
    own = _grammatical(language)
    spoken = [_Elsewhere(_grammatical(each.code) - own, 2) for each in _SPOKEN if each.code != language]
    return (*spoken, *(_Elsewhere(_printed(table) - own, 3) for table in others.FUNCTION_WORDS))


@cache
def _grammatical(code: str) -> frozenset[bytes]:
    """Return every function word of a language."""
    spoken = REGISTERED[code]
    return _printed(spoken.support.stops | spoken.text.stop_words | spoken.text.function_words)


def _is_in_other_script(text: str) -> bool:
    """True if most letters are not Latin: English and Indonesian print others in names only."""
    if text.isascii():
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 4 and 2 * sum(c < "\u0250" for c in letters) < len(letters)


def _ascii_words(text: str) -> list[bytes]:
    """Return the runs of the letters a to z."""
    return text.encode("utf-8", "surrogatepass").translate(_LETTERS).split()


def _share(words: Sequence[bytes], table: frozenset[bytes]) -> float:
    return sum(map(table.__contains__, words)) / len(words) if table else 0.0


def _by_model(text: str) -> str:
    if sum(map(str.isalpha, text)) < 8:
        return UNDETERMINED
    code, _ = _identifier().classify(text)
    return str(code)


@cache
def _identifier() -> ModuleType:
    import py3langid  # 100 MB in memory: loaded only for texts that function words cannot place

    return py3langid  # type: ignore[no-any-return]  # the package has no types
