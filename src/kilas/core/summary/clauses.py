"""Is a prefix of a sentence a clause: has it a verb of its own, and does it end where one may end?

By tables and word shapes, Indonesian and English; in other languages every prefix passes. "Aksi pencurian di
kawasan itu" and "A man who pulled six walkers" are none: the verb that tells what happened is still to come.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kilas.core.languages import EVERY
from kilas.core.languages import language as words_of
from kilas.core.remembered import Remembered
from kilas.core.text import fold, fold_all, words

_AND = EVERY.clauses.links
_COPULA = EVERY.clauses.copula
_REPORTS = EVERY.clauses.reports
_AUXILIARIES = EVERY.clauses.auxiliaries
_PRESENT = EVERY.clauses.present
_SAME_IN_PAST = EVERY.clauses.same_in_past
_BEFORE_NOUN = EVERY.clauses.before_noun
_STOPS_LOOKING = EVERY.clauses.stops_looking
_INSIDE = EVERY.clauses.inside
_NOT_PAST = EVERY.clauses.not_past
_VERBS_ID = EVERY.clauses.verbs
_NO_VERB_ID = EVERY.clauses.no_verbs
_SHAPE_ID = re.compile(EVERY.clauses.verb_shape)
_DAYS = EVERY.clauses.days
_QUOTE = re.compile("[“\"‘']")
_QUOTE_END = re.compile(r"[”\"’'](?!\w)")
_SUBORDINATE = EVERY.clauses.opens_subordinate


def is_clause(text: str, end: int, language: str) -> bool:
    """Whether `text[:end]` tells something by itself.

    >>> sentence = "Massa yang menutup jalan sejak pagi akhirnya membubarkan diri."
    >>> is_clause(sentence, sentence.index(" sejak"), "id"), is_clause(sentence, len(sentence) - 1, "id")
    (False, True)
    """
    spoken = words_of(language).clauses
    if not spoken.open_ends:
        return True
    lead = text[:end]
    tokens = words(lead)
    if len(tokens) < 2:
        return False
    folded = fold_all(tokens)
    if _QUOTE.match(lead):
        return bool(_QUOTE_END.search(lead, 1)) and folded[-1] not in spoken.open_ends - EVERY.reporting.says
    if folded[-1] in spoken.open_ends or _is_stub(lead):
        return False
    following = text[end:].lstrip(" ").split(" ", 1)[0].lower()
    is_verb = _verbs(tokens, folded, language)
    if not any(is_verb) and not _is_verb_due(text[end:], language):
        return True
    return _tells(folded, is_verb, language) and not _wants_more(folded, is_verb, following, language)


def _is_stub(lead: str) -> bool:
    """Whether a lone word stands behind the last comma: the rest of a list or an apposition is cut off."""
    tail = lead.rsplit(", ", 1)
    return (
        len(tail) == 2
        and len(last := words(tail[1])) == 1
        and fold(last[0]) not in _DAYS
        and not last[0].isdigit()
    )


def _is_verb_due(rest: str, language: str) -> bool:
    """Whether the main verb is still to come: the next one stands before any subordinate clause.

    Where it does not, the main verb is one that the tables lack, and the prefix may be a clause.
    """
    tokens = words(rest)
    folded = fold_all(tokens)
    stop = next((i for i, w in enumerate(folded) if w in _STOPS_LOOKING), len(folded))
    is_verb = _verbs(tokens, folded, language)
    if any(is_verb[:stop]):
        return True
    # behind a relative clause: its own verb, then the one that is due
    return folded[stop : stop + 1] != [] and (
        folded[stop] in words_of(language).clauses.relative and _groups(folded[stop:], is_verb[stop:]) >= 2
    )


_SURE, _IN_SMALL, _IN_PLACE = (
    1,
    2,
    3,
)  # a verb wherever it stands; unless it is a name; and where one may stand


def _verbs(tokens: Sequence[str], folded: Sequence[str], language: str) -> list[bool]:
    """Which words are verbs. In English a present tense is one only behind a word that no noun follows."""
    kinds = map(_kinds(language).__getitem__, folded)
    return [
        kind == _SURE
        or (
            kind > _SURE
            and token.islower()
            and (kind == _IN_SMALL or (before != "" and before not in _BEFORE_NOUN))
        )
        for kind, token, before in zip(kinds, tokens, ("", *folded), strict=False)
    ]


@cache
def _kinds(language: str) -> Remembered[str, int]:
    return Remembered(_kind_id if language == "id" else _kind_en)


def _kind_id(folded: str) -> int:
    if folded in EVERY.reporting.says or folded in _VERBS_ID:
        return _SURE
    return _IN_SMALL if folded not in _NO_VERB_ID and _SHAPE_ID.fullmatch(folded) else 0


def _kind_en(folded: str) -> int:
    if folded in EVERY.reporting.says or folded in _AUXILIARIES or folded in EVERY.clauses.past_verbs:
        return _SURE
    if len(folded) > 4 and folded.endswith("ed") and folded not in _NOT_PAST:
        return _IN_SMALL
    return _IN_PLACE if _is_present(folded) else 0


def _is_bare(complement: Sequence[str]) -> bool:
    """Whether "is the one" or "ada sejumlah aset" waits for the clause that tells which."""
    return len(complement) < 4 or complement[0] in EVERY.clauses.bare_complements


def _is_present(folded: str) -> bool:
    return (
        folded in _SAME_IN_PAST
        or folded in _PRESENT
        or folded[:-1] in _PRESENT
        or (folded.endswith("es") and folded[:-2] in _PRESENT)
    )


def _tells(folded: Sequence[str], is_verb: Sequence[bool], language: str) -> bool:
    """Whether a verb stands outside the subject's relative clause."""
    if not any(is_verb):
        return False
    first = is_verb.index(True)
    opens_relative = words_of(language).clauses.relative
    relative = next((i for i, w in enumerate(folded) if w in opens_relative), len(folded))
    if folded[0] in _SUBORDINATE and _groups(folded, is_verb) < 2:
        return False
    if 0 < relative < first or folded[0] == "yang":
        subordinate = next((i for i, w in enumerate(folded) if i > relative and w in _INSIDE), len(folded))
        if subordinate < len(folded) and _groups(folded[subordinate:], is_verb[subordinate:]) < 2:
            return False  # "yang viral karena melaju ugal-ugalan": the second verb is in there too
        return _groups(folded[relative:], is_verb[relative:]) >= 2
    return True


def _groups(folded: Sequence[str], is_verb: Sequence[bool]) -> int:
    """Verbs that stand apart: "sempat melakukan" is one, and so is "menutup dan membakar"."""
    groups = 0
    free = True
    for word, verb in zip(folded, is_verb, strict=True):
        if verb:
            groups += free
            free = word not in _AUXILIARIES
        elif word not in _AND:
            free = True
        if word in _AND:
            free = False
    return groups


def _wants_more(folded: Sequence[str], is_verb: Sequence[bool], following: str, language: str) -> bool:
    """Whether the words behind the prefix are what its verb is about: "hoping | that", "is the man | who"."""
    if following in EVERY.clauses.that and is_verb[-1]:
        return True
    if (following in EVERY.clauses.that or following == "hoping") and folded[-1].endswith("ing"):
        return True
    first = is_verb.index(True)
    if (
        following in words_of(language).clauses.relative
        and folded[first] in _COPULA
        and _is_bare(folded[first + 1 :])
    ):
        return True
    report = next((i for i, w in enumerate(folded) if w in _REPORTS), None)
    if report is None or report != first:
        return False
    rest = folded[report + 1 :]
    return not any(is_verb[report + 1 :]) and (language == "en" or len(rest) < 4)
