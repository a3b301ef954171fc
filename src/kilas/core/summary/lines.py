"""Sentences of an article, each with the engine's findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from kilas.core.article import Article
from kilas.core.explanation import Unfit
from kilas.core.languages import EVERY
from kilas.core.summary.ahead import look_ahead
from kilas.core.summary.budget import runs_of_three
from kilas.core.summary.cues import Wordings
from kilas.core.summary.dependence import is_dependent
from kilas.core.summary.leads import opening_clause
from kilas.core.summary.tokenised import TokenisedSentence
from kilas.core.summary.trimming import cut
from kilas.core.summary.unfit import why_unfit
from kilas.core.text import count_words, fold_all, has_digit, words

SUBHEAD_WORDS = 12
_ARGUING = (
    (EVERY.arguing.cause, 1.0),
    (EVERY.arguing.contrast, 0.8),
    (EVERY.arguing.consequence, 1.0),
    (EVERY.arguing.argues, 1.2),
)
_PERSONS = EVERY.pointing.speaker_pronouns | EVERY.reporting.says_of_unnamed
_PRONOUNS = EVERY.pointing.pronouns | EVERY.reporting.says_of_unnamed
_ARGUMENT = Wordings(EVERY.arguing.argument)


@dataclass(frozen=True, kw_only=True)
class Line(TokenisedSentence):
    """One sentence of an article with the engine's findings, which are computed on first use."""

    index: int  # in Article.sentences
    source: str  # as printed in the article; `text` lacks dateline, leading connective and bracketed asides
    paragraph: int  # number of its paragraph in the article
    language: str  # the article's
    published: datetime | None  # the article's

    @cached_property
    def source_words(self) -> int:
        """Number of words in the uncut sentence."""
        return len(self.words) if self.source == self.text else count_words(self.source)

    @cached_property
    def content(self) -> frozenset[str]:
        """Its words of four letters and more, without function words: its subject."""
        return frozenset({w for w in self.bag if len(w) > 3} - EVERY.pointing.long_function_words)

    @cached_property
    def trigrams(self) -> frozenset[tuple[str, ...]]:
        """Its runs of three folded words."""
        return runs_of_three(self.words)

    @property
    def gist(self) -> frozenset[object]:
        """The set by which the budget compares it with other sentences to find repeats."""
        return self.content or self.trigrams

    @cached_property
    def unfit(self) -> Unfit:
        """Reason why it may not become a claim; "" if it may."""
        return why_unfit(self)

    @property
    def is_usable(self) -> bool:
        """True if it may become a claim."""
        return not self.unfit

    @property
    def is_subhead(self) -> bool:
        """True for a short line without a full stop."""
        return self.unfit in ("no_sentence", "too_short") and len(self.words) <= SUBHEAD_WORDS

    @cached_property
    def is_dependent(self) -> bool:
        """True if it refers back, so that it may only follow the sentence before it."""
        return is_dependent(self)

    @property
    def opens_with_person(self) -> bool:
        """True if it tells of a person without naming one: "He", "katanya"."""
        return any(word in _PERSONS for word in self.words[:1])

    @property
    def opens_with_pronoun(self) -> bool:
        """True if its first words may stand for any person or thing: "He", "Its", "katanya"."""
        return any(word in _PRONOUNS for word in self.words[:2])

    @property
    def stands_alone(self) -> bool:
        """True if it may become a claim without the sentence before it."""
        return self.is_usable and not self.is_dependent

    @cached_property
    def clause(self) -> str:
        """Its opening clause; "" if none is recognised."""
        return opening_clause(self.text, self.language)

    @cached_property
    def has_number(self) -> bool:
        return has_digit(self.text)

    @cached_property
    def ahead(self) -> float:
        """Strength of its signs that it is about the future; 0 for none, no upper limit."""
        return look_ahead(self.text, self.words, self.language, self.published, self.bag)

    @cached_property
    def analysis(self) -> float:
        """Strength of its argument: weights of cause, contrast, consequence and expert view, added. 0 for none."""
        return _analysis(self)


def read_lines(article: Article) -> tuple[Line, ...]:
    """Return every sentence of `article`, in order."""
    lines, paragraph, last_end = [], 0, 0
    for index, span in enumerate(article.sentences):
        if "\n" in article.text[last_end : span.start]:
            paragraph += 1
        last_end = span.end
        lines.append(_read(index, article.text[span.start : span.end], paragraph, article))
    return tuple(lines)


def _read(index: int, source: str, paragraph: int, article: Article) -> Line:
    text = cut(source, article.language)
    return _line(text, article.language, index, source, paragraph, article.published)


def as_line(text: str, language: str) -> Line:
    """Return a sentence of no article as a line, for the rules that look at one sentence alone."""
    return _line(text, language, 0, text, 0, None)


def _line(
    text: str, language: str, index: int, source: str, paragraph: int, published: datetime | None
) -> Line:
    printed = tuple(words(text))
    folded = tuple(fold_all(printed))
    return Line(
        index=index,
        source=source,
        text=text,
        printed=printed,
        words=folded,
        bag=frozenset(folded),
        paragraph=paragraph,
        language=language,
        published=published,
    )


def _analysis(line: Line) -> float:
    score = 0.0
    for cues, weight in _ARGUING:
        if not cues.isdisjoint(line.bag):
            score += weight
    if _ARGUMENT.found_in(line.text, line.bag):
        score += 1.0
    score += _expert_view(line)
    return score + (0.1 if score and line.has_quote else 0.0)


def _expert_view(line: Line) -> float:
    """Weight of an expert in the sentence, higher if it contains a quotation or a verb of speaking."""
    if EVERY.arguing.experts.isdisjoint(line.bag):
        return 0.0
    return 1.0 if line.has_quote or not EVERY.reporting.says.isdisjoint(line.bag) else 0.6
