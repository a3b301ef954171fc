"""The ingest workflow, from an entry to its page: read, decide, write, publish. Each step is idempotent.

This module gathers facts, `core.publishing` decides, and `intents` carries out. Steps pass ids and reasons.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from itertools import chain, repeat
from typing import Any, ParamSpec, TypeVar

from kilas.core.address import article_id, server_of
from kilas.core.article import Article, Refusal
from kilas.core.audience import Audience, is_for_owner_alone
from kilas.core.brief import Brief
from kilas.core.material import Material
from kilas.core.publishing import Facts, Intent, Turn, decide, judge, plan, plan_again, plan_unread
from kilas.core.reasons import of, refusal
from kilas.errors import SourceError, StoreError
from kilas.pipeline import engine, tasks
from kilas.pipeline.copies import WITHIN, CopySearch
from kilas.pipeline.hosts import Gate
from kilas.pipeline.intents import Done, carry_out, feed_facts
from kilas.pipeline.materials import of_entry
from kilas.pipeline.model_writing import Desk, ask_models, replies_from_json, replies_to_json, write_brief
from kilas.pipeline.pool import Runner
from kilas.pipeline.tasks import WrittenBrief
from kilas.pipeline.worker import TaskFailed
from kilas.sources import robots_txt
from kilas.sources.fetch import Fetched, Limits, fetch
from kilas.sources.network_addresses import Exemption
from kilas.sources.source_kinds import polled_as
from kilas.store import Store
from kilas.store.records import Feed, StoredEntry

LIMITS = Limits(max_bytes=5_000_000)
RETRY_S = (60.0, 600.0, 3_600.0, 21_600.0)  # after the first, second … failure; then it is reported
TRIES = 3  # attempts to write a brief: the text was read in time, so a timeout here means a busy machine
LOST_MOST = 20  # times an entry is queued again after its work failed through a bug of ours
STORE_AGAIN_S = (1.0, 5.0, 30.0)  # pauses before a failed store call is retried; the last one repeats
LANES = 256  # per feed that carries its texts: enough for eight workers, each with as much as it can hold
Json = dict[str, Any]
P = ParamSpec("P")
R = TypeVar("R")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    """Dependencies of the steps in this process."""

    store: Store
    pool: Runner
    gate: Gate
    allow: tuple[Exemption, ...]
    clock: Callable[[], datetime]
    desk: Desk | None = None  # language models; None: the built-in engine writes every brief


# The engine calls workflows by name, with JSON only; so their dependencies are set once per process.
_workbench: Workbench | None = None


def use(bench: Workbench | None) -> None:
    """Sets the dependencies of the steps. Call it before the engine starts."""
    global _workbench
    _workbench = bench


def _at() -> Workbench:
    if _workbench is None:
        raise AssertionError("the engine was started before `ingest.use`")
    return _workbench


# The workflow


@engine.workflow("ingest")
def ingest(entry_id: str, digest: str, attempt: int, turn: str = "") -> str:
    """Reads and publishes one version of an entry. Returns its new state, "put off" for a later attempt, or "over"."""
    outcome = read(entry_id, digest, attempt, turn)
    if "again_s" in outcome:
        _enqueue(_Work(entry_id, digest, turn, attempt + 1), outcome["lane"], outcome["again_s"])
        return "put off"
    # Decided by the recorded outcome, so that work begun before a change of the configuration ends as it began.
    if outcome.get("asks"):
        outcome = {**outcome, "replies": ask(entry_id, digest, outcome, turn)}
    return "over" if "over" in outcome else write(entry_id, digest, outcome, turn)


@dataclass(frozen=True, slots=True)
class _Work:
    """One attempt at one version of an entry. An entry that reverts to earlier content gets a new turn."""

    entry_id: str
    digest: str
    turn: str  # empty in the job log of a version without turns
    attempt: int

    @property
    def name(self) -> str:
        """Name of the work in the engine."""
        parts = ("ingest", self.entry_id, self.digest[:16], self.turn, str(self.attempt))
        return "-".join(filter(None, parts))


def _work_on(stored: StoredEntry, attempt: int) -> _Work:
    """The work for an entry: the same for all workers as long as the entry waits."""
    return _Work(stored.id, stored.entry.digest, turn_of(stored), attempt)


def turn_of(stored: StoredEntry) -> str:
    """Time of the entry's last change; names this round of work."""
    return f"{stored.changed.timestamp():.6f}"


def _is_unchanged(stored: StoredEntry, digest: str, turn: str) -> bool:
    """True if the entry has not changed since the work was queued."""
    return stored.entry.digest == digest and turn in ("", turn_of(stored))


def enqueue(entries: Sequence[StoredEntry]) -> None:
    """Queues these entries; those already queued since their last change are left as they are."""
    for number, stored in enumerate(entries):
        _enqueue(_work_on(stored, 0), lane_of(stored, number), 0.0)


def enqueue_lost(stored: StoredEntry, number: int, executors: Collection[str]) -> None:
    """Queues a waiting entry, unless one of the `executors` still has work for it."""
    for attempt in range(len(RETRY_S) + LOST_MOST):
        work = _work_on(stored, attempt)
        state = engine.status(work.name)
        if state == "running" and engine.is_abandoned(work.name, executors):
            engine.again(work.name)
            return
        if state in ("waiting", "running"):
            return
        if state is None:
            _enqueue(work, lane_of(stored, number), 0.0)
            return


def _enqueue(work: _Work, lane: str, delay_s: float) -> None:
    told = (work.entry_id, work.digest, work.attempt, work.turn)
    engine.enqueue(ingest, work.name, *told, lane=lane, delay_s=delay_s)


def forget_signatures(now: datetime) -> None:
    """Deletes signatures too old for any search for copies."""
    _at().store.signatures.forget(now - WITHIN)


def lane_of(stored: StoredEntry, number: int) -> str:
    """Lane of the entry's work: its host if a page must be fetched; else one of the `LANES` of its feed."""
    if stored.entry.content is None and stored.entry.url:
        return server_of(stored.entry.url)
    return f"{stored.feed_id}/{number % LANES}"


# Its steps


def _steadily(step: Callable[P, R]) -> Callable[P, R]:
    """Retries a step until the store accepts its writes.

    A full disk, a lost server and a lock are temporary, and not the entry's fault.
    """

    @wraps(step)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        for pause_s in chain(STORE_AGAIN_S, repeat(STORE_AGAIN_S[-1])):
            try:
                return step(*args, **kwargs)
            except StoreError as error:
                _log.warning("%s waits: %s", step.__name__, error.problem)
                time.sleep(pause_s)
        raise AssertionError("it is tried for ever")

    return run


def _waiting(entry_id: str, digest: str, turn: str) -> StoredEntry | None:
    """The entry that this round of work is for; None if it was settled or has changed meanwhile."""
    stored = _at().store.entries.get(entry_id)
    if stored is None or stored.state != "new" or not _is_unchanged(stored, digest, turn):
        return None
    return stored


@engine.step("read")
@_steadily
def read(entry_id: str, digest: str, attempt: int, turn: str = "") -> Json:
    """Reads the entry's page into the store. Returns one of four results:

    `article` and `revision`: stored. `refused` and `detail`: no article. `again_s` and `lane`: a temporary failure, to
    be tried again after that time. `over`: nothing is left to do, because the entry has changed or is settled.
    """
    bench = _at()
    stored = _waiting(entry_id, digest, turn)
    feed = bench.store.feeds.get(stored.feed_id) if stored else None
    if stored is None or feed is None:
        return {"over": True}
    known = article_id(stored.entry.url)
    shown = bench.store.items.get(known) if known else None
    if over := plan_unread(_turn(stored), feed_facts(feed), shown, is_followed=feed.removed is None):
        _carry_out(over)
        return {"over": True}
    got = _page(stored, feed)
    if isinstance(got, _Passing):
        return _again(got, stored, attempt)
    if isinstance(got, Refusal):
        return {"refused": got.reason, "detail": got.detail}
    bench.store.articles.save(got, feed.id, bench.clock())
    is_for_briefing = decide(got, stored.entry, feed.rights).kind == "brief"
    is_asked = bench.desk is not None and (is_for_briefing or _is_for_owner_too(got))
    return {"article": got.id, "revision": got.revision, **({"asks": True} if is_asked else {})}


@engine.step("ask")
@_steadily
def ask(entry_id: str, digest: str, outcome: Json, turn: str = "") -> Json:
    """Asks language models for the brief of the article. Returns their replies, or none if it is not due any more.

    Finished replies are in the store: a step that runs again after a crash does not pay for them again.
    """
    bench = _at()
    stored = bench.store.entries.get(entry_id)
    feed = bench.store.feeds.get(stored.feed_id) if stored else None
    got = _found(outcome)
    if (
        stored is None
        or feed is None
        or not _is_unchanged(stored, digest, turn)
        or not isinstance(got, Article)
    ):
        return {}
    if bench.desk is None:  # no route is configured any more
        return {}
    desk = replace(bench.desk, only=feed.route or "")
    return replies_to_json(ask_models(got, desk, bench.store.audiences.now()))


@engine.step("write")
@_steadily
def write(entry_id: str, digest: str, outcome: Json, turn: str = "") -> str:
    """Publishes what the rights allow of the article, and settles the entry. Returns its new state."""
    bench = _at()
    stored = bench.store.entries.get(entry_id)
    feed = bench.store.feeds.get(stored.feed_id) if stored else None
    if stored is None or feed is None or not _is_unchanged(stored, digest, turn):
        return "over"
    got = _found(outcome)
    is_for_briefing = decide(got, stored.entry, feed.rights).kind == "brief"
    replies = outcome.get("replies")
    written = _written(got, replies) if is_for_briefing and isinstance(got, Article) else None
    private: Brief | None = None
    if isinstance(got, Article) and _is_for_owner_too(got):
        owners = _written(got, replies, "private", is_recorded=written is None).made
        private = owners if isinstance(owners, Brief) else None
    return _publish(stored, feed, got, written, private)


# Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passing:
    """A temporary failure: the page may be available later."""

    reason: str
    detail: str
    after_s: float = 0.0  # as the host asked


def _page(stored: StoredEntry, feed: Feed) -> Article | Refusal | _Passing:
    entry = stored.entry
    got: Article | Refusal = refusal("no_address", entry.title)
    if entry.content is not None:
        read = _extracted(of_entry(entry, feed))
        if isinstance(read, _Passing):
            return read
        got = read
    if isinstance(got, Article) or not entry.url or polled_as(feed.kind) == "files":
        return got
    fetched = _fetched(entry.url)
    if not isinstance(fetched, Fetched):
        return fetched
    return _extracted(of_entry(entry, feed, fetched))


def _extracted(material: Material) -> Article | Refusal | _Passing:
    bench = _at()
    try:
        return bench.pool.run(tasks.read_article, material, bench.clock())
    except TaskFailed as error:
        # Either the page is too much for its five seconds or the machine was busy: a later attempt decides.
        return _Passing(reason=error.reason, detail=error.detail)


def _fetched(url: str) -> Fetched | Refusal | _Passing:
    bench = _at()
    try:
        rules = bench.gate.rules(url)
        if not rules.is_allowed:
            return _forbidden(url, rules)
        with bench.gate.turn(url, rules.crawl_delay_s):
            return fetch(url, limits=LIMITS, allow=bench.allow)
    except SourceError as error:
        wait_s = error.retry_after_s or 0.0
        if wait_s:
            bench.gate.pause(url, wait_s)
        if of(error.reason).is_passing:
            return _Passing(reason=error.reason, detail=error.problem, after_s=wait_s)
        return Refusal(source=url, reason=error.reason, detail=error.problem, mend=error.mend)


def _forbidden(url: str, rules: robots_txt.RobotsDecision) -> Refusal | _Passing:
    if rules.outcome == "unknown":
        return _Passing(reason="robots_fault", detail=rules.reason)
    return refusal("robots", url)


def _again(got: _Passing, stored: StoredEntry, attempt: int) -> Json:
    if attempt >= len(RETRY_S):
        return {"refused": got.reason, "detail": got.detail}
    return {"again_s": max(RETRY_S[attempt], got.after_s), "lane": lane_of(stored, 0)}


# Writing


def _found(outcome: Json) -> Article | Refusal:
    if "article" not in outcome:
        return Refusal(source="", reason=outcome["refused"], detail=outcome["detail"], mend="")
    article = _at().store.articles.get(outcome["article"], outcome["revision"])
    return article or refusal("purged", outcome["article"])


def _is_for_owner_too(article: Article) -> bool:
    """True if a whole brief is wanted beside what the public may see, in an installation for its owner alone."""
    return is_for_owner_alone(article) and _at().store.audiences.now() == "private"


def _written(
    article: Article,
    replies: Json | None = None,
    audience: Audience = "public",
    *,
    is_recorded: bool = True,
) -> WrittenBrief:
    bench = _at()
    for left in reversed(range(TRIES)):
        try:
            if replies and bench.desk is not None:
                said = replies_from_json(replies)
                return write_brief(article, bench.desk, said, audience=audience, is_recorded=is_recorded)
            return bench.pool.run(tasks.write_brief, article, bench.clock(), audience)
        except TaskFailed as error:
            if not left:
                return WrittenBrief(
                    made=Refusal(source=article.id, reason=error.reason, detail=error.detail, mend="")
                )
    raise AssertionError("there is at least one try")


def _publish(
    stored: StoredEntry,
    feed: Feed,
    got: Article | Refusal,
    written: WrittenBrief | None,
    private: Brief | None,
) -> str:
    """Publishes the result and returns the entry's state; then folds copies that other workers published meanwhile."""
    bench = _at()
    facts, search = replace(_facts(stored, feed, got, written), private=private), None
    if judge(facts).kind == "brief" and facts.article and written:
        search = CopySearch(
            store=bench.store, pool=bench.pool, clock=bench.clock, article=facts.article, bands=written.bands
        )
        facts = replace(facts, copies=search.first(facts))
    (settled,) = _carry_out(plan(facts, bench.clock())).settled
    if search is not None and settled.state == "briefed":
        _carry_out(plan_again(search.article.id, search.again()))
    return settled.state


def _facts(stored: StoredEntry, feed: Feed, got: Article | Refusal, written: WrittenBrief | None) -> Facts:
    """Facts about the entry and its brief or refusal, without its copies."""
    facts = Facts(
        turn=_turn(stored),
        entry=stored.entry,
        feed=feed_facts(feed),
        got=got,
        made=written.made if written else None,
        shown=None,
    )
    store = _at().store
    shown = store.items.get(facts.item_id) if facts.item_id else None
    if shown is None:
        return facts
    below = tuple(copy.id for copy in store.items.copies_of(shown.id))
    return replace(facts, shown=shown, under=shown.folded_under, below=below)


def _turn(stored: StoredEntry) -> Turn:
    return Turn(entry_id=stored.id, changed=stored.changed)


def _carry_out(intents: Sequence[Intent]) -> Done:
    bench = _at()
    return carry_out(bench.store, intents, bench.clock())
