"""The shape of the house: imports point inwards, and the front door is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "kilas"
FACES, EDGES = {"site", "cli"}, {"sources", "store", "llm", "mail"}
INWARD: dict[str, set[str]] = {
    **{face: {"pipeline", "core", "errors", "files", "settings", *EDGES} for face in FACES},
    "cli": {"site", "pipeline", "core", "errors", "files", "settings", *EDGES},
    "pipeline": {"core", "errors", "files", "settings", *EDGES},
    **{edge: {"core", "errors", "files", "settings"} for edge in EDGES},
    "core": {"errors"},
    "settings": {"errors"},
    "errors": set(),
    "files": set(),
    "testing": {"core", "errors", "sources", "store"},
    "__main__": {"cli"},
    "__init__": {"core", "errors"},
}
HEAVY = {
    "fastapi",
    "starlette",
    "sqlalchemy",
    "dbos",
    "httpx2",
    "uvicorn",
    "lxml",
    "numpy",
    "trafilatura",
    "jinja2",
    "rich",
    "pydantic",
    # clients of language models
    "anthropic",
    "google.genai",
    "llama_cpp",
    "openai",
    "pydantic_ai",
}


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("kilas.")}


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_point_inwards_and_no_edge_imports_another(path: Path) -> None:
    here = room(path)
    assert imported_rooms(path) - {here} <= INWARD[here]


@pytest.mark.parametrize(
    "path", sorted((SOURCE / "core").rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE))
)
def test_the_core_knows_no_clock_chance_network_or_environment(path: Path) -> None:
    banned = {
        "socket",
        "random",
        "time",
        "subprocess",
        "asyncio",
        "http",
        "urllib.request",
        "secrets",
        "tempfile",
        "httpx2",
    }
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert not banned & {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module not in banned
        elif isinstance(node, ast.Attribute):
            assert node.attr not in {"now", "utcnow", "today", "environ", "getenv"}, f"line {node.lineno}"


def modules() -> Iterator[Path]:
    """Every module that needs a name of its own; those of the languages are alike on purpose."""
    for path in SOURCE.rglob("*.py"):
        if path.name != "__init__.py" and SOURCE / "core" / "languages" not in path.parents:
            yield path


def test_no_two_modules_bear_the_same_name() -> None:
    named = Counter(path.name for path in modules())
    assert [name for name, count in named.items() if count > 1] == []


def test_no_two_public_classes_bear_the_same_name() -> None:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py"))
    classes = (node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef))
    named = Counter(name for name in classes if not name.startswith("_"))
    assert [name for name, count in named.items() if count > 1] == []


@pytest.mark.parametrize("path", sorted((SOURCE / "pipeline").rglob("*.py")), ids=lambda p: p.stem)
def test_what_is_done_below_the_faces_prints_nothing_and_parses_no_command_line(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert not {"typer", "rich", "argparse"} & {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] not in {"typer", "rich", "argparse"}
        elif isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in {"print", "sys.stdout.write", "sys.stderr.write"}


def test_importing_kilas_imports_nothing_heavy() -> None:
    code = "import sys, kilas; print(' '.join(m for m in sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not HEAVY & set(loaded)


def test_who_briefs_in_a_worker_process_does_not_load_the_engine_too() -> None:
    code = "import sys, kilas.cli.brief_commands, kilas.core.render; print(' '.join(m for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    engine = {"numpy", "trafilatura", "kilas.core.extract", "kilas.core.check", "kilas.core.summary.lines"}
    assert not engine & set(done.stdout.split())


def test_the_library_runs_without_web_framework_database_or_model_client() -> None:
    code = (
        "import sys, kilas\n"
        "page = '<html lang=en><title>T</title><article>' + ''.join(f'<p>The town opened bridge number {i} on the river this week.</p>' for i in range(9)) + '</article>'\n"
        "kilas.render(kilas.brief(kilas.extract(page, url='https://example.org/a')), 'html')\n"
        "print(' '.join(m.split('.')[0] for m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not {"fastapi", "starlette", "sqlalchemy", "dbos", "httpx2", "uvicorn", "pydantic_ai"} & loaded


# The order of rooms within the core: each imports from those before it. Rooms on one line know nothing of each other.
CORE_ORDER: tuple[tuple[str, ...], ...] = (
    ("__init__", "data", "registry", "remembered", "routing", "slug"),
    ("article", "languages"),
    ("audience",),
    ("address", "brief", "entry", "material", "news_events", "reasons", "text"),
    ("drafting", "explanation", "near", "numbering", "poll_schedule", "routing", "tone"),
    ("quota", "route_ranking"),
    ("check", "extract", "publishing"),
    ("summary",),
    ("briefing",),
    ("explaining",),
    ("render",),
)
_RANK = {name: rank for rank, names in enumerate(CORE_ORDER) for name in names}


# Stands in `summary`, whose name is promised, and asks for a whole brief.
EXPLAIN = "kilas.core.summary.explain"


def core_room(name: str) -> str:
    return "explaining" if name == EXPLAIN else name.split(".")[2]


@pytest.mark.parametrize(
    "path", sorted((SOURCE / "core").rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE))
)
def test_within_the_core_a_room_imports_only_from_those_before_it(path: Path) -> None:
    parts = path.relative_to(SOURCE / "core").parts
    here = parts[0].removesuffix(".py") if len(parts) == 1 else core_room(module_of(path))
    assert here in _RANK, f"say where core/{here} stands in CORE_ORDER"
    for name in GRAPH[module_of(path)]:
        if name.startswith("kilas.core.") and core_room(name) != here:
            assert _RANK[core_room(name)] < _RANK[here], f"{here} imports {name}"


# The import graph

ROOT = SOURCE.parent.parent


def module_of(path: Path) -> str:
    base = SOURCE.parent if path.is_relative_to(SOURCE) else ROOT
    return ".".join(path.relative_to(base).with_suffix("").parts).removesuffix(".__init__")


def _imports(path: Path, known: Collection[str]) -> set[str]:
    """The modules that `path` imports anywhere, those of a package by their own name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in known else node.module for name in whole}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found.intersection(known) - {module_of(path)}


def _graph() -> dict[str, set[str]]:
    paths = {module_of(path): path for folder in (SOURCE, ROOT / "evals") for path in folder.rglob("*.py")}
    return {name: _imports(path, paths.keys()) for name, path in paths.items()}


GRAPH = _graph()


def test_no_module_imports_itself_over_others() -> None:
    try:
        assert tuple(TopologicalSorter(GRAPH).static_order())
    except CycleError as error:
        raise AssertionError(" -> ".join(error.args[1])) from error


# Branches: how many ways lead through a function, those nested in it apart

MOST_BRANCHES = 12
P95_BRANCHES = 8
# Functions that read well as one table, with the reason: at most five, none above 16.
TABLES: dict[str, tuple[int, str]] = {}
_BRANCHES = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.IfExp,
    ast.comprehension,
    ast.Assert,
    ast.match_case,
)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def branches(function: ast.AST) -> int:
    count = 1
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, _FUNCTIONS):
            continue
        count += isinstance(node, _BRANCHES)
        count += len(node.values) - 1 if isinstance(node, ast.BoolOp) else 0
        waiting += ast.iter_child_nodes(node)
    return count


def counted() -> dict[str, int]:
    """The branches of every function, by file and name; of functions that share both, the most."""
    found: dict[str, int] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, _FUNCTIONS):
                name = f"{path.relative_to(SOURCE)} {node.name}"
                found[name] = max(found.get(name, 0), branches(node))
    return found


def test_no_function_has_more_branches_than_a_reader_can_hold() -> None:
    above = {name: count for name, count in counted().items() if count > MOST_BRANCHES}
    assert above == {name: count for name, (count, _) in TABLES.items()}
    assert len(TABLES) <= 5
    assert all(count <= 16 and reason for count, reason in TABLES.values())


def test_nearly_all_functions_have_few_branches() -> None:
    every = sorted(counted().values())
    assert every[int(0.95 * len(every))] <= P95_BRANCHES
