"""Which language a text is in: what the page declares, unless the text plainly says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from types import ModuleType

from kilas.core.languages import language as words_of


def _printed(words: Iterable[str]) -> frozenset[bytes]:
    return frozenset(word.encode() for word in words)


UNDETERMINED = "und"
_OPENING = 1_000  # code points; where they are plain, more changes no answer
_SAMPLE = 4_000  # where they are not
_LETTERS = bytes(c if c in b"abcdefghijklmnopqrstuvwxyz" else ord(" ") for c in range(256))
_ID, _EN = (_printed(words_of(code).text.function_words) for code in ("id", "en"))
_MS = _printed(words_of("id").text.of_neighbours)
_CLEAR = 0.12  # share of a text's words; running English and Indonesian have 0.25 to 0.45
_NEXT_TO_NONE = 0.04
_TELLING_LETTERS, _TELLING_WORDS = 100, 60  # how many a text must have to tell
_SPOKEN = ("en", "id", "ms")  # the languages those words speak for
_TAG = re.compile(r"^\s*([a-z]{2,3})(?:[-_].*)?\s*$", re.IGNORECASE)
_ALIASES = {"in": "id", "ind": "id", "eng": "en", "iw": "he", "may": "ms", "zho": "zh", "chi": "zh"}


def detect_language(text: str, declared: str | None = None) -> str:
    """The ISO 639-1 code of `text`, or "und".

    `declared` (the page's `lang`, the feed's `language`) is believed unless function words say
    plainly that the text is English or Indonesian, or that it is neither: half the web's templates declare "en".

    >>> detect_language("Harga beras di pasar itu naik dan warga tidak bisa membeli untuk bulan ini", "en-US")
    'id'
    """
    told = _code(declared)
    seen = _by_function_words(text[:_OPENING].lower()) or _by_function_words(text[:_SAMPLE].lower())
    if seen:
        return told if told == "ms" and seen == "id" else seen
    if told and not (told in _SPOKEN and _is_foreign(text[:_SAMPLE])):
        return told
    return _by_model(text[:_SAMPLE])


def _code(declared: str | None) -> str | None:
    match = _TAG.match(declared or "")
    if not match:
        return None
    code = match[1].lower()
    code = _ALIASES.get(code, code)
    return code if len(code) == 2 else None


def _by_function_words(text: str) -> str | None:
    words = _ascii_words(text)
    if len(words) < 8:
        return None
    share = {"id": _share(words, _ID), "en": _share(words, _EN)}
    best, other = ("id", "en") if share["id"] > share["en"] else ("en", "id")
    if share[best] < _CLEAR or share[best] < 3 * share[other]:
        return None
    if best == "id" and _share(words, _MS) > 0.03:
        return None  # Malay shares the function words; the model tells them apart better
    return best


def _is_foreign(text: str) -> bool:
    """Whether a text long enough to tell has next to none of the words that English and Indonesian cannot do without."""
    letters = sum(map(str.isalpha, text))
    words = _ascii_words(text.lower())
    if letters >= _TELLING_LETTERS and sum(map(len, words)) < letters / 2:
        return True  # another script
    return len(words) >= _TELLING_WORDS and max(_share(words, _ID), _share(words, _EN)) < _NEXT_TO_NONE


def _ascii_words(text: str) -> list[bytes]:
    """The runs of the letters a to z."""
    return text.encode("utf-8", "surrogatepass").translate(_LETTERS).split()


def _share(words: Sequence[bytes], table: frozenset[bytes]) -> float:
    return sum(map(table.__contains__, words)) / len(words)


def _by_model(text: str) -> str:
    if sum(map(str.isalpha, text)) < 8:
        return UNDETERMINED
    code, _ = _identifier().classify(text)
    return str(code)


@cache
def _identifier() -> ModuleType:
    import py3langid  # a 100 MB model in memory: only for texts that function words cannot place

    return py3langid  # type: ignore[no-any-return]  # the package has no types
