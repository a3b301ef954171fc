"""`kilas models download`, as far as it goes without the library that talks to the hub."""

from __future__ import annotations

from importlib.util import find_spec

from tests.cli.conftest import Run

COMMIT = "0123456789abcdef0123456789abcdef01234567"
AWAY = {"HF_ENDPOINT": "http://127.0.0.1:9"}  # the discard port: nobody listens


def test_a_branch_is_no_revision(kilas: Run) -> None:
    done = kilas("models", "download", "me/tiny", "tiny.gguf", "--revision", "main", env=AWAY)
    assert done.returncode == 2
    assert "'main' is no commit" in done.stderr
    assert "Try: give the 40 hex digits" in done.stderr


def test_what_cannot_be_fetched_is_an_error_with_a_next_step(kilas: Run) -> None:
    done = kilas("models", "download", "me/tiny", "tiny.gguf", "--revision", COMMIT, env=AWAY)
    told = "gives no me/tiny" if find_spec("huggingface_hub") else "Try: pip install 'kilas[local]'"
    assert done.returncode != 0
    assert told in done.stderr
    assert "Traceback" not in done.stderr
