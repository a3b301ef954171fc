"""Find the names in a text, and those of their words that another text does not use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import dropwhile

from kilas.core.languages import EVERY


@dataclass(frozen=True, slots=True)
class Name:
    """Consecutive words printed as a name."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]  # folded, without titles, "of" and possessives
    opens: bool  # the first of `words` opens a sentence, which may be the reason for its capital


_TOKEN = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;…\"“”'‘’«»(\[–—\n-]\s*$")
_WORDS = EVERY.names
_PLAIN = str.maketrans({"ø": "o", "ß": "ss", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=16)  # a claim is asked for its names, and for its other words
def names(text: str, language: str) -> tuple[Name, ...]:
    """Find the names in `text`, in order. A lone capital at the start of a sentence makes no name.

    >>> [n.text for n in names("Kemarin Siti Aminah bertemu Bank Dunia di Jakarta.", "id")]
    ['Siti Aminah', 'Bank Dunia', 'Jakarta']
    """
    del language  # for languages with other capitals; those read today print them alike
    tokens = [(m[0], *m.span()) for m in _TOKEN.finditer(text)]
    if _is_shouted(tokens):
        return ()
    return tuple(_names(tokens, text))


_Token = tuple[str, int, int]  # word, start, end


def _is_shouted(tokens: list[_Token]) -> bool:
    """True for a headline with capitals throughout, which mark no names."""
    letters = [t for t, _, _ in tokens if t[0].isalpha() and len(t) > 3]
    return len(letters) > 3 and sum(t[0].isupper() for t in letters) > 0.9 * len(letters)


def _names(tokens: list[_Token], text: str) -> Iterator[Name]:
    run: list[_Token] = []
    for token in tokens:
        word, start, _ = token
        if run and not _goes_on(run[-1][0], text[run[-1][2] : start]):
            yield from _name(run, text)
            run = []
        if _has_capital(word) or (run and word in _WORDS.joiners):
            run.append(token)
        elif run:
            yield from _name(run, text)
            run = []
    yield from _name(run, text)


def _goes_on(word: str, gap: str) -> bool:
    """True if a name may go on over `gap`: "J. K. Rowling" and "U.S. Bank" do, "Obama. Chelsea" does not."""
    if gap.startswith(".") and (len(word) == 1 or "." in word or word.lower() in _WORDS.titles):
        gap = gap[1:]
    return not gap.strip(" \u00a0&") and "\n" not in gap


def _has_capital(word: str) -> bool:
    """True for a capital at the start, or soon after: "iPhone"."""
    if word.islower():
        return False
    if word[0].isupper():
        return True
    return not word[0].isdigit() and any(map(str.isupper, word[1:3]))


def _name(run: list[_Token], text: str) -> Iterator[Name]:
    """Yield the name in consecutive words with capitals and joiners, if there is one."""
    run = _without_last_joiners(run)
    opens = bool(run) and _opens_sentence(text, run[0][1])
    if opens and len(run) == 1 and not _is_acronym(run[0][0]):
        return
    kept = list(dropwhile(_is_function, run))
    telling = _telling(kept)
    if telling:
        start, end = kept[0][1], kept[-1][2]
        opens = opens and len(kept) == len(run) and bare(kept[0][0]) == telling[0]
        yield Name(text[start:end], start, end, telling, opens)


def _without_last_joiners(run: list[_Token]) -> list[_Token]:
    while run and run[-1][0].lower() in _WORDS.joiners:
        run = run[:-1]
    return run


def _is_function(token: _Token) -> bool:
    return bare(token[0]) in _WORDS.function or token[0].lower() in _WORDS.joiners


def _telling(tokens: list[_Token]) -> tuple[str, ...]:
    return tuple([word for token, _, _ in tokens if (word := bare(token)) and _tells(word)])


def _opens_sentence(text: str, start: int) -> bool:
    if start < 3:
        return not text[:start].strip()
    return bool(_SENTENCE_END.search(text, max(0, start - 4), start))


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and sum(map(str.isupper, word)) > 1


def _tells(word: str) -> bool:
    if len(word) < 2 or word in _WORDS.common:
        return False
    return word not in _WORDS.titles and word not in _WORDS.joiners


def bare(word: str) -> str:
    """Return a word of a name as it is compared: folded, without possessive, accents and stops ("U.S." is "us").

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
    """Return the equivalents of short and long forms, in both directions.

    A short form maps to the sets of words that spell it out ("st" to {"saint"}); each of these words maps
    to sets of one short form.
    """
    table: dict[str, list[frozenset[str]]] = {}
    for row in _WORDS.short_forms:
        short, *long = row.split()
        table.setdefault(short, []).append(frozenset(long))
        for word in long:
            table.setdefault(word, []).append(frozenset((short,)))
    return table


@cache
def _kin() -> dict[str, frozenset[str]]:
    """Return the forms of each country or people, by form."""
    table: dict[str, frozenset[str]] = {}
    for row in _WORDS.peoples.values():
        for word in row:
            table[word] = table.get(word, frozenset()) | row
    return table


@dataclass(frozen=True, slots=True)
class Known:
    """The words of a text, for recognising names."""

    words: frozenset[str]  # as `bare` returns them; parts of words with a hyphen, too
    stems: frozenset[str]  # first letters, which inflections and demonyms share
    initials: str  # of all words in order but joiners, for acronyms


_STEM = 4  # letters
_LEAST_PEOPLE = 5  # letters: "As", "Us" and "Pole" open sentences as other words


@lru_cache(maxsize=16)  # the claims of a brief are checked against the same source in turn
def known(text: str) -> Known:
    tokens = _TOKEN.findall(text)
    bared = {token: bare(token) for token in set(tokens)}
    parts = [part for t in bared.values() if "-" in t for part in t.split("-")]
    words = frozenset([*bared.values(), *parts])
    first = {token: t[:1] if t not in _WORDS.joiners else "" for token, t in bared.items()}
    initials = "".join([first[token] for token in tokens])
    return Known(words, frozenset(w[:_STEM] for w in words if len(w) >= _STEM), initials)


def unknown_words(name: Name, source: Known) -> tuple[str, ...]:
    """Return the words of `name` that the source does not use in any form."""
    missing = tuple(w for w in name.words if not has_word(w, source))
    acronym = "".join(w[0] for w in name.words)
    if missing and len(name.words) > 1 and acronym in source.words and acronym not in name.words:
        return ()  # spelled out here, an acronym there
    return missing


def opening_people(text: str) -> Name | None:
    """Return the country or people that opens `text` as a lone word, which `names` does not take for a name."""
    first = _TOKEN.search(text)
    if first is None or _opens_sentence(text, first.start()) is False or len(first[0]) < _LEAST_PEOPLE:
        return None
    word = bare(first[0])
    if not first[0][0].isupper() or word not in _kin() or word in _WORDS.titles:
        return None
    return Name(first[0], *first.span(), words=(word,), opens=True)


def is_world(name: Name) -> bool:
    """True for a country or a people. A claim may add one: readers know where a story takes place."""
    return all(word in _kin() for word in name.words)


def has_word(word: str, source: Known) -> bool:
    """True if the source has `word`, as `bare` returns it, in any form."""
    if word in source.words:
        return True
    if any(map(str.isdigit, word)):
        return True  # "U18s", "T20": figures are judged as numbers
    if any(rule(word, source) for rule in _FORMS):
        return True
    return "-" in word and all(has_word(part, source) for part in word.split("-") if part)


def _has_other_number(word: str, source: Known) -> bool:
    return word.rstrip("s") in source.words or word + "s" in source.words


def _has_inflection(word: str, source: Known) -> bool:
    if len(word) <= _STEM or word[:_STEM] not in source.stems:
        return False
    return any(other[:_STEM] == word[:_STEM] and _is_inflected(word, other) for other in source.words)


def _has_kin(word: str, source: Known) -> bool:
    return not _kin().get(word, frozenset()).isdisjoint(source.words)


def _has_long_form(word: str, source: Known) -> bool:
    """True if the source has the long form of a short form `word`, or a short form of a long one."""
    return any(form <= source.words for form in _long_forms().get(word, ()))


def _is_clipped(word: str, source: Known) -> bool:
    """True if `word` is made of clipped words of the source (Kemenkes: Kementerian Kesehatan), or the source clips `word`."""
    words, prefixes = source.words, _WORDS.clipping_prefixes
    prefix = next(filter(word.startswith, prefixes), "")
    rest = word.removeprefix(prefix)
    if prefix and len(rest) > 2 and not words.isdisjoint(prefixes.values()):
        return any(rest in other for other in words)
    return any(prefixes[one] == word or rest in word for one, rest in _clipped(words))


def _clipped(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield prefix and rest of each word with a clear clipping prefix."""
    for prefix in _WORDS.clear_prefixes:
        for word in words:
            if word.startswith(prefix) and len(word) > len(prefix) + 2:
                yield prefix, word.removeprefix(prefix)


def _is_spelled_out(word: str, source: Known) -> bool:
    """True if `word` may be an acronym of consecutive words of the source."""
    return 2 <= len(word) <= 6 and word.isalpha() and word in source.initials


def _is_opening(word: str, source: Known) -> bool:
    """True if a word of the source begins with these three letters: "Man United", "Jan", "Ind"."""
    return len(word) == 3 and any(other.startswith(word) for other in source.words)


# Ways in which a source may know a word in another form, in the order in which they are tried.
_FORMS: tuple[Callable[[str, Known], bool], ...] = (
    _has_other_number,
    _has_inflection,
    _has_kin,
    _has_long_form,
    _is_clipped,
    _is_spelled_out,
    _is_opening,
)


def _is_inflected(one: str, two: str) -> bool:
    """True for Indonesia and Indonesian, Canada and Canadian; not Austria and Australia, nor Dvorsky and Dvorak."""
    common = next(
        (i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )
    rests = one[common:], two[common:]
    if "" in rests:
        return "".join(rests) in _WORDS.endings
    return any(
        plain in _WORDS.demonym_stems and derived in _WORDS.demonym_endings
        for plain, derived in (rests, rests[::-1])
    )
