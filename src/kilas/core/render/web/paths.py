"""Paths of the site's pages, for links, feeds and sitemaps."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from kilas.core.render.ui_language import UiLanguage
from kilas.core.slug import named

UI_LANGUAGES: tuple[UiLanguage, ...] = ("id", "en")
DEFAULT: UiLanguage = "en"  # x-default: for readers of other languages


@dataclass(frozen=True, slots=True)
class Site:
    """Addresses that all pages of one site share."""

    base: str  # address of the site, without a trailing slash: "https://news.example.org"
    hub: str = ""  # WebSub hub that is notified of every change; "" for none
    has_models_page: bool = False  # the page about language models exists
    is_private: bool = False  # for its owner alone: no page is offered to search engines

    def absolute(self, path: str) -> str:
        """Absolute address of `path`, which starts with a slash."""
        return self.base + path

    def local(self, path: str) -> str:
        """`path` for links within the site: below the path of the base address."""
        return urlsplit(self.base).path + path


def brief_path(item_id: str, slug: str) -> str:
    """Path of a brief, below the interface language."""
    return f"/b/{item_id}-{slug}" if slug else f"/b/{item_id}"


def source_path(feed_id: str, title: str) -> str:
    """Path of a source, below the interface language."""
    return f"/source/{named(feed_id, title)}"


def language_path(language: str) -> str:
    """Path of the list in one language, below the interface language."""
    return f"/lang/{quote(language, safe='')}/"


def older_path(listing: str, cursor: str) -> str:
    """Path of the part of `listing` that starts after `cursor`."""
    return f"{listing.rstrip('/')}/before/{cursor}"


def share_path(item_id: str, revision: str) -> str:
    """Path of a share image, below the root."""
    return f"/share/{item_id}-{revision[:12]}.png"


SITE_CARD = "/share/kilas.png"
