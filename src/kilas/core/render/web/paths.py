"""Where everything of the site stands. One place that every link, feed and sitemap asks."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from kilas.core.render.ui_language import UiLanguage
from kilas.core.slug import named

UI_LANGUAGES: tuple[UiLanguage, ...] = ("id", "en")
DEFAULT: UiLanguage = "en"  # x-default: for readers of neither


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages of one site share."""

    base: str  # its address, without a slash at the end: "https://news.example.org"
    hub: str = ""  # the WebSub hub that is told of every change; "" for none

    def absolute(self, path: str) -> str:
        """The whole address of `path`, which starts with a slash."""
        return self.base + path

    def local(self, path: str) -> str:
        """`path` as a link of our own pages takes it: below the path the site stands at."""
        return urlsplit(self.base).path + path


def brief_path(item_id: str, slug: str) -> str:
    """Below the interface language, like all that follow."""
    return f"/b/{item_id}-{slug}" if slug else f"/b/{item_id}"


def source_path(feed_id: str, title: str) -> str:
    return f"/source/{named(feed_id, title)}"


def language_path(language: str) -> str:
    return f"/lang/{quote(language, safe='')}/"


def older_path(listing: str, cursor: str) -> str:
    """Where the list at `listing` goes on."""
    return f"{listing.rstrip('/')}/before/{cursor}"


def share_path(item_id: str, revision: str) -> str:
    """Below the root."""
    return f"/share/{item_id}-{revision[:12]}.png"


SITE_CARD = "/share/kilas.png"
