"""`kilas models`: routes of language models, a check of each, and their ranking."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from kilas.cli.output import visible, write_text
from kilas.cli.session import counted, now, say, settings_with, tell
from kilas.core.brief import Attempt
from kilas.core.render.route_words import outcome_words, reason_words, rejection_words
from kilas.core.render.ui_language import UiLanguage, speak
from kilas.core.route_ranking import LEAST_BRIEFS, LEAST_QUALITY, Order, RouteStanding
from kilas.core.routing import NANO, Lack, Price, Rejection, dollars
from kilas.errors import SettingsError
from kilas.llm.config import load_models, warning_of
from kilas.llm.prices import nano
from kilas.pipeline import tasks
from kilas.pipeline.actions import language_models
from kilas.pipeline.actions.language_models import (
    Compared,
    ConfiguredRoute,
    ModelsStatus,
    OverBudget,
    Ranking,
)
from kilas.pipeline.opening import open_store
from kilas.pipeline.worker import Worker
from kilas.settings import Settings
from kilas.store.records import RouteUse

LACKS: dict[Lack, str] = {
    "vendors": "a second vendor",
    "jurisdictions": "a second jurisdiction",
    "direct": "a remote vendor that is asked directly, not over a gateway such as OpenRouter",
    "local": "a route on a machine of yours",
    "embedded_last": "the embedded route at the end",
}


def show(data: Path | None, *, as_json: bool) -> int:
    """Prints the configured routes and how they stand."""
    settings = settings_with(data)
    models = load_models(settings)
    with open_store(settings, make=True) as store:
        found = language_models.status(store, models, now=now())
    if as_json:
        say(json.dumps([_row_as_json(row) for row in found.rows], indent=2, default=str))
        return 0
    _print_status(found, warning_of(models))
    return 0


def _print_status(found: ModelsStatus, warning: str) -> None:
    table = _table("Route", "Model", "Policy", "Breaker", "Price in/out", "This week")
    for row in found.rows:
        table.add_row(*map(visible, _cells(row)))
    _console().print(table)
    say(f"Spent: {dollars(found.spent.day)} today, {dollars(found.spent.month)} this month.")
    if found.lacking:
        say(f"To be resilient, the chain lacks {'; '.join(LACKS[lack] for lack in found.lacking)}.")
    if warning:
        tell(warning)
    if len(found.rows) == 1:
        tell("no language model is configured: the built-in engine writes every brief\n  Try: kilas init")


def _cells(row: ConfiguredRoute) -> tuple[str, ...]:
    route, price = row.route, row.route.price
    return (
        route.id,
        route.model or route.kind,
        _verdict(row.rejections),
        _readiness(row),
        "unknown" if price is None else f"{dollars(price.input)} / {dollars(price.output)}",
        _use(row.use) if row.use else "-",
    )


def _verdict(rejections: Sequence[Rejection]) -> str:
    """The policy's verdict, with every reason."""
    told = "; ".join(rejection_words(f"{one.rule} ({one.fact})", speak("en")) for one in rejections)
    return f"rejected: {told}" if told else "admitted"


def _use(use: RouteUse) -> str:
    """Briefs of the last seven days with their share of all, and the cost."""
    return f"{counted(use.briefs, 'brief')} ({use.share:.0%}), {dollars(use.usd)}"


def _readiness(row: ConfiguredRoute) -> str:
    """The breaker, or why it does not matter."""
    if not row.has_key:
        return "no key"
    is_open = row.breaker is not None and row.breaker.is_open(now())
    return f"open: {outcome_words(row.breaker.reason, speak('en'))}" if is_open and row.breaker else "closed"


def _row_as_json(row: ConfiguredRoute) -> dict[str, Any]:
    route = {name: value for name, value in asdict(row.route).items() if name not in ("secret", "price")}
    return {
        **route,
        "price_usd_per_million_tokens": _price_as_json(row.route.price),
        "rejections": [asdict(one) for one in row.rejections],
        "breaker": asdict(row.breaker) if row.breaker else None,
        "has_key": row.has_key,
        "use": _use_as_json(row.use) if row.use else None,
    }


def _price_as_json(price: Price | None) -> dict[str, Any] | None:
    if price is None:
        return None
    cached = None if price.cached_input is None else price.cached_input / NANO
    return {
        "input": price.input / NANO,
        "output": price.output / NANO,
        "cached_input": cached,
        "source": price.source,
    }


def _use_as_json(use: RouteUse) -> dict[str, Any]:
    return {
        "since": use.since,
        "briefs": use.briefs,
        "share": use.share,
        "calls": use.calls,
        "cost_usd": use.usd / NANO,
    }


def check(data: Path | None) -> int:
    """Asks every route one small question, and prints what came of it. Returns 1 if a route did not answer."""
    settings = settings_with(data)
    models = load_models(settings)
    if not models.uses_models:
        tell("no language model is configured\n  Try: kilas init")
        return 0
    with open_store(settings, make=True) as store:
        found = language_models.check(store, models, clock=now, step=_show_step)
    _clear_step()
    table = _table("Route", "Outcome", "Reason", "Seconds", "Cost")
    for one in found:
        table.add_row(*map(visible, _attempt_cells(one.attempt)))
    _console().print(table)
    for one in found:
        if one.over:
            tell(_over_budget(one.attempt.route, one.over, settings))
    return 0 if all(one.attempt.outcome == "ok" for one in found) else 1


def _over_budget(route: str, over: OverBudget, settings: Settings) -> str:
    spent = f", and {dollars(over.spent)} of it is spent or reserved" if over.spent else ""
    return (
        f"{visible(route)}: the call may cost {dollars(over.worst_case)}. {over.bound} is {dollars(over.allowed)}{spent}"
        f"\n  Try: raise {over.bound} under [budget] in {settings.file}, or lower max_output of the route"
    )


def _attempt_cells(one: Attempt) -> tuple[str, ...]:
    ui = speak("en")
    reason = reason_words(one, ui) if one.outcome == "skipped" else one.reason
    return one.route, outcome_words(one.outcome, ui), reason or "-", f"{one.seconds:.2f}", f"${one.usd:.6f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankRequest:
    """The options of `kilas models rank`."""

    data: Path | None
    order: Order
    run: int  # articles to brief with every route first
    max_usd: str | None  # as written
    svg: Path | None  # file for the charts; "-" for stdout, instead of the table
    ui: UiLanguage  # of the charts
    as_json: bool


def rank(request: RankRequest) -> int:
    """Prints the routes by the owner's briefs, or draws them."""
    cap = _cap(request.run, request.max_usd)
    settings = settings_with(request.data)
    models = load_models(settings)
    with open_store(settings, make=True) as store:
        if request.run:
            with Worker(imports=tasks.IMPORTS) as pool:
                done = language_models.compare(
                    store,
                    models,
                    briefs=request.run,
                    max_usd=cap,
                    pool=pool,
                    clock=now,
                    step=lambda r, _: _show_step(r),
                )
            _clear_step()
            tell(_run_words(done, request.max_usd or ""))
        at = now()
        found = language_models.rank(store, order=request.order, now=at)
        drawn = language_models.charts(store, found, ui=speak(request.ui), now=at) if request.svg else ""
    if str(request.svg) == "-":
        say(drawn.rstrip("\n"))
        return 0
    if request.svg:
        write_text(request.svg, drawn)
        tell(f"charts written to {request.svg}")
    if request.as_json:
        say(json.dumps([_standing_as_json(one, found) for one in found.standings], indent=2))
    else:
        _print_ranking(found)
    return 0


def _run_words(done: Compared, max_usd: str) -> str:
    told = f"{done.written} of {counted(done.asked, 'brief')} written for the ranking; none is published"
    if not done.over_budget:
        return told
    return (
        f"{told}. {done.over_budget} not asked for: --max-usd {max_usd}, or the budget, was reached"
        "\n  Try: raise --max-usd, or the bounds under [budget]"
    )


def _cap(run: int, max_usd: str | None) -> int:
    """The most that a run may spend, in nano-dollars. Raises SettingsError if it is missing or no amount."""
    if not run:
        return 0
    try:
        cap = nano(Decimal(max_usd or ""))
    except InvalidOperation:
        cap = -1
    if cap < 0:
        raise SettingsError("--run needs to know what it may spend", "add --max-usd 0.50, for example")
    return cap


def _print_ranking(found: Ranking) -> None:
    table = _table("Route", "Briefs", "Accepted", "95 % interval", "Cost per accepted", "p50", "p95", "")
    for column in table.columns[1:-1]:
        column.no_wrap = True  # a figure in two lines is read as two
    for one in found.standings:
        low, share, high = one.quality
        cost = one.usd_per_accepted
        table.add_row(
            visible(one.route),
            str(one.briefs),
            f"{share:.0%}",
            f"{low:.0%}-{high:.0%}",
            "-" if cost is None else dollars(cost),
            f"{one.p50_s:.1f} s",
            f"{one.p95_s:.1f} s",
            _remark(one, found),
        )
    _console().print(table)
    say(_recommendation(found))


def _remark(one: RouteStanding, found: Ranking) -> str:
    if not one.is_enough:
        return "not enough data"
    return "Pareto front" if one.route in found.front else ""


def _recommendation(found: Ranking) -> str:
    if found.recommended:
        floor = f"{LEAST_QUALITY:.0%}"
        return f"Recommended: {found.recommended}, the cheapest whose accepted share is {floor} or more with 95 % confidence."
    if not any(one.is_enough for one in found.standings):
        return f"Not enough data: a route needs {LEAST_BRIEFS} briefs."
    return f"No route reaches an accepted share of {LEAST_QUALITY:.0%} with 95 % confidence."


def _standing_as_json(one: RouteStanding, found: Ranking) -> dict[str, Any]:
    low, share, high = one.quality
    return {
        "route": one.route,
        "briefs": one.briefs,
        "accepted": one.accepted,
        "share": share,
        "interval": [low, high],
        "usd_per_accepted": None if one.usd_per_accepted is None else one.usd_per_accepted / NANO,
        "p50_s": one.p50_s,
        "p95_s": one.p95_s,
        "is_enough": one.is_enough,
        "is_on_front": one.route in found.front,
        "is_recommended": one.route == found.recommended,
    }


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def _console() -> Console:
    return Console(file=sys.stdout, highlight=False, soft_wrap=False)


def _show_step(route: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K  asking {visible(route)} …")
        sys.stderr.flush()


def _clear_step() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
