"""What Kilas itself can truthfully say of a report: arithmetic its numbers allow, and how it is sourced.

Each statement is a draft marked as ours, citing every operand or counted sentence, and the checker
works it out again. Written in the article's language; in languages we do not write, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import compress, islice, pairwise
from typing import NamedTuple

from kilas.core.article import Article
from kilas.core.brief import Derivation, Draft, Operand, Operation, Search, cite
from kilas.core.check.cuts import tokens
from kilas.core.check.numbers import Number, numbers
from kilas.core.check.recompute import hits, holding
from kilas.core.languages import EVERY, Language
from kilas.core.languages import language as words_of
from kilas.core.summary.clauses import is_clause
from kilas.core.summary.lines import Line
from kilas.core.text import count_words, fold

MOST = 3
_SEARCHES = {
    "quotes": Search(kind="quotation_marks"),
    "anonymous": Search(kind="unnamed_sources"),
    "says": Search(kind="attributions"),
    "quotes_whole": Search(kind="quotations", is_whole=True),
    "says_whole": Search(kind="attributions", is_whole=True),
}
CLAUSE_LEAST, CLAUSE_MOST = 5, 18  # words of the report beside our own: enough to tell what is counted
_CLAUSE_START = re.compile(
    rf"(?:^|[,;:] (?:(?:{EVERY.own.clause_links}) )?|\s[–—-]\s| (?:{EVERY.own.clause_openers}) )(?=\S)"
)
_MARKS = re.compile(r"[\"“”„«»()]")
QUOTED_SHARE = 1 / 3  # of the sentences: below it, that people are quoted goes without saying
_TWO_NUMERALS = re.compile(r"\d[^\d]+\d")
_ANONYMOUS = re.compile(EVERY.reporting.anonymous, re.IGNORECASE)
_COUNTED = re.compile(r" ([^\W\d_]{3,})")  # the word after a number: what it counts
_NO_THING = EVERY.own.no_thing
_NAME = r"([A-Z][\w’'-]+(?:\.? (?:(?:de|van|al|bin|of) )?[A-Z][\w’'-]+)*)"


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is looked for in reports of one language."""

    opening: re.Pattern[str]  # before the first number of a change
    between: re.Pattern[str]  # and the second
    moved: re.Pattern[str]
    share: re.Pattern[str]
    hint: re.Pattern[str]
    speaker: re.Pattern[str]


@cache
def _reading(spoken: Language) -> _Reading:
    own, reporting = spoken.own, spoken.reporting
    return _Reading(
        opening=re.compile(rf"\b(?:{own.before_change})$", re.IGNORECASE),
        between=re.compile(rf"^(?: [^\W\d_]+){{0,4}} (?:{own.between_change})$", re.IGNORECASE),
        moved=re.compile(rf"\b(?:{own.moved})", re.IGNORECASE),
        share=re.compile(rf"^(?:{own.between_share})$"),
        hint=re.compile(own.hint, re.IGNORECASE),
        speaker=re.compile(rf"{_NAME},? (?:{reporting.behind_name})\b|\b(?:{reporting.before_name}) {_NAME}"),
    )


_REPORTING = EVERY.reporting.says | EVERY.arguing.argues
_POINTING = EVERY.pointing.pronouns | EVERY.pointing.pointing_speakers


def insights(
    article: Article,
    lines: Sequence[Line],
    shown: Collection[int] = (),
    lacking: int = 0,
    listed: Collection[int] = (),
) -> tuple[Draft, ...]:
    """A few statements: arithmetic first, then anonymous sources, then that much is quotation.

    Each tells what it counts, in the report's own words, or is about a sentence the brief shows (`shown`);
    what stands in a list of points by itself (`listed`) is not told there once more.
    How the rest is sourced goes without saying, and is said only where insights are `lacking`.
    """
    if not words_of(article.language).own.said:
        return ()
    others = [line for line in lines if line.index not in listed]
    counted = sorted(_arithmetic(article, others, shown), key=lambda told: not told.is_quoted)
    quoted = _with("quotes", article, lines)
    found = [
        *(told.draft for told in counted[:2]),
        *_anonymous(article, lines),
        *_much_quoted(article, lines, quoted),
    ][:MOST]
    # Where rights bound what may be shown, those may be left out; what needs little evidence is offered beside them.
    missing = lacking if article.rights.is_capped else lacking - len(found)
    return (*found, *islice(_sourcing(article, lines, quoted, shown, found), max(0, missing)))


def _said(article: Article) -> Mapping[str, str]:
    return words_of(article.language).own.said


class _Counted(NamedTuple):
    """What arithmetic tells of one sentence, and whether it does so by quoting a clause of it."""

    draft: Draft
    is_quoted: bool


def _arithmetic(article: Article, lines: Sequence[Line], shown: Collection[int]) -> Iterator[_Counted]:
    for line in sorted(lines, key=lambda line: line.index not in shown):  # what the reader has seen first
        if not line.has_number or not line.is_usable or not _may_compare(line.source, article.language):
            continue
        for one, two in pairwise(_comparable(line.source, article.language)):
            told = _change(article, line, one, two) or _share(article, line, one, two)
            if told and (line.index in shown or told.is_quoted):
                yield told
                break  # one statement a sentence


def _may_compare(text: str, language: str) -> bool:
    return bool(_TWO_NUMERALS.search(text) and _reading(words_of(language)).hint.search(text))


def _comparable(text: str, language: str) -> list[Number]:
    return [n for n in numbers(text, language) if n.kind == "cardinal" and not n.is_written and n.value > 0]


def _change(article: Article, line: Line, one: Number, two: Number) -> _Counted | None:
    reading = _reading(words_of(article.language))
    text = line.source
    if one.value == two.value or not _same_unit(one, two):
        return None
    if not reading.opening.search(text[: one.start]) or not reading.between.match(text[one.end : two.start]):
        return None
    if not reading.moved.search(text, 0, two.start):
        return None
    if "percent" in (one.unit, two.unit) or _looks_like_year(one) or _looks_like_year(two):
        return None  # points, not percent; and years are no quantity
    percent = 100 * (two.value - one.value) / one.value
    if _is_printed(text, abs(percent), article.language):
        return None  # the article says so itself
    kind = "rise" if percent > 0 else "fall"
    return _draft(article, line, kind, "percent_change", one, two, percent)


def _share(article: Article, line: Line, one: Number, two: Number) -> _Counted | None:
    text = line.source
    if not one.value < two.value or not _same_unit(one, two) or two.value < 5 or one.part or two.part:
        return None
    if "percent" in (one.unit, two.unit) or _looks_like_year(two) or _looks_like_year(one):
        return None
    if not _reading(words_of(article.language)).share.match(text[one.end : two.start]):
        return None
    percent = 100 * one.value / two.value
    if _is_printed(text, percent, article.language):
        return None
    return _draft(article, line, "share", "share", one, two, percent)


def _draft(
    article: Article, line: Line, kind: str, operation: Operation, one: Number, two: Number, percent: float
) -> _Counted | None:
    a, b = (line.source[n.start : n.end].strip() for n in (one, two))
    counted = _COUNTED.match(line.source, two.end)
    thing = counted[0] if counted and not two.unit and fold(counted[1]) not in _NO_THING else ""
    if not (one.unit or two.unit or thing):
        return None  # "from 14 to 11" of what?
    clause = _clause(line, one, two, thing, article.language)
    template = _said(article)[f"told_{kind}" if clause else kind]
    said = template.format(a=a, b=b + thing, p=_print(abs(percent), article.language), clause=clause)
    operands = tuple(Operand(text=t, value=n.value, evidence=0) for t, n in ((a, one), (b, two)))
    draft = Draft(
        text=said,
        origin="kilas",
        evidence=(cite(article, line.index),),
        derivation=Derivation(operation=operation, operands=operands, result=percent),
    )
    return _Counted(draft, is_quoted=bool(clause))


def _clause(line: Line, one: Number, two: Number, thing: str, language: str) -> str:
    """The report's own words from the clause's beginning to the second number; "" where none tell it alone."""
    source, end = line.source, two.end + len(thing)
    uncut = max(0, source.find(line.text[1:]) - 1)  # past "Selain itu, "; cutting may change the first letter
    for match in _CLAUSE_START.finditer(source, 0, one.start):
        clause = source[max(match.end(), uncut) : end].rstrip()
        if not CLAUSE_LEAST <= count_words(clause) <= CLAUSE_MOST or _MARKS.search(clause):
            continue
        if fold(clause.split(" ", 1)[0]) in EVERY.pointing.pronouns:
            continue  # who is that?
        others = source[max(match.end(), uncut) : one.start] + source[one.end : two.start]
        if not any(map(str.isdigit, others)) and is_clause(clause, len(clause), language):
            return clause
    return ""


def _anonymous(article: Article, lines: Sequence[Line]) -> Iterator[Draft]:
    found = [line for line in lines if _is_anonymous(line.source)] if _may_be_anonymous(article.text) else []
    if found:
        yield _count(article, "anonymous_one" if len(found) == 1 else "anonymous", found)


def _much_quoted(article: Article, lines: Sequence[Line], quoted: Sequence[Line]) -> Iterator[Draft]:
    if len(quoted) >= max(3, QUOTED_SHARE * len(lines)):
        yield _count(article, "many_quotes", quoted)


def _sourcing(
    article: Article,
    lines: Sequence[Line],
    quoted: Sequence[Line],
    shown: Collection[int],
    told: Sequence[Draft],
) -> Iterator[Draft]:
    """Who is quoted and how much, and how often the report tells who says so; what is `told` is not told again."""
    says = _with("says", article, lines)
    is_unattributed = not says
    # Other words tell who says so too: "only one" and "none" are said where none of those stands either.
    if len(says) == 1 and any(map(_may_report, _without(says[0], lines))):
        says = []
    if len(quoted) == 1 and any(line.has_quote for line in _without(quoted[0], lines)):
        quoted = []
    if article.rights.is_capped:
        ready = {line.index for line in quoted} & {line.index for line in says}
        # One sentence for both where it can be: each that is not shown yet takes words that may be shown.
        seen = [line for line in lines if line.index in shown]
        cited = _to_cite(quoted, seen, ready)
        yield from _in_the_whole(article, "quotes_whole", cited)
        yield from _in_the_whole(article, "says_whole", _to_cite(says, [*seen, *cited], ready))
    else:
        speaker = _speaker(article, quoted)
        if speaker:
            yield speaker
        elif quoted and not any(draft.derivation and draft.derivation.operation == "count" for draft in told):
            yield _count(article, "quotes_one" if len(quoted) == 1 else "quotes", quoted)
        if says:
            yield _count(article, "says_one" if len(says) == 1 else "says", says)
    if is_unattributed and not any(map(_may_report, lines)):
        yield _absence(article, "says")
    if not any(line.has_quote for line in lines) and not hits(
        _SEARCHES["quotes"], article.text, article.language
    ):
        yield _absence(article, "quotes")


def least_evidence(lines: Sequence[Line], shown: Sequence[Line]) -> int:
    """The words of the source that telling how the report is sourced takes, beside what is shown."""
    if any(line.has_quote for line in shown):
        return 0
    telling = [line for line in lines if line.has_quote] or [
        line for line in lines if not EVERY.reporting.says.isdisjoint(line.bag)
    ]
    return min((count_words(line.source) for line in telling), default=0)


def _with(kind: str, article: Article, lines: Sequence[Line]) -> list[Line]:
    """The sentences in which the checker will find what is counted."""
    holds = holding(_SEARCHES[kind], [line.source for line in lines], article.language)
    return list(compress(lines, holds))


def _without(one: Line, lines: Sequence[Line]) -> Iterator[Line]:
    return (line for line in lines if line.index != one.index)


def _may_report(line: Line) -> bool:
    return line.has_quote or not _REPORTING.isdisjoint(line.bag)


def _to_cite(lines: Sequence[Line], seen: Sequence[Line], ready: Collection[int]) -> tuple[Line, ...]:
    """One of `lines`: one that is seen already, or is `ready` for more than one statement, or the shortest."""
    indices = {line.index for line in seen}
    order = sorted(
        lines,
        key=lambda line: (
            line.index not in indices,
            line.index not in ready,
            len(line.words),
            line.index,
        ),
    )
    return tuple(order[:1])


def _in_the_whole(article: Article, kind: str, cited: Sequence[Line]) -> Iterator[Draft]:
    """A count over the whole report that cites only a sentence of it, so that little need be shown."""
    searched = _SEARCHES[kind]
    count = hits(searched, article.text, article.language)
    if cited and count:
        yield Draft(
            text=_said(article)[f"{kind}_one" if count == 1 else kind].format(n=count),
            origin="kilas",
            evidence=tuple(cite(article, line.index) for line in cited),
            derivation=Derivation(operation="count", result=float(count), searched=searched),
        )


def _absence(article: Article, kind: str) -> Draft:
    return Draft(
        text=_said(article)[f"{kind}_none"],
        origin="kilas",
        evidence=(),
        derivation=Derivation(
            operation="absence", result=0.0, searched=replace(_SEARCHES[kind], is_whole=True)
        ),
    )


def _speaker(article: Article, quoted: Sequence[Line]) -> Draft | None:
    """Who is named most among the quotations, and in how many of them."""
    if len(quoted) < 2:
        return None
    sources = [line.source for line in quoted]
    said = [who for source in sources for who in _speakers(source, article.language)]
    bags = [frozenset(tokens(source)) for source in sources]
    named = {(fold(name), who) for who in said for name in who.split()}
    found = sorted(
        ((sum(word in bag for bag in bags), len(who), who, word) for word, who in named if len(word) > 2),
        reverse=True,
    )
    # The checker finds a word in its inflections too: only where that makes no difference.
    best = next(
        (
            each
            for each in found
            if each[0] > 1 and each[0] == sum(holding(_word(each[3]), sources, article.language))
        ),
        None,
    )
    if best is None or fold(best[2].split()[0]) in _POINTING:
        return None
    count, _, who, searched = best
    kind = "speaker_all" if count == len(quoted) else "speaker"
    return Draft(
        text=_said(article)[kind].format(who=who, n=count, m=len(quoted)),
        origin="kilas",
        evidence=tuple(cite(article, line.index) for line in quoted),
        derivation=Derivation(operation="count", result=float(count), searched=_word(searched)),
    )


def _word(term: str) -> Search:
    return Search(kind="words", terms=(term,))


def _speakers(text: str, language: str) -> Iterator[str]:
    for match in _reading(words_of(language)).speaker.finditer(text):
        yield next(filter(None, match.groups()))


def _is_anonymous(text: str) -> bool:
    return _may_be_anonymous(text) and bool(_ANONYMOUS.search(text))


def _may_be_anonymous(text: str) -> bool:
    return any(map(text.lower().__contains__, EVERY.reporting.anonymous_hints))


def _count(article: Article, kind: str, lines: Sequence[Line]) -> Draft:
    what = "anonymous" if kind.startswith("anonymous") else "says" if kind.startswith("says") else "quotes"
    searched = _SEARCHES[what]
    return Draft(
        text=_said(article)[kind].format(n=len(lines)),
        origin="kilas",
        evidence=tuple(cite(article, line.index) for line in lines),
        derivation=Derivation(operation="count", result=float(len(lines)), searched=searched),
    )


def _same_unit(one: Number, two: Number) -> bool:
    return one.unit == two.unit or not one.unit or not two.unit


def _looks_like_year(number: Number) -> bool:
    return number.unit == "" and number.value == int(number.value) and 1900 <= number.value <= 2100


def _is_printed(text: str, percent: float, language: str) -> bool:
    """Whether the sentence itself gives the percentage, as printed to the point or rounded."""
    return any(
        n.unit == "percent" and abs(n.value - percent) <= max(0.51, n.step) for n in numbers(text, language)
    )


def _print(percent: float, language: str) -> str:
    """Whole percents from ten up, one decimal below."""
    if percent >= 10:
        return str(round(percent))
    return f"{percent:.1f}".replace(".", words_of(language).own.decimal_sign)
