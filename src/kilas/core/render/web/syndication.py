"""What the site publishes, as Atom, RSS 2.0 and JSON Feed 1.1.

An entry's id is made from the article's alone, so it outlives edits, new headlines and a new address of the site;
`updated` is the last material change (RFC 4287, 4.2.15).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Literal

from kilas.core.render.ui_language import Ui
from kilas.core.render.view import host, language_tag, line, safe_url
from kilas.core.render.web.listed import Listed
from kilas.core.render.web.paths import Site
from kilas.core.render.web.reason_words import why_only_a_link
from kilas.core.render.web.xml import HEAD, element, instant, void

FeedFormat = Literal["atom", "rss", "json"]
MOST = 100  # entries

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:kilas")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One feed of the site."""

    site: Site
    ui: Ui
    title: str
    path: str  # of the page it belongs to: "/id/"
    language: str = ""  # of all its texts; "" when they are mixed
    items: Sequence[Listed]  # newest first

    @property
    def updated(self) -> datetime:
        return max((item.updated for item in self.items), default=_NEVER)

    @property
    def subtitle(self) -> str:
        return self.ui.gettext("News you can check, sentence by sentence")

    def own_path(self, kind: FeedFormat) -> str:
        return f"{self.path}feed.{kind}"


def write_feed(channel: Channel, kind: FeedFormat) -> str:
    return {"atom": _atom, "rss": _rss, "json": _json}[kind](channel)


def entry_id(item_id: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, item_id)}"


def _atom(channel: Channel) -> str:
    ui, site = channel.ui, channel.site
    parts = [
        HEAD,
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{ui.code}">\n',
        element("id", entry_id(f"feed:{channel.path}")),
        element("title", channel.title),
        element("subtitle", channel.subtitle),
        element("updated", instant(channel.updated)),
        element("generator", "Kilas"),
        "<author><name>Kilas</name></author>",
        _link(site.absolute(channel.own_path("atom")), "self", "application/atom+xml"),
        _link(site.absolute(channel.path), "alternate", "text/html"),
        _link(site.hub, "hub") if site.hub else "",
        "\n",
    ]
    return "".join([*parts, *(_atom_entry(channel, item) for item in channel.items), "</feed>\n"])


def _atom_entry(channel: Channel, item: Listed) -> str:
    language = language_tag(item.language)
    original = safe_url(item.url)
    source = [element("id", _source_id(item)), element("title", _source_title(item))]
    source += [element("updated", instant(item.article_published or item.published))]
    if home := _home(item):
        source.append(_link(home, "alternate", "text/html"))
    return "".join(
        [
            "<entry>",
            element("id", entry_id(item.id)),
            element("title", item.title, {"xml:lang": language}),
            _link(channel.site.absolute(_page(channel, item)), "alternate", "text/html"),
            _link(original, "via") if original else "",
            element("published", instant(item.published)),
            element("updated", instant(item.updated)),
            *_atom_summary(channel, item, language),
            f"<source>{''.join(source)}</source>",
            "</entry>\n",
        ]
    )


def _atom_summary(channel: Channel, item: Listed, language: str) -> tuple[str, ...]:
    words = _says(item, channel.ui)
    spoken = language if item.kind == "brief" else channel.ui.code
    return (element("summary", words, {"xml:lang": spoken}),) if words else ()


def _link(href: str, rel: str, media_type: str = "") -> str:
    return void("link", {"rel": rel, "type": media_type, "href": href})


def _rss(channel: Channel) -> str:
    site = channel.site
    parts = [
        HEAD,
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>',
        element("title", channel.title),
        element("link", site.absolute(channel.path)),
        element("description", channel.subtitle),
        element("language", channel.language or channel.ui.code),
        element("generator", "Kilas"),
        element("lastBuildDate", format_datetime(channel.updated)),
        void(
            "atom:link",
            {
                "rel": "self",
                "type": "application/rss+xml",
                "href": site.absolute(channel.own_path("rss")),
            },
        ),
        void("atom:link", {"rel": "hub", "href": site.hub}) if site.hub else "",
        "\n",
    ]
    return "".join([*parts, *(_rss_item(channel, item) for item in channel.items), "</channel>\n</rss>\n"])


def _rss_item(channel: Channel, item: Listed) -> str:
    words, language = _says(item, channel.ui), language_tag(item.language)
    feed = _address(item)
    return "".join(
        [
            "<item>",
            element("guid", entry_id(item.id), {"isPermaLink": "false"}),
            element("title", item.title),
            element("link", channel.site.absolute(_page(channel, item))),
            element("description", words) if words else "",
            element("pubDate", format_datetime(item.published.astimezone(UTC))),
            element("dc:language", language) if language else "",
            element("atom:updated", instant(item.updated)),
            # RSS 2.0 wants the address of the feed it came from; where it has none, there is no element
            element("source", _source_title(item), {"url": feed}) if feed else "",
            "</item>\n",
        ]
    )


def _json(channel: Channel) -> str:
    site = channel.site
    facts: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": site.absolute(channel.path),
        "feed_url": site.absolute(channel.own_path("json")),
        "description": channel.subtitle,
        "language": channel.language or channel.ui.code,
        "authors": [{"name": "Kilas", "url": site.absolute(f"/{channel.ui.code}/")}],
        "hubs": [{"type": "WebSub", "url": site.hub}] if site.hub else None,
        "items": [_json_item(channel, item) for item in channel.items],
    }
    return json.dumps(_filled(facts), ensure_ascii=False, indent=1) + "\n"


def _json_item(channel: Channel, item: Listed) -> dict[str, object]:
    rated = item.tone is not None
    return _filled(
        {
            "id": entry_id(item.id),
            "url": channel.site.absolute(_page(channel, item)),
            "external_url": safe_url(item.url) or None,
            "title": item.title,
            "content_text": _says(item, channel.ui),
            "date_published": instant(item.published),
            "date_modified": instant(item.updated),
            "language": language_tag(item.language) or None,
            "_kilas": _filled(
                {
                    "kind": item.kind,
                    "source": {
                        "title": _source_title(item),
                        "address": _home(item) or None,
                        "feed": _address(item) or None,
                    },
                    "json": channel.site.absolute(f"/b/{item.id}.json") if item.kind == "brief" else None,
                    "article_published": instant(item.article_published) if item.article_published else None,
                    "tone": {"label": item.tone, "score": item.tone_score} if rated else None,
                    "reason": item.reason if item.kind == "link" else None,
                }
            ),
        }
    )


def _says(item: Listed, ui: Ui) -> str:
    return line(item.excerpt) if item.kind == "brief" else why_only_a_link(item.reason, ui)


def _page(channel: Channel, item: Listed) -> str:
    return f"/{channel.ui.code}{item.path}"


def _source_title(item: Listed) -> str:
    return line(item.source) or line(item.feed_title) or host(item.url) or "—"


def _home(item: Listed) -> str:
    return safe_url(item.feed_home)


def _address(item: Listed) -> str:
    """The feed's address; a folder of this machine is nobody else's business."""
    return safe_url(item.feed_address)


def _source_id(item: Listed) -> str:
    return _address(item) or entry_id(f"source:{item.feed_id}")


def _filled(facts: dict[str, object]) -> dict[str, object]:
    return {name: fact for name, fact in facts.items() if fact is not None}
