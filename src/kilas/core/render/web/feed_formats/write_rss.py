"""Writes the site's feeds as RSS 2.0."""

from __future__ import annotations

from datetime import UTC
from email.utils import format_datetime

from kilas.core.render.view import language_tag
from kilas.core.render.web.feed_formats import FeedFormat
from kilas.core.render.web.listed import Listed
from kilas.core.render.web.syndication import (
    Channel,
    address_of,
    entry_id,
    page_of,
    says_all,
    source_title,
    writer,
)
from kilas.core.render.web.xml import HEAD, element, instant, void


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
    words, language = says_all(item, channel.ui), language_tag(item.spoken)
    name = writer(item, channel.ui)
    feed = address_of(item)
    return "".join(
        [
            "<item>",
            element("guid", entry_id(item.id), {"isPermaLink": "false"}),
            element("title", item.title),
            element("link", channel.site.absolute(page_of(channel, item))),
            element("description", words) if words else "",
            element("pubDate", format_datetime(item.published.astimezone(UTC))),
            element("dc:language", language) if language else "",
            element("dc:creator", name) if name else "",
            element("atom:updated", instant(item.updated)),
            # RSS 2.0 requires the address of the feed the item came from; without one the element is left out
            element("source", source_title(item), {"url": feed}) if feed else "",
            "</item>\n",
        ]
    )


ROW = FeedFormat(name="rss", rank=20, label="RSS", media_type="application/rss+xml", write=_rss)
