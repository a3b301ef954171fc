"""A drill: a part of the chain is out of reach for a while, and briefing goes on. Nothing is published.

It runs in a process of its own, whose connector loses the named addresses; no other process notices. Its routes have
ids of their own in the ledger, so that its breakers are its own, while its cost counts against the budget.
"""

from __future__ import annotations

import itertools
import logging
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import Literal

from kilas.core.article import Article, Refusal
from kilas.core.brief import Brief
from kilas.core.routing import EMBEDDED, Budget, Lack, Route, Spent, lacks, rejected
from kilas.errors import SettingsError
from kilas.llm import door
from kilas.llm.config import Models
from kilas.llm.door import Outage
from kilas.llm.prices import worst_price
from kilas.llm.providers import address_of
from kilas.pipeline import tasks
from kilas.pipeline.hosts import wall_clock
from kilas.pipeline.model_writing import Desk, ask_models, write_brief
from kilas.pipeline.worker import TaskFailed, Worker, die_with
from kilas.store import Store

Phase = Literal["before", "during", "after"]
PHASES: tuple[Phase, ...] = ("before", "during", "after")
PREFIX = "drill:"
MOST_ARTICLES = 50  # of the store, briefed in turn
_TOKENS = (4_000, 800)  # of a typical question and reply, for the estimate
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillPlan:
    """What a drill takes away, and how."""

    unplugged: tuple[Route, ...]
    outage: Outage
    seconds: float  # of all three phases together


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillBrief:
    """One brief of a drill."""

    phase: Phase
    route: str  # that wrote it
    seconds: float
    share: float  # of its drafted claims that held
    usd: float
    is_lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillReport:
    """What a drill showed."""

    plan: DrillPlan
    written: tuple[DrillBrief, ...]
    recovery_s: float | None  # from the outage to the end of the first brief in it; None if there was none
    lacking: tuple[Lack, ...]

    @property
    def lost(self) -> int:
        return sum(one.is_lost for one in self.written)

    @property
    def is_passed(self) -> bool:
        return not self.lost and not self.lacking and self.recovery_s is not None


def plan(models: Models, target: str, outage: Outage, seconds: float) -> DrillPlan:
    """The routes that `target` names: provider, country, aggregator, all-remote, or the id of a route.

    "provider" and "country" are those of the first remote route that the policy admits. Raises SettingsError if nothing
    is named.
    """
    admitted = _admitted(models)
    remote = [route for route in admitted if not route.is_local]
    first = remote[0] if remote else None
    chosen: dict[str, Callable[[Route], bool]] = {
        "provider": lambda r: first is not None and r.vendor == first.vendor,
        "country": lambda r: first is not None and r.jurisdiction == first.jurisdiction,
        "aggregator": lambda r: r.is_aggregator,
        "all-remote": lambda r: not r.is_local,
    }

    def belongs(route: Route) -> bool:
        return chosen[target](route) if target in chosen else route.id == target

    found = tuple(route for route in admitted if route.kind != "embedded" and belongs(route))
    if not found and any(route.kind != "embedded" for route in admitted):
        known = ", ".join((*chosen, *(route.id for route in admitted if route.kind != "embedded")))
        raise SettingsError(f"--unplug {target} names no route of the chain", f"use one of: {known}")
    return DrillPlan(unplugged=_at_the_same_addresses(found, admitted), outage=outage, seconds=seconds)


def _at_the_same_addresses(found: Sequence[Route], admitted: Sequence[Route]) -> tuple[Route, ...]:
    """The routes that go with `found`: the connector loses addresses, whoever shares them."""
    lost = set(map(address_of, found))
    return tuple(route for route in admitted if route.kind != "embedded" and address_of(route) in lost)


def estimated_usd(models: Models, briefs: int) -> int:
    """About what `briefs` briefs cost on the dearest route, in nano-dollars."""
    return briefs * max((worst_price(route, *_TOKENS) for route in _admitted(models)), default=0)


def left_usd(budget: Budget, spent: Spent) -> int | None:
    """Nano-dollars that may still be spent today; None without a bound per day or month.

    >>> left_usd(Budget(per_day=5, per_month=90), Spent(day=2, month=88)), left_usd(Budget(per_day=0), Spent(day=1))
    (2, 0)
    """
    left = [
        max(most - already, 0)
        for most, already in ((budget.per_day, spent.day), (budget.per_month, spent.month))
        if most is not None
    ]
    return min(left, default=None)


def _admitted(models: Models) -> list[Route]:
    return [route for route in models.writers if rejected(models.policy, route) is None]


def run(
    database_url: str, models: Models, asked: DrillPlan, step: Callable[[DrillBrief], None] = lambda _: None
) -> DrillReport:
    """Runs a drill in a child process and returns its report; `step` sees each brief as it is written."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_child, args=(theirs, database_url, models, asked), name="kilas-drill")
    child.start()
    theirs.close()
    written: list[DrillBrief] = []
    recovery_s: float | None = None
    try:
        while True:
            told = ours.recv()
            if isinstance(told, DrillBrief):
                written.append(told)
                step(told)
            else:
                recovery_s = told
                break
    except EOFError as error:
        raise SettingsError("the drill ended early", "see the log above, and run it again") from error
    finally:
        child.join(5.0)
        child.kill()
    return DrillReport(
        plan=asked, written=tuple(written), recovery_s=recovery_s, lacking=lacks(_admitted(models))
    )


def _child(pipe: Connection, database_url: str, models: Models, asked: DrillPlan) -> None:
    die_with(os.getppid())
    with Store.open(database_url) as store, Worker(imports=tasks.IMPORTS) as worker:
        articles = _articles(store)
        if not articles:
            raise SettingsError("there is no article to brief", "follow a feed first: kilas add ADDRESS")
        desk = Desk(models=_apart(models), state=store.models, pool=worker, clock=wall_clock, work="drill")
        try:
            pipe.send(_drill(articles, desk, asked, pipe))
        finally:
            store.models.drop_breakers(PREFIX)


def _articles(store: Store) -> list[Article]:
    items = store.items.list(kind="brief", limit=MOST_ARTICLES)
    return [article for item in items if (article := store.articles.get(item.id)) is not None]


def _apart(models: Models) -> Models:
    """The models with routes of other ids, so that the breakers of a drill are its own."""
    routes = tuple(
        route if route.kind == "embedded" else replace(route, id=f"{PREFIX}{route.id}")
        for route in models.routes
        if rejected(models.policy, route) is None
    )
    return replace(models, routes=routes, policy=replace(models.policy, only=(), ignore=()))


def _drill(articles: Sequence[Article], desk: Desk, asked: DrillPlan, pipe: Connection) -> float | None:
    """Briefs through the three phases; returns the seconds to the first brief of the outage."""
    each_s, recovery_s = asked.seconds / len(PHASES), None
    turns: Iterator[Article] = itertools.cycle(articles)
    for phase in PHASES:
        if phase == "during":
            door.unplug(map(address_of, asked.unplugged), asked.outage)
        elif phase == "after":
            door.plug_in()
            desk.state.drop_breakers(PREFIX)  # as `kilas models check` would, once the route is back
        started = time.monotonic()
        for number in itertools.count():
            if number and time.monotonic() - started >= each_s:
                break
            one = _brief(next(turns), desk, phase, f"{wall_clock():%H%M%S.%f} {number}")
            if phase == "during" and recovery_s is None and not one.is_lost:
                recovery_s = time.monotonic() - started
            pipe.send(one)
    return recovery_s


def _brief(article: Article, desk: Desk, phase: Phase, nonce: str) -> DrillBrief:
    """One brief, not published. The nonce makes its questions new: a stored reply would prove nothing."""
    started = time.monotonic()
    desk = replace(desk, nonce=nonce)
    try:
        made: Brief | Refusal = write_brief(article, desk, ask_models(article, desk)).made
    except TaskFailed as error:
        _log.warning("a brief of the drill failed: %s", error.detail)
        made = Refusal(source=article.id, reason=error.reason, detail=error.detail, mend="")
    seconds = time.monotonic() - started
    if isinstance(made, Refusal):
        return DrillBrief(phase=phase, route="", seconds=seconds, share=0.0, usd=0.0, is_lost=True)
    told, checks = made.provenance, made.provenance.checks
    return DrillBrief(
        phase=phase,
        route=(told.route or EMBEDDED).removeprefix(PREFIX),
        seconds=seconds,
        share=checks.claims / max(checks.claims + checks.dropped, 1),
        usd=told.cost_usd,
    )
