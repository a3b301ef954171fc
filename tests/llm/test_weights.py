"""Files of weights are what the route says they are."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kilas.core.routing import Route
from kilas.errors import SettingsError
from kilas.llm import local
from kilas.llm.config import load_models
from kilas.llm.question import NoAnswer, Question
from kilas.llm.weights import require_digest, sha256_of
from kilas.settings import load_settings

DIGEST = hashlib.sha256(b"GGUF").hexdigest()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "Tiny-Q4.gguf"
    made.write_bytes(b"GGUF")
    return made


def test_a_file_with_another_digest_is_named_with_what_to_do(file: Path) -> None:
    assert sha256_of(file) == DIGEST
    require_digest(file, DIGEST)
    require_digest(file, "")
    with pytest.raises(SettingsError, match=f"begins with {DIGEST[:12]}, not 000000000000") as told:
        require_digest(file, "0" * 64)
    assert "kilas models download" in told.value.mend


def test_weights_that_are_not_those_of_the_route_are_not_loaded(file: Path) -> None:
    route = Route(id="own", kind="local", model="tiny", file=str(file), sha256="0" * 64)
    question = Question(system="s", user="u", schema={"type": "object"}, prompt="1")
    got = local.ask(route, question, 5.0)
    assert isinstance(got, NoAnswer)
    assert got.failure.fault == "config"
    assert "Tiny-Q4.gguf is not the file that the route names" in got.failure.detail
    assert "try: fetch it again with `kilas models download`" in got.failure.detail


def configured(folder: Path, *lines: str) -> Path:
    (folder / "kilas.toml").write_text("\n".join(("[[route]]", 'id = "own"', *lines)), encoding="utf-8")
    return folder


def test_a_local_route_names_its_file_and_its_digest(tmp_path: Path, file: Path) -> None:
    home = configured(tmp_path, 'kind = "local"', f'file = "{file}"', f'sha256 = "{DIGEST}"')
    route = load_models(load_settings(home)).routes[0]
    assert (route.file, route.sha256, route.model, route.is_local) == (str(file), DIGEST, "Tiny-Q4", True)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (('kind = "local"',), "has no file"),
        (('kind = "local"', 'file = "a.gguf"', 'sha256 = "12"'), r"route\[1\]\.sha256"),
        (
            ('kind = "openai"', 'base_url = "http://127.0.0.1/v1"', 'model = "m"', 'file = "a.gguf"'),
            "only kind local",
        ),
    ],
)
def test_weights_that_a_route_cannot_have_are_refused(
    tmp_path: Path, lines: tuple[str, ...], told: str
) -> None:
    with pytest.raises(SettingsError, match=told):
        load_models(load_settings(configured(tmp_path, *lines)))
