"""The bold lead: the opening clause of a paragraph, word for word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kilas.core.languages import EVERY, Language
from kilas.core.languages import language as words_of
from kilas.core.languages.shape import NEVER
from kilas.core.summary.clauses import is_clause
from kilas.core.text import word_starts

SHORTEST, LONGEST = 4, 18  # words
STRETCHED = 26  # words, if nothing shorter is a clause
EASY = 14  # words up to which a sentence is its own lead rather than cut at a phrase
_MARK = re.compile(r"(?<=[\w%])[\"”’)]?(?:[;:]|,)(?=\s)|(?<=[\w%])\.,(?=\s)|\s[–—](?=\s)")


@dataclass(frozen=True, slots=True)
class _Reading:
    """Patterns for the beginning of clauses and phrases in one language."""

    clause: re.Pattern[str]
    relative: re.Pattern[str]
    next_clause: re.Pattern[str]
    phrase: re.Pattern[str]
    verb: re.Pattern[str]
    present: re.Pattern[str]


@cache
def _reading(spoken: Language) -> _Reading | None:
    """None for a language without a pattern for verbs."""
    clauses = spoken.clauses
    if clauses.verb == NEVER:
        return None
    return _Reading(
        clause=re.compile(rf"\s{clauses.subordinate}"),
        relative=re.compile(rf"\s{clauses.relative_clause}"),
        next_clause=re.compile(rf"\s(?:{clauses.next_clause})\s(?=([a-z]+))"),
        phrase=re.compile(rf"\s{clauses.phrase}"),
        verb=re.compile(clauses.verb),
        present=re.compile(clauses.present_shape),
    )


# An opening that only sets the scene, up to its comma: no lead by itself.
_SCENE = re.compile(
    rf"(?:{EVERY.clauses.scenes})\b[^,;:“\"]{{1,90}},|[^,;:“\"]{{1,40}} (?:{EVERY.clauses.times}),",
    re.IGNORECASE,
)
_OPENING_QUOTE = re.compile(
    r"(?:“[^”]+”|\"[^\"]+\"|‘(?:[^’]|(?<=\w)’(?=\w))+’|'(?:[^']|(?<=\w)'(?=\w))+')(?<=[,.!?…].)"
)
_ASIDE = re.compile(r",\s[^,;:“\"]{1,90}(?:, (?:[A-Z][A-Za-z]{0,4}\.)+)*,\s(?=([a-z]+))")
_DEGREE = re.compile(r",\s(?:[A-Z][A-Za-z]{0,4}\.){1,3}(?=,|\s[a-z]|\s?$)")
_LAST_NAME = re.compile(r",\s(?:[A-Z][\w.'’-]*\s?){1,5}[.!]?$")
_DAY = re.compile(rf",\s(?:{EVERY.clauses.weekdays})\b")
_LIST = re.compile(
    rf",\s(?:[^\s,;]+\s){{1,2}}(?:{EVERY.clauses.list_links})\b|,\s[^\s,;]+(?:\s[^\s,;]+){{0,2}},"
)
_LIST_REACH = 60  # characters between two commas of one list
_LIST_END = re.compile(rf",\s(?:{EVERY.clauses.list_links})\s")


def find_lead(text: str, language: str) -> str:
    """Return the opening clause of `text`, a verbatim prefix of 4 to 18 words, or up to 26 where the verb comes late.

    If no clause is recognised, return the best phrase; "" if there is none.

    >>> find_lead("Tarif turun menjadi Rp2.000, tetapi hanya selama uji coba.", "id")
    'Tarif turun menjadi Rp2.000'
    """
    return opening_clause(text, language) or opening_phrase(text, language)


def opening_phrase(text: str, language: str) -> str:
    """Return a lead for a text whose opening clause is not recognised: its best prefix, or ""."""
    starts = word_starts(text)
    return next(
        (text[:end] for end in _candidates(text, language, starts) if _is_lead(text, end, starts)), ""
    )


def opening_clause(text: str, language: str) -> str:
    """Return the clause that `text` opens with, a prefix of it; "" if none is recognised."""
    scene = match.end() if (match := _SCENE.match(text)) else 0
    longest = LONGEST if _OPENING_QUOTE.match(text) else STRETCHED
    starts = word_starts(text)
    stretched = ""
    for end in dict.fromkeys(_candidates(text, language, starts)):
        if end <= scene or not _is_lead(text, end, starts, longest) or not is_clause(text, end, language):
            continue
        if _words_before(end, starts) <= LONGEST:
            return text[:end]
        stretched, longest = text[:end], LONGEST
    return stretched


def _candidates(text: str, language: str, starts: Sequence[int]) -> Iterator[int]:
    """Ends of possible leads, best first."""
    start, whole = _start(text), len(text.rstrip('"”’)').rstrip(".!…。！"))
    least = _words_before(start, starts) + 2  # a clause has two words at least
    yield from (end for end in _clause_ends(text, language, starts) if _words_before(end, starts) >= least)
    quote = _OPENING_QUOTE.match(text)
    if quote:
        yield from (whole, quote.end())
    if len(starts) <= EASY:
        yield whole
    reading = _reading(words_of(language))
    ends = [m.start() for m in reading.phrase.finditer(text, start)] if reading else []
    yield from (end for end in reversed(ends) if max(least, 6) <= _words_before(end, starts) <= EASY)
    yield from (whole, *ends)
    yield from (m.start() for m in _MARK.finditer(text))


def _start(text: str) -> int:
    """Offset of the main clause, after an opening quotation or scene."""
    opening = _OPENING_QUOTE.match(text) or _SCENE.match(text)
    return opening.end() if opening else 0


def _words_before(end: int, starts: Sequence[int]) -> int:
    """Number of words before `end`; `starts` are the offsets of all words."""
    return bisect_left(starts, end)


def _is_lead(text: str, end: int, starts: Sequence[int], longest: int = LONGEST) -> bool:
    return SHORTEST <= _words_before(end, starts) <= longest and _is_whole(text[:end])


def _clause_ends(text: str, language: str, starts: Sequence[int]) -> list[int]:
    start = _start(text)
    ends = _mark_ends(text, language, start)
    if reading := _reading(words_of(language)):
        found = [m.start() for m in reading.clause.finditer(text, start)]
        relative = [m.start() for m in reading.relative.finditer(text, start)]
        # before the main verb, a relative clause belongs to the subject: "A man who pulled …"
        found += [end for end in relative if reading.verb.search(text, start, end)]
        found += [
            m.start() for m in reading.next_clause.finditer(text, start) if reading.verb.fullmatch(m[1])
        ]
        ends += [end for end in found if text[end - 1] != "," and _words_before(end, starts) > SHORTEST]
    return sorted(ends)


def _mark_ends(text: str, language: str, start: int) -> list[int]:
    """Ends of clauses at punctuation marks. The commas of an apposition, a degree or a list end none."""
    ends, passed, listed = [], start, -_LIST_REACH
    for mark in _MARK.finditer(text, start):
        comma = mark.end() - 1
        if text[comma] != ",":
            ends.append(mark.start() if text[mark.start()].isspace() else comma)
        elif comma < passed or _DEGREE.match(text, comma):
            continue
        elif aside := _aside(text, comma, language):
            passed = aside.end()
        elif _is_in_list(text, comma):
            listed = comma
        elif not _ends_list(text, comma, listed) and not _is_before_last_name(text, comma):
            ends.append(comma)
    return ends


def _aside(text: str, comma: int, language: str) -> re.Match[str] | None:
    """An apposition between two commas with a verb after it."""
    aside = _ASIDE.match(text, comma)
    return aside if aside and _is_verb(aside[1], language) else None


def _is_in_list(text: str, comma: int) -> bool:
    return bool(_LIST.match(text, comma)) and not _DAY.match(text, comma)


def _ends_list(text: str, comma: int, listed: int) -> bool:
    """True if the last item of a list follows; `listed` is its comma before."""
    return bool(_LIST_END.match(text, comma)) and comma - listed < _LIST_REACH


def _is_before_last_name(text: str, comma: int) -> bool:
    """True if only a name follows to the end of the text."""
    return bool(_LAST_NAME.match(text, comma)) and not _DAY.match(text, comma)


def _is_verb(word: str, language: str) -> bool:
    reading = _reading(words_of(language))
    return bool(reading and (reading.verb.fullmatch(word) or reading.present.fullmatch(word)))


def _is_whole(lead: str) -> bool:
    """True if the lead ends with a word and all its quotation marks and brackets come in pairs."""
    if not lead or not (lead[-1].isalnum() or lead[-1] in '%"”’)'):
        return False
    return (
        lead.count("“") == lead.count("”") and lead.count('"') % 2 == 0 and lead.count("(") == lead.count(")")
    )
