"""Publishing decisions for entries: facts in, intents out. `pipeline/intents.py` carries them out.

An entry becomes a brief, a headline with a link, or nothing. A brief may be folded among the near-identical
copies of one report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from kilas.core.address import article_id, server_of
from kilas.core.article import Article, Refusal, Rights, RightsMode
from kilas.core.brief import Attempt, Brief, ToneLabel
from kilas.core.entry import Entry
from kilas.core.reasons import of
from kilas.core.slug import slug

LineKind = Literal["brief", "link"]
# Final states of an entry. "skipped": its feed was unfollowed, or the entry is older than the backlog.
Settled = Literal["briefed", "linked", "refused", "folded", "skipped"]

RECORDED: frozenset[RightsMode] = frozenset({"own", "licensed", "cc"})
# Uses whose reservation says nothing of a model that reads the text once.
_NOT_ABOUT_INPUT = frozenset({"noindex", "noarchive", "noimageai", "search", "train-ai"})
_HARMLESS = frozenset({"noarchive", "noimageai"})  # we keep no copy for readers and show no picture


# Published values


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLine:
    """One line of the published site: a brief, or a headline with a link."""

    id: str  # id of the article
    kind: LineKind
    headline: str
    slug: str
    language: str  # of the text
    url: str | None  # the original, as fetched
    source: str  # the publisher's name
    feed_id: str
    article_published: datetime | None
    article_revision: str | None
    brief_revision: str | None  # None for links
    excerpt: str = ""  # the first claim of a brief; "" for links
    word_count: int = 0
    tone: ToneLabel | None = None  # None: not rated, or a link
    tone_score: float | None = None
    is_indexable: bool = False
    reason: str | None = None  # reason for a link instead of a brief: "reserved", "snippet", "paywall", …
    text_language: str | None = None  # of the excerpt, where it is not `language`
    model: str | None = None  # the language model that wrote the brief; None: the built-in engine, or a link
    route: str | None = None  # the configured route to that model
    is_reworded: bool | None = None  # True: the excerpt is a model's wording, which rules cannot verify
    judge: str | None = None  # the route that found such an excerpt supported
    attempts: tuple[Attempt, ...] = ()  # route, outcome, reason and work of every configured route


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFacts:
    """The properties of a feed that its lines need."""

    id: str
    title: str
    language: str | None
    rights: RightsMode  # as the owner recorded them


def brief_line(brief: Brief, feed: FeedFacts, now: datetime) -> SiteLine:
    """The line of the site that shows `brief`."""
    article, tone, made = brief.sources[0], brief.tone, brief.provenance
    first = brief.claims[0]
    return SiteLine(
        id=article.id,
        kind="brief",
        headline=brief.headline,
        slug=slug(brief.headline),
        language=brief.language,
        url=article.url,
        source=article.source or feed.title,
        feed_id=feed.id,
        article_published=_by_now(article.published, now),
        article_revision=article.revision,
        brief_revision=brief.revision,
        excerpt=first.text,
        word_count=brief.word_count,
        tone=tone.label if tone.rated else None,
        tone_score=tone.score if tone.rated else None,
        is_indexable=all(is_indexable(one, feed.rights) for one in brief.sources),
        text_language=brief.text_language or None,
        model=made.model,
        route=made.route if made.model is not None else None,
        is_reworded=first.status == "unverifiable" or None,
        judge=first.judge if first.status == "unverifiable" else None,
        # Without time and cost: they differ each time the same brief is written, and say nothing to readers of a list.
        attempts=tuple(
            Attempt(route=one.route, outcome=one.outcome, reason=one.reason, work=one.work)
            for one in made.attempts
        ),
    )


def private_brief(
    brief: Brief | None, public: SiteLine, feed: FeedFacts, now: datetime
) -> PrivateBrief | None:
    """`brief` for the owner alone, in place of the line `public` and at its address; None for None."""
    if brief is None:
        return None
    line = replace(
        brief_line(brief, feed, now),
        slug=public.slug,
        source=public.source,
        article_published=public.article_published,
        is_indexable=False,
    )
    return PrivateBrief(line=line, brief=brief)


_UNREAD = Article(id="", language="", text="", sentences=(), rights=Rights(mode="link", reason=""))


def link_line(
    id: str,  # noqa: A002  # the field's name
    entry: Entry,
    feed: FeedFacts,
    reason: str,
    now: datetime,
    article: Article | None = None,
) -> SiteLine:
    """The line of the site that shows `entry` as a headline with a link; `article`, if its page was read, fills gaps."""
    read = article or _UNREAD
    headline = _first(entry.title, read.title)
    return SiteLine(
        id=id,
        kind="link",
        headline=headline,
        slug=slug(headline),
        language=_first(read.language, entry.language, feed.language, "und"),
        url=entry.url or read.url,
        source=_first(read.source, feed.title, server_of(entry.url or "")),
        feed_id=feed.id,
        article_published=_by_now(entry.published or read.published, now),
        article_revision=None,
        brief_revision=None,
        reason=reason,
    )


def _first(*texts: str | None) -> str:
    """Return the first text that is not empty."""
    return next(filter(None, texts), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateBrief:
    """A whole brief for the owner alone, beside what the public may see of the same article."""

    line: SiteLine  # in place of the public one, at the same address
    brief: Brief


# Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One round of work on an entry."""

    entry_id: str
    changed: datetime  # time of the feed's last change to it; a later change makes this turn void


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A published brief that is near-identical to the article."""

    id: str
    under: str | None  # id of the item it is folded under


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """The near-identical copies of one article, by the time each was signed."""

    earlier: tuple[Copy, ...] = ()  # signed before the article, earliest first
    later: tuple[Copy, ...] = ()
    is_still_copy: bool = False  # still a copy of the item it is folded under
    below: frozenset[str] = frozenset()  # items in `Facts.below` that are still copies of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Facts on which the publication of one article depends."""

    turn: Turn | None  # None: the article is processed by itself, and no entry is settled
    entry: Entry
    feed: FeedFacts
    got: Article | Refusal  # result of reading the page
    made: Brief | Refusal | None  # result of writing the brief; None: none was attempted
    shown: SiteLine | None  # its item as published now
    under: str | None = None  # id of the item that its item is folded under
    below: tuple[str, ...] = ()  # ids of the items folded under its own
    copies: Copies | None = None  # None: not searched, so the folding stays as it is
    private: Brief | None = (
        None  # whole brief for the owner alone; None: the public one is whole, or none is wanted
    )

    @property
    def article(self) -> Article | None:
        return self.got if isinstance(self.got, Article) else None

    @property
    def item_id(self) -> str | None:
        """Id of the item: that of the article; without one, the id made from the entry's address. None if it has none."""
        return self.article.id if self.article else article_id(self.entry.url)

    @property
    def is_rewritten(self) -> bool:
        """True if the article's text differs from the one its item shows; its copies must then be checked again."""
        return (
            self.article is not None
            and self.shown is not None
            and self.shown.article_revision != self.article.revision
        )


# Intents


@dataclass(frozen=True, slots=True, kw_only=True)
class Publish:
    """Publish a brief."""

    line: SiteLine
    brief: Brief
    private: PrivateBrief | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Publish a headline with a link; replaces a brief published there."""

    line: SiteLine
    private: PrivateBrief | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """Leave the item as it is published."""

    item_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Fold an item under the earliest of its copies."""

    item_id: str
    under: str | None  # None: unfold it


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Unfold items that are no longer copies and re-queue their entries: each may be a copy of another item."""

    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """Record the outcome of the entry."""

    turn: Turn
    state: Settled
    reason: str | None = None
    detail: str | None = None
    article_id: str | None = None
    is_of_publication: bool = False  # reports an item published earlier in the same plan


Intent = Publish | Link | Keep | Fold | Part | Settle


# Decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Kind of item to publish for an entry, and the reason if it is not a brief."""

    # "same": another feed published the article; "keep": the published item stays as it is
    kind: Literal["brief", "link", "nothing", "same", "keep"]
    reason: str = ""  # "" for briefs
    detail: str = ""  # the finding, in a sentence


def decide(got: Article | Refusal, entry: Entry, rights: RightsMode) -> Decision:
    """Decides what to publish of `entry`: `got` is the result of reading it, `rights` are those recorded for the feed.

    A reservation by the publisher limits an article to a link, unless the owner recorded a licence
    (architecture, decision 11). A licence claimed only by the page does not lift it: the strictest sign
    wins.
    """
    if isinstance(got, Refusal):
        return _decide_refused(got, entry)
    kept = [sign for sign in got.rights.reservations if sign.use not in _HARMLESS]
    if not kept or rights in RECORDED:
        return Decision(kind="brief")
    detail = f"{of('reserved').seen}: {', '.join(map(str, kept))}"
    return Decision(kind="link" if got.title or entry.title else "nothing", reason="reserved", detail=detail)


def may_be_sent(article: Article) -> bool:
    """True if a language model, remote or local, may read the text: no reservation covers input to one.

    No rights lift it here: a saved page counts as the owner's own unless he says otherwise. `nosnippet` covers it:
    Google documents that it keeps a page out of the input of its generated answers, too.
    """
    return not {sign.use for sign in article.rights.reservations} - _NOT_ABOUT_INPUT


def _decide_refused(refusal: Refusal, entry: Entry) -> Decision:
    """A link if the report exists for readers and the entry names it; else nothing."""
    is_linked = of(refusal.reason).is_linked and entry.title and entry.url
    return Decision(kind="link" if is_linked else "nothing", reason=refusal.reason, detail=refusal.detail)


def is_indexable(article: Article, rights: RightsMode = "link") -> bool:
    """True if search engines may list the brief; `rights` are those recorded for the feed.

    Only briefs of licensed text, and only if its publisher does not object (architecture, decision 11). As
    in `decide`, a recorded licence lifts reservations; a claimed or assumed one does not. `noindex`
    addresses search engines and always applies.
    """
    kept = {sign.use for sign in article.rights.reservations} - _HARMLESS
    lifted = kept - {"noindex"} if rights in RECORDED else set()
    return article.rights.mode in RECORDED and kept == lifted


def judge(facts: Facts) -> Decision:
    """Decides as `decide` does, from all facts: also the brief or its refusal, and what is published already."""
    decision = decide(facts.got, facts.entry, facts.feed.rights)
    if decision.kind == "brief" and isinstance(facts.made, Refusal):
        decision = _decide_refused(facts.made, facts.entry)
    if decision.kind == "nothing" or facts.item_id is None:
        return replace(decision, kind="nothing", reason=decision.reason or "no_address")
    return decision if facts.shown is None else _beside(facts.shown, decision, facts.feed.id)


def _beside(shown: SiteLine, decision: Decision, feed_id: str) -> Decision:
    """Adapts a decision to the item that is published already: a brief stays, unless its publisher reserved the text."""
    if shown.feed_id != feed_id:
        return _same(shown)
    is_kept = decision.kind == "link" and decision.reason != "reserved" and shown.kind == "brief"
    return replace(decision, kind="keep") if is_kept else decision


def plan(facts: Facts, now: datetime) -> tuple[Intent, ...]:
    """The intents for one entry, in order."""
    decision, item_id = judge(facts), facts.item_id
    if decision.kind == "nothing" or item_id is None:
        return _settle(facts, "refused", decision)
    if decision.kind == "same":
        return _settle(facts, "folded", decision)
    if decision.kind == "keep":
        return (Keep(item_id=item_id), *_settle(facts, "briefed", decision))
    if decision.kind == "link":
        line = link_line(item_id, facts.entry, facts.feed, decision.reason, now, facts.article)
        placed = Fold(item_id=item_id, under=None)
        linked = Link(line=line, private=private_brief(facts.private, line, facts.feed, now))
        return (*_part(facts.below), linked, placed, *_settle(facts, "linked", decision))
    return _publish(facts, now)


def plan_unread(
    turn: Turn, feed: FeedFacts, shown: SiteLine | None, *, is_followed: bool
) -> tuple[Intent, ...]:
    """Intents that settle an entry without reading its page; empty if the page is to be read."""
    if not is_followed:
        detail = of("feed_removed").seen
        return (Settle(turn=turn, state="skipped", reason="feed_removed", detail=detail),)
    if shown is None or shown.feed_id == feed.id:
        return ()
    same = _same(shown)
    return (Settle(turn=turn, state="folded", reason=same.reason, detail=same.detail, article_id=shown.id),)


def plan_again(item_id: str, copies: Copies) -> tuple[Fold, ...]:
    """Intents that fold an item published on its own, or its later copies, given the copies published meanwhile."""
    under = _head(item_id, copies.earlier)
    mine = (Fold(item_id=item_id, under=under),) if under else ()
    return (*mine, *(Fold(item_id=one.id, under=item_id) for one in copies.later if one.under is None))


def withheld(settle: Settle, reason: str) -> Settle:
    """The outcome of an entry whose item the store withheld."""
    return replace(settle, state="refused", reason=reason, detail=of(reason).seen)


def _publish(facts: Facts, now: datetime) -> tuple[Intent, ...]:
    """Publishes the brief, unfolds items that are no longer copies of it, and folds it under its earliest copy."""
    assert isinstance(facts.made, Brief)  # noqa: S101  # decided so
    line = _line_of(facts.made, facts, now)
    private = private_brief(facts.private, line, facts.feed, now)
    published = Publish(line=line, brief=facts.made, private=private)
    copies, item_id = facts.copies, published.line.id
    if copies is None:
        return (published, *_settle(facts, "briefed", Decision(kind="brief")))
    parted = _part(tuple(one for one in facts.below if one not in copies.below) if facts.is_rewritten else ())
    under = _head(item_id, copies.earlier) or (facts.under if copies.is_still_copy else None)
    placed = Fold(item_id=item_id, under=under)
    if not under:
        return (*parted, published, placed, *_settle(facts, "briefed", Decision(kind="brief")))
    copied = Decision(kind="brief", reason="copy", detail=f"a copy of {under}")
    return (*parted, published, placed, *_settle(facts, "folded", copied))


def _line_of(brief: Brief, facts: Facts, now: datetime) -> SiteLine:
    """The line of `brief`; a new brief of the same text keeps the published date and source."""
    line = brief_line(brief, facts.feed, now)
    if facts.turn is not None or facts.shown is None or facts.is_rewritten:
        return line
    return replace(line, article_published=facts.shown.article_published, source=facts.shown.source)


def _head(item_id: str, earlier: Sequence[Copy]) -> str | None:
    """The item that the earliest copy is folded under, or that copy itself."""
    for copy in earlier:
        return copy.under if copy.under not in (None, item_id) else copy.id
    return None


def _part(ids: tuple[str, ...]) -> tuple[Part, ...]:
    return (Part(item_ids=ids),) if ids else ()


def _settle(facts: Facts, state: Settled, decision: Decision) -> tuple[Settle, ...]:
    if facts.turn is None:
        return ()
    return (
        Settle(
            turn=facts.turn,
            state=state,
            reason=decision.reason or None,
            detail=decision.detail or None,
            article_id=facts.item_id,
            is_of_publication=decision.kind in ("brief", "link"),
        ),
    )


def _same(shown: SiteLine) -> Decision:
    detail = f"{of('same_article').seen}: {shown.source}"
    return Decision(kind="same", reason="same_article", detail=detail)


def _by_now(when: datetime | None, now: datetime) -> datetime | None:
    return min(when, now) if when else None
