"""The command with real models on loopback, as an owner of small weights meets it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.network
EN = "en-ferry-night-service.html"
Sample = Callable[..., Path]
Configure = Callable[..., None]


@pytest.fixture
def configure(tmp_path: Path, llama_url: Callable[[str], str]) -> Configure:
    """Writes `kilas.toml` with a route for each of the weights named, of the kind given."""

    def write(**kinds: str) -> None:
        file = tmp_path / "home" / "kilas.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(
            "".join(
                f'[[route]]\nid = "{name}"\nkind = "{kind}"\nbase_url = "{llama_url(name)}"\nmodel = "{name}"\n'
                "timeout = 300\ndeadline = 600\nmax_output = 1500\n"
                for name, kind in kinds.items()
            ),
            encoding="utf-8",
        )

    return write


def provenance(kilas: Run, page: Path, *options: str) -> Mapping[str, Any]:
    done = kilas("brief", str(page), "--format", "json", *options)
    assert done.returncode == 0, done.stderr
    told: Mapping[str, Any] = json.loads(done.stdout)
    assert told["sections"]["summary"] if isinstance(told["sections"], dict) else told["sections"]
    return dict(told["provenance"])


def test_check_asks_writers_and_judges_what_they_are_for(kilas: Run, configure: Configure) -> None:
    configure(bigrams="openai", decisions="judge")
    done = kilas("models", "check")
    assert done.returncode == 0, done.stdout + done.stderr
    configure(bigrams="openai", random="judge")
    done = kilas("models", "check")
    assert done.returncode == 1
    assert "config" in done.stdout


def test_an_article_longer_than_the_models_context_is_briefed_all_the_same(
    kilas: Run, configure: Configure, sample: Sample
) -> None:
    configure(random="openai")
    told = provenance(kilas, sample(EN), "--route", "random")
    assert [one["outcome"] for one in told["attempts"]] == ["context", "ok"]


@pytest.mark.slow
def test_a_small_model_writes_a_brief_that_names_it(kilas: Run, configure: Configure, sample: Sample) -> None:
    configure(smollm2="openai")
    told = provenance(kilas, sample(EN), "--route", "smollm2")
    assert (told["engine"], told["route"], told["model"]) == ("model", "smollm2", "smollm2")
