"""A real llama.cpp server on loopback, for tests and benches. `make llama` builds the program."""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

_PATIENCE_S = 120.0  # until it answers: a loaded machine reads weights slowly
_LISTENING = re.compile(rb"listening on (http://127\.0\.0\.1:\d+)")
_direct = build_opener(ProxyHandler({}))


@contextmanager
def llama_server(program: Path, weights: Path, *, alias: str = "tiny", context: int = 16384) -> Iterator[str]:
    """Base address (`http://127.0.0.1:…/v1`) of a server of `weights`, called `alias`. It ends with the block.

    Two requests at a time share `context` tokens. One thread: more only wait for each other on a machine that is busy.
    """
    options = {"-c": context, "-np": 2, "-t": 1, "-tb": 1, "--port": 0, "--alias": alias}
    flags = [str(part) for option in options.items() for part in option]
    command = [program, "-m", weights, "--host", "127.0.0.1", "--offline", "--no-webui", *flags]
    with tempfile.TemporaryDirectory(prefix="kilas-llama-") as folder:
        told = Path(folder) / "log"
        with told.open("wb") as log:
            process = subprocess.Popen([*map(str, command)], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            yield _ready(process, told) + "/v1"
        finally:
            process.kill()
            process.wait()


def _ready(process: subprocess.Popen[bytes], told: Path) -> str:
    """Address of the server, once it is ready to answer."""
    ends = time.monotonic() + _PATIENCE_S
    while True:
        said = told.read_bytes()
        found = _LISTENING.search(said)
        if found and _is_healthy(found[1].decode()):
            return found[1].decode()
        if process.poll() is not None or time.monotonic() > ends:
            raise AssertionError(f"llama-server does not answer: {said[-2000:].decode(errors='replace')}")
        time.sleep(0.02)


def _is_healthy(address: str) -> bool:
    try:
        with _direct.open(f"{address}/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
