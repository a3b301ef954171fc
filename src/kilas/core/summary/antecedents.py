"""Words that refer to a noun, and whether the sentence names that noun: "the ruling", "perkara itu", "they"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from kilas.core.languages import EVERY
from kilas.core.languages.shape import Words
from kilas.core.summary.tokenised import TokenisedSentence, names_someone

_WORDS = EVERY.pointing
# A reference further on is mostly to something in the sentence itself, even sooner if that is a name.
_NEAR, _FAR = 8, 14  # words
_AFFIXES = re.compile(rf"^(?:{_WORDS.prefixes})(?=[a-z]{{4}})|(?:{_WORDS.suffixes})$")


class _Pointer(NamedTuple):
    """A word that may refer to a noun, in its sentence; never the first word."""

    sentence: TokenisedSentence
    place: int

    @property
    def word(self) -> str:
        return self.sentence.words[self.place]

    @property
    def before(self) -> tuple[str, ...]:
        """The folded words before it, at least one."""
        return self.sentence.words[: self.place]

    @property
    def after(self) -> str:
        """The next word, folded; "" at the end of the sentence."""
        return self.sentence.words[self.place + 1] if self.place + 1 < len(self.sentence.words) else ""

    @property
    def printed(self) -> tuple[str, ...]:
        """The printed words before it without the first, which is capitalised in any case."""
        return self.sentence.printed[1 : self.place]


_Rule = Callable[[_Pointer], bool]


def _by_word(*groups: tuple[Words, _Rule]) -> dict[str, tuple[_Rule, ...]]:
    """The rules for each word."""
    every = frozenset[str]().union(*(group for group, _ in groups))
    return {word: tuple(rule for group, rule in groups if word in group) for word in every}


def points_early(sentence: TokenisedSentence) -> bool:
    """True if an early word refers to a noun that the sentence has not named: "pelabuhan itu", "found it in"."""
    reach = _NEAR if names_someone(sentence.printed) else _FAR
    for place, word in enumerate(sentence.words[1:], 1):
        if word in EARLY and (place < reach or word in _WORDS.always_points):
            pointer = _Pointer(sentence, place)
            if any(points(pointer) for points in EARLY[word]):
                return True
    return False


def _points_at_noun_before(pointer: _Pointer) -> bool:
    """True for "perkara itu", where the noun occurs for the first time."""
    *earlier, noun = pointer.before
    return (
        pointer.after not in _WORDS.concessive
        and noun not in _WORDS.before_idle_demonstrative
        and noun not in earlier
    )


def _stands_for_noun(pointer: _Pointer) -> bool:
    """True for "pipes of that age", unlike "said that" and "of that is"."""
    return pointer.before[-1] in _WORDS.before_that and pointer.after not in _WORDS.after_that


def _stands_for_place(pointer: _Pointer) -> bool:
    """True for "has farmed there since", unlike "there is"."""
    return pointer.after in _WORDS.after_there


def _points_at_noun_behind(pointer: _Pointer) -> bool:
    """True for "this ruling", unlike "this year" and "those affected"."""
    if pointer.after in _WORDS.after_idle_demonstrative:
        return False
    return not (pointer.word in _WORDS.before_participle and pointer.after.endswith(_WORDS.participles))


def _is_object(pointer: _Pointer) -> bool:
    """True for "from it" and, at the opening, "found them in"."""
    return pointer.before[-1] in _WORDS.before_object or (
        pointer.place == 2 and pointer.after in _WORDS.after_object
    )


EARLY = _by_word(
    (_WORDS.demonstratives_behind, _points_at_noun_before),
    (_WORDS.that, _stands_for_noun),
    (_WORDS.there, _stands_for_place),
    (_WORDS.demonstratives_before, _points_at_noun_behind),
    (_WORDS.objects, _is_object),
)


def points_anywhere(sentence: TokenisedSentence) -> bool:
    """True if "such crops", "those rules" or "perusahaan itu", at any place, refers to a noun not named before it."""
    return any(
        points(_Pointer(sentence, place))
        for place, word in enumerate(sentence.words[1:], 1)
        if word in ANYWHERE
        for points in ANYWHERE[word]
    )


def _points_at_unnamed_noun(pointer: _Pointer) -> bool:
    """True for "perusahaan itu" where no word before it names the company."""
    if pointer.after in _WORDS.concessive:
        return False
    *earlier, noun = pointer.before
    if noun in _WORDS.before_idle_demonstrative:
        return _ends_in_numeral(earlier)
    if noun in _WORDS.before_bare_demonstrative or is_named(noun, earlier):
        return False
    if noun in _WORDS.companies:
        return _WORDS.company_marks.isdisjoint(earlier)
    return not _belongs_to_name(noun, pointer.printed)


def _ends_in_numeral(earlier: Sequence[str]) -> bool:
    """True for "selama sepuluh bulan itu", a length of time told before; "saat itu" is only a time."""
    return bool(earlier) and (earlier[-1] in _WORDS.numerals or earlier[-1].isdigit())


def _belongs_to_name(noun: str, printed: Sequence[str]) -> bool:
    """True for "Teluk Kirana itu", and for "kota itu" and "pria itu" after any name."""
    if not printed:
        return False
    if printed[-1][0].isupper():
        return True
    return (noun in _WORDS.named_places or noun in _WORDS.people) and _has_capital(printed)


def _is_such(pointer: _Pointer) -> bool:
    """True for "such crops", unlike "such a", "such crops as oats" and "such anger that"."""
    after = pointer.after
    if not after or after in _WORDS.after_such:
        return False
    ahead = pointer.sentence.words[pointer.place + 2 : pointer.place + 5]
    return _WORDS.explains_such.isdisjoint(ahead) and not is_named(after, pointer.before)


def _points_at_plural(pointer: _Pointer) -> bool:
    """True for "those rules", where no rule occurs before."""
    after = pointer.after
    return (
        _is_plural(after)
        and after not in _WORDS.after_idle_demonstrative
        and not is_named(after, pointer.before)
    )


def _is_plural(word: str) -> bool:
    return word in _WORDS.plurals or (
        len(word) > 3 and word.endswith(_WORDS.plural_endings) and not word.endswith(_WORDS.no_plural_endings)
    )


ANYWHERE = _by_word(
    (_WORDS.far_demonstratives_behind, _points_at_unnamed_noun),
    (_WORDS.such, _is_such),
    (_WORDS.far_demonstratives_before, _points_at_plural),
)


def is_named(noun: str, before: Sequence[str]) -> bool:
    """True if `before` contains `noun` or a word with its root: "menambah … penambahan itu", "crop … such crops"."""
    wanted = _root(noun)
    return any(_root(word) == wanted for word in before)


@lru_cache(maxsize=8192)
def _root(word: str) -> str:
    bare = _AFFIXES.sub("", word)
    stem = bare if len(bare) > 2 else word
    ending = next((each for each in _WORDS.plural_endings if stem.endswith(each)), "")
    return stem.removesuffix(ending)[:6]


def _has_capital(printed: Sequence[str]) -> bool:
    return any(word[0].isupper() for word in printed)


# Pronouns without an antecedent


def refers_to_nobody(sentence: TokenisedSentence) -> bool:
    """True if "they", "mereka" or "it" comes before anything it could refer to."""
    return any(
        lacks_antecedent(_Pointer(sentence, place))
        for place, word in enumerate(sentence.words[1:_NEAR], 1)
        if word in PRONOUNS
        for lacks_antecedent in PRONOUNS[word]
    )


def _lacks_thing(pointer: _Pointer) -> bool:
    """True for "it" where no word before it can be its antecedent."""
    return all(map(_is_no_antecedent, pointer.before))


def _is_no_antecedent(word: str) -> bool:
    return (
        word in _WORDS.no_antecedent
        or word in _WORDS.first_person
        or word.endswith(_WORDS.no_antecedent_endings)
    )


def _lacks_plural(pointer: _Pointer) -> bool:
    """True for "they" where neither people nor a plural nor a name comes before it."""
    return not (any(map(_may_be_several, pointer.before)) or _has_name(pointer.printed))


def _may_be_several(word: str) -> bool:
    return word in _WORDS.people or word in _WORDS.plurals or word.endswith(_WORDS.plural_endings)


def _lacks_any(pointer: _Pointer) -> bool:
    """True for "mereka", which may refer to any noun or name, where none comes before it."""
    return _WORDS.no_antecedent.issuperset(pointer.before) and not _has_name(pointer.printed)


def _has_name(printed: Sequence[str]) -> bool:
    return any(word[0].isupper() and word not in _WORDS.capital_pronouns for word in printed)


PRONOUNS = _by_word(
    (_WORDS.refers_to_thing, _lacks_thing),
    (_WORDS.refers_to_plural, _lacks_plural),
    (_WORDS.refers_to_any, _lacks_any),
)
