"""What reaches the terminal when the system is odd, or when Kilas itself breaks: never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pytest

import kilas.cli
from kilas.cli import app as app_module
from kilas.cli.fault_reports import write_report
from kilas.settings import load_settings

SAMPLE = Path(str(kilas.__file__)).parent / "samples" / "en-relay-title.html"
FULL = Path("/dev/full")


def run(
    *args: str, stdout: int | IO[str] = subprocess.PIPE, **env: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kilas", *args]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, env=os.environ | env, check=False)


@pytest.mark.parametrize(
    "zone", ["UTC0", "WIB-7", "CET-1CEST", '"Asia/Jakarta"', ":Asia/Makassar", "", "Nowhere/Town"]
)
def test_every_form_of_the_systems_time_zone_is_read(zone: str) -> None:
    done = run("extract", str(SAMPLE), TZ=zone)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("zone", "shown"), [("WIB-7", "WIB"), ('"Asia/Jakarta"', "WIB"), ("Nowhere/Town", "UTC"), ("EST5", "EST")]
)
def test_times_are_printed_in_the_zone_that_tz_names(
    zone: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    assert datetime(2026, 1, 2, tzinfo=UTC).astimezone(load_settings().zone).tzname() == shown


@pytest.mark.parametrize(
    "env", [{"PYTHONIOENCODING": "latin-1"}, {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}]
)
def test_letters_that_the_terminal_lacks_become_question_marks(env: dict[str, str]) -> None:
    done = run("brief", str(SAMPLE), "--format", "text", **env)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert b"?" in done.stdout


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")
def test_a_full_output_device_is_told_in_one_sentence() -> None:
    with FULL.open("w") as full:
        done = run("brief", str(SAMPLE), "--format", "text", stdout=full)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-2:] == [
        "kilas: the output cannot be written: No space left on device",
        "  Try: make room there, or write elsewhere",
    ]


def test_a_fault_of_our_own_becomes_a_report_file_and_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks() -> None:
        raise ZeroDivisionError("postgresql://kilas:s3cret@db/news broke")

    monkeypatch.setenv("KILAS_HOME", str(tmp_path))
    monkeypatch.setattr(app_module, "app", breaks)
    monkeypatch.setattr(sys, "argv", ["kilas", "feeds"])
    with pytest.raises(SystemExit) as ended:
        kilas.cli.main()
    [report] = (tmp_path / "faults").iterdir()
    told, written = capsys.readouterr().err, report.read_text("utf-8")
    assert ended.value.code == 70
    assert str(report) in told
    assert "Traceback" not in told
    assert "ZeroDivisionError" in written
    assert "Command: kilas feeds" in written
    assert "s3cret" not in written
    assert report.stat().st_mode & 0o077 == 0


def test_without_a_data_folder_the_report_goes_to_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KILAS_HOME", str(tmp_path / "none"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    assert write_report(ValueError("odd"), ["kilas"]) in set(tmp_path.iterdir())
