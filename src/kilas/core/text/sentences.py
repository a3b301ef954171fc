"""Find the sentences of a text.

sentencex proposes boundaries in any script. This module rejoins what it cut at abbreviations and inside
quotations and brackets, and adds boundaries where a page lost the space after a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kilas.core.article import Span
from kilas.core.languages import EVERY
from kilas.core.text.words import count_words

_WORDS = EVERY.text
_PARAGRAPH = re.compile(r"[^\n]+")
_LAST_TOKEN = re.compile(r"([^\s(\[“\"'‘«/-]+)\.[\"”’)\]]*$")
_FIRST_WORD = re.compile(r"[\"“‘'«(\[\s]*([^\W_][^\s.,;:!?\"”)\]]*)")
# Ends of sentences with no space after them. Each pattern starts with a literal mark, which `re` searches fastest.
_GLUED_ENDS = (
    re.compile(r"[.!?](?<=[a-zà-ÿ][a-zà-ÿ%].)(?=[\"“]?[A-Z][a-zà-ÿ]+[\s,])"),  # "selesai.Menurut"
    re.compile(r"[.!?][”\"](?<=[a-zà-ÿ%)]..)(?=[A-Z][a-zà-ÿ]+[\s,])"),
    re.compile(r"…(?<=\w.)(?=\s[\"“]?[A-Z])"),
)
_GLUED_CUE = re.compile(r"[.!?][”\"]?[\"“]?[A-Z]|…\s")  # part of every match of `_GLUED_ENDS`
# A single letter ends a sentence when an opener follows, or when it is a label and not an initial:
# "Rute C. Menurut dia", "Plan B. Critics", "rute A, B, dan C. Tarifnya".
_LABEL_END = re.compile(
    rf"\b(?:(?i:{'|'.join(sorted(_WORDS.labelled))})|[A-Z],? (?:{'|'.join(sorted(_WORDS.joins))})) [A-Z]\.(?=\s[“]?[A-Z])"
)
_LETTER_ENDS = (
    re.compile(rf"\s[A-Z]\.(?=\s(?:{'|'.join(sorted(w.title() for w in _WORDS.openers if len(w) > 1))})\b)"),
    _LABEL_END,
)
_LETTER_CUE = re.compile(r"\.(?<=\s[A-Z].)(?=\s)")  # part of every match of `_LETTER_ENDS`
_DEGREE = re.compile(r"[A-Z][a-z]{0,3}\.[A-Z]")  # "S.H. M.Hum.": degrees in a row
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]")  # "d.k.i" before its last stop
_DOMAIN = re.compile(r"(?:com|co|id|net|org|tv|go|ac|js)\b", re.IGNORECASE)
# sentencex takes a wide space for one byte when it follows an initial ("J\u00a0."), and panics.
_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")
_MARKER = re.compile(r"^\s*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]$")
_MAX_QUOTE_WORDS = 70  # a longer quotation is split into its sentences
_TIME_WORDS = re.compile(rf"(?:{_WORDS.time_words})\b", re.IGNORECASE)


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
    pieces = list(_pieces(line, language))
    start, end = pieces[0]
    for next_start, next_end in pieces[1:]:
        if _belongs_together(line[start:end], line[next_start:next_end]):
            end = next_end
            continue
        yield start, end
        start, end = next_start, next_end
    yield start, end


def _pieces(line: str, language: str) -> Iterator[tuple[int, int]]:
    """Split `line` at every boundary that sentencex or a pattern of ours proposes."""
    from sentencex import get_sentence_boundaries  # a native module: loaded when first needed

    has_glued, has_letters = bool(_GLUED_CUE.search(line)), bool(_LETTER_CUE.search(line))
    ends = [0]
    for boundary in get_sentence_boundaries(language if len(language) == 2 else "en", _digestible(line)):
        start, end = boundary["start_index"], boundary["end_index"]
        if has_glued:
            ends += _glued_ends(line, start, end)
        if has_letters:
            ends += _letter_ends(line, start, end)
        ends.append(end)
    ends.sort()
    if ends[-1] != len(line):
        ends.append(len(line))
    return ((a, b) for a, b in pairwise(ends) if a < b)


def _digestible(line: str) -> str:
    """Replace the characters that sentencex cannot read, one for one, so that offsets stay valid."""
    if line.isascii():
        return line
    return _WIDE_SPACE.sub(" ", line).encode("utf-8", "replace").decode()  # a lone surrogate has no UTF-8


def _glued_ends(line: str, start: int, end: int) -> list[int]:
    found = (start + m.end() for mark in _GLUED_ENDS for m in mark.finditer(line[start:end]))
    return [at for at in found if not _DOMAIN.match(line, at)]


def _letter_ends(line: str, start: int, end: int) -> list[int]:
    return [start + m.end() for mark in _LETTER_ENDS for m in mark.finditer(line[start:end])]


def _belongs_together(left: str, right: str) -> bool:
    """True when the boundary proposed between `left` and `right` is inside a sentence."""
    if left[-1:] == "." and _DOMAIN.match(right):
        return True  # "Kompas.Com", "Node.js"
    left, right = left.rstrip(), right.lstrip()
    if _is_fragment(left, right):
        return True
    first = _FIRST_WORD.match(right)
    if not first:
        return True  # only closing marks
    return _goes_on(first[1]) or _is_abbreviated(left, right, first[1]) or _is_quoted(left, right)


def _is_fragment(left: str, right: str) -> bool:
    """True if one part is empty, or the first is only the marker of a list: "1.", "b)"."""
    return not left or not right or bool(_MARKER.match(left))


def _goes_on(word: str) -> bool:
    """True when the next word is in lower case: “Why?” she asked; "Tbk. di"."""
    return word[0].islower() and word.islower()


def _is_abbreviated(left: str, right: str, next_word: str) -> bool:
    last = _LAST_TOKEN.search(left, left.rfind(" ") + 1)  # a token has no space
    return last is not None and _is_abbreviation(last[1], next_word, left, right)


def _is_abbreviation(token: str, next_word: str, left: str, right: str) -> bool:
    """True when the stop after `token` belongs to an abbreviation and does not end the sentence."""
    bare = token.lower().strip(".")
    if bare in _WORDS.closes:
        return bool(_DEGREE.match(right))
    if bare in _WORDS.times_of_day:
        return bool(_TIME_WORDS.match(next_word))
    if bare in _WORDS.never_end_even_so:
        return True
    # "No." and "Mar." end a sentence when they are words: then no name or number follows
    if next_word.lower() in _WORDS.openers:
        return False
    return _is_listed(token, bare) or _is_initial(token, left, right)


def _is_listed(token: str, bare: str) -> bool:
    return (
        token in _WORDS.never_end_cased
        or bare in _WORDS.may_end
        or bare in _WORDS.never_end
        or _DOTTED.fullmatch(bare) is not None
    )


def _is_initial(token: str, left: str, right: str) -> bool:
    return len(token) == 1 and token.isupper() and not _LABEL_END.search(f"{left} {right[:1]}")


def _is_quoted(left: str, right: str) -> bool:
    """True when `left` leaves a quotation or bracket open and both parts are short enough for one quotation."""
    return _is_open(left) and count_words(left) + count_words(right) <= _MAX_QUOTE_WORDS


def _is_open(text: str) -> bool:
    """True when a quotation or bracket opened in `text` is still open at its end."""
    if text.count("“") > text.count("”") or text.count("«") > text.count("»"):
        return True
    if "“" not in text and "”" not in text and text.count('"') % 2:
        return True
    return text.count("(") > text.count(")")


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end) if start < end else None
