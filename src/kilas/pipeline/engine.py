"""The engine port: workflows whose finished steps outlive any crash. The only module that knows DBOS.

Five functions are the whole of it (`workflow`, `step`, `enqueue`, `schedule`, `status`), with `start` and `stop`
around them and `adopt` and `clean_up` for the desk work. What a step does may happen twice (at least once is what
an engine can promise), so every step must come to the same when repeated. Between steps travel ids, never pages.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import Callable, Mapping
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

# Bump only when the order of a workflow's steps changes: work of another version is left lying.
APPLICATION, VERSION = "kilas", "kilas-1"
QUEUE = "work"
QUEUE_POLL_S = 1.0  # a queue asked more often costs a core's percent in idling; less often, a reader's time
SCHEDULER_POLL_S = 600.0  # how soon a schedule changed elsewhere is noticed: ours change with releases only
_SUBSECOND_SQLITE = (3, 42, 0)  # the first to know unixepoch('subsec')
_FULL = ("SQLITE_FULL", "SQLITE_IOERR")
_PAGE = 500  # workflows looked at or deleted at once
_CONNECTIONS = 8  # of one process to PostgreSQL

_STATUS: Mapping[str, Status] = {
    "ENQUEUED": "waiting",
    "DELAYED": "waiting",
    "PENDING": "running",
    "SUCCESS": "done",
}
_jobs: sa.Engine | None = None
_executor = ""
_running: set[str] = set()  # the names of the workflows this process is in
_schedules: list[tuple[str, str, Callable[[datetime, Any], None]]] = []


def workflow(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a workflow: run again after a crash, its finished steps not repeated.

    `name` is kept with the work waiting in the database, so it must not change. Arguments and results are JSON.
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
    """Make a function a step: what it returned is recorded, and given back instead of calling it again."""
    return DBOS.step(name=name)


def schedule(name: str, cron: str) -> Callable[[Callable[[datetime], None]], Callable[[datetime], None]]:
    """Call a function at the times of `cron` (UTC), by whichever worker is there, once in all."""

    def register(function: Callable[[datetime], None]) -> Callable[[datetime], None]:
        def run(at: datetime, _context: Any) -> None:
            function(at)

        _schedules.append((name, cron, DBOS.workflow(name=name)(run)))
        return function

    return register


def enqueue(function: Callable[..., Any], name: str, *args: Any, lane: str, delay_s: float = 0.0) -> None:
    """Have the workflow `function` run by some worker; `name` is of this very piece of work: a second call does nothing.

    Of one `lane` (a host, say) one piece is worked on at a time, by all workers together, the oldest first.
    """
    options = SetEnqueueOptions(queue_partition_key=lane, delay_seconds=delay_s or None)
    with SetWorkflowID(name), options:
        DBOS.enqueue_workflow(QUEUE, function, *args)


def status(name: str) -> Status | None:
    """How far a piece of work has come; None when it was never enqueued, or was cleaned up."""
    found = DBOS.get_workflow_status(name)
    return None if found is None else _STATUS.get(found.status, "failed")


def start(url: str, executor: str, *, at_once: int) -> None:
    """Begin to work, first on what this `executor` left unfinished; at most `at_once` workflows side by side.

    `url` is a SQLAlchemy address. `executor` must be the same after a restart and no one else's meanwhile.
    StoreError when the file at `url` is no job log.
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
        max_executor_threads=at_once + 8,  # its own errands need a few
        scheduler_polling_interval_sec=SCHEDULER_POLL_S,
        use_listen_notify=False,
    )
    if url.startswith("sqlite"):
        config["system_database_engine"] = _jobs = jobs_engine(url)
        _see_whether_it_opens(_jobs)
    else:
        # A trial of each connection would be a trip to the server of its own; what fails on a stale one, DBOS repeats.
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


def stop(drain_s: float) -> None:
    """Take no new work, give the running one `drain_s` seconds, and let go. The next start goes on with the rest."""
    global _jobs
    DBOS.destroy(workflow_completion_timeout_sec=int(drain_s))
    if _jobs is not None:
        _jobs.dispose()  # an engine that DBOS was given is not its to close
        _jobs = None


def is_abandoned(name: str) -> bool:
    """Whether the log has this piece of work as running here, and it is not: what ran it broke down."""
    found = DBOS.get_workflow_status(name)
    is_ours = found is not None and found.status == "PENDING" and found.executor_id == _executor
    return is_ours and name not in _running


def again(name: str) -> None:
    """Put a piece of work that was begun back into the queue; its finished steps stay finished."""
    DBOS.resume_workflows([name], queue_name=QUEUE)


def adopt(executor: str) -> int:
    """Put what a dead `executor` was working on back into the queue; its finished steps stay finished."""
    ids = [
        w.workflow_id for w in DBOS.list_workflows(status="PENDING", executor_id=executor, load_input=False)
    ]
    if ids:
        DBOS.resume_workflows(ids, queue_name=QUEUE)
    return len(ids)


def clean_up(before: datetime) -> int:
    """Forget the work that was finished before; the engine itself keeps it for ever. Says how much it was."""
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
    """SQLite as the job log needs it: readers beside a writer, and one sync a checkpoint instead of one a commit.

    A power cut may cost the last commits of the log; what they stood for is still marked as waiting in the store.
    """
    # Few connections: who waits for one is woken, who waits for SQLite's lock asks for it again and again.
    engine = sa.create_engine(url, pool_size=4, max_overflow=4, pool_timeout=120)

    @sa.event.listens_for(engine, "connect")
    def _connected(connection: DBAPIConnection, _record: object) -> None:
        raw = cast("sqlite3.Connection", connection)
        raw.isolation_level = "IMMEDIATE"  # as DBOS's own engine has it: two writers wait instead of failing
        for pragma in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            raw.execute(f"PRAGMA {pragma}")
        if sqlite3.sqlite_version_info < _SUBSECOND_SQLITE:
            # DBOS's tables name unixepoch('subsec') in their defaults, which SQLite 3.40 (Debian 12) does not know.
            raw.create_function("unixepoch", -1, lambda *_: time.time())

    @sa.event.listens_for(engine, "handle_error")
    def _failed(context: sa.engine.ExceptionContext) -> None:
        # DBOS repeats what failed on a lock, until it does not, and drops what failed on a full disk. Both pass.
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
            "move it away: a new one is begun, and no news is lost, for what waits is kept in the store",
        ) from error


class _Json(Serializer):
    """JSON instead of DBOS's pickle: readable in the database, and nothing a row can run."""

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
    """What a workflow or a step once raised, in words."""


def _quiet_logger() -> None:
    """DBOS's log joins ours, without its remarks on every start."""
    logger = logging.getLogger("dbos")
    logger.addHandler(logging.NullHandler())  # or it brings a handler of its own
    logger.propagate = True
