"""`kilas brief`, `kilas explain` and `kilas extract`: documents to briefs, explanations or articles."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, TypeVar

from kilas.cli.output import visible, write_text
from kilas.core.address import without_userinfo
from kilas.core.article import Article, Refusal
from kilas.core.audience import Audience
from kilas.core.brief import DEFAULT_WORDS, Brief
from kilas.core.explanation import Explanation
from kilas.core.render import formats
from kilas.errors import OutputError, SettingsError
from kilas.llm.config import Models, load_models
from kilas.pipeline import batch
from kilas.pipeline.materials import Told
from kilas.pipeline.model_writing import Desk, brief_document
from kilas.pipeline.opening import open_store
from kilas.pipeline.pool import Runner
from kilas.pipeline.tasks import read_and_brief, read_and_explain, read_article
from kilas.settings import Settings, load_settings
from kilas.sources.network_addresses import parse_exemptions

if TYPE_CHECKING:
    from datetime import tzinfo

PIPED_WIDTH = 80
ALL_DONE, SOME_REFUSED, NONE_DONE = 0, 1, 2
Made = TypeVar("Made", bound=Article | Brief | Explanation)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsRequest:
    """Options shared by the commands that take documents."""

    language: str = "auto"
    out: Path | None = None
    url: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefRequest(DocumentsRequest):
    """Options of `kilas brief`."""

    format: str = "terminal"
    words: int = DEFAULT_WORDS
    ui_language: Literal["id", "en"] | None = None
    audience: Audience = "private"
    route: str | None = None  # id of the only route; None: the configured chain
    no_llm: bool = False  # the built-in engine only


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainRequest(DocumentsRequest):
    """Options of `kilas explain`."""

    format: str = "terminal"
    words: int = DEFAULT_WORDS
    audience: Audience = "private"
    ui_language: Literal["id", "en"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRequest(DocumentsRequest):
    """Options of `kilas extract`."""

    format: str = "text"


AnyRequest = BriefRequest | ExplainRequest | ArticleRequest


def brief(sources: Sequence[str], request: BriefRequest) -> int:
    """Briefs `sources` and returns the exit code."""
    from kilas.core.render import render, render_many

    settings = load_settings()
    look = _look(request, settings)

    def one(made: Brief | Refusal) -> str:
        return render(made, request.format, **look)

    def many(made: Sequence[Brief | Refusal]) -> str:
        return render_many(made, request.format, **look)

    with _desk(settings, request) as desk_with:
        work = (
            batch.in_process(partial(read_and_brief, words=request.words, audience=request.audience))
            if desk_with is None
            else partial(brief_document, desk_with, audience=request.audience)
        )
        return _run(sources, request, settings, work, one, many)


@contextmanager
def _desk(settings: Settings, request: BriefRequest) -> Iterator[Callable[[Runner], Desk] | None]:
    """What writing with language models needs; None for the built-in engine. Budget and ledger are the service's."""
    models = load_models(settings)
    _require_route(request, models)
    if request.no_llm or not models.uses_models:
        yield None
        return
    if request.words != DEFAULT_WORDS:
        models = replace(models, style=replace(models.style, words=request.words))
    with open_store(settings, make=True) as store:
        yield lambda process: Desk(
            models=models,
            state=store.models,
            pool=process,
            clock=lambda: datetime.now(UTC),
            only=request.route or "",
        )


def _require_route(request: BriefRequest, models: Models) -> None:
    """Raises SettingsError if the request names a route that is not configured, or one beside `--no-llm`."""
    if request.no_llm and request.route:
        raise SettingsError("--no-llm and --route exclude each other", "leave one of them out")
    known = [route.id for route in models.writers]
    if request.route and request.route not in known:
        raise SettingsError(
            f"there is no route {request.route!r}",
            f"use one of: {', '.join(known)}; `kilas init` writes a sample of more",
        )


def explain(source: str, request: ExplainRequest) -> int:
    """Explains the brief of one `source` and returns the exit code."""
    from kilas.core.render import render_explanation

    if Path(source).is_dir():
        raise SettingsError(
            f"{source} is a folder; `explain` takes one article at a time", "give a file in it"
        )
    settings = load_settings()
    look = _look(request, settings)

    def one(made: Explanation | Refusal) -> str:
        return render_explanation(made, request.format, **look)

    work = batch.in_process(partial(read_and_explain, words=request.words, audience=request.audience))
    outcomes = _outcomes([source], request, settings, work)
    _deliver_one(outcomes[0], request, one)
    return _code(outcomes)


def extract(sources: Sequence[str], request: ArticleRequest) -> int:
    """Extracts `sources` and returns the exit code."""
    from kilas.core.render import render_article, render_articles

    def one(made: Article | Refusal) -> str:
        return render_article(made, request.format)

    def many(made: Sequence[Article | Refusal]) -> str:
        return render_articles(made, request.format)

    return _run(sources, request, load_settings(), batch.in_process(read_article), one, many)


class _Look(TypedDict):
    """Keyword arguments of every function that renders for a reader."""

    ui_language: Literal["id", "en"] | None
    timezone: tzinfo
    width: int
    color: bool


def _look(request: BriefRequest | ExplainRequest, settings: Settings) -> _Look:
    import os
    import shutil

    live = request.out is None and sys.stdout.isatty()
    return _Look(
        ui_language=request.ui_language,
        timezone=settings.zone,
        width=shutil.get_terminal_size((PIPED_WIDTH, 24)).columns if live else PIPED_WIDTH,
        color=live and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb",
    )


def _run(
    sources: Sequence[str],
    request: BriefRequest | ArticleRequest,
    settings: Settings,
    work: batch.Work[Made],
    one: Callable[[Made | Refusal], str],
    many: Callable[[Sequence[Made | Refusal]], str],
) -> int:
    outcomes = _outcomes(sources, request, settings, work)
    if _is_several(sources):
        _deliver_many(outcomes, request, one, many)
    else:
        _deliver_one(outcomes[0], request, one)
    return _code(outcomes)


def _outcomes(
    sources: Sequence[str], request: AnyRequest, settings: Settings, work: batch.Work[Made]
) -> list[batch.Outcome[Made]]:
    """Does `work` on every document in `sources`; reports refusals and reservations on stderr."""
    told = Told(language=_language(request.language), url=_address(request.url), source=request.source)
    allow = parse_exemptions(settings.allow_private)
    names, refused = batch.documents_in(sources)
    _check_out(request.out, _is_several(sources))
    outcomes: list[batch.Outcome[Made]] = [batch.Outcome(name=r.source, made=r) for r in refused]
    with _progress(len(names)) as step:
        for outcome in batch.run(
            names, work, told, now=datetime.now(UTC), stdin=sys.stdin.buffer, allow=allow
        ):
            step(outcome.name)
            outcomes.append(outcome)
    _report(outcomes)
    return outcomes


def _code(outcomes: Sequence[batch.Outcome[Made]]) -> int:
    made = sum(not isinstance(o.made, Refusal) for o in outcomes)
    return NONE_DONE if not made else ALL_DONE if made == len(outcomes) else SOME_REFUSED


def _is_several(sources: Sequence[str]) -> bool:
    return len(sources) > 1 or any(Path(s).is_dir() for s in sources)


def _language(value: str) -> str | None:
    if value == "auto":
        return None
    if not re.fullmatch(r"[a-z]{2}", value):
        raise SettingsError(
            f"--language {value!r} is not a language code", "use auto, id, en or another ISO 639-1 code"
        )
    return value


def _address(value: str | None) -> str | None:
    if value is not None and not re.match(r"https?://[^/\s]", value, re.IGNORECASE):
        raise SettingsError(
            f"--url {value!r} is not an http(s) address", "give the address of the original, https://…"
        )
    if value is not None and without_userinfo(value) != value:
        raise SettingsError(
            "--url contains a user name or a password, which the brief would publish",
            "leave out the part before the @",
        )
    return value


def _check_out(out: Path | None, is_several: bool) -> None:
    if out is None:
        return
    if is_several and out.exists() and not out.is_dir():
        raise OutputError(f"--out {out} is a file, and there are several SOURCEs", "choose a folder")


def _deliver_one(
    outcome: batch.Outcome[Made], request: AnyRequest, one: Callable[[Made | Refusal], str]
) -> None:
    if isinstance(outcome.made, Refusal) and request.format != "json":
        return  # reported on stderr; an empty page would hide the refusal
    text = one(outcome.made)
    if request.out is None:
        _print(text)
    else:
        out = request.out
        write_text(
            out / next(_file_names([outcome], formats.named(request.format).suffix)) if out.is_dir() else out,
            text,
        )


def _deliver_many(
    outcomes: Sequence[batch.Outcome[Made]],
    request: BriefRequest | ArticleRequest,
    one: Callable[[Made | Refusal], str],
    many: Callable[[Sequence[Made | Refusal]], str],
) -> None:
    shown = [o for o in outcomes if request.format == "json" or not isinstance(o.made, Refusal)]
    if request.out is None:
        if shown:
            _print(many([o.made for o in shown]))
        return
    for name, outcome in zip(_file_names(shown, formats.named(request.format).suffix), shown, strict=True):
        write_text(request.out / name, one(outcome.made))


def _file_names(outcomes: Iterable[batch.Outcome[Made]], suffix: str) -> Iterator[str]:
    """A file name for each outcome, from the document's name; numbered if two are equal."""
    used: set[str] = set()
    for outcome in outcomes:
        stem = (
            re.sub(r"[^\w.-]+", "-", Path(outcome.name.split("?")[0].rstrip("/")).stem).strip("-.") or "stdin"
        )
        name, n = f"{stem}{suffix}", 2
        while name in used:
            name, n = f"{stem}-{n}{suffix}", n + 1
        used.add(name)
        yield name


def _report(outcomes: Sequence[batch.Outcome[Made]]) -> None:
    for outcome in outcomes:
        made = outcome.made
        if isinstance(made, Refusal):
            _tell(
                f"kilas: {visible(made.source, keep='')}: refused ({made.reason}): {made.detail}\n  Try: {made.mend}"
            )
            continue
        for article in _articles(made):
            if article.rights.reservations:
                _tell(
                    f"kilas: {visible(outcome.name, keep='')}: the publisher restricts the use of this page ({', '.join(map(str, article.rights.reservations))});"
                    " you may read it, but not publish it"
                )


def _articles(made: Article | Brief | Explanation) -> tuple[Article, ...]:
    if isinstance(made, Explanation):
        return made.brief.sources
    return made.sources if isinstance(made, Brief) else (made,)


def _tell(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201


def _print(text: str) -> None:
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on stderr for several documents, if it is a terminal."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda name: bar.update(task, advance=1, description=visible(Path(name).name, keep="")[:32])
