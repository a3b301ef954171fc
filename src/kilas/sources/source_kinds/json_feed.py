"""JSON Feed 1.0 and 1.1 (jsonfeed.org), within the limits of all feeds. Values of any type are expected."""

from __future__ import annotations

import json
from typing import Any

from kilas.core.entry import Entry, ParsedFeed
from kilas.errors import SourceError
from kilas.sources.feed_caps import newest
from kilas.sources.feed_dates import read_date
from kilas.sources.feed_values import (
    MAX_GUID,
    MAX_SUMMARY,
    MAX_TITLE,
    SHORT_SUMMARY,
    base_of,
    byline,
    gathered,
    language,
    line,
    link,
    paragraphs,
    whole_text,
)
from kilas.sources.network_addresses import Address
from kilas.sources.source_kinds import SourceAnswer, SourceKind

_BOM = b"\xef\xbb\xbf"


def read(answer: SourceAnswer) -> ParsedFeed:
    """Parse the feed. SourceError `broken_feed` for invalid JSON, `not_a_feed` for other JSON."""
    url, max_entries = answer.url, answer.max_entries
    feed = load(answer.body, url)
    if not isinstance(feed, dict) or not _is_feed(feed):
        raise SourceError(
            f"{url} is JSON, but not a JSON Feed", "give the address of the site's feed", "not_a_feed"
        )
    base = base_of(url)
    items = [item for item in _list(feed, "items") if isinstance(item, dict)]
    kept = newest(items, lambda item: read_date(_text(item, "date_published")), max_entries)
    told = language(feed.get("language"))
    return gathered(
        ParsedFeed(
            kind="json",
            title=line(feed.get("title"), MAX_TITLE),
            home=link(feed.get("home_page_url"), base),
            language=told,
            entries=tuple(_entry(item, base, _author(feed)) for item in kept),
            left_out=len(items) - len(kept),
            hub=_hub(feed, base),
            topic=link(feed.get("feed_url"), base),
        ),
        max_entries,
    )


def load(body: bytes, url: str) -> Any:
    """Parse strict JSON (RFC 8259): UTF-8, no NaN. SourceError `broken_feed` if it is invalid or nested too deeply."""
    try:
        return json.loads(
            body.removeprefix(_BOM).decode("utf-8"), parse_constant=_refuse_constant, parse_int=_number
        )
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        raise SourceError(
            f"the feed at {url} is invalid JSON",
            "tell the site; until it is fixed, give its RSS or Atom feed",
            "broken_feed",
        ) from error


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _number(digits: str) -> int | float:
    # int() takes quadratic time; no number of a feed has 20 digits
    return int(digits) if len(digits) < 20 else float(digits)


def _is_feed(feed: dict[str, Any]) -> bool:
    return "jsonfeed.org/version" in _text(feed, "version") or (
        isinstance(feed.get("items"), list) and "title" in feed
    )


def _entry(item: dict[str, Any], base: Address | None, author: str | None) -> Entry:
    markup, text = _text(item, "content_html"), _text(item, "content_text")
    whole = whole_text(markup) if markup else whole_text(paragraphs(text))
    return Entry(
        guid=_guid(item)[:MAX_GUID].strip(),
        url=link(item.get("url"), base) or link(item.get("external_url"), base),
        title=line(item.get("title"), MAX_TITLE),
        byline=_author(item) or author,
        published=read_date(_text(item, "date_published")),
        updated=read_date(_text(item, "date_modified")),
        language=language(item.get("language")),
        summary=line(_text(item, "summary") or markup or text, SHORT_SUMMARY if whole else MAX_SUMMARY),
        content=whole,
    )


def _guid(item: dict[str, Any]) -> str:
    """Return the id. A number is converted to text, as the specification requires."""
    given = item.get("id")
    return str(given) if isinstance(given, (str, int, float)) and not isinstance(given, bool) else ""


def _author(owner: dict[str, Any]) -> str | None:
    """Return the authors' names: `authors` in version 1.1, `author` in 1.0."""
    authors = [one for one in [*_list(owner, "authors"), owner.get("author")] if isinstance(one, dict)]
    return byline(one.get("name") for one in authors[:20])


def _hub(feed: dict[str, Any], base: Address | None) -> str | None:
    hubs = [one for one in _list(feed, "hubs") if isinstance(one, dict)]
    return next((link(one.get("url"), base) for one in hubs if _text(one, "type").lower() == "websub"), None)


def _list(values: dict[str, Any], name: str) -> list[Any]:
    found = values.get(name)
    return found if isinstance(found, list) else []


def _text(values: dict[str, Any], name: str) -> str:
    found = values.get(name)
    return found if isinstance(found, str) else ""


ROW = SourceKind(
    name="json",
    rank=30,
    words="JSON feed",
    read=read,
    recognises=lambda answer: answer.is_json,
    media_types=("application/feed+json", "application/json"),
    guesses=("/feed.json",),
)
