"""Where sentences stand in a text.

sentencex proposes boundaries in any script; this module joins what it cut at abbreviations, inside
quotations and brackets, and cuts where a page lost the space after a full stop.
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
# Each of these begins at a mark, which the search engine finds quickest, and ends where the text is cut.
_CUTS = (
    re.compile(r"[.!?](?<=[a-zà-ÿ][a-zà-ÿ%].)(?=[\"“]?[A-Z][a-zà-ÿ]+[\s,])"),  # "selesai.Menurut"
    re.compile(r"[.!?][”\"](?<=[a-zà-ÿ%)]..)(?=[A-Z][a-zà-ÿ]+[\s,])"),
    re.compile(r"…(?<=\w.)(?=\s[\"“]?[A-Z])"),
)
_GLUED = re.compile(r"[.!?][”\"]?[\"“]?[A-Z]|…\s")  # without one of these none of the cuts can be made
# A single letter ends a sentence after all when an opener follows, or when it is a label and no initial:
# "Rute C. Menurut dia", "Plan B. Critics", "rute A, B, dan C. Tarifnya".
_LETTER_END = re.compile(
    rf"\s[A-Z]\.(?=\s(?:{'|'.join(sorted(w.title() for w in _WORDS.openers if len(w) > 1))})\b)"
)
_LABEL_END = re.compile(
    rf"\b(?:(?i:{'|'.join(sorted(_WORDS.labelled))})|[A-Z],? (?:{'|'.join(sorted(_WORDS.joins))})) [A-Z]\.(?=\s[“]?[A-Z])"
)
_INITIAL = re.compile(r"\.(?<=\s[A-Z].)(?=\s)")  # without one of these neither of the ends above can be told
_DEGREE = re.compile(r"[A-Z][a-z]{0,3}\.[A-Z]")  # "S.H. M.Hum.": degrees in a row
_DOMAIN = re.compile(r"(?:com|co|id|net|org|tv|go|ac|js)\b", re.IGNORECASE)
# sentencex takes each of these for one byte where it stands behind an initial ("J\u00a0."), and panics.
_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")
_MARKER = re.compile(r"^\s*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]$")
_MAX_QUOTE_WORDS = 70  # a longer quotation is told in several sentences, however it is marked
_TIME_WORDS = re.compile(rf"(?:{_WORDS.time_words})\b", re.IGNORECASE)


def sentences(text: str, language: str) -> tuple[Span, ...]:
    """The sentences of `text`, in order: trimmed, never overlapping, never across a line break.

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
    from sentencex import get_sentence_boundaries  # a native module: loaded when first needed

    whole = line
    if not line.isascii():  # what stands for a character is one character: every offset is kept
        whole = (
            _WIDE_SPACE.sub(" ", line).encode("utf-8", "replace").decode()
        )  # a lone surrogate has no UTF-8
    glued = _CUTS if _GLUED.search(line) else ()
    letters = (_LETTER_END, _LABEL_END) if _INITIAL.search(line) else ()
    cuts = [0]
    for boundary in get_sentence_boundaries(language if len(language) == 2 else "en", whole):
        start, end = boundary["start_index"], boundary["end_index"]
        if glued or letters:
            piece = line[start:end]
            found = [start + m.end() for mark in glued for m in mark.finditer(piece)]
            cuts += [cut for cut in found if not _DOMAIN.match(line, cut)]
            cuts += [start + m.end() for mark in letters for m in mark.finditer(piece)]
        cuts.append(end)
    cuts.sort()
    if cuts[-1] != len(line):
        cuts.append(len(line))
    return ((a, b) for a, b in pairwise(cuts) if a < b)


def _belongs_together(left: str, right: str) -> bool:
    if _DOMAIN.match(right) and left[-1:] == ".":
        return True  # "Kompas.Com", "Node.js"
    left, right = left.rstrip(), right.lstrip()
    if not left or not right:
        return True
    if _MARKER.match(left):
        return True
    first = _FIRST_WORD.match(right)
    word = first[1] if first else ""
    if not word:
        return True  # closing marks alone
    if word[0].islower() and word.islower():
        return True  # “Why?” she asked; "Tbk. di"
    # no token holds a space: what stands before the last one need not be searched
    if (last := _LAST_TOKEN.search(left, left.rfind(" ") + 1)) and _is_abbreviation(
        last[1], word, left, right
    ):
        return True
    return _is_open(left) and count_words(left) + count_words(right) <= _MAX_QUOTE_WORDS


def _is_abbreviation(token: str, next_word: str, left: str, right: str) -> bool:
    bare = token.lower().strip(".")
    if bare in _WORDS.closes:
        return bool(_DEGREE.match(right))
    if token in _WORDS.never_end_cased:
        return next_word.lower() not in _WORDS.openers
    if bare in _WORDS.may_end or re.fullmatch(r"(?:[a-z]\.)+[a-z]", bare):
        if bare in ("a.m", "p.m"):
            return bool(_TIME_WORDS.match(next_word))
        return next_word.lower() not in _WORDS.openers
    if bare in _WORDS.never_end:
        # "No." and "Mar." end a sentence when they are words; a name or number follows when they are not
        return next_word.lower() not in _WORDS.openers or bare in _WORDS.never_end_even_so
    return (
        len(token) == 1
        and token.isupper()
        and next_word.lower() not in _WORDS.openers
        and not _LABEL_END.search(f"{left} {right[:1]}")
    )


def _is_open(text: str) -> bool:
    """Whether a quotation or a bracket opened in `text` is still open at its end."""
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
