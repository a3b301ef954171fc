"""`kilas brief` and `kilas extract` as users run them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kilas.core.render import json_schema

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Sample = Callable[..., Path]
ID, EN = "id-vonis-limbah.html", "en-battery-maker-profit.html"


def test_one_file_is_briefed_in_the_terminal_plain_when_piped(kilas: Run, sample: Sample) -> None:
    done = kilas("brief", str(sample(ID)))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ringkasan" in done.stdout
    assert "Yang perlu dipantau" in done.stdout
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize("words", ["60", "300"])
def test_the_summary_keeps_to_its_words(kilas: Run, sample: Sample, words: str) -> None:
    made = json.loads(kilas("brief", str(sample(EN)), "--words", words, "--format", "json").stdout)
    assert 0.9 * int(words) <= made["word_count"] <= 1.1 * int(words)
    assert made["word_budget"] == int(words)


def test_one_source_prints_one_object_that_its_schema_accepts(kilas: Run, sample: Sample) -> None:
    import jsonschema

    made = json.loads(kilas("brief", str(sample(EN)), "--format", "json").stdout)
    assert made["schema"] == "kilas.brief/2"
    jsonschema.validate(made, json_schema())


def test_a_folder_prints_an_array_and_one_bad_file_of_fifty_is_reported(
    kilas: Run, sample: Sample, tmp_path: Path
) -> None:
    for n in range(49):
        sample(ID if n % 2 else EN, f"many/page{n:02}.html")
    (tmp_path / "many" / "bad.html").write_bytes(bytes(range(256)) * 40)
    done = kilas("brief", "many", "--format", "json")
    made = json.loads(done.stdout)
    assert done.returncode == 1
    assert [m["schema"] for m in made].count("kilas.brief/2") == 49
    (refused,) = [m for m in made if m["schema"] == "kilas.refusal/1"]
    assert refused["reason"] == "binary"
    assert refused["source"].endswith("bad.html")
    assert "bad.html" in done.stderr
    assert "  Try: " in done.stderr


def test_standard_input_takes_html_and_pasted_text(kilas: Run, sample: Sample) -> None:
    page = kilas("brief", "-", "--format", "json", stdin=sample(EN).read_bytes())
    assert json.loads(page.stdout)["headline"].startswith("Larkmoor")
    text = kilas("extract", str(sample(ID)), "--format", "text").stdout
    pasted = kilas(
        "brief",
        "-",
        "--format",
        "json",
        "--source",
        "Lembah",
        "--url",
        "https://example.org/x",
        stdin=text.encode(),
    )
    made = json.loads(pasted.stdout)
    assert made["language"] == "id"
    assert (made["sources"][0]["source"], made["sources"][0]["url"]) == ("Lembah", "https://example.org/x")
    assert made["sources"][0]["rights"]["mode"] == "own"


@pytest.mark.parametrize("format", ["html", "json"])
def test_out_writes_one_whole_file(kilas: Run, sample: Sample, tmp_path: Path, format: str) -> None:
    done = kilas("brief", str(sample(EN)), "--format", format, "--out", "new/brief.out")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Larkmoor" in (tmp_path / "new" / "brief.out").read_text(encoding="utf-8")
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["brief.out"]


def test_out_is_a_folder_when_there_are_several(kilas: Run, sample: Sample, tmp_path: Path) -> None:
    sample(ID, "a/page.html"), sample(EN, "b/page.html")
    done = kilas(
        "brief", "a/page.html", "b/page.html", "--format", "html", "--out", "made", "--ui-language", "en"
    )
    assert done.returncode == 0
    assert sorted(p.name for p in (tmp_path / "made").iterdir()) == ["page-2.html", "page.html"]


def test_one_source_is_written_into_a_folder_that_is_there(
    kilas: Run, sample: Sample, tmp_path: Path
) -> None:
    (tmp_path / "made").mkdir()
    assert kilas("brief", str(sample(EN)), "--format", "markdown", "--out", "made").returncode == 0
    assert [p.name for p in (tmp_path / "made").iterdir()] == ["en-battery-maker-profit.md"]


def test_the_ui_language_changes_labels_and_not_the_text(kilas: Run, sample: Sample) -> None:
    done = kilas("brief", str(sample(ID)), "--ui-language", "en")
    assert "-word summary" in done.stdout
    assert "Majelis hakim" in done.stdout


def test_extract_shows_the_article_with_its_sentences(kilas: Run, sample: Sample) -> None:
    made = json.loads(kilas("extract", str(sample(ID)), "--format", "json").stdout)
    assert made["schema"] == "kilas.article/1"
    assert made["text_sha256"] == made["revision"]
    first = made["sentences"][0]
    assert made["text"][first["start"] : first["end"]].startswith("Majelis hakim")
    assert "Baca juga" not in made["text"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.html", b"", "empty"),
        ("spaces.txt", b"  \n\n ", "empty"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
        ("script.html", b"<html><script>document.write('x')</script><div id=app></div></html>", None),
        ("short.txt", b"The bridge opened on Monday. The mayor cut the ribbon.", "too_short"),
    ],
)
def test_a_document_without_an_article_is_refused_by_name(
    kilas: Run, tmp_path: Path, name: str, data: bytes, reason: str | None
) -> None:
    (tmp_path / name).write_bytes(data)
    done = kilas("brief", name, "--format", "json")
    refused = json.loads(done.stdout)
    assert done.returncode == 2
    assert refused["schema"] == "kilas.refusal/1"
    assert refused["reason"] == (reason or refused["reason"])
    assert refused["detail"]
    assert refused["mend"]


def test_a_huge_file_is_refused_without_being_read(kilas: Run, tmp_path: Path) -> None:
    with (tmp_path / "huge.html").open("wb") as file:
        file.truncate(200_000_000)
    done = kilas("brief", "huge.html", "--format", "json")
    assert json.loads(done.stdout)["reason"] == "too_large"


@pytest.mark.parametrize(
    "source",
    [
        "missing.html",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org/a",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest",
        "http://user:secret@example.org/",
        "data:text/html,x",
        "\x00",
    ],
)
def test_what_cannot_or_must_not_be_read_is_refused_by_name(kilas: Run, source: str) -> None:
    if "\x00" in source:
        source = "a\nb"
    done = kilas("brief", source)
    assert done.returncode == 2
    assert "refused (" in done.stderr
    assert "  Try: " in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr.split("refused")[1]


def test_a_folder_without_articles_says_so(kilas: Run, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    done = kilas("brief", "bare")
    assert done.returncode == 2
    assert "no_articles" in done.stderr


def test_an_address_is_fetched_only_with_the_owners_exception_here(kilas: Run, site: str) -> None:
    refused = kilas("brief", f"http://{site}/a")
    assert refused.returncode == 2
    allowed = kilas("brief", f"http://{site}/a", "--format", "json", env={"KILAS_ALLOW_PRIVATE": site})
    made = json.loads(allowed.stdout)
    assert made["sources"][0]["rights"]["mode"] in ("link", "cc")
    assert made["sources"][0]["url"].startswith("http")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("404", "not_found"),
        ("410", "gone"),
        ("451", "legal"),
        ("500", "server_error"),
        ("loop", "redirect_loop"),
    ],
)
def test_an_answer_that_is_no_page_is_refused_by_name(kilas: Run, site: str, path: str, reason: str) -> None:
    done = kilas("brief", f"http://{site}/{path}", "--format", "json", env={"KILAS_ALLOW_PRIVATE": site})
    assert json.loads(done.stdout)["reason"] == reason


@pytest.mark.parametrize(
    "args",
    [
        ("brief",),
        ("brief", "x", "--words", "5"),
        ("brief", "x", "--words", "many"),
        ("brief", "x", "--format", "pdf"),
        ("brief", "x", "--language", "english"),
        ("brief", "x", "--url", "javascript:alert(1)"),
        ("brief", "x", "--url", "https://anna:secret@example.org/p"),
        ("brief", "x", "--ui-language", "fr"),
        ("nonsense",),
    ],
)
def test_a_wrong_use_ends_with_2_and_a_sentence(kilas: Run, args: tuple[str, ...]) -> None:
    done = kilas(*args)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert "Value error" not in done.stderr
    assert "secret" not in done.stderr


def test_a_time_zone_that_is_none_is_mended_where_it_stands(
    kilas: Run, sample: Sample, tmp_path: Path
) -> None:
    (tmp_path / "kilas.toml").write_text('timezone = "Mars/Base"\n', encoding="utf-8")
    command = [sys.executable, "-m", "kilas", "brief", str(sample(EN))]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KILAS_")}
    env = clean | {"KILAS_CONFIG": "kilas.toml"}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "correct timezone in kilas.toml" in done.stderr
    assert "set KILAS_TIMEZONE" in kilas("brief", "x", env={"KILAS_TIMEZONE": "Mars/Base"}).stderr


def test_an_unknown_key_in_the_configuration_is_an_error(kilas: Run, sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "kilas.toml").write_text('hoem = "x"\n', encoding="utf-8")
    done = kilas("brief", str(sample(EN)), env={"KILAS_CONFIG": "kilas.toml"})
    assert done.returncode == 2
    assert "'hoem'" in done.stderr
    assert "  Try: " in done.stderr


def test_output_that_cannot_be_written_is_an_error_and_leaves_nothing(
    kilas: Run, sample: Sample, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = kilas("brief", str(sample(EN)), "--out", "file/brief.html", "--format", "html")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_leaves_no_half_written_output(sample: Sample, tmp_path: Path) -> None:
    for n in range(40):
        sample(EN, f"many/p{n}.html")
    started = subprocess.Popen(
        [sys.executable, "-m", "kilas", "brief", "many", "--format", "html", "--out", "made"],
        cwd=tmp_path,
        env=os.environ | {"KILAS_HOME": str(tmp_path)},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    _wait_for_worker(started.pid)
    os.killpg(started.pid, signal.SIGINT)
    _, told = started.communicate(timeout=30)
    assert started.returncode in (0, 130)
    assert b"Traceback" not in told
    for page in (tmp_path / "made").glob("*"):
        assert page.name.endswith(".html")
        assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")


def _wait_for_worker(pid: int) -> None:
    """Until the command is at work; before, Ctrl-C meets the interpreter and not us."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        time.sleep(5.0)  # not Linux
        return
    while not children.read_text(encoding="ascii"):
        time.sleep(0.05)


def test_a_reader_that_leaves_early_is_no_error(sample: Sample, tmp_path: Path) -> None:
    for n in range(8):
        sample(EN, f"many/p{n}.html")
    command = f"{sys.executable} -m kilas brief many --format html | head -1"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=tmp_path,
        capture_output=True,
        env=os.environ | {"KILAS_HOME": str(tmp_path)},
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_the_help_tells_each_command_in_a_whole_sentence_within_80_columns(kilas: Run) -> None:
    said = kilas("--help", env={"COLUMNS": "80"}).stdout
    assert "brief        Make a brief of each article, with the evidence for every\n" in said
    assert said.count("...") == 1  # behind ARGS
    assert max(map(len, said.splitlines())) <= 80
