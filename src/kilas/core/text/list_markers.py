"""Take list markers, bold marks and labels off the start of a sentence that a model wrote."""

from __future__ import annotations

import re

from kilas.core.languages import EVERY, REGISTERED

_BULLET = re.compile(r"[-*•‣▪●◦–—]\s+|#{1,6}\s+|[*_]{1,2}(?=\S)|\(?\d{1,2}\)\s+|[([]?[a-z][)\]]\s+")
_NUMBERED = re.compile(r"\d{1,2}\.[*_]{0,2}\s+(?=[^\W\d_]|[\"“”„«'‘*_])")
_LABEL = re.compile(
    rf"(?:{EVERY.text.labels})(?:\s\d{{1,2}})?[*_]{{0,2}}\s?:[*_]{{0,2}}\s+(?=\S)", re.IGNORECASE
)
_CLOSING = re.compile(r"(?<=\S)[*_]{2}$")


def without_marker(text: str, language: str) -> str:
    """Return `text` without the list markers, bold marks and labels before its first word.

    A figure with a stop is a marker in languages with a folder only: elsewhere it may be a date ("3. Oktober").

    >>> without_marker("1. **Key point:** Rain fell.", "en"), without_marker("3. Oktober war es nass.", "de")
    ('Rain fell.', '3. Oktober war es nass.')
    """
    bare = text.strip()
    marks = (_BULLET, _NUMBERED, _LABEL) if language in REGISTERED else (_BULLET, _LABEL)
    while match := next((found for mark in marks if (found := mark.match(bare))), None):
        bare = bare[match.end() :]
    return bare if bare == text else _CLOSING.sub("", bare)
