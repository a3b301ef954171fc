"""Formats of the site's own feeds. Each is a module of this package with a `ROW`; there is no other list."""

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
    """A format: its names, and the function that writes a feed. The feed is at `feed.NAME` below its list."""

    name: str
    rank: int  # position in lists
    label: str  # name shown to readers
    media_type: str
    write: Callable[[Channel], str]


FEED_FORMATS: Registry[FeedFormat] = Registry(__name__)


def feed_names() -> tuple[str, ...]:
    return tuple(row.name for row in FEED_FORMATS.every())


def feed_addresses(site: Site, languages: Iterable[str]) -> tuple[str, ...]:
    """Absolute addresses of all feeds of the site: of the front page, and of each language in `languages`."""
    listings = ("/", *map(language_path, languages))
    return tuple(
        site.absolute(f"/{ui}{path}feed.{kind}")
        for path in listings
        for ui in UI_LANGUAGES
        for kind in feed_names()
    )
