"""Kill -9 in the middle of calls of a language model, again and again: is anything paid twice, is anything lost?

    python -m evals.kill_models --kills 20 --engine sqlite postgresql

The service of `evals.kill`, with a route to a model's server on loopback that writes down each request and each reply.
Each life of the service is ended by SIGKILL at a moment drawn from the seed: while a request is being answered, right
behind a reply, or at any time. Then the service may finish, and its last articles meet a daily budget that does not
suffice for them. Requests, ledger and briefs must agree: every article has one brief, a call that was answered is never
asked again, one that was interrupted is asked once more, and no request is missing from the sum of the day.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import random
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, Literal

from evals.kill import Site, all_items, born, compare, database, end, finish, preload, scratch, site_in
from kilas.core.brief import Brief
from kilas.core.routing import Budget, CallRecord, Price, Route
from kilas.llm.config import LAST, Models
from kilas.llm.prompt import brief_question
from kilas.llm.style import Style
from kilas.llm.walker import worst_case
from kilas.store import Store
from kilas.testing.model_server import Asked, ModelServer
from kilas.testing.origin import sentences

ENTRIES = 4  # new ones in each life
LAST_ENTRIES = 10  # with a budget for fewer
SLOWEST_S = 0.8  # that the model takes for a reply
WAIT_S = 20.0  # for the event that a life ends with
PRICE = Price(input=100_000_000, output=400_000_000)
AMPLE = 10**12  # nano-dollars a day: more than a run can cost
KNOWN_ARTICLES = 2_000
Event = Literal["asked", "replied"]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m evals.kill_models", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--kills", type=int, default=20, help="of each engine")
    parser.add_argument(
        "--engine", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"]
    )
    parser.add_argument("--seed", type=int, default=20_261_130)
    told = parser.parse_args(argv)
    fork = multiprocessing.get_context("fork")  # side by side: a life mostly waits
    running = [fork.Process(target=_run, args=(engine, told.kills, told.seed)) for engine in told.engine]
    for process in running:
        process.start()
    for process in running:
        process.join()
    return 1 if any(process.exitcode for process in running) else 0


def _run(engine: str, kills: int, seed: int) -> None:
    """One engine. Exits with 1 if there is a fault."""
    began = time.monotonic()
    with (
        scratch() as folder,
        database(engine, folder) as url,
        site_in(folder) as site,
        _model(folder, seed) as model,
    ):
        Store.open(url, migrate=True).close()
        killed = [_life(url, folder, site, model, f"{seed} {engine} {number}") for number in range(kills)]
        finish(url, folder, site, _models(model, AMPLE))
        ample = site.count
        site.publish(LAST_ENTRIES)
        cap = _scarce(url, model)
        finish(url, folder, site, _models(model, cap))
        found = _found(url, site, model, killed, ample, cap)
    for line in found.faults:
        print(f"  {engine}: {line}", flush=True)
    seconds = time.monotonic() - began
    print(f"{engine}: {kills} kills, {found.told}, {len(found.faults)} faults, {seconds:.0f} s", flush=True)
    sys.exit(1 if found.faults else 0)


def _life(url: str, folder: Path, site: Site, model: _Model, seed: str) -> float:
    """One life of the service; when it was killed, as seconds since 1970."""
    chance = random.Random(seed)
    site.publish(ENTRIES)
    event: Event = chance.choice(("asked", "asked", "replied"))
    count = model.count(event) + chance.randint(1, 2 * ENTRIES - 1)
    # In the call; between the reply and its commit, which takes some hundredths of a second; after it.
    later_s = chance.uniform(0, SLOWEST_S if event == "asked" else chance.choice((0.03, SLOWEST_S)))
    pid = born(url, folder, site, _models(model, AMPLE))
    ends = time.monotonic() + WAIT_S
    while model.count(event) < count and time.monotonic() < ends:
        time.sleep(0.002)
    time.sleep(later_s)
    killed = time.time()
    end(pid)
    return killed


def _models(model: _Model, per_day: int) -> Models:
    """One route that may have as many calls in the air as the service has work at once, and no more."""
    route = Route(
        id="model",
        kind="openai",
        model="tiny",
        base_url=model.address,
        vendor="loopback",
        price=PRICE,
        timeout_s=60.0,
        deadline_s=120.0,
        max_output=500,
        max_running=32,
        retries=0,
    )
    return Models(routes=(route, LAST), budget=Budget(per_day=per_day))


def _scarce(url: str, model: _Model) -> int:
    """A daily budget that ends among the last articles: what is spent, and two and a half calls at their worst."""
    with Store.open(url) as store:
        article = next(filter(None, (store.articles.get(item.id) for item in all_items(store))))
        most = worst_case(_models(model, 0).routes[0], brief_question(article, Style()))
        return store.models.spent(datetime.now(UTC)).day + 5 * most // 2


# What the ledger and the briefs say


@dataclass(slots=True)
class _Found:
    told: str
    faults: list[str] = field(default_factory=list)


def _found(url: str, site: Site, model: _Model, killed: Sequence[float], ample: int, cap: int) -> _Found:
    row = compare(url, site.count)
    with Store.open(url) as store:
        calls = store.models.calls(datetime.fromtimestamp(0, UTC), datetime.now(UTC))
        articles = {article.number: article for article in _articles(store)}
    seen = _Seen(model.events(), articles, calls)
    faults = [f"{row['lost']} lost: {row['missing']}, {row['unpublished']}"] if row["lost"] else []
    faults += [f"{row['doubled']} doubled"] if row["doubled"] else []
    faults += row["problems"]
    for number in range(site.count):
        faults += seen.faults_of(number, is_ample=number < ample)
    by_day: Counter[Any] = Counter()
    for call in calls:
        by_day[call.created.date()] += call.usd
    faults += [f"{day}: {usd} was spent, of {cap}" for day, usd in by_day.items() if usd > cap]
    outcomes = Counter(call.outcome for call in calls)
    reasons = Counter(
        one.reason.partition(":")[0]
        for article in articles.values()
        for one in article.brief.provenance.attempts
    )
    if not reasons["budget"]:
        faults.append("the budget was never reached, so the cap was not tested")
    moments = Counter(seen.moment(call, killed) for call in calls if call.outcome == "interrupted")
    told = (
        f"{site.count} articles, {len(calls)} calls: {outcomes['ok']} finished, {outcomes['interrupted']} interrupted "
        f"({moments['before']} before the request, {moments['within']} while it was answered, {moments['behind']} "
        f"behind the reply), {reasons['stored']} replies found after a kill, {reasons['budget']} without budget"
    )
    return _Found(told, faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Briefed:
    """An article of the site, and what was published about it."""

    id: str
    number: int
    brief: Brief


def _articles(store: Store) -> Iterator[_Briefed]:
    """Every article that has a brief, folded ones too."""
    for item in all_items(store):
        for one in (item, *store.items.copies_of(item.id)):
            brief = store.items.brief(one.id)
            if brief is not None:
                yield _Briefed(id=one.id, number=int((one.url or "").rpartition("/a/")[2]), brief=brief)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A request, or its reply, as the server wrote it down."""

    event: Event
    number: int  # of the article
    work: str
    digest: str  # of what was asked
    usd: int  # nano-dollars that the request and its reply cost
    at: float  # seconds since 1970


class _Seen:
    """Requests, calls and briefs, side by side."""

    def __init__(
        self, events: Sequence[_Told], articles: dict[int, _Briefed], calls: Sequence[CallRecord]
    ) -> None:
        self._events, self._articles, self._calls = events, articles, calls
        self._numbers = {article.id: number for number, article in articles.items()}

    def faults_of(self, number: int, *, is_ample: bool) -> Iterator[str]:
        """What is wrong with the article `number`. `is_ample`: the budget sufficed for all its calls."""
        article = self._articles.get(number)
        if article is None:
            yield f"article {number} has no brief"
            return
        brief = article.brief
        is_models = brief.provenance.engine == "model"
        for work in ("brief", "reask"):
            calls = [one for one in self._calls if (one.subject, one.work) == (article.id, work)]
            for what in self._faults(number, work, calls):
                yield f"article {number}, {work}: {what}"
            is_due = work == "brief" or is_models
            if is_ample and is_due and not _is_settled(calls):
                yield f"article {number}, {work}: not tried again after {[one.outcome for one in calls]}"
            if work == "brief" and is_models != any(one.outcome == "ok" for one in calls):
                yield f"article {number}: by {brief.provenance.engine}, {[one.outcome for one in calls]}"
        yield from (
            f"article {number}: the route was busy"
            for one in brief.provenance.attempts
            if one.reason == "busy"
        )

    def _faults(self, number: int, work: str, calls: Sequence[CallRecord]) -> Iterator[str]:
        outcomes = [call.outcome for call in calls]
        if {*outcomes} - {"ok", "interrupted"}:
            yield f"calls ended as {outcomes}"
        if "ok" in outcomes[:-1]:
            yield f"asked again after an answer: {outcomes}"
        if len(outcomes) > 2:
            yield f"asked more than once again: {outcomes}"
        asked = [one for one in self._events if (one.event, one.number, one.work) == ("asked", number, work)]
        if len(asked) > len(calls):
            yield f"{len(asked)} requests, {len(calls)} calls in the ledger"
        if len({one.digest for one in asked}) > 1:
            yield "the question changed from one life to the next"
        if sum(one.usd for one in asked) > sum(call.usd for call in calls):
            yield f"{len(asked)} requests cost more than was charged"

    def moment(self, call: CallRecord, killed: Sequence[float]) -> Literal["before", "within", "behind"]:
        """When the kill that interrupted `call` fell: before its request, while it was answered, behind the reply."""
        began = call.created.timestamp()
        ended = min(moment for moment in killed if moment > began)
        number = self._numbers.get(call.subject)
        seen = {
            one.event
            for one in self._events
            if (one.number, one.work) == (number, call.work) and began <= one.at <= ended
        }
        return "behind" if "replied" in seen else "within" if "asked" in seen else "before"


def _is_settled(calls: Sequence[CallRecord]) -> bool:
    """True if the calls for one question ended with an answer, or were interrupted twice."""
    return bool(calls) and (calls[-1].outcome == "ok" or len(calls) == 2)


# The model's server


class _Model:
    """A model's server in a process of its own, and what it has written down."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._told = folder / "asked.jsonl"
        self._told.touch()
        here, there = multiprocessing.get_context("fork").Pipe()
        self._process = multiprocessing.get_context("fork").Process(
            target=_answer_steadily, args=(there, self._told, seed), daemon=True
        )
        self._process.start()
        self.address = str(here.recv())

    def count(self, event: Event) -> int:
        return self._told.read_text("utf-8").count(f'"event": "{event}"')

    def events(self) -> list[_Told]:
        return [_Told(**json.loads(line)) for line in self._told.read_text("utf-8").splitlines()]

    def close(self) -> None:
        self._process.kill()
        self._process.join()


@contextmanager
def _model(folder: Path, seed: int) -> Iterator[_Model]:
    model = _Model(folder, seed)
    try:
        yield model
    finally:
        model.close()


def _answer_steadily(pipe: Any, told: Path, seed: int) -> None:
    pipe.send(_Counting(told, seed).url())
    time.sleep(86_400)


class _Counting(ModelServer):
    """Answers after a random pause: a brief in the words of the article, with one wrong number to be corrected."""

    def __init__(self, told: Path, seed: int) -> None:
        self._told = told
        self._chance = random.Random(seed)
        self._writing = threading.Lock()
        self._of_thread = threading.local()
        self._numbers = {text: number for number in range(KNOWN_ARTICLES) for text in sentences(number, 1)}
        super().__init__(self._reply)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        super().answer(handler)
        self._write("replied", self._of_thread.request)

    def _reply(self, asked: Asked) -> Any:
        shown = re.findall(r"^\[(s\d+)\] (.*)$", asked.text(), re.MULTILINE)
        is_again = "claims" in asked.schema["properties"]
        digest = hashlib.sha256(json.dumps(asked.body["messages"], sort_keys=True).encode()).hexdigest()
        request = {
            "number": next(self._numbers[text] for _, text in shown if text in self._numbers),
            "work": "reask" if is_again else "brief",
            "digest": digest,
            "usd": PRICE.cost(len(json.dumps(asked.body)) // 4, 20),  # as `model_server.completion` counts
        }
        self._of_thread.request = request
        self._write("asked", request)
        with self._writing:
            pause_s = self._chance.uniform(0.05, SLOWEST_S)
        time.sleep(pause_s)
        claims = [{"text": text, "cites": [name]} for name, text in shown]
        right = next(claim for claim in claims if " on day 5," in claim["text"])
        if is_again:
            return {"claims": [right]}
        wrong = {**right, "text": right["text"].replace(" on day 5,", " on day 5555,")}
        summary = [{"lead": "", "claims": claims[:3]}]
        return {"summary": summary, "watch_next": [], "takeaways": [wrong], "insights": []}

    def _write(self, event: Event, request: dict[str, Any]) -> None:
        line = json.dumps({"event": event, "at": time.time(), **request})
        with self._writing, self._told.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


if __name__ == "__main__":
    preload()
    sys.exit(main())
