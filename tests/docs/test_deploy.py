"""What `deploy/` runs exists: every command, option, variable, file and unit that its files name."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from kilas.cli.app import app
from kilas.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
KNOWN = {f"KILAS_{name.upper()}" for name in Settings.model_fields}


def unit(file: Path) -> ConfigParser:
    read = ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string(file.read_text("utf-8"))
    return read


def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8")))


def commands() -> list[list[str]]:
    """The arguments of every `kilas` that is run."""
    started = [shlex.split(unit(file)["Service"]["ExecStart"].replace("%i", "1"))[1:] for file in UNITS]
    return started + [one["command"] for one in compose()["services"].values() if "command" in one]


def test_every_command_and_option_is_one_of_ours() -> None:
    found = commands()
    assert len(found) == len(UNITS) + 3
    for arguments in found:
        command: Any = typer.main.get_command(app)
        rest = list(arguments)
        while hasattr(command, "commands"):
            command = command.commands[rest.pop(0)]
        command.make_context(arguments[0], rest)  # reads the options and runs nothing


def test_every_variable_is_a_setting() -> None:
    text = "\n".join(file.read_text("utf-8") for file in DEPLOY.iterdir())
    named = set(re.findall(r"\bKILAS_[A-Z_]+\b", text))
    assert named
    assert named <= KNOWN


def test_every_service_waits_for_one_that_there_is_and_the_schema_comes_first() -> None:
    services = compose()["services"]
    for service in services.values():
        assert set(service.get("depends_on", {})) <= set(services)
    for face in ("site", "worker"):
        assert services[face]["depends_on"]["schema"]["condition"] == "service_completed_successfully"
    assert services["schema"]["command"] == ["db", "upgrade"]


def test_a_service_is_given_longer_to_stop_than_it_takes() -> None:
    assert {unit(file)["Service"]["TimeoutStopSec"] for file in UNITS} == {"15"}
    assert compose()["x-kilas"]["stop_grace_period"] == "15s"


def test_the_image_copies_files_that_there_are_and_has_a_python_we_support() -> None:
    lines = (DEPLOY / "Dockerfile").read_text("utf-8").splitlines()
    copied = [name for line in lines if line.startswith("COPY ") for name in line.split()[1:-1]]
    assert copied
    assert all((ROOT / name).exists() for name in copied)
    assert (ROOT / compose()["x-kilas"]["build"]["dockerfile"]).samefile(DEPLOY / "Dockerfile")
    assert any(re.fullmatch(r"FROM python:3\.1[1-9]-\S+", line) for line in lines)


def test_every_file_of_it_is_told_of_in_the_documents() -> None:
    told = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert all(f"deploy/{file.name}" in told for file in DEPLOY.iterdir() if file.name != "Dockerfile")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_reads_the_units(tmp_path: Path) -> None:
    for file in UNITS:
        told = re.sub(
            r"^ExecStart=\S+", f"ExecStart={sys.executable}", file.read_text("utf-8"), flags=re.MULTILINE
        )
        name = tmp_path / file.name.replace("@", "@1")
        name.write_text(told)
        found = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", str(name)],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"SYSTEMD_LOG_LEVEL": "warning"},
        )
        assert not [line for line in found.stderr.splitlines() if file.stem.split("@")[0] in line], (
            found.stderr
        )
