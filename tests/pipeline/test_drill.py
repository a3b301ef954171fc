"""A drill takes a part of the chain away in a process of its own, and briefing goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kilas.core.routing import NANO, Budget, Policy, Route
from kilas.errors import SettingsError
from kilas.llm.config import LAST, Models
from kilas.pipeline import drill
from kilas.store import Store
from kilas.testing.model_server import ModelServer, quoted_brief, route_to
from tests.store.making import HOUR, NOW, feed, published

pytestmark = pytest.mark.network
NEAR = Route(id="near", kind="openai", vendor="a", jurisdiction="NL", base_url="https://a.example/v1")
FAR = Route(id="far", kind="openai", vendor="b", jurisdiction="US", base_url="https://b.example/v1")
GATE = Route(id="gate", kind="openrouter", vendor="openrouter", jurisdiction="US", is_aggregator=True)
OWN = Route(id="own", kind="openai", vendor="self", jurisdiction="self", base_url="http://127.0.0.1:1/v1")
CHAIN = Models(routes=(NEAR, FAR, GATE, OWN, LAST))


@pytest.mark.parametrize(
    ("target", "taken"),
    [
        ("provider", ["near"]),
        ("country", ["near"]),
        ("aggregator", ["gate"]),
        ("all-remote", ["near", "far", "gate"]),
        ("own", ["own"]),
    ],
)
def test_what_is_taken_away_is_named_by_what_it_has_in_common(target: str, taken: list[str]) -> None:
    assert [route.id for route in drill.plan(CHAIN, target, "refused", 1.0).unplugged] == taken


def test_a_country_takes_all_its_routes_and_a_rejected_route_is_no_part_of_the_chain() -> None:
    american = Models(routes=(FAR, GATE, NEAR, LAST), policy=Policy(ignore=("near",)))
    assert [route.id for route in drill.plan(american, "country", "hang", 1.0).unplugged] == ["far", "gate"]
    with pytest.raises(SettingsError, match="names no route"):
        drill.plan(american, "near", "hang", 1.0)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(quoted_brief) as server:
        yield server


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/kilas.db"
    with Store.open(url, migrate=True) as store:
        of = feed(store)
        published(store, of, 1)
        published(store, of, 2)
    return url


def test_briefs_are_written_before_during_and_after_an_outage_and_paid_within_the_budget(
    server: ModelServer, url: str
) -> None:
    routes = tuple(
        route_to(server, name, jurisdiction=seat) for name, seat in (("first", "NL"), ("second", "self"))
    )
    models = Models(routes=(*routes, LAST), budget=Budget(per_day=NANO))
    report = drill.run(url, models, drill.plan(models, "first", "451", 0.3))
    by_phase = {phase: {one.route for one in report.written if one.phase == phase} for phase in drill.PHASES}
    assert by_phase == {"before": {"first"}, "during": {"second"}, "after": {"first"}}
    assert report.lost == 0
    assert report.recovery_s is not None
    assert report.lacking == ()
    assert report.is_passed
    with Store.open(url) as store:
        calls = store.models.calls(NOW, drill.wall_clock() + HOUR)
        assert {call.work for call in calls} == {"drill"}
        assert store.models.breakers() == ()
        assert 0 < store.models.spent(drill.wall_clock()).day <= NANO
    asked_in_outage = [one for one in server.asked if one.path.startswith("/first/")]
    assert len(asked_in_outage) == sum(one.route == "first" for one in report.written)
