"""The configuration of language models: every key has its meaning, every fault its place and its mend."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kilas.core.routing import NANO, Budget, Policy, Price, rejected
from kilas.errors import SettingsError
from kilas.llm.config import LAST, Models, load_models, warning_of
from kilas.pipeline.actions.configuring import sample, write_sample
from kilas.settings import load_settings

SMALLEST = """
[[route]]
id = "own"
kind = "openai"
base_url = "http://127.0.0.1:8080/v1"
model = "tiny"
"""
MISTRAL = """
[[route]]
id = "mistral"
kind = "openai"
base_url = "https://api.mistral.ai/v1"
model = "mistral-small-latest"
key_env = "MISTRAL_API_KEY"
"""


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KILAS_CONFIG", "KILAS_HOME", "KILAS_TIMEZONE"):
        monkeypatch.delenv(name, raising=False)


def loaded(folder: Path, text: str) -> Models:
    (folder / "kilas.toml").write_text(text, encoding="utf-8")
    return load_models(load_settings(folder))


def test_without_a_file_the_embedded_engine_is_the_only_route(tmp_path: Path) -> None:
    models = load_models(load_settings(tmp_path))
    assert models == Models()
    assert models.routes == (LAST,)
    assert not models.uses_models


def test_the_smallest_route_has_four_lines_and_the_embedded_one_is_appended(tmp_path: Path) -> None:
    own, last = loaded(tmp_path, SMALLEST).routes
    assert (own.vendor, own.jurisdiction, own.retention_days, own.trains) == ("self", "self", 0, False)
    assert own.price == Price(input=0, output=0, source="own machine")
    assert own.is_local
    assert last is LAST


def test_a_known_host_brings_its_facts_and_the_published_price(tmp_path: Path) -> None:
    route = loaded(tmp_path, MISTRAL).routes[0]
    assert (route.vendor, route.jurisdiction, route.trains) == ("mistral", "FR", False)
    assert route.secret == "env:MISTRAL_API_KEY"
    assert route.price is not None
    assert route.price.source == "table"
    assert rejected(Policy(jurisdictions=("FR",)), route) is None


def test_an_unknown_host_brings_no_facts_so_that_a_policy_rejects_it(tmp_path: Path) -> None:
    route = loaded(tmp_path, SMALLEST.replace("http://127.0.0.1:8080", "https://models.example.org")).routes[
        0
    ]
    assert (route.vendor, route.jurisdiction, route.price) == ("models.example.org", None, None)
    assert rejected(Policy(jurisdictions=("FR",)), route) is not None


def test_the_owner_corrects_a_provider_and_a_route(tmp_path: Path) -> None:
    text = (
        MISTRAL
        + 'jurisdiction = "DE"\nprice = { input = 0.1, output = "0.3" }\n[provider.mistral]\nretention_days = 0\n'
    )
    route = loaded(tmp_path, text).routes[0]
    assert (route.jurisdiction, route.retention_days, route.trains) == ("DE", 0, False)
    assert route.price == Price(input=NANO // 10, output=3 * NANO // 10)


def test_policy_budget_and_style_are_read(tmp_path: Path) -> None:
    text = """
[policy]
jurisdictions = ["NL", "self"]
licences = ["Apache-2.0"]
max_price = { input = "1", output = "4" }
paraphrase = "drop"
[budget]
per_brief = "0.01"
per_day = 1
[style]
version = "desk-1"
language = "id"
sections = { insights = "Name the cause first." }
"""
    models = loaded(tmp_path, text)
    assert models.policy == Policy(
        jurisdictions=("NL", "self"),
        licences=("apache-2.0",),
        max_price=Price(input=NANO, output=4 * NANO),
        paraphrase="drop",
    )
    assert models.budget == Budget(per_brief=NANO // 100, per_day=NANO)
    assert models.style.sections == {"insights": "Name the cause first."}


JUDGED = '[policy]\nparaphrase = "judge"\n'
SECOND = SMALLEST.replace('"own"', '"second"').replace(":8080", ":8081")
JUDGE = SMALLEST.replace('"own"', '"j"').replace('"openai"', '"judge"')


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (SMALLEST + JUDGED, ["own (self)"]),
        (SMALLEST + SECOND + JUDGED, ["own (self)", "second (self)"]),
        (SMALLEST + JUDGE + JUDGED, ["own (self)"]),  # a judge of one's own is no second vendor
        (SMALLEST + MISTRAL + JUDGED + 'ignore = ["mistral"]', ["own (self)"]),
        (SMALLEST + MISTRAL + JUDGED + 'jurisdictions = ["self"]', ["own (self)"]),
        (SMALLEST + MISTRAL + JUDGED, []),
        (SMALLEST + JUDGE + 'vendor = "other"\n' + JUDGED, []),
        (SMALLEST + SECOND + 'vendor = "other"\n' + JUDGED, []),
        (SMALLEST, []),
        (SMALLEST + '[policy]\nparaphrase = "drop"', []),
        (JUDGED, []),
    ],
)
def test_a_judge_that_cannot_be_found_is_warned_of(tmp_path: Path, text: str, named: list[str]) -> None:
    told = warning_of(loaded(tmp_path, text))
    assert bool(told) == bool(named)
    assert all(name in told for name in named)
    assert ("Try: add a route of another vendor" in told) == bool(named)


@pytest.mark.parametrize(
    ("text", "problem", "mend"),
    [
        (SMALLEST + 'pric = "1"', "the key route[1].pric", "write 'price'"),
        (SMALLEST + 'price = { in = "1", output = "1" }', "route[1].price", ""),
        (SMALLEST + "timeout = 0", "the key route[1].timeout", "correct route[1].timeout"),
        (SMALLEST + SMALLEST, "has the id 'own' of another", "its own id"),
        (SMALLEST.replace('model = "tiny"', ""), "has no model", "add model"),
        (SMALLEST.replace("http://127", "ftp://127"), "no address", "https://"),
        (SMALLEST.replace("http://127", "http://me:pw@127"), "a password", "key_env"),
        (SMALLEST + 'key_env = "A"\nkey_file = "b"', "twice", "keep key_env"),
        (SMALLEST + "provider = { zdr = true }", "only kind openrouter", "vendor"),
        (SMALLEST.replace('"own"', '"embedded"'), "go together", "another id"),
        ('[[route]]\nid = "embedded"\nkind = "embedded"\n' + SMALLEST, "does not stand last", "move it"),
        ("[policy]\nparaphrase = 'invent'", "policy.paraphrase", "correct"),
        ("[policy]\njurisdictions = ['Holland']", "policy.jurisdictions", ""),
        ("[budget]\nper_day = -1", "budget.per_day", ""),
        ("[budget]\nper_week = 1", "budget.per_week", "use one of: per_brief"),
        ("[style]\nsections = { gossip = 'x' }", "style.sections", ""),
        ("route = 7", "the key route", ""),
        ("[provider.a]\nhome = 'NL'", "provider.a.home", ""),
        ('route = "x"', "routes are tables", "write [[route]]"),
        ('[route]\nid = "x"', "routes are tables", "write [[route]]"),
        ('route = ["x"]', "route[1]", "write [[route]]"),
        (SMALLEST + 'key_env = "sk-1"', "the name of an environment variable", "correct route[1].key_env"),
        (SMALLEST + 'key = "sk-1"', "a key must never stand in this file", "key_env"),
        (SMALLEST + 'api_key = "sk-1"', "a key must never stand in this file", "key_file"),
        (SMALLEST + 'reasoning = "yes"', "must be true or false", ""),
        (SMALLEST + 'sha256 = "x"', "64 hex digits", ""),
        (SMALLEST.replace('"own"', '"my own"'), "letters, digits", ""),
        (SMALLEST.replace('id = "own"\n', ""), "route[1].id", "add id"),
        ("[style.sections]\nfoo = 'x'", "the key style.sections.foo", "use one of: insights, summary"),
        ("[style.sections]\ninsight = 'x'", "is unknown", "write 'insights'"),
        ("[style]\nwords = 'many'", "must be a whole number", ""),
        ("[policy]\nallow_training = 'no'", "must be true or false", ""),
        ("[policy]\nopen_weights = 1", "must be true or false", ""),
        ("[provider.a]\ntrains = 'no'", "must be true or false", ""),
        ("[policy]\nlicences = 'mit'", 'a list, such as ["a", "b"]', ""),
        ("policy = 3", "must be a table", "write [policy]"),
        ("[budget]\nper_day = 'cheap'", "must be a number", ""),
        ("[policy]\nonly = ['onw']\n" + SMALLEST, "names 'onw'", "(own, embedded) or their providers (self)"),
    ],
)
def test_a_fault_names_the_file_the_key_and_the_mend(
    tmp_path: Path, text: str, problem: str, mend: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        loaded(tmp_path, text)
    assert problem in caught.value.problem
    assert mend in caught.value.mend
    assert "kilas.toml" in caught.value.problem
    raw = ("Input should", "String should", "valid tuple", "pattern '", "[key]", "_Route", "pydantic")
    assert not [word for word in raw if word in str(caught.value)]


def test_a_policy_may_name_routes_and_their_providers(tmp_path: Path) -> None:
    text = SMALLEST + MISTRAL + '[policy]\nonly = ["self", "mistral", "embedded"]'
    assert loaded(tmp_path, text).policy.only == ("self", "mistral", "embedded")


@pytest.mark.parametrize(
    "line", ['key_env = "sk-very-secret"', 'key = "sk-very-secret"', 'token = "sk-very-secret"']
)
def test_a_key_in_the_wrong_place_is_not_repeated_by_the_error(tmp_path: Path, line: str) -> None:
    with pytest.raises(SettingsError) as caught:
        loaded(tmp_path, SMALLEST + line)
    assert "very-secret" not in str(caught.value)


@pytest.mark.parametrize("marker", [r"^# ", r"^# ?", r"^#"], ids=["hash space", "hash with space", "hash"])
def test_the_sample_is_all_comments_and_holds_when_all_are_removed(tmp_path: Path, marker: str) -> None:
    text = sample()
    assert tomllib.loads(text) == {}
    models = loaded(tmp_path, re.sub(marker, "", text, flags=re.MULTILINE))
    assert [route.id for route in models.routes] == ["own", "mistral", "embedded"]
    assert [rejected(models.policy, route) for route in models.routes] == [None] * 3
    assert models.style.name is not None
    assert models.budget.is_set
    assert warning_of(models) == ""


def test_a_sample_never_replaces_a_configuration(tmp_path: Path) -> None:
    path = write_sample(tmp_path)
    assert path == tmp_path / "kilas.toml"
    with pytest.raises(SettingsError):
        write_sample(tmp_path)


def test_a_sample_is_written_to_the_file_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "conf" / "new.toml"
    monkeypatch.setenv("KILAS_CONFIG", str(new))
    assert write_sample(tmp_path / "home") == new
    assert load_settings().file == new
    assert not (tmp_path / "home").exists()
    with pytest.raises(SettingsError, match="exists"):
        write_sample()


# Where the file is


def test_the_file_of_the_data_folder_is_read_and_another_may_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kilas.toml").write_text('timezone = "Asia/Jakarta"\n', encoding="utf-8")
    other = tmp_path / "other.toml"
    other.write_text('timezone = "Europe/Berlin"\n', encoding="utf-8")
    assert load_settings(tmp_path).timezone == "Asia/Jakarta"
    monkeypatch.setenv("KILAS_HOME", str(tmp_path))
    assert load_settings().timezone == "Asia/Jakarta"
    monkeypatch.setenv("KILAS_CONFIG", str(other))
    assert load_settings().timezone == "Europe/Berlin"
    monkeypatch.setenv("KILAS_TIMEZONE", "Asia/Tokyo")
    assert load_settings().timezone == "Asia/Tokyo"


def test_the_file_of_a_folder_cannot_name_another_folder(tmp_path: Path) -> None:
    (tmp_path / "kilas.toml").write_text('home = "/elsewhere"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="sets 'home'"):
        load_settings(tmp_path)


def test_the_folder_of_the_command_line_overrides_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KILAS_HOME", str(tmp_path / "elsewhere"))
    assert load_settings(tmp_path).home == tmp_path
