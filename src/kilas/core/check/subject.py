"""Tell claims that speak of something else than their evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from kilas.core.check.names import names
from kilas.core.check.stems import WORD, stem
from kilas.core.languages import EVERY
from kilas.core.languages import language as words_of

# Least share of a claim's own words that the evidence must have. At a third, 0.2 % of sentences of other articles
# pass, and 4 % of what language models write about the evidence does not (docs/quality.md).
LEAST_SHARED = 1 / 3
_ROOT = 5  # letters that are compared
_COPIED = 3  # words
_OF_THE_TEXT = re.compile(EVERY.text.of_the_text)
_NO_CONTENT = (
    EVERY.support.stops
    | EVERY.names.titles
    | EVERY.numbers.spelled.keys()
    | EVERY.numbers.magnitudes.keys()
    | EVERY.numbers.units.keys()
    | EVERY.numbers.currencies.keys()
    | EVERY.dates.months.keys()
    | EVERY.dates.weekdays.keys()
)


def speaks_of(source: str, claim: str, language: str) -> bool:
    """True if `source` has a third of the claim's own words, in any form; both are in `language`.

    A claim's own words are those that are no name, number, date or function word: these are judged by themselves, and a
    claim that has only them speaks of nothing else.

    >>> speaks_of("Mayor Ada Voss said the port would create jobs.", "Mayor Ada Voss has resigned.", "en")
    False
    """
    own = [*_own_words(claim, language)]
    if not own:
        return True
    known = _roots(source, language)
    return sum(root in known for root in _rooted(own, language)) >= LEAST_SHARED * len(own)


def speaks_of_text(source: str, claim: str) -> bool:
    """True if the claim opens with the text itself, which the source does not speak of: "The passage describes …"."""
    match = _OF_THE_TEXT.match(claim.lower())
    return match is not None and not any(noun and noun in source.lower() for noun in match.groups())


def copies_words(source: str, claim: str, language: str) -> bool:
    """True if at least three of the claim's own words, and half of them, are in `source`, in that language.

    Two languages share few words: a claim that should be in another one than its source is then in that of its source.
    """
    own = [*_own_words(claim, language)]
    known = _roots(source, language)
    shared = sum(root in known for root in _rooted(own, language))
    return shared >= _COPIED and 2 * shared >= len(own)


def _own_words(claim: str, language: str) -> Iterator[str]:
    named = iter(names(claim, language))
    name = next(named, None)
    for match in WORD.finditer(claim):
        while name and name.end <= match.start():
            name = next(named, None)
        is_named = name is not None and name.start <= match.start()
        if not is_named and not match[0][0].isdigit() and match[0].lower() not in _NO_CONTENT:
            yield match[0].lower()


@lru_cache(maxsize=16)  # the claims of a brief cite the same sentences in turn
def _roots(source: str, language: str) -> frozenset[str]:
    return frozenset(_rooted(map(str.lower, WORD.findall(source)), language))


def _rooted(found: Iterable[str], language: str) -> Iterator[str]:
    """Yield the first letters of each word, after the prefixes of the language: "bangun" of "membangun"."""
    affixes = _affixes(language)
    for word in found:
        bare = word
        for affix in affixes:
            shorter = affix.sub("", bare)
            bare = shorter if len(shorter) > 2 else bare
        yield stem(bare)[:_ROOT]


@cache
def _affixes(language: str) -> tuple[re.Pattern[str], ...]:
    pointing = words_of(language).pointing
    return re.compile(rf"^(?:{pointing.prefixes})"), re.compile(rf"(?:{pointing.suffixes})$")
