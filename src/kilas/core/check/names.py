"""Which names a text uses, and whether another text knows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kilas.core.languages import EVERY


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words printed as a name."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]  # its telling words, folded: no titles, no "of", no possessive
    opens: bool  # the first word opens a sentence and may owe its capital to that


_TOKEN = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;…\"“”'‘’«»(\[–—\n-]\s*$")
_JOINERS = EVERY.names.joiners
_TITLES = EVERY.names.titles
_COMMON = EVERY.names.common
_FUNCTION = EVERY.names.function
_PEOPLES = EVERY.names.peoples


_SHORT_FORMS = EVERY.names.short_forms
_ENDINGS = EVERY.names.endings
# Where both forms have an ending: Canada and Canadian, Mexico and Mexican, Sweden and Swedish, Kennedy and Kennedies.
_TURNED = frozenset("a e o y ia en and".split()), frozenset("an ans ian ians ean ese ish i ic ies".split())
_PLAIN = str.maketrans({"ø": "o", "ß": "ss", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def names(text: str, language: str) -> tuple[Name, ...]:
    """The names in `text`, in order. One capital at the start of a sentence makes no name.

    >>> [n.text for n in names("Kemarin Siti Aminah bertemu Bank Dunia di Jakarta.", "id")]
    ['Siti Aminah', 'Bank Dunia', 'Jakarta']
    """
    del language  # capitals are printed alike in every language we read; kept for those to come
    tokens = [(m[0], *m.span()) for m in _TOKEN.finditer(text)]
    if _is_shouted(tokens):
        return ()
    return tuple(_runs(tokens, text))


def _is_shouted(tokens: list[tuple[str, int, int]]) -> bool:
    """A headline with capitals throughout: nothing can be told from them."""
    letters = [t for t, _, _ in tokens if t[0].isalpha() and len(t) > 3]
    return len(letters) > 3 and sum(t[0].isupper() for t in letters) > 0.9 * len(letters)


def _runs(tokens: list[tuple[str, int, int]], text: str) -> Iterator[Name]:
    run: list[tuple[str, int, int]] = []
    for token in tokens:
        word, start, _ = token
        if run and not _goes_on(run[-1][0], text[run[-1][2] : start]):
            yield from _name(run, text)
            run = []
        if _has_capital(word) or (run and word in _JOINERS):
            run.append(token)
        elif run:
            yield from _name(run, text)
            run = []
    yield from _name(run, text)


def _goes_on(word: str, gap: str) -> bool:
    """Whether a name may go on over `gap`: "J. K. Rowling" and "U.S. Bank" do, "Obama. Chelsea" does not."""
    if gap.startswith(".") and (len(word) == 1 or "." in word or word.lower() in _TITLES):
        gap = gap[1:]
    return not gap.strip(" \u00a0&") and "\n" not in gap


def _has_capital(word: str) -> bool:
    if word.islower():
        return False
    return word[0].isupper() or (
        word[:1].isalnum() and any(map(str.isupper, word[1:3])) and not word[0].isdigit()
    )


def _name(run: list[tuple[str, int, int]], text: str) -> Iterator[Name]:
    while run and run[-1][0].lower() in _JOINERS:
        run = run[:-1]
    if not run:
        return
    opens = _opens_sentence(text, run[0][1])
    if opens:
        first = bare(run[0][0])
        if first in _FUNCTION or (len(run) == 1 and not _is_acronym(run[0][0])):
            run, opens = run[1:], False
    while run and (bare(run[0][0]) in _FUNCTION or run[0][0].lower() in _JOINERS):
        run, opens = run[1:], False
    telling = tuple(w for token, _, _ in run if (w := bare(token)) and _tells(w))
    if telling:
        start, end = run[0][1], run[-1][2]
        yield Name(text[start:end], start, end, telling, opens and bare(run[0][0]) == telling[0])


def _opens_sentence(text: str, start: int) -> bool:
    return (
        not text[:start].strip() if start < 3 else bool(_SENTENCE_END.search(text, max(0, start - 4), start))
    )


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and sum(map(str.isupper, word)) > 1


def _tells(word: str) -> bool:
    return len(word) > 1 and word not in _COMMON and word not in _TITLES and word not in _JOINERS


def bare(word: str) -> str:
    """A word of a name as it is compared: folded, without possessive and stops ("U.S." is "us").

    >>> bare("Maria’s"), bare("U.S."), bare("Joko")
    ('maria', 'us', 'joko')
    """
    word = word.casefold().replace("’", "'")
    word = word.removesuffix("'s")
    return _unaccented(word.replace(".", "").strip("'-"))


def _unaccented(word: str) -> str:
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFKD", word.translate(_PLAIN))
    return "".join(c for c in apart if not unicodedata.combining(c))


@cache
def _long_forms() -> dict[str, list[frozenset[str]]]:
    """Of a short form, the words that stand for it; of such a word, the short forms."""
    table: dict[str, list[frozenset[str]]] = {}
    for row in _SHORT_FORMS:
        short, *long = row.split()
        table.setdefault(short, []).append(frozenset(long))
        for word in long:
            table.setdefault(word, []).append(frozenset((short,)))
    return table


@cache
def _kin() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for row in _PEOPLES.values():
        for word in row:
            table[word] = table.get(word, frozenset()) | row
    return table


@dataclass(frozen=True, slots=True)
class Known:
    """The words a text offers to recognise names by."""

    words: frozenset[str]
    stems: frozenset[str]  # first letters: inflections and demonyms share them
    initials: str  # of all words in order, for spelled-out acronyms


_STEM = 4


@lru_cache(maxsize=16)  # the claims of one brief are asked of one source, one after the other
def known(text: str) -> Known:
    tokens = _TOKEN.findall(text)
    bared = {token: bare(token) for token in set(tokens)}
    parts = [part for t in bared.values() if "-" in t for part in t.split("-")]
    words = frozenset([*bared.values(), *parts])
    first = {token: t[:1] if t not in _JOINERS else "" for token, t in bared.items()}
    initials = "".join([first[token] for token in tokens])
    return Known(words, frozenset(w[:_STEM] for w in words if len(w) >= _STEM), initials)


def unknown_words(name: Name, source: Known) -> tuple[str, ...]:
    """Those words of `name` that the source does not use in any form."""
    missing = tuple(w for w in name.words if not _is_known(w, source))
    acronym = "".join(w[0] for w in name.words)
    if missing and len(name.words) > 1 and acronym in source.words and acronym not in name.words:
        return ()  # spelled out here, an acronym there
    return missing


def is_world(name: Name) -> bool:
    """A country or a people: readers place a story without being told, so a claim may name it unprompted."""
    return all(word in _kin() for word in name.words)


def _is_known(word: str, source: Known) -> bool:
    if word in source.words or word.rstrip("s") in source.words or word + "s" in source.words:
        return True
    if len(word) > _STEM and word[:_STEM] in source.stems and _has_inflection(word, source.words):
        return True
    if _kin().get(word, frozenset()) & source.words:
        return True
    if _is_shortened(word, source.words):
        return True
    if 2 <= len(word) <= 6 and word.isalpha() and word in source.initials:
        return True
    if any(map(str.isdigit, word)):
        return True  # "U18s", "T20": figures are judged as figures
    if len(word) == 3 and any(other.startswith(word) for other in source.words):
        return True  # "Man United", "Jan", "Ind"
    return "-" in word and all(_is_known(part, source) for part in word.split("-") if part)


def _is_shortened(word: str, words: frozenset[str]) -> bool:
    """Whether a text of these words has the long form of a short one, or the other way round."""
    if any(form <= words for form in _long_forms().get(word, ())):
        return True
    head = "kemen" if word.startswith("kemen") else "men"
    rest = word.removeprefix(head)
    if rest != word and len(rest) > 2 and words & {"kementerian", "menteri"}:
        return any(rest in other for other in words)
    ministries = [other[5:] for other in words if other.startswith("kemen") and len(other) > 7]
    return any(word == "kementerian" or rest in word for rest in ministries)


def _has_inflection(word: str, words: Iterable[str]) -> bool:
    return any(other[:_STEM] == word[:_STEM] and _is_inflected(word, other) for other in words)


def _is_inflected(one: str, two: str) -> bool:
    """Indonesia and Indonesian, Canada and Canadian; not Austria and Australia, nor Dvorsky and Dvorak."""
    common = next(
        (i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )
    rests = one[common:], two[common:]
    if "" in rests:
        return "".join(rests) in _ENDINGS
    plain, derived = _TURNED
    return (rests[0] in plain and rests[1] in derived) or (rests[1] in plain and rests[0] in derived)
