"""Changes and shares in percent, computed from two numbers of one sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from kilas.core.article import Article
from kilas.core.brief import Derivation, Draft, Operand, Operation, cite
from kilas.core.languages import EVERY
from kilas.core.languages import language as words_of
from kilas.core.summary.clauses import is_clause
from kilas.core.summary.comparisons import Comparison, comparisons
from kilas.core.summary.lines import Line
from kilas.core.text import count_words, fold

CLAUSE_LEAST, CLAUSE_MOST = 5, 18  # words of the report that are quoted to tell what the numbers count
_CLAUSE_START = re.compile(
    rf"(?:^|[,;:] (?:(?:{EVERY.own.clause_links}) )?|\s[–—-]\s| (?:{EVERY.own.clause_openers}) )(?=\S)"
)
_MARKS = re.compile(r"[\"“”„«»()]")
_TWO_NUMERALS = re.compile(r"\d[^\d]+\d")


class Computed(NamedTuple):
    """A statement about one sentence."""

    draft: Draft
    is_quoted: bool  # it quotes a clause of the sentence


def arithmetic(article: Article, lines: Sequence[Line], shown: Collection[int]) -> Iterator[Computed]:
    """Yield at most one statement for each of `lines`, those in `shown` first.

    A statement quotes a clause that tells what it counts; without one, its sentence is in `shown`.
    """
    for line in sorted(lines, key=lambda line: line.index not in shown):
        if line.has_number and line.is_usable and _TWO_NUMERALS.search(line.source):
            found = (each for each in _computed(article, line) if line.index in shown or each.is_quoted)
            yield from islice(found, 1)


def _computed(article: Article, line: Line) -> Iterator[Computed]:
    spoken = words_of(article.language).own
    for compared in comparisons(line.source, article.language):
        first, second = compared.first, compared.second
        percent, operation = _percent(compared)
        kind = "share" if compared.is_share else "rise" if percent > 0 else "fall"
        clause = _clause(line, compared)
        if not (
            clause or first.unit or second.unit or compared.thing
        ):  # nothing tells what is counted: "from 14 to 11"
            continue
        a, b = (line.source[each.start : each.end].strip() for each in (first, second))
        said = spoken.said[f"told_{kind}" if clause else kind].format(
            a=a, b=b + compared.thing, p=_print(abs(percent), spoken.decimal_sign), clause=clause
        )
        operands = (
            Operand(text=a, value=first.value, evidence=0),
            Operand(text=b, value=second.value, evidence=0),
        )
        draft = Draft(
            text=said,
            origin="kilas",
            evidence=(cite(article, line.index),),
            derivation=Derivation(operation=operation, operands=operands, result=percent),
        )
        yield Computed(draft, is_quoted=bool(clause))


def _percent(compared: Comparison) -> tuple[float, Operation]:
    first, second = compared.first.value, compared.second.value
    if compared.is_share:
        return 100 * first / second, "share"
    return 100 * (second - first) / first, "percent_change"


def _clause(line: Line, compared: Comparison) -> str:
    """The words of the report from the beginning of a clause to the second number; "" if they tell too little alone."""
    one, two = sorted((compared.first, compared.second), key=lambda number: number.start)
    source = line.source
    end = two.end + (len(compared.thing) if source.startswith(compared.thing, two.end) else 0)
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
