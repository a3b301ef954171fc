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
    help="Turns news into briefs people can check: every sentence linked to the sentences of the source that carry it.",
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
        help="Words of the summary; counted, and kept within 10 %.",
        min=20,
        max=2000,
    ),
]
Language = Annotated[str, typer.Option(metavar="auto|id|en|…", help="Language of the text (ISO 639-1).")]
Labels = Annotated[
    Optional[UiLanguage],  # noqa: UP045  # typer reads the annotation at run time
    typer.Option(help="Language of labels; default: the text's own, else English.", show_default=False),
]
Out = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        metavar="PATH",
        help="Write here instead of the terminal; a folder when there are several SOURCEs, or when it is one.",
    ),
]
OutFile = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--out", metavar="PATH", help="Write here instead of the terminal."),
]
Url = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(metavar="URL", help="Where the original stands, when SOURCE is a file or standard input."),
]
Publisher = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--source", metavar="NAME", help="The publisher's name, when the page does not say."),
]


DataFolder = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        "--data", metavar="DIR", help="Folder for what Kilas keeps; beats KILAS_HOME.", show_default=False
    ),
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
def brief(
    sources: Sources,
    words: Words = DEFAULT_WORDS,
    language: Language = "auto",
    format: Annotated[BriefFormat, typer.Option(help="What to write.")] = "terminal",  # noqa: A002
    ui_language: Labels = None,
    out: Out = None,
    url: Url = None,
    source: Publisher = None,
) -> None:
    """Brief articles: what they say, each sentence with its evidence."""
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
    format: Annotated[ExplainFormat, typer.Option(help="What to write.")] = "terminal",  # noqa: A002
    ui_language: Labels = None,
    out: OutFile = None,
    url: Url = None,
    source: Publisher = None,
) -> None:
    """Explain a brief: why each sentence was or was not chosen, what moved the tone, what the checker found."""
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
            ),
        )
    )


@app.command()
def extract(
    sources: Sources,
    format: Annotated[ArticleFormat, typer.Option(help="What to write.")] = "json",  # noqa: A002
    language: Language = "auto",
    out: Out = None,
    url: Url = None,
    source: Publisher = None,
) -> None:
    """Show articles as Kilas sees them: clean text, sentences, rights."""
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
        help="Port to serve at; default: 8000, or the next free one.", min=1, max=65535, show_default=False
    ),
]
Host = Annotated[str, typer.Option(help="Address to serve at.")]
BaseUrl = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        metavar="URL", help="Where readers reach the site; beats KILAS_BASE_URL.", show_default=False
    ),
]
FeedNames = Annotated[
    list[str], typer.Argument(metavar="FEED", help="Address or id of a feed, as `kilas feeds` lists it.")
]
Mode = Literal["link", "excerpt", "own", "licensed", "cc"]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]
Backlog = Annotated[
    int, typer.Option(metavar="N", help="How many entries of the first poll are taken.", min=0)
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
            help="A feed, a site that has one, a news sitemap, a single article, or a folder.",
            show_default=False,
        ),
    ],
    rights: Annotated[
        Optional[Mode],  # noqa: UP045
        typer.Option(
            help="What may be shown of its articles; default: link, and own for a folder.", show_default=False
        ),
    ] = None,
    backlog: Backlog = 50,
    data: DataFolder = None,
) -> None:
    """Follow a source."""
    from kilas.cli import feed_commands as face

    raise typer.Exit(face.add(face.AddRequest(address=address, rights=rights, backlog=backlog, data=data)))


@app.command()
def feeds(
    name: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(
            metavar="[FEED]",
            help="Address or id of a feed: what became of its newest entries, and why.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """List what is followed, with its health."""
    from kilas.cli import feed_commands as face

    raise typer.Exit(
        face.feeds(data, as_json=as_json) if name is None else face.entries(name, data, as_json=as_json)
    )


@app.command()
def remove(
    names: FeedNames,
    purge: Annotated[bool, typer.Option("--purge", help="Drop everything it brought, too.")] = False,
    data: DataFolder = None,
) -> None:
    """Follow a source no longer."""
    from kilas.cli import feed_commands as face

    raise typer.Exit(face.remove(names, data, purge=purge))


@app.command()
def refresh(
    names: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(metavar="[FEED]", help="Address or id of a feed; default: all.", show_default=False),
    ] = None,
    data: DataFolder = None,
) -> None:
    """Poll now instead of when due."""
    from kilas.cli import feed_commands as face

    raise typer.Exit(face.refresh(names or [], data))


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An OPML list, as other readers export it.")],
    rights: Annotated[Mode, typer.Option(help="What may be shown of their articles.")] = "link",
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
        typer.Option(metavar="FEED", help="Address or id of the only feed to do.", show_default=False),
    ] = None,
    data: DataFolder = None,
) -> None:
    """Write the briefs anew from the articles as stored, with the rights recorded now."""
    from kilas.cli import status as face

    raise typer.Exit(face.rebrief(data, feed))


@app.command()
def takedown(
    name: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(
            metavar="[URL]",
            help="Address of its page here, of its original, or its id; without one, the log is listed.",
            show_default=False,
        ),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why, for the log.")] = "asked for",
    data: DataFolder = None,
) -> None:
    """Take a page down for good: 410, and gone from feeds, search and exports. Or list what was."""
    from kilas.cli import status as face

    raise typer.Exit(face.takedown(name, reason, data))


@app.command()
def corrections(
    close: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--close", metavar="ID", help="Note that this one is dealt with.", show_default=False),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Those dealt with, too.")] = False,
    data: DataFolder = None,
) -> None:
    """List what readers say is wrong."""
    from kilas.cli import status as face

    raise typer.Exit(face.corrections(data, close, with_done=all_))


@app.command()
def status(as_json: AsJson = False, data: DataFolder = None) -> None:
    """Say what is kept, who is at work and what waits."""
    from kilas.cli import status as face

    raise typer.Exit(face.status(data, as_json=as_json))


@app.command()
def work(
    name: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            help="Name of this worker, the same after a restart; default: the first number free here.",
            show_default=False,
        ),
    ] = None,
    processes: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(
            metavar="N", help="Processes for pages; default: one a core, up to 4.", min=1, show_default=False
        ),
    ] = None,
    data: DataFolder = None,
) -> None:
    """Poll and write without serving: one of several workers on a PostgreSQL database."""
    from kilas.cli import foreground

    raise typer.Exit(foreground.work(data, name, processes))


@app.command()
def serve(
    port: Port = None, host: Host = "127.0.0.1", data: DataFolder = None, base_url: BaseUrl = None
) -> None:
    """Serve the site without polling or writing."""
    from kilas.cli import foreground

    raise typer.Exit(foreground.serve(foreground.Where(host=host, port=port, data=data, base_url=base_url)))


export = typer.Typer(help="Write what is kept for other programs.", no_args_is_help=True, cls=Group)
app.add_typer(export, name="export")


@export.command()
def opml(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")], data: DataFolder = None
) -> None:
    """Write the feeds that are followed as an OPML list."""
    from kilas.cli import feed_commands as face

    raise typer.Exit(face.export_opml(file, data))


@export.command("site")
def export_site(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the files; made when missing.")],
    data: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="DIR", help="Folder of the database; beats KILAS_HOME.", show_default=False),
    ] = None,
    base_url: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="URL",
            help="Where readers will reach the files, such as https://news.example.org; beats KILAS_BASE_URL.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write the public site as files that any web server can show; again: what has changed."""
    from kilas.cli import exporting

    raise typer.Exit(exporting.site(folder, data, base_url))


db = typer.Typer(
    help="Look after the database: bring it up to date, back it up, restore it, check it.",
    no_args_is_help=True,
    cls=Group,
)
app.add_typer(db, name="db")


@db.command()
def upgrade(
    data: DataFolder = None,
    reindex: Annotated[bool, typer.Option("--reindex", help="Make the search index anew.")] = False,
) -> None:
    """Make the database, or bring it to what this Kilas needs. All or nothing; twice does no harm."""
    from kilas.cli import database

    raise typer.Exit(database.upgrade(data, reindex=reindex))


@db.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it; replaced when it exists.")],
    data: DataFolder = None,
) -> None:
    """Write everything that is kept to one file, as it stands at one moment, while work goes on."""
    from kilas.cli import database

    raise typer.Exit(database.backup(file, data))


@db.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup, of SQLite or PostgreSQL.")],
    data: DataFolder = None,
    replace: Annotated[bool, typer.Option("--replace", help="Lose what the database holds now.")] = False,
) -> None:
    """Fill an empty database with a backup, and verify it. All or nothing."""
    from kilas.cli import database

    raise typer.Exit(database.restore(file, data, replace=replace))


@db.command()
def check(data: DataFolder = None) -> None:
    """Read everything once and say what does not hold together."""
    from kilas.cli import database

    raise typer.Exit(database.check(data))
