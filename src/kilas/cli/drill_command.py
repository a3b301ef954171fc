"""`kilas drill`: takes a part of the chain away for a while, and shows whether briefing goes on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kilas.cli.model_commands import LACKS
from kilas.cli.output import visible
from kilas.cli.session import counted, now, say, settings_with, tell
from kilas.core.routing import dollars
from kilas.llm.config import load_models
from kilas.llm.door import Outage
from kilas.pipeline import drill
from kilas.pipeline.drill import PHASES, DrillBrief, DrillReport, Phase
from kilas.pipeline.opening import open_store
from kilas.store import Store

_PACE = 20  # briefs a minute, at most, for the estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillRequest:
    """Options of `kilas drill`."""

    unplug: str
    outage: Outage
    minutes: float
    data: Path | None


def run(request: DrillRequest) -> int:
    """Runs a drill. Returns 0 if nothing was lost and the chain lacks nothing, else 1."""
    settings = settings_with(request.data)
    models = load_models(settings)
    if not models.uses_models:
        say("The built-in engine writes every brief: there is nobody to be cut off from.")
        return 0
    asked = drill.plan(models, request.unplug, request.outage, 60 * request.minutes)
    with open_store(settings) as store:  # fails now if there is no store
        spent = store.models.spent(now())
    briefs = max(len(PHASES), round(request.minutes * _PACE))
    say(
        f"Briefs your stored articles for {request.minutes:g} min; publishes nothing. Out of reach in the middle third:"
        f" {', '.join(route.id for route in asked.unplugged)} ({request.outage})."
    )
    say(_cost_words(drill.estimated_usd(models, briefs), drill.left_usd(models.budget, spent)))
    report = drill.run(Store.url_for(settings), models, asked, _show)
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    _print(report)
    return 0 if report.is_passed else 1


def _cost_words(estimated: int, left: int | None) -> str:
    """What a drill may cost, in nano-dollars, and whether the budget leaves as much."""
    told = f"Cost: at most about {dollars(estimated)}"
    if left is None:
        return f"{told}; no budget per day or month is set."
    if estimated <= left:
        return f"{told}; your budget leaves {dollars(left)}."
    return f"{told}, but your budget leaves {dollars(left)}: routes that would cost more are skipped."


def _show(one: DrillBrief) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K  {one.phase}: {visible(one.route) or 'lost'}, {one.seconds:.1f} s")
        sys.stderr.flush()


def _print(report: DrillReport) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("Phase", "Route", "Due", "Written", "Lost", "Claims held", "Seconds", "Cost"):
        table.add_column(name, overflow="fold")
    for phase in PHASES:
        for route, briefs in _by_route(report, phase):
            table.add_row(*_cells(phase, route, briefs))
    Console(file=sys.stdout, highlight=False).print(table)
    if report.recovery_s is None:
        say("No brief was written during the outage.")
    else:
        say(f"First brief of the outage after {report.recovery_s:.1f} s.")
    say(f"{counted(report.lost, 'brief')} lost.")
    if report.lacking:
        tell("the chain is not resilient\n  Try: add " + "; ".join(LACKS[lack] for lack in report.lacking))


def _by_route(report: DrillReport, phase: Phase) -> list[tuple[str, list[DrillBrief]]]:
    found: dict[str, list[DrillBrief]] = {}
    for one in report.written:
        if one.phase == phase:
            found.setdefault(one.route, []).append(one)
    return sorted(found.items())


def _cells(phase: Phase, route: str, briefs: Sequence[DrillBrief]) -> tuple[str, ...]:
    done = [one for one in briefs if not one.is_lost]
    held = sum(one.share for one in done) / len(done) if done else 0.0
    seconds = sum(one.seconds for one in briefs) / len(briefs)
    return (
        phase,
        visible(route) or "-",
        str(len(briefs)),
        str(len(done)),
        str(len(briefs) - len(done)),
        f"{held:.0%}",
        f"{seconds:.1f}",
        f"${sum(one.usd for one in briefs):.4f}",
    )
