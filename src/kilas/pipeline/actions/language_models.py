"""Language models: list the routes, check each with one small call, rank them by the owner's own briefs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kilas.core.brief import Attempt, Brief
from kilas.core.render.ui_language import Ui
from kilas.core.render.web.route_charts import models_svg
from kilas.core.route_ranking import Order, RouteStanding, pareto, ranked, recommended, standings
from kilas.core.routing import (
    Bound,
    Breaker,
    Budget,
    Lack,
    Rejection,
    Route,
    Spent,
    bound_passed,
    lacks,
    rejected,
    rejections,
)
from kilas.llm.config import Models
from kilas.llm.judge import ask as ask_judge
from kilas.llm.judge import support_question
from kilas.llm.keys import key_of
from kilas.llm.question import Ask, Question
from kilas.llm.walker import ask_connector, config_of, walk, worst_case
from kilas.pipeline.model_writing import Desk, ask_models, write_brief
from kilas.pipeline.pool import Runner
from kilas.store import Store
from kilas.store.model_ledger import ModelLedger
from kilas.store.records import RouteUse

RANKED_OVER = timedelta(days=90)
_CHECK = Question(
    system="Answer in the form asked for, and nothing else.",
    user="Is Jakarta in Indonesia? Say yes or no, and name the island.",
    schema={
        "type": "object",
        "properties": {"yes": {"type": "boolean"}, "island": {"type": "string", "maxLength": 40}},
        "required": ["yes", "island"],
        "additionalProperties": False,
    },
    prompt="check-1",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfiguredRoute:
    """One configured route, and how it stands."""

    route: Route
    rejections: tuple[Rejection, ...]  # by the policy; (): admitted
    breaker: Breaker | None  # None: never called with this configuration and key
    has_key: bool  # its key is there, or it needs none
    use: RouteUse | None  # in the last seven days; None: not used


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsStatus:
    """All routes, what was spent, and what the chain lacks to be resilient."""

    rows: tuple[ConfiguredRoute, ...]
    spent: Spent
    lacking: tuple[Lack, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The routes by their briefs, from best to worst."""

    standings: tuple[RouteStanding, ...]
    front: frozenset[str]  # routes that no other beats in both quality and cost
    recommended: str | None  # the cheapest whose quality reaches LEAST_QUALITY with its lower bound


def status(store: Store, models: Models, *, now: datetime) -> ModelsStatus:
    """The configured routes with policy verdict, breaker and use."""
    breakers = {(one.route, one.config): one for one in store.models.breakers()}
    used = {one.route: one for one in store.models.use(now)}
    keys = {route.id: key_of(route) for route in models.routes}
    rows = tuple(
        ConfiguredRoute(
            route=route,
            rejections=tuple(rejections(models.policy, route)),
            breaker=breakers.get((route.id, config_of(route, keys[route.id] or ""))),
            has_key=keys[route.id] is not None,
            use=used.get(route.id),
        )
        for route in models.routes
    )
    admitted = [row.route for row in rows if not row.rejections and row.route.kind != "judge"]
    return ModelsStatus(rows=rows, spent=store.models.spent(now), lacking=lacks(admitted))


@dataclass(frozen=True, slots=True, kw_only=True)
class OverBudget:
    """Why a call was not made: it might have passed a bound of the budget. Amounts are in nano-dollars."""

    bound: Bound
    allowed: int
    spent: int  # or reserved, before the call
    worst_case: int  # of the call


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRoute:
    """What came of a small question to a route."""

    attempt: Attempt
    over: OverBudget | None = None  # the route was skipped for the budget


def check(
    store: Store,
    models: Models,
    *,
    clock: Callable[[], datetime],
    ask: Ask = ask_connector,
    step: Callable[[str], None] = lambda _: None,
) -> tuple[CheckedRoute, ...]:
    """Asks every model route one small question of its kind, once. Counts against the budget.

    An open breaker does not keep a route from being checked: the owner may have mended it. Its answer closes it.
    """
    found: list[CheckedRoute] = []
    for route in models.routes:
        if route.kind == "embedded":
            continue
        step(route.id)
        now = clock().isoformat()  # in the question, because a stored reply proves nothing
        is_judge = route.kind == "judge"
        asked = (
            support_question("Jakarta is in Indonesia.", [f"Jakarta is the capital of Indonesia ({now})."])
            if is_judge
            else replace(_CHECK, user=f"{_CHECK.user} ({now})")
        )
        walked = walk(
            asked,
            [route],
            policy=models.policy,
            budget=models.budget,
            state=_Unbroken(store.models),
            clock=clock,
            subject="",
            ask=ask_judge if is_judge else ask,
            work="check",
            retries=0,
        )
        [attempt] = walked.attempts
        worst = worst_case(route, asked, retries=0)
        over = _over_budget(models.budget, store.models.spent(clock()), worst)
        is_over = attempt.outcome == "skipped" and attempt.reason.startswith("budget")
        found.append(CheckedRoute(attempt=attempt, over=over if is_over else None))
    return tuple(found)


def _over_budget(budget: Budget, spent: Spent, worst: int) -> OverBudget | None:
    bound = bound_passed(budget, spent, worst)
    if bound is None:
        return None
    return OverBudget(
        bound=bound, allowed=getattr(budget, bound), spent=spent.by_bound[bound], worst_case=worst
    )


class _Unbroken:
    """The ledger, with every breaker closed when it is looked at."""

    def __init__(self, ledger: ModelLedger) -> None:
        self._ledger = ledger
        self.reserve, self.settle = ledger.reserve, ledger.settle
        self.reply, self.interrupted = ledger.reply, ledger.interrupted

    def breaker(self, route: str, config: str) -> Breaker:
        return replace(self._ledger.breaker(route, config), open_until=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a run for the ranking came to, in briefs."""

    asked: int  # of articles, by every admitted route
    written: int  # by the routes
    over_budget: int  # not asked for: the cap of the run, or the budget, was reached


def compare(
    store: Store,
    models: Models,
    *,
    briefs: int,
    max_usd: int,
    pool: Runner,
    clock: Callable[[], datetime],
    ask: Ask = ask_connector,
    step: Callable[[str, str], None] = lambda _route, _headline: None,
) -> Compared:
    """Briefs the newest `briefs` of the owner's articles with every admitted route; publishes nothing.

    Spends at most `max_usd` nano-dollars, within the budget.
    """
    spent = store.models.spent(clock()).day
    bounds = [bound for bound in (models.budget.per_day, spent + max_usd) if bound is not None]
    models = replace(models, budget=replace(models.budget, per_day=min(bounds)))
    done = asked = over = 0
    for item in store.items.list(kind="brief", limit=briefs):
        article = store.articles.get(item.id)
        if article is None:
            continue
        for route in models.writers:
            if route.kind == "embedded" or rejected(models.policy, route):
                continue
            step(route.id, item.headline)
            desk = Desk(
                models=models,
                state=store.models,
                pool=pool,
                clock=clock,
                ask=ask,
                only=route.id,
                work="rank",
            )
            replies = ask_models(article, desk)
            made = write_brief(article, desk, replies).made
            asked += 1
            done += isinstance(made, Brief) and made.provenance.route == route.id
            over += any(one.reason.startswith("budget") for one in replies.attempts if one.work == "brief")
    return Compared(asked=asked, written=done, over_budget=over)


def rank(store: Store, *, order: Order = "value", now: datetime) -> Ranking:
    """The routes by the owner's briefs of the last 90 days."""
    found = standings(store.models.calls(now - RANKED_OVER, now))
    best = recommended(found)
    return Ranking(
        standings=ranked(found, order),
        front=frozenset(one.route for one in pareto(found)),
        recommended=best.route if best else None,
    )


def charts(store: Store, found: Ranking, *, ui: Ui, now: datetime) -> str:
    """An SVG file of a ranking made at `now`: quality against cost, and the share of use by week."""
    return models_svg(found.standings, store.models.use_by_week(now - RANKED_OVER, now), ui)
