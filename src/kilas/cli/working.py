"""The commands that go on until they are stopped: up, work, serve."""

from __future__ import annotations

import errno
import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from kilas.cli.session import now, say, settings_with, tell
from kilas.errors import SettingsError, StoreError
from kilas.pipeline.locks import FolderLock, take_first_free
from kilas.pipeline.opening import jobs_url
from kilas.settings import Settings
from kilas.sources import folder
from kilas.sources.addresses import Exemption, parse_exemptions
from kilas.store import Store

if TYPE_CHECKING:
    from kilas.pipeline.service import Service

DEFAULT_PORT, PORTS_TRIED = 8000, 20
DRAIN_S = 6.0  # given to what is at work when we are told to stop
STOP_S = 9.0  # after which we end whatever is still going on; the next start goes on with it
_SITE_AGAIN_S = 1.0  # until a site that ended is started again


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where to serve, as the command line says."""

    host: str = "127.0.0.1"
    port: int | None = None
    data: Path | None = None
    base_url: str | None = None


def up(where: Where) -> int:
    """Everything on one machine: poll, ingest, serve; until stopped."""
    settings = settings_with(where.data, where.base_url)
    allow = parse_exemptions(settings.allow_private)  # what is wrong with it is told before anything begins
    with FolderLock(settings.home):
        listener = _listener(where)
        settings = _reachable(settings, where, listener)
        first = _prepare(settings)
        stopping = _stop_event()
        site = _Site(listener, settings)
        names = Store.open(Store.url_for(settings))
        if not names.workers.take_name(_executor(settings, "up")):
            raise SettingsError(
                f"another `kilas up` of this machine is at work on {names.name}",
                "stop that one first, or run `kilas work` and `kilas serve` beside it",
            )
        site.start()
        try:
            service = _service(settings, allow, executor=_executor(settings, "up"))
            service.start()
        except BaseException:
            site.stop()  # or we would wait for it, and it for us
            raise
        _greet(settings, where, listener, is_first=first)
        threading.Thread(target=_tell_progress, args=(service, stopping), daemon=True).start()
        while not stopping.wait(0.5):
            site.look_after()
        tell("Stopping.")
        site.stop()
        _end(service)
    return 0


def work(data: Path | None, name: str | None, processes: int | None) -> int:
    """Poll and ingest, without a site: one of several workers on one PostgreSQL database."""
    settings = settings_with(data)
    allow = parse_exemptions(settings.allow_private)
    names = Store.open(Store.url_for(settings))  # open until we end, for it holds our name
    called = _called(settings, name, names)
    stopping = _stop_event()
    service = _service(settings, allow, executor=_executor(settings, called), processes=processes)
    service.start()
    tell(f"Worker {called} is at work on {service.store.name}. Press Ctrl-C to stop.")
    stopping.wait()
    _end(service)
    return 0


def serve(where: Where) -> int:
    """The site alone, over what is in the store."""
    settings = settings_with(where.data, where.base_url)
    listener = _listener(where)
    settings = _reachable(settings, where, listener)
    Store.open(Store.url_for(settings)).close()  # its error is ours to tell
    _say_where(settings, where, listener)
    _serve_site(listener, settings.model_dump(mode="json"), parent=None)
    return 0


# The parts of `up`


def _listener(where: Where) -> socket.socket:
    """A socket at the port asked for, or at 8000, or the next that is free."""
    family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
    for port in [where.port] if where.port else range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TRIED):
        try:
            return socket.create_server((where.host, port), family=family, backlog=512)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise SettingsError(
                    f"cannot serve at {where.host}:{port}: {error.strerror or error}",
                    "choose another --host or --port",
                ) from error
    which = (
        f"port {where.port} is"
        if where.port
        else f"ports {DEFAULT_PORT} to {DEFAULT_PORT + PORTS_TRIED - 1} are"
    )
    raise SettingsError(f"{which} in use", "choose another with --port")


def _reachable(settings: Settings, where: Where, listener: socket.socket) -> Settings:
    """The settings with the address readers reach the site at: as told, else as served."""
    if settings.base_url:
        return settings
    return settings.model_copy(update={"base_url": _served_at(where, listener)})


def _served_at(where: Where, listener: socket.socket) -> str:
    host = f"[{where.host}]" if ":" in where.host else where.host
    if where.host in ("0.0.0.0", "::"):  # noqa: S104  # compared, not bound
        host = socket.gethostname()
    return f"http://{host}:{listener.getsockname()[1]}"


def _prepare(settings: Settings) -> bool:
    """Have the store ready; a new one follows the bundled samples, so that there is something to see. Whether it is new."""
    with Store.open(Store.url_for(settings), migrate=True) as store:
        if store.feeds.list() or store.feeds.find(folder.SAMPLES) is not None:
            return False
        store.feeds.add(
            folder.SAMPLES,
            "folder",
            title="Kilas",
            home=None,
            language=None,
            rights="cc",
            backlog=1_000,
            now=now(),
        )
        return True


def _called(settings: Settings, name: str | None, names: Store) -> str:
    """What this worker is called, by itself as long as it lives and after a restart again: as told, or as is free."""
    if not settings.database_url:
        FolderLock(settings.home).__enter__()  # SQLite has one service a folder, and this is it
        return "up"
    if name is not None:
        is_free = FolderLock(settings.home, name).take()
        if not (is_free and names.workers.take_name(_executor(settings, name))):
            raise SettingsError(
                f"a worker called {name!r} is at work on {names.name if is_free else settings.home} already",
                "give this one another --name, or none",
            )
        return name
    while True:  # those whose folder is another are counted through, too
        _, called = take_first_free(settings.home, "worker")
        if names.workers.take_name(_executor(settings, called)):
            return called


def _executor(settings: Settings, name: str) -> str:
    """The name that work is done under: the folder's on SQLite, this machine's where several share a database."""
    return f"{socket.gethostname()}-{name}" if settings.database_url else name


def _service(
    settings: Settings, allow: tuple[Exemption, ...], *, executor: str, processes: int | None = None
) -> Service:
    from kilas.pipeline.service import Plan, Service

    _log_to_terminal()
    return Service(
        Plan(
            database_url=Store.url_for(settings),
            jobs_url=jobs_url(settings),
            executor=executor,
            processes=processes or min(4, os.cpu_count() or 1),
            allow=allow,
            base_url=settings.base_url,
            hub=settings.hub,
        )
    )


def _log_to_terminal() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")


def _stop_event() -> threading.Event:
    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return stopping


def _end(service: Service) -> None:
    """Stop in time: what does not end by itself is left to the next start."""
    ending = threading.Thread(target=service.stop, args=(DRAIN_S,), daemon=True)
    ending.start()
    ending.join(STOP_S)
    sys.stdout.flush()
    sys.stderr.flush()
    logging.shutdown()
    os._exit(0)  # threads of the engine may still wait for a host or a database; their work is kept


def _greet(settings: Settings, where: Where, listener: socket.socket, *, is_first: bool) -> None:
    if is_first:
        tell("Kilas briefs the bundled sample articles (ours, public domain).")
    _say_where(settings, where, listener)
    tell("Follow a feed with `kilas add ADDRESS`. Press Ctrl-C to stop.")


def _say_where(settings: Settings, where: Where, listener: socket.socket) -> None:
    here = _served_at(where, listener)
    say(f"\n  {settings.base_url}/id/   {settings.base_url}/en/\n")
    if settings.base_url != here:
        tell(f"  served at {here}")


def _tell_progress(service: Service, stopping: threading.Event) -> None:
    """How far the entries have come, until none waits for the first time."""
    live, shown = sys.stderr.isatty(), ""
    while not stopping.wait(1.0):
        try:
            entries = service.store.care.counts().entries
        except StoreError:
            continue
        total, waiting = sum(entries.values()), entries.get("new", 0)
        line = f"  {entries.get('briefed', 0)} briefed, {entries.get('linked', 0)} linked, {waiting} to come"
        if live and line != shown and total:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()
            shown = line
        if total and not waiting:
            sys.stderr.write(("\r\x1b[K" if live else "") + line.removesuffix(", 0 to come") + ".\n")
            sys.stderr.flush()
            return


class _Site:
    """Guards the process that serves the pages; the socket stays ours, so a new one loses no reader."""

    def __init__(self, listener: socket.socket, settings: Settings) -> None:
        self._listener = listener
        self._settings = settings.model_dump(mode="json")
        self._process: BaseProcess | None = None
        self._ended = 0.0

    def start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(
            target=_serve_site, args=(self._listener, self._settings, os.getpid()), name="kilas-site"
        )
        self._process.start()

    def look_after(self) -> None:
        """Start it again when it has ended, but not faster than once a second."""
        if self._process is None or self._process.is_alive():
            self._ended = time.monotonic()
        elif time.monotonic() - self._ended > _SITE_AGAIN_S:
            logging.getLogger(__name__).warning(
                "the site ended with code %s and is started again", self._process.exitcode
            )
            self.start()

    def stop(self) -> None:
        """Ask it to finish what it is answering; it dies with us at the latest."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()


def _serve_site(listener: socket.socket, told: dict[str, Any], parent: int | None) -> None:
    from kilas.pipeline.worker import die_with
    from kilas.site.app import create_app
    from kilas.site.serving import serve

    _log_to_terminal()
    if parent is not None:
        die_with(parent)
    for number in (
        signal.SIGTERM,
        signal.SIGINT,
    ):  # told to end, the server ends well and then raises it again
        signal.signal(number, lambda *_: sys.exit(0))
    settings = Settings.model_construct(
        **told | {"home": Path(told["home"])}
    )  # not read again from the environment
    with Store.open(Store.url_for(settings)) as store:
        serve(create_app(store, settings), listener)
