"""What all routes of the public site share: the store, how the site is set up, and what is kept between requests."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from urllib.parse import urlsplit

from kilas.core.render.ui_language import UiLanguage, speak
from kilas.core.render.web.pages import Frame, Tally
from kilas.core.render.web.paths import UI_LANGUAGES, Site
from kilas.site.lagging import Lagging
from kilas.site.listing import Finder
from kilas.site.share_images import ShareImages
from kilas.store import Store
from kilas.store.records import Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the site is set up."""

    base_url: str
    timezone: tzinfo
    hub: str = ""  # WebSub; "" for none
    cards: Path | None = None  # where share images are kept; None keeps none
    is_export: bool = False  # made of files: search and form give way to a sentence
    settle_s: float = 5.0  # how long counts beside a list may lag behind the list


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysIn:
    """What stands beside the front page."""

    sources: Sequence[Tally]
    languages: Sequence[str]


class FeedTitles:
    """Feeds as last read. They are read anew every few seconds, for their titles hardly ever change."""

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
    """Handed to every route. Safe to use from several threads."""

    store: Store
    options: Options
    clock: Callable[[], datetime]
    site: Site
    frames: Mapping[UiLanguage, Frame]
    cards: ShareImages
    ways_in: Lagging[WaysIn]
    indexable: Lagging[int]  # how many briefs search engines are asked to keep
    feeds: FeedTitles
    prefix: str  # the path of the base address, without a slash at its end

    @property
    def is_secure(self) -> bool:
        return self.site.base.startswith("https://")

    def finder(self) -> Finder:
        return Finder(self.store, self.feeds.read())

    def below_base(self, path: str) -> str:
        prefix = self.prefix
        return path[len(prefix) :] or "/" if prefix and f"{path}/".startswith(f"{prefix}/") else path


def site_context(store: Store, options: Options, clock: Callable[[], datetime]) -> SiteContext:
    """The context of a site on `store`, with nothing read yet."""
    site = Site(options.base_url.rstrip("/"), options.hub)
    return SiteContext(
        store=store,
        options=options,
        clock=clock,
        site=site,
        frames={code: Frame(site=site, ui=speak(code), zone=options.timezone) for code in UI_LANGUAGES},
        cards=ShareImages(options.cards),
        ways_in=Lagging(options.settle_s),
        indexable=Lagging(options.settle_s),
        feeds=FeedTitles(options.settle_s),
        prefix=urlsplit(site.base).path,
    )
