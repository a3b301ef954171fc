"""Writes the site's feeds as Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from kilas.core.render.view import language_tag, safe_url
from kilas.core.render.web.feed_formats import FeedFormat
from kilas.core.render.web.listed import Listed
from kilas.core.render.web.syndication import (
    Channel,
    entry_id,
    home_of,
    page_of,
    says_all,
    source_id,
    source_title,
    writer,
)
from kilas.core.render.web.xml import HEAD, element, instant, void


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
    source = [element("id", source_id(item)), element("title", source_title(item))]
    source += [element("updated", instant(item.article_published or item.published))]
    if home := home_of(item):
        source.append(_link(home, "alternate", "text/html"))
    return "".join(
        [
            "<entry>",
            element("id", entry_id(item.id)),
            element("title", item.title, {"xml:lang": language}),
            _link(channel.site.absolute(page_of(channel, item)), "alternate", "text/html"),
            _link(original, "via") if original else "",
            element("published", instant(item.published)),
            element("updated", instant(item.updated)),
            f"<author>{element('name', name)}</author>" if (name := writer(item, channel.ui)) else "",
            *_atom_summary(channel, item),
            f"<source>{''.join(source)}</source>",
            "</entry>\n",
        ]
    )


def _atom_summary(channel: Channel, item: Listed) -> tuple[str, ...]:
    words = says_all(item, channel.ui)
    spoken = language_tag(item.spoken) if item.kind == "brief" else channel.ui.code
    return (element("summary", words, {"xml:lang": spoken}),) if words else ()


def _link(href: str, rel: str, media_type: str = "") -> str:
    return void("link", {"rel": rel, "type": media_type, "href": href})


ROW = FeedFormat(name="atom", rank=10, label="Atom", media_type="application/atom+xml", write=_atom)
