"""Definitions of all commands and their options. The implementations are imported when a command runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Optional, TypeAlias

import typer

from kilas.cli.groups import Group
from kilas.core.brief import DEFAULT_WORDS
from kilas.core.render import formats

app = typer.Typer(
    name="kilas",
    help="Turns news into briefs people can check. Every sentence links to the source sentences that support it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"]},
)


if TYPE_CHECKING:
    BriefFormat: TypeAlias = str
    ExplainFormat: TypeAlias = str
    ArticleFormat: TypeAlias = str
else:  # typer makes the choices of a Literal; the default comes first
    BriefFormat = Literal[tuple(dict.fromkeys(["terminal", *formats.names("brief")]))]
    ExplainFormat = Literal[tuple(dict.fromkeys(["terminal", *formats.names("explanation")]))]
    ArticleFormat = Literal[tuple(dict.fromkeys(["json", *formats.names("article")]))]
UiLanguage = Literal["id", "en"]
Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="HTML, text or Markdown file; - for standard input; a folder of files; an http(s) address.",
        show_default=False,
    ),
]
Words = Annotated[
    int,
    typer.Option(
        metavar=f"60|{DEFAULT_WORDS}|300|N",
        help="Length of the summary in words, usually met within 10 %; shorter for a short article.",
        min=20,
        max=2000,
    ),
]
Language = Annotated[str, typer.Option(metavar="auto|id|en|…", help="Language of the text (ISO 639-1).")]
Labels = Annotated[
    Optional[UiLanguage],  # noqa: UP045  # typer reads the annotation at run time
    typer.Option(
        help="Language of labels; default: the language of the text, or English.", show_default=False
    ),
]
Out = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        metavar="PATH",
        help="File or folder for the output, instead of the terminal; several SOURCEs need a folder.",
    ),
]
OutFile = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--out", metavar="PATH", help="File for the output, instead of the terminal."),
]
Readers = Annotated[
    Literal["private", "public"],
    typer.Option(
        "--audience",
        help="private: whole briefs, for you alone; public: briefs quote no more than rights allow to be published.",
    ),
]
Url = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(metavar="URL", help="Address of the original, when SOURCE is a file or standard input."),
]
Publisher = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--source", metavar="NAME", help="Name of the publisher, if the page does not give it."),
]


DataFolder = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--data", metavar="DIR", help="Data folder; overrides KILAS_HOME.", show_default=False),
]


def _show_version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        typer.echo(f"kilas {version('kilas')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    pass


@app.command()
def init(data: DataFolder = None) -> None:
    """Write a commented configuration, kilas.toml, to the data folder."""
    from kilas.cli import init_command

    raise typer.Exit(init_command.init(data))


@app.command()
def brief(
    sources: Sources,
    words: Words = DEFAULT_WORDS,
    language: Language = "auto",
    format: Annotated[BriefFormat, typer.Option(help="Output format.")] = "terminal",  # noqa: A002
    ui_language: Labels = None,
    out: Out = None,
    url: Url = None,
    source: Publisher = None,
    audience: Readers = "private",
    route: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="ID", help="The only language-model route to use.", show_default=False),
    ] = None,
    no_llm: Annotated[
        bool, typer.Option("--no-llm", help="Use the built-in engine, not a language model.")
    ] = False,
) -> None:
    """Make a brief of each article, with the evidence for every sentence."""
    from kilas.cli import brief_commands

    raise typer.Exit(
        brief_commands.brief(
            sources,
            brief_commands.BriefRequest(
                words=words,
                language=language,
                format=format,
                ui_language=ui_language,
                out=out,
                url=url,
                source=source,
                audience=audience,
                route=route,
                no_llm=no_llm,
            ),
        )
    )


@app.command()
def explain(
    source_: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="HTML, text or Markdown file; - for standard input; an http(s) address.",
            show_default=False,
        ),
    ],
    words: Words = DEFAULT_WORDS,
    language: Language = "auto",
    format: Annotated[ExplainFormat, typer.Option(help="Output format.")] = "terminal",  # noqa: A002
    ui_language: Labels = None,
    out: OutFile = None,
    url: Url = None,
    source: Publisher = None,
    audience: Readers = "private",
) -> None:
    """Explain a brief: why each sentence was or was not chosen, how the tone was rated, what the checker found."""
    from kilas.cli import brief_commands

    raise typer.Exit(
        brief_commands.explain(
            source_,
            brief_commands.ExplainRequest(
                words=words,
                language=language,
                format=format,
                ui_language=ui_language,
                out=out,
                url=url,
                source=source,
                audience=audience,
            ),
        )
    )


@app.command()
def extract(
    sources: Sources,
    format: Annotated[ArticleFormat, typer.Option(help="Output format.")] = "json",  # noqa: A002
    language: Language = "auto",
    out: Out = None,
    url: Url = None,
    source: Publisher = None,
) -> None:
    """Show what Kilas extracts from articles: clean text, sentences, rights."""
    from kilas.cli import brief_commands

    raise typer.Exit(
        brief_commands.extract(
            sources,
            brief_commands.ArticleRequest(language=language, format=format, out=out, url=url, source=source),
        )
    )


Port = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option(
        help="Port to listen on; default: 8000, or the next free port.", min=1, max=65535, show_default=False
    ),
]
Host = Annotated[str, typer.Option(help="Address to listen on.")]
BaseUrl = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        metavar="URL", help="Public address of the site; overrides KILAS_BASE_URL.", show_default=False
    ),
]
FeedNames = Annotated[
    list[str], typer.Argument(metavar="FEED", help="Address or id of a feed, as listed by `kilas feeds`.")
]
Mode = Literal["link", "excerpt", "own", "licensed", "cc"]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]
Backlog = Annotated[
    int,
    typer.Option(metavar="N", help="Number of entries to take from the first poll, the newest first.", min=0),
]


@app.command()
def up(
    port: Port = None, host: Host = "127.0.0.1", data: DataFolder = None, base_url: BaseUrl = None
) -> None:
    """Run the whole service on this machine: poll feeds, write briefs, serve the site."""
    from kilas.cli import foreground

    raise typer.Exit(foreground.up(foreground.Where(host=host, port=port, data=data, base_url=base_url)))


@app.command()
def add(
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS",
            help="Address of a feed, a site, a news sitemap or a single article; or a folder.",
            show_default=False,
        ),
    ],
    rights: Annotated[
        Optional[Mode],  # noqa: UP045
        typer.Option(
            help="What the site may show of its articles: link, a few sentences; excerpt, more; own, licensed or cc, the whole text. Default: link, or own for a folder.",
            show_default=False,
        ),
    ] = None,
    backlog: Backlog = 50,
    route: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="ID",
            help='The only language-model route for its articles; "" goes back to the whole chain.',
            show_default=False,
        ),
    ] = None,
    data: DataFolder = None,
) -> None:
    """Follow a source."""
    from kilas.cli import feed_commands as face

    raise typer.Exit(
        face.add(face.AddRequest(address=address, rights=rights, route=route, backlog=backlog, data=data))
    )


@app.command()
def feeds(
    name: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(
            metavar="[FEED]",
            help="Address or id of a feed. Lists its newest entries, each with its state and the reason.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """List the followed sources and their status."""
    from kilas.cli import feed_commands as face

    raise typer.Exit(
        face.feeds(data, as_json=as_json) if name is None else face.entries(name, data, as_json=as_json)
    )


@app.command()
def remove(
    names: FeedNames,
    purge: Annotated[bool, typer.Option("--purge", help="Also delete its articles and briefs.")] = False,
    data: DataFolder = None,
) -> None:
    """Stop following a source."""
    from kilas.cli import feed_commands as face

    raise typer.Exit(face.remove(names, data, purge=purge))


@app.command()
def refresh(
    names: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(
            metavar="[FEED]", help="Address or id of a feed; default: all feeds.", show_default=False
        ),
    ] = None,
    data: DataFolder = None,
) -> None:
    """Poll feeds now, before they are due."""
    from kilas.cli import feed_commands as face

    raise typer.Exit(face.refresh(names or [], data))


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="OPML list of feeds, as exported by feed readers.")
    ],
    rights: Annotated[
        Mode, typer.Option(help="What the site may show of their articles; see `kilas add --help`.")
    ] = "link",
    backlog: Backlog = 50,
    data: DataFolder = None,
) -> None:
    """Follow every feed of an OPML list."""
    from kilas.cli import feed_commands as face

    raise typer.Exit(face.import_(file, rights, backlog, data))


@app.command()
def rebrief(
    feed: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="FEED", help="Address or id of a feed; default: all feeds.", show_default=False),
    ] = None,
    no_llm: Annotated[
        bool, typer.Option("--no-llm", help="Use the built-in engine, not a language model.")
    ] = False,
    data: DataFolder = None,
) -> None:
    """Rewrite the briefs from the stored articles, with the current rights."""
    from kilas.cli import status as face

    raise typer.Exit(face.rebrief(data, feed, no_llm=no_llm))


@app.command()
def takedown(
    name: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(
            metavar="[URL]",
            help="Address of the page or of its original, or its id. Without it, the command lists the takedown log.",
            show_default=False,
        ),
    ] = None,
    reason: Annotated[str, typer.Option(help="Reason to record in the log.")] = "on request",
    data: DataFolder = None,
) -> None:
    """Take a page down permanently, or list the takedown log. The page returns 410 and is removed from feeds, search and exports."""
    from kilas.cli import status as face

    raise typer.Exit(face.takedown(name, reason, data))


@app.command()
def corrections(
    close: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--close", metavar="ID", help="Mark this report as done.", show_default=False),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also list reports that are done.")] = False,
    data: DataFolder = None,
) -> None:
    """List the errors that readers reported."""
    from kilas.cli import status as face

    raise typer.Exit(face.corrections(data, close, with_done=all_))


@app.command()
def status(as_json: AsJson = False, data: DataFolder = None) -> None:
    """Show what is stored, which workers are running and what is pending."""
    from kilas.cli import status as face

    raise typer.Exit(face.status(data, as_json=as_json))


@app.command()
def work(
    name: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            help="Name of this worker, the same after a restart; default: the lowest free number on this machine.",
            show_default=False,
        ),
    ] = None,
    processes: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(
            metavar="N",
            help="Number of processes that read pages; default: one per core, up to 4.",
            min=1,
            show_default=False,
        ),
    ] = None,
    data: DataFolder = None,
) -> None:
    """Poll feeds and write briefs without serving the site; for several workers on PostgreSQL."""
    from kilas.cli import foreground

    raise typer.Exit(foreground.work(data, name, processes))


@app.command()
def serve(
    port: Port = None, host: Host = "127.0.0.1", data: DataFolder = None, base_url: BaseUrl = None
) -> None:
    """Serve the site without polling feeds or writing briefs."""
    from kilas.cli import foreground

    raise typer.Exit(foreground.serve(foreground.Where(host=host, port=port, data=data, base_url=base_url)))


export = typer.Typer(help="Export the feeds or the site.", no_args_is_help=True, cls=Group)
app.add_typer(export, name="export")


@export.command()
def opml(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to write.")], data: DataFolder = None
) -> None:
    """Write the followed feeds as an OPML list."""
    from kilas.cli import feed_commands as face

    raise typer.Exit(face.export_opml(file, data))


@export.command("site")
def export_site(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the files; created if missing.")],
    data: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="DIR", help="Data folder; overrides KILAS_HOME.", show_default=False),
    ] = None,
    base_url: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="URL",
            help="Public address of the files, such as https://news.example.org; overrides KILAS_BASE_URL.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write the public site as static files for any web server. A second export writes only the changes."""
    from kilas.cli import exporting

    raise typer.Exit(exporting.site(folder, data, base_url))


models = typer.Typer(
    help="Language models: list the routes, check them, rank them.",
    invoke_without_command=True,
    cls=Group,
)
app.add_typer(models, name="models")
RankOrder = Literal["value", "price", "quality", "latency"]


@models.callback()
def _models(context: typer.Context, as_json: AsJson = False, data: DataFolder = None) -> None:
    told = {
        "as_json": as_json,
        "data": data,
    }  # `kilas models --data DIR check` means the same as `… check --data DIR`
    context.default_map = dict.fromkeys(("check", "rank", "download"), told)
    if context.invoked_subcommand is None:
        from kilas.cli import model_commands

        raise typer.Exit(model_commands.show(data, as_json=as_json))


@models.command("check")
def check_models(data: DataFolder = None) -> None:
    """Ask each route one small question: does it answer, and at what cost? Exit code 1 if one does not."""
    from kilas.cli import model_commands

    raise typer.Exit(model_commands.check(data))


@models.command("rank")
def rank_models(
    order: Annotated[RankOrder, typer.Option(help="What comes first.")] = "value",
    run: Annotated[
        int,
        typer.Option(
            metavar="N", help="First brief N of your articles with every route; needs --max-usd.", min=0
        ),
    ] = 0,
    max_usd: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="X", help="Most that --run may spend, in USD.", show_default=False),
    ] = None,
    svg: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            metavar="FILE",
            help="Also draw quality against cost, and use by week; - draws on standard output instead.",
            show_default=False,
        ),
    ] = None,
    ui: Annotated[UiLanguage, typer.Option(help="Language of the drawing.")] = "en",
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """Rank the routes by your own briefs: share accepted, cost per accepted brief, seconds."""
    from kilas.cli import model_commands as face

    raise typer.Exit(
        face.rank(
            face.RankRequest(
                data=data, order=order, run=run, max_usd=max_usd, svg=svg, ui=ui, as_json=as_json
            )
        )
    )


@models.command("download")
def download_model(
    repo: Annotated[str, typer.Argument(metavar="REPO", help="Repository on the hub: owner/name.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="Name of a GGUF file in it.")],
    revision: Annotated[
        str,
        typer.Option(metavar="COMMIT", help="Commit of the repository: 40 hex digits.", show_default=False),
    ],
    folder: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            "--to",
            metavar="DIR",
            help="Folder for the file; default: weights in the data folder.",
            show_default=False,
        ),
    ] = None,
    is_agreed: Annotated[bool, typer.Option("--yes", help="Fetch without asking.")] = False,
    data: DataFolder = None,
) -> None:
    """Fetch the weights of a local model: shows licence and size, asks, and checks what came."""
    from kilas.cli import download_command as face

    raise typer.Exit(
        face.run(
            face.DownloadRequest(
                repo=repo, file=file, revision=revision, folder=folder, is_agreed=is_agreed, data=data
            )
        )
    )


OutageWay = Literal["refused", "hang", "403", "451", "500"]


@app.command()
def drill(
    unplug: Annotated[
        str,
        typer.Option(
            metavar="provider|country|aggregator|all-remote|ROUTE",
            help="What is out of reach: the provider or the country of the first remote route, all aggregators, all remote routes, or one route.",
        ),
    ] = "all-remote",
    outage: Annotated[OutageWay, typer.Option("--as", help="How it fails.")] = "refused",
    minutes: Annotated[
        float,
        typer.Option(
            metavar="N", help="Length of the drill; the middle third is the outage.", min=0.05, max=240
        ),
    ] = 3.0,
    data: DataFolder = None,
) -> None:
    """Take language models away for a while and see whether briefing goes on. Publishes nothing."""
    from kilas.cli import drill_command as face

    raise typer.Exit(face.run(face.DrillRequest(unplug=unplug, outage=outage, minutes=minutes, data=data)))


db = typer.Typer(
    help="Manage the database: upgrade, back up, restore, check.",
    no_args_is_help=True,
    cls=Group,
)
app.add_typer(db, name="db")


@db.command()
def upgrade(
    data: DataFolder = None,
    reindex: Annotated[
        bool,
        typer.Option(
            "--reindex",
            help="Then rebuild the search index, the counts of copies and the daily costs from the stored data. Use it when `kilas db check` advises it, or search misses a page. Articles and briefs stay as they are.",
        ),
    ] = False,
) -> None:
    """Create the database, or upgrade it to this version. It succeeds completely or changes nothing; safe to repeat."""
    from kilas.cli import database

    raise typer.Exit(database.upgrade(data, reindex=reindex))


@db.command()
def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="File to write; an existing file is replaced.")
    ],
    data: DataFolder = None,
) -> None:
    """Write a consistent snapshot of all data to one file. Kilas may keep running."""
    from kilas.cli import database

    raise typer.Exit(database.backup(file, data))


@db.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Backup made on SQLite or PostgreSQL.")],
    data: DataFolder = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Delete the current content of the database first.")
    ] = False,
) -> None:
    """Restore a backup into an empty database and verify it. It succeeds completely or changes nothing."""
    from kilas.cli import database

    raise typer.Exit(database.restore(file, data, replace=replace))


@db.command()
def check(data: DataFolder = None) -> None:
    """Check all stored data and list inconsistencies."""
    from kilas.cli import database

    raise typer.Exit(database.check(data))
