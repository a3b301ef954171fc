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

from kilas.errors import SettingsError
from kilas.pipeline.locks import FolderLock, take_first_free
from kilas.pipeline.opening import jobs_url
from kilas.pipeline.worker import die_with
from kilas.settings import Settings
from kilas.sources.network_addresses import parse_exemptions
from kilas.sources.source_kinds import folder
from kilas.store import Progress, Store

if TYPE_CHECKING:
    from kilas.pipeline.service import Service

DRAIN_S = 6.0  # given to what is at work when we are told to stop
STOP_S = 9.0  # after which we let go of whatever is still going on; the next start goes on with it
_AGAIN_S = 1.0  # until a child that ended is started again
_MOST_PROCESSES = 4  # for pages, by default: one a core up to here


def prepare(settings: Settings, now: datetime, progress: Progress | None = None) -> bool:
    """Have the store ready; a new one follows the bundled samples, so that there is something to see. Whether it is new.

    An upgrade of what an earlier Kilas kept tells `progress` how far it is.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerName:
    """A worker's name: unique while it runs, the same after a restart. Held until the process ends."""

    called: str
    executor: str  # that its work is done under
    held_by: Store  # open as long as we run; on PostgreSQL its session holds the name


def name_for_up(settings: Settings) -> WorkerName:
    """The name of `kilas up`, whose caller has the folder's lock. SettingsError when another of this machine has it."""
    return _named(settings, lambda store: _up(settings, store))


def name_for_worker(settings: Settings, asked: str | None) -> WorkerName:
    """The name of a worker: as `asked`, else the first number that is free here. SettingsError when another has it.

    SQLite has one service a folder: there it takes the folder's lock.
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
    """The service, started: it polls and writes under `name`, with so many processes for pages."""
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
        )
    )
    service.start()
    return service


def stop_in_time(service: Service) -> None:
    """Stop the service, and return after `STOP_S` seconds at the latest.

    The caller then ends the process: threads of the engine may still wait for a host or a database; their work is kept.
    """
    ending = threading.Thread(target=service.stop, args=(DRAIN_S,), daemon=True)
    ending.start()
    ending.join(STOP_S)


class Child:
    """A child process that is started again when it ends. On Linux the kernel ends it with its parent.

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
        """Start it again when it has ended, but not faster than once a second."""
        if self._process is None or self._process.is_alive():
            self._ended = time.monotonic()
        elif time.monotonic() - self._ended > _AGAIN_S:
            logging.getLogger(__name__).warning(
                "the %s ended with code %s and is started again", self._name, self._process.exitcode
            )
            self.start()

    def stop(self) -> None:
        """Ask it to finish what it is doing."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()


def _live(parent: int, task: Callable[..., None], args: tuple[Any, ...]) -> None:
    die_with(parent)
    task(*args)


def _up(settings: Settings, store: Store) -> str:
    if not store.workers.take_name(_executor(settings, "up")):
        raise SettingsError(
            f"another `kilas up` of this machine is at work on {store.name}",
            "stop that one first, or run `kilas work` and `kilas serve` beside it",
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
                f"a worker called {asked!r} is at work on {store.name if is_free else settings.home} already",
                "give this one another --name, or none",
            )
        return asked
    while True:  # those whose folder is another are counted through, too
        _, called = take_first_free(settings.home, "worker")
        if store.workers.take_name(_executor(settings, called)):
            return called


def _executor(settings: Settings, name: str) -> str:
    """The folder's name on SQLite, this machine's where several share a database."""
    return f"{socket.gethostname()}-{name}" if settings.database_url else name
