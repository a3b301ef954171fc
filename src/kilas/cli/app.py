"""Which commands there are and what they take. What they do stands in their own modules, imported when called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Optional

import typer

app = typer.Typer(
    name="kilas",
    help="Turns news into briefs people can check: every sentence linked to the sentences of the source that carry it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


BriefFormat = Literal["terminal", "html", "markdown", "json", "text"]
ExplainFormat = Literal["terminal", "html", "json"]
ArticleFormat = Literal["json", "text", "markdown"]
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
        metavar="60|120|300|N",
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
        metavar="PATH", help="Write here instead of the terminal; a folder when there are several SOURCEs."
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
    words: Words = 120,
    language: Language = "auto",
    format: Annotated[BriefFormat, typer.Option(help="What to write.")] = "terminal",  # noqa: A002
    ui_language: Labels = None,
    out: Out = None,
    url: Url = None,
    source: Publisher = None,
) -> None:
    """Brief articles: what they say, each sentence with its evidence."""
    from kilas.cli import briefing

    raise typer.Exit(
        briefing.brief(
            sources,
            briefing.BriefRequest(
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
    words: Words = 120,
    language: Language = "auto",
    format: Annotated[ExplainFormat, typer.Option(help="What to write.")] = "terminal",  # noqa: A002
    ui_language: Labels = None,
    out: OutFile = None,
    url: Url = None,
    source: Publisher = None,
) -> None:
    """Explain a brief: why each sentence was or was not chosen, what moved the tone, what the checker found."""
    from kilas.cli import briefing

    raise typer.Exit(
        briefing.explain(
            source_,
            briefing.ExplainRequest(
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
    from kilas.cli import briefing

    raise typer.Exit(
        briefing.extract(
            sources,
            briefing.ArticleRequest(language=language, format=format, out=out, url=url, source=source),
        )
    )


@app.command()
def up(
    port: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(
            help="Port to serve at; default: 8000, or the next free one.",
            min=1,
            max=65535,
            show_default=False,
        ),
    ] = None,
    host: Annotated[str, typer.Option(help="Address to serve at.")] = "127.0.0.1",
    data: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="DIR", help="Folder for the site; beats KILAS_HOME.", show_default=False),
    ] = None,
) -> None:
    """Brief the bundled sample articles and serve them as a site."""
    from kilas.cli import serving

    raise typer.Exit(serving.up(host=host, port=port, data=data))


export = typer.Typer(help="Write what is kept for other programs.", no_args_is_help=True)
app.add_typer(export, name="export")


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
