"""A brief by a model on loopback: held to its evidence, paid for once, and written by extraction where models fail."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kilas.core.article import Reservation, Rights, RightsMode
from kilas.core.brief import Brief
from kilas.core.routing import EMBEDDED, NANO, Budget, Paraphrase, Policy, Route
from kilas.llm.config import LAST, Models
from kilas.llm.prompt import VERSION
from kilas.pipeline.model_writing import Desk, ask_models, write_brief
from kilas.store import Store
from kilas.testing import make_article
from kilas.testing.clock import Clock
from kilas.testing.inline_pool import InlinePool
from kilas.testing.model_server import Asked, ModelServer, route_to

pytestmark = pytest.mark.network
ARTICLE = make_article(
    "The harbour of Kirana opened a new quay on Monday after three years of work. "
    "The quay cost 31.5 million dollars and is 420 metres long. "
    "Mayor Sari Wulan said the port would create 1,200 jobs by 2028. "
    "Fishermen of the bay said the work had driven away the shrimp. "
    "The port authority plans a second quay next year.",
    title="Kirana opens its quay",
)
REWORDED = "Kirana's harbour has a new quay that took three years of work."
WRONG = "The quay is 420 metres long and cost 45 million dollars."
RIGHT = "The quay is 420 metres long and cost 31.5 million dollars."


def claim(text: str, *cites: str) -> dict[str, Any]:
    return {"text": text, "cites": [*cites]}


class Editor:
    """A model that answers what a test has put down: a brief, corrections, a judgement."""

    def __init__(self) -> None:
        self.takeaways = [claim(REWORDED, "s1")]
        self.again = [claim(RIGHT, "s2")]
        self.supported = True

    def __call__(self, asked: Asked) -> Any:
        wanted = asked.schema["properties"]
        if "supported" in wanted:
            return {"supported": self.supported}
        if "claims" in wanted:
            return {"claims": self.again}
        first = re.findall(r"^\[(s\d+)\] (.*)$", asked.text(), re.MULTILINE)[0]
        part = {"lead": "The harbour of Kirana", "claims": [claim(first[1], first[0])]}
        return {"summary": [part], "watch_next": [], "takeaways": self.takeaways, "insights": []}


@pytest.fixture
def editor() -> Editor:
    return Editor()


@pytest.fixture
def server(editor: Editor) -> Iterator[ModelServer]:
    with ModelServer(editor) as server:
        yield server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/kilas.db", migrate=True) as store:
        yield store


Sit = Callable[..., Desk]


@pytest.fixture
def sit(server: ModelServer, store: Store) -> Sit:
    def desk(
        *names: str, paraphrase: Paraphrase = "mark", budget: Budget | None = None, **facts: Any
    ) -> Desk:
        routes = [
            route_to(server, name, id=f"r{number}", vendor=f"v{number}", **facts)
            for number, name in enumerate(names)
        ]
        return Desk(
            models=Models(
                routes=(*routes, LAST), policy=Policy(paraphrase=paraphrase), budget=budget or Budget()
            ),
            state=store.models,
            pool=InlinePool(),
            clock=Clock(datetime(2026, 11, 30, 12, tzinfo=UTC)),
        )

    return desk


def written(desk: Desk, article: Any = ARTICLE) -> Brief:
    made = write_brief(article, desk, ask_models(article, desk), 60).made
    assert isinstance(made, Brief)
    return made


def outcomes(made: Brief) -> Mapping[str, tuple[str, str]]:
    return {
        one.route: (one.outcome, one.reason)
        for one in reversed(made.provenance.attempts)
        if one.work != "reask"
    }


def assert_accounts(made: Brief, spent: int | None = None) -> None:
    """The attempts' costs are the brief's, to the nano-dollar, and what the ledger has `spent`."""
    told = made.provenance
    nano = sum(round(one.usd * NANO) for one in told.attempts)
    assert nano > 0
    assert told.cost_usd == nano / NANO
    assert spent in (None, nano)


def texts(made: Brief) -> list[str]:
    return [one.text for one in made.claims]


def test_a_models_brief_says_who_wrote_it_with_which_words_and_for_what(sit: Sit) -> None:
    made = written(sit("ok"))
    told = made.provenance
    assert (told.engine, told.route, told.model) == ("model", "r0", "tiny-1")
    assert (told.prompt or "").startswith(f"{VERSION}:")
    assert outcomes(made) == {"r0": ("ok", ""), EMBEDDED: ("skipped", "not_needed")}
    assert told.cost_usd == pytest.approx(sum(one.usd for one in told.attempts))
    assert told.cost_usd > 0
    assert texts(made) == [ARTICLE.quote(0), REWORDED]
    assert [one.status for one in made.claims] == ["verified", "unverifiable"]


def test_the_same_brief_is_paid_for_once(sit: Sit, server: ModelServer, store: Store) -> None:
    desk = sit("ok")
    first = ask_models(ARTICLE, desk)
    spent = store.models.spent(desk.clock()).day
    assert ask_models(ARTICLE, desk).output == first.output
    assert len(server.asked) == 1
    assert store.models.spent(desk.clock()).day == spent


def test_a_flagged_claim_is_asked_for_once_more_and_its_correction_published(
    sit: Sit, editor: Editor, server: ModelServer
) -> None:
    editor.takeaways = [claim(WRONG, "s2")]
    made = written(sit("ok"))
    assert RIGHT in texts(made)
    assert WRONG not in texts(made)
    assert len(server.asked) == 2
    tried = [(one.route, one.work, one.outcome) for one in made.provenance.attempts]
    assert tried == [("r0", "brief", "ok"), (EMBEDDED, "brief", "skipped"), ("r0", "reask", "ok")]
    assert_accounts(made)


def test_a_claim_that_a_model_repeats_is_asked_for_again_once(
    sit: Sit, editor: Editor, server: ModelServer
) -> None:
    editor.takeaways = [claim(WRONG, "s2")] * 3
    assert RIGHT in texts(written(sit("ok")))
    assert server.asked[-1].schema["properties"]["claims"]["maxItems"] == 1


def test_a_claim_that_stays_wrong_gives_way_to_its_source(sit: Sit, editor: Editor) -> None:
    editor.takeaways, editor.again = [claim(WRONG, "s2")], [claim(WRONG, "s2")]
    made = written(sit("ok"))
    assert ARTICLE.quote(1) in texts(made)
    assert WRONG not in texts(made)


def test_an_answer_of_which_nothing_holds_leaves_the_brief_to_the_embedded_engine(
    sit: Sit, server: ModelServer
) -> None:
    wrong = {"lead": "", "claims": [claim("The mayor has resigned.", "s1"), claim(WRONG, "s2")]}
    server.reply = lambda asked: (
        {"claims": [claim("", "s1")] * asked.schema["properties"]["claims"]["minItems"]}
        if "claims" in asked.schema["properties"]
        else {"summary": [wrong], "watch_next": [], "takeaways": [], "insights": []}
    )
    made = written(sit("ok"))
    alone = written(sit("401"))
    assert outcomes(made) == {"r0": ("ungrounded", ""), EMBEDDED: ("ok", "")}
    assert (made.provenance.engine, texts(made)) == ("embedded", texts(alone))


def test_attempts_name_the_routes_that_were_not_chosen(sit: Sit) -> None:
    made = written(replace(sit("ok", "ok"), only="r1"))
    assert outcomes(made) == {
        "r0": ("skipped", "not_chosen"),
        "r1": ("ok", ""),
        EMBEDDED: ("skipped", "not_needed"),
    }


def test_a_route_that_fails_is_passed_over_and_named(sit: Sit) -> None:
    made = written(sit("500", "html", "ok"))
    assert outcomes(made)["r0"][0] == "server"
    assert outcomes(made)["r1"][0] == "garbage"
    assert made.provenance.route == "r2"


def test_without_any_answer_the_embedded_engine_writes_and_the_brief_says_why(sit: Sit) -> None:
    made = written(sit("401"))
    assert (made.provenance.engine, made.provenance.route) == ("embedded", EMBEDDED)
    assert outcomes(made)["r0"][0] == "auth"
    assert outcomes(made)[EMBEDDED] == ("ok", "")
    assert {one.status for one in made.claims} == {"verified"}


@pytest.mark.parametrize("mode", ["link", "own", "licensed"])
def test_a_reserved_article_goes_to_no_model(mode: RightsMode, sit: Sit, server: ModelServer) -> None:
    reserved = replace(ARTICLE, rights=Rights(mode=mode, reservations=(Reservation("noai", "meta-robots"),)))
    made = written(sit("ok"), reserved)
    assert outcomes(made) == {"r0": ("skipped", "rights"), EMBEDDED: ("ok", "")}
    assert server.asked == []


def test_a_judge_of_another_vendor_decides_on_reworded_claims(
    sit: Sit, editor: Editor, server: ModelServer
) -> None:
    made = written(sit("ok", "judge", paraphrase="judge"))
    reworded = next(one for one in made.claims if one.text == REWORDED)
    assert (reworded.status, reworded.judge) == ("unverifiable", "r1")
    assert made.provenance.judge == "r1"
    (judged,) = [one for one in server.asked if one.path.startswith("/judge/")]
    shown = json.loads(judged.text())
    assert shown == {"claim": REWORDED, "sentences": [ARTICLE.quote(0)]}


def test_every_route_and_every_cent_of_a_brief_is_among_its_attempts(
    sit: Sit, editor: Editor, store: Store, server: ModelServer
) -> None:
    editor.takeaways = [claim(REWORDED, "s1"), claim(WRONG, "s2"), claim("Work began three years ago.", "s1")]
    desk = sit("500", "ok", "ok", paraphrase="judge")
    with ModelServer(lambda _: 0.95) as decisions:
        judges = [
            route_to(decisions, "judge", kind="judge", id="j0", vendor="v1"),
            route_to(decisions, "judge", kind="judge", id="j1"),
            route_to(decisions, "judge", kind="judge", id="j2"),
            route_to(decisions, "judge", kind="judge", id="j3"),
        ]
        models = replace(
            desk.models,
            routes=(*desk.models.routes[:-1], *judges, LAST),
            policy=replace(desk.models.policy, ignore=("j3",)),
        )
        made = written(replace(desk, models=models))
    tried = [(one.route, one.work, one.outcome, one.reason) for one in made.provenance.attempts]
    assert tried == [
        ("r0", "brief", "server", "HTTP 500 (error)"),
        ("r1", "brief", "ok", ""),
        ("r2", "brief", "skipped", "not_needed"),
        (EMBEDDED, "brief", "skipped", "not_needed"),
        ("r1", "reask", "ok", ""),
        ("j1", "judge", "ok", ""),
        ("j0", "judge", "skipped", "same_vendor"),
        ("j2", "judge", "skipped", "not_needed"),
        ("j3", "judge", "skipped", "policy: ignore (j3)"),
    ]
    assert (
        sum(one.work == "judge" for one in store.models.calls(desk.clock().replace(hour=0), desk.clock())) > 1
    )
    assert_accounts(made, store.models.spent(desk.clock()).day)


def test_a_judge_with_a_price_is_part_of_the_cost_even_where_extraction_wins(
    sit: Sit, editor: Editor, store: Store
) -> None:
    wrong = claim("The mayor has resigned.", "s3")
    editor.takeaways, editor.again = [wrong], [wrong]
    editor.supported = False
    desk = sit("ok", "judge", paraphrase="judge")
    made = written(desk)
    works = {one.work for one in made.provenance.attempts if one.outcome == "ok"}
    assert works >= {"brief", "reask"}
    assert_accounts(made, store.models.spent(desk.clock()).day)


def test_a_judge_that_is_not_asked_says_why(sit: Sit) -> None:
    reserved = replace(ARTICLE, rights=Rights(mode="own", reservations=(Reservation("noai", "meta-robots"),)))
    desk = sit("ok")
    judge = Route(id="j", kind="judge", model="tiny", base_url="http://127.0.0.1:9", vendor="v9")
    desk = replace(desk, models=replace(desk.models, routes=(*desk.models.routes[:-1], judge, LAST)))
    assert outcomes(written(desk))["j"] == ("skipped", "not_needed")
    assert outcomes(written(desk, reserved))["j"] == ("skipped", "rights")


def test_what_no_judge_supports_is_dropped(sit: Sit, editor: Editor) -> None:
    editor.supported = False
    assert REWORDED not in texts(written(sit("ok", "judge", paraphrase="judge")))
    assert REWORDED not in texts(written(sit("ok", paraphrase="judge")))  # no other vendor
    assert REWORDED not in texts(written(sit("ok", paraphrase="drop")))


@pytest.mark.parametrize(
    ("threshold", "probability", "is_published"),
    [(None, 0.9, True), (None, 0.89, False), (0.6, 0.6, True), (0.6, 0.59, False)],
)
def test_a_typed_decision_counts_from_the_threshold_on(
    sit: Sit, threshold: float | None, probability: float, is_published: bool
) -> None:
    with ModelServer(lambda _: probability) as decisions:
        desk = sit("ok", paraphrase="judge")
        judge = route_to(decisions, "judge", kind="judge")
        models = replace(
            desk.models,
            routes=(*desk.models.routes[:-1], judge, LAST),
            policy=replace(desk.models.policy, judge_threshold=threshold),
        )
        made = written(replace(desk, models=models))
    assert (REWORDED in texts(made)) == is_published
    assert made.provenance.judge == ("judge" if is_published else None)


def test_a_real_model_of_typed_decisions_judges_by_the_owners_threshold(
    sit: Sit, llama_url: Callable[[str], str]
) -> None:
    judge = Route(
        id="j", kind="judge", model="tiny", base_url=llama_url("decisions"), vendor="other", timeout_s=120
    )
    for least, names in ((0.0, "j"), (1.0, None)):
        desk = sit("ok", paraphrase="judge")
        policy = replace(desk.models.policy, judge_threshold=least)
        models = replace(desk.models, routes=(*desk.models.routes[:-1], judge, LAST), policy=policy)
        made = written(replace(desk, models=models))
        assert made.provenance.judge == names
        assert (REWORDED in texts(made)) == (names is not None)


def test_a_budget_that_is_used_up_leaves_the_embedded_engine(sit: Sit, server: ModelServer) -> None:
    made = written(sit("ok", budget=Budget(per_brief=1)))
    assert outcomes(made)["r0"] == ("skipped", "budget: per_brief")
    assert made.provenance.engine == "embedded"
    assert server.asked == []


def test_the_use_counts_briefs_by_who_wrote_them(sit: Sit, store: Store, editor: Editor) -> None:
    editor.takeaways = [claim(WRONG, "s2")]
    desk = sit("ok")
    written(desk)
    for n, blocked in enumerate(
        (sit("401"), sit("401"), replace(desk, work="rank"), replace(desk, work="drill"))
    ):
        written(blocked, make_article(ARTICLE.text + f" The mayor cut {n} ribbons at noon.", id=f"a{n}"))
    used = {one.route: (one.briefs, one.share) for one in store.models.use(desk.clock())}
    assert used == {"r0": (1, 1 / 3), EMBEDDED: (2, 2 / 3)}


def test_the_checkers_verdict_is_kept_for_the_ranking(sit: Sit, store: Store, editor: Editor) -> None:
    desk = sit("ok")
    written(desk)
    editor.takeaways = [claim("The quay cost 99 million.", "s2"), claim("It has 77 cranes.", "s2")]
    editor.again = [claim("", "s2"), claim("", "s2")]
    written(desk, make_article(ARTICLE.text + " The mayor cut the ribbon at noon.", id="a2"))
    calls = store.models.calls(desk.clock().replace(hour=0), desk.clock())
    assert [(one.work, one.is_accepted) for one in calls] == [
        ("brief", True),
        ("brief", False),
        ("reask", None),
    ]
