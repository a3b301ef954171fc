"""`kilas models`, `init` and the options of language models, as a user meets them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from kilas.cli.drill_command import _cost_words
from kilas.cli.model_commands import _print_ranking, _print_status, _run_words
from kilas.core.route_ranking import RouteStanding
from kilas.core.routing import NANO, Breaker, Policy, Price, Route, Spent, rejections
from kilas.pipeline.actions.language_models import Compared, ConfiguredRoute, ModelsStatus, Ranking
from kilas.store import Store
from kilas.store.records import RouteUse
from kilas.testing.model_server import ModelServer
from tests.cli.conftest import Run
from tests.site.model_calls import ROUTES, fill_ledger

pytestmark = pytest.mark.network
EN = "en-ferry-night-service.html"
Sample = Callable[..., Path]


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as server:
        yield server


@pytest.fixture
def configured(tmp_path: Path, server: ModelServer) -> Path:
    file = tmp_path / "home" / "kilas.toml"
    file.parent.mkdir()
    text = ""
    for name in ("own", "broken"):
        base = server.url("ok" if name == "own" else "500")
        text += f'[[route]]\nid = "{name}"\nkind = "openai"\nbase_url = "{base}"\nmodel = "tiny"\n'
    text += f'[[route]]\nid = "keyless"\nkind = "openai"\nbase_url = "{base}"\nmodel = "tiny"\nkey_env = "KILAS_NO_KEY"\n'
    file.write_text(text + '[policy]\nignore = ["broken"]\n', encoding="utf-8")
    return file


def test_options_before_the_subcommand_hold_for_it(kilas: Run, configured: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    configured.rename(elsewhere / "kilas.toml")
    done = kilas("models", "--data", str(elsewhere), "check")
    assert "own" in done.stdout, done.stderr
    assert (elsewhere / "kilas.db").exists()


def test_a_cap_below_nothing_is_refused(kilas: Run, configured: Path) -> None:
    done = kilas("models", "rank", "--run", "1", "--max-usd", "-1")
    assert done.returncode == 2
    assert "--max-usd 0.50" in done.stderr


def test_init_writes_a_configuration_once(kilas: Run, tmp_path: Path) -> None:
    done = kilas("init")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "home" / "kilas.toml").exists()
    again = kilas("init")
    assert again.returncode == 2
    assert "exists" in again.stderr


def test_the_sample_works_when_every_line_is_taken_into_use(kilas: Run, tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    env = {"KILAS_CONFIG": str(file)}
    done = kilas("init", env=env)
    assert done.returncode == 0, done.stderr
    file.write_text(
        re.sub(r"^# ", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8"
    )
    done = kilas("models", "--json", env=env)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert [(row["id"], row["rejections"]) for row in rows] == [
        ("own", []),
        ("mistral", []),
        ("embedded", []),
    ]


def test_models_lists_the_routes_with_the_verdict_of_the_policy(kilas: Run, configured: Path) -> None:
    done = kilas("models")
    assert done.returncode == 0, done.stderr
    assert "rejected: among" in " ".join(done.stdout.split())
    assert "no key" in " ".join(done.stdout.split())
    rows = json.loads(kilas("models", "--json").stdout)
    assert [(row["id"], bool(row["rejections"]), row["has_key"]) for row in rows] == [
        ("own", False, True),
        ("broken", True, True),
        ("keyless", False, False),
        ("embedded", False, True),
    ]
    assert all("secret" not in row for row in rows)
    assert rows[0]["price_usd_per_million_tokens"] == {
        "input": 0.0,
        "output": 0.0,
        "cached_input": None,
        "source": "own machine",
    }


def test_the_table_gives_every_reason_of_the_policy_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    policy = Policy(only=("other",), jurisdictions=("FR",), allow_training=False, max_retention_days=0)
    far = Route(id="far", kind="openai", jurisdiction="US", price=Price(input=NANO // 10, output=NANO))
    found = ModelsStatus(
        rows=(
            ConfiguredRoute(
                route=far,
                rejections=tuple(rejections(policy, far)),
                breaker=Breaker(route="far", open_until=datetime.max.replace(tzinfo=UTC), reason="auth"),
                has_key=True,
                use=RouteUse(
                    route="far", since=datetime.now(UTC), briefs=1, calls=3, usd=NANO // 2, share=0.25
                ),
            ),
        ),
        spent=Spent(),
        lacking=(),
    )
    _print_status(found, "")
    told = capsys.readouterr().out
    assert max(map(len, told.splitlines())) <= 80
    words = {word.strip(";,") for word in told.split()}
    assert words >= set("not among jurisdiction: US days of retention: unknown trains on the text:".split())
    assert words >= set("key refused 1 brief (25%)".split())


def test_the_figures_of_a_ranking_are_not_broken(capsys: pytest.CaptureFixture[str]) -> None:
    one = RouteStanding(
        route="a-gateway/with-a-very-long-name",
        briefs=1234,
        accepted=1000,
        usd=123_456_789,
        p50_s=12.3,
        p95_s=123.4,
    )
    _print_ranking(Ranking(standings=(one,), front=frozenset({one.route}), recommended=None))
    told = capsys.readouterr().out
    assert all(figure in told for figure in ("$0.000123457", "12.3 s", "123.4 s", "79%-83%"))


def test_models_warns_of_a_judge_that_cannot_be_found(kilas: Run, configured: Path) -> None:
    assert "judge" not in kilas("models").stderr
    text = configured.read_text(encoding="utf-8")
    configured.write_text(f'{text}paraphrase = "judge"\n', encoding="utf-8")
    assert "no route of another vendor can judge" in " ".join(kilas("models").stderr.split())


def test_models_check_asks_each_route_once(kilas: Run, configured: Path, server: ModelServer) -> None:
    done = kilas("models", "check")
    assert done.returncode == 1  # the policy skips one
    assert "skipped" in done.stdout
    assert server.seen("ok") == 1


def test_a_check_beyond_the_budget_names_it_and_the_mend(
    kilas: Run, configured: Path, server: ModelServer
) -> None:
    dear = configured.read_text(encoding="utf-8").replace(
        'id = "own"', 'id = "own"\nprice = { input = "1", output = "10" }', 1
    )
    configured.write_text(dear + '[budget]\nper_brief = "0.01"\n', encoding="utf-8")
    done = kilas("models", "check")
    assert done.returncode == 1
    assert "beyond the budget (per brief)" in " ".join(done.stdout.split())
    told = " ".join(done.stderr.split())
    assert "own: the call may cost $0.02" in told
    assert "per_brief is $0.01" in told
    assert f"Try: raise per_brief under [budget] in {configured}" in told
    assert server.seen("ok") == 0


def test_a_ranking_says_when_there_is_not_enough_to_go_by(kilas: Run, configured: Path) -> None:
    assert "Not enough data" in kilas("models", "rank").stdout
    refused = kilas("models", "rank", "--run", "2")
    assert refused.returncode == 2
    assert "--max-usd" in refused.stderr


@pytest.mark.parametrize("ui", ["en", "id"])
def test_a_ranking_is_drawn_to_a_file_or_to_standard_output(
    kilas: Run, configured: Path, tmp_path: Path, ui: str
) -> None:
    with Store.open(f"sqlite:///{configured.parent}/kilas.db", migrate=True) as store:
        fill_ledger(store, datetime.now(UTC))
    done = kilas("models", "rank", "--svg", str(tmp_path / "routes.svg"), "--ui", ui)
    assert done.returncode == 0, done.stderr
    assert "Recommended: delta-eu" in " ".join(done.stdout.split())
    assert "charts written to" in done.stderr
    drawn = (tmp_path / "routes.svg").read_bytes()
    assert kilas("models", "rank", "--svg", "-", "--ui", ui).stdout.encode() == drawn
    root = etree.fromstring(drawn)
    heads = {"en": "Quality against cost", "id": "Mutu dan biaya"}
    assert heads[ui] in [text.text for text in root.iter("{*}text")]
    named = " ".join(title.text or "" for title in root.iter("{*}title"))
    assert all(name in named for name, *_ in ROUTES)


def test_a_drawing_that_cannot_be_written_is_an_error(kilas: Run, configured: Path, tmp_path: Path) -> None:
    done = kilas("models", "rank", "--svg", str(tmp_path))
    assert done.returncode != 0
    assert "cannot be written" in done.stderr


def test_a_brief_names_the_routes_and_no_llm_asks_nobody(
    kilas: Run, configured: Path, sample: Sample, server: ModelServer
) -> None:
    page = str(sample(EN))
    told = json.loads(kilas("brief", page, "--format", "json").stdout)["provenance"]
    tried = [one["route"] for one in told["attempts"] if one["work"] == "brief"]
    assert tried == ["own", "broken", "keyless", "embedded"]
    asked = len(server.asked)
    assert asked >= 1
    told = json.loads(kilas("brief", page, "--no-llm", "--format", "json").stdout)["provenance"]
    assert (told["engine"], told["attempts"]) == ("embedded", [])
    assert len(server.asked) == asked
    unknown = kilas("brief", page, "--route", "nope")
    assert unknown.returncode == 2
    assert "own, broken, keyless, embedded" in unknown.stderr


def test_a_drill_of_an_owner_without_models_has_nothing_to_take_away(kilas: Run) -> None:
    done = kilas("drill")
    assert done.returncode == 0
    assert "nobody to be cut off from" in done.stdout


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (None, "$2.00; no budget per day or month is set."),
        (3 * NANO, "$2.00; your budget leaves $3.00."),
        (0, "$2.00, but your budget leaves $0.00: routes that would cost more are skipped."),
    ],
)
def test_a_drill_says_what_the_budget_leaves(left: int | None, words: str) -> None:
    assert _cost_words(2 * NANO, left) == f"Cost: at most about {words}"


def test_a_run_for_the_ranking_says_when_the_cap_ended_it() -> None:
    assert "--max-usd" not in _run_words(Compared(asked=4, written=3, over_budget=0), "0.50")
    told = _run_words(Compared(asked=4, written=1, over_budget=3), "0.50")
    assert told.startswith(
        "1 of 4 briefs written for the ranking; none is published. 3 not asked for: --max-usd 0.50"
    )
