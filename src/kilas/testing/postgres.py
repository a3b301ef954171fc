"""A real PostgreSQL server for tests and benches, with its own folder and port, deleted afterwards."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Server:
    """A server that can be stopped and started again."""

    programs: Path
    folder: Path
    port: int
    user: int | None  # id of the user who runs it; None: the user who runs the tests
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://kilas@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        # No fsync: a test server must survive killed clients, but no power cut.
        options = {"fsync": "off", "shared_buffers": "64MB", "max_connections": "100"}
        flags = [flag for name, value in options.items() for flag in ("-c", f"{name}={value}")]
        data = str(self.folder / "data")
        command = [str(self.programs / "postgres"), "-D", data, "-h", "127.0.0.1", "-p", str(self.port)]
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen([*command, "-k", "", *flags], user=self.user, stdout=log, stderr=log)
        log.close()
        self._await()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server: SIGINT closes all sessions first, SIGQUIT is like a crash."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(timeout=30)
            self.process = None

    def _await(self) -> None:
        import psycopg

        assert self.process is not None
        end = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url.replace("+psycopg", ""), connect_timeout=2).close()
                return
            except psycopg.OperationalError as error:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise AssertionError((self.folder / "log").read_text()[-2000:]) from error
                time.sleep(0.05)


def programs() -> Path | None:
    """The folder with `initdb` and `postgres` of the newest version installed; None if there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


@contextmanager
def server(programs: Path) -> Iterator[Server]:
    """A running server in a temporary folder. Started by root, it runs as another user, because PostgreSQL refuses root.

    The folder is not one of pytest's, because the next run of pytest closes those to other users.
    """
    user = _somebody() if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="kilas-postgres-") as name:
        folder = Path(name)
        if user is not None:
            os.chown(folder, user, -1)
        command = [
            str(programs / "initdb"),
            "-D",
            str(folder / "data"),
            "-U",
            "kilas",
            "-A",
            "trust",
            "-E",
            "UTF8",
        ]
        subprocess.run(
            [*command, "--no-sync", "--locale=C"], check=True, stdout=subprocess.DEVNULL, user=user, cwd="/"
        )
        running = Server(programs, folder, _free_port(), user)
        running.start()
        try:
            yield running
        finally:
            running.stop()


@contextmanager
def database(url: str, template: str = "") -> Iterator[str]:
    """Address of an empty database on the server at `url`; the database is dropped afterwards.

    `template` is the address of a database to copy, which nobody may be using.
    """
    import psycopg

    name = f"t{secrets.token_hex(6)}"
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        copied = f" TEMPLATE {template.rpartition('/')[2]}" if template else ""
        connection.execute(f"CREATE DATABASE {name}{copied}".encode())
        try:
            yield url.rpartition("/")[0] + f"/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _somebody() -> int:
    import pwd

    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise AssertionError("PostgreSQL will not run as root, and there is no other user")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
