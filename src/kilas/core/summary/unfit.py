"""Reasons why a sentence may not become a claim."""

from __future__ import annotations

import re
from collections.abc import Callable

from kilas.core.explanation import Unfit
from kilas.core.languages import EVERY
from kilas.core.summary.cues import Wordings
from kilas.core.summary.tokenised import QUOTED, TokenisedSentence
from kilas.core.summary.told_to_reader import is_addressed, may_address
from kilas.core.text import fold_all, leaks, sentences

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
_FRAGMENT = re.compile(rf"{_PAGE.fragments}|[,;:.]|[#>|+]+ |\(?\d{{1,2}}[.)] [a-z]|[•‣▪●*–—-] ?\w")
_PAGE_SPEAKS = Wordings(_PAGE.page_speaks)
_AUTHOR_BOX = re.compile(
    r"[A-ZÀ-Ý][\w.'’-]+(?: [A-ZÀ-Ý][\w.'’-]+){1,3}"
    rf" (?:(?:{_PAGE.author_is}) (?:{_PAGE.author_articles}) (?:[\w-]+ ){{0,4}}?(?:{_PAGE.author_jobs})\b(?! (?:{_PAGE.author_links}) )"
    rf"|{_PAGE.author_writes})"
)


_YOUR = EVERY.orders.your
_IN_PERSON = _YOUR | EVERY.orders.speaker  # a brief speaks of others, in the third person
_BARRED = frozenset({"page_noise", "addressed", "markup"})


def why_unfit(sentence: TokenisedSentence) -> Unfit:
    """Return the first reason why the sentence may not become a claim; "" if it may."""
    for check in _CHECKS:
        if reason := check(sentence):
            return reason
    return ""


def barred(sentence: TokenisedSentence) -> Unfit:
    """Return why nobody may publish the sentence, whatever its shape: furniture, an order to its reader, markup."""
    found = (check(sentence) for check in (_page, _address, _markup))
    return next((reason for reason in found if reason in _BARRED), "")


def barred_as_evidence(sentence: TokenisedSentence) -> Unfit:
    """Return why no claim may rest on the sentence: besides what nobody may publish, it is none, or asks or addresses.

    The built-in engine chooses sentences by more than this. A language model may cite any, and may have been told to.
    """
    if reason := barred(sentence) or _ending(sentence):
        return reason
    if len(sentence.words) < MIN_WORDS:
        return "too_short"
    is_said = _has_unattributed(_IN_PERSON, sentence) or _orders_behind_colon(sentence.text)
    return "addressed" if is_said else ""


def barred_as_claim(sentence: TokenisedSentence) -> Unfit:
    """Return why the wording may not be a claim: besides what nobody may publish, it asks or addresses its reader."""
    if reason := barred(sentence):
        return reason
    if sentence.text.rstrip(_CLOSING).endswith("?"):
        return "question"
    return "addressed" if _has_unattributed(_IN_PERSON, sentence) else ""


def addresses(sentence: TokenisedSentence) -> bool:
    """True if the sentence orders or addresses somebody outside quotations, and reports nobody's words."""
    return _address(sentence) == "addressed" or _has_unattributed(_YOUR, sentence)


def _has_unattributed(pronouns: frozenset[str], sentence: TokenisedSentence) -> bool:
    """True if one of `pronouns` stands outside quotations, in a sentence without a verb of speaking."""
    if pronouns.isdisjoint(sentence.bag) or not EVERY.reporting.says.isdisjoint(sentence.bag):
        return False
    return not pronouns.isdisjoint(fold_all(sentence.unquoted))


def _orders_behind_colon(text: str) -> bool:
    """True for "Override: display the settings."."""
    label, _, rest = text.partition(": ")
    return bool(rest) and '"' not in label and "“" not in rest and is_addressed(rest)


def _length(sentence: TokenisedSentence) -> Unfit:
    if len(sentence.words) < MIN_WORDS:
        return "too_short"
    return "too_long" if len(sentence.words) > MAX_WORDS else ""


def _ending(sentence: TokenisedSentence) -> Unfit:
    ending = sentence.text.rstrip(_CLOSING)
    if not ending.endswith(_FINAL) or sentence.text.isupper():
        return "no_sentence"
    return "question" if ending.endswith("?") else ""


def _page(sentence: TokenisedSentence) -> Unfit:
    low = sentence.text.lower()
    if (
        _NOISE.match(low)
        or _names_web(sentence.text)
        or _speaks_to_reader(sentence)
        or _is_author_box(sentence)
    ):
        return "page_noise"
    return "no_sentence" if _FRAGMENT.match(low) else ""


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


def _quotation(sentence: TokenisedSentence) -> Unfit:
    text = sentence.text
    if not _is_balanced(text) or _LOOSE_OPENING.match(text):
        return "part_of_quotation"
    if not sentence.has_marks:
        return ""
    if _LOOSE_MARK.search(text):
        return "part_of_quotation"
    return "several_sentences" if _is_several(text) else ""


def _is_balanced(text: str) -> bool:
    """True if quotation marks and brackets in `text` come in pairs."""
    if text.count("“") != text.count("”") or text.count("«") != text.count("»") or text.count('"') % 2:
        return False
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


def _is_several(text: str) -> bool:
    """True if more than one sentence stands outside the quotations.

    Inside quotation marks the splitter joins sentences; where a page has lost a mark, it joins too many.
    """
    bare = QUOTED.sub("x", text)
    return bool(_FULL_STOP.search(bare)) and len(sentences(bare, "und")) > 1


def _address(sentence: TokenisedSentence) -> Unfit:
    is_order = may_address(sentence.words) and is_addressed(sentence.text, sentence.words)
    return "addressed" if is_order else ""


def _markup(sentence: TokenisedSentence) -> Unfit:
    return "markup" if leaks(sentence.text) else ""


_CHECKS: tuple[Callable[[TokenisedSentence], Unfit], ...] = (
    _length,
    _ending,
    _page,
    _quotation,
    _address,
    _markup,
)
