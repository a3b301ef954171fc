"""The examples of the documentation: found in Markdown, run as a reader would run them, compared with what is shown.

A ```console block is a dialogue: lines after "$ " are commands ("> " goes on), the rest is what they print, and a
line "..." stands for any lines. A ```python block is a script. Both run in a folder that holds the bundled samples.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "src" / "kilas" / "samples"
TIMEOUT_S = 120
_FENCE = re.compile(r"^```(?P<kind>\w*)[^\n]*\n(?P<body>.*?)^```\s*$", re.MULTILINE | re.DOTALL)
# What differs from run to run: how long it took, and when it was.
_VOLATILE = (
    re.compile(r"(?<=Time: )\d[\d.,]* seconds?"),
    re.compile(r"(?<=Made: )\d+ \w+ \d+, [\d:]+ \w+"),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block."""

    file: Path
    line: int
    kind: str  # "console", "python", …; "" where none is named
    body: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}"


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a console block, and what the page says it prints ("" where it says nothing)."""

    line: str
    shown: str


def pages() -> list[Path]:
    """Every Markdown page for readers: those at the top of the repository, then the documentation."""
    return sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md"))


def blocks(page: Path, kind: str) -> list[Block]:
    """The fenced blocks of `page` that say they are `kind`."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(page, text.count("\n", 0, found.start()) + 1, kind, found["body"])
        for found in _FENCE.finditer(text)
        if found["kind"] == kind
    ]


def commands(body: str) -> list[Command]:
    """The commands of a console block.

    >>> commands("$ kilas --version\\nkilas 0.1.0\\n")
    [Command(line='kilas --version', shown='kilas 0.1.0\\n')]
    """
    return list(_commands(body.splitlines()))


def _commands(lines: Sequence[str]) -> Iterator[Command]:
    command: list[str] = []
    shown: list[str] = []
    for line in [*lines, "$ "]:
        if line.startswith("$ "):
            if command:
                yield Command("\n".join(command), "".join(f"{one}\n" for one in shown))
            command, shown = [line[2:]], []
        elif line.startswith("> ") and not shown:
            command.append(line[2:])
        else:
            shown.append(line)


def prepare(folder: Path) -> None:
    """Put the samples where examples look for them: beside the reader, and where they lie in a checkout."""
    for target in (folder, folder / "src" / "kilas" / "samples"):
        target.mkdir(parents=True, exist_ok=True)
        for sample in SAMPLES.glob("*.html"):
            shutil.copy(sample, target)


def run(command: str, folder: Path) -> tuple[int, str]:
    """Exit code, and what `command` prints on both channels, as a terminal 80 columns wide shows it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KILAS_")}
    binaries = str(Path(sys.executable).parent)
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=clean
        | {
            "PATH": f"{binaries}{os.pathsep}{clean.get('PATH', os.defpath)}",
            "KILAS_TIMEZONE": "UTC",
            "KILAS_HOME": str(folder / "home"),
            "COLUMNS": "80",
            "PYTHONIOENCODING": "utf-8",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=TIMEOUT_S,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8")


def is_same(shown: str, printed: str) -> bool:
    """Whether the page shows what the command prints, but for time, date and where lines break around them.

    >>> is_same("Time: 0.3 seconds\\n...\\nend\\n", "Time: 1.4 seconds\\nand so on\\nend\\n")
    True
    >>> is_same("begin\\nend\\n", "begin\\nand so on\\nend\\n")
    False
    """
    parts = [re.escape(_settled(part)) for part in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE)]
    return re.fullmatch(r"\s*.*\s*".join(parts), _settled(printed), re.DOTALL) is not None


def _settled(text: str) -> str:
    text = " ".join(text.split())
    for pattern in _VOLATILE:
        text = pattern.sub("…", text)
    return text
