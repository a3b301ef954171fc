"""The context shared by all routes of the public site: store, options and caches."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from urllib.parse import urlsplit

from kilas.core.audience import Audience
from kilas.core.render.ui_language import UiLanguage, speak
from kilas.core.render.web.pages import Frame, RouteFigures, Tally
from kilas.core.render.web.paths import UI_LANGUAGES, Site
from kilas.site.lagging import Lagging
from kilas.site.listing import Finder
from kilas.site.share_images import ShareImages
from kilas.store import Store
from kilas.store.records import Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options of the site."""

    base_url: str
    timezone: tzinfo
    hub: str = ""  # WebSub hub; empty for none
    cards: Path | None = None  # folder for share images; None: not kept
    is_export: bool = False  # static files: search and form are replaced by a note
    show_models: bool = False  # the page about language models exists
    audience: Audience = "public"  # "private": for the owner alone; nothing is offered to search engines
    settle_s: float = 5.0  # most seconds that counts beside a list may lag behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontLinks:
    """Links shown beside the front page."""

    sources: Sequence[Tally]
    languages: Sequence[str]


class FeedTitles:
    """A cache of feeds for their titles, which rarely change; emptied every few seconds."""

    def __init__(self, settle_s: float) -> None:
        self._settle_s = settle_s
        self._kept: tuple[float, dict[str, Feed | None]] = (0.0, {})

    def read(self) -> dict[str, Feed | None]:
        now = time.monotonic()
        if now - self._kept[0] >= self._settle_s:
            self._kept = (now, {})
        return self._kept[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContext:
    """Shared values for every route. Safe to use from several threads."""

    store: Store
    options: Options
    clock: Callable[[], datetime]
    site: Site
    frames: Mapping[UiLanguage, Frame]
    cards: ShareImages
    front_links: Lagging[FrontLinks]
    indexable: Lagging[int]  # number of briefs offered to search engines
    models: Lagging[RouteFigures]
    feeds: FeedTitles
    prefix: str  # path of the base address, without a trailing slash

    @property
    def is_secure(self) -> bool:
        return self.site.base.startswith("https://")

    def finder(self) -> Finder:
        return Finder(self.store, self.feeds.read())

    def below_base(self, path: str) -> str:
        prefix = self.prefix
        return path[len(prefix) :] or "/" if prefix and f"{path}/".startswith(f"{prefix}/") else path


def site_context(store: Store, options: Options, clock: Callable[[], datetime]) -> SiteContext:
    """The context of a site on `store`; reads nothing yet."""
    is_private = options.audience == "private"
    site = Site(
        options.base_url.rstrip("/"),
        "" if is_private else options.hub,  # which is not told of changes
        has_models_page=options.show_models,
        is_private=is_private,
    )
    return SiteContext(
        store=store.seen_by(options.audience),
        options=options,
        clock=clock,
        site=site,
        frames={code: Frame(site=site, ui=speak(code), zone=options.timezone) for code in UI_LANGUAGES},
        cards=ShareImages(options.cards),
        front_links=Lagging(options.settle_s),
        indexable=Lagging(options.settle_s),
        models=Lagging(options.settle_s),
        feeds=FeedTitles(options.settle_s),
        prefix=urlsplit(site.base).path,
    )
