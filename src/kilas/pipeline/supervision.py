"""Starts, watches and stops the processes of an installation: worker names, the site's process, the service.

The caller holds the folder's lock (`locks.FolderLock`) and the listening socket. It passes in the function that serves
the site, because this room may not import faces.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any

from kilas.core.audience import ResolvedAudience
from kilas.errors import SettingsError
from kilas.llm.config import Models, load_models, warning_of
from kilas.pipeline.locks import FolderLock, take_first_free
from kilas.pipeline.opening import jobs_url
from kilas.pipeline.worker import die_with
from kilas.settings import Settings
from kilas.sources.network_addresses import parse_exemptions
from kilas.sources.source_kinds import folder
from kilas.store import Progress, Store

if TYPE_CHECKING:
    from kilas.pipeline.service import Service

DRAIN_S = 6.0  # time for running work to finish when told to stop
STOP_S = 9.0  # time after which we stop waiting; the next start resumes the work
_AGAIN_S = 1.0  # least time before a child that ended is restarted
_MOST_PROCESSES = 4  # worker processes for pages, by default: one per core, up to this number


def prepare(settings: Settings, now: datetime, progress: Progress | None = None) -> bool:
    """Prepares the store and returns True if it is new. A new store follows the bundled samples, as first content.

    Reports to `progress` while it upgrades data of an earlier Kilas.
    """
    with Store.open(Store.url_for(settings), migrate=True, progress=progress) as store:
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
            now=now,
        )
        return True


def settle_audience(store: Store, resolved: ResolvedAudience, now: datetime) -> ResolvedAudience:
    """The audience that a worker writes for: the one on record; `resolved`, which is then recorded, if there is none."""
    kept = store.audiences.kept()
    if kept is None:
        store.audiences.keep(resolved, now)
    return kept or resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerName:
    """A worker's name: unique while it runs, the same after a restart. Held until the process ends."""

    called: str
    executor: str  # name under which the engine runs its work
    held_by: Store  # open as long as we run; on PostgreSQL, its session holds the name


def name_for_up(settings: Settings) -> WorkerName:
    """The name of `kilas up`, whose caller holds the folder's lock.

    Raises SettingsError if another process of this machine has it.
    """
    return _named(settings, lambda store: _up(settings, store))


def name_for_worker(settings: Settings, asked: str | None) -> WorkerName:
    """The name of a worker: `asked`, or the first free number. Raises SettingsError if another worker has `asked`.

    SQLite allows one service per folder: there it takes the folder's lock.
    """
    return _named(settings, lambda store: _worker(settings, asked, store))


def _named(settings: Settings, take: Callable[[Store], str]) -> WorkerName:
    store = Store.open(Store.url_for(settings))
    try:
        called = take(store)
    except BaseException:
        store.close()
        raise
    return WorkerName(called=called, executor=_executor(settings, called), held_by=store)


def start_service(settings: Settings, name: WorkerName, processes: int | None = None) -> Service:
    """Starts the service under `name`, with that many worker processes for pages."""
    from kilas.pipeline.service import Plan, Service

    service = Service(
        Plan(
            database_url=Store.url_for(settings),
            jobs_url=jobs_url(settings),
            executor=name.executor,
            processes=processes or min(_MOST_PROCESSES, os.cpu_count() or 1),
            allow=parse_exemptions(settings.allow_private),
            base_url=settings.base_url,
            hub=settings.hub,
            models=models_at_start(settings),
        )
    )
    service.start()
    return service


def models_at_start(settings: Settings) -> Models:
    """The configured models; logs a warning about what would not work as configured."""
    models = load_models(settings)
    if warning := warning_of(models):
        logging.getLogger(__name__).warning("%s", warning)
    return models


def stop_in_time(service: Service) -> None:
    """Stops the service and returns within `STOP_S` seconds.

    The caller then ends the process. Threads of the engine may still be waiting for a host or a database;
    their work is recorded and resumed later.
    """
    ending = threading.Thread(target=service.stop, args=(DRAIN_S,), daemon=True)
    ending.start()
    ending.join(STOP_S)


class Child:
    """A child process that is restarted when it ends. On Linux the kernel ends it with its parent.

    `task` is a module-level function; it and its arguments are pickled.
    """

    def __init__(self, task: Callable[..., None], *args: Any, name: str) -> None:
        self._task, self._args, self._name = task, args, name
        self._process: BaseProcess | None = None
        self._ended = 0.0

    def start(self) -> None:
        context = multiprocessing.get_context("spawn")
        told = (os.getpid(), self._task, self._args)
        self._process = context.Process(target=_live, args=told, name=f"kilas-{self._name}")
        self._process.start()

    def look_after(self) -> None:
        """Restarts the process if it has ended, at most once a second."""
        if self._process is None or self._process.is_alive():
            self._ended = time.monotonic()
        elif time.monotonic() - self._ended > _AGAIN_S:
            logging.getLogger(__name__).warning(
                "the %s ended with code %s and is started again", self._name, self._process.exitcode
            )
            self.start()

    def stop(self) -> None:
        """Asks the process to finish its current work and end (SIGTERM)."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()


def _live(parent: int, task: Callable[..., None], args: tuple[Any, ...]) -> None:
    die_with(parent)
    task(*args)


def _up(settings: Settings, store: Store) -> str:
    if not store.workers.take_name(_executor(settings, "up")):
        raise SettingsError(
            f"another `kilas up` on this machine already uses {store.name}",
            "stop it first, or run `kilas work` and `kilas serve` as well",
        )
    return "up"


def _worker(settings: Settings, asked: str | None, store: Store) -> str:
    if not settings.database_url:
        FolderLock(settings.home).__enter__()
        return "up"
    if asked is not None:
        is_free = FolderLock(settings.home, asked).take()
        if not (is_free and store.workers.take_name(_executor(settings, asked))):
            raise SettingsError(
                f"a worker with the name {asked!r} is already running on {store.name if is_free else settings.home}",
                "give this worker another --name, or omit --name",
            )
        return asked
    while True:  # goes on past names that workers with other folders have
        _, called = take_first_free(settings.home, "worker")
        if store.workers.take_name(_executor(settings, called)):
            return called


def _executor(settings: Settings, name: str) -> str:
    """The plain name on SQLite; with the machine's name where several machines share a database."""
    return f"{socket.gethostname()}-{name}" if settings.database_url else name
