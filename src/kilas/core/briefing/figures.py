"""Key figures of a brief: numbers a reader would look for, each with a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kilas.core.brief import Claim, Figure
from kilas.core.check.numbers import Number, numbers
from kilas.core.languages import EVERY
from kilas.core.languages import language as words_of
from kilas.core.text import fold, has_digit, words

MOST, LEAST = 4, 2
_AFTER_MOST, _MONEY_WITHIN = 3, 7  # words
_LEAST_COUNT = 10  # a smaller count is a detail, not a figure
_LEAST_NAMED = 1_000  # of what is called by a name: "20,000 Londoners"
_WORDS = EVERY.figures
_CURRENCIES = frozenset("IDR USD EUR GBP JPY CNY SGD AUD CAD HKD NZD MYR INR THB PHP KRW SAR".split())
_ENGLISH_MONEY = words_of("en").figures.money
_MONEY_NOUNS = _WORDS.money
_MEASURES = _WORDS.measures
_FOR = re.compile(rf"\s+({_WORDS.for_})(?: (?:{_WORDS.articles}))?(?=\s)")
_OF = re.compile(rf"\s+({_WORDS.of})(?: (?:{_WORDS.wholes}))?(?=\s)")
_STOP = _WORDS.stop
# "Pasal 363", "Route 9", "37 of 52": a name, or half of a figure.
_NAMED = re.compile(
    rf"(?:\b(?:{_WORDS.named})\.?|\d (?:{_WORDS.out_of})(?: (?:{_WORDS.wholes}))?|[\d\w][/-]) ?$",
    re.IGNORECASE,
)
_NAMED_WITHIN = 24  # letters: "9 out of their total "
_GENERIC = _WORDS.generic
_VERBAL_COST = re.compile(_WORDS.verbal_cost, re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:“”\"()]|\s[–—-]\s")
_NOMINAL = re.compile(_WORDS.nominal, re.IGNORECASE)
_TELLING_ING = _WORDS.telling_participles
_VERB_ID = re.compile(_WORDS.verb_shape)
_SPAN = re.compile(rf"\b(?:{_WORDS.spans})\b")
_WORD_AFTER = re.compile(r"\s+([^\W\d_][\w'’-]*)")
_DATE_WORD = re.compile(rf"\b(?:{_WORDS.date_stems})\w*\b|\b(?:{_WORDS.date_words})\b", re.IGNORECASE)


def printed_numbers(claims: Iterable[Claim], language: str) -> dict[str, tuple[Number, ...]]:
    """Numbers that each claim prints in digits, or in words beside digits, by the claim's text."""
    return {c.text: numbers(c.text, language) for c in claims if has_digit(c.text)}


def figures(
    claims: Sequence[Claim], language: str, printed: Mapping[str, tuple[Number, ...]] | None = None
) -> tuple[Figure, ...]:
    """Up to four figures of `claims`, in order; empty if there are fewer than two.

    A figure is a printed number with a unit or with the thing it counts; dates, times, ages and ranks are
    left out. `printed` is the result of `printed_numbers`, if already known.
    """
    printed = printed_numbers(claims, language) if printed is None else printed
    found: list[tuple[float, int, Figure]] = []
    seen: set[str] = set()  # values and labels: two sums with the same label could not be told apart
    for place, claim in enumerate(claims):
        for number in _plain_numbers(claim, printed):
            figure = _figure(claim, number)
            if figure and seen.isdisjoint((figure.value, figure.label)):
                seen |= {figure.value, figure.label}
                found.append((-_weight(number), place, figure))
    best = sorted(found, key=lambda f: f[:2])[:MOST]
    if len(best) < LEAST:
        return ()
    return tuple(figure for _, _, figure in sorted(best, key=lambda f: f[1]))


def _plain_numbers(claim: Claim, printed: Mapping[str, tuple[Number, ...]]) -> list[Number]:
    if claim.origin != "source":
        return []
    return [
        n
        for n in printed.get(claim.text, ())
        if n.kind == "cardinal"
        and not n.is_written
        and not n.part
        and not _is_date(claim.text, n)
        and not _NAMED.search(claim.text, max(0, n.start - _NAMED_WITHIN), n.start)
    ]


def _is_date(text: str, number: Number) -> bool:
    if number.unit or number.value != int(number.value):
        return False
    around = text[max(0, number.start - 12) : number.start] + " " + text[number.end : number.end + 12]
    return 1900 <= number.value <= 2100 or number.value < 2 or bool(_DATE_WORD.search(around))


def _figure(claim: Claim, number: Number) -> Figure | None:
    value = claim.text[number.start : number.end].strip()
    label = _label(claim.text, number)
    return Figure(value=value, label=label, evidence=claim.evidence[0]) if label else None


def _label(text: str, number: Number) -> str:
    """The words that a figure counts or measures, as printed; "" if unclear, in which case there is no figure."""
    if number.unit == "percent":
        return _share(text, number.end)
    if number.unit in _CURRENCIES:
        return _money(text[: number.start]) or _purpose(text, number.end)
    if number.unit or number.value < _LEAST_COUNT:
        return ""  # a distance or a weight is meaningless without its context
    after = _after(text[number.end :])
    if not after or fold(after.split()[0]) in _MEASURES or fold(after) in _GENERIC or after.endswith("ed"):
        return ""
    return "" if after.istitle() and number.value < _LEAST_NAMED else after  # "50 Cent", "466 Grand Street"


def _share(text: str, end: int) -> str:
    """The whole of "60 percent of its revenue"; a change in percent has none."""
    whole = _OF.match(text, end)
    return f"{whole[1]} {after}" if whole and (after := _after(text[whole.end() :])) else ""


def _money(before: str) -> str:
    """The nearest noun for a sum of money, with its modifier: "operating profit", "biaya pemulihan"."""
    clause = _CLAUSE_END.split(before)[-1]
    tokens = words(clause)[-_MONEY_WITHIN:]
    if tokens and fold(tokens[-1]) in _WORDS.before_old:
        return ""  # what it was before
    for place in range(len(tokens) - 1, -1, -1):
        if fold(tokens[place]) not in _MONEY_NOUNS:
            continue
        if _VERBAL_COST.search(" ".join(tokens[: place + 1])):
            return ""  # "Seed costs $45": a verb
        return _phrase(tokens, place)
    return ""


def _phrase(tokens: Sequence[str], place: int) -> str:
    """A noun with its neighbour: English adjectives come before it, Indonesian ones after.

    A preceding nominalisation is included: "pemotongan dana pusat" is not "dana pusat".
    """
    is_english = fold(tokens[place]) in _ENGLISH_MONEY
    first = last = place
    if is_english and place and _qualifies(tokens[place - 1], is_before=True):
        first -= 1
    if not is_english and place + 1 < len(tokens) and _qualifies(tokens[place + 1], is_before=False):
        last += 1
    if not is_english and first and _NOMINAL.fullmatch(tokens[first - 1]):
        first -= 1
    return " ".join(tokens[first : last + 1]).lower()


def _qualifies(word: str, is_before: bool) -> bool:
    """True if a word beside the noun may modify it; before the noun, words that look like verbs may not."""
    if not word.islower() or fold(word) in _STOP:
        return False
    if not is_before:
        return not _VERB_ID.match(word)
    return not word.endswith(("s", "ed", "ing")) or word in _TELLING_ING


def _purpose(text: str, end: int) -> str:
    match = _FOR.match(text, end)
    after = _after(text[match.end() :]) if match else ""
    return f"{match[1]} {after}" if match and after and not _SPAN.search(after) else ""


def _after(text: str) -> str:
    taken: list[str] = []
    at = 0
    while len(taken) < _AFTER_MOST and (match := _WORD_AFTER.match(text, at)):
        word = fold(match[1])
        if word in _STOP or any(map(str.isdigit, word)) or word in EVERY.clauses.past_verbs:
            break
        if taken and (word.endswith(("ed", "ing")) or (_VERB_ID.match(word) and not word.endswith("s"))):
            break
        taken.append(match[1])
        at = match.end()
    return " ".join(taken)


def _weight(number: Number) -> float:
    """Rank of a number: money and shares before counts, counts before small numbers."""
    return 2.0 * bool(number.unit) + 0.5 * (number.value >= 100) + 0.25 * (len(words(number.text)) > 0)
