"""Polls due feeds: many in parallel, each with a conditional request, none before its time."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kilas.core.address import server_of
from kilas.core.article import Rights
from kilas.core.entry import Entry, ParsedFeed
from kilas.core.poll_schedule import NextPoll, Seen, max_age, next_poll
from kilas.errors import SourceError, StoreError
from kilas.pipeline import tasks
from kilas.pipeline.hosts import Gate
from kilas.pipeline.materials import recorded
from kilas.pipeline.pool import Crew, Runner
from kilas.pipeline.worker import TaskFailed
from kilas.sources import feeds
from kilas.sources.fetch import Fetched, FetchRequest, Limits, fetch_many
from kilas.sources.network_addresses import Exemption
from kilas.sources.source_kinds import KINDS, SourceAnswer, polled_as
from kilas.sources.websub import hub_of
from kilas.store import Store
from kilas.store.records import Feed, Polled

LIMITS = Limits(max_bytes=feeds.MAX_BYTES, max_wire_bytes=feeds.MAX_BYTES + 1_000_000)  # plus framing
CONCURRENCY = 64
BATCH = 500  # feeds claimed or saved per transaction
LEASE_S = 600.0
_OFFLINE = frozenset({"dns", "dns_down", "unreachable"})
_SHORTEST_S = 0.1  # for a host that another thread of this process is using
_OFFLINE_S = 30.0  # until the network is tried again
_OFFLINE_HOSTS = 3  # if fewer hosts fail, the fault may be theirs
MOST_PARTS = 3  # sitemaps of an index that are read, the newest


@dataclass(slots=True)
class _Held:
    """A feed that is claimed but not polled yet."""

    feed: Feed
    ready: float  # by the monotonic clock
    has_turn: bool  # its host's turn is reserved for that time


@dataclass(slots=True, kw_only=True)
class Poller:
    """Polls due feeds. For use by one thread."""

    store: Store
    pages: Runner
    parsers: Crew
    gate: Gate
    allow: tuple[Exemption, ...]
    clock: Callable[[], datetime]
    executor: str | None = None  # name of the worker, for its claims
    _held: list[_Held] = field(default_factory=list)
    _unsaved: list[tuple[Feed, Polled]] = field(default_factory=list)
    _offline_until: float = 0.0
    _last: int = 0  # number of feeds in the last batch

    def poll_due(self) -> tuple[str, ...]:
        """Polls a batch of due feeds and returns the ids of new and changed entries.

        Raises StoreError when the store rejects the write; the results are kept and saved by the next call.
        """
        self._last = 0
        if self._unsaved:
            return self._saved()
        if time.monotonic() < self._offline_until:
            return ()
        room = BATCH - len(self._held)
        claimed = self._claim(room) if room > 0 else ()
        if any(feed.last_polled is None for feed in claimed):
            self.parsers.warm()  # a new feed's first answer is never unchanged, and its follower may be waiting
        barred = self._hold(claimed)
        local, remote = _parted(self._ready())
        read = [(feed, self._read_files(feed)) for feed in local]
        self._unsaved = [*read, *barred, *(self._ask(remote) if remote else ())]
        return self._saved()

    def _claim(self, most: int) -> tuple[Feed, ...]:
        return self.store.feeds.claim_due(self.clock(), most, LEASE_S, self.executor)

    def _hold(self, claimed: Sequence[Feed]) -> list[tuple[Feed, Polled]]:
        """Holds claimed feeds until a turn of their hosts; returns those that may not be fetched, with the reason.

        Feeds are meant for robots. A single article is a page, so robots.txt applies to it.
        """
        barred = [
            (feed, polled)
            for feed in claimed
            if polled_as(feed.kind) == "page" and (polled := self._barred(feed))
        ]
        kept_out = {feed.id for feed, _ in barred}
        self._held += [_Held(feed, 0.0, has_turn=False) for feed in claimed if feed.id not in kept_out]
        return barred

    def _saved(self) -> tuple[str, ...]:
        polls = self._unsaved
        self._last = len(polls)
        saved = self.store.feeds.save_polls([(feed.id, polled) for feed, polled in polls]) if polls else {}
        self._unsaved = []
        return tuple(entry for feed, _ in polls for entry in reversed(saved[feed.id]))  # oldest first

    def pause_s(self) -> float:
        """Seconds until the next known work; 0 after a batch, since more feeds may be due."""
        if self._last:
            return 0.0
        return max(_SHORTEST_S, min((one.ready for one in self._held), default=math.inf) - time.monotonic())

    def _ready(self) -> list[Feed]:
        """The held feeds that may be polled now, one per host; their hosts stay reserved until `_ask` is done."""
        now = time.monotonic()
        ready, asking, held = self._claimed(now)
        try:
            waits = self.gate.turns([server_of(feed.address) for feed in asking])
        except StoreError:  # all of them are still held
            for feed in (*asking, *_parted(ready)[1]):
                self.gate.release(server_of(feed.address))
            raise
        for feed, wait_s in zip(asking, waits, strict=True):
            if wait_s <= 0:
                ready.append(feed)
            else:
                self.gate.release(server_of(feed.address))
                held.append(_Held(feed, now + wait_s, has_turn=True))
        self._held = held
        return ready

    def _claimed(self, now: float) -> tuple[list[Feed], list[Feed], list[_Held]]:
        """Held feeds in three groups: no turn needed or turn reached, host just claimed, and the rest."""
        ready: list[Feed] = []
        asking: list[Feed] = []
        held: list[_Held] = []
        for one in self._held:
            if polled_as(one.feed.kind) == "files":
                ready.append(one.feed)
            elif one.ready <= now and self.gate.claim(server_of(one.feed.address)):
                (ready if one.has_turn else asking).append(one.feed)
            else:
                held.append(one)
        return ready, asking, held

    def _barred(self, feed: Feed) -> Polled | None:
        try:
            rules = self.gate.rules(feed.address)
        except SourceError as error:
            return self._failed(feed, error)
        if rules.is_allowed:
            return None
        return self._failed(
            feed,
            SourceError(
                f"{feed.address} must not be fetched: {rules.reason}",
                "read it on the publisher's site, or save the page in a folder and follow that folder",
                "robots",
            ),
        )

    def _ask(self, ready: Sequence[Feed]) -> list[tuple[Feed, Polled]]:
        asked = self.clock()
        try:
            answers = fetch_many(
                [FetchRequest(url=feed.address, headers=_conditions(feed)) for feed in ready],
                limits=LIMITS,
                allow=self.allow,
                concurrency=CONCURRENCY,
            )
        finally:
            for feed in ready:
                self.gate.release(server_of(feed.address))
        if self._is_offline(ready, answers):
            self._offline_until = time.monotonic() + _OFFLINE_S
            self._held += [_Held(feed, self._offline_until, has_turn=False) for feed in ready]
            return []
        return [
            (feed, replace(self._polled(feed, answer), asked=asked))
            for feed, answer in zip(ready, answers, strict=True)
        ]

    def _is_offline(self, ready: Sequence[Feed], answers: Sequence[Fetched | SourceError]) -> bool:
        """True if no host could be reached: our network is down, and no feed is at fault."""
        hosts = {server_of(feed.address) for feed in ready}
        if any(isinstance(answer, SourceError) and answer.reason == "dns_down" for answer in answers):
            return True
        return len(hosts) >= _OFFLINE_HOSTS and all(
            isinstance(answer, SourceError) and answer.reason in _OFFLINE for answer in answers
        )

    def _polled(self, feed: Feed, answer: Fetched | SourceError) -> Polled:
        if isinstance(answer, SourceError):
            return self._failed(feed, answer)
        sha256 = hashlib.sha256(answer.body).hexdigest()
        if answer.status == 304 or sha256 == feed.body_sha256:
            return self._unchanged(feed, answer)
        try:
            parsed = self._parsed(feed, answer)
        except SourceError as error:
            return self._failed(feed, error, is_ours=_is_too_slow(error.__cause__))
        return self._changed(feed, parsed, answer, sha256)

    def _parsed(self, feed: Feed, answer: Fetched) -> ParsedFeed:
        if polled_as(feed.kind) == "page":
            return self._page(feed, answer)
        parsed = self._read(answer)
        entries = list(parsed.entries)
        for part in parsed.parts[:MOST_PARTS] if not entries else ():
            with self.gate.turn(part):
                (got,) = fetch_many([part], limits=LIMITS, allow=self.allow)
            if isinstance(got, SourceError):
                raise got
            entries += self._read(got).entries
        return replace(parsed, entries=tuple(entries))

    def _read(self, answer: Fetched) -> ParsedFeed:
        try:
            return self.parsers.run(
                tasks.parse_feed, answer.body, answer.url, answer.content_type, answer.charset
            )
        except TaskFailed as error:
            raise SourceError(
                f"the feed at {answer.url} exceeds the limits: {error.detail}",
                "tell the site, or remove the feed",
                error.reason,
            ) from error

    def _page(self, feed: Feed, answer: Fetched) -> ParsedFeed:
        asked = answer_of(answer, feed.address, rights=recorded(feed.rights), now=self.clock())
        try:
            return self.pages.run(tasks.read_source, feed.kind, asked)
        except TaskFailed as error:
            raise SourceError(f"{feed.address}: {error.detail}", "", error.reason) from error

    def _read_files(self, feed: Feed) -> Polled:
        kind = KINDS.named(feed.kind)
        try:
            parsed = self.parsers.run(
                tasks.read_source, kind.name, SourceAnswer(url=feed.address, address=feed.address)
            )
        except TaskFailed as error:
            problem = f"the folder {feed.address} exceeds the limits: {error.detail}"
            told = SourceError(problem, "split it into several", error.reason)
            return self._failed(feed, told, is_ours=_is_too_slow(error))
        except SourceError as error:
            return self._failed(feed, error)
        said = "".join(entry.digest for entry in parsed.entries)
        polled = self._changed(feed, parsed, None, hashlib.sha256(said.encode()).hexdigest())
        wait_s = kind.interval_s(feed.address)
        return replace(polled, next_poll=self.clock() + timedelta(seconds=wait_s), interval_s=wait_s)

    def _changed(self, feed: Feed, parsed: ParsedFeed, answer: Fetched | None, sha256: str) -> Polled:
        now = self.clock()
        hub = hub_of(parsed, answer.url, answer.headers) if answer else None
        entries = tuple(_bounded(entry, now) for entry in parsed.entries)
        seen = Seen(
            outcome="changed",
            published=[entry.published for entry in entries if entry.published],
            last_entry=feed.last_entry,
            ttl_s=parsed.ttl_s,
            max_age_s=max_age(_header(answer, "cache-control")),
            skip_hours=parsed.skip_hours,
            skip_days=parsed.skip_days,
            pushed_until=feed.subscribed_until,
        )
        following = next_poll(feed.id, feed.interval_s, seen, now)
        return Polled(
            at=now,
            next_poll=following.at,
            interval_s=following.interval_s,
            moved_to=answer.moved_to if answer else None,
            etag=_header(answer, "etag"),
            last_modified=_header(answer, "last-modified"),
            body_sha256=sha256,
            kind=parsed.kind,
            title=parsed.title or None,
            home=parsed.home,
            language=parsed.language,
            hub=hub.url if hub else None,
            topic=hub.topic if hub else None,
            ttl_s=parsed.ttl_s,
            skip_hours=parsed.skip_hours,
            skip_days=parsed.skip_days,
            entries=entries,
        )

    def _unchanged(self, feed: Feed, answer: Fetched) -> Polled:
        seen = Seen(
            outcome="unchanged",
            last_entry=feed.last_entry,
            ttl_s=feed.ttl_s,
            max_age_s=max_age(_header(answer, "cache-control")),
            skip_hours=feed.skip_hours,
            skip_days=feed.skip_days,
            pushed_until=feed.subscribed_until,
        )
        following = next_poll(feed.id, feed.interval_s, seen, self.clock())
        return Polled(
            at=self.clock(),
            next_poll=following.at,
            interval_s=following.interval_s,
            moved_to=answer.moved_to,
            etag=_header(answer, "etag"),
            last_modified=_header(answer, "last-modified"),
        )

    def _failed(self, feed: Feed, error: SourceError, *, is_ours: bool = False) -> Polled:
        now = self.clock()
        is_gone = error.reason == "gone"
        retry_after_s = error.retry_after_s
        if retry_after_s and polled_as(feed.kind) != "files":
            with suppress(StoreError):  # the feed's answer matters more than the pause
                self.gate.pause(feed.address, retry_after_s)
        seen = Seen(
            outcome="gone" if is_gone else "failed",
            retry_after_s=retry_after_s,
            skip_hours=feed.skip_hours,
            skip_days=feed.skip_days,
            failures=feed.failures + 1,
            is_ours=is_ours,
        )
        following: NextPoll = next_poll(feed.id, feed.interval_s, seen, now)
        return Polled(
            at=now,
            next_poll=following.at,
            interval_s=following.interval_s,
            failure_reason=error.reason,
            failure_detail=error.problem,
            is_gone=is_gone,
        )


def _is_too_slow(error: BaseException | None) -> bool:
    """True if reading took too long: the machine may be busy, which is no fault of the feed."""
    return isinstance(error, TaskFailed) and error.reason == "timeout"


def answer_of(
    got: Fetched, address: str, *, rights: Rights | None = None, now: datetime | None = None
) -> SourceAnswer:
    """The fetched answer in the form that source kinds read; `address` is the source's followed address."""
    return SourceAnswer(
        url=got.url,
        address=address,
        body=got.body,
        headers=got.headers,
        content_type=got.content_type,
        charset=got.charset,
        rights=rights,
        now=now,
    )


def _conditions(feed: Feed) -> tuple[tuple[str, str], ...]:
    told = (("if-none-match", feed.etag), ("if-modified-since", feed.last_modified))
    return tuple((name, value) for name, value in told if value)


def _header(answer: Fetched | None, name: str) -> str | None:
    return next((value for key, value in answer.headers if key == name), None) if answer else None


def _bounded(entry: Entry, now: datetime) -> Entry:
    """The entry with no date later than now: a feed with future dates must not stay on top."""
    return replace(
        entry,
        published=min(entry.published, now) if entry.published else None,
        updated=min(entry.updated, now) if entry.updated else None,
    )


def _parted(held: Sequence[Feed]) -> tuple[list[Feed], list[Feed]]:
    """`held` split into folders of this machine and feeds fetched over the network."""
    local = [feed for feed in held if polled_as(feed.kind) == "files"]
    return local, [feed for feed in held if polled_as(feed.kind) != "files"]
