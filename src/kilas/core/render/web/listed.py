"""One line of a list: a brief, or a headline that links to its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Literal

from kilas.core.brief import Attempt, ToneLabel
from kilas.core.render.ui_language import Ui
from kilas.core.render.view import (
    ToneView,
    Tongue,
    direction,
    foreign_tag,
    host,
    line,
    rated_tone,
    reworded_words,
    safe_url,
    tongue,
    unrated_tone,
)
from kilas.core.render.web.paths import brief_path
from kilas.core.render.web.reason_words import why_only_a_link


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A published item, as lists, feeds and sitemaps need it."""

    id: str
    kind: Literal["brief", "link"]
    slug: str
    headline: str
    language: str  # of the text
    url: str | None  # address of the original
    source: str  # the publisher's name
    feed_id: str
    article_published: datetime | None
    published: datetime  # time of publication here
    updated: datetime  # the last material change
    excerpt: str = ""
    word_count: int = 0
    tone: ToneLabel | None = None
    tone_score: float | None = None
    is_indexable: bool = False
    reason: str | None = None
    revision: str = ""  # of the brief
    feed_title: str = ""
    feed_home: str | None = None
    feed_address: str | None = None
    text_language: str = ""  # of the excerpt, where it is not `language`; else ""
    model: str = ""  # the language model that wrote the brief; "" for the built-in engine
    route: str = ""  # the configured route to that model
    is_reworded: bool = False  # the excerpt is a model's wording, which rules cannot verify
    judge: str = ""  # the route that found such an excerpt supported
    attempts: tuple[Attempt, ...] = ()  # route, outcome and reason of every configured route

    @property
    def spoken(self) -> str:
        """Language of the excerpt."""
        return self.text_language or self.language

    @property
    def path(self) -> str:
        return brief_path(self.id, self.slug)

    @property
    def title(self) -> str:
        """The headline, or the source, the host or the id if there is none; never empty."""
        return line(self.headline) or line(self.source) or host(self.url) or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A line of a list, ready to print."""

    item: Listed
    headline: str
    language: str
    direction: str
    source: str
    original: str  # address; "" if it is not safe to link to
    excerpt: str
    told: Tongue  # of the excerpt
    reworded: str  # meaning of the excerpt's sign; "" for none
    when: str
    when_iso: str
    words: str  # "70-word summary"; "" for links
    tone: ToneView | None  # None for links
    reason: str  # reason why there is only a headline; "" for briefs


def show(item: Listed, ui: Ui, zone: tzinfo) -> Shown:
    """`item` ready to print, with labels in `ui` and dates in `zone`."""
    when = item.article_published or item.published
    is_brief = item.kind == "brief"
    return Shown(
        item=item,
        headline=item.title,
        language=foreign_tag(item.language, ui),
        direction=direction(item.language),
        source=line(item.source) or host(item.url),
        original=safe_url(item.url),
        excerpt=line(item.excerpt),
        told=tongue(item.spoken, ui),
        reworded=rewording(item, ui),
        when=ui.moment(when, zone),
        when_iso=when.astimezone(zone).isoformat(),
        words=ui.ngettext("%(count)s-word summary", "%(count)s-word summary", item.word_count)
        if is_brief
        else "",
        tone=_tone(item, ui) if is_brief else None,
        reason="" if is_brief else why_only_a_link(item.reason, ui),
    )


def rewording(item: Listed, ui: Ui) -> str:
    """Meaning of the sign that the excerpt carries; "" for none."""
    return reworded_words(item.judge or None, ui) if item.is_reworded else ""


def _tone(item: Listed, ui: Ui) -> ToneView:
    return rated_tone(item.tone, item.tone_score, ui) if item.tone else unrated_tone("", ui)
