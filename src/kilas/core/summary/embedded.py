"""The embedded engine: turns an article into drafts by choosing and shortening its sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

from kilas.core.article import Article, Refusal
from kilas.core.audience import Audience
from kilas.core.brief import Draft, SectionKind, cite
from kilas.core.drafting import Drafted, DraftSection, Made, Task, too_short
from kilas.core.quota import quotable_words, summary_words
from kilas.core.summary import own, sections
from kilas.core.summary.budget import TOLERANCE, bounds, fill, repeats
from kilas.core.summary.dependence import lacks_speaker
from kilas.core.summary.introductions import Introductions
from kilas.core.summary.leads import opening_phrase
from kilas.core.summary.lines import Line, read_lines
from kilas.core.summary.ranker import is_fitted, rank
from kilas.core.summary.sourcing import sourcing
from kilas.errors import SettingsError

MADE = Made(engine="embedded", version="1")
LEAST_SENTENCES = 3
TAKEAWAYS_SHARE_OF_REST = 0.55  # of the words left by the summary; insights and watch next come next
OPENING_WORDS = 8  # a sentence of no more words is a kicker, not the opening of a report
WANTED = 1_000.0  # outweighs any sum of scores
_NO_PROSE = frozenset({"too_short", "no_sentence", "page_noise", "addressed", "markup"})
RESERVING = 6  # usable sentences: of fewer, none is kept from the summary


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """The input of every plan of an article."""

    lines: Sequence[Line]
    scores: Sequence[float]
    budget: int  # words of the summary
    cap: int | None  # words of the source that may be shown
    asked: int  # words requested for the summary
    notices: tuple[str, ...]
    is_ranked: bool = True  # False for a script that the ranker is not fitted for


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """The sentences of each section, as far as they are chosen."""

    facts: _Facts
    banned: frozenset[int]
    chosen: tuple[int, ...]  # for the summary
    left: int | None  # words of the source that may still be shown; None if rights set no limit
    watch: tuple[int, ...] = ()
    takeaways: tuple[int, ...] = ()
    insights: tuple[int, ...] = ()

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
    return _drafted(article, plan, refused)


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
    texts, tokens = [line.text for line in lines], [line.printed for line in lines]
    scores = rank(texts, article.title, article.language, budget, tokens)
    is_ranked = is_fitted(article.text)
    notices = [] if is_ranked else ["opening_only"]
    if article.completeness != "complete":
        notices.append(f"{article.completeness}_article")
    elif budget < words and total < 2 * words:
        notices.append("short_article")
    if cap is not None and budget < words:
        notices.append("rights_cap")
    return _Facts(
        lines=lines,
        scores=scores,
        budget=budget,
        cap=cap,
        asked=words,
        notices=tuple(notices),
        is_ranked=is_ranked,
    )


# The plan


def _plan(facts: _Facts, dropped: frozenset[int]) -> _Plan:
    lines = facts.lines
    usable = [line.index not in dropped and line.is_usable for line in lines]
    requires = {
        line.index: _antecedent(lines, line.index)
        for line in lines
        if usable[line.index] and line.is_dependent
    }
    opening = _opening(lines, dropped)
    requires.pop(opening, None)
    banned = sections.repair_order(requires, usable)
    chosen = _chosen(facts, banned, requires, _wanted(facts, opening, banned))
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


def _with_watch(plan: _Plan) -> _Plan:
    lines = plan.facts.lines
    told = {
        line.index
        for line in lines
        if line.is_dependent
        and line.is_usable
        and not line.opens_with_pronoun
        and not lacks_speaker(line)
        and _antecedent(lines, line.index) in plan.chosen
    }
    closed = plan.placed | (plan.taken - told)
    found = sections.watch_next(lines, plan.facts.scores, closed, plan.shown, told)
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


_Step = Callable[[_Plan], _Plan]
_FREELY: tuple[_Step, ...] = (_with_watch, _with_insights, _with_takeaways)
_SPARINGLY: tuple[_Step, ...] = (
    _with_first_takeaways,
    _with_watch,
    _with_insights,
    _with_more_takeaways,
)


def _free(plan: _Plan) -> int:
    """Number of sentences left that stand alone."""
    taken = plan.taken
    return sum(line.index not in taken and line.stands_alone for line in plan.facts.lines)


def _notices(plan: _Plan) -> tuple[str, ...]:
    facts, found = plan.facts, list(plan.facts.notices)
    is_listed = len(plan.takeaways) >= sections.TAKEAWAYS_LEAST
    if facts.cap is not None and not is_listed:
        found.append("rights_cap")
    is_short = _length(facts, plan.chosen) < bounds(facts.asked, TOLERANCE)[0] or not is_listed
    if is_short and not {"short_article", "rights_cap"} & set(found):
        found.append("few_sentences")
    return tuple(dict.fromkeys(found))


# The choice of the summary


def _opening(lines: Sequence[Line], dropped: Set[int]) -> int:
    """The first sentence that may become a claim and says more than a few words: it opens the summary; -1 if none.

    Nothing stands before it that it could refer to, unless that is a question or a sentence too long for a claim; but
    without its speaker or the person it tells of, it is no opening.
    """
    usable = [line for line in lines if line.is_usable and line.index not in dropped]
    first = next((line.index for line in lines if line.unfit not in _NO_PROSE), len(lines))
    fit = [
        line
        for line in usable
        if not line.is_dependent
        or (line.index == first and not line.opens_with_person and not lacks_speaker(line))
    ]
    fit = fit or usable
    opening = next((line for line in fit if len(line.words) > OPENING_WORDS), next(iter(fit), None))
    return -1 if opening is None else opening.index


def _wanted(facts: _Facts, opening: int, banned: Set[int]) -> tuple[int, ...]:
    """The sentences that a summary must have: the opening, and the best one that does not repeat it."""
    lines = facts.lines
    others = [
        line.index
        for line in lines
        if line.index not in banned and not repeats(line.gist, lines[opening].gist)
    ]
    best = max(others, key=lambda i: (facts.scores[i], -i), default=opening)
    return tuple(dict.fromkeys((opening, best)))


def _chosen(
    facts: _Facts, banned: frozenset[int], requires: Mapping[int, int], wanted: Sequence[int]
) -> tuple[int, ...]:
    """The sentences of the summary, those `wanted` among them if possible.

    The rules are relaxed if they leave too few words or only one paragraph.
    """
    if not facts.is_ranked:
        return _lead(facts, banned)
    choose = partial(_choose, facts, requires, wanted)
    low, _ = bounds(facts.budget, TOLERANCE)
    chosen = choose(banned | _reserved(facts.lines, facts.scores, banned, wanted), _gist)
    if _length(facts, chosen) < low:
        # Sentences on one subject share words, but seldom three in a row.
        chosen = max(chosen, choose(banned, _trigrams), key=lambda picked: _length(facts, picked))
    if sum(not facts.lines[i].is_dependent for i in chosen) < 2:  # a second paragraph needs its own opening
        apart = choose(banned.union(requires), _gist)
        if _length(facts, apart) >= low and len(apart) > 1:
            chosen = apart
    return _around(facts, chosen, banned, requires, wanted)


def _lead(facts: _Facts, banned: Set[int]) -> tuple[int, ...]:
    """The first sentences, as many as fit."""
    high, chosen = bounds(facts.budget, TOLERANCE)[1], list[int]()
    for line in facts.lines:
        if line.index in banned:
            continue
        if chosen and _length(facts, [*chosen, line.index]) > high:
            break
        chosen.append(line.index)
    return tuple(chosen)


def _choose(
    facts: _Facts,
    requires: Mapping[int, int],
    wanted: Collection[int],
    banned: frozenset[int],
    similar: Callable[[Line], Set[object]],
) -> tuple[int, ...]:
    lengths = [len(line.words) for line in facts.lines]
    return fill(
        [score + (WANTED if i in wanted else 0.0) for i, score in enumerate(facts.scores)],
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


def _around(
    facts: _Facts,
    chosen: tuple[int, ...],
    banned: frozenset[int],
    requires: Mapping[int, int],
    wanted: Sequence[int],
) -> tuple[int, ...]:
    """`chosen` if it contains those `wanted`; else a choice around them, even if it misses the budget.

    Short sentences often fill few words more exactly than the ones with the news.
    """
    lines, high = facts.lines, bounds(facts.budget, TOLERANCE)[1]
    kept = _fitting(facts, requires, wanted)
    if set(kept) <= set(chosen):
        return chosen
    room = high - _length(facts, kept)
    if room < 2:
        return tuple(sorted(kept))
    gists = [lines[i].gist for i in kept]
    others = fill(
        facts.scores,
        [len(line.words) for line in lines],
        room // 2,
        tolerance=1.0,  # anything up to all of the room
        similar=lambda i: lines[i].gist,
        banned=banned | {line.index for line in lines if any(repeats(line.gist, gist) for gist in gists)},
        requires={i: needed for i, needed in requires.items() if needed not in kept},
    )
    return tuple(sorted((*kept, *others)))


def _fitting(facts: _Facts, requires: Mapping[int, int], wanted: Iterable[int]) -> list[int]:
    """Those `wanted` that fit into the budget and the cap; the first is kept if it alone exceeds the budget."""
    lines, high = facts.lines, bounds(facts.budget, TOLERANCE)[1]
    kept: list[int] = []
    for i in wanted:
        is_rooted = i not in requires or requires[i] in kept
        is_quotable = facts.cap is None or _source_words(lines, [*kept, i]) <= facts.cap
        if is_rooted and is_quotable and (not kept or _length(facts, [*kept, i]) <= high):
            kept.append(i)
    return kept


def _antecedent(lines: Sequence[Line], index: int) -> int:
    """The sentence that a dependent one must follow: the one before it, without text of the page in between."""
    index -= 1
    while index >= 0 and lines[index].unfit == "page_noise":
        index -= 1
    return index


def _reserved(
    lines: Sequence[Line], scores: Sequence[float], banned: frozenset[int], wanted: Iterable[int]
) -> frozenset[int]:
    """One sentence that looks ahead and, in longer articles, one that argues, kept for their sections.

    Those `wanted` are not kept from the summary, nor may one of the three best be kept only for its argument.
    """
    left = len(lines) - len(banned)
    if left < RESERVING:
        return frozenset()
    ahead = sections.watch_next(lines, scores, banned.union(wanted))[-1:]
    if left < 2 * RESERVING:
        return frozenset(ahead)
    top = {*wanted, *ahead, *sorted(range(len(lines)), key=lambda i: (-scores[i], i))[:3]}
    argued = sections.insights(lines, scores, banned | top, (), 1)
    return frozenset((*ahead, *argued))


def _source_words(lines: Sequence[Line], indices: Iterable[int]) -> int:
    """Words of the uncut sentences: how much of the source readers are shown."""
    return sum(lines[i].source_words for i in indices)


# The drafts


def _drafted(article: Article, plan: _Plan, refused: Set[Draft]) -> Drafted:
    lines = plan.facts.lines
    opened = sections.paragraphs([lines[i] for i in plan.chosen], lines)
    is_capped = plan.facts.cap is not None
    told = Introductions(article, lines, plan.placed if is_capped else range(len(lines)))
    listed = (*plan.watch, *plan.takeaways, *plan.insights)
    computed = [d for d in own.computed(article, lines, plan.placed, listed) if d not in refused]
    summary = tuple(tuple(map(told.introduce, _paragraph(article, part))) for part in opened)
    watch, takeaways, insights = (
        [told.introduce(_draft(article, lines[i])) for i in chosen]
        for chosen in (plan.watch, plan.takeaways, plan.insights)
    )
    counts = sourcing(article, lines, plan.placed, is_capped=is_capped)
    return Drafted(
        sections=(
            DraftSection(kind="summary", paragraphs=summary),
            _list("watch_next", watch),
            _list("takeaways", takeaways),
            _list("insights", (*insights, *computed), most=sections.INSIGHTS_MOST + 1),
            _list("sourcing", (draft for draft in counts if draft not in refused)),
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
