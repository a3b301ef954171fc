"""Fit the threshold of a judge of claims: how sure must it be before a reworded claim is published?

    python -m evals.fit_judge ROUTE --max-usd 0.50               # all rows
    python -m evals.fit_judge ROUTE --rows 600 --precision 0.98

Asks a route of your `kilas.toml` about sentences by ten language models that people have labelled (faithbench, DEV):
those that rules cannot verify, each with the two sentences of its source that carry it best, as a brief would cite
them. Prints the lowest threshold whose accepted sentences are supported often enough, for `[policy]
judge_threshold`. Exit code 1 if there is none. The set is for measuring only: nothing is trained on it.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from kilas.core.check import support, verdict
from kilas.core.route_ranking import wilson
from kilas.core.routing import Budget, Route
from kilas.core.text import sentences, without_marker
from kilas.llm.config import Models, load_models
from kilas.llm.judge import ask, probability, support_question
from kilas.llm.prices import nano
from kilas.llm.walker import walk
from kilas.settings import load_settings
from kilas.testing.route_state import RememberedRoutes

PRECISION = 0.97  # as of claims that rules verify: at most 3 % wrong
LEAST = 100  # answers, and accepted ones, below which a threshold would be chance
CITED = 2  # sentences a claim may cite
SEED = 20_261_130


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledClaim:
    """A claim with what a judge is shown, and what people say of it."""

    text: str
    cited: tuple[str, ...]
    is_supported: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """The judge's probability for a claim, beside its label."""

    score: float
    is_supported: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeFit:
    """A threshold, and what it does on the rows that it was fitted on."""

    threshold: float  # a claim is accepted at this probability or a higher one
    accepted: int
    right: int  # of them, those that are supported
    asked: int

    @property
    def precision(self) -> float:
        return self.right / self.accepted

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of the precision."""
        return wilson(self.right, self.accepted)


def fit(judged: Sequence[Judged], precision: float = PRECISION, least: int = LEAST) -> JudgeFit | None:
    """The lowest threshold with at least `precision` among `least` accepted claims or more; None if there is none.

    >>> known = [Judged(0.9, True), Judged(0.8, True), Judged(0.7, False), Judged(0.6, True)]
    >>> fit(known, precision=0.75, least=1).threshold, fit(known, precision=0.9, least=1).threshold
    (0.6, 0.8)
    """
    reached = [one for one in fits(judged) if one.accepted >= least and one.precision >= precision]
    return reached[-1] if reached else None


def fits(judged: Sequence[Judged]) -> Iterator[JudgeFit]:
    """What each possible threshold does, the highest first."""
    ordered = sorted(judged, key=lambda one: -one.score)
    right = 0
    for place, one in enumerate(ordered, 1):
        right += one.is_supported
        if place == len(ordered) or ordered[place].score < one.score:
            yield JudgeFit(threshold=one.score, accepted=place, right=right, asked=len(ordered))


def unverifiable(rows: Iterable[dict[str, object]]) -> Iterator[LabelledClaim]:
    """The rows that rules can neither verify nor flag: only these are ever put before a judge."""
    for row in rows:
        source, language = str(row["source"]), str(row["language"])
        text = without_marker(str(row["claim"]), language)
        if verdict(source, text, language).status == "unverifiable":
            cited = best_sentences(source, text, language)
            yield LabelledClaim(text=text, cited=cited, is_supported=bool(row["label"]))


def best_sentences(source: str, claim: str, language: str) -> tuple[str, ...]:
    """The sentences of `source` that carry `claim` best, in their order."""
    told = [source[span.start : span.end] for span in sentences(source, language)]
    scores = [support(one, claim, language) for one in told]
    best = sorted(range(len(told)), key=lambda place: (-scores[place], place))[:CITED]
    return tuple(told[place] for place in sorted(best))


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeRun:
    """What a judge said."""

    judged: tuple[Judged, ...]
    lost: Mapping[str, int]  # claims without an answer, by what went wrong
    of: int  # claims to ask about; more than both if the run ended early


def judge(claims: Sequence[LabelledClaim], route: Route, models: Models, max_usd: int | None) -> JudgeRun:
    """The route's word on each claim, within `max_usd` nano-dollars. Ends when the route may not be asked any more."""
    state, budget = RememberedRoutes(), Budget(per_day=max_usd)
    judged: list[Judged] = []
    lost: Counter[str] = Counter()
    for claim in claims:
        walked = walk(
            support_question(claim.text, claim.cited),
            [route],
            policy=models.policy,
            budget=budget,
            state=state,
            clock=lambda: datetime.now(UTC),
            subject="",
            ask=ask,
            work="judge",
        )
        if walked.answer is not None:
            judged.append(Judged(probability(walked.answer), claim.is_supported))
            continue
        [attempt] = walked.attempts
        lost[f"{attempt.outcome}, {attempt.reason}"] += 1
        if attempt.outcome == "skipped":
            break
    return JudgeRun(judged=tuple(judged), lost=lost, of=len(claims))


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m evals.fit_judge", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("route", help="id of a route in kilas.toml")
    parser.add_argument(
        "--precision", type=float, default=PRECISION, help="share of accepted claims that must be supported"
    )
    parser.add_argument(
        "--rows", type=int, default=0, help="most claims to ask about, drawn at random; all by default"
    )
    parser.add_argument("--max-usd", type=Decimal, help="most to spend; needs the route's price")
    parser.add_argument("--data", type=Path, help="data folder with kilas.toml; overrides KILAS_HOME")
    told = parser.parse_args(argv)
    models = load_models(load_settings(told.data))
    route = next((one for one in models.routes if one.id == told.route and one.kind != "embedded"), None)
    if route is None:
        sys.exit(f"evals.fit_judge: no route {told.route!r} that can judge\n  Try: kilas models")
    claims = drawn([*unverifiable(_rows())], told.rows)
    run = judge(claims, route, models, None if told.max_usd is None else nano(told.max_usd))
    print("\n".join(report(run, told.precision)))
    return 0 if fit(run.judged, told.precision) else 1


def drawn(claims: Sequence[LabelledClaim], most: int) -> list[LabelledClaim]:
    """All claims, or `most` of them drawn at random, the same ones each time."""
    return random.Random(SEED).sample([*claims], most) if 0 < most < len(claims) else [*claims]


def report(run: JudgeRun, precision: float) -> Iterator[str]:
    """The result in lines of text."""
    answers, right = len(run.judged), sum(one.is_supported for one in run.judged)
    yield f"{answers} answers to {run.of} claims" + (
        f", {right / answers:.1%} of them supported" if answers else ""
    )
    yield from (f"  without an answer: {count} ({reason})" for reason, count in run.lost.items())
    found = fit(run.judged, precision)
    if found is None:
        yield f"no threshold reaches {precision:.1%} among {LEAST} accepted claims or more"
        return
    low, high = found.interval
    yield f"accepted {found.accepted / found.asked:.1%}; right {found.precision:.1%} (95 %: {low:.1%} to {high:.1%})"
    yield f"[policy]\njudge_threshold = {found.threshold!r}"


def _rows() -> Sequence[dict[str, object]]:
    from evals.measure import scorer

    rows: Sequence[dict[str, object]] = scorer("faithfulness").read("dev", "faithbench")
    return rows


if __name__ == "__main__":
    sys.exit(main())
