"""What the documentation says, held against the code: examples run, references are whole, links lead somewhere."""

from __future__ import annotations

import ast
import json
import re
import struct
import subprocess
from pathlib import Path
from statistics import median_low

import pytest

import kilas
from docs import dependencies, examples, generate, pictures, reasons
from kilas.core.briefing.assembler import NOTICES
from kilas.core.text import count_words
from kilas.sources.source_kinds.folder import sample_documents

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
PAGES = examples.pages()
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
_CODE = re.compile(r"^(```+).*?^\1\s*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def prose(page: Path) -> str:
    """The page without its code."""
    return _CODE.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """The fragments of the page's headings, as GitHub makes them."""
    text = re.sub(r"^```.*?^```\s*$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return {
        re.sub(r"[^\w\- ]", "", found[1].strip().lower()).replace(" ", "-")
        for found in _HEADING.finditer(text)
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the examples run: the samples lie in it, and what one example writes the next may read."""
    made = tmp_path_factory.mktemp("examples")
    examples.prepare(made)
    return made


# Examples


@pytest.mark.parametrize("block", [b for p in PAGES for b in examples.blocks(p, "console")], ids=str)
def test_every_command_prints_what_the_page_shows(block: examples.Block, folder: Path) -> None:
    assert examples.commands(block.body), "a console block shows no command"
    for command in examples.commands(block.body):
        code, printed = examples.run(command.line, folder)
        if command.shown:
            assert examples.is_same(command.shown, printed), f"{command.line}\nprints\n{printed}"
        else:
            assert (code, printed) == (0, ""), f"{command.line}\nprints\n{printed}"


@pytest.mark.parametrize("block", [b for p in PAGES for b in examples.blocks(p, "python")], ids=str)
def test_every_script_runs(block: examples.Block, folder: Path) -> None:
    (folder / "example.py").write_text(block.body, encoding="utf-8")
    code, printed = examples.run("python -W error example.py", folder)
    assert code == 0, printed


@pytest.mark.parametrize("block", [b for p in PAGES for b in examples.blocks(p, "toml")], ids=str)
def test_every_configuration_is_accepted(block: examples.Block, folder: Path) -> None:
    (folder / "kilas.toml").write_text(block.body, encoding="utf-8")
    code, printed = examples.run(
        "KILAS_CONFIG=kilas.toml kilas extract en-relay-title.html --out x.json", folder
    )
    assert (code, printed) == (0, "")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_dialogue_with_python_ends_with_an_empty_line_so_that_doctest_reads_it(page: Path) -> None:
    for block in examples.blocks(page, "pycon"):
        assert block.body.endswith("\n\n"), block


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_block_of_code_says_what_it_is(page: Path) -> None:
    for block in examples.blocks(page, ""):
        pytest.fail(f"{block} names no language")


def test_a_shell_block_that_is_not_run_uses_only_targets_and_commands_that_exist() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for block in (b for p in PAGES for b in examples.blocks(p, "sh")):
        for line in block.body.splitlines():
            words = line.split()
            if words[:1] == ["make"]:
                assert words[1] in targets, block
            if words[:1] == ["kilas"]:
                assert {words[1], " ".join(words[1:3])} & set(generate.command_names()), block


def test_the_brief_of_the_readme_is_of_a_typical_article_with_the_default_options() -> None:
    words = {}
    for document in sample_documents():
        article = kilas.extract(document.page, url=document.url, name=document.name)
        assert isinstance(article, kilas.Article)
        if article.language == "en":
            words[count_words(article.text), document.name] = article
    _, middling = median_low(words)
    assert f"kilas brief src/kilas/samples/{middling}" == generate.EXAMPLE
    blocks = examples.blocks(ROOT / "README.md", "console")
    assert [command.line for block in blocks for command in examples.commands(block.body)] == [
        generate.EXAMPLE
    ]


# The reference; that it is current is `python -m docs.generate --check`, a step of `make check`


def test_a_stale_page_is_named_with_the_command_that_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = generate.ROOT / "docs" / "reference" / "settings.md"
    monkeypatch.setattr(generate, "files", lambda: {stale: "another text\n"})
    assert generate.main(["--check"]) == 1
    assert capsys.readouterr().err == (
        "docs/reference/settings.md is out of date\n  Try: python -m docs.generate\n"
    )


def test_every_command_has_an_entry() -> None:
    page = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    assert generate.command_names()
    for command in generate.command_names():
        assert f"\n## kilas {command}\n" in page


def test_every_command_is_shown_in_the_guide() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    for command in generate.command_names():
        assert f"kilas {command}" in guide


def test_every_setting_has_an_entry_that_says_what_it_does() -> None:
    from kilas.settings import Settings

    page = (REFERENCE / "settings.md").read_text(encoding="utf-8")
    for setting, field in Settings.model_fields.items():
        assert f"| `KILAS_{setting.upper()}` | `{setting}` |" in page
        assert field.description
        assert field.description in page


def test_every_error_class_has_an_entry_that_says_when_it_comes() -> None:
    page = (REFERENCE / "errors.md").read_text(encoding="utf-8")
    for kind in generate.error_classes():
        assert f"| `{kind.__name__}` |" in page
        assert (kind.__doc__ or "").strip()


def test_every_refusal_reason_has_an_entry_with_its_mend() -> None:
    page = (REFERENCE / "refusals.md").read_text(encoding="utf-8")
    for reason in reasons.reasons():
        assert f"| `{reason.name}` |" in page
        assert reason.seen.strip(reasons.GAP)
        assert reason.mend.strip(reasons.GAP)


def test_the_reasons_that_the_types_name_are_all_collected() -> None:
    from typing import get_args

    from kilas.core.extract.refusals import PageReason

    assert set(get_args(PageReason)) <= {reason.name for reason in reasons.reasons()}


def test_fetching_promises_just_the_reasons_that_its_code_gives() -> None:
    from kilas.sources import fetch

    _, _, told = (fetch.fetch.__doc__ or "").partition("one of these reasons:")
    listed = re.sub(r"\([^)]*\)|[A-Z][a-z ]+:", "", told.partition("`headers`")[0])
    promised = set(re.findall(r"\w+", listed))
    given = {reason.name for reason in reasons._told_by_answers()}
    files = [path for path in reasons._files("sources") if path.startswith("sources/fetch")]
    for _, _, call in reasons._calls("SourceError", ["sources/network_addresses.py", *files]):
        if isinstance(call.args[2], ast.Constant):
            given.add(str(call.args[2].value))
    assert promised == given


def test_every_public_name_of_the_library_stands_in_the_documentation() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for public in kilas.__all__:
        assert re.search(rf"\b{public}\b", text), public


@pytest.mark.parametrize("shape", generate.schemas())
def test_the_published_schemas_are_valid_json_schema(shape: str) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads((REFERENCE / f"{shape}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert re.fullmatch(rf"kilas\.{shape}/\d", schema["title"])


def test_every_notice_a_brief_may_carry_stands_in_the_guide() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    for key in NOTICES:
        assert f"| `{key}` |" in guide


def test_the_readme_counts_the_samples_as_they_are() -> None:
    assert len(list(examples.SAMPLES.glob("*.html"))) == 16
    assert "sixteen sample articles" in (ROOT / "README.md").read_text(encoding="utf-8")


# Dependencies and decisions


def test_every_direct_dependency_has_its_reason_and_no_other_has() -> None:
    assert set(dependencies.direct()) == set(dependencies.REASONS)


def test_the_table_of_dependencies_names_each_direct_one() -> None:
    page = dependencies.PAGE.read_text(encoding="utf-8")
    assert re.findall(r"^\| ([a-z0-9-]+) \|", page, re.MULTILINE) == list(dependencies.direct())


def test_the_page_on_dependencies_counts_the_lock_as_it_is() -> None:
    page = dependencies.PAGE.read_text(encoding="utf-8")
    assert f"The lock holds {len(dependencies.locked())} lines" in page


@pytest.mark.parametrize("page", DECISIONS, ids=name)
def test_a_decision_asks_answers_gives_reasons_and_says_what_would_change_it(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for part in ("**Question.**", "**Answer.**", "**Why", "**What would change our mind.**"):
        assert part in text
    assert len([line for line in text.splitlines() if not line.startswith("|")]) <= 40


def test_the_index_lists_every_page_and_every_decision() -> None:
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / target).resolve() for target in _LINK.findall(prose(index))}
    for page in (ROOT / "docs").rglob("*.md"):
        assert page == index or page.resolve() in linked, name(page)


# Links and pictures


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for target in _LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            assert target.startswith("https://")
            continue
        path, _, fragment = target.partition("#")
        aim = (page.parent / path).resolve() if path else page
        assert aim.is_relative_to(ROOT), target
        assert aim.exists(), target
        if fragment:
            assert fragment in anchors(aim), target


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_has_one_title_and_no_line_that_ends_in_spaces(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert (
        len(
            re.findall(r"^# ", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
        )
        == 1
    )
    assert not re.search(r"[ \t]+$", text, re.MULTILINE)


@pytest.mark.parametrize(("picture", "height"), pictures.HEIGHTS.items())
def test_a_picture_is_1280_wide_and_light(picture: str, height: int) -> None:
    data = (pictures.FOLDER / picture).read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", data[16:24]) == (pictures.WIDTH, height)
    assert pictures.WIDTH == 1280
    assert len(data) <= pictures.MAX_BYTES


def test_drawings_hold_no_script_and_ask_nobody_for_anything() -> None:
    for drawing in pictures.FOLDER.glob("*.svg"):
        text = drawing.read_text(encoding="utf-8")
        assert "<script" not in text
        assert re.findall(r"https?://[^\"\s]+", text) == ["http://www.w3.org/2000/svg"]
        assert "<title" in text


# The script of continuous integration


def test_the_ci_script_is_sound_bash_and_runs_the_test_command_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    subprocess.run(["bash", "-n", str(script)], check=True)
    assert script.stat().st_mode & 0o100
    assert "make check" in script.read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^check:.*(?:\n\t.*)*\n\t\$\(MAKE\) test$", makefile, re.MULTILINE)
    assert any("make test" in block.body for block in examples.blocks(ROOT / "README.md", "sh"))
