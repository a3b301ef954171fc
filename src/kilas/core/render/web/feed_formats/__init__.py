"""Which formats do the site's own feeds come in? Each is one module of this package with its row; nothing else lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kilas.core.registry import Registry
from kilas.core.render.web.paths import UI_LANGUAGES, Site, language_path

if TYPE_CHECKING:
    from kilas.core.render.web.syndication import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFormat:
    """How one format is called and writes a feed of the site, at `feed.NAME` below its page."""

    name: str
    rank: int  # its place in lists
    label: str  # what readers call it
    media_type: str
    write: Callable[[Channel], str]


FEED_FORMATS: Registry[FeedFormat] = Registry(__name__)


def feed_names() -> tuple[str, ...]:
    return tuple(row.name for row in FEED_FORMATS.every())


def feed_addresses(site: Site, languages: Iterable[str]) -> tuple[str, ...]:
    """The whole address of every feed of the site, of all that is listed and of each of `languages`."""
    listings = ("/", *map(language_path, languages))
    return tuple(
        site.absolute(f"/{ui}{path}feed.{kind}")
        for path in listings
        for ui in UI_LANGUAGES
        for kind in feed_names()
    )
