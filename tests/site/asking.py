"""The site of a store, asked as a browser would."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from lxml import html

from kilas.site.context import Options
from kilas.site.exchange import Reply, Request
from kilas.site.public_site import PublicSite
from kilas.store import Store
from kilas.testing.store import NOW

BASE = "https://kilas.example"
ZONE = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True)
class Site:
    """The pages of a store, asked as a browser would."""

    store: Store
    pages: PublicSite

    def get(self, path: str, **headers: str) -> Reply:
        address, _, query = path.partition("?")
        asked = dict(part.split("=", 1) for part in query.split("&") if part)
        return self.pages.answer(
            Request(path=address, query=asked, headers={k.replace("_", "-"): v for k, v in headers.items()})
        )

    def tree(self, path: str) -> html.HtmlElement:
        return html.document_fromstring(self.get(path).body.decode())

    def brief_paths(self, *, indexable: bool | None = None) -> list[str]:
        items = self.store.items.list(kind="brief", indexable=indexable, limit=100)
        return [f"/b/{item.id}-{item.slug}" for item in items]


def site_on(store: Store, folder: Path | None = None, base: str = BASE, **more: object) -> Site:
    options = Options(base_url=base, timezone=ZONE, cards=folder, settle_s=0.0, **more)  # type: ignore[arg-type]
    return Site(store, PublicSite(store, options, clock=lambda: NOW))
