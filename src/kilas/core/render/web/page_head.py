"""Head and navigation of one page of the site: addresses, metadata, links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache

from markupsafe import Markup

from kilas.core.render.inline import text
from kilas.core.render.ui_language import Ui, UiLanguage, noop
from kilas.core.render.web.feed_formats import FEED_FORMATS
from kilas.core.render.web.listed import Listed
from kilas.core.render.web.paths import DEFAULT, SITE_CARD, UI_LANGUAGES, Site, share_path

_LOCALES: Mapping[UiLanguage, str] = {"id": "id_ID", "en": "en_GB"}
_SECTIONS = (
    ("front", "/", noop("Latest")),
    ("search", "/search", noop("Search")),
    ("how", "/how-it-works", noop("How it works")),
)
_FOOTER = (
    ("/how-it-works", noop("How it works")),
    ("/correction", noop("Report an error")),
    ("/feed.atom", noop("Feed")),
)
_MODELS = (("/models", noop("Language models")),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """Values for the head, the navigation and the footer of one page."""

    site: Site
    ui: Ui
    zone: tzinfo
    title: str
    path: str | None  # below the interface language; None for pages without an address, such as "not found"
    section: str = ""  # current entry of the navigation; "" for none
    description: str = ""
    is_indexable: bool = False
    item: Listed | None = None  # the item that the page shows
    feed_path: str = "/"  # path of the list whose feeds are linked, below the interface language
    feed_title: str = "Kilas"

    def to(self, path: str) -> str:
        """A link to `path` in the same interface language."""
        return self.site.local(f"/{self.ui.code}{path}")

    @property
    def robots(self) -> str:
        if self.site.is_private:
            return "noindex,nofollow"
        if self.is_indexable:
            return "index,follow,max-snippet:-1,max-image-preview:large"
        return "noindex,follow"

    @property
    def address(self) -> str:
        return self._in(self.ui.code) if self.path is not None else ""

    @property
    def versions(self) -> Markup:
        """Links to the page in every interface language, and the default for other languages (x-default)."""
        tagged = (*((code, self._in(code)) for code in UI_LANGUAGES), ("x-default", self._in(DEFAULT)))
        return _lines(f'<link rel="alternate" hreflang="{tag}" href="{text(href)}">' for tag, href in tagged)

    @property
    def switch(self) -> tuple[tuple[str, str], ...]:
        """Links of the language switch; to the front page from pages without an address."""
        return tuple((code, self.site.local(f"/{code}{self.path or '/'}")) for code in UI_LANGUAGES)

    @property
    def navigation(self) -> Markup:
        return _navigation(self.site, self.ui, self.section)

    @property
    def footer(self) -> Markup:
        return _footer(self.site, self.ui)

    @property
    def feeds(self) -> tuple[tuple[str, str, str], ...]:
        return _feeds(self.site, self.ui, self.feed_path)

    @property
    def feed_links(self) -> Markup:
        return _feed_links(self.site, self.ui, self.feed_path, self.feed_title)

    @property
    def locale(self) -> str:
        return _LOCALES[self.ui.code]

    @property
    def image(self) -> str:
        has_own = self.item is not None and self.item.kind == "brief"
        path = share_path(self.item.id, self.item.revision) if self.item and has_own else SITE_CARD
        return self.site.absolute(path)

    @property
    def image_alt(self) -> str:
        if self.item is None or self.item.kind != "brief":
            return "Kilas"
        return self.ui.gettext("Title card: %(headline)s", headline=self.item.title)

    @property
    def published(self) -> str:
        return self._stamp(self.item.published) if self.item else ""

    @property
    def updated(self) -> str:
        return self._stamp(self.item.updated) if self.item else ""

    def _stamp(self, when: datetime) -> str:
        return when.astimezone(self.zone).isoformat(timespec="seconds")

    def _in(self, code: UiLanguage) -> str:
        return self.site.absolute(f"/{code}{self.path}")


# Equal on all pages of a kind, so cached.


@lru_cache(maxsize=64)
def _navigation(site: Site, ui: Ui, section: str) -> Markup:
    return Markup("").join(
        Markup('<a href="{}"{}>{}</a>').format(
            site.local(f"/{ui.code}{path}"),
            Markup(' aria-current="page"') if name == section else "",
            ui.gettext(label),
        )
        for name, path, label in _SECTIONS
    )


@lru_cache(maxsize=64)
def _footer(site: Site, ui: Ui) -> Markup:
    return Markup("").join(
        Markup('<li><a href="{}">{}</a></li>').format(site.local(f"/{ui.code}{path}"), ui.gettext(label))
        for path, label in (*_FOOTER, *(_MODELS if site.has_models_page else ()))
    )


@lru_cache(maxsize=256)
def _feeds(site: Site, ui: Ui, feed_path: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (row.label, row.media_type, site.local(f"/{ui.code}{feed_path}feed.{row.name}"))
        for row in FEED_FORMATS.every()
    )


@lru_cache(maxsize=256)
def _feed_links(site: Site, ui: Ui, feed_path: str, title: str) -> Markup:
    return _lines(
        f'<link rel="alternate" type="{media_type}" title="{text(title)} ({kind})" href="{text(href)}">'
        for kind, media_type, href in _feeds(site, ui, feed_path)
    )


def _lines(links: Iterable[str]) -> Markup:
    return Markup("\n".join(links))  # noqa: S704  # callers escape
