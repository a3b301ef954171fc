"""Judges one drafted claim against the evidence it cites. Nothing the draft says is taken on trust."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from kilas.core.article import Article, Span
from kilas.core.brief import Claim, Derivation, Draft
from kilas.core.check import cuts
from kilas.core.check.names import known, names, unknown_words
from kilas.core.check.numbers import Number, numbers
from kilas.core.check.outcome import VERBATIM, Verdict, recomputed
from kilas.core.check.quotes import quotes
from kilas.core.check.recompute import recompute
from kilas.core.check.source import judge_against, quote_is_in
from kilas.core.languages import EVERY

_UP = EVERY.support.more
_DOWN = EVERY.support.less


_Sources = Mapping[tuple[str, str], Article]  # by id and revision


def check(draft: Draft, sources: Iterable[Article]) -> Verdict:
    """The status of `draft`, which may cite these articles and no others, and why.

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
    return _check_source(draft, articles)


def judge(draft: Draft, sources: Iterable[Article]) -> Claim:
    """`draft` as a claim, with the status and reason that `check` gives it."""
    found = check(draft, sources)
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
    """Why the evidence does not stand where it says; "" when it does."""
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


def _check_source(draft: Draft, articles: _Sources) -> Verdict:
    cited = [articles[span.article_id, span.revision] for span in draft.evidence]
    wholes = [
        _whole_sentences(article, span.start, span.quote)
        for article, span in zip(cited, draft.evidence, strict=True)
    ]
    if draft.text in wholes:
        return VERBATIM
    for whole in wholes:
        if cuts.is_allowed_cut(whole, draft.text):
            return _quotes_kept(draft.text, whole)
    claim = cuts.tokens(draft.text)
    if not claim:
        return Verdict("flagged", "the claim has no words")
    language = cited[0].language
    cut: Verdict | None = None
    for whole in wholes:
        rest = cuts.least_left(whole, claim)
        if rest:
            reason = cuts.harm(draft.text, rest, language)
            cut = Verdict("flagged", reason) if reason else _unknown_cut(claim, rest)
    return cut or judge_against(
        [span.quote for span in draft.evidence], draft.text, language, "the evidence", is_strict=True
    )


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
    """The quote, stretched to the bounds of the sentences it begins and ends in."""
    end = start + len(quote)
    spans = article.sentences
    first, last = _sentence_at(spans, start), _sentence_at(spans, end - 1)
    low = min(start, first.start) if first and first.end > start else start
    high = max(end, last.end) if last and last.end >= end else end
    return quote if (low, high) == (start, end) else article.text[low:high]


def _sentence_at(spans: Sequence[Span], offset: int) -> Span | None:
    index = bisect_right(spans, offset, key=attrgetter("start")) - 1
    return spans[index] if index >= 0 else None


def _check_own(draft: Draft, articles: _Sources) -> Verdict:
    """A statement of Kilas's own: worked out again, and every number, name and quotation in it accounted for."""
    done = draft.derivation
    if done is None:
        return Verdict("flagged", "a statement of our own must show how it was derived")
    cited = [articles[span.article_id, span.revision] for span in draft.evidence] or list(articles.values())
    if not cited:
        return Verdict("flagged", "a statement of absence must say where was searched")
    language = cited[0].language
    texts = [article.text for article in _once(cited)]
    quoted = [span.quote for span in draft.evidence]
    if done.operation == "count" and len({(e.revision, e.start) for e in draft.evidence}) < len(
        draft.evidence
    ):
        return Verdict("flagged", "a span is counted twice")
    result = recompute(done, quoted, language, texts)
    if isinstance(result, str):
        return Verdict("flagged", result)
    if not abs(result - done.result) <= 1e-6 * max(1.0, abs(result)):
        return Verdict("flagged", f"the result is {result:g}, not {done.result:g}")
    if done.operation == "absence" and result > 0:
        return Verdict("flagged", f"what was searched for stands in the source {int(result)} times")
    reason = _unaccounted(draft, done, result, quoted, cited, language)
    return Verdict("flagged", reason) if reason else recomputed(done.operation)


def _once(articles: Iterable[Article]) -> list[Article]:
    return list({article.revision: article for article in articles}.values())


def _unaccounted(
    draft: Draft, done: Derivation, result: float, quoted: list[str], cited: list[Article], language: str
) -> str:
    """What the claim prints that neither operands, result nor source explain; "" when nothing."""
    printed = _without(draft.text, [*(o.text for o in done.operands), *_terms(done)])
    counts = {float(len(quoted)), float(len(done.operands)), float(len({a.id for a in cited}))}
    for number in numbers(printed, language):
        if number.value not in counts and not _prints(number, result):
            return f"the number {number.text} is neither an operand nor the result"
    if done.operation in ("difference", "percent_change") and (wrong := _wrong_way(printed, result)):
        return wrong
    near = " ".join(quoted)  # what is cited knows most of it, and is read in a fraction of the time
    named = [name for name in names(draft.text, language) if name.words != ("kilas",)]
    if named and any(unknown_words(name, known(near)) for name in named):
        source = known(_material(done, quoted, cited))
        for name in named:
            if unknown_words(name, source):
                return f"the name {name.text} is not in the source"
    for quote in quotes(draft.text):
        if not quote_is_in(quote.text, near) and not quote_is_in(quote.text, _material(done, quoted, cited)):
            return f"the quotation “{quote.text}” is not in the source"
    return ""


def _material(done: Derivation, quoted: list[str], cited: list[Article]) -> str:
    """All that a statement of our own may name and quote."""
    texts = (f"{a.source or ''} {a.title or ''} {a.text}" for a in _once(cited))
    return " ".join([*quoted, *_terms(done), *texts])


def _terms(done: Derivation) -> tuple[str, ...]:
    """The words that were searched for."""
    return done.searched.terms if done.searched else ()


def _without(text: str, parts: Iterable[str]) -> str:
    for part in sorted(filter(None, parts), key=len, reverse=True):
        text = text.replace(part, " , ")
    return text


def _prints(number: Number, result: float) -> bool:
    """Whether `number` is the result as rounded to its last printed digit; a sign may be told in words."""
    slack = number.step / 2 * (1 + 1e-9) + 1e-12
    return abs(abs(number.value) - abs(result)) <= slack


def _wrong_way(printed: str, result: float) -> str:
    words = set(cuts.tokens(printed))
    up, down = bool(words & _UP), bool(words & _DOWN)
    if up and not down and result < 0:
        return "the claim says more, the calculation less"
    if down and not up and result > 0:
        return "the claim says less, the calculation more"
    return ""
