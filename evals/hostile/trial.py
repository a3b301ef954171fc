"""One payload in every place of a carrier: read, briefed, rendered in every format, looked at."""

from __future__ import annotations

import signal
import time
import traceback
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from evals.hostile import visible
from evals.hostile.carriers import PLACES, Carrier, Place, article_of, carrier_for
from evals.hostile.rows import Payload
from kilas.core.article import Article, Refusal
from kilas.core.brief import Brief
from kilas.core.briefing import brief
from kilas.core.render import formats, render

LIMIT_S = 5.0
_GIVE_UP_S = 20  # of processor time; a runaway carrier is stopped here and counted
_KEPT = 1_500  # rendered articles remembered by each process


class TooLong(Exception):  # noqa: N818  # not a fault of this code
    """A carrier ran longer than anybody waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of one payload in one place."""

    payload: str
    family: str
    place: Place
    seconds: float  # of processor time: on a busy machine others' work must not count
    error: str = ""  # the end of a traceback, or why it was stopped
    refused: str = ""  # the reason of a refusal
    is_intact: bool = False  # a brief of the carrier, all its other sentences in place
    leaks: tuple[tuple[str, str], ...] = ()  # format, token


@dataclass(frozen=True, slots=True)
class Rendered:
    """A brief in every format, and the tokens found in each."""

    made: Brief | Refusal
    page: str
    leaks: tuple[tuple[str, str], ...]
    seconds: float


@dataclass(slots=True)
class Memory:
    """Briefs already made. The core is pure, so equal articles need no second look."""

    made: OrderedDict[Article | Refusal, Rendered] = field(default_factory=OrderedDict)

    def of(self, article: Article | Refusal) -> Rendered:
        known = self.made.get(article)
        if known is None:
            known = self.made[article] = _render(article)
            if len(self.made) > _KEPT:
                self.made.popitem(last=False)
        else:
            self.made.move_to_end(article)
        return known


def trials(number: int, payload: Payload, memory: Memory) -> Iterator[tuple[Trial, str]]:
    """Every place of the payload with row `number`, and the HTML page that came of it ("" for none)."""
    for place in PLACES:
        yield _trial(carrier_for(number, place), place, payload, memory)


def _trial(carrier: Carrier, place: Place, payload: Payload, memory: Memory) -> tuple[Trial, str]:
    def told(seconds: float, **facts: object) -> Trial:
        return Trial(payload=payload.id, family=payload.family, place=place, seconds=seconds, **facts)  # type: ignore[arg-type]

    started = time.process_time()
    try:
        with _stopped_after(_GIVE_UP_S):
            article = article_of(carrier, place, payload)
            seconds = time.process_time() - started
            rendered = memory.of(article)
    except TooLong as error:
        return told(time.process_time() - started, error=f"stopped: {error}"), ""
    except Exception:  # what is measured here: no exception may come out of the product
        return told(time.process_time() - started, error=traceback.format_exc(limit=-3)), ""
    found = tuple(
        (shape, token)
        for shape, token in rendered.leaks
        if not visible.tells_literal(token, payload.literals)
    )
    made = rendered.made
    return told(
        seconds + rendered.seconds,
        refused=made.reason if isinstance(made, Refusal) else "",
        is_intact=isinstance(made, Brief) and is_intact(carrier, made),
        leaks=found,
    ), rendered.page


def is_intact(carrier: Carrier, made: Brief) -> bool:
    """Whether every sentence of the carrier stands in the text, and the summary rests on them."""
    text = _folded(made.sources[0].text)
    if not all(sentence in text for sentence in carrier.sentences):
        return False
    claims = [c for p in made.summary for c in p.claims]
    sound = sum(any(_rests_on(e.quote, carrier) for e in c.evidence) for c in claims)
    return bool(claims) and sound * 2 > len(claims)


def _rests_on(quote: str, carrier: Carrier) -> bool:
    folded = _folded(quote)
    return any(sentence in folded for sentence in carrier.sentences)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _render(article: Article | Refusal) -> Rendered:
    started = time.process_time()
    made = brief(article)
    outputs = {shape: render(made, shape) for shape in formats.names()}
    seconds = time.process_time() - started
    found = [(shape, token) for shape, output in outputs.items() for token in _leaks(shape, output, made)]
    return Rendered(made, outputs["html"], tuple(found), seconds)


def _leaks(shape: str, output: str, made: Brief | Refusal) -> list[str]:
    if shape == "markdown":
        return visible.markdown_leaks(output, made) if isinstance(made, Brief) else []
    readers: dict[str, Callable[[str], list[str]]] = {
        "html": visible.page_leaks,
        "json": visible.json_leaks,
        "terminal": visible.plain_leaks,
        "text": visible.plain_leaks,
    }
    return readers[shape](output)


@contextmanager
def _stopped_after(seconds: int) -> Iterator[None]:
    """Stops what is inside after so many seconds of processor time: what waits its turn on a busy machine goes on."""

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        raise TooLong(f"after {seconds} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
