"""`kilas explain` as users run it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kilas.core.render import json_schema

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Sample = Callable[..., Path]
ID, EN = "id-vonis-limbah.html", "en-battery-maker-profit.html"


def test_a_file_is_explained_in_the_terminal_plain_when_piped(kilas: Run, sample: Sample) -> None:
    done = kilas("explain", str(sample(ID)))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Setiap kalimat dan penggunaannya" in done.stdout
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_explained_brief_is_the_one_that_is_written(kilas: Run, sample: Sample) -> None:
    import jsonschema

    asked = (str(sample(EN)), "--words", "60", "--format", "json", "--source", "The Wire")
    explained = json.loads(kilas("explain", *asked).stdout)
    written = json.loads(kilas("brief", *asked).stdout)
    jsonschema.validate(explained, json_schema("kilas.explanation/2"))
    for part in (
        "revision",
        "sources",
        "word_count",
        "tone",
        "summary",
        "watch_next",
        "takeaways",
        "insights",
    ):
        assert explained["brief"][part] == written[part]
    assert explained["brief"]["provenance"]["created"]
    cited = {claim["evidence"][0]["quote"] for part in written["summary"] for claim in part["claims"]}
    assert {s["text"] for s in explained["sentences"] if s["place"] == "summary"} == cited


@pytest.mark.parametrize("name", [ID, EN])
def test_the_reasons_are_in_json_too(kilas: Run, sample: Sample, name: str) -> None:
    told = json.loads(kilas("explain", str(sample(name)), "--words", "60", "--format", "json").stdout)[
        "sentences"
    ]
    assert "opens_report" in told[0]["merits"]
    assert "best_title_match" in told[0]["merits"]
    back = [each for each in told if each["refers_back"]]
    assert back
    assert all(each["is_dependent"] and each["refers_back"] in each["text"] for each in back)
    for each in told:
        assert bool(each["obstacle"]) == (each["place"] != "summary" and not each["unfit"])
        if each["place"] == "summary":
            assert all(told[other]["score"] > each["score"] for other in each["others"])


def test_out_writes_a_whole_page_with_labels_as_asked(kilas: Run, sample: Sample, tmp_path: Path) -> None:
    page = sample(ID).read_bytes()
    done = kilas("explain", "-", "--format", "html", "--out", "why.html", "--ui-language", "en", stdin=page)
    assert (done.returncode, done.stdout) == (0, "")
    written = (tmp_path / "why.html").read_text(encoding="utf-8")
    assert "Every sentence and where it was used" in written
    assert written.rstrip().endswith("</html>")


def test_a_document_without_an_article_is_refused_by_name(kilas: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    done = kilas("explain", "empty.html", "--format", "json")
    refused = json.loads(done.stdout)
    assert done.returncode == 2
    assert (refused["schema"], refused["reason"]) == ("kilas.refusal/1", "empty")
    assert "refused (empty)" in done.stderr


@pytest.mark.parametrize(
    "args",
    [("explain",), ("explain", "a", "b"), ("explain", "."), ("explain", "x", "--format", "markdown")],
)
def test_a_wrong_use_ends_with_2_and_a_sentence(kilas: Run, args: tuple[str, ...]) -> None:
    done = kilas(*args)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
