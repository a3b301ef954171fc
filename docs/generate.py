"""Write what the documentation takes from the code: commands, settings, errors, refusals, JSON shapes, the example.

python -m docs.generate            # write
python -m docs.generate --check    # only say what is out of date; exit code 1 then
"""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
import json
import os
import pkgutil
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from docs import examples
from docs.reasons import reasons

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
README = ROOT / "README.md"
MEND = "python -m docs.generate"
TYPICAL = "en-relay-title.html"  # the English sample of middling length, held by a test, so that none is picked for its brief
EXAMPLE = f"kilas brief src/kilas/samples/{TYPICAL}"
BEGIN, END = "<!-- begin: example, written by docs.generate -->", "<!-- end: example -->"
HEAD = "<!-- Written by `python -m docs.generate`; do not edit. -->\n\n"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog=MEND, description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when anything is out of date"
    )
    check = parser.parse_args(argv).check
    every = files()
    stale = [path for path, text in every.items() if not path.is_file() or path.read_text("utf-8") != text]
    if check:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date", file=sys.stderr)
        if stale:
            print(f"  Try: {MEND}", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(every[path], encoding="utf-8", newline="\n")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


def files() -> dict[Path, str]:
    """Every generated file with the text it should hold."""
    return {
        REFERENCE / "commands.md": HEAD + commands_page(),
        REFERENCE / "settings.md": HEAD + settings_page(),
        REFERENCE / "errors.md": HEAD + errors_page(),
        REFERENCE / "refusals.md": HEAD + refusals_page(),
        REFERENCE / "json.md": HEAD + json_page(),
        REFERENCE / "kinds.md": HEAD + kinds_page(),
        REFERENCE / "weights.md": HEAD + weights_page(),
        **{REFERENCE / f"{name}.schema.json": _pretty(schema) for name, schema in schemas().items()},
        README: readme(),
    }


# Commands


def command_names() -> list[str]:
    """The commands there are, in the order the help lists them; those of a group with its name before theirs."""
    import typer

    from kilas.cli.app import app

    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return [
        name
        for group, command in commands.items()
        for name in (
            *([group] if not hasattr(command, "commands") or command.invoke_without_command else []),
            *(f"{group} {part}" for part in getattr(command, "commands", ())),
        )
    ]


def commands_page() -> str:
    opening = "# Commands\n\nThe help of each command. [The guide](../guide.md) shows examples.\n"
    parts = (
        f"\n## {' '.join(['kilas', *words])}\n\n```text\n{_help(words)}```\n"
        for words in ([], *(name.split() for name in command_names()))
    )
    return opening + "".join(parts) + _EXIT_CODES


_EXIT_CODES = """
## Exit codes

| Code | Meaning |
|---|---|
| 0 | all done |
| 1 | some sources were refused, the others are done |
| 2 | nothing done: every source was refused, or a command, option or setting is not valid |
| 70 | a fault of Kilas's own; a report file tells where |
| 130 | interrupted from the keyboard |
| 141 | the program that read the output ended (`kilas … \\| head`) |
"""


def _help(words: Sequence[str]) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("KILAS_") and k != "GITHUB_ACTIONS"}
    done = subprocess.run(
        [str(Path(sys.executable).with_name("kilas")), *words, "--help"],
        env=clean
        | {
            "COLUMNS": "100",
            "TERMINAL_WIDTH": "100",
            "TERM": "dumb",
            "NO_COLOR": "1",
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        check=True,
    )
    lines = (line.rstrip() for line in done.stdout.decode("utf-8").strip().splitlines())
    return "".join(f"{line.removeprefix(' ')}\n" for line in lines)


# Settings, errors, refusals


def settings_page() -> str:
    from kilas.settings import Settings

    rows = [
        (
            f"`KILAS_{name.upper()}`",
            f"`{name}`",
            _type(field.annotation),
            _default(field.default),
            field.description or "",
        )
        for name, field in Settings.model_fields.items()
    ]
    return (
        "# Settings\n\n"
        "Set a value in the environment, or in `kilas.toml` in the data folder (`KILAS_CONFIG` names another file). The\n"
        "environment wins. The tables of [language models](../models.md) stand in the same file.\n"
        "An unknown key in the file is an error.\n\n"
        + _table(("In the environment", "In the file", "Type", "Default", "What it does"), rows)
    )


def _type(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return " or ".join(f"`{value}`" for value in get_args(annotation) if value)
    name = str(annotation.__name__)
    return {"Path": "path", "str": "text", "int": "whole number", "bool": "yes or no"}.get(name, name)


def _default(value: object) -> str:
    return f"`{value}`" if str(value) else "empty"


def error_classes() -> list[type[Exception]]:
    """Every error that Kilas raises on purpose, the base first, found by importing all of Kilas."""
    import kilas
    from kilas.errors import KilasError

    for module in pkgutil.walk_packages(kilas.__path__, "kilas."):
        if not module.name.endswith(("__main__", ".migrations.env")):  # they run where they are imported
            importlib.import_module(module.name)
    found: list[type[Exception]] = [KilasError]
    for kind in found:
        found += [one for one in kind.__subclasses__() if one not in found]
    return found


def errors_page() -> str:
    rows = [
        (
            f"`{kind.__name__}`",
            f"`{kind.__module__}`",
            f"`{kind.__mro__[1].__name__}`",
            inspect.cleandoc(kind.__doc__ or "").replace("\n", " "),
        )
        for kind in error_classes()
    ]
    return (
        "# Errors\n\n"
        "A Kilas error names the problem and the next step to try. `str(error)` can be shown to users. An expected\n"
        "problem with a source (a page without an article, a server that is down) is not an error but a\n"
        "[refusal](refusals.md).\n\n" + _table(("Class", "Module", "Base", "When"), rows)
    )


def refusals_page() -> str:
    rows = [(f"`{one.name}`", one.seen, one.mend) for one in reasons()]
    return (
        "# Refusals\n\n"
        "When Kilas cannot make a brief, it says why and what to try. This table lists every reason with its messages;\n"
        "`…` stands for details of the case.\n\n" + _table(("Reason", "What was seen", "Try"), rows)
    )


# Source kinds and formats


def kinds_page() -> str:
    from kilas.core.render.formats import FORMATS
    from kilas.sources.source_kinds import KINDS

    polled = {
        "feed": "with conditional requests, at an interval based on its entries",
        "page": "as a page, under its site's robots.txt",
        "files": "read from this machine",
    }
    kinds = [(f"`{one.name}`", one.words, polled[one.polled_as]) for one in KINDS.every()]
    formats = [(f"`{one.name}`", f"`{one.suffix}`", _writes(one)) for one in FORMATS.every()]
    return (
        "# Source kinds and formats\n\n## Source kinds\n\nWhat `kilas add` follows.\n\n"
        + _table(("Kind", "What it is", "Polled"), kinds)
        + "\n## Formats\n\nWhat `--format` writes.\n\n"
        + _table(("Format", "Suffix of its files", "Writes"), formats)
    )


def _writes(row: object) -> str:
    every = ("brief", "article", "explanation")
    return ", ".join(f"{what}s" for what in every if getattr(row, what) is not None)


# JSON


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas by the name of their shape."""
    from kilas.core.render import json_schema, shapes

    named = (value for key, value in vars(shapes).items() if key.isupper() and isinstance(value, str))
    every = [name for name in named if re.fullmatch(r"kilas\.[a-z]+/\d+", name)]
    return {re.split(r"[./]", name)[1]: json_schema(name) for name in every}


# Types that are shapes of their own, and how they stand inside another.
_WHOLE = {"Article": "[article](#kilasarticle1), without its text", "Brief": "[brief](#kilasbrief2)"}


def json_page() -> str:
    opening = (
        "# JSON\n\n"
        "`--format json` writes these shapes. Each names itself in `schema`; the number rises when a field is\n"
        "removed or changes its meaning. Times are UTC. Offsets count Unicode code points. Every field is always\n"
        "present. The same as JSON Schema (2020-12): "
        + ", ".join(f"[{name}]({name}.schema.json)" for name in schemas())
        + ".\n"
    )
    parts = [opening]
    notes = _field_notes()
    told: set[str] = set()
    for name, schema in schemas().items():
        parts.append(
            f"\n## {schema['title']}\n\n{schema['description']}\n\n{_fields(name.capitalize(), schema, notes)}"
        )
        for kind, inner in sorted(schema.get("$defs", {}).items()):
            if kind not in told and kind not in _WHOLE:
                told.add(kind)
                parts.append(
                    f"\n### {kind}\n\n{_own_words(inner['description'])}{_fields(kind, inner, notes)}"
                )
    return "".join(parts)


def _own_words(description: str) -> str:
    """The docstring of a type; "" for the signature that dataclasses put in its place."""
    return "" if re.match(r"\w+\(", description) else f"{description}\n\n"


def _fields(kind: str, schema: Mapping[str, Any], notes: Mapping[tuple[str, str], str]) -> str:
    rows = [
        (f"`{name}`", _json_type(what), notes.get((kind, name), ""))
        for name, what in schema["properties"].items()
    ]
    return _table(("Field", "Type", "Meaning"), rows)


def _json_type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        kind = schema["$ref"].rpartition("/")[2]
        return _WHOLE.get(kind, f"[{kind}](#{kind.lower()})")
    if "const" in schema or "enum" in schema:
        return " or ".join(f"`{json.dumps(value)}`" for value in schema.get("enum", [schema.get("const")]))
    if "anyOf" in schema:
        return " or ".join(
            dict.fromkeys(" or ".join(_json_type(one) for one in schema["anyOf"]).split(" or "))
        )
    if schema.get("type") == "array":
        return f"list of {_json_type(schema['items'])}"
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return "time" if schema.get("format") == "date-time" else " or ".join(kinds)


def _field_notes() -> dict[tuple[str, str], str]:
    """What the comment beside each field of a value says, by type and field."""
    from kilas.core import article, brief, explanation

    notes: dict[tuple[str, str], str] = {}
    for module in (article, brief, explanation):
        text = inspect.getsource(module)
        lines = text.splitlines()
        for node in ast.parse(text).body:
            if isinstance(node, ast.ClassDef):
                notes |= {(node.name, name): note for name, note in _notes_in(node, lines)}
    notes[("Article", "text_sha256")] = "the same as `revision`"
    return notes


def _notes_in(node: ast.ClassDef, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for field in node.body:
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            after = lines[(field.end_lineno or 1) - 1][field.end_col_offset or 0 :]
            if "#" in after:
                yield field.target.id, after.partition("#")[2].strip().replace("None", "null")


# Weights


def weights_page() -> str:
    opening = (
        "# Weights\n\n"
        "The weights that Kilas learned, and the data they were trained on. They are in `src/kilas/core/data`, each file\n"
        "with its provenance beside it. The scripts reproduce them byte for byte. Scores are in percent; each names the\n"
        "data it was measured on.\n"
    )
    parts = [opening]
    folder = ROOT / "src" / "kilas" / "core" / "data"
    for path in sorted(folder.glob("*.provenance.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        size = (folder / told["file"]).stat().st_size
        rows = [(one["name"], one["licence"], f"{one['rows']:,}") for one in told["sets"]]
        scores = "; ".join(f"{name} {value}" for name, value in sorted(told["scores"].items()))
        parts.append(
            f"\n## {told['file']}\n\nLicence {told['licence']}, {size / 1000:,.0f} kB, made by `{told['script']}`.\n\n"
            + _table(("Trained on", "Licence of the set", "Rows"), rows)
            + f"\nScores: {scores}.\n"
        )
    return "".join(parts)


# The example


def readme() -> str:
    """The README with its example as the command prints it today."""
    text = README.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    shown, end, after = rest.partition(END)
    if not begin or not end:
        raise AssertionError(f"README.md holds no {BEGIN!r} and {END!r}")
    return f"{before}{begin}\n{_example(shown)}{end}{after}"


def _example(shown: str) -> str:
    """The example anew; as it stands where only time and date differ."""
    with tempfile.TemporaryDirectory() as name:
        examples.prepare(Path(name))
        code, printed = examples.run(EXAMPLE, Path(name))
    if code != 0:
        raise AssertionError(f"{EXAMPLE} failed: {printed}")
    made = f"```console\n$ {EXAMPLE}\n{printed}```\n"
    return shown.lstrip("\n") if examples.is_same(shown, made) else made


# Markdown


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(
        f"|{'|'.join(f' {_cell(one)} ' if one != '---' else one for one in line)}|\n" for line in lines
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
