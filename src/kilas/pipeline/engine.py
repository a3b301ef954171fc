"""The engine port: durable workflows, whose finished steps survive any crash. The only module that uses DBOS.

Five functions define work (`workflow`, `step`, `enqueue`, `schedule`, `status`), `start` and `stop` run it,
and `adopt` and `clean_up` maintain it. A step may run more than once (an engine can promise at-least-once
only), so every step must be idempotent. Steps pass ids to each other, never pages.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import wraps
from typing import Any, Literal, ParamSpec, TypeVar, cast

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig, Serializer, SetEnqueueOptions, SetWorkflowID
from sqlalchemy.engine.interfaces import DBAPIConnection

from kilas.errors import StoreError

P = ParamSpec("P")
R = TypeVar("R")
Status = Literal["waiting", "running", "done", "failed"]

# Bump only when the order of a workflow's steps changes: work of another version is not resumed.
APPLICATION, VERSION = "kilas", "kilas-1"
QUEUE = "work"
QUEUE_POLL_S = 1.0  # polling more often costs a percent of a core when idle; less often delays readers
SCHEDULER_POLL_S = 600.0  # for changes of schedules, and ours change only with releases
_SUBSECOND_SQLITE = (3, 42, 0)  # the first version with unixepoch('subsec')
_FULL = ("SQLITE_FULL", "SQLITE_IOERR")
_PAGE = 500  # workflows listed or deleted per call
_CONNECTIONS = 8  # per process, to PostgreSQL

_STATUS: Mapping[str, Status] = {
    "ENQUEUED": "waiting",
    "DELAYED": "waiting",
    "PENDING": "running",
    "SUCCESS": "done",
}
_jobs: sa.Engine | None = None
_executor = ""
_running: set[str] = set()  # names of the workflows running in this process
_schedules: list[tuple[str, str, Callable[[datetime, Any], None]]] = []


def workflow(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a function a workflow: after a crash it runs again, without repeating its finished steps.

    `name` is stored with queued work, so it must not change. Arguments and results are JSON.
    """

    def register(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            one = str(DBOS.workflow_id)
            _running.add(one)
            try:
                return function(*args, **kwargs)
            finally:
                _running.discard(one)

        return DBOS.workflow(name=name)(run)

    return register


def step(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a function a step: its result is recorded and replayed instead of calling it again."""
    return DBOS.step(name=name)


def schedule(name: str, cron: str) -> Callable[[Callable[[datetime], None]], Callable[[datetime], None]]:
    """Runs a function at the times of `cron` (UTC): once per time, on any one worker."""

    def register(function: Callable[[datetime], None]) -> Callable[[datetime], None]:
        def run(at: datetime, _context: Any) -> None:
            function(at)

        _schedules.append((name, cron, DBOS.workflow(name=name)(run)))
        return function

    return register


def enqueue(function: Callable[..., Any], name: str, *args: Any, lane: str, delay_s: float = 0.0) -> None:
    """Queues the workflow `function`. `name` identifies this piece of work: a second call does nothing.

    All workers together run one piece of work per `lane` (for example, a host) at a time, oldest first.
    """
    options = SetEnqueueOptions(queue_partition_key=lane, delay_seconds=delay_s or None)
    with SetWorkflowID(name), options:
        DBOS.enqueue_workflow(QUEUE, function, *args)


def status(name: str) -> Status | None:
    """State of a piece of work; None if it was never queued or has been cleaned up."""
    found = DBOS.get_workflow_status(name)
    return None if found is None else _STATUS.get(found.status, "failed")


def start(url: str, executor: str, *, at_once: int) -> None:
    """Starts work, first on what this `executor` left unfinished; runs at most `at_once` workflows in parallel.

    `url` is a SQLAlchemy URL. `executor` must be unique while running and the same after a restart. Raises
    StoreError when the file at `url` is not a job log.
    """
    global _jobs, _executor
    _executor = executor
    _quiet_logger()
    config = DBOSConfig(
        name=APPLICATION,
        system_database_url=url,
        application_version=VERSION,
        executor_id=executor,
        serializer=_Json(),
        log_level="WARNING",
        max_executor_threads=at_once + 8,  # DBOS needs a few for itself
        scheduler_polling_interval_sec=SCHEDULER_POLL_S,
        use_listen_notify=False,
    )
    if url.startswith("sqlite"):
        config["system_database_engine"] = _jobs = jobs_engine(url)
        _see_whether_it_opens(_jobs)
    else:
        # Testing each connection would cost a round trip; DBOS retries what fails on a stale one.
        config["db_engine_kwargs"] = {"pool_size": _CONNECTIONS, "pool_pre_ping": False}
    DBOS(config=config)
    DBOS.launch()
    DBOS.register_queue(
        QUEUE,
        worker_concurrency=at_once,
        partition_concurrency=1,
        polling_interval_sec=QUEUE_POLL_S,
        on_conflict="always_update",
    )
    DBOS.apply_schedules(
        [
            {"schedule_name": name, "workflow_fn": function, "schedule": cron, "context": None}
            for name, cron, function in _schedules
        ]
    )


def stop(drain_s: float) -> int:
    """Stops taking work, gives running work `drain_s` seconds, and closes. Returns the number of unfinished pieces.

    They stay assigned to this executor: its next start resumes them, or another `adopt`s them.
    """
    global _jobs
    DBOS.destroy(workflow_completion_timeout_sec=int(drain_s))
    if _jobs is not None:
        _jobs.dispose()  # DBOS does not close an engine it was given
        _jobs = None
    return len(_running)


def is_abandoned(name: str, executors: Collection[str]) -> bool:
    """True if the log says that work is running, but nobody runs it. `executors` are those that exist.

    Either an earlier process of this executor crashed, or the executor was deleted before its work was adopted.
    """
    found = DBOS.get_workflow_status(name)
    if found is None or found.status != "PENDING":
        return False
    return name not in _running if found.executor_id == _executor else found.executor_id not in executors


def again(name: str) -> None:
    """Puts started work back into the queue; its finished steps are kept."""
    DBOS.resume_workflows([name], queue_name=QUEUE)


def adopt(executor: str) -> int:
    """Puts the work of a dead `executor` back into the queue, with its finished steps; returns its number."""
    ids = [
        w.workflow_id for w in DBOS.list_workflows(status="PENDING", executor_id=executor, load_input=False)
    ]
    if ids:
        DBOS.resume_workflows(ids, queue_name=QUEUE)
    return len(ids)


def clean_up(before: datetime) -> int:
    """Deletes work finished before `before` and returns its number; the engine itself never deletes it."""
    total = 0
    while True:
        ids = [
            w.workflow_id
            for w in DBOS.list_workflows(
                status=["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
                completed_before=before.isoformat(),
                limit=_PAGE,
                load_input=False,
                load_output=False,
            )
        ]
        if ids:
            DBOS.delete_workflows(ids)
        total += len(ids)
        if len(ids) < _PAGE:
            return total


def jobs_engine(url: str) -> sa.Engine:
    """SQLite tuned for the job log: readers beside a writer, and one sync per checkpoint instead of one per commit.

    A power cut may lose the last commits of the log; the store still marks their entries as waiting.
    """
    # Few connections: waiting for a connection is a wake-up, waiting for SQLite's lock is polling.
    engine = sa.create_engine(url, pool_size=4, max_overflow=4, pool_timeout=120)

    @sa.event.listens_for(engine, "connect")
    def _connected(connection: DBAPIConnection, _record: object) -> None:
        raw = cast("sqlite3.Connection", connection)
        raw.isolation_level = "IMMEDIATE"  # as in DBOS's own engine: a second writer waits instead of failing
        for pragma in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            raw.execute(f"PRAGMA {pragma}")
        if sqlite3.sqlite_version_info < _SUBSECOND_SQLITE:
            # DBOS's tables use unixepoch('subsec') in their defaults, which SQLite 3.40 (Debian 12) lacks.
            raw.create_function("unixepoch", -1, lambda *_: time.time())

    @sa.event.listens_for(engine, "handle_error")
    def _failed(context: sa.engine.ExceptionContext) -> None:
        # DBOS retries a locked database for a while, but gives up on a full disk. Both are temporary, so report
        # both as locked.
        if str(getattr(context.original_exception, "sqlite_errorname", "")).startswith(_FULL):
            said = "database is locked: its disk is full"
            raise sqlite3.OperationalError(said) from context.original_exception

    return engine


def _see_whether_it_opens(jobs: sa.Engine) -> None:
    try:
        with jobs.connect() as connection:
            connection.execute(sa.text("select count(*) from sqlite_master"))
    except sa.exc.DatabaseError as error:
        raise StoreError(
            f"the job log {jobs.url.database} cannot be used: {error.orig}",
            "move the file away; Kilas creates a new one and loses nothing, because the store also records all pending work",
        ) from error


class _Json(Serializer):
    """JSON instead of DBOS's pickle: readable in the database, and loading it runs no code."""

    def serialize(self, data: Any) -> str:
        if isinstance(data, BaseException):
            return json.dumps({"error": type(data).__name__, "says": str(data)[:2000]})
        return json.dumps(data, ensure_ascii=False)

    def deserialize(self, serialized_data: str) -> Any:
        data = json.loads(serialized_data)
        if isinstance(data, dict) and data.keys() == {"error", "says"}:
            return WorkFailed(f"{data['error']}: {data['says']}")
        return data

    def name(self) -> str:
        return "kilas_json"


class WorkFailed(Exception):  # noqa: N818  # as the engine's log remembers an exception
    """An error once raised by a workflow or step, as text."""


def _quiet_logger() -> None:
    """Routes DBOS's log into ours, without its messages at start."""
    logger = logging.getLogger("dbos")
    logger.addHandler(logging.NullHandler())  # without it, DBOS adds its own handler
    logger.propagate = True
