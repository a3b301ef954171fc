"""Recognise sentences that depend on the one before them, by words that refer back.

A sentence that refers back ("The ruling …", "Perkara itu …") may only follow the sentence that names what it
refers to. The rules look at words and their order; the words are in `core.languages`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kilas.core.languages import EVERY
from kilas.core.summary.antecedents import (
    ANYWHERE,
    EARLY,
    PRONOUNS,
    is_named,
    points_anywhere,
    points_early,
    refers_to_nobody,
)
from kilas.core.summary.tokenised import QUOTED, TokenisedSentence, names_someone
from kilas.core.text import fold, fold_all, words

_WORDS, _SPEECH = EVERY.pointing, EVERY.reporting
_OPENING = re.compile(
    rf"{_WORDS.pointing_openers}"
    rf"|(?:{_WORDS.scenes})\b[^,“\"]{{0,40}}, (?:{_WORDS.scene_subjects})\b|{_WORDS.of_unnamed_speaker}"
    rf"|(?:{_WORDS.conditions}) (?:[\w-]+ ){{0,2}}[\w-]+, (?:{_WORDS.condition_subjects})\b|{_WORDS.pointing_conditions}"
    rf"|(?:{_WORDS.opens_back})\b"
)
_OPENING_MARKS = "“\"‘'(["
_AFTER_QUANTITY = re.compile(rf"(?:{_WORDS.after_quantity})\b")
_POINTING_OBJECT = re.compile(_WORDS.pointing_objects, re.IGNORECASE)
_STANCE_ON = re.compile(_WORDS.stance_on)
_SPEAKS_UNNAMED = re.compile(rf", (?:{_SPEECH.speaks_unnamed})\b")
_APPOSED = re.compile(rf"[A-Z][\w'’-]+, (?:{_WORDS.appositions})\b")


def is_dependent(sentence: TokenisedSentence) -> bool:
    """True if the sentence refers to something that only an earlier sentence names."""
    if not sentence.words or _opens_with_reference(sentence.words):
        return True
    for cues, refers_back in _BY_CUE:
        if not cues.isdisjoint(sentence.bag) and refers_back(sentence):
            return True
    return bool(_OPENING.match(sentence.text.lower().lstrip(_OPENING_MARKS))) or lacks_speaker(sentence)


def lacks_speaker(sentence: TokenisedSentence) -> bool:
    """True if the sentence quotes somebody whom it does not name."""
    return sentence.has_quote and _lacks_speaker(sentence.unquoted)


# The opening words


def _opens_with_reference(folded: Sequence[str]) -> bool:
    first = folded[0].split("'")[0]  # "it's", "they'd"
    return (
        first in _WORDS.pronouns
        or _owns_early(folded)
        or _is_bare_quantity(folded)
        or (folded[0] in _WORDS.definite and _is_generic(folded[1:]))
    )


def _is_generic(behind: Sequence[str]) -> bool:
    """True for "company said", a general noun that stands for one named before; not for "plan to", "group of"."""
    counted = 1 if behind[:1] and behind[0] in _WORDS.counts else 0
    noun, after = (*behind[counted : counted + 2], "", "")[:2]
    if noun.removesuffix("'s").removesuffix("'") not in _WORDS.generic:
        return False
    return noun.endswith("'s") or after not in _WORDS.after_generic


def _owns_early(folded: Sequence[str]) -> bool:
    """True if one of the first two words is a possessive, or the third after a preposition ("warga di sekitarnya")."""
    early = folded[:3] if len(folded) > 2 and folded[1] in _WORDS.before_possessive else folded[:2]
    return any(map(_is_possessive, early))


def _is_possessive(word: str) -> bool:
    """True for a word with a possessive ending: "bicaranya", but not "hanya"."""
    return len(word) > 5 and word.endswith(_WORDS.possessive_endings) and word not in _WORDS.not_possessive


def _is_bare_quantity(folded: Sequence[str]) -> bool:
    """True if the sentence opens with "some" or "most" and no noun follows."""
    return folded[0] in _WORDS.quantities and bool(_AFTER_QUANTITY.match(" ".join(folded[1:3])))


# Statements on something untold


def _takes_untold_stance(sentence: TokenisedSentence) -> bool:
    """True if somebody "defended the limit" and the sentence does not say which."""
    match = _STANCE_ON.search(sentence.text)
    if not match or match[1] in _WORDS.one_of_a_kind:
        return False
    return not is_named(match[1], fold_all(words(sentence.text[: match.start()])))


def _owns_reported(sentence: TokenisedSentence) -> bool:
    """True if a report is about something owned by what another sentence names: "menyebut biaya listriknya"."""
    folded = sentence.words
    verb = next(place for place, word in enumerate(folded) if word in _SPEECH.opens_report)
    return any(_is_possessive(w) and w not in _SPEECH.owned for w in folded[verb + 1 : verb + 3])


def _points_as_object(sentence: TokenisedSentence) -> bool:
    """True for "… believe that, but" and "nobody did so" outside quotations."""
    text = QUOTED.sub(" ", sentence.text) if sentence.has_quote else sentence.text
    return bool(_POINTING_OBJECT.search(text))


# Speakers


def _speaks_unnamed(sentence: TokenisedSentence) -> bool:
    """True if a "kata dia" or "she said" outside the quotations is the first mention of a speaker."""
    text = QUOTED.sub("x,", sentence.text) if sentence.has_quote else sentence.text
    match = _SPEAKS_UNNAMED.search(text)
    return match is not None and _SPEECH.says.isdisjoint(fold_all(words(text[: match.start()])))


def _speaks_unquoted(sentence: TokenisedSentence) -> bool:
    """True if "I" or "kami" occurs outside quotations: the sentence does not say who speaks."""
    printed = sentence.unquoted
    return any(
        fold(word) in _WORDS.first_person and not _is_no_speaker(printed, place)
        for place, word in enumerate(printed)
    )


def _is_no_speaker(printed: Sequence[str], place: int) -> bool:
    """True for the country "US" and for the numeral of a name ("Eselon I")."""
    if printed[place] in _WORDS.no_speaker:
        return True
    return printed[place] in _WORDS.capital_pronouns and place > 1 and printed[place - 1][0].isupper()


def _opens_unnamed(sentence: TokenisedSentence) -> bool:
    """True if a "she" or "ia" comes before any person or name it could refer to."""
    for place, token in enumerate(sentence.unquoted):
        word = fold(token)
        if word in _WORDS.personal:
            return True
        if word in _WORDS.people or _is_name(sentence, place):
            return False
    return False


def _is_name(sentence: TokenisedSentence, place: int) -> bool:
    """True if the unquoted word at `place` is a name. The first word is one in "Leota, a former …", "Leota said …"."""
    tokens = sentence.unquoted
    if place:
        return tokens[place][0].isupper()
    return bool(_APPOSED.match(sentence.text)) or (len(tokens) > 1 and fold(tokens[1]) in _SPEECH.says)


def _lacks_speaker(unquoted: Sequence[str]) -> bool:
    """True if the words around a quotation name nobody, or only "he"."""
    outside = fold_all(unquoted)
    if len(outside) < 2:
        return True
    said = _SPEECH.says.intersection(outside)
    if said and _SPEECH.says_of_unnamed.isdisjoint(said) and _WORDS.pointing_speakers.isdisjoint(outside):
        return False
    return not names_someone(unquoted)


# Each rule with the words of which its sentences contain at least one: most sentences need few of the rules.
_BY_CUE: tuple[tuple[frozenset[str], Callable[[TokenisedSentence], bool]], ...] = (
    (frozenset(EARLY), points_early),
    (frozenset(ANYWHERE), points_anywhere),
    (_WORDS.speaker_pronouns | _SPEECH.says_of_unnamed, _speaks_unnamed),
    (_WORDS.stances, _takes_untold_stance),
    (frozenset(PRONOUNS), refers_to_nobody),
    (_SPEECH.opens_report, _owns_reported),
    (_WORDS.pointing_object_cues, _points_as_object),
    (_WORDS.first_person, _speaks_unquoted),
    (_WORDS.pointing_speakers, _opens_unnamed),
)
