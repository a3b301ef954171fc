"""Article → Brief: the embedded engine, from sentences to checked claims."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from kilas.core.article import Article, Refusal
from kilas.core.brief import Brief, Checks, Claim, Draft, Evidence, Paragraph, Provenance
from kilas.core.check import judge
from kilas.core.summary import own, sections
from kilas.core.summary.budget import bounds, fill, repeats
from kilas.core.summary.figures import figures, printed_numbers
from kilas.core.summary.leads import find_lead, opening_phrase
from kilas.core.summary.lines import Line, read_lines
from kilas.core.summary.ranker import rank
from kilas.core.text import count_words
from kilas.core.tone import rate
from kilas.errors import SettingsError

ENGINE, ENGINE_VERSION = "embedded", "1"
DEFAULT_WORDS = 120
LEAST_WORDS, MOST_WORDS = 20, 2_000
LEAST_SENTENCES = 3
CAP_WORDS, CAP_SHARE = 200, 0.30  # of a link-mode article, over all sections (architecture, decision 11)
SUMMARY_SHARE_OF_CAP = 0.5  # the rest is for takeaways, watch next and insights
TAKEAWAYS_SHARE_OF_REST = 0.55  # what they leave goes to insights and watch next, and back to them
SUMMARY_SHARE_OF_ARTICLE = 0.5  # a summary longer than half of its article is no summary
FIRST_CLASS = ("id", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What every plan of an article rests on."""

    lines: Sequence[Line]
    scores: Sequence[float]
    budget: int  # words of the summary
    cap: int | None  # words of the source that may be shown
    asked: int  # words the reader asked for
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Which sentence goes where, before anything is written."""

    summary: tuple[tuple[Line, ...], ...]
    watch: tuple[int, ...]
    takeaways: tuple[int, ...]
    insights: tuple[int, ...]
    notices: tuple[str, ...]


def brief(
    article: Article | Refusal,
    words: int = DEFAULT_WORDS,
    language: str | None = None,
    *,
    now: datetime | None = None,
    seconds: float | None = None,
) -> Brief | Refusal:
    """What `article` says, in about `words` words: selected sentences, each with its evidence.

    `language` overrides the article's own. `now` and `seconds` go into the provenance as they are.
    A refusal comes back as it was; an article with nothing to select from becomes one.
    """
    if isinstance(article, Refusal):
        return article
    if not LEAST_WORDS <= words <= MOST_WORDS:
        raise ValueError(f"words must be between {LEAST_WORDS} and {MOST_WORDS}, not {words}")
    if language and not re.fullmatch("[a-z]{2,3}", language):
        raise SettingsError(f"{language!r} is not a language code", "use id, en or another ISO 639-1 code")
    if language and language != article.language:
        article = replace(article, language=language)
    lines = read_lines(article)
    usable = [line for line in lines if line.is_usable]
    if len(usable) < LEAST_SENTENCES:
        return _too_short(article, len(usable))
    return _compose(article, lines, words, now, seconds)


def summary_budget(article: Article, words: int) -> int:
    """The words a summary of `article` may have when `words` are asked for: less where the article is short
    or its rights are narrow."""
    total = sum(len(line.words) for line in read_lines(article))
    return _budget(words, total, _cap(article, total))


def _compose(
    article: Article, lines: Sequence[Line], words: int, now: datetime | None, seconds: float | None
) -> Brief | Refusal:
    dropped: set[int] = set()
    facts = _facts(article, lines, words)
    while True:  # each turn bans at least one sentence more, so it ends
        plan = _plan(facts, dropped)
        if not plan.summary:
            return _too_short(article, sum(line.is_usable for line in lines) - len(dropped))
        judged = {i: _claim(article, lines[i]) for i in _indices(plan)}
        flagged = {i for i, claim in judged.items() if claim.status != "verified"}
        if not flagged:
            break
        dropped |= flagged
    found = tuple(judged[i] for i in plan.insights)
    computed = own.insights(
        article,
        lines,
        judged,
        sections.INSIGHTS_LEAST - len(found),
        (*plan.watch, *plan.takeaways, *plan.insights),
    )
    verified = tuple(c for draft in computed if (c := judge(draft, article)).status == "verified")
    refused = len(computed) - len(verified)  # what the cap leaves out is not wrong
    verified = _affordable(article, verified, judged.values())
    summary = tuple(_paragraph(part[0], [judged[line.index] for line in part]) for part in plan.summary)
    found += verified[: max(0, sections.INSIGHTS_MOST + 1 - len(found))]
    if facts.cap is not None and len(found) < sections.INSIGHTS_LEAST:
        plan = replace(plan, notices=tuple(dict.fromkeys((*plan.notices, "rights_cap"))))
    return _brief(
        article,
        words,
        plan,
        summary,
        tuple(judged[i] for i in plan.watch),
        tuple(judged[i] for i in plan.takeaways),
        found,
        dropped=len(dropped) + refused,
        now=now,
        seconds=seconds,
    )


def _facts(article: Article, lines: Sequence[Line], words: int) -> _Facts:
    total = sum(len(line.words) for line in lines)
    cap = _cap(article, total)
    budget = _budget(words, total, cap)
    scores = rank(
        [line.text for line in lines],
        article.title,
        article.language,
        budget,
        [line.printed for line in lines],
    )
    notices = _notices(article, words, budget, total, cap)
    return _Facts(lines=lines, scores=scores, budget=budget, cap=cap, asked=words, notices=notices)


def _plan(facts: _Facts, dropped: set[int]) -> _Plan:
    lines = facts.lines
    usable = [line.index not in dropped and line.is_usable for line in lines]
    requires = {
        line.index: _antecedent(lines, line.index)
        for line in lines
        if usable[line.index] and line.is_dependent
    }
    banned = sections.repair_order(requires, usable)
    return _sections(facts, _chosen(facts, banned, requires), banned)


def _chosen(facts: _Facts, banned: frozenset[int], requires: Mapping[int, int]) -> tuple[int, ...]:
    """The sentences of the summary. Where the strictest rules leave too few words, one paragraph, or no room for
    the best sentence of an article that may be quoted little, milder ones."""
    lines, scores = facts.lines, facts.scores
    lengths = [len(line.words) for line in lines]
    low, _ = bounds(facts.budget, 0.10)

    def choose(leave: Collection[int] = (), *, by_runs: bool = False) -> tuple[int, ...]:
        def likeness(i: int) -> Set[object]:
            return lines[i].trigrams if by_runs else lines[i].gist

        return fill(
            scores, lengths, facts.budget, similar=likeness, banned=banned.union(leave), requires=requires
        )

    chosen = choose(_reserved(lines, scores, banned))
    if (
        sum(lengths[i] for i in chosen) < low
    ):  # sentences on one subject share words; word for word is stricter
        chosen = max(chosen, choose(by_runs=True), key=lambda picked: sum(lengths[i] for i in picked))
    if sum(not lines[i].is_dependent for i in chosen) < 2:  # a second paragraph needs its own opening
        apart = choose(requires)
        if sum(lengths[i] for i in apart) >= low and len(apart) > 1:
            chosen = apart
    return chosen if facts.cap is None else _with_the_best(facts, chosen, banned, requires)


def _with_the_best(
    facts: _Facts, chosen: tuple[int, ...], banned: frozenset[int], requires: Mapping[int, int]
) -> tuple[int, ...]:
    """`chosen` when it holds the best sentence; else a choice that does, though it may miss the budget.

    Where few words may be quoted, short sentences often fill them more exactly than the one with the news.
    """
    lines = facts.lines
    alone = [i for i in range(len(lines)) if i not in banned and i not in requires]
    best = max(alone, key=lambda i: facts.scores[i], default=None)
    if best is None or best in chosen or lines[best].source_words > (facts.cap or 0):
        return chosen
    room = bounds(facts.budget, 0.10)[1] - len(lines[best].words)
    if room < 2:
        return (best,)
    others = fill(
        facts.scores,
        [len(line.words) for line in lines],
        room // 2,
        tolerance=1.0,  # anything up to all of the room
        similar=lambda i: lines[i].gist,
        banned=banned | {i for i, line in enumerate(lines) if repeats(line.gist, lines[best].gist)},
        requires=requires,
    )
    return tuple(sorted((best, *others)))


def _antecedent(lines: Sequence[Line], index: int) -> int:
    """The sentence that one which points back must follow: the one before it, past what the page says."""
    index -= 1
    while index >= 0 and lines[index].unfit == "page_noise":
        index -= 1
    return index


def _budget(words: int, total: int, cap: int | None) -> int:
    budget = min(words, int(SUMMARY_SHARE_OF_ARTICLE * total / 0.9)) if total < 2 * words else words
    if cap is not None:
        budget = min(budget, int(SUMMARY_SHARE_OF_CAP * cap))
    return max(1, budget)


def _reserved(lines: Sequence[Line], scores: Sequence[float], banned: frozenset[int]) -> frozenset[int]:
    """The one sentence that looks ahead best and the one that argues best, kept from the summary in longer
    articles, unless they are among its three best sentences."""
    if len(lines) - len(banned) < 12:
        return frozenset()
    top = set(sorted(range(len(lines)), key=lambda i: (-scores[i], i))[:3])
    ahead = sections.watch_next(lines, scores, banned | top)[-1:]
    return frozenset(ahead) | frozenset(sections.insights(lines, scores, banned | top | set(ahead), (), 1))


def _sections(facts: _Facts, chosen: Sequence[int], banned: frozenset[int]) -> _Plan:
    lines, scores = facts.lines, facts.scores
    summary = sections.paragraphs([lines[i] for i in chosen]) if chosen else ()
    taken, shown = set(chosen) | banned, [lines[i] for i in chosen]
    left = None if facts.cap is None else facts.cap - _source_words(lines, chosen)

    def take(found: tuple[int, ...]) -> tuple[int, ...]:
        nonlocal left
        kept = _within(lines, found, left)
        taken.update(kept)
        shown.extend(lines[i] for i in kept)
        left = None if left is None else left - _source_words(lines, kept)
        return kept

    def take_short(wanted: int, share: float) -> tuple[int, ...]:
        """Takeaways, each of which fits its part of the words left."""
        room = int(share * max(0, left or 0) / max(1, wanted))
        too_long = {line.index for line in lines if line.source_words > room}
        return take(sections.takeaways(lines, scores, taken | too_long, shown, wanted))

    points: tuple[int, ...] = ()
    held = 0  # words kept for the evidence of what Kilas counts itself
    if facts.cap is not None:  # what readers are promised first: few words, so the shorter sentences
        points = take_short(sections.TAKEAWAYS_LEAST, TAKEAWAYS_SHARE_OF_REST)
        held = own.least_evidence(lines, shown)
        held = held if left is not None and held <= left else 0
        left = None if left is None else left - held
    watch = take(sections.watch_next(lines, scores, taken, shown))
    free = sum(line.index not in taken and line.stands_alone for line in lines)
    argued = take(sections.insights(lines, scores, taken, shown, sections.INSIGHTS_MOST)) if free >= 5 else ()
    if facts.cap is None:
        points = take(sections.takeaways(lines, scores, taken, shown, sections.how_many_takeaways(free)))
    if left is not None and len(argued) >= sections.INSIGHTS_LEAST:
        left += held
    while facts.cap is not None and len(points) < sections.TAKEAWAYS_LEAST:
        more = take_short(sections.TAKEAWAYS_LEAST - len(points), 1.0) or take_short(1, 1.0)
        if not more:
            break
        points = tuple(sorted((*points, *more)))
    again: tuple[int, ...] = ()
    missing = sections.TAKEAWAYS_LEAST - len(points)
    if missing > 0:  # a sentence of the summary is shown already: to say it again shows no more of the source
        others = [lines[i] for i in (*points, *watch, *argued)]
        closed = banned if facts.cap is None else set(range(len(lines))) - set(chosen)
        again = sections.takeaways(lines, scores, closed | {o.index for o in others}, others, missing)
    points = tuple(sorted((*points, *again)))
    found = list(facts.notices)
    if facts.cap is not None and (again or len(points) < sections.TAKEAWAYS_LEAST):
        found.append("rights_cap")
    if again:
        found.append("sections_repeat")
    explained = {"short_article", "rights_cap"} & set(found)
    is_short = sum(len(lines[i].words) for i in chosen) < bounds(facts.asked, 0.10)[0]
    if not explained and (is_short or len(points) < sections.TAKEAWAYS_LEAST):
        found.append("few_sentences")
    notices = tuple(dict.fromkeys(found))
    return _Plan(summary=summary, watch=watch, takeaways=points, insights=argued, notices=notices)


def _within(lines: Sequence[Line], indices: Sequence[int], left: int | None) -> tuple[int, ...]:
    """As many of `indices` as the words left allow, in order."""
    kept: list[int] = []
    for i in indices:
        if left is None or _source_words(lines, [*kept, i]) <= left:
            kept.append(i)
    return tuple(kept)


def _source_words(lines: Sequence[Line], indices: Iterable[int]) -> int:
    """Words of the whole source sentences: what a reader is shown of the original."""
    return sum(lines[i].source_words for i in indices)


def _affordable(article: Article, own_claims: Sequence[Claim], others: Iterable[Claim]) -> tuple[Claim, ...]:
    """Of our own statements those whose evidence the cap still lets us show: what is cited is shown."""
    cap = _cap(article, count_words(article.text)) if own_claims and article.rights.is_capped else None
    if cap is None:
        return tuple(own_claims)
    shown = {e.start: e.quote for claim in others for e in claim.evidence}
    kept = []
    for claim in own_claims:
        wanted = shown | {e.start: e.quote for e in claim.evidence}
        if sum(map(count_words, wanted.values())) <= cap:
            shown = wanted
            kept.append(claim)
    return tuple(kept)


def _cap(article: Article, total: int) -> int | None:
    """Words of source text a published brief may show; None where rights set no bound."""
    return min(CAP_WORDS, int(CAP_SHARE * total)) if article.rights.is_capped else None


def _notices(article: Article, words: int, budget: int, total: int, cap: int | None) -> tuple[str, ...]:
    found = []
    if article.completeness != "complete":
        found.append(f"{article.completeness}_article")
    elif budget < words and total < 2 * words:
        found.append("short_article")
    if cap is not None and budget < words:
        found.append("rights_cap")
    if article.rights.reservations:
        found.append("reservations")
    if article.language not in FIRST_CLASS:
        found.append("language_neutral")
    return tuple(found)


def _indices(plan: _Plan) -> list[int]:
    return sorted(
        {line.index for part in plan.summary for line in part}
        | {*plan.watch, *plan.takeaways, *plan.insights}
    )


def _claim(article: Article, line: Line) -> Claim:
    span = article.sentences[line.index]
    evidence = Evidence(article_id=article.id, revision=article.revision, quote=line.source, start=span.start)
    return judge(Draft(text=line.text, evidence=(evidence,)), article)


def _paragraph(opening: Line, claims: Sequence[Claim]) -> Paragraph:
    lead = opening.clause or opening_phrase(opening.text, opening.language)
    return Paragraph(claims=(replace(claims[0], lead=lead), *claims[1:]))


def _brief(
    article: Article,
    words: int,
    plan: _Plan,
    summary: tuple[Paragraph, ...],
    watch: tuple[Claim, ...],
    points: tuple[Claim, ...],
    insights: tuple[Claim, ...],
    *,
    dropped: int,
    now: datetime | None,
    seconds: float | None,
) -> Brief:
    claims = (*(c for part in summary for c in part.claims), *watch, *points, *insights)
    printed = printed_numbers(claims, article.language)
    return Brief(
        id=_digest("brief", article.id),
        revision=_digest(
            "brief", article.id, article.revision, ENGINE, ENGINE_VERSION, article.language, str(words)
        ),
        language=article.language,
        headline=article.title or find_lead(claims[0].text, article.language) or claims[0].text,
        word_count=sum(len(line.words) for part in plan.summary for line in part),
        word_budget=words,
        article=article,
        tone=rate(article),
        summary=summary,
        watch_next=watch,
        takeaways=points,
        insights=insights,
        figures=figures((*(c for part in summary for c in part.claims), *points), article.language, printed),
        notices=plan.notices,
        provenance=Provenance(
            engine=ENGINE,
            engine_version=ENGINE_VERSION,
            checks=_checks(claims, sum(len(printed.get(c.text, ())) for c in claims), dropped),
            seconds=seconds,
            created=now,
        ),
    )


def _checks(claims: Sequence[Claim], printed: int, dropped: int) -> Checks:
    return Checks(
        claims=len(claims),
        verified=sum(c.status == "verified" for c in claims),
        derived=sum(c.derivation is not None for c in claims),
        dropped=dropped,
        numbers=printed,
    )


def _too_short(article: Article, usable: int) -> Refusal:
    return Refusal(
        source=article.url or article.title or article.id,
        reason="too_short",
        detail=f"only {usable} {'sentence was' if usable == 1 else 'sentences were'} available",
        mend="give the whole article: the saved page, or its text on standard input",
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
