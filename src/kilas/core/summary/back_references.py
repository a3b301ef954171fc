"""Find the words by which a dependent sentence refers back: "he", "The statement", "perkara itu".

The rules in `dependence` say only that a sentence depends on another. This module tries which words make it so: a
sentence without them no longer depends.
"""

from __future__ import annotations

from collections.abc import Sequence

from kilas.core.languages import EVERY
from kilas.core.summary.lines import Line, as_line
from kilas.core.text import word_starts

_WORDS = EVERY.pointing
_BEHIND = _WORDS.demonstratives_behind | _WORDS.far_demonstratives_behind  # after their noun: "perkara itu"
_BEFORE = _WORDS.demonstratives_before | _WORDS.far_demonstratives_before | _WORDS.such  # "this ruling"
_POINTING = (
    _BEHIND
    | _BEFORE
    | _WORDS.always_points
    | _WORDS.pronouns
    | _WORDS.leans_back
    | _WORDS.objects
    | _WORDS.that
    | _WORDS.there
    | _WORDS.personal
    | _WORDS.speaker_pronouns
    | _WORDS.pointing_speakers
    | _WORDS.first_person
    | _WORDS.refers_to_thing
    | _WORDS.refers_to_plural
    | _WORDS.refers_to_any
    | EVERY.reporting.says_of_unnamed
)
_IDLE = EVERY.text.stop_words - _POINTING  # they end no phrase: "This is", "Most were"
_NAMED = "Ardan Wirawan"  # any full name: who is named refers to nobody
_LONGEST = 3  # words of a phrase that refers back


def back_reference(line: Line) -> str:
    """Return the words of `line` that refer back, as printed; "" if it does not depend, or not by its own words.

    A quotation without a speaker depends on an earlier sentence without any such word.

    >>> back_reference(as_line("This ruling ends the case.", "en"))
    'This ruling'
    >>> back_reference(as_line("Hakim menunda perkara itu sampai Senin.", "id"))
    'perkara itu'
    """
    if not line.is_dependent:
        return ""
    starts = [*word_starts(line.text), len(line.text)]
    needed = [place for place in range(len(line.words)) if not _depends(line, starts, place, "")]
    pointing = [place for place, word in enumerate(line.words) if _points(word)]
    named = (place for place in pointing if not _depends(line, starts, place, _NAMED))
    at = next((place for place in pointing if place in needed), None)
    if at is None and needed:
        at = needed[0]
    elif at is None:
        at = next(named, None)
    if at is None:
        at = next((place for place in pointing if _alone_depends(line, starts, place)), None)
    return "" if at is None else _as_printed(line, starts, _phrase(line, at, needed))


def _depends(line: Line, starts: Sequence[int], place: int, instead: str) -> bool:
    """True if the sentence still depends with `instead` in place of the word at `place`."""
    end = starts[place] + len(line.printed[place])
    return as_line(line.text[: starts[place]] + instead + line.text[end:], line.language).is_dependent


def _alone_depends(line: Line, starts: Sequence[int], place: int) -> bool:
    """True if the sentence up to the word at `place` depends: several of its words refer back."""
    cut = as_line(line.text[: starts[place + 1]].rstrip(), line.language)
    return cut.is_dependent and not cut.has_quote


def _points(word: str) -> bool:
    """True if `word` can refer back."""
    if word.split("'")[0] in _POINTING:
        return True
    return len(word) > 5 and word.endswith(_WORDS.possessive_endings) and word not in _WORDS.not_possessive


def _phrase(line: Line, at: int, needed: Sequence[int]) -> range:
    """Return the places of the reference at `at`, with the noun that it goes with."""
    start, stop = _stretch(at, needed)
    if line.words[at] in _WORDS.definite:
        return range(start, max(stop, _generic_noun(line, at) + 1))
    was_longer = stop - start > 1
    while stop - start > 1 and line.words[stop - 1] in _IDLE:
        stop -= 1
    if stop - start > 1:
        stop += start == 0 and line.words[stop - 1] not in _POINTING
    elif line.words[at] in _BEHIND and start:
        start -= 1
    elif line.words[at] in _BEFORE and not was_longer and _IDLE.isdisjoint(line.words[stop : stop + 1]):
        stop += 1
    return range(start, min(stop, len(line.words)))


def _generic_noun(line: Line, at: int) -> int:
    """Return the place of the general noun behind the article at `at`; `at` if there is none near."""
    near = range(at + 1, min(at + 4, len(line.words)))
    return next((i for i in near if line.words[i].removesuffix("'s") in _WORDS.generic), at)


def _stretch(at: int, needed: Sequence[int]) -> tuple[int, int]:
    """Return the start and the end of the places around `at` that are all in `needed`, at most `_LONGEST`."""
    start, stop = at, at + 1
    while start - 1 in needed and stop - start < _LONGEST:
        start -= 1
    while stop in needed and stop - start < _LONGEST:
        stop += 1
    return start, stop


def _as_printed(line: Line, starts: Sequence[int], places: range) -> str:
    """Return the words at `places` as the article has them: the text of a line may begin with another capital."""
    last = places[-1]
    found = line.text[starts[places[0]] : starts[last] + len(line.printed[last])]
    at = line.source.lower().find(found.lower())
    return line.source[at : at + len(found)] if at >= 0 else found
