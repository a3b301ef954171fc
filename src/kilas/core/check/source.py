"""Judge a claim by a whole text: what it adds, and how closely it follows the wording."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kilas.core.check.dates import DateMention, agree, dates
from kilas.core.check.names import Name, is_world, known, names, opening_people, unknown_words
from kilas.core.check.number_words import MAGNITUDES
from kilas.core.check.numbers import Number, numbers
from kilas.core.check.opposites import opposed
from kilas.core.check.other_names import has_name
from kilas.core.check.outcome import Verdict
from kilas.core.check.overlap import FEATURES, features, only_adds
from kilas.core.check.quotes import quotes
from kilas.core.check.subject import speaks_of, speaks_of_text
from kilas.core.check.support import Weights, grown, weights
from kilas.core.languages import EVERY
from kilas.core.languages import language as words_of
from kilas.core.text import without_marker

_DIGITS = re.compile(r"(?<![\d.,])\d+(?!\d|[.,]\d)")
_GOES_BACK = re.compile(r"[\w$€£¥₹-]$|\d[.,:/]$")
_GOES_ON = re.compile(
    rf"\w|[.,:]\d|[-/]\w|\s(?:\d/\d|(?:{'|'.join((*MAGNITUDES, *EVERY.numbers.short_magnitudes))}|[mbt])\b)",
    re.IGNORECASE,
)  # "2.3 million" does not print "2.3"
_PLAIN_RUN = re.compile(r"[^\s,;()<>\"“”'‘’]+")
# A web or mail address, written out, bare or disguised: "https://example.org", "example.org/x", "example[.]org".
_ADDRESS = re.compile(r"://|\w@\w|\w\[\.\]\w|\w\w\.(?:[a-z]{2,}|[A-Z]{2,})(?!\w)")
_SPACE = re.compile(r"\W+")
_CLAIM_ALONE = 2.0  # `negation_gap` when only the claim denies
_SHORT_YEARS = re.compile(r"\b(1[5-9]|20|21)\d\d\s?[-–—/]{1,2}\s?(\d\d)(?!\d|[.,]\d|\s?%)")
_SPEEDS = ({"km", "kmh"}, {"mile", "mph"})
_NEAR = 0.8  # share of the claim's words in one sentence from which the two differ by the negation only
# Log-odds above which 96 % of claims without other doubts are supported, out of fold (evals.parts.support).
_VERIFIED_FROM = 2.3


def verdict(source: str, claim: str, language: str, learned: Weights | None = None) -> Verdict:
    """Judge `claim` by a whole source text, without cited evidence. `learned` replaces the shipped weights.

    >>> verdict("Rain fell on 60 days in Bandung.", "Rain fell on 70 days in Bandung.", "en").reason
    'the number 70 is not in the source'
    """
    return judge_against([source], without_marker(claim, language), language, "the source", learned)


def judge_against(
    texts: Sequence[str],
    claim: str,
    language: str,
    place: str,
    learned: Weights | None = None,
    is_strict: bool = False,
) -> Verdict:
    """Judge `claim` by `texts`, called `place` in the reason.

    If `is_strict`, signs and units of numbers must agree, and no name may be unknown.
    """
    source = "\n".join(texts)
    wrong = contradiction(source, claim, language, place, is_strict)
    if wrong:
        return Verdict("flagged", wrong)
    if is_strict and (stray := _stray(source, claim, language, place)):
        return Verdict("flagged", stray)
    if only_adds(source, claim):
        return Verdict("unverifiable", _NEW_WORDS.format(place))
    row = features(source, claim)
    figures = dict(zip(FEATURES, row, strict=True))
    if figures["worst_negation_gap"] == _CLAIM_ALONE and figures["worst_best"] >= _NEAR:
        return Verdict("flagged", f"the claim denies what {place} does not deny")
    doubt = _doubt(figures, claim, source, language, place)
    if doubt:
        return Verdict("unverifiable", doubt)
    # Nearness is learned from English summaries that copy. Its figures need no vocabulary, so it fits any language.
    near = learned or weights("en")
    if grown(row, near.near) + near.near_offset >= _VERIFIED_FROM:
        return Verdict("verified", f"follows the wording of {place}")
    return Verdict("unverifiable", f"rules alone cannot tell whether {place} says so")


def _stray(source: str, claim: str, language: str, place: str) -> str:
    """Return the fault of a claim about something else than the source; "" if there is none."""
    if speaks_of_text(source, claim):
        return "the claim speaks of the text, not of the news"
    return "" if speaks_of(source, claim, language) else f"{place} says nothing of the kind"


def contradiction(source: str, claim: str, language: str, place: str, is_strict: bool) -> str:
    """Return the first fault of a claim: something the source does not have, or states as the opposite; "" if there is none."""
    unseen = unseen_in(Text(source, language), Text(claim, language), is_strict)
    if unseen:
        return f"{unseen} is not in {place}"
    turned = opposed(source, claim)
    return f"the claim says {turned[0]!r} where {place} says {turned[1]!r}" if turned else ""


_NEW_WORDS = "the claim uses words that {} does not"
# Figures that must be zero, each with the doubt to report if it is not. The first one that applies is reported.
_DOUBTS = (
    ("worst_unseen", _NEW_WORDS),
    ("worst_negation_gap", "{} denies what the claim does not deny, or the other way round"),
    ("worst_splice_far", "the claim joins passages that stand apart in {}"),
    ("worst_opposite", "the claim uses the opposite of a word of {}"),
)


def _doubt(figures: Mapping[str, float], claim: str, source: str, language: str, place: str) -> str:
    """Return the reason why a claim cannot be verified, even if its wording is near the source; "" if there is none."""
    for name, doubt in _DOUBTS:
        if figures[name]:
            return doubt.format(place)
    unknown = unknown_names(source, claim, language)
    return f"the name {unknown[0][0]} is not in {place}" if unknown else ""


class Text(NamedTuple):
    """A text and the language that it is read in."""

    text: str
    language: str


def unseen_in(source: Text, claim: Text, is_strict: bool) -> str:
    """Return the first number, date, name, quotation or address of the claim that the source does not have, or "".

    Addresses are looked for if `is_strict`.
    """
    return (
        _unseen_number(source, claim, is_strict)
        or _unseen_date(source, claim)
        or _unseen_name(source, claim, is_strict)
        or _unseen_quote(source.text, claim.text)
        or (_unseen_address(source.text, claim.text) if is_strict else "")
    )


def _unseen_number(source: Text, claim: Text, is_strict: bool) -> str:
    claimed = [n for n in numbers(*claim) if not _is_loose(n)]
    claimed = [n for n in claimed if n.kind != "year" or not _is_short_year(n.value, source.text)]
    if is_strict and source.language != claim.language:
        unseen = _none_translated(claimed, source)
    elif is_strict:
        unseen = _none_same(claimed, source)
    else:
        not_found = [n for n in claimed if n.is_written or not _is_in_print(n.text, source.text)]
        unseen = _none_alike(not_found, source)
    return f"the number {unseen.text}" if unseen else ""


def _is_short_year(year: float, source: str) -> bool:
    """True if the source prints this year as the end of a range: "2007-11"."""
    return any(int(first + last) == year for first, last in _SHORT_YEARS.findall(source))


def _none_same(claimed: Sequence[Number], source: Text) -> Number | None:
    """Find a number that the source does not print with this sign and unit."""
    if not claimed:
        return None
    printed = _numbers(*source)
    units = frozenset(n.unit for n in claimed), frozenset(n.unit for n in printed)
    return next((n for n in claimed if not any(_is_same(n, other, *units) for other in printed)), None)


def _none_translated(claimed: Sequence[Number], source: Text) -> Number | None:
    """Find a number that the source prints neither with this unit nor without one."""
    printed = _numbers(*source) if claimed else ()
    return next((n for n in claimed if not any(n.value == o.value and _is_like(n, o) for o in printed)), None)


def _none_alike(claimed: Sequence[Number], source: Text) -> Number | None:
    """Find a number that the source does not print in any form."""
    if not claimed:
        return None
    printed = _numbers(*source)
    runs = frozenset(_DIGITS.findall(source.text))  # "RC-135U" prints 135 too, if not as a number
    return next((n for n in claimed if n.text not in runs and not any(_is_like(n, o) for o in printed)), None)


# The claims of a brief are checked against the same source in turn.
_numbers = lru_cache(maxsize=16)(numbers)
_dates = lru_cache(maxsize=16)(dates)


def _is_in_print(printed: str, source: str) -> bool:
    """True if the source has `printed`, and not as part of a longer word or number. A fast check for most claims."""
    at = source.find(printed)
    while at >= 0:
        end = at + len(printed)
        if not _GOES_BACK.search(source, max(0, at - 2), at) and not _GOES_ON.match(source, end):
            return True
        at = source.find(printed, at + 1)
    return False


def _is_loose(number: Number) -> bool:
    """True for small numbers in words: these are often counted, not copied, and "one" may be no number at all."""
    return number.is_written and abs(number.value) <= 12


def _is_like(claimed: Number, other: Number) -> bool:
    """True if the values agree, apart from the sign ("-5", "down 5"), and the units do not contradict each other.

    "km" does not contradict "km/h", because "an hour" may be left out.
    """
    if abs(claimed.value) != abs(other.value):
        return False
    if not claimed.unit or not other.unit or claimed.unit == other.unit:
        return True
    return {claimed.unit, other.unit} in _SPEEDS


def _is_same(claimed: Number, other: Number, claimed_units: frozenset[str], units: frozenset[str]) -> bool:
    """True if value, sign and unit agree. In a list only the last number prints the unit: "5, 6 and 7 percent"."""
    if claimed.value != other.value:
        return False
    if claimed.unit == other.unit:
        return True
    return (not claimed.unit and other.unit in claimed_units) or (not other.unit and claimed.unit in units)


def _unseen_date(source: Text, claim: Text) -> str:
    claimed = [date for date in dates(*claim) if not _is_bare_year(date)]
    claimed = [date for date in claimed if len(date.text) < 6 or not _is_in_print(date.text, source.text)]
    if not claimed:
        return ""
    printed = _dates(*source)
    unseen = next((date for date in claimed if not _is_dated(date, printed)), None)
    return f"the date {unseen.text}" if unseen else ""


def _is_bare_year(date: DateMention) -> bool:
    return date.day is None and date.weekday is None and date.month is None


def _is_dated(date: DateMention, printed: Sequence[DateMention]) -> bool:
    return any(agree(date, other) for other in printed) or _is_pieced(date, printed)


def _is_pieced(date: DateMention, printed: Sequence[DateMention]) -> bool:
    """True if every part of the date is printed, in one place or several."""
    return all(
        any(getattr(other, part) == value for other in printed)
        for part in ("day", "month", "year", "weekday")
        if (value := getattr(date, part)) is not None
    )


def _unseen_name(source: Text, claim: Text, is_strict: bool) -> str:
    """Return the first name in the claim that the source does not have, in words, or "".

    Unless `is_strict`, a single unknown word is accepted: it may be a nickname or a known place.
    """
    unknown = unknown_names(source.text, claim.text, claim.language, is_strict)
    if unknown and source.language != claim.language:
        unknown = [
            one for one in unknown if not has_name(source.text, one[1], claim.language, source.language)
        ]
    missing = sum(len(words) for _, words, _ in unknown)
    for text, _, is_long in unknown:
        if is_strict or is_long or missing > 1:
            return f"the name {text}"
    return ""


def unknown_names(
    source: str, claim: str, language: str, is_strict: bool = False
) -> list[tuple[str, tuple[str, ...], bool]]:
    """Return the names that the source does not use: as printed, their unknown words, True for several words.

    If `is_strict`, countries and peoples count too; else a claim may name the place of a story.
    """
    claimed = names(claim, language) if _is_cased(claim) else ()
    if is_strict and (people := opening_people(claim)):
        claimed = (people, *claimed)
    if not claimed:
        return []
    if _are_in_print(claimed, source.casefold()):
        return []
    words = known(source)
    found = [(n, unknown_words(n, words)) for n in claimed if is_strict or not is_world(n)]
    return [
        (name.text, missing, len(name.words) > 1)
        for name, missing in found
        if missing and not _is_opener(name, missing, source, language)
    ]


def _are_in_print(claimed: Iterable[Name], low: str) -> bool:
    return all(_is_in_print(word, low) for name in claimed for word in name.words)


def _is_opener(name: Name, missing: tuple[str, ...], source: str, language: str) -> bool:
    """True if the unknown word is more likely a plain word that opens the sentence: "Kerabat Gustav", "Bagi Siti"."""
    if words_of(language).names.open_sentences or not name.opens:
        return False
    return missing == name.words[:1] and _may_open(name, source, language)


def _may_open(name: Name, source: str, language: str) -> bool:
    """True unless a name of the source has the same last words: "Lukas Manurung" shows that "Markus Manurung" is a name."""
    rest = name.words[1:]
    return bool(rest) and not any(
        other.words[at : at + len(rest)] == rest
        for other in names(source, language)
        for at in range(1, len(other.words))
    )


def _is_cased(claim: str) -> bool:
    """False for a claim that opens in lower case: it has been lower-cased, so its capitals mark no names."""
    first = next(filter(str.isalpha, claim), "")
    return not first.islower()


def _unseen_quote(source: str, claim: str) -> str:
    for quote in quotes(claim):
        if not quote_is_in(quote.text, source):
            return f"the quotation “{quote.text}”"
    return ""


def _unseen_address(source: str, claim: str) -> str:
    """Many programs make a link of a bare "example.org": a claim may bring no address of its own."""
    for word in _PLAIN_RUN.findall(claim):
        if _ADDRESS.search(word) and word.strip(".:/!?").casefold() not in source.casefold():
            return f"the address {word.strip('.:/!?')}"
    return ""


def quote_is_in(quote: str, text: str) -> bool:
    """True if `text` has the quoted words in that order, whatever marks and spaces are between them."""
    if not quote.isascii():
        quote, text = unicodedata.normalize("NFC", quote), unicodedata.normalize("NFC", text)
    words = _SPACE.sub(" ", quote.casefold()).strip()
    if not words or f" {words} " in f" {_SPACE.sub(' ', text.casefold())} ":
        return True
    # "did n't" and "didn't": with three words or more, letters alone are enough.
    return words.count(" ") > 1 and words.replace(" ", "") in _SPACE.sub("", text.casefold())
