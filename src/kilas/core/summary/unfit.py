"""Reasons why a sentence may not become a claim."""

from __future__ import annotations

import re
from collections.abc import Callable

from kilas.core.explanation import Unfit
from kilas.core.languages import EVERY
from kilas.core.summary.cues import Wordings
from kilas.core.summary.tokenised import QUOTED, TokenisedSentence
from kilas.core.summary.told_to_reader import is_addressed, may_address
from kilas.core.text import leaks, sentences

_PAGE = EVERY.page
MIN_WORDS, MAX_WORDS = 5, 60  # shorter is a heading or an exclamation, longer is not one checkable sentence
_FINAL = tuple(".!?…。！？।؟")
_CLOSING = "\"”’»')]）】」』"
# Quotation marks whose partner the page has lost.
_LOOSE_MARK = re.compile(r"^[\"“]\s|[a-z]{3}[.,]\"\w|\s\"\s")
_LOOSE_OPENING = re.compile(r"['‘]\s")
_FULL_STOP = re.compile(r"[a-z]{3}[.!?]\s+[A-Z]")
_WEB = re.compile(r"https?://|www\.|\S@\S+\.\w")
_NOISE = re.compile(rf"^(?:{_PAGE.noise})")
_FRAGMENT = re.compile(rf"{_PAGE.fragments}|\(?\d{{1,2}}[.)] [a-z]|[•‣▪●*–—-] ?\w")
_PAGE_SPEAKS = Wordings(_PAGE.page_speaks)
_AUTHOR_BOX = re.compile(
    r"[A-ZÀ-Ý][\w.'’-]+(?: [A-ZÀ-Ý][\w.'’-]+){1,3}"
    rf" (?:(?:{_PAGE.author_is}) (?:{_PAGE.author_articles}) (?:[\w-]+ ){{0,4}}?(?:{_PAGE.author_jobs})\b(?! (?:{_PAGE.author_links}) )"
    rf"|{_PAGE.author_writes})"
)


def why_unfit(sentence: TokenisedSentence) -> Unfit:
    """Return the first reason why the sentence may not become a claim; "" if it may."""
    for reason, is_unfit in _CHECKS:
        if is_unfit(sentence):
            return reason
    return ""


def _is_too_short(sentence: TokenisedSentence) -> bool:
    return len(sentence.words) < MIN_WORDS


def _is_too_long(sentence: TokenisedSentence) -> bool:
    return len(sentence.words) > MAX_WORDS


def _has_no_end(sentence: TokenisedSentence) -> bool:
    return not sentence.text.rstrip(_CLOSING).endswith(_FINAL) or sentence.text.isupper()


def _is_question(sentence: TokenisedSentence) -> bool:
    return sentence.text.rstrip(_CLOSING).endswith("?")


def _is_page_noise(sentence: TokenisedSentence) -> bool:
    text = sentence.text
    return (
        bool(_NOISE.match(text.lower()))
        or _names_web(text)
        or _speaks_to_reader(sentence)
        or _is_author_box(sentence)
    )


def _names_web(text: str) -> bool:
    """True if a web or mail address occurs in `text`."""
    return ("://" in text or "www." in text or "@" in text) and bool(_WEB.search(text))


def _speaks_to_reader(sentence: TokenisedSentence) -> bool:
    """True if the page addresses its reader outside quotations: "click here"."""
    return _PAGE_SPEAKS.found_in(sentence.text, sentence.bag) and (
        not sentence.has_quote or _PAGE_SPEAKS.found_in(QUOTED.sub(" ", sentence.text), sentence.bag)
    )


def _is_author_box(sentence: TokenisedSentence) -> bool:
    return not _PAGE.author_verbs.isdisjoint(sentence.words[1:5]) and bool(_AUTHOR_BOX.match(sentence.text))


def _is_fragment(sentence: TokenisedSentence) -> bool:
    return bool(_FRAGMENT.match(sentence.text.lower()))


def _is_part_of_quotation(sentence: TokenisedSentence) -> bool:
    text = sentence.text
    return (
        not _is_balanced(text)
        or bool(_LOOSE_OPENING.match(text))
        or (sentence.has_marks and bool(_LOOSE_MARK.search(text)))
    )


def _is_balanced(text: str) -> bool:
    """True if quotation marks and brackets in `text` come in pairs."""
    if text.count("“") != text.count("”") or text.count("«") != text.count("»") or text.count('"') % 2:
        return False
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


def _is_several(sentence: TokenisedSentence) -> bool:
    """True if more than one sentence stands outside the quotations.

    Inside quotation marks the splitter joins sentences; where a page has lost a mark, it joins too many.
    """
    if not sentence.has_marks:
        return False
    bare = QUOTED.sub("x", sentence.text)
    return bool(_FULL_STOP.search(bare)) and len(sentences(bare, "en")) > 1


def _is_addressed(sentence: TokenisedSentence) -> bool:
    return may_address(sentence.words) and is_addressed(sentence.text, sentence.words)


def _is_markup(sentence: TokenisedSentence) -> bool:
    return bool(leaks(sentence.text))


# In the order in which they are tried; the first that applies is the reason given.
_CHECKS: tuple[tuple[Unfit, Callable[[TokenisedSentence], bool]], ...] = (
    ("too_short", _is_too_short),
    ("too_long", _is_too_long),
    ("no_sentence", _has_no_end),
    ("question", _is_question),
    ("page_noise", _is_page_noise),
    ("no_sentence", _is_fragment),
    ("part_of_quotation", _is_part_of_quotation),
    ("several_sentences", _is_several),
    ("addressed", _is_addressed),
    ("markup", _is_markup),
)
