"""A sentence with its words and quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kilas.core.text import words

QUOTED = re.compile(
    r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|「[^」]*」"
    r"|(?<!\w)‘(?=\w)(?:[^’]|(?<=\w)’(?=\w))*’(?!\w)|(?<!\w)'(?=\w)(?:[^']|(?<=\w)'(?=\w))*(?<=[,.?!…])'(?!\w)"
)
_MARKS = re.compile("[“”«»„「」]")


@dataclass(frozen=True, kw_only=True)
class TokenisedSentence:
    """A sentence split into words. Its quotations are found on first use."""

    text: str
    printed: tuple[str, ...]  # the words of `text`
    words: tuple[str, ...]  # the same, folded
    bag: frozenset[str]  # the folded words as a set

    @cached_property
    def has_marks(self) -> bool:
        """True if the sentence contains a quotation mark other than ' and ‘, which may be apostrophes."""
        return '"' in self.text or (not self.text.isascii() and bool(_MARKS.search(self.text)))

    @cached_property
    def has_quote(self) -> bool:
        """True if the sentence contains a quotation or part of one."""
        return self.has_marks or (_may_quote_singly(self.text) and bool(QUOTED.search(self.text)))

    @cached_property
    def unquoted(self) -> tuple[str, ...]:
        """The printed words outside quotations."""
        return tuple(words(QUOTED.sub(" ", self.text))) if self.has_quote else self.printed


def _may_quote_singly(text: str) -> bool:
    return "‘" in text or "'" in text


def names_someone(printed: Sequence[str]) -> bool:
    """True if any word but the first is capitalised."""
    return any(word[0].isupper() for word in printed[1:])
