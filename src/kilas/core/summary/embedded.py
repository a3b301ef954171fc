"""The embedded engine: turns an article into drafts by choosing and shortening its sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

from kilas.core.article import Article, Refusal
from kilas.core.audience import Audience
from kilas.core.brief import Draft, SectionKind, cite
from kilas.core.drafting import Drafted, DraftSection, Made, Task, too_short
from kilas.core.quota import quotable_words, summary_words
from kilas.core.summary import own, sections
from kilas.core.summary.budget import bounds, fill, repeats
from kilas.core.summary.leads import opening_phrase
from kilas.core.summary.lines import Line, read_lines
from kilas.core.summary.ranker import rank
from kilas.core.summary.sourcing import least_evidence
from kilas.errors import SettingsError

MADE = Made(engine="embedded", version="1")
LEAST_SENTENCES = 3
TAKEAWAYS_SHARE_OF_REST = 0.55  # of the words left by the summary; insights and watch next come next


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """The input of every plan of an article."""

    lines: Sequence[Line]
    scores: Sequence[float]
    budget: int  # words of the summary
    cap: int | None  # words of the source that may be shown
    asked: int  # words requested for the summary
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """The sentences of each section, as far as they are chosen."""

    facts: _Facts
    banned: frozenset[int]
    chosen: tuple[int, ...]  # for the summary
    left: int | None  # words of the source that may still be shown; None if rights set no limit
    held: int = 0  # words kept back as evidence for statements of Kilas's own
    watch: tuple[int, ...] = ()
    takeaways: tuple[int, ...] = ()
    insights: tuple[int, ...] = ()
    again: tuple[int, ...] = ()  # takeaways that repeat the summary

    @property
    def placed(self) -> frozenset[int]:
        return frozenset((*self.chosen, *self.watch, *self.takeaways, *self.insights))

    @property
    def taken(self) -> frozenset[int]:
        """Sentences that no section may choose any more."""
        return self.banned | self.placed

    @property
    def shown(self) -> list[Line]:
        """Sentences whose content no section may repeat."""
        return [self.facts.lines[i] for i in sorted(self.placed)]

    def paying(self, found: Sequence[int]) -> tuple[tuple[int, ...], int | None]:
        """Return the sentences of `found`, in order, that fit into the words left, and the words left after them."""
        if self.left is None:
            return tuple(found), None
        kept: list[int] = []
        for i in found:
            if _source_words(self.facts.lines, [*kept, i]) <= self.left:
                kept.append(i)
        return tuple(kept), self.left - _source_words(self.facts.lines, kept)


def write(task: Task, refused: Set[Draft] = frozenset()) -> Drafted | Refusal:
    """Draft a brief of the one article of `task`: its own sentences, each with its evidence.

    Raises SettingsError for a task of several articles.
    """
    if len(task.sources) != 1:
        raise SettingsError(
            f"the embedded engine briefs one article at a time, not {len(task.sources)}",
            "give one article, or an engine that takes several",
        )
    [article] = task.sources
    lines = read_lines(article)
    usable = sum(line.is_usable for line in lines)
    if usable < LEAST_SENTENCES:
        return too_short(article, usable)
    dropped = _dropped(article, refused)
    plan = _plan(_facts(article, lines, task), dropped)
    if not plan.chosen:
        return too_short(article, usable - len(dropped))
    return _drafted(article, plan, refused, task.audience)


def summary_budget(article: Article, words: int, audience: Audience = "public") -> int:
    """Return the length of a summary of `article` in words: `words`, or fewer if it is short or rights limit quotation."""
    total = sum(len(line.words) for line in read_lines(article))
    return summary_words(words, total, quotable_words(article, total, audience))


def _dropped(article: Article, refused: Set[Draft]) -> frozenset[int]:
    """Sentences whose claims the checker refused."""
    starts = {draft.evidence[0].start for draft in refused if draft.origin == "source" and draft.evidence}
    return frozenset(i for i, span in enumerate(article.sentences) if span.start in starts)


def _facts(article: Article, lines: Sequence[Line], task: Task) -> _Facts:
    words, total = task.words, sum(len(line.words) for line in lines)
    cap = quotable_words(article, total, task.audience)
    budget = summary_words(words, total, cap)
    scores = rank(
        [line.text for line in lines],
        article.title,
        article.language,
        budget,
        [line.printed for line in lines],
    )
    notices = []
    if article.completeness != "complete":
        notices.append(f"{article.completeness}_article")
    elif budget < words and total < 2 * words:
        notices.append("short_article")
    if cap is not None and budget < words:
        notices.append("rights_cap")
    return _Facts(lines=lines, scores=scores, budget=budget, cap=cap, asked=words, notices=tuple(notices))


# The plan


def _plan(facts: _Facts, dropped: frozenset[int]) -> _Plan:
    lines = facts.lines
    usable = [line.index not in dropped and line.is_usable for line in lines]
    requires = {
        line.index: _antecedent(lines, line.index)
        for line in lines
        if usable[line.index] and line.is_dependent
    }
    banned = sections.repair_order(requires, usable)
    chosen = _chosen(facts, banned, requires)
    left = None if facts.cap is None else facts.cap - _source_words(lines, chosen)
    plan = _Plan(facts=facts, banned=banned, chosen=chosen, left=left)
    for step in _FREELY if facts.cap is None else _SPARINGLY:
        plan = step(plan)
    return plan


def _with_first_takeaways(plan: _Plan) -> _Plan:
    """Takeaways before other sections, since readers expect them; short ones, as few words may be quoted."""
    return _with_short_takeaways(plan, sections.TAKEAWAYS_LEAST, TAKEAWAYS_SHARE_OF_REST)


def _with_short_takeaways(plan: _Plan, wanted: int, share: float) -> _Plan:
    """Up to `wanted` takeaways, each no longer than its part of a `share` of the words left."""
    lines = plan.facts.lines
    room = int(share * max(0, plan.left or 0) / max(1, wanted))
    too_long = {line.index for line in lines if line.source_words > room}
    found = sections.takeaways(lines, plan.facts.scores, plan.taken | too_long, plan.shown, wanted)
    kept, left = plan.paying(found)
    return replace(plan, takeaways=tuple(sorted((*plan.takeaways, *kept))), left=left)


def _holding_evidence(plan: _Plan) -> _Plan:
    """Words kept back as evidence for statements of Kilas's own, if enough are left."""
    held = least_evidence(plan.facts.lines, plan.shown)
    if plan.left is None or held > plan.left:
        return plan
    return replace(plan, held=held, left=plan.left - held)


def _with_watch(plan: _Plan) -> _Plan:
    found = sections.watch_next(plan.facts.lines, plan.facts.scores, plan.taken, plan.shown)
    kept, left = plan.paying(found)
    return replace(plan, watch=kept, left=left)


def _with_insights(plan: _Plan) -> _Plan:
    if _free(plan) < 5:
        return plan
    lines, scores = plan.facts.lines, plan.facts.scores
    found = sections.insights(lines, scores, plan.taken, plan.shown, sections.INSIGHTS_MOST)
    kept, left = plan.paying(found)
    return replace(plan, insights=kept, left=left)


def _with_takeaways(plan: _Plan) -> _Plan:
    wanted = sections.how_many_takeaways(_free(plan) + len(plan.insights))
    lines, scores = plan.facts.lines, plan.facts.scores
    return replace(plan, takeaways=sections.takeaways(lines, scores, plan.taken, plan.shown, wanted))


def _releasing_evidence(plan: _Plan) -> _Plan:
    """The words kept back are free again if the article itself gives enough insights."""
    if plan.left is None or len(plan.insights) < sections.INSIGHTS_LEAST:
        return plan
    return replace(plan, held=0, left=plan.left + plan.held)


def _with_more_takeaways(plan: _Plan) -> _Plan:
    """More takeaways from the words that the other sections left."""
    while (missing := sections.TAKEAWAYS_LEAST - len(plan.takeaways)) > 0:
        more = _with_short_takeaways(plan, missing, 1.0)
        if more.takeaways == plan.takeaways:
            more = _with_short_takeaways(plan, 1, 1.0)
        if more.takeaways == plan.takeaways:
            break
        plan = more
    return plan


def _with_repeats(plan: _Plan) -> _Plan:
    """Takeaways that repeat the summary, if too few others are left: they show no more of the source."""
    missing = sections.TAKEAWAYS_LEAST - len(plan.takeaways)
    if missing <= 0:
        return plan
    lines, scores = plan.facts.lines, plan.facts.scores
    others = [lines[i] for i in (*plan.takeaways, *plan.watch, *plan.insights)]
    closed = plan.banned if plan.facts.cap is None else set(range(len(lines))) - set(plan.chosen)
    again = sections.takeaways(lines, scores, closed | {o.index for o in others}, others, missing)
    return replace(plan, again=again)


_Step = Callable[[_Plan], _Plan]
_FREELY: tuple[_Step, ...] = (_with_watch, _with_insights, _with_takeaways, _with_repeats)
_SPARINGLY: tuple[_Step, ...] = (
    _with_first_takeaways,
    _holding_evidence,
    _with_watch,
    _with_insights,
    _releasing_evidence,
    _with_more_takeaways,
    _with_repeats,
)


def _free(plan: _Plan) -> int:
    """Number of sentences left that stand alone."""
    taken = plan.taken
    return sum(line.index not in taken and line.stands_alone for line in plan.facts.lines)


def _notices(plan: _Plan) -> tuple[str, ...]:
    facts, found = plan.facts, list(plan.facts.notices)
    points = len(plan.takeaways) + len(plan.again)
    if facts.cap is not None and (plan.again or points < sections.TAKEAWAYS_LEAST):
        found.append("rights_cap")
    if plan.again:
        found.append("sections_repeat")
    is_short = _length(facts, plan.chosen) < bounds(facts.asked, 0.10)[0] or points < sections.TAKEAWAYS_LEAST
    if is_short and not {"short_article", "rights_cap"} & set(found):
        found.append("few_sentences")
    return tuple(dict.fromkeys(found))


# The choice of the summary


def _chosen(facts: _Facts, banned: frozenset[int], requires: Mapping[int, int]) -> tuple[int, ...]:
    """The sentences of the summary.

    The rules are relaxed if they leave too few words, only one paragraph, or no room for the best sentence of an
    article of which little may be quoted.
    """
    choose = partial(_choose, facts, requires)
    low, _ = bounds(facts.budget, 0.10)
    chosen = choose(banned | _reserved(facts.lines, facts.scores, banned), _gist)
    if _length(facts, chosen) < low:
        # Sentences on one subject share words, but seldom three in a row.
        chosen = max(chosen, choose(banned, _trigrams), key=lambda picked: _length(facts, picked))
    if sum(not facts.lines[i].is_dependent for i in chosen) < 2:  # a second paragraph needs its own opening
        apart = choose(banned.union(requires), _gist)
        if _length(facts, apart) >= low and len(apart) > 1:
            chosen = apart
    return chosen if facts.cap is None else _with_the_best(facts, chosen, banned, requires)


def _choose(
    facts: _Facts, requires: Mapping[int, int], banned: frozenset[int], similar: Callable[[Line], Set[object]]
) -> tuple[int, ...]:
    lengths = [len(line.words) for line in facts.lines]
    return fill(
        facts.scores,
        lengths,
        facts.budget,
        similar=lambda i: similar(facts.lines[i]),
        banned=banned,
        requires=requires,
    )


def _gist(line: Line) -> Set[object]:
    return line.gist


def _trigrams(line: Line) -> Set[object]:
    return line.trigrams


def _length(facts: _Facts, chosen: Iterable[int]) -> int:
    return sum(len(facts.lines[i].words) for i in chosen)


def _with_the_best(
    facts: _Facts, chosen: tuple[int, ...], banned: frozenset[int], requires: Mapping[int, int]
) -> tuple[int, ...]:
    """`chosen` if it contains the best sentence; else a choice that does, even if it misses the budget.

    If few words may be quoted, short sentences often fill them more exactly than the one with the news.
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
    """The sentence that a dependent one must follow: the one before it, without text of the page in between."""
    index -= 1
    while index >= 0 and lines[index].unfit == "page_noise":
        index -= 1
    return index


def _reserved(lines: Sequence[Line], scores: Sequence[float], banned: frozenset[int]) -> frozenset[int]:
    """In longer articles, one sentence that looks ahead and one that argues, kept for their sections.

    The three best sentences are not kept from the summary.
    """
    if len(lines) - len(banned) < 12:
        return frozenset()
    top = set(sorted(range(len(lines)), key=lambda i: (-scores[i], i))[:3])
    ahead = sections.watch_next(lines, scores, banned | top)[-1:]
    return frozenset(ahead) | frozenset(sections.insights(lines, scores, banned | top | set(ahead), (), 1))


def _source_words(lines: Sequence[Line], indices: Iterable[int]) -> int:
    """Words of the uncut sentences: how much of the source readers are shown."""
    return sum(lines[i].source_words for i in indices)


# The drafts


def _drafted(article: Article, plan: _Plan, refused: Set[Draft], audience: Audience) -> Drafted:
    lines = plan.facts.lines
    opened = sections.paragraphs([lines[i] for i in plan.chosen])
    listed = (*plan.watch, *sorted((*plan.takeaways, *plan.again)), *plan.insights)
    lacking = sections.INSIGHTS_LEAST - len(plan.insights)
    computed = own.insights(article, lines, plan.placed, lacking, listed, audience)
    insights = (
        *(_draft(article, lines[i]) for i in plan.insights),
        *(draft for draft in computed if draft not in refused),
    )
    return Drafted(
        sections=(
            DraftSection(kind="summary", paragraphs=tuple(_paragraph(article, part) for part in opened)),
            _list("watch_next", (_draft(article, lines[i]) for i in plan.watch)),
            _list("takeaways", (_draft(article, lines[i]) for i in sorted((*plan.takeaways, *plan.again)))),
            _list("insights", insights, least=sections.INSIGHTS_LEAST, most=sections.INSIGHTS_MOST + 1),
        ),
        made=MADE,
        notices=_notices(plan),
    )


def _list(
    kind: SectionKind, points: Iterable[Draft], *, least: int = 0, most: int | None = None
) -> DraftSection:
    return DraftSection(kind=kind, paragraphs=tuple((point,) for point in points), least=least, most=most)


def _paragraph(article: Article, lines: Sequence[Line]) -> tuple[Draft, ...]:
    opening, *others = lines
    lead = opening.clause or opening_phrase(opening.text, opening.language)
    return (
        replace(_draft(article, opening), lead=lead),
        *(_draft(article, line) for line in others),
    )


def _draft(article: Article, line: Line) -> Draft:
    return Draft(text=line.text, evidence=(cite(article, line.index),))
