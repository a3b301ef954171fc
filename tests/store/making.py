"""What the store's tests put into it: small, true values made by the product itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import kilas
from kilas.core.article import Article
from kilas.core.brief import Attempt, Brief
from kilas.core.entry import Entry
from kilas.store import Store
from kilas.store.records import Feed, Item, Polled, Withheld

NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
TRIED = (
    Attempt(route="far", outcome="rate", reason="HTTP 429"),
    Attempt(route="near", outcome="ok"),
    Attempt(route="embedded", outcome="skipped", reason="not_needed"),
)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


def feed(store: Store, address: str = "https://news.example/feed", **more: Any) -> Feed:
    return store.feeds.add(address, "rss", **{"title": "News", "now": NOW, **more})


def polled(*entries: Entry, at: datetime = NOW, **more: Any) -> Polled:
    return Polled(
        **{
            "at": at,
            "next_poll": at + HOUR,
            "interval_s": 3600.0,
            "body_sha256": "b",
            "entries": entries,
            **more,
        }
    )


def entry(number: int, **more: Any) -> Entry:
    return Entry(
        **{
            "guid": f"g{number}",
            "url": f"https://news.example/{number}",
            "title": f"Report {number}",
            **more,
        }
    )


@cache
def article(number: int = 1, word: str = "bridge") -> Article:
    sentences = (
        f"The town of Randu opened its new {word} number {number} over the river on Monday.",
        f"It cost {number + 3} million dollars and took two years to build, the mayor said.",
        f"Traders from both banks had asked for the {word} since the flood of 2019.",
        "Buses will cross it every ten minutes from the first day of next month.",
        "The old ferry stays in service for bicycles until the end of the year.",
        "A second crossing further north is planned, but has no budget yet.",
    )
    paragraphs = "".join(f"<p>{sentence} {sentence.replace('the', 'this')}</p>" for sentence in sentences)
    page = f"<html lang=en><title>{word.title()} {number} opens in Randu</title><article>{paragraphs}</article></html>"
    made = kilas.extract(page, url=f"https://news.example/{number}")
    assert isinstance(made, Article), made
    return made


@cache
def brief(number: int = 1, word: str = "bridge") -> Brief:
    made = kilas.brief(article(number, word))
    assert isinstance(made, Brief), made
    return made


def item(feed: Feed, number: int = 1, word: str = "bridge", **more: Any) -> Item:
    of, made = article(number, word), brief(number, word)
    given: dict[str, Any] = {
        "id": of.id,
        "kind": "brief",
        "headline": made.headline,
        "slug": f"{word}-{number}",
        "language": of.language,
        "url": of.url,
        "source": "Example News",
        "feed_id": feed.id,
        "article_published": None,
        "published": NOW,
        "updated": NOW,
        "article_revision": of.revision,
        "brief_revision": made.revision,
        "word_count": made.word_count,
        "tone": "neutral",
    }
    return Item(**{**given, **more})


def link(feed: Feed, number: int = 1, **more: Any) -> Item:
    bare = {"kind": "link", "brief_revision": None, "word_count": 0, "tone": None, "reason": "paywall"}
    return item(feed, number, **{**bare, **more})


def published(store: Store, feed: Feed, number: int = 1, now: datetime = NOW, **more: Any) -> Item:
    word = more.pop("word", "bridge")
    stands = store.items.publish(item(feed, number, word, **more), brief(number, word), now)
    assert not isinstance(stands, Withheld)
    return stands
