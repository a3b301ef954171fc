"""Judge a drafted claim by the evidence it cites. Nothing that the draft says is trusted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from kilas.core.article import Article, Span
from kilas.core.brief import Claim, Derivation, Draft, Evidence
from kilas.core.check import cuts
from kilas.core.check.names import known, names, unknown_words
from kilas.core.check.numbers import Number, numbers
from kilas.core.check.outcome import INTRODUCED, VERBATIM, Verdict, recomputed
from kilas.core.check.people import without_insertions
from kilas.core.check.quotes import quotes
from kilas.core.check.recompute import recompute
from kilas.core.check.source import Text, contradiction, judge_against, quote_is_in, unseen_in
from kilas.core.check.subject import copies_words
from kilas.core.languages import EVERY
from kilas.core.text import speaks_another, without_marker

_INSERTED = re.compile(r"\[([^\[\]]+)\]")
_UP = EVERY.support.more
_DOWN = EVERY.support.less

_NO_WORDS = Verdict("flagged", "the claim has no words")
_OTHER_LANGUAGE = Verdict("flagged", "the claim is in another language")
_TRANSLATED = Verdict(
    "unverifiable", "numbers, dates and names agree; words in another language cannot be compared"
)

_Sources = Mapping[tuple[str, str], Article]  # by id and revision


def check(draft: Draft, sources: Iterable[Article], language: str = "") -> Verdict:
    """Judge `draft`, which may cite only the articles `sources`; `language` is the claim's, if not that of these.

    A claim in another language than its evidence is never verified: numbers, dates, names and quotations can be
    compared, words cannot.

    >>> check(Draft(text="It rained.", evidence=()), ()).reason
    'no evidence is cited'
    """
    articles = {(article.id, article.revision): article for article in sources}
    if not draft.text.strip():
        return Verdict("flagged", "the claim is empty")
    if not draft.text.startswith(draft.lead):
        return Verdict("flagged", "the lead is not the opening of the claim")
    wrong = _misquoted(draft, articles)
    if wrong:
        return Verdict("flagged", wrong)
    if draft.origin == "kilas" or draft.derivation is not None:
        return _check_own(draft, articles)
    return _check_source(draft, articles, language)


def judge(draft: Draft, sources: Iterable[Article], language: str = "") -> Claim:
    """Return `draft` as a claim, with the status and reason of `check`."""
    found = check(draft, sources, language)
    return Claim(
        text=draft.text,
        lead=draft.lead,
        status=found.status,
        reason=found.reason,
        origin=draft.origin,
        evidence=draft.evidence,
        derivation=draft.derivation,
        judge=draft.judge if found.status == "unverifiable" else None,
    )


def _misquoted(draft: Draft, articles: _Sources) -> str:
    """Return the fault of the evidence; "" if each quote is in its article at the stated place."""
    if not draft.evidence and not _may_lack_evidence(draft.derivation):
        return "no evidence is cited"
    for span in draft.evidence:
        article = articles.get((span.article_id, span.revision))
        if article is None:
            return "the evidence cites a revision that is not known"
        if not span.quote or span.start < 0 or not article.text.startswith(span.quote, span.start):
            return f"the quote does not stand at {span.start} in the article"
    return ""


def _may_lack_evidence(derivation: Derivation | None) -> bool:
    return derivation is not None and derivation.operation == "absence" and derivation.searched is not None


def _check_source(draft: Draft, articles: _Sources, spoken: str) -> Verdict:
    cited = [articles[span.article_id, span.revision] for span in draft.evidence]
    wholes = [
        _whole_sentences(article, span.start, span.quote)
        for article, span in zip(cited, draft.evidence, strict=True)
    ]
    language = cited[0].language
    if spoken and spoken != language:
        return _check_translated(draft, wholes, language, spoken)
    if draft.text in wholes:
        return VERBATIM
    text = without_marker(draft.text, language)
    if "[" in text and (introduced := _introduced(text, wholes, cited)):
        return introduced
    for whole in wholes:
        if cuts.is_allowed_cut(whole, text):
            return _quotes_kept(text, whole)
    return _check_cut(text, wholes, language) or _check_reworded(draft, text, language)


def _introduced(text: str, wholes: Sequence[str], cited: Sequence[Article]) -> Verdict | None:
    """Judge a claim with full names inserted in square brackets, each given by a sentence that is cited, too."""
    article = cited[0]
    sentences = [article.quote(index) for index in range(len(article.sentences))]
    plain = without_insertions(text, sentences, article.language)
    if not plain or not all(any(name in whole for whole in wholes) for name in _INSERTED.findall(text)):
        return None
    kept = next((whole for whole in wholes if plain == whole or cuts.is_allowed_cut(whole, plain)), None)
    if kept is None:
        return None
    found = _quotes_kept(plain, kept)
    return INTRODUCED if found.status == "verified" else found


def _check_reworded(draft: Draft, text: str, language: str) -> Verdict:
    if speaks_another(_unquoted(text), language):
        return _OTHER_LANGUAGE
    quoted = [span.quote for span in draft.evidence]
    return judge_against(quoted, text, language, "the evidence", is_strict=True)


def _check_translated(draft: Draft, wholes: Sequence[str], language: str, spoken: str) -> Verdict:
    """Judge a claim in the language `spoken` by evidence in another one."""
    text = without_marker(draft.text, spoken)
    if not cuts.tokens(text):
        return _NO_WORDS
    quoted = "\n".join([span.quote for span in draft.evidence])
    own = _unquoted(text)
    if draft.text in wholes or speaks_another(own, spoken) or copies_words(quoted, own, language):
        return _OTHER_LANGUAGE
    unseen = unseen_in(Text(quoted, language), Text(text, spoken), is_strict=True)
    return Verdict("flagged", f"{unseen} is not in the evidence") if unseen else _TRANSLATED


def _unquoted(text: str) -> str:
    """Return `text` without its quotations, which may be in any language."""
    for quote in reversed(quotes(text)):
        text = text[: quote.start] + text[quote.end :]
    return text


def _check_cut(text: str, wholes: Iterable[str], language: str) -> Verdict | None:
    """Judge a claim that is one of these sentences with words left out; None if it is not."""
    claim = cuts.tokens(text)
    if not claim:
        return _NO_WORDS
    verdict: Verdict | None = None
    for whole in wholes:
        rest = cuts.least_left(whole, claim)
        if rest:
            verdict = _cut_from(text, claim, rest, language)
    return verdict


def _cut_from(text: str, claim: list[str], rest: str, language: str) -> Verdict:
    """Judge a cut from `rest` to `text`. A fact may be left out, if nothing that is left says something else then."""
    harm = cuts.harm(text, rest) or contradiction(rest, text, language, "the evidence", is_strict=True)
    if harm:
        return Verdict("flagged", harm)
    lost = cuts.lost_number(text, rest, language)
    return Verdict("unverifiable", f"the number {lost} was cut") if lost else _unknown_cut(claim, rest)


def _quotes_kept(claim: str, sentence: str) -> Verdict:
    if "?" in sentence and "?" not in claim:
        return Verdict("flagged", "a question became a statement")
    if cuts.breaks_quote(claim, sentence):
        return Verdict("flagged", "part of a quotation was cut")
    return VERBATIM


def _unknown_cut(claim: list[str], sentence: str) -> Verdict:
    lost = " ".join(cuts.lost_words(claim, sentence)[:8])
    return Verdict("unverifiable", f"a cut may change what the sentence says: {lost!r} is left out")


def _whole_sentences(article: Article, start: int, quote: str) -> str:
    """Extend the quote to the bounds of the sentences in which it begins and ends."""
    end = start + len(quote)
    spans = article.sentences
    first, last = _sentence_at(spans, start), _sentence_at(spans, end - 1)
    low = min(start, first.start) if first and first.end > start else start
    high = max(end, last.end) if last and last.end >= end else end
    return quote if (low, high) == (start, end) else article.text[low:high]


def _sentence_at(spans: Sequence[Span], offset: int) -> Span | None:
    index = bisect_right(spans, offset, key=attrgetter("start")) - 1
    return spans[index] if index >= 0 else None


class _Own(NamedTuple):
    """A statement of Kilas's own, with what it was derived from."""

    text: str
    done: Derivation
    evidence: tuple[Evidence, ...]
    cited: list[Article]  # of each evidence; without evidence, every source

    @property
    def language(self) -> str:
        return self.cited[0].language

    @property
    def quoted(self) -> list[str]:
        return [span.quote for span in self.evidence]

    def material(self) -> str:
        """Return all text whose names and quotations the statement may use."""
        texts = (f"{a.source or ''} {a.title or ''} {a.text}" for a in _once(self.cited))
        return " ".join([*self.quoted, *_terms(self.done), *texts])


def _check_own(draft: Draft, articles: _Sources) -> Verdict:
    """Judge a statement of Kilas's own: compute it again, and account for its numbers, names and quotations."""
    done = draft.derivation
    if done is None:
        return Verdict("flagged", "a statement of our own must show how it was derived")
    cited = [articles[span.article_id, span.revision] for span in draft.evidence] or list(articles.values())
    if not cited:
        return Verdict("flagged", "a statement of absence must say where was searched")
    reason = _fault(_Own(draft.text, done, draft.evidence, cited))
    return Verdict("flagged", reason) if reason else recomputed(done.operation)


def _fault(own: _Own) -> str:
    """Return the fault of a statement of our own; "" if there is none."""
    done, evidence = own.done, own.evidence
    if done.operation == "count" and len({(e.revision, e.start) for e in evidence}) < len(evidence):
        return "a span is counted twice"
    result = recompute(done, own.quoted, own.language, [article.text for article in _once(own.cited)])
    if isinstance(result, str):
        return result
    return _wrong_result(done, result) or _unaccounted(own, result)


def _wrong_result(done: Derivation, result: float) -> str:
    if not abs(result - done.result) <= 1e-6 * max(1.0, abs(result)):
        return f"the result is {result:g}, not {done.result:g}"
    if done.operation == "absence" and result > 0:
        return f"what was searched for stands in the source {int(result)} times"
    return ""


def _once(articles: Iterable[Article]) -> list[Article]:
    return list({article.revision: article for article in articles}.values())


def _unaccounted(own: _Own, result: float) -> str:
    """Return the first number, direction, name or quotation that operands, result and source do not explain, or ""."""
    done = own.done
    printed = _without(own.text, [*(o.text for o in done.operands), *_terms(done)])
    is_change = done.operation in ("difference", "percent_change")
    return (
        _unaccounted_number(own, printed, result)
        or (_wrong_way(printed, result) if is_change else "")
        or _unaccounted_name(own)
        or _unaccounted_quote(own)
    )


def _unaccounted_number(own: _Own, printed: str, result: float) -> str:
    articles = {article.id for article in own.cited}
    counts = {float(len(own.evidence)), float(len(own.done.operands)), float(len(articles))}
    for number in numbers(printed, own.language):
        if number.value not in counts and not _prints(number, result):
            return f"the number {number.text} is neither an operand nor the result"
    return ""


def _unaccounted_name(own: _Own) -> str:
    named = [name for name in names(own.text, own.language) if name.words != ("kilas",)]
    near = known(" ".join(own.quoted)) if named else None
    # The quotes have most names, and are much shorter than the articles.
    if near is None or not any(unknown_words(name, near) for name in named):
        return ""
    source = known(own.material())
    unknown = next((name for name in named if unknown_words(name, source)), None)
    return f"the name {unknown.text} is not in the source" if unknown else ""


def _unaccounted_quote(own: _Own) -> str:
    near = " ".join(own.quoted)
    for quote in quotes(own.text):
        if not quote_is_in(quote.text, near) and not quote_is_in(quote.text, own.material()):
            return f"the quotation “{quote.text}” is not in the source"
    return ""


def _terms(done: Derivation) -> tuple[str, ...]:
    """Return the words that were searched for."""
    return done.searched.terms if done.searched else ()


def _without(text: str, parts: Iterable[str]) -> str:
    for part in sorted(filter(None, parts), key=len, reverse=True):
        text = text.replace(part, " , ")
    return text


def _prints(number: Number, result: float) -> bool:
    """True if `number` is the result, rounded to its last printed digit. Its sign may be in words."""
    slack = number.step / 2 * (1 + 1e-9) + 1e-12
    return abs(abs(number.value) - abs(result)) <= slack


def _wrong_way(printed: str, result: float) -> str:
    """Return the fault if the statement says "more" for a negative change, or "less" for a positive one; else ""."""
    words = set(cuts.tokens(printed))
    up, down = bool(words & _UP), bool(words & _DOWN)
    if up and not down and result < 0:
        return "the claim says more, the calculation less"
    if down and not up and result > 0:
        return "the claim says less, the calculation more"
    return ""
