"""Changes and shares in percent, computed from two numbers of one sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from kilas.core.article import Article
from kilas.core.brief import Derivation, Draft, Operand, Operation, cite
from kilas.core.check.numbers import Number, numbers
from kilas.core.languages import EVERY, Language
from kilas.core.languages import language as words_of
from kilas.core.summary.clauses import is_clause
from kilas.core.summary.lines import Line
from kilas.core.text import count_words, fold

CLAUSE_LEAST, CLAUSE_MOST = 5, 18  # words of the report that are quoted to tell what the numbers count
_CLAUSE_START = re.compile(
    rf"(?:^|[,;:] (?:(?:{EVERY.own.clause_links}) )?|\s[–—-]\s| (?:{EVERY.own.clause_openers}) )(?=\S)"
)
_MARKS = re.compile(r"[\"“”„«»()]")
_TWO_NUMERALS = re.compile(r"\d[^\d]+\d")
_COUNTED = re.compile(r" ([^\W\d_]{3,})")  # the word after a number: what it counts


class Computed(NamedTuple):
    """A statement about one sentence."""

    draft: Draft
    is_quoted: bool  # it quotes a clause of the sentence


@dataclass(frozen=True, slots=True)
class _Reading:
    """Patterns for numbers that can be compared, in one language."""

    opening: re.Pattern[str]  # before the first number of a change
    between: re.Pattern[str]  # between its two numbers
    moved: re.Pattern[str]
    share: re.Pattern[str]
    hint: re.Pattern[str]


@cache
def _reading(spoken: Language) -> _Reading:
    own = spoken.own
    return _Reading(
        opening=re.compile(rf"\b(?:{own.before_change})$", re.IGNORECASE),
        between=re.compile(rf"^(?: [^\W\d_]+){{0,4}} (?:{own.between_change})$", re.IGNORECASE),
        moved=re.compile(rf"\b(?:{own.moved})", re.IGNORECASE),
        share=re.compile(rf"^(?:{own.between_share})$"),
        hint=re.compile(own.hint, re.IGNORECASE),
    )


def arithmetic(article: Article, lines: Sequence[Line], shown: Collection[int]) -> Iterator[Computed]:
    """Yield at most one statement for each of `lines`, those in `shown` first.

    A statement quotes a clause that tells what it counts; without one, its sentence is in `shown`.
    """
    reading = _reading(words_of(article.language))
    for line in sorted(lines, key=lambda line: line.index not in shown):
        if line.has_number and line.is_usable and _may_compare(line.source, reading):
            found = (each for each in _compared(article, line) if line.index in shown or each.is_quoted)
            yield from islice(found, 1)


def _may_compare(text: str, reading: _Reading) -> bool:
    return bool(_TWO_NUMERALS.search(text) and reading.hint.search(text))


def _compared(article: Article, line: Line) -> Iterator[Computed]:
    for one, two in pairwise(_comparable(line.source, article.language)):
        computed = _change(article, line, one, two) or _share(article, line, one, two)
        if computed:
            yield computed


def _comparable(text: str, language: str) -> list[Number]:
    return [n for n in numbers(text, language) if n.kind == "cardinal" and not n.is_written and n.value > 0]


def _change(article: Article, line: Line, one: Number, two: Number) -> Computed | None:
    if one.value == two.value or not _are_amounts(one, two) or not _tells_change(article, line, one, two):
        return None
    percent = 100 * (two.value - one.value) / one.value
    if _is_printed(line.source, abs(percent), article.language):
        return None
    kind = "rise" if percent > 0 else "fall"
    return _computed(article, line, kind, "percent_change", one, two, percent)


def _are_amounts(one: Number, two: Number) -> bool:
    """True for two numbers of one unit that are neither percentages nor years."""
    if "percent" in (one.unit, two.unit) or _looks_like_year(one) or _looks_like_year(two):
        return False
    return one.unit == two.unit or not one.unit or not two.unit


def _looks_like_year(number: Number) -> bool:
    return number.unit == "" and number.value == int(number.value) and 1900 <= number.value <= 2100


def _tells_change(article: Article, line: Line, one: Number, two: Number) -> bool:
    """True for "rose from 52 to 37"."""
    reading, text = _reading(words_of(article.language)), line.source
    return bool(
        reading.opening.search(text[: one.start])
        and reading.between.match(text[one.end : two.start])
        and reading.moved.search(text, 0, two.start)
    )


def _share(article: Article, line: Line, one: Number, two: Number) -> Computed | None:
    if not one.value < two.value or two.value < 5 or one.part or two.part or not _are_amounts(one, two):
        return None
    if not _reading(words_of(article.language)).share.match(line.source[one.end : two.start]):
        return None
    percent = 100 * one.value / two.value
    if _is_printed(line.source, percent, article.language):
        return None
    return _computed(article, line, "share", "share", one, two, percent)


def _is_printed(text: str, percent: float, language: str) -> bool:
    """True if the sentence itself gives the percentage, exact to one point or as rounded."""
    return any(
        n.unit == "percent" and abs(n.value - percent) <= max(0.51, n.step) for n in numbers(text, language)
    )


def _computed(
    article: Article, line: Line, kind: str, operation: Operation, one: Number, two: Number, percent: float
) -> Computed | None:
    """The statement; None if nothing tells what the numbers count: "from 14 to 11"."""
    thing = "" if two.unit else _thing(line.source, two)
    if not (one.unit or two.unit or thing):
        return None
    a, b = line.source[one.start : one.end].strip(), line.source[two.start : two.end].strip()
    spoken = words_of(article.language).own
    clause = _clause(line, one, two, thing)
    said = spoken.said[f"told_{kind}" if clause else kind].format(
        a=a, b=b + thing, p=_print(abs(percent), spoken.decimal_sign), clause=clause
    )
    operands = (
        Operand(text=a, value=one.value, evidence=0),
        Operand(text=b, value=two.value, evidence=0),
    )
    draft = Draft(
        text=said,
        origin="kilas",
        evidence=(cite(article, line.index),),
        derivation=Derivation(operation=operation, operands=operands, result=percent),
    )
    return Computed(draft, is_quoted=bool(clause))


def _thing(text: str, number: Number) -> str:
    """The noun after a number, with the space before it; "" if it names nothing."""
    counted = _COUNTED.match(text, number.end)
    return counted[0] if counted and fold(counted[1]) not in EVERY.own.no_thing else ""


def _clause(line: Line, one: Number, two: Number, thing: str) -> str:
    """The words of the report from the beginning of a clause to the second number; "" if they tell too little alone."""
    source, end = line.source, two.end + len(thing)
    uncut = max(0, source.find(line.text[1:]) - 1)  # past "Selain itu, "; cutting may change the first letter
    for match in _CLAUSE_START.finditer(source, 0, one.start):
        start = max(match.end(), uncut)
        clause = source[start:end].rstrip()
        others = source[start : one.start] + source[one.end : two.start]
        has_other_number = any(map(str.isdigit, others))
        if _is_quotable(clause) and not has_other_number and is_clause(clause, len(clause), line.language):
            return clause
    return ""


def _is_quotable(clause: str) -> bool:
    """True if the clause has a fit length, no quotation marks and no pronoun as its first word."""
    if not CLAUSE_LEAST <= count_words(clause) <= CLAUSE_MOST or _MARKS.search(clause):
        return False
    return fold(clause.split(" ", 1)[0]) not in EVERY.pointing.pronouns


def _print(percent: float, decimal_sign: str) -> str:
    """Whole percents from ten up, one decimal below."""
    if percent >= 10:
        return str(round(percent))
    return f"{percent:.1f}".replace(".", decimal_sign)
