"""The commands that run until stopped: up, work, serve."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from kilas.cli.audience_words import audience_line, disagreement
from kilas.cli.session import now, say, settings_with, show_upgrade, tell
from kilas.core.audience import ResolvedAudience, resolve_audience
from kilas.errors import SettingsError, StoreError
from kilas.pipeline import supervision
from kilas.pipeline.locks import FolderLock
from kilas.settings import Settings
from kilas.sources.network_addresses import parse_exemptions
from kilas.store import Store

if TYPE_CHECKING:
    from kilas.pipeline.service import Service

DEFAULT_PORT, PORTS_TRIED = 8000, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Address to serve at, from the command line."""

    host: str = "127.0.0.1"
    port: int | None = None
    data: Path | None = None
    base_url: str | None = None


def up(where: Where) -> int:
    """Runs everything on one machine (poll, ingest, serve) until stopped."""
    settings = settings_with(where.data, where.base_url)
    parse_exemptions(settings.allow_private)  # report an invalid value before anything starts
    with FolderLock(settings.home):
        listener = _listener(where)
        audience = resolve_audience(settings.audience, "up", where.host, settings.base_url)
        settings = _reachable(settings, where, listener).model_copy(update={"audience": audience.audience})
        is_first = supervision.prepare(settings, now(), show_upgrade)
        _settle(settings, audience)
        stopping = _stop_event()
        # The parent keeps the socket open, so that restarting the site's process loses no reader.
        site = supervision.Child(_serve_site, listener, settings.model_dump(mode="json"), name="site")
        name = supervision.name_for_up(settings)
        site.start()
        try:
            _log_to_terminal()
            service = supervision.start_service(settings, name)
        except BaseException:
            site.stop()  # else each would wait for the other
            raise
        _greet(settings, where, listener, audience, is_first=is_first)
        threading.Thread(target=_tell_progress, args=(service, stopping), daemon=True).start()
        while not stopping.wait(0.5):
            site.look_after()
        tell("Stopping.")
        site.stop()
        supervision.stop_in_time(service)
        _leave()
    return 0


def work(data: Path | None, name: str | None, processes: int | None) -> int:
    """Polls and ingests without a site, as one of several workers on a PostgreSQL database."""
    settings = settings_with(data)
    parse_exemptions(settings.allow_private)
    named = supervision.name_for_worker(settings, name)
    asked = resolve_audience(settings.audience, "work")
    kept = supervision.settle_audience(named.held_by, asked, now())
    if kept.audience != asked.audience:
        tell(disagreement(asked, kept, "It writes for the store's."))
    stopping = _stop_event()
    _log_to_terminal()
    service = supervision.start_service(settings, named, processes)
    tell(f"Worker {named.called} is running on {service.store.name}. Press Ctrl-C to stop.")
    stopping.wait()
    supervision.stop_in_time(service)
    _leave()
    return 0


def serve(where: Where) -> int:
    """Serves the site only, from the data in the store."""
    settings = settings_with(where.data, where.base_url)
    listener = _listener(where)
    asked = resolve_audience(settings.audience, "serve", where.host, settings.base_url)
    settings = _reachable(settings, where, listener).model_copy(update={"audience": asked.audience})
    kept = _settle(settings, asked, is_decisive=asked.reason == "setting")
    _say_where(settings, where, listener)
    tell(f"Audience: {audience_line(asked)}.")
    if kept is not None and kept.audience != asked.audience:
        tell(disagreement(asked, kept, f"It shows what is {asked.audience}."))
    _serve_site(listener, settings.model_dump(mode="json"))
    return 0


# Parts of `up`


def _settle(
    settings: Settings, audience: ResolvedAudience, *, is_decisive: bool = True
) -> ResolvedAudience | None:
    """Records the audience if it `is_decisive`; returns the one on record. Fails now if the store cannot be opened."""
    with Store.open(Store.url_for(settings)) as store:
        if is_decisive:
            store.audiences.keep(audience, now())
        return store.audiences.kept()


def _listener(where: Where) -> socket.socket:
    """A socket at the given port; by default the first free port from 8000."""
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
    """The settings with the site's public address: as configured, else as served."""
    if settings.base_url:
        return settings
    return settings.model_copy(update={"base_url": _served_at(where, listener)})


def _served_at(where: Where, listener: socket.socket) -> str:
    host = f"[{where.host}]" if ":" in where.host else where.host
    if where.host in ("0.0.0.0", "::"):  # noqa: S104  # compared, not bound
        host = socket.gethostname()
    return f"http://{host}:{listener.getsockname()[1]}"


def _log_to_terminal() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")


def _stop_event() -> threading.Event:
    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return stopping


def _leave() -> None:
    """Ends this process now, even if its threads are still waiting."""
    sys.stdout.flush()
    sys.stderr.flush()
    logging.shutdown()
    os._exit(0)


def _greet(
    settings: Settings, where: Where, listener: socket.socket, audience: ResolvedAudience, *, is_first: bool
) -> None:
    if is_first:
        tell("Kilas briefs the bundled sample articles (ours, public domain).")
    _say_where(settings, where, listener)
    tell(f"Audience: {audience_line(audience)}.")
    tell("Follow a feed with `kilas add ADDRESS`. Press Ctrl-C to stop.")


def _say_where(settings: Settings, where: Where, listener: socket.socket) -> None:
    here = _served_at(where, listener)
    say(f"\n  {settings.base_url}/id/   {settings.base_url}/en/\n")
    if settings.base_url != here:
        tell(f"  served at {here}")


_CLEAR_LINE = "\r\x1b[K"


def _tell_progress(service: Service, stopping: threading.Event) -> None:
    """Reports the progress of entries until none is waiting for the first time."""
    live, shown = sys.stderr.isatty(), ""
    while not stopping.wait(1.0):
        try:
            entries = service.store.care.counts().entries
        except StoreError:
            continue
        total, waiting = sum(entries.values()), entries.get("new", 0)
        if not total:
            continue
        line = f"  {entries.get('briefed', 0)} briefed, {entries.get('linked', 0)} linked, {waiting} pending"
        if live and line != shown:
            sys.stderr.write(f"{_CLEAR_LINE}{line}")
            sys.stderr.flush()
            shown = line
        if not waiting:
            sys.stderr.write((_CLEAR_LINE if live else "") + line.removesuffix(", 0 pending") + ".\n")
            sys.stderr.flush()
            return


def _serve_site(listener: socket.socket, told: dict[str, Any]) -> None:
    from kilas.site.asgi import create_app
    from kilas.site.serving import serve

    _log_to_terminal()
    for number in (
        signal.SIGTERM,
        signal.SIGINT,
    ):  # uvicorn raises the signal again after a clean stop
        signal.signal(number, lambda *_: sys.exit(0))
    settings = Settings.model_construct(
        **told | {"home": Path(told["home"])}
    )  # not read again from the environment
    with Store.open(Store.url_for(settings)) as store:
        serve(create_app(store, settings), listener)
