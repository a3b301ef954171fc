"""The bold lead: a short claim that opens a paragraph, word for word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from kilas.core.languages import EVERY, Language
from kilas.core.languages import language as words_of
from kilas.core.languages.shape import NEVER
from kilas.core.summary.clauses import is_clause, is_verb
from kilas.core.text import fold, word_starts, words

SHORTEST, LONGEST = 4, 15  # words
WHOLE = 16  # words of a sentence that is its own lead, where nothing shorter is a claim
LIKED = 6  # words from which a lead need not be the next longer one
_WORDS = EVERY.clauses
_MARK = re.compile(r"(?<=[\w%])[\"”’)]?(?:[;:]|,)(?=\s)|(?<=[\w%])\.,(?=\s)|\s[–—](?=\s)")


@dataclass(frozen=True, slots=True)
class _Reading:
    """Patterns for the beginning of clauses and phrases in one language."""

    clause: re.Pattern[str]
    relative: re.Pattern[str]
    next_clause: re.Pattern[str]
    phrase: re.Pattern[str]
    no_end: re.Pattern[str]
    weak_end: re.Pattern[str]
    purpose: re.Pattern[str]
    governs: re.Pattern[str]
    hard: re.Pattern[str]
    scene: re.Pattern[str]
    no_lead: re.Pattern[str]
    safe_comma: re.Pattern[str]
    aside: re.Pattern[str]
    before_relative: re.Pattern[str]
    verb: re.Pattern[str]


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
        no_end=re.compile(clauses.no_end),
        weak_end=re.compile(clauses.weak_end),
        purpose=re.compile(rf"\s{clauses.purpose}"),
        governs=re.compile(rf"\b(?:{clauses.governs})\b"),
        hard=re.compile(clauses.hard),
        scene=re.compile(rf"(?:(?:{clauses.scenes})\b|{clauses.scene_shape})", re.IGNORECASE),
        no_lead=re.compile(rf"(?:{clauses.no_lead})\b"),
        safe_comma=re.compile(rf",\s(?:{clauses.safe_after_comma})\b"),
        aside=re.compile(clauses.aside),
        before_relative=re.compile(rf"(?:{clauses.before_relative})$"),
        verb=re.compile(clauses.verb),
    )


_OPENING_QUOTE = re.compile(
    r"(?:“[^”]+”|\"[^\"]+\"|‘(?:[^’]|(?<=\w)’(?=\w))+’|'(?:[^']|(?<=\w)'(?=\w))+')(?<=[,.!?…].)"
)
_SCENE_END = re.compile(r"[^,;:“\"]{3,140}?,\s")
_DEGREE = re.compile(r",\s(?:[A-Z][A-Za-z]{0,4}\.){1,3}(?=,|\s[a-z]|\s?$)")
_NEXT_COMMA = re.compile(r",\s")
_DAY = re.compile(rf",\s(?:{_WORDS.weekdays})\b")
_LIST = re.compile(
    rf",\s(?:[^\s,;]+\s){{1,7}}?(?:{_WORDS.list_links})\b|,\s[^\s,;]+(?:\s[^\s,;]+){{0,4}}(?:,|\.?$)"
)
_LIST_END = re.compile(rf",\s(?:{_WORDS.list_links})\s")
_IN_NAME = re.compile(r"\b[A-Z][\w'’-]*$")
_NAME_LINKS = re.compile(rf"\s(?:{_WORDS.name_links})\s[A-Z]")
_DATED = re.compile(
    rf"\s\w+\s(?:{_WORDS.weekdays}|{'|'.join(sorted({m.title() for m in EVERY.dates.months}))})\b"
)
_NEAR = 30  # characters around the end of a lead
_FIRST_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def find_lead(text: str, language: str) -> str:
    """Return the short claim that `text` opens with, a verbatim prefix of 4 to 15 words; "" if there is none.

    A text of up to 15 words may be its own lead.

    >>> find_lead("Tarif turun menjadi Rp2.000, tetapi hanya selama uji coba.", "id")
    'Tarif turun menjadi Rp2.000'
    """
    return opening_clause(text, language) or opening_phrase(text, language)


def opening_phrase(text: str, language: str) -> str:
    """Return a lead for a text whose opening clause is not recognised: all of it, if short, or "".

    In a language without words for clauses, a prefix up to a mark is tried too.
    """
    starts = word_starts(text)
    whole = len(text.rstrip('"”’)').rstrip(".!…。！"))
    if _is_lead(text, whole, starts):
        return text[:whole]
    if _reading(words_of(language)):
        return ""
    marks = (_mark_end(text, mark) for mark in _MARK.finditer(text))
    return next((text[:end] for end in marks if _is_lead(text, end, starts)), "")


def opening_clause(text: str, language: str) -> str:
    """Return the clause that `text` opens with, a prefix of it; "" if none of up to 15 words is recognised."""
    starts = word_starts(text)
    begin = _begin(text, language)
    for tier in _candidates(text, language, begin, starts):
        fitting = (
            end
            for end in tier
            if _is_lead(text, end, starts) and _is_claim(text, max(begin, 0), end, language)
        )
        if found := list(islice(fitting, 2)):
            liked = (end for end in found if _words_before(end, starts) >= LIKED)
            return text[: next(liked, found[0])]
    return ""


def _is_claim(text: str, begin: int, end: int, language: str) -> bool:
    """True if `text[:end]` is a clause behind the scenes that it may open with, up to `begin`."""
    return begin < end and is_clause(text[begin:], end - begin, language)


def _begin(text: str, language: str) -> int:
    """Offset of the main clause, behind scenes; 0 for an opening quotation."""
    reading = _reading(words_of(language))
    return 0 if reading is None or _OPENING_QUOTE.match(text) else _after_scenes(text, reading, language)


def _candidates(text: str, language: str, begin: int, starts: Sequence[int]) -> Iterator[Iterable[int]]:
    """Ends of possible leads in groups, the best first; the main clause begins at `begin`, or nowhere if negative."""
    whole = len(text.rstrip('"”’)').rstrip(".!…。！"))
    reading = _reading(words_of(language))
    if reading is None:
        yield (*(_mark_end(text, mark) for mark in _MARK.finditer(text)), whole)
        return
    quote = _OPENING_QUOTE.match(text)
    if begin >= 0 and not reading.no_lead.match(text):
        start = quote.end() if quote else _after_aside(text, begin, reading, language)
        yield _clause_ends(text, reading, language, start, starts)
        yield [end for end in (whole, quote.end() if quote else whole) if _is_short(end, starts)]
        yield from _phrase_groups(text, reading, language, begin, start, starts)
    yield (whole,)


def _phrase_groups(
    text: str, reading: _Reading, language: str, begin: int, start: int, starts: Sequence[int]
) -> Iterator[Iterable[int]]:
    phrases = [*_phrase_ends(text, reading, language, begin, start, starts)]
    yield [end for end in phrases if not _is_weak(text, end, reading)]
    yield phrases
    yield _purpose_ends(text, reading, language, start, starts)


def _is_short(end: int, starts: Sequence[int]) -> bool:
    return _words_before(end, starts) <= LONGEST


def _after_scenes(text: str, reading: _Reading, language: str) -> int:
    """Offset of the main clause, after openings that only set the scene, each up to its comma; -1 if none follows."""
    start = 0
    while scene := reading.scene.match(text, start):
        opener = fold(scene[0].split()[-1])
        is_subordinate = opener in _WORDS.opens_subordinate
        end = _SCENE_END.match(text, start)
        if not end:
            return -1 if is_subordinate else start
        inside = end[0].rstrip(", ")
        if opener in _WORDS.phrase_scenes and _has_main_verb(inside, scene[0], language):
            return start
        start = end.end()
    return start


def _has_main_verb(scene: str, opener: str, language: str) -> bool:
    """True if what opens like a scene is a clause of its own: "In China you can often tell"."""
    found = [fold(word) for word in words(scene)]
    is_simple = not found or (
        _WORDS.relative.isdisjoint(found) and _WORDS.opens_subordinate.isdisjoint(found)
    )
    behind = scene[len(opener) :]
    return is_simple and len(found) > 4 and any(_verbs(behind, language))


def _after_aside(text: str, start: int, reading: _Reading, language: str) -> int:
    """Offset behind an apposition or a clause between commas that stands before the main verb."""
    comma = _NEXT_COMMA.search(text, start)
    if (
        not comma
        or not reading.aside.match(text, comma.end())
        or any(_verbs(text[start : comma.start()], language))
    ):
        return start
    for later in islice(_NEXT_COMMA.finditer(text, comma.end()), 4):
        if _opens_with_verb(text, later.end(), language):
            return later.end()
    return start


def _opens_with_verb(text: str, at: int, language: str) -> bool:
    """True if a verb stands at `at`, with or without an adverb before it."""
    first = _FIRST_WORD.match(text, at)
    second = _FIRST_WORD.match(text, first.end() + 1) if first and first[0].islower() else None
    if first and is_verb(first[0], "", language):
        return not _is_participle(text, first)
    return first is not None and second is not None and is_verb(second[0], fold(first[0]), language)


def _is_participle(text: str, word: re.Match[str]) -> bool:
    """True if an agent follows: "loathed by commuters" is no main verb."""
    following = _FIRST_WORD.match(text, word.end() + 1)
    return following is not None and fold(following[0]) in _WORDS.agents


def _verbs(text: str, language: str) -> Iterator[bool]:
    before = ""
    for word in words(text):
        yield is_verb(word, before, language)
        before = fold(word)


def _words_before(end: int, starts: Sequence[int]) -> int:
    """Number of words before `end`; `starts` are the offsets of all words."""
    return bisect_left(starts, end)


def _is_lead(text: str, end: int, starts: Sequence[int]) -> bool:
    count = _words_before(end, starts)
    least, most = (2, WHOLE) if count == len(starts) else (SHORTEST, LONGEST)
    return least <= count <= most and _is_whole(text[:end])


def _clause_ends(text: str, reading: _Reading, language: str, start: int, starts: Sequence[int]) -> list[int]:
    """Ends of the main clause, which begins at `start` and has two words at least; shorter leads first."""
    ends = _mark_ends(text, reading, start)
    found = [m.start() for m in reading.clause.finditer(text, start)]
    found += [m.start() for m in reading.next_clause.finditer(text, start) if reading.verb.fullmatch(m[1])]
    ends += [end for end in found if text[end - 1] != ","]
    least = _words_before(start, starts) + 2
    return [
        end
        for end in sorted(ends)
        if least <= _words_before(end, starts) <= LONGEST and _may_end(text, end, reading, language)
    ]


def _phrase_ends(
    text: str, reading: _Reading, language: str, begin: int, start: int, starts: Sequence[int]
) -> Iterator[int]:
    """Ends before a relative clause or a phrase of time, place and the like; longer leads first.

    None lies within a relative clause of the object.
    """
    least = _words_before(start, starts) + 2
    ends = [m.start() for m in reading.phrase.finditer(text, start)]
    for match in reading.relative.finditer(text, start):
        end = match.start()
        if _words_before(end, starts) > LONGEST:
            break
        if _has_verb_before(text, start, end, language) and _is_claim(text, begin, end, language):
            ends = [*(one for one in ends if one < end), end]
            break
    for end in sorted(ends, reverse=True):
        if least <= _words_before(end, starts) <= LONGEST and _may_end(text, end, reading, language):
            yield end


def _purpose_ends(
    text: str, reading: _Reading, language: str, start: int, starts: Sequence[int]
) -> Iterator[int]:
    """Ends before a purpose, in a clause without a verb that an infinitive belongs to; longer leads first."""
    for match in reversed([*reading.purpose.finditer(text, start)]):
        end = match.start()
        is_short = _words_before(start, starts) + 2 < _words_before(end, starts) <= LONGEST
        if (
            is_short
            and not reading.governs.search(text, start, end)
            and _may_end(text, end, reading, language)
        ):
            yield end


def _is_weak(text: str, end: int, reading: _Reading) -> bool:
    """True if what follows is better not cut off: "plans| for a road", "the hikers| who were missing"."""
    if reading.relative.match(text, end):
        return not reading.before_relative.search(text, max(0, end - _NEAR), end)
    return bool(reading.weak_end.search(f"{text[max(0, end - _NEAR) : end]}|{text[end : end + _NEAR]}"))


def _has_verb_before(text: str, start: int, end: int, language: str) -> bool:
    return any(_verbs(text[start:end], language))


def _may_end(text: str, end: int, reading: _Reading, language: str) -> bool:
    """False within a name or a number, and behind a word that needs what follows."""
    before, after = text[max(0, end - _NEAR) : end], text[end : end + _NEAR]
    if reading.no_end.search(f"{before}|{after}"):
        return False
    if after[0] in ",;:–—":
        return True
    if _IN_NAME.search(before) and _NAME_LINKS.match(after) and not _DATED.match(after):
        return False
    last = words(before)[-2:]
    earlier = fold(last[0]) if last[1:] else ""
    is_settled = bool(reading.hard.match(after)) or earlier in _WORDS.perfect_passive
    return is_settled or not is_verb(last[-1], earlier, language)


def _mark_end(text: str, mark: re.Match[str]) -> int:
    return mark.start() if text[mark.start()].isspace() else mark.end() - 1


def _mark_ends(text: str, reading: _Reading, start: int) -> list[int]:
    """Ends of clauses at punctuation marks. The commas of a degree or a list end none."""
    ends, is_listing = [], False
    for mark in _MARK.finditer(text, start):
        comma = mark.end() - 1
        if text[comma] != ",":
            ends.append(_mark_end(text, mark))
            is_listing = False
        elif _DEGREE.match(text, comma):
            continue
        elif reading.safe_comma.match(text, comma) or _DAY.match(text, comma) or _reports(text, comma):
            ends.append(comma)
            is_listing = False
        elif _LIST.match(text, comma) or (is_listing and _LIST_END.match(text, comma)):
            is_listing = True
        elif not is_listing:
            ends.append(comma)
    return ends


def _reports(text: str, comma: int) -> bool:
    """True if an attribution follows the comma: ", officials said"."""
    part = text[comma + 2 :].split(",", 1)[0]
    return not EVERY.reporting.says.isdisjoint(map(fold, words(part)[:6]))


def _is_whole(lead: str) -> bool:
    """True if the lead ends with a word and all its quotation marks and brackets come in pairs."""
    if not lead or not (lead[-1].isalnum() or lead[-1] in '%"”’)'):
        return False
    return (
        lead.count("“") == lead.count("”") and lead.count('"') % 2 == 0 and lead.count("(") == lead.count(")")
    )
