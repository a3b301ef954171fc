"""The bundled sample articles, briefed and written as a static site: the main job on real input, with no network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Literal

from kilas.core.article import Article, Refusal
from kilas.core.brief import Brief
from kilas.core.extract import extract
from kilas.core.render import index, render
from kilas.core.slug import named
from kilas.core.summary.compose import brief
from kilas.sources.documents import Document
from kilas.sources.folder import sample_documents

UI_LANGUAGES: tuple[Literal["id", "en"], ...] = ("id", "en")


def brief_samples(now: datetime, step: Callable[[str], None] = lambda _: None) -> tuple[Brief, ...]:
    """A brief of every sample, newest first. `step` is told each name as it is begun."""
    made: list[Brief] = []
    for document in sample_documents():
        step(document.name)
        got = brief(_article(document, now), now=now)
        if isinstance(got, Refusal):
            raise AssertionError(f"the bundled sample {document.name} gives no brief: {got.detail}")
        made.append(got)
    return tuple(sorted(made, key=lambda b: (b.article.published or now, b.id), reverse=True))


def site_files(briefs: Sequence[Brief], zone: tzinfo) -> Mapping[str, str]:
    """Every page of the site by its path, `/`-separated: a front page and a page a brief, in both languages."""
    files = {}
    for ui in UI_LANGUAGES:
        links = {b.id: f"b/{page_name(b)}.html" for b in briefs}
        other = {"id": "en", "en": "id"}[ui]
        files[f"{ui}/index.html"] = index(
            briefs, ui_language=ui, timezone=zone, links=links, alternates={other: f"../{other}/"}
        )
        for b in briefs:
            name = page_name(b)
            files[f"{ui}/b/{name}.html"] = render(
                b,
                "html",
                ui_language=ui,
                timezone=zone,
                home="../",
                alternates={other: f"../../{other}/b/{name}.html"},
            )
    return files


def page_name(made: Brief) -> str:
    """`{id}-{slug}` of a brief's page."""
    return named(made.id, made.headline)


def _article(document: Document, now: datetime) -> Article | Refusal:
    return extract(document.data, url=document.url, name=document.name, now=now)
