"""Batch processing of documents: each becomes an article, a brief or a refusal, and none stops the rest."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Generic, TypeVar

from kilas.core.article import Refusal
from kilas.core.material import Material
from kilas.errors import SourceError
from kilas.pipeline.materials import Told, of_document
from kilas.pipeline.pool import Runner
from kilas.pipeline.worker import TaskFailed, Worker
from kilas.sources.documents import expand, read
from kilas.sources.network_addresses import Exemption

Made = TypeVar("Made")
Work = Callable[[Runner, Material, datetime], "Made | Refusal"]  # on one document, with the worker process


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[Made]):
    """Result for one document."""

    name: str  # as the user gave it
    made: Made | Refusal


def in_process(task: Callable[[Material, datetime], Made | Refusal]) -> Work[Made]:
    """Work that is one task of the worker process."""
    return lambda process, material, now: process.run(task, material, now)


def documents_in(sources: Sequence[str]) -> tuple[list[str], list[Refusal]]:
    """The documents that `sources` name, with folders expanded, and a refusal for each folder without documents."""
    names: list[str] = []
    refused: list[Refusal] = []
    for source in sources:
        try:
            names += expand([source])
        except SourceError as error:
            refused.append(Refusal(source=source, reason=error.reason, detail=error.problem, mend=error.mend))
    return names, refused


def run(
    names: Sequence[str],
    work: Work[Made],
    told: Told,
    *,
    now: datetime,
    stdin: BinaryIO,
    allow: Sequence[Exemption] = (),
    worker: Worker | None = None,
) -> Iterator[Outcome[Made]]:
    """Yields the outcome of every document in `names`, in order, each as soon as it is ready."""
    with worker or Worker() as process:
        for name in names:
            yield Outcome(name=name, made=_one(name, work, told, now, stdin, allow, process))


def _one(
    name: str,
    work: Work[Made],
    told: Told,
    now: datetime,
    stdin: BinaryIO,
    allow: Sequence[Exemption],
    process: Worker,
) -> Made | Refusal:
    try:
        document = read(name, stdin=stdin, allow=allow)
        return work(process, of_document(document, told), now)
    except SourceError as error:
        return Refusal(source=name, reason=error.reason, detail=error.problem, mend=error.mend)
    except TaskFailed as error:
        mend = "give only the article's text, on standard input; if the page is harmless, report it"
        return Refusal(source=name, reason=error.reason, detail=error.detail, mend=mend)
    except Exception as error:
        # a bug of ours: reported in full, but the other documents are still processed
        logging.getLogger(__name__).exception("%s could not be worked on", name)
        detail = f"an error in Kilas: {type(error).__name__}: {error}"
        return Refusal(
            source=name, reason="internal_error", detail=detail, mend="report it and attach this document"
        )
