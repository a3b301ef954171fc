"""Why a source is refused: every reason that stands in the code, with the words Kilas says then.

Read from the syntax tree, because a reason is born where it is found out: a page that is none, an answer of a server,
a file that is not there. A way of refusing that this reader does not know is an error, so that none is missed.
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "kilas"
GAP = "…"


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """One thing that can be told about a source, and what a user can do then."""

    name: str
    seen: str
    mend: str


def reasons() -> tuple[Reason, ...]:
    """Every reason in order of its name; one row for each way of saying it."""
    return tuple(
        sorted(
            {
                *_told_by_pages(),
                *_told_by_the_table(),
                *_told_by_answers(),
                *_raised(),
                *_refused_at_once(),
                *_too_much(),
            }
        )
    )


def settlements() -> frozenset[str]:
    """Every reason that stands beside what became of an entry or of a feed, and is no refusal of a source."""
    from kilas.store.records import Withheld

    calls = [call for name in ("Decision", "Settle") for call in _calls(name, ["core/publishing.py"])]
    calls += _calls("_Passing", _files("pipeline"))
    given = {reason for _, _, call in calls for reason in _words(call, "reason")}
    given |= {value for key, value in _pairs("store/saved_feeds.py") if key == "failure_reason"}
    return frozenset(given).union(get_args(get_type_hints(Withheld)["reason"]))


def particulars() -> frozenset[str]:
    """Every finer reason with words of its own."""
    calls = _calls("refusal", _files("core", "pipeline"))
    return frozenset(finer for _, _, call in calls for finer in _words(call, "particular"))


def _words(call: ast.Call, name: str) -> Iterator[str]:
    """The texts that stand in what a call gives `name`."""
    given = [word.value for word in call.keywords if word.arg == name]
    for node in (node for value in given for node in ast.walk(value)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield node.value


def _pairs(file: str) -> Iterator[tuple[str, str]]:
    """The texts in the dictionaries of a file, by their keys."""
    for node in _walk(file):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                for text in ast.walk(value):
                    if isinstance(key, ast.Constant) and isinstance(text, ast.Constant) and text.value:
                        yield str(key.value), str(text.value)


def _told_by_pages() -> Iterator[Reason]:
    from kilas.core.extract.refusals import PageReason
    from kilas.core.reasons import refusal

    for name in get_args(PageReason):
        told = refusal(name, "", count=2 if name == "too_short" else None)
        yield Reason(name, told.detail, told.mend)


def _told_by_the_table() -> Iterator[Reason]:
    from kilas.core.reasons import of

    for path, _, call in _calls("refusal", _files("core", "pipeline", "cli")):
        name = call.args[0]
        given = {word.arg: word.value for word in call.keywords}
        if isinstance(name, ast.Constant):
            row = of(str(name.value))
            seen = row.counted[1] % {"count": GAP} if row.counted and "count" in given else row.seen
            mend = _told(_assigned("mend", path), "core.reasons") if "mend" in given else row.mend
            yield Reason(str(name.value), seen, mend)
        elif not path.startswith("core/extract/"):  # told by pages
            raise AssertionError(f"{path}:{call.lineno} refuses in a way docs/reasons.py cannot read")


def _told_by_answers() -> Iterator[Reason]:
    from kilas.sources.fetch_answer import REFUSALS, RawAnswer, refusal
    from kilas.sources.network_addresses import parse_address

    address = parse_address("https://example.com/news")
    for status in (*REFUSALS, 500, 418):
        error = refusal(address, RawAnswer(status=status, headers=()))
        name = error.reason if status != 418 else "http_NNN"
        yield Reason(name, error.problem.replace(address.shown, GAP).replace("418", "NNN"), error.mend)


def _too_much() -> Iterator[Reason]:
    """What the worker process gives up on; its mend is said where the failure is caught."""
    mends = [_told(node.value, "pipeline.batch") for node in _walk("pipeline/batch.py") if _is_mend(node)]
    if len(mends) != 1:
        raise AssertionError("pipeline/batch.py no longer says in one place what mends a failed task")
    for _, _, call in _calls("TaskFailed", ["pipeline/worker.py"]):
        yield Reason(_constant(call.args[0]), _told(call.args[1], "pipeline.worker"), mends[0])


def _is_mend(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "mend"
    )


def _raised() -> Iterator[Reason]:
    for path, module, call in _calls("SourceError", _files("sources", "pipeline")):
        if len(call.args) < 3:
            yield Reason("unreadable", _told(call.args[0], module), _told(call.args[1], module))
            continue
        name = call.args[2]
        if isinstance(name, ast.Constant):
            yield Reason(str(name.value), _told(call.args[0], module), _told(call.args[1], module))
        elif not _is_passed_on(name, path):
            raise AssertionError(f"{path}:{call.lineno} refuses in a way docs/reasons.py cannot read")


def _refused_at_once() -> Iterator[Reason]:
    for path, module, call in _calls("Refusal", _files("core", "pipeline", "cli")):
        given = {word.arg: word.value for word in call.keywords}
        name = given["reason"]
        if isinstance(name, ast.Constant):
            seen = given["detail"]
            if isinstance(seen, ast.Name):
                seen = _assigned(seen.id, path)
            yield Reason(str(name.value), _told(seen, module), _told(given["mend"], module))
        elif not _is_passed_on(name, path):
            raise AssertionError(f"{path}:{call.lineno} refuses in a way docs/reasons.py cannot read")


def _is_passed_on(name: ast.expr, path: str) -> bool:
    """Whether the reason is another's, already read: `error.reason`, a step's outcome, or a row of a table read above."""
    if isinstance(name, ast.Attribute):
        return name.attr == "reason"
    if isinstance(name, ast.Subscript):
        return isinstance(name.slice, ast.Constant) and name.slice.value == "refused"
    return isinstance(name, ast.Name) and path in ("sources/fetch_answer.py", "core/reasons.py")


def _assigned(name: str, path: str) -> ast.expr:
    """What the local variable `name` of a file is given, where it is given it once."""
    found = [
        node.value
        for node in _walk(path)
        if isinstance(node, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
    ]
    if len(found) != 1:
        raise AssertionError(f"{path} gives {name!r} {len(found)} values")
    return found[0]


def _told(node: ast.expr, module: str) -> str:
    """The words of a string or f-string; what only a run can know is "…"."""
    if isinstance(node, ast.BoolOp):  # "detail or seen"
        return _told(node.values[-1], module)
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            _value(part.value, module) if isinstance(part, ast.FormattedValue) else _told(part, module)
            for part in node.values
        )
    return GAP


def _value(node: ast.expr, module: str) -> str:
    """A value that the module itself fixes, such as a limit; else "…"."""
    fixed: dict[str, Any] = {
        name: value
        for name, value in vars(importlib.import_module(f"kilas.{module}")).items()
        if name.isupper() and isinstance(value, (int, float, str))
    }
    if not {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} <= fixed.keys():
        return GAP
    return str(eval(compile(ast.Expression(node), module, "eval"), {"__builtins__": {}}, fixed))


def _constant(node: ast.expr) -> str:
    if not isinstance(node, ast.Constant):
        raise AssertionError(f"line {node.lineno} of pipeline/worker.py names no constant reason")
    return str(node.value)


def _files(*rooms: str) -> list[str]:
    return sorted(str(path.relative_to(SOURCE)) for room in rooms for path in (SOURCE / room).rglob("*.py"))


def _calls(name: str, files: Iterable[str]) -> Iterator[tuple[str, str, ast.Call]]:
    """Every call of `name`: file, module below `kilas`, and the call."""
    for file in files:
        module = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for node in _walk(file):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield file, module, node


def _walk(file: str) -> Iterator[Any]:
    return ast.walk(ast.parse((SOURCE / file).read_text(encoding="utf-8")))
