"""Judges a claim against a whole text: what it says that the text does not, and how closely it follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kilas.core.check.dates import DateMention, agree, dates
from kilas.core.check.names import Known, Name, is_world, known, names, unknown_words
from kilas.core.check.number_words import MAGNITUDES
from kilas.core.check.numbers import Number, numbers
from kilas.core.check.outcome import Verdict
from kilas.core.check.overlap import FEATURES, features, only_adds, opposed
from kilas.core.check.quotes import quotes
from kilas.core.check.support import Weights, grown, weights
from kilas.core.languages import EVERY

_DIGITS = re.compile(r"(?<![\d.,])\d+(?!\d|[.,]\d)")
_GOES_BACK = re.compile(r"[\w$€£¥₹-]$|\d[.,:/]$")
_GOES_ON = re.compile(
    rf"\w|[.,:]\d|[-/]\w|\s(?:\d/\d|(?:{'|'.join((*MAGNITUDES, *EVERY.numbers.short_magnitudes))}|[mbt])\b)",
    re.IGNORECASE,
)  # "2.3" is not in print where "2.3 million" is
_SPACE = re.compile(r"\W+")
_CLAIM_ALONE = 2.0  # what `negation_gap` says when only the claim denies
_SPEEDS = ({"km", "kmh"}, {"mile", "mph"})
_NEAR = 0.8  # of the claim's words stand in one sentence: it says the same, but for the denial
# Log-odds above which 96 % of claims without other doubts were supported, out of fold (evals.parts.support).
_VERIFIED_FROM = 2.3


def verdict(source: str, claim: str, language: str, learned: Weights | None = None) -> Verdict:
    """Judge `claim` by a whole source text, without cited evidence. `learned` replaces the shipped weights.

    >>> verdict("Rain fell on 60 days in Bandung.", "Rain fell on 70 days in Bandung.", "en").reason
    'the number 70 is not in the source'
    """
    return judge_against([source], claim, language, "the source", learned)


def judge_against(
    texts: Sequence[str],
    claim: str,
    language: str,
    place: str,
    learned: Weights | None = None,
    is_strict: bool = False,
) -> Verdict:
    """Judge `claim` by `texts`, called `place` in the reason. Strictly, one unknown name is one too many."""
    source = "\n".join(texts)
    reason = _unseen(source, claim, language, is_strict)
    if reason:
        return Verdict("flagged", f"{reason} is not in {place}")
    turned = opposed(source, claim)
    if turned:
        return Verdict("flagged", f"the claim says {turned[0]!r} where {place} says {turned[1]!r}")
    if only_adds(source, claim):
        return Verdict("unverifiable", _doubt_of_words(place))
    row = features(source, claim)
    figures = dict(zip(FEATURES, row, strict=True))
    if figures["worst_negation_gap"] == _CLAIM_ALONE and figures["worst_best"] >= _NEAR:
        return Verdict("flagged", f"the claim denies what {place} does not deny")
    doubt = _doubt(figures, claim, source, language, place)
    if doubt:
        return Verdict("unverifiable", doubt)
    # Nearness is learned from English summaries that copy; its figures know no vocabulary.
    near = learned or weights("en")
    if grown(row, near.near) + near.near_offset >= _VERIFIED_FROM:
        return Verdict("verified", f"follows the wording of {place}")
    return Verdict("unverifiable", f"rules alone cannot tell whether {place} says so")


def _doubt(figures: dict[str, float], claim: str, source: str, language: str, place: str) -> str:
    """What keeps a claim from being verified however near it is to the source; "" when nothing does."""
    if figures["worst_unseen"]:
        return _doubt_of_words(place)
    if figures["worst_negation_gap"]:
        return f"{place} denies what the claim does not deny, or the other way round"
    if figures["worst_splice_far"]:
        return f"the claim joins passages that stand apart in {place}"
    if figures["worst_opposite"]:
        return f"the claim uses the opposite of a word of {place}"
    unknown = unknown_names(source, claim, language)
    return f"the name {unknown[0][0]} is not in {place}" if unknown else ""


def _doubt_of_words(place: str) -> str:
    return f"the claim uses words that {place} does not"


def _unseen(source: str, claim: str, language: str, is_strict: bool) -> str:
    return (
        _unseen_number(source, claim, language, is_strict)
        or _unseen_date(source, claim, language)
        or _unseen_name(source, claim, language, is_strict)
        or _unseen_quote(source, claim)
    )


def _unseen_number(source: str, claim: str, language: str, is_strict: bool) -> str:
    claimed = [n for n in numbers(claim, language) if not _is_loose(n)]
    if not is_strict:
        claimed = [n for n in claimed if n.is_written or not _is_in_print(n.text, source)]
    if not claimed:
        return ""
    printed = _numbers(source, language)
    runs = frozenset(_DIGITS.findall(source))  # "RC-135U" prints 135 too, if not as a number
    units = frozenset(n.unit for n in claimed), frozenset(n.unit for n in printed)
    for number in claimed:
        if is_strict:
            is_printed = any(_is_same(number, other, *units) for other in printed)
        else:
            is_printed = any(_is_like(number, other) for other in printed) or number.text in runs
        if not is_printed:
            return f"the number {number.text}"
    return ""


# The claims of one brief are asked of one source, one after the other.
_numbers = lru_cache(maxsize=16)(numbers)
_dates = lru_cache(maxsize=16)(dates)


def _is_in_print(printed: str, source: str) -> bool:
    """Whether the source prints the very same, not as part of a longer word or number. Most of what is true is told at once."""
    at = source.find(printed)
    while at >= 0:
        end = at + len(printed)
        if not _GOES_BACK.search(source, max(0, at - 2), at) and not _GOES_ON.match(source, end):
            return True
        at = source.find(printed, at + 1)
    return False


def _is_loose(number: Number) -> bool:
    """Written small numbers are often counted, not copied; "one" and "first" are no numbers at all."""
    return number.is_written and abs(number.value) <= 12


def _is_like(claimed: Number, other: Number) -> bool:
    """A fall may be told as "-5" or as "down 5", a unit or "an hour" may go without saying."""
    if abs(claimed.value) != abs(other.value):
        return False
    if not claimed.unit or not other.unit or claimed.unit == other.unit:
        return True
    return {claimed.unit, other.unit} in _SPEEDS


def _is_same(claimed: Number, other: Number, claimed_units: frozenset[str], units: frozenset[str]) -> bool:
    """Sign and unit too. In a list only the last number prints the unit: "5, 6 and 7 percent"."""
    if claimed.value != other.value:
        return False
    if claimed.unit == other.unit:
        return True
    return (not claimed.unit and other.unit in claimed_units) or (not other.unit and claimed.unit in units)


def _unseen_date(source: str, claim: str, language: str) -> str:
    claimed = [
        d for d in dates(claim, language) if d.day is not None or d.weekday is not None or d.month is not None
    ]
    claimed = [d for d in claimed if not (len(d.text) > 5 and _is_in_print(d.text, source))]
    if not claimed:
        return ""
    printed = _dates(source, language)
    for date in claimed:
        if not any(agree(date, other) for other in printed) and not _is_pieced(date, printed):
            return f"the date {date.text}"
    return ""


def _is_pieced(date: DateMention, printed: Sequence[DateMention]) -> bool:
    """Whether every part of the date is printed, if in several places."""
    return all(
        any(getattr(other, part) == value for other in printed)
        for part in ("day", "month", "year", "weekday")
        if (value := getattr(date, part)) is not None
    )


def _unseen_name(source: str, claim: str, language: str, is_strict: bool) -> str:
    """A lone word may be a nickname or a place everybody knows; part of a longer name, or two of them, may not."""
    unknown = unknown_names(source, claim, language, is_strict)
    missing = sum(len(words) for _, words, _ in unknown)
    for text, _, is_long in unknown:
        if is_strict or is_long or missing > 1:
            return f"the name {text}"
    return ""


def unknown_names(
    source: str, claim: str, language: str, is_strict: bool = False
) -> list[tuple[str, tuple[str, ...], bool]]:
    """Names the source does not use: as printed, which words of them, and whether they have several words.

    Strictly, countries and peoples count too; else a claim may place a story that the source does not.
    """
    claimed = names(claim, language) if _is_cased(claim) else ()
    if not claimed:
        return []
    low = source.casefold()
    if all(_is_in_print(word, low) for name in claimed for word in name.words):
        return []
    words: Known = known(source)
    found = [(n, unknown_words(n, words)) for n in claimed if is_strict or not is_world(n)]
    if language != "en":
        # "Kerabat Gustav", "Bagi Siti": outside English a sentence opens with a plain word more often than with a name.
        found = [
            (n, m) for n, m in found if not (n.opens and m == n.words[:1] and _may_open(n, source, language))
        ]
    return [(n.text, missing, len(n.words) > 1) for n, missing in found if missing]


def _may_open(name: Name, source: str, language: str) -> bool:
    """Not "Markus Manurung" where the source has a Lukas Manurung: there the word before is part of a name too."""
    rest = name.words[1:]
    return bool(rest) and not any(
        other.words[at : at + len(rest)] == rest
        for other in names(source, language)
        for at in range(1, len(other.words))
    )


def _is_cased(claim: str) -> bool:
    """A claim that opens in lower case was lower-cased by somebody: its capitals say nothing."""
    first = next(filter(str.isalpha, claim), "")
    return not first.islower()


def _unseen_quote(source: str, claim: str) -> str:
    for quote in quotes(claim):
        if not quote_is_in(quote.text, source):
            return f"the quotation “{quote.text}”"
    return ""


def quote_is_in(quote: str, text: str) -> bool:
    """Whether the quoted words stand in `text` in that order, whatever the marks and spaces between them."""
    words = _SPACE.sub(" ", quote.casefold()).strip()
    if not words or f" {words} " in f" {_SPACE.sub(' ', text.casefold())} ":
        return True
    # "did n't" and "didn't": with three words or more, letters alone are enough.
    return words.count(" ") > 1 and words.replace(" ", "") in _SPACE.sub("", text.casefold())
