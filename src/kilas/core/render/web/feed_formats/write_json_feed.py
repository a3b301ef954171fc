"""Writes the site's feeds as JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json

from kilas.core.render.view import language_tag, safe_url
from kilas.core.render.web.facts import source_type
from kilas.core.render.web.feed_formats import FeedFormat
from kilas.core.render.web.listed import Listed
from kilas.core.render.web.syndication import (
    Channel,
    address_of,
    entry_id,
    home_of,
    page_of,
    says,
    source_title,
    writer,
)
from kilas.core.render.web.xml import instant


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
    return _filled(
        {
            "id": entry_id(item.id),
            "url": channel.site.absolute(page_of(channel, item)),
            "external_url": safe_url(item.url) or None,
            "title": item.title,
            "content_text": says(item, channel.ui),
            "date_published": instant(item.published),
            "date_modified": instant(item.updated),
            "language": language_tag(item.spoken) or None,
            "authors": [{"name": name}] if (name := writer(item, channel.ui)) else None,
            "_kilas": _extension(channel, item),
        }
    )


def _extension(channel: Channel, item: Listed) -> dict[str, object]:
    """Fields that JSON Feed does not define, in an object whose name opens with "_" (version 1.1, Extensions)."""
    return _filled(
        {
            "kind": item.kind,
            "source": {
                "title": source_title(item),
                "address": home_of(item) or None,
                "feed": address_of(item) or None,
            },
            "json": channel.site.absolute(f"/b/{item.id}.json") if item.kind == "brief" else None,
            "article_published": instant(item.article_published) if item.article_published else None,
            "tone": {"label": item.tone, "score": item.tone_score} if item.tone is not None else None,
            "reason": item.reason if item.kind == "link" else None,
            "written_by": _written_by(item),
            "attempts": _attempts(item),
            "digital_source_type": source_type(item.model) if item.kind == "brief" else None,
            "status": "unverifiable" if item.is_reworded else None,
        }
    )


def _written_by(item: Listed) -> dict[str, object] | None:
    """The language model of a brief; the whole provenance is in the brief's own JSON."""
    return {"model": item.model, "route": item.route} if item.model else None


def _attempts(item: Listed) -> list[dict[str, str]] | None:
    """What became of each configured route, in the words of `kilas.brief/2`."""
    return [
        {"route": one.route, "work": one.work, "outcome": one.outcome, "reason": one.reason}
        for one in item.attempts
    ] or None


def _filled(facts: dict[str, object]) -> dict[str, object]:
    return {name: fact for name, fact in facts.items() if fact is not None}


ROW = FeedFormat(name="json", rank=30, label="JSON Feed", media_type="application/feed+json", write=_json)
