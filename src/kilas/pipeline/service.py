"""The service of one process: polls feeds, ingests entries and replaces dead workers until told to stop.

All pending work is recorded in the store: however this process ends, the next one continues.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from kilas.errors import StoreError
from kilas.llm.config import Models
from kilas.pipeline import engine, ingest, tasks
from kilas.pipeline.alive import worker_roster
from kilas.pipeline.hosts import INTERVAL_S, Gate, wall_clock
from kilas.pipeline.hubs import Announcer, Subscriber
from kilas.pipeline.model_writing import Desk
from kilas.pipeline.polling import Poller
from kilas.pipeline.pool import Pool
from kilas.pipeline.rebriefing import adapt_batch
from kilas.pipeline.worker import give_way
from kilas.sources import feeds, websub
from kilas.sources.network_addresses import Exemption
from kilas.store import Store

TICK_S = 1.0
HUBS_S = 5.0
BEAT_S = 10.0
REST_S = 60.0  # idle time after which a worker process ends
SWEEP_S = 60.0
ADAPT_S = 2.0
RESUMED = 10_000  # entries queued at the start; the rest are found later
OVERDUE = timedelta(minutes=10)  # an entry waiting longer may have been lost by the engine
SWEPT = 200
POLLERS = 2  # two, so that a feed just added need not wait for a slow batch
AT_ONCE = 32  # workflows; most of them wait for a host or a worker process
KEPT = timedelta(days=2)  # time that finished work is kept in the job log
_COURTESY = 5  # niceness of our threads: the site goes first, page processes last
_PATIENCE_S = 120.0  # a database may be restarting, or be away for a minute
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Settings of this process's service."""

    database_url: str
    jobs_url: str
    executor: str  # its name; the same after a restart
    processes: int  # worker processes for pages
    allow: tuple[Exemption, ...] = ()
    base_url: str = ""  # address where hubs reach us; empty if they cannot
    hub: str = ""  # hub of our own feeds, notified of new publications; empty for none
    host_interval_s: float = INTERVAL_S
    models: Models = field(default_factory=Models)  # routes, policy, budget and style of language models


class Service:
    """Owns the threads of one process."""

    def __init__(self, plan: Plan, clock: Callable[[], datetime] = wall_clock) -> None:
        self._plan = plan
        self._clock = clock
        self._stopping = threading.Event()
        self._has_missed = threading.Event()
        self._threads: list[threading.Thread] = []
        self._reopening: datetime | None = None  # last re-queueing whose entries are taken up
        self.store = Store.open(plan.database_url, patience_s=_PATIENCE_S)
        self._pages = Pool(plan.processes, imports=tasks.IMPORTS)
        self._parsers = Pool(
            1, memory_bytes=feeds.MEMORY_BYTES, imports=(*feeds.IMPORTS, "kilas.pipeline.tasks")
        )
        self._gate = Gate(self.store, plan.allow, interval_s=plan.host_interval_s, clock=clock)

    def start(self) -> None:
        """Resumes the work of the last process and starts polling, at lower priority than the site."""
        # On Linux, a thread passes its niceness on to the threads it starts. Ours stays: the site is started
        # from it.
        with ThreadPoolExecutor(1, initializer=give_way, initargs=(_COURTESY,)) as starter:
            starter.submit(self._start).result()

    def _start(self) -> None:
        self._interrupt_calls(self._plan.executor)  # of our last life
        ingest.use(
            ingest.Workbench(
                store=self.store,
                pool=self._pages,
                gate=self._gate,
                allow=self._plan.allow,
                clock=self._clock,
                desk=self._desk(),
            )
        )
        if count := self.store.workers.begin(self._plan.executor, self._clock()):
            _log.info("%d claims of an earlier process of %s have ended", count, self._plan.executor)
        engine.start(self._plan.jobs_url, self._plan.executor, at_once=AT_ONCE)
        self._reopening = self.store.entries.last_reopening()
        ingest.enqueue(self.store.entries.waiting(RESUMED))
        for number in range(POLLERS):
            poller = Poller(
                store=self.store,
                pages=self._pages,
                parsers=self._parsers,
                gate=self._gate,
                allow=self._plan.allow,
                clock=self._clock,
                executor=self._plan.executor,
            )
            self._every(TICK_S, f"poll-{number + 1}", partial(self._poll, poller))
        if websub.can_be_pushed(self._plan.base_url, self._plan.allow):
            subscriber = Subscriber(
                store=self.store,
                gate=self._gate,
                base_url=self._plan.base_url,
                allow=self._plan.allow,
                clock=self._clock,
                executor=self._plan.executor,
            )
            self._every(HUBS_S, "hubs", subscriber.ask_due)
            if self._plan.hub:
                announcer = Announcer(
                    store=self.store,
                    gate=self._gate,
                    hub=self._plan.hub,
                    base_url=self._plan.base_url,
                    allow=self._plan.allow,
                    clock=self._clock,
                    executor=self._plan.executor,
                )
                self._every(HUBS_S, "announce", announcer.tell_due)
        self._every(TICK_S, "take up again", self._take_up_again)
        self._every(BEAT_S, "beat", self._beat)
        self._every(BEAT_S, "reap", self._reap)
        self._every(REST_S / 2, "rest", self._rest)
        self._every(ADAPT_S, "adapt to the audience", self._adapt)
        self._every(SWEEP_S, "sweep", self._sweep)

    def _desk(self) -> Desk | None:
        if not self._plan.models.uses_models:
            return None
        state = self.store.models.of_worker(self._plan.executor)
        return Desk(models=self._plan.models, state=state, pool=self._pages, clock=self._clock)

    def stop(self, drain_s: float) -> None:
        """Stops taking work, gives running work `drain_s` seconds, and closes."""
        self._stopping.set()
        unfinished = engine.stop(drain_s)
        for thread in self._threads:
            thread.join(1.0)
        if unfinished or any(thread.is_alive() for thread in self._threads):
            return  # not forgotten: our next start resumes what is left, or others adopt it after a silence
        with told("say goodbye"):
            self.store.workers.forget(self._plan.executor, self._clock())

    def _every(self, seconds: float, name: str, turn: Callable[[], object]) -> None:
        """Runs `turn` every `seconds`. A failed turn is logged, and the next one runs as usual."""

        def run() -> None:
            while not self._stopping.wait(seconds):
                with told(name):
                    turn()

        thread = threading.Thread(target=run, name=f"kilas-{name}", daemon=True)
        thread.start()
        self._threads.append(thread)

    # Turns

    def _poll(self, poller: Poller) -> None:
        if self._has_missed.is_set():
            ingest.enqueue(self.store.entries.waiting(RESUMED))
            self._has_missed.clear()
        pause_s = 0.0
        while pause_s < TICK_S and not self._stopping.wait(pause_s):
            entries = poller.poll_due()
            try:
                ingest.enqueue(self.store.entries.get_all(entries))
            except Exception:
                self._has_missed.set()  # they stay marked as waiting: the next turn takes them up
                raise
            pause_s = poller.pause_s()

    def _take_up_again(self) -> None:
        """Queues the entries that `reopen` put back, which no poll returns."""
        latest = self.store.entries.last_reopening()
        if latest != self._reopening:
            ingest.enqueue(self.store.entries.waiting(RESUMED))
            self._reopening = latest

    def _beat(self) -> None:
        self.store.workers.beat(self._plan.executor, self._clock())

    def _reap(self) -> None:
        """Takes over the work of dead workers, and ends their claims and calls."""
        beats = self.store.workers.beats()
        for executor in worker_roster(beats, self._clock()).dead:
            if executor == self._plan.executor:
                continue
            self._interrupt_calls(executor)  # before its work starts again
            count = engine.adopt(executor)
            if self.store.workers.forget(executor, self._clock(), silent_since=beats[executor]):
                _log.warning("worker %s is dead: %d pieces of its work go to others", executor, count)

    def _interrupt_calls(self, executor: str) -> None:
        """Ends the calls of language models that a dead worker left open, so that each is tried once more at once."""
        if count := self.store.models.interrupt(executor, self._clock()):
            _log.warning(
                "%d model calls of %s were interrupted: they stay charged as reserved", count, executor
            )

    def _rest(self) -> None:
        self._pages.rest(REST_S)
        self._parsers.rest(REST_S)

    def _adapt(self) -> None:
        """Adapts the items to another audience, after it was changed."""
        models = self._plan.models if self._plan.models.uses_models else None
        while not self._stopping.is_set() and adapt_batch(self.store, self._pages, self._clock, models):
            pass

    def _sweep(self) -> None:
        """Queues overdue entries again: the engine may have lost them, or given up after a bug of ours."""
        since = self._clock() - OVERDUE
        overdue = [stored for stored in self.store.entries.waiting(SWEPT) if stored.changed < since]
        executors = self.store.workers.beats() if overdue else ()
        for number, stored in enumerate(overdue):
            ingest.enqueue_lost(stored, number, executors)


@engine.schedule("clean up", "0 0 3 * * *")
def clean_up(at: datetime) -> None:
    """Every night: deletes finished work from the job log, and signatures too old to find a copy."""
    engine.clean_up(at - KEPT)
    ingest.forget_signatures(at)


@contextmanager
def told(what: str) -> Iterator[None]:
    """Logs errors raised inside: a store that does not respond in one sentence, a bug of ours with its traceback."""
    try:
        yield
    except StoreError as error:
        _log.warning("%s waits: %s", what, error.problem)
    except Exception:
        _log.exception("%s went wrong", what)
