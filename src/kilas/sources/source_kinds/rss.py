"""RSS 0.9 to 2.0, RDF, and any other XML that feedparser can read. Atom is read in the same way."""

from __future__ import annotations

import re
from typing import Any

from kilas.core.entry import Entry, ParsedFeed
from kilas.errors import SourceError
from kilas.sources import feed_xml
from kilas.sources.feed_caps import BoundedMarkup
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
    whole_text,
)
from kilas.sources.network_addresses import Address
from kilas.sources.source_kinds import SourceAnswer, SourceKind, not_a_feed

_LONG = 4_000_000  # characters of a feed above which all teasers are shortened, so that it is read in time
_PAGES = ("html", "head", "body", "div", "p", "script")
_SKIPPED = re.compile(r"<skip(Hours|Days)\b[^<>]*+>(.{0,4000}?)</skip\1\s*>", re.DOTALL | re.IGNORECASE)
_HOUR = re.compile(r"<hour\b[^<>]*+>\s*+([0-9]{1,2})\s*+<", re.IGNORECASE)
_DAY = re.compile(r"<day\b[^<>]*+>\s*+(mon|tue|wed|thu|fri|sat|sun)[a-z]*+\s*+<", re.IGNORECASE)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read(answer: SourceAnswer) -> ParsedFeed:
    """Parse the feed, RSS or Atom. SourceError `broken_feed`, or `not_a_feed` for other XML."""
    return _by_feedparser(answer.markup, answer.url, answer.max_entries)


def _by_feedparser(markup: BoundedMarkup, url: str, max_entries: int) -> ParsedFeed:
    try:
        got = feed_xml.read(markup.text)
    except MemoryError:
        raise
    except Exception as error:  # feedparser raises anything on input that is not XML
        raise SourceError(
            f"the feed at {url} cannot be read ({type(error).__name__})",
            "tell the site that its feed is broken; a validator such as validator.w3.org/feed shows where",
            "broken_feed",
        ) from error
    if not got["version"] and not got["entries"]:
        raise not_a_feed(url)
    return _feed(got, markup, url, max_entries)


def _feed(got: Any, markup: BoundedMarkup, url: str, max_entries: int) -> ParsedFeed:
    base = base_of(url)
    facts = got["feed"]
    kind = "atom" if got["version"].startswith("atom") else "rss"
    hours, days = _skipped(markup.text)
    most = MAX_SUMMARY if len(markup.text) < _LONG else SHORT_SUMMARY
    return gathered(
        ParsedFeed(
            kind=kind,
            title=line(_text(facts, "title"), MAX_TITLE),
            home=link(_text(facts, "link"), base),
            language=language(_text(facts, "language")),
            entries=tuple(_entry(item, base, most, kind) for item in got["entries"]),
            left_out=markup.left_out,
            ttl_s=_ttl(facts),
            skip_hours=hours,
            skip_days=days,
            hub=_related(facts, "hub", base),
            topic=_related(facts, "self", base),
        ),
        max_entries,
    )


def _entry(item: Any, base: Address | None, most: int, kind: str) -> Entry:
    summary, content = _summary_and_content(item)
    published, updated = _date(item, "published") or _date(item, "created"), _date(item, "updated")
    if kind == "rss" and published is None:
        published, updated = updated, None  # dc:date is the publication date in RSS 1.0
    return Entry(
        guid=_text(item, "id")[:MAX_GUID].strip(),
        url=_address(item, base),
        title=line(_text(item, "title"), MAX_TITLE),
        byline=byline(_authors(item)),
        published=published,
        updated=updated,
        language=language(_inner(item, "title_detail", "language")),
        summary=line(summary, SHORT_SUMMARY if content else most),
        content=content,
    )


def _authors(item: Any) -> list[str]:
    """Return the authors as written."""
    return [_text(one, "name") for one in _all(item, "authors")] or [_text(item, "author")]


def _address(item: Any, base: Address | None) -> str | None:
    """Return the first of the entry's links that can be opened."""
    links = [one for one in _all(item, "links") if one.get("rel") in (None, "alternate")]
    named = [_text(item, "feedburner_origlink"), _text(item, "link"), *(_text(one, "href") for one in links)]
    if item.get("guidislink"):
        named.append(_text(item, "id"))
    return next((found for text in named if (found := link(text, base))), None)


def _summary_and_content(item: Any) -> tuple[str, str | None]:
    """Return the teaser and, if the feed carries it, the whole text."""
    summary = _text(item, "summary")
    values = [_text(one, "value") for one in _all(item, "content")]
    longest = max(values, key=len, default="")
    whole = whole_text(longest) or whole_text(summary, is_teaser_field=True)
    return summary or longest, whole


def _date(item: Any, name: str) -> Any:
    # Not item.get: feedparser returns "published" for "updated", with a warning.
    said = dict.get(item, name)
    when = read_date(said) if isinstance(said, str) else None
    is_named = isinstance(said, str) and any(map(str.isalpha, said))  # bare figures are not for guessing
    if when is None and is_named and (parsed := dict.get(item, f"{name}_parsed")):
        when = read_date("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed[:6]))
    return when


def _text(values: Any, name: str) -> str:
    found = dict.get(values, name)
    return found if isinstance(found, str) else ""


def _inner(values: Any, name: str, inner: str) -> str:
    found = dict.get(values, name)
    return _text(found, inner) if isinstance(found, dict) else ""


def _all(values: Any, name: str) -> list[Any]:
    found = dict.get(values, name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _related(facts: Any, rel: str, base: Address | None) -> str | None:
    links = (link(_text(one, "href"), base) for one in _all(facts, "links") if one.get("rel") == rel)
    return next((found for found in links if found), None)


def _ttl(facts: Any) -> float | None:
    """Return the `ttl` of RSS 2.0 in seconds.

    `sy:updatePeriod` is ignored: every WordPress site says "hourly" there.
    """
    said = re.fullmatch(r"\s*([0-9]{1,6})\s*", _text(facts, "ttl"))
    return 60.0 * int(said[1]) or None if said else None


def _skipped(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return skipHours (UTC; 24 means 0) and skipDays of RSS 2.0. If a feed skips all hours or days, it skips none."""
    hours: set[int] = set()
    days: set[int] = set()
    # at the start of the channel or, in some feeds, at its end; the rest is not searched
    for found in _SKIPPED.finditer(text[:50_000] + text[-5_000:]):
        if found[1].lower() == "hours":
            hours |= {int(hour) % 24 for hour in _HOUR.findall(found[2])}
        else:
            days |= {_DAYS.index(day.lower()) for day in _DAY.findall(found[2])}
    return frozenset(hours if len(hours) < 24 else ()), frozenset(days if len(days) < 7 else ())


ROW = SourceKind(
    name="rss",
    rank=10,
    words="RSS feed",
    read=read,
    recognises=lambda answer: answer.markup.root not in ("", *_PAGES),
    is_fallback=True,
    media_types=("application/rss+xml", "application/rdf+xml", "application/xml", "text/xml"),
    guesses=("/feed", "/rss", "/rss.xml", "/feed.xml"),
)
