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


def is_verb(word: str, before: str, language: str) -> bool:
    """True if `word`, behind the folded word `before`, is a verb.

    >>> is_verb("closed", "bridge", "en"), is_verb("closed", "the", "en")
    (True, False)
    """
    return _verbs([before, word], [before, fold(word)], words_of(language))[1]


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
    if _is_modified(prefix, rest):
        return False
    following = rest.lstrip(" ").split(" ", 1)[0].lower()
    return _has_main_verb(prefix) and not any(wants_more(prefix, following) for wants_more in _WANTS_MORE)


def _is_modified(prefix: _Prefix, rest: str) -> bool:
    """True for "the man accused of theft | was": the only verb is a participle, and the main verb is still to come."""
    first, folded, clauses = prefix.first_verb, prefix.folded, prefix.spoken.clauses
    behind = folded[first + 1] if first + 1 < len(folded) else ""
    if (
        behind not in clauses.after_participles
        or any(prefix.is_verb[first + 1 :])
        or not rest.startswith(" ")
    ):
        return False
    follows = rest[1:].split(" ", 1)[0].lower()
    is_participle = folded[first].endswith(clauses.past_endings) or folded[first] in clauses.past_verbs
    return (
        is_participle
        and follows not in _WORDS.links | _WORDS.stops_looking
        and _is_verb_due(rest, prefix.spoken)
    )


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
_BEFORE_ARTICLE = 5  # a verb before an article: "processes the data"
_PAST = 4  # a verb unless capitalised, after an article, or before an agent without an auxiliary


def _verbs(tokens: Sequence[str], folded: Sequence[str], spoken: Language) -> list[bool]:
    """For each word, whether it is a verb."""
    kinds = [_kinds(spoken)[word] for word in folded]
    return [
        kind == _SURE or (kind > 0 and tokens[place].islower() and _is_in_place(kind, place, folded, spoken))
        for place, kind in enumerate(kinds)
    ]


def _is_in_place(kind: int, place: int, folded: Sequence[str], spoken: Language) -> bool:
    """True if the word at `place`, which may be a verb by its form, is one by its neighbours."""
    before = folded[place - 1] if place else ""
    if kind == _IN_PLACE:
        return _is_place_of_verb(before)
    if kind == _BEFORE_ARTICLE:
        return _is_place_of_verb(before) and not spoken.clauses.articles.isdisjoint(
            folded[place + 1 : place + 2]
        )
    if kind != _PAST:
        return True
    following = [*folded[place + 1 : place + 3], "", ""]
    has_agent = following[0] in spoken.clauses.agents and not (
        following[1] in _WORDS.amounts or following[1][:1].isdigit()
    )
    is_passive = not _WORDS.auxiliaries.isdisjoint(folded[max(0, place - 2) : place])
    return before not in spoken.clauses.articles and (is_passive or not has_agent)


def _is_place_of_verb(before: str) -> bool:
    return before != "" and before not in _WORDS.before_noun


@cache
def _kinds(spoken: Language) -> Remembered[str, int]:
    """The kind of each word of a language; 0 for a word that is no verb."""
    clauses = spoken.clauses
    sure = EVERY.reporting.says | clauses.verbs | clauses.auxiliaries | clauses.past_verbs
    shape, present = re.compile(clauses.verb_shape), re.compile(clauses.present_shape)

    def kind(folded: str) -> int:
        if folded in sure:
            return _SURE
        is_past = len(folded) > 4 and folded.endswith(clauses.past_endings) and folded not in clauses.not_past
        if is_past:
            return _PAST
        if folded not in clauses.no_verbs and shape.fullmatch(folded):
            return _IN_SMALL
        if _is_present(folded, clauses):
            return _IN_PLACE
        return _BEFORE_ARTICLE if present.fullmatch(folded) else 0

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
    """True for "said | that", "told reporters | that", "to learn | whether" and "would say | who"."""
    is_verb_last = prefix.is_verb[-1] or prefix.folded[-2] in _WORDS.infinitive
    if following in _WORDS.that and not EVERY.reporting.says.isdisjoint(prefix.folded[-3:]):
        return True
    return is_verb_last and following in _WORDS.that | _WORDS.relative


def _wants_verb(prefix: _Prefix, _: str) -> bool:
    """True for "found that children", whose reported clause has no verb yet."""
    place = max((i for i, word in enumerate(prefix.folded) if word in _WORDS.that and i), default=0)
    return bool(place) and prefix.is_verb[place - 1] and not any(prefix.is_verb[place + 1 :])


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
    _wants_verb,
    _wants_hoped,
    _wants_relative,
    _wants_report,
)
