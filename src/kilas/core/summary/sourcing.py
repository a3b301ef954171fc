"""Statements on the sourcing of a report: people quoted, attributions, anonymous sources, and what is missing.

Every statement is a count that the checker repeats. A count that may be too low is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import compress
from typing import NamedTuple

from kilas.core.article import Article
from kilas.core.brief import Derivation, Draft, Search, cite
from kilas.core.check.cuts import tokens
from kilas.core.check.recompute import hits, holding
from kilas.core.languages import EVERY, Language
from kilas.core.languages import language as words_of
from kilas.core.summary.lines import Line
from kilas.core.text import fold

MOST = 3  # statements of a report
QUOTED_SHARE = 1 / 3  # of the sentences; below it, quotations are nothing to remark on
_SEARCHES = {
    "quotes": Search(kind="quotation_marks"),
    "anonymous": Search(kind="unnamed_sources"),
    "says": Search(kind="attributions"),
    "quotes_whole": Search(kind="quotations", is_whole=True),
    "says_whole": Search(kind="attributions", is_whole=True),
}
_ANONYMOUS = re.compile(EVERY.reporting.anonymous, re.IGNORECASE)
_NAME = rf"([A-Z][\w’'-]+(?:\.? (?:(?:{EVERY.reporting.inside_name}) )?[A-Z][\w’'-]+)*)"
_REPORTING = EVERY.reporting.says | EVERY.arguing.argues
_POINTING = EVERY.pointing.pronouns | EVERY.pointing.pointing_speakers


@cache
def _speaker_in(spoken: Language) -> re.Pattern[str]:
    """A name beside a verb of speaking; one of its two groups is the name."""
    reporting = spoken.reporting
    return re.compile(rf"{_NAME},? (?:{reporting.behind_name})\b|\b(?:{reporting.before_name}) {_NAME}")


def sourcing(
    article: Article, lines: Sequence[Line], shown: Collection[int], *, is_capped: bool = False
) -> tuple[Draft, ...]:
    """Return what the report rests on, the most telling first: anonymous sources, quotations, attributions, or their absence.

    `shown` are the sentences in the brief. With `is_capped`, rights limit quotation: a count cites one of these or is left out.
    """
    if not words_of(article.language).own.said:
        return ()
    quoted, says = _found("quotes", article, lines), _found("says", article, lines)
    told = [*_anonymous(article, lines), *_much_quoted(article, lines, quoted)]
    sure_says = _unless_lone(says, lines, _may_report)
    sure_quoted = _unless_lone(quoted, lines, _has_quote)
    if is_capped:
        told = [*_counts_of_the_whole(article, sure_quoted, sure_says, shown)]
    else:
        told += _counts(article, sure_quoted, sure_says, told)
    if not says and not any(map(_may_report, lines)):
        told.append(_absence(article, "says"))
    if not any(map(_has_quote, lines)) and not hits(_SEARCHES["quotes"], article.text, article.language):
        told.append(_absence(article, "quotes"))
    return tuple(told[:MOST])


def _anonymous(article: Article, lines: Sequence[Line]) -> Iterator[Draft]:
    """A count of the sentences with anonymous sources, if there are any."""
    found = [line for line in lines if _is_anonymous(line.source)] if _may_be_anonymous(article.text) else []
    if found:
        yield _count(article, "anonymous_one" if len(found) == 1 else "anonymous", "anonymous", found)


def _much_quoted(article: Article, lines: Sequence[Line], quoted: Sequence[Line]) -> Iterator[Draft]:
    """A count of the `quoted` sentences if they are a large part of the report."""
    if len(quoted) >= max(3, QUOTED_SHARE * len(lines)):
        yield _count(article, "many_quotes", "quotes", quoted)


# Sentences


def _found(kind: str, article: Article, lines: Sequence[Line]) -> list[Line]:
    """The sentences in which the checker will find what a search counts."""
    holds = holding(_SEARCHES[kind], [line.source for line in lines], article.language)
    return list(compress(lines, holds))


def _unless_lone(
    found: Sequence[Line], lines: Sequence[Line], is_alike: Callable[[Line], bool]
) -> Sequence[Line]:
    """`found`, or nothing if it is one sentence and another one is alike, so that "only 1" may be wrong."""
    if len(found) == 1 and any(is_alike(line) for line in lines if line.index != found[0].index):
        return ()
    return found


def _has_quote(line: Line) -> bool:
    return line.has_quote


def _may_report(line: Line) -> bool:
    return line.has_quote or not _REPORTING.isdisjoint(line.bag)


def _is_anonymous(text: str) -> bool:
    return _may_be_anonymous(text) and bool(_ANONYMOUS.search(text))


def _may_be_anonymous(text: str) -> bool:
    return any(map(text.lower().__contains__, EVERY.reporting.anonymous_hints))


# Statements that cite each sentence they count


def _counts(
    article: Article, quoted: Sequence[Line], says: Sequence[Line], told: Sequence[Draft]
) -> Iterator[Draft]:
    if speaker := _speaker(article, quoted):
        yield speaker
    elif quoted and not any(draft.derivation and draft.derivation.operation == "count" for draft in told):
        yield _count(article, "quotes_one" if len(quoted) == 1 else "quotes", "quotes", quoted)
    if says:
        yield _count(article, "says_one" if len(says) == 1 else "says", "says", says)


def _count(article: Article, template: str, kind: str, lines: Sequence[Line]) -> Draft:
    return Draft(
        text=_said(article, template).format(n=len(lines)),
        origin="kilas",
        evidence=tuple(cite(article, line.index) for line in lines),
        derivation=Derivation(operation="count", result=float(len(lines)), searched=_SEARCHES[kind]),
    )


def _said(article: Article, template: str) -> str:
    return words_of(article.language).own.said[template]


class _Named(NamedTuple):
    """A name and one of its words; the order of the fields ranks names."""

    quotations: int  # with the word
    length: int  # of the name
    name: str
    word: str  # folded


def _speaker(article: Article, quoted: Sequence[Line]) -> Draft | None:
    """The speaker named in most quotations, and in how many."""
    if len(quoted) < 2:
        return None
    best = _most_named([line.source for line in quoted], article.language)
    if best is None or fold(best.name.split()[0]) in _POINTING:
        return None
    template = _said(article, "speaker_all" if best.quotations == len(quoted) else "speaker")
    return Draft(
        text=template.format(who=best.name, n=best.quotations, m=len(quoted)),
        origin="kilas",
        evidence=tuple(cite(article, line.index) for line in quoted),
        derivation=Derivation(operation="count", result=float(best.quotations), searched=_search(best.word)),
    )


def _most_named(sources: Sequence[str], language: str) -> _Named | None:
    bags = [frozenset(tokens(source)) for source in sources]
    found = sorted(
        (
            _Named(sum(word in bag for bag in bags), len(name), name, word)
            for name, word in _names(sources, language)
        ),
        reverse=True,
    )
    # The checker finds inflections, too: only words for which that makes no difference.
    repeated = (each for each in found if each.quotations > 1)
    return next(
        (n for n in repeated if n.quotations == sum(holding(_search(n.word), sources, language))), None
    )


def _names(sources: Sequence[str], language: str) -> set[tuple[str, str]]:
    """The names of speakers, each with every folded word in it of three letters and more."""
    pattern = _speaker_in(words_of(language))
    names = {match[1] or match[2] for source in sources for match in pattern.finditer(source)}
    return {(name, word) for name in names for word in map(fold, name.split()) if len(word) > 2}


def _search(word: str) -> Search:
    return Search(kind="words", terms=(word,))


# Statements on a report of which little may be shown: each cites one sentence


def _counts_of_the_whole(
    article: Article,
    quoted: Sequence[Line],
    says: Sequence[Line],
    shown: Collection[int],
) -> Iterator[Draft]:
    """Counts of quotations and of attributions, each citing one sentence that the brief shows already."""
    for kind, found in (("quotes_whole", quoted), ("says_whole", says)):
        yield from _count_of_the_whole(article, kind, [line for line in found if line.index in shown][:1])


def _count_of_the_whole(article: Article, kind: str, cited: Sequence[Line]) -> Iterator[Draft]:
    count = hits(_SEARCHES[kind], article.text, article.language)
    if cited and count:
        yield Draft(
            text=_said(article, f"{kind}_one" if count == 1 else kind).format(n=count),
            origin="kilas",
            evidence=tuple(cite(article, line.index) for line in cited),
            derivation=Derivation(operation="count", result=float(count), searched=_SEARCHES[kind]),
        )


# Statements on what is missing


def _absence(article: Article, kind: str) -> Draft:
    return Draft(
        text=_said(article, f"{kind}_none"),
        origin="kilas",
        evidence=(),
        derivation=Derivation(
            operation="absence", result=0.0, searched=replace(_SEARCHES[kind], is_whole=True)
        ),
    )
