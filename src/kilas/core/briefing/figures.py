"""Key figures of a brief: numbers a reader would look for, each with a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kilas.core.brief import Claim, Figure
from kilas.core.check.numbers import Number, numbers
from kilas.core.languages import EVERY
from kilas.core.text import fold, has_digit, words

MOST, LEAST = 4, 2
_AFTER_MOST, _MONEY_WITHIN = 3, 7  # words
_LEAST_COUNT = 10  # a smaller count is a detail, not a figure
_LEAST_NAMED = 1_000  # least number before a capitalised label: "20,000 Londoners"
_WORDS = EVERY.figures
_CURRENCIES = frozenset("IDR USD EUR GBP JPY CNY SGD AUD CAD HKD NZD MYR INR THB PHP KRW SAR".split())
_MONEY_NOUNS = _WORDS.money
_PAST_ENDINGS = EVERY.clauses.past_endings
_PLURAL_ENDINGS = EVERY.pointing.plural_endings
_MEASURES = _WORDS.measures
_FOR = re.compile(rf"\s+({_WORDS.for_})(?: (?:{_WORDS.articles}))?(?=\s)")
_OF = re.compile(rf"\s+({_WORDS.of})(?: (?:{_WORDS.wholes}))?(?=\s)")
_STOP = _WORDS.stop
# Text before a number that is a name or half of a figure: "Pasal 363", "Route 9", "37 of 52".
_NAMED = re.compile(
    rf"(?:\b(?:{_WORDS.named})\.?|\d (?:{_WORDS.out_of})(?: (?:{_WORDS.wholes}))?|[\d\w][/-]) ?$",
    re.IGNORECASE,
)
_NAMED_WITHIN = 24  # characters: "9 out of their total "
_GENERIC = _WORDS.generic
_VERBAL_COST = re.compile(_WORDS.verbal_cost, re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:“”\"()]|\s[–—-]\s")
_NOMINAL = re.compile(_WORDS.nominal, re.IGNORECASE)
_VERB = re.compile(_WORDS.verb_shape)
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
    seen: set[str] = set()  # values and labels: two sums with the same label would look alike
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
    return _counted(text, number)


def _counted(text: str, number: Number) -> str:
    """The things that a number without a unit counts."""
    after = _after(text[number.end :])
    if not after or fold(after.split()[0]) in _MEASURES or fold(after) in _GENERIC:
        return ""
    is_name = after.istitle() and number.value < _LEAST_NAMED  # "50 Cent", "466 Grand Street"
    return "" if is_name or after.endswith(_PAST_ENDINGS) else after


def _share(text: str, end: int) -> str:
    """The whole of "60 percent of its revenue"; a change in percent has none."""
    whole = _OF.match(text, end)
    return f"{whole[1]} {after}" if whole and (after := _after(text[whole.end() :])) else ""


def _money(before: str) -> str:
    """The nearest noun for a sum of money, with its modifier: "operating profit", "biaya pemulihan"."""
    clause = _CLAUSE_END.split(before)[-1]
    tokens = words(clause)[-_MONEY_WITHIN:]
    if tokens and fold(tokens[-1]) in _WORDS.before_old:
        return ""  # the former amount, not the present one
    for place in range(len(tokens) - 1, -1, -1):
        if fold(tokens[place]) not in _MONEY_NOUNS:
            continue
        if _VERBAL_COST.search(" ".join(tokens[: place + 1])):
            return ""  # "Seed costs $45": a verb
        return _phrase(tokens, place)
    return ""


def _phrase(tokens: Sequence[str], place: int) -> str:
    """A noun with its neighbour: the adjective stands before an English noun, after an Indonesian one.

    A nominalisation before an Indonesian noun is included: "pemotongan dana pusat" is not "dana pusat".
    """
    noun, before, behind = tokens[place], tokens[:place][-1:], tokens[place + 1 : place + 2]
    if fold(noun) in _WORDS.modified_before:
        phrase = [*filter(_is_adjective_before, before), noun]
    else:
        phrase = [*filter(_NOMINAL.fullmatch, before), noun, *filter(_is_adjective_behind, behind)]
    return " ".join(phrase).lower()


def _is_adjective_before(word: str) -> bool:
    if not word.islower() or fold(word) in _STOP:
        return False
    looks_like_verb = word.endswith((*_PLURAL_ENDINGS, *_WORDS.participles))
    return not looks_like_verb or word in _WORDS.telling_participles


def _is_adjective_behind(word: str) -> bool:
    return word.islower() and fold(word) not in _STOP and not _VERB.match(word)


def _purpose(text: str, end: int) -> str:
    match = _FOR.match(text, end)
    after = _after(text[match.end() :]) if match else ""
    return f"{match[1]} {after}" if match and after and not _SPAN.search(after) else ""


def _after(text: str) -> str:
    """Up to three words at the beginning of `text`, as far as they belong to one noun."""
    taken: list[str] = []
    at = 0
    while len(taken) < _AFTER_MOST and (match := _WORD_AFTER.match(text, at)):
        word = fold(match[1])
        if _ends_label(word) or (taken and _looks_like_verb(word)):
            break
        taken.append(match[1])
        at = match.end()
    return " ".join(taken)


def _ends_label(word: str) -> bool:
    return word in _STOP or any(map(str.isdigit, word)) or word in EVERY.clauses.past_verbs


def _looks_like_verb(word: str) -> bool:
    return word.endswith(_WORDS.participles) or (
        bool(_VERB.match(word)) and not word.endswith(_PLURAL_ENDINGS)
    )


def _weight(number: Number) -> float:
    """Rank of a number: money and shares before counts, counts before small numbers."""
    return 2.0 * bool(number.unit) + 0.5 * (number.value >= 100) + 0.25 * (len(words(number.text)) > 0)
