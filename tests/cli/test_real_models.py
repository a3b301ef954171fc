"""The command with real models on loopback, as an owner of small weights meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.network
Configure = Callable[..., None]
FACTS = (
    "The harbour of Kirana opened a new quay on Monday after three years of work.",
    "The quay cost 31.5 million dollars and is 420 metres long.",
    "Mayor Sari Wulan said the port would create 1,200 jobs by 2028.",
    "Fishermen of the bay said the work had driven away the shrimp.",
    "The port authority plans a second quay next year.",
)
PAGE = (
    "<!doctype html><html lang=en><title>Kirana opens its quay</title><body><article><h1>Kirana opens its quay</h1>"
    f"{''.join(f'<p>{fact}</p>' for fact in FACTS)}</article></body></html>"
)


@pytest.fixture
def configure(tmp_path: Path, llama_url: Callable[[str], str]) -> Configure:
    """Writes `kilas.toml` with a route of the kind given to each of the weights named."""

    def write(**kinds: str) -> None:
        file = tmp_path / "home" / "kilas.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(
            "".join(
                f'[[route]]\nid = "{name}"\nkind = "{kind}"\nbase_url = "{llama_url(name)}"\nmodel = "{name}"\n'
                "timeout = 300\ndeadline = 600\nmax_output = 3000\n"
                for name, kind in kinds.items()
            ),
            encoding="utf-8",
        )

    return write


def test_check_asks_writers_and_judges_what_they_are_for(kilas: Run, configure: Configure) -> None:
    configure(bigrams="openai", decisions="judge")
    done = kilas("models", "check")
    assert done.returncode == 0, done.stdout + done.stderr
    configure(bigrams="openai", random="judge")
    done = kilas("models", "check")
    assert done.returncode == 1
    assert "config" in done.stdout


def test_weights_that_know_nothing_write_briefs_of_what_the_page_says(
    kilas: Run, configure: Configure, tmp_path: Path
) -> None:
    configure(random="openai")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    done = kilas("brief", "page.html", "--format", "json", "--route", "random")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [(one["route"], one["outcome"]) for one in told["provenance"]["attempts"]] == [
        ("random", "ungrounded"),
        ("embedded", "ok"),
    ]
    claims = [claim for paragraph in told["summary"] for claim in paragraph["claims"]]
    assert {(claim["status"], claim["text"] in FACTS) for claim in claims} == {("verified", True)}
