"""Every fault of a model's server, in the middle of a chain: is a brief lost, is something wrong published or overspent?

An article is briefed by a route that has the fault, with or without a good route behind it; the built-in engine is last.
The budget for a brief is drawn too, so that it ends before, among and after the calls. The model copies sentences of the
article, and one with a wrong number. Servers stand on loopback; a request of a faulty route may take 0.2 s.
"""

from __future__ import annotations

import os
import random
import re
import tempfile
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from evals.measure import ROOT, Measure
from kilas.core.article import Article
from kilas.core.brief import Brief, Claim
from kilas.core.routing import Budget, Price, Route
from kilas.llm.config import LAST, Models
from kilas.llm.prompt import brief_question
from kilas.llm.style import Style
from kilas.llm.walker import worst_case
from kilas.pipeline.model_writing import Desk, ask_models, write_brief
from kilas.store import Store
from kilas.testing import make_article
from kilas.testing.clock import Clock
from kilas.testing.inline_pool import InlinePool
from kilas.testing.model_server import FAULTS, Asked, ModelServer
from kilas.testing.origin import sentences

TIMES, SEED = 20, 15
LIMIT_S = 0.2  # for a request of the faulty route
ENOUGH_S = 20.0  # for one of the good route, on a busy machine
PRICE = Price(input=100_000_000, output=400_000_000)
CERTIFICATES = ROOT / "tests" / "data" / "tls"
RIGHT, WRONG = " on day 5,", " on day 5555,"  # a number that no sentence of `origin` has


def measure(fast: bool) -> list[Measure]:
    """Briefs that broke, are missing, have a wrong claim or cost more than allowed: counts, over all faults."""
    os.environ["SSL_CERT_FILE"] = str(CERTIFICATES / "ca.pem")  # read when the client starts
    tally = Tally()
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(f"sqlite:///{folder}/kilas.db", migrate=True) as store,
        ModelServer(_reply, CERTIFICATES) as server,
    ):
        _warm(store, server)
        for turn in range(1 if fast else TIMES):
            for place, name in enumerate(FAULTS):
                tally.add(name, _trial(store, server, name, number=1 + turn * len(FAULTS) + place))
    for label, count in tally.otherwise.most_common():
        print(f"  classed otherwise, {count} times: {label}")
    bad = {
        "unhandled": tally.unhandled,
        "unfinished": tally.unfinished,
        "wrong_claims_published": tally.wrong,
        "above_cap": tally.above_cap,
    }
    return [
        *(Measure(name=f"model_faults.{n}", value=float(v), higher_is_better=False) for n, v in bad.items()),
        Measure(name="model_faults.briefs", value=float(tally.briefs), has_floor=False),
        Measure(name="model_faults.briefs_by_models", value=float(tally.by_models), has_floor=False),
        # A machine that is busy for 0.2 s turns another fault into a timeout.
        Measure(
            name="model_faults.classed_otherwise",
            value=float(tally.otherwise.total()),
            higher_is_better=False,
            has_floor=False,
        ),
    ]


@dataclass(slots=True)
class Tally:
    """What the faults came to."""

    briefs: int = 0
    unhandled: int = 0
    unfinished: int = 0
    by_models: int = 0
    wrong: int = 0
    above_cap: int = 0
    otherwise: Counter[str] = field(default_factory=Counter)  # classed otherwise than the table says

    def add(self, name: str, trial: Trial | None) -> None:
        self.briefs += 1
        if trial is None:
            self.unhandled += 1
            return
        self.unfinished += not isinstance(trial.made, Brief)
        self.above_cap += trial.spent > trial.cap
        if isinstance(trial.made, Brief):
            self.by_models += trial.made.provenance.engine == "model"
            self.wrong += sum(_is_wrong(claim, trial.article) for claim in trial.made.claims)
            outcome = trial.made.provenance.attempts[0].outcome
            if outcome not in ("skipped", FAULTS[name].expected):
                self.otherwise[f"{name}: {outcome}"] += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A brief that was asked for, and what it cost."""

    article: Article
    made: object
    spent: int  # nano-dollars
    cap: int


def _trial(store: Store, server: ModelServer, name: str, number: int) -> Trial | None:
    """One brief; None if something was raised."""
    chance = random.Random(f"{SEED} {number}")
    article = _article(number)
    routes = [_route(f"{name}-{number}", server.url(name), LIMIT_S)]
    if chance.random() < 0.5:
        routes.append(_route(f"good-{number}", server.url(), ENOUGH_S))
    most = sum(worst_case(route, brief_question(article, Style())) for route in routes)
    cap = round(most * chance.choice((0.4, 0.8, 1.2, 2.5)))
    began = datetime.now(UTC)
    desk = _desk(store, routes, cap)
    try:
        made = write_brief(article, desk, ask_models(article, desk)).made
    except Exception:
        traceback.print_exc()
        return None
    calls = store.models.calls(began, datetime.now(UTC))
    spent = sum(call.usd for call in calls if call.subject == article.id)
    return Trial(article=article, made=made, spent=spent, cap=cap)


def _warm(store: Store, server: ModelServer) -> None:
    """Loads the client and the engine, outside of any limit."""
    article = _article(0)
    desk = _desk(store, [_route("warm", server.url(), ENOUGH_S)], 10**12)
    write_brief(article, desk, ask_models(article, desk))


def _article(number: int) -> Article:
    made = make_article("\n".join(sentences(number)), title=f"Report {number} of the works")
    return replace(made, id=f"article-{number}")


def _route(name: str, address: str, limit_s: float) -> Route:
    return Route(
        id=name,
        kind="openai",
        model="tiny",
        base_url=address,
        price=PRICE,
        timeout_s=limit_s,
        deadline_s=2 * limit_s,
        max_output=500,
    )


def _desk(store: Store, routes: Sequence[Route], cap: int) -> Desk:
    return Desk(
        models=Models(routes=(*routes, LAST), budget=Budget(per_brief=cap)),
        state=store.models,
        pool=InlinePool(),
        clock=Clock(datetime.now(UTC)),
    )


def _reply(asked: Asked) -> Any:
    """What the model says: sentences of the article, one of them with a wrong number; corrected if asked again."""
    shown = re.findall(r"^\[(s\d+)\] (.*)$", asked.text(), re.MULTILINE)
    claims = [{"text": text, "cites": [name]} for name, text in shown]
    right = next(claim for claim in claims if RIGHT in str(claim["text"]))
    if "claims" in asked.schema.get("properties", {}):
        return {"claims": [right]}
    wrong = {**right, "text": str(right["text"]).replace(RIGHT, WRONG)}
    return {
        "summary": [{"lead": "", "claims": claims[:3]}],
        "watch_next": [],
        "takeaways": [wrong],
        "insights": [],
    }


def _is_wrong(claim: Claim, article: Article) -> bool:
    """True for a claim that is flagged, has the wrong number, or is not in the article and bears no mark."""
    is_honest = claim.text in article.text or claim.status == "unverifiable" or claim.origin == "kilas"
    return claim.status == "flagged" or WRONG in claim.text or not is_honest
