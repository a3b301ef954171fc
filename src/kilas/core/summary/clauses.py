"""Recognise whether a prefix of a sentence is a clause: it has a verb of its own and ends where a clause may end.

Works by tables and word shapes; in a language without them, every prefix passes. "Aksi pencurian di kawasan itu" and
"A man who pulled six walkers" are no clauses: the verb that tells what happened is still to come.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from kilas.core.languages import EVERY, Language
from kilas.core.languages import language as words_of
from kilas.core.languages.shape import ClauseWords
from kilas.core.remembered import Remembered
from kilas.core.text import fold, fold_all, words

_WORDS = EVERY.clauses
_QUOTE = re.compile("[“\"‘']")
_QUOTE_END = re.compile(r"[”\"’'](?!\w)")


def is_clause(text: str, end: int, language: str) -> bool:
    """True if `text[:end]` tells something by itself.

    >>> sentence = "Massa yang menutup jalan sejak pagi akhirnya membubarkan diri."
    >>> is_clause(sentence, sentence.index(" sejak"), "id"), is_clause(sentence, len(sentence) - 1, "id")
    (False, True)
    """
    spoken = words_of(language)
    open_ends = spoken.clauses.open_ends
    if not open_ends:
        return True
    lead = text[:end]
    tokens = words(lead)
    if len(tokens) < 2:
        return False
    folded = fold_all(tokens)
    if _QUOTE.match(lead):
        return bool(_QUOTE_END.search(lead, 1)) and folded[-1] not in open_ends - EVERY.reporting.says
    if folded[-1] in open_ends or _is_stub(lead):
        return False
    return _is_complete(_Prefix(tuple(folded), _verbs(tokens, folded, spoken), spoken), text[end:])


class _Prefix(NamedTuple):
    """The words of a prefix, and which of them are verbs."""

    folded: tuple[str, ...]
    is_verb: list[bool]
    spoken: Language

    @property
    def first_verb(self) -> int:
        return self.is_verb.index(True)


def _is_stub(lead: str) -> bool:
    """True if a lone word follows the last comma: the rest of a list or an apposition is cut off."""
    tail = lead.rsplit(", ", 1)
    return (
        len(tail) == 2
        and len(last := words(tail[1])) == 1
        and fold(last[0]) not in _WORDS.days
        and not last[0].isdigit()
    )


def _is_complete(prefix: _Prefix, rest: str) -> bool:
    """True if the prefix holds the main verb, and what that verb is about."""
    if not any(prefix.is_verb):
        return not _is_verb_due(rest, prefix.spoken)
    following = rest.lstrip(" ").split(" ", 1)[0].lower()
    return _has_main_verb(prefix) and not any(wants_more(prefix, following) for wants_more in _WANTS_MORE)


def _is_verb_due(rest: str, spoken: Language) -> bool:
    """True if the main verb is still to come: the next verb stands before any subordinate clause.

    Otherwise, the main verb is missing from the tables, and the prefix may be a clause.
    """
    tokens = words(rest)
    folded = fold_all(tokens)
    stop = next((i for i, w in enumerate(folded) if w in _WORDS.stops_looking), len(folded))
    is_verb = _verbs(tokens, folded, spoken)
    if any(is_verb[:stop]):
        return True
    # after a relative clause: first its own verb, then the main verb
    is_relative = stop < len(folded) and folded[stop] in spoken.clauses.relative
    return is_relative and _groups(folded[stop:], is_verb[stop:]) >= 2


# Verbs

_SURE = 1  # a verb in any case
_IN_SMALL = 2  # a verb unless capitalised, and so a name
_IN_PLACE = 3  # a verb unless capitalised or after a word that a noun follows


def _verbs(tokens: Sequence[str], folded: Sequence[str], spoken: Language) -> list[bool]:
    """For each word, whether it is a verb."""
    kinds = map(_kinds(spoken).__getitem__, folded)
    return [
        kind == _SURE
        or (kind > _SURE and token.islower() and (kind == _IN_SMALL or _is_place_of_verb(before)))
        for kind, token, before in zip(kinds, tokens, ("", *folded), strict=False)
    ]


def _is_place_of_verb(before: str) -> bool:
    return before != "" and before not in _WORDS.before_noun


@cache
def _kinds(spoken: Language) -> Remembered[str, int]:
    """The kind of each word of a language; 0 for a word that is no verb."""
    clauses = spoken.clauses
    sure = EVERY.reporting.says | clauses.verbs | clauses.auxiliaries | clauses.past_verbs
    shape = re.compile(clauses.verb_shape)

    def kind(folded: str) -> int:
        if folded in sure:
            return _SURE
        is_past = len(folded) > 4 and folded.endswith(clauses.past_endings) and folded not in clauses.not_past
        if is_past or (folded not in clauses.no_verbs and shape.fullmatch(folded)):
            return _IN_SMALL
        return _IN_PLACE if _is_present(folded, clauses) else 0

    return Remembered(kind)


def _is_present(folded: str, clauses: ClauseWords) -> bool:
    if folded in clauses.same_in_past or folded in clauses.present or folded[:-1] in clauses.present:
        return True
    return any(
        folded.endswith(ending) and folded.removesuffix(ending) in clauses.present
        for ending in clauses.present_endings
    )


def _groups(folded: Sequence[str], is_verb: Sequence[bool]) -> int:
    """Number of groups of verbs: "sempat melakukan" is one, and so is "menutup dan membakar"."""
    groups = 0
    free = True
    for word, verb in zip(folded, is_verb, strict=True):
        if verb:
            groups += free
            free = word not in _WORDS.auxiliaries
        elif word not in _WORDS.links:
            free = True
        if word in _WORDS.links:
            free = False
    return groups


# The main verb


def _has_main_verb(prefix: _Prefix) -> bool:
    """True if a verb stands outside subordinate clauses and the relative clause of the subject.

    The prefix holds a verb.
    """
    folded, is_verb = prefix.folded, prefix.is_verb
    if folded[0] in _WORDS.opens_subordinate and _groups(folded, is_verb) < 2:
        return False
    relative = _find(folded, prefix.spoken.clauses.relative)
    if not 0 < relative < prefix.first_verb and folded[0] not in _WORDS.free_relative:
        return True
    # "yang viral karena melaju ugal-ugalan": the second verb is in the relative clause, too
    subordinate = _find(folded, _WORDS.inside, relative + 1)
    if subordinate < len(folded) and _groups(folded[subordinate:], is_verb[subordinate:]) < 2:
        return False
    return _groups(folded[relative:], is_verb[relative:]) >= 2


def _find(folded: Sequence[str], wanted: frozenset[str], start: int = 0) -> int:
    """Place of the first word of `wanted` from `start` on; the number of words if there is none."""
    return next((i for i in range(start, len(folded)) if folded[i] in wanted), len(folded))


# Missing objects of the verb. Each rule gets the prefix and the word after it, in lower case.


def _wants_reported(prefix: _Prefix, following: str) -> bool:
    """True for "said | that"."""
    return prefix.is_verb[-1] and following in _WORDS.that


def _wants_hoped(prefix: _Prefix, following: str) -> bool:
    """True for "hoping | that"."""
    return prefix.folded[-1].endswith(_WORDS.participles) and (
        following in _WORDS.that or following in _WORDS.after_participle
    )


def _wants_relative(prefix: _Prefix, following: str) -> bool:
    """True for "is the man | who" and "ada sejumlah aset | yang"."""
    first = prefix.first_verb
    if following not in prefix.spoken.clauses.relative or prefix.folded[first] not in _WORDS.copula:
        return False
    complement = prefix.folded[first + 1 :]
    return len(complement) < 4 or complement[0] in _WORDS.bare_complements


def _wants_report(prefix: _Prefix, _: str) -> bool:
    """True for "the ministry said on Friday", whose only verb reports."""
    report = _find(prefix.folded, _WORDS.reports)
    if report != prefix.first_verb or any(prefix.is_verb[report + 1 :]):
        return False
    return prefix.spoken.clauses.reports_need_clause or len(prefix.folded) - report - 1 < 4


_WANTS_MORE: tuple[Callable[[_Prefix, str], bool], ...] = (
    _wants_reported,
    _wants_hoped,
    _wants_relative,
    _wants_report,
)
