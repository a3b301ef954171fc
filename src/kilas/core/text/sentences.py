"""Find the sentences of a text.

In a language with a folder every closing mark is a possible end; in others sentencex proposes the ends, which knows
their abbreviations. This module rejects those inside abbreviations, quotations and brackets, and adds the ends
where a page lost the space after a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kilas.core.article import Span
from kilas.core.languages import EVERY, nearest
from kilas.core.languages.shape import TextWords
from kilas.core.text.enclosures import enclosures
from kilas.core.text.words import count_words

_WORDS = EVERY.text
_WHITE = re.compile(r"\s*")
_PARAGRAPH = re.compile(r"[^\n]+")
_CLOSING = "\"'”’“»«)\\]"
# A face, or a picture and the marks that choose its form: it belongs to the sentence before.
_FACE = r"(?:[:;=][-']?[()DPp/]|<3|[\u2600-\u27bf\U0001f1e6-\U0001faff][\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)"
_ENDS = (
    re.compile(rf"[.!?…‼⁇-⁉][{_CLOSING}]*\s+(?=[^\sa-z])"),
    re.compile(rf"[。！？।؟۔][{_CLOSING}」』]*\s*(?=\S)"),
)
_FACE_END = re.compile(rf"\s{_FACE}(?:\s{_FACE})*\s+(?=[\"“(]?[A-Z\d])")
_FACE_CUE = re.compile(r"\s(?:[:;=<]|[\u2600-\u27bf\U0001f1e6-\U0001faff])")
_LAST_TOKEN = re.compile(rf"([^\s(\[„“\"'‘«/-]+)\.[{_CLOSING}]*$")
_FIRST_WORD = re.compile(r"[^\w—–-]*([^\W_][^\s.,;:!?\"”“)\]]*)")
# Ends of sentences with no space after them: "selesai.Menurut", "2032.Terkait", "ended.”We", 'pulang."Kami'.
_GLUED_END = re.compile(
    r"[.!?](?:(?<=[a-zà-ÿ][a-zà-ÿ%].)|(?<=['’\"”)\d].)|(?<=[A-Z.][!?]))([\"“”]?)(?=[A-Z][\wà-ÿ]+[\s,])"
)
_GLUED_CUE = re.compile(r"[.!?][”\"“]?[A-Z]")  # part of every match of `_GLUED_END`
# A single letter is a label and not an initial: "Rute C. Warga", "Plan B. Critics", "rute A, B, dan C. Tarifnya",
# "40 C. Schools".
_LABEL_END = re.compile(
    rf"(?:\b(?:(?i:{'|'.join(sorted(_WORDS.labelled))})|[A-Z],? (?:{'|'.join(sorted(_WORDS.joins))})) |[\d°] ?)[A-Z]\.$"
)
_DEGREE = re.compile(r"[A-Z][a-z]{0,4}\.[A-Z]")  # "S.H. M.Hum.": degrees in a row
_DEGREE_NAME = re.compile(r"[SMAB]\.[A-Z][a-z]{1,4}(?:\.[A-Z]\w*)?")  # "S.Farm" before its last stop
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]")  # "d.k.i" before its last stop
_DOMAIN = re.compile(r"(?:com|co|id|net|org|tv|go|ac|js)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[(\[]?[+-]?(?:\d|\w{1,3}[/-]\d|[IVXL]+\b)")
# sentencex takes a wide space for one byte when it follows an initial ("J\u00a0."), panics, and proposes no end
# inside of what it takes for a quotation or bracket.
_UNREADABLE = re.compile(r"[^\S\x00-\x7f]|[\"“”„‟«»()\[\]]")
_OPENING = frozenset('"“„«»”([¿¡‘')
_MARKER = re.compile(r"^\s*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]$")
_LONGEST_MARKER = 10  # characters
_MAX_QUOTE_WORDS = 70  # a longer quotation is split into its sentences
_ABBREVIATED = frozenset(
    _WORDS.closes | _WORDS.times_of_day | _WORDS.never_end_even_so | _WORDS.before_numbers
) | {word.lower() for word in _WORDS.never_end_cased}
_TIME_WORDS = re.compile(rf"(?:{_WORDS.time_words})\b", re.IGNORECASE)
_OPENER = re.compile(rf"(?:{_WORDS.opener_shapes})", re.IGNORECASE)


def sentences(text: str, language: str) -> tuple[Span, ...]:
    """Split `text` into sentences: trimmed spans in order, without overlap, each within one line.

    `language` is an ISO 639-1 code; an unknown one gets the language-neutral rules.

    >>> text = "Ia tinggal di Jl. Mawar No. 5. “Benar? Ya!” ujarnya."
    >>> [text[s.start : s.end] for s in sentences(text, "id")]
    ['Ia tinggal di Jl. Mawar No. 5.', '“Benar? Ya!” ujarnya.']
    """
    spans: list[Span] = []
    for line in _PARAGRAPH.finditer(text):
        spans += (
            trimmed
            for start, end in _in_line(line[0], language)
            if (trimmed := _trim(text, line.start() + start, line.start() + end))
        )
    return tuple(spans)


def _in_line(line: str, language: str) -> Iterator[tuple[int, int]]:
    start = 0
    for at in _ends(line, language):
        yield start, at
        start = at
    yield start, len(line)


def _ends(line: str, language: str) -> Iterator[int]:
    """Yield the offset of each sentence of `line` but the first."""
    ends, enclosed = _candidates(line, language)
    listed, start = _listed(language), 0
    for at in sorted(ends):
        if enclosed and any(opened < at < closed for opened, closed in enclosed):
            continue
        if not _belongs_together(line, start, at, listed):
            yield at
            start = at


def _candidates(line: str, language: str) -> tuple[set[int], list[tuple[int, int]]]:
    """Return the offsets where a sentence may begin, and the enclosures that are parts of one sentence."""
    ends, has_glued = _proposed(line, language), bool(_GLUED_CUE.search(line))
    found = enclosures(line) if ends or has_glued else []
    if has_glued:
        ends |= _glued_ends(line, {opened for opened, _ in found})
    if found:
        ends = _behind_marks(line, ends, {end - 1 for _, end in found})
    return ends, [(a, b) for a, b in found if count_words(line[a:b]) <= _MAX_QUOTE_WORDS]


@cache
def _spoken(language: str) -> TextWords | None:
    """Return the words of `language`, of its relative or, for an unknown one, none; None if only sentencex knows it."""
    near = nearest(language)
    return None if len(language) == 2 and near.code == "und" else near.text


def _proposed(line: str, language: str) -> set[int]:
    """Return the offsets where a sentence may begin behind a space."""
    if _spoken(language) is None:
        found = set(_foreign_ends(line, language))
    else:
        found = {m.end() for mark in (_ENDS[:1] if line.isascii() else _ENDS) for m in mark.finditer(line)}
    if _FACE_CUE.search(line):
        faces = list(_FACE_END.finditer(line))
        found = found.difference(m.start() + 1 for m in faces).union(m.end() for m in faces)
    return found


def _glued_ends(line: str, opened: set[int]) -> set[int]:
    """Return the offsets where a sentence may begin without a space; `opened` are those of opening marks."""
    found = (
        m.start(1) if m[1] == "“" or m.start(1) in opened else m.end() for m in _GLUED_END.finditer(line)
    )
    return {at for at in found if not _DOMAIN.match(line, at)}


def _behind_marks(line: str, ends: set[int], closed: set[int]) -> set[int]:
    """Move each end before a closing mark behind it and its space: "pulang. » Le"."""
    if closed.isdisjoint(ends):
        return ends
    behind = {m.end() for at in ends & closed if (m := _WHITE.match(line, at + 1))}
    return (ends - closed) | behind


def _foreign_ends(line: str, language: str) -> Iterator[int]:
    """Yield the ends that sentencex proposes, each moved before the marks that open the next sentence."""
    from sentencex import get_sentence_boundaries  # a native module: loaded when first needed

    for boundary in get_sentence_boundaries(language, _digestible(line)):
        at = boundary["end_index"]
        if white := _WHITE.match(line, at):
            at = white.end()
        while line[at - 1 : at] in _OPENING and line[at - 2 : at - 1].isspace():
            at -= 1
        yield at


def _digestible(line: str) -> str:
    """Replace the characters that sentencex cannot read, one for one, so that offsets stay valid."""
    # a lone surrogate has no UTF-8
    return _UNREADABLE.sub(" ", line).encode("utf-8", "replace").decode()


def _belongs_together(line: str, start: int, at: int, listed: frozenset[str]) -> bool:
    """True when the sentence that begins at `start` does not end before `at`."""
    stop = at
    while stop > start and line[stop - 1].isspace():
        stop -= 1
    first = _FIRST_WORD.match(line, at)
    if not first or stop == start or _goes_on(first[1]):
        return True  # at most closing marks on one side
    if stop - start < _LONGEST_MARKER and _MARKER.match(line[start:stop]):
        return True  # "1.", "b)"
    last = _LAST_TOKEN.search(line, max(start, line.rfind(" ", start, stop)), stop)  # a token has no space
    if last is None or _is_plain_word(last[1], listed):
        return False
    return _is_abbreviation(line, start, last, first, listed)


def _goes_on(word: str) -> bool:
    """True when the next word is in lower case: “Why?” she asked; "Tbk. di"."""
    return word[0].islower() and word.islower()


@cache
def _listed(language: str) -> frozenset[str]:
    """Return the abbreviations of a text in `language`, in lower case. sentencex knows those of other languages."""
    if (spoken := _spoken(language)) is None:
        return frozenset()
    return _WORDS.never_end | _WORDS.may_end | spoken.never_end_here


def _is_plain_word(token: str, listed: frozenset[str]) -> bool:
    """True for most words: neither listed nor in the form of an abbreviation."""
    bare = token.lower()
    return len(token) > 1 and "." not in token and bare not in _ABBREVIATED and bare not in listed


def _is_abbreviation(
    line: str, start: int, last: re.Match[str], first: re.Match[str], listed: frozenset[str]
) -> bool:
    """True when the stop after the token `last` belongs to an abbreviation and does not end the sentence.

    `start` is the offset of the sentence, `first` the next word and the marks before it.
    """
    token, at = last[1], first.start()
    bare = token.lower().strip(".")
    if bare in _WORDS.closes or _DEGREE_NAME.fullmatch(token):
        return bool(_DEGREE.match(line, at))
    if bare in _WORDS.times_of_day:
        return bool(_TIME_WORDS.match(first[1]))
    if bare in _WORDS.never_end_even_so or (
        listed and bare in _WORDS.before_numbers and _NUMBER.match(line, at)
    ):
        return True
    # "Fla." and "Inc." end a sentence when no name follows
    if _is_opener(first[1], line[first.end() : first.end() + 1]):
        return False
    return (
        bare in listed
        or token in _WORDS.never_end_cased
        or _DOTTED.fullmatch(bare) is not None
        or _is_initial(token, line, start, last.end(1))
    )


def _is_initial(token: str, line: str, start: int, end: int) -> bool:
    return len(token) == 1 and token.isupper() and not _LABEL_END.search(line, start, end + 1)


def _is_opener(word: str, after: str) -> bool:
    """True for a word that often opens a sentence; "A" before a stop is an initial, and "AS" a name."""
    if (len(word) == 1 and after == ".") or (len(word) > 1 and word.isupper()):
        return False
    folded = word.lower()
    return folded in _WORDS.openers or _OPENER.fullmatch(folded) is not None


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end) if start < end else None
