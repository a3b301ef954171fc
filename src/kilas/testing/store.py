"""Fills a store with examples of everything: samples, other scripts, linked headlines, a copy, a takedown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kilas.core.article import RightsMode
from kilas.core.brief import Brief
from kilas.core.briefing import brief
from kilas.core.entry import Entry
from kilas.core.extract import extract
from kilas.core.publishing import FeedFacts, SiteLine, brief_line, link_line
from kilas.sources.source_kinds.folder import sample_documents
from kilas.store import Store
from kilas.store.records import Feed

NOW = datetime(2026, 11, 20, 3, 15, tzinfo=UTC)
SAMPLES = "samples:"
PAPER = "https://harianpesisir.example/rss"
LINKS = (
    ("Harga cabai naik di tiga pasar", "id", "paywall"),
    ("大阪で電動バスの試験運行が始まる", "ja", "reserved"),
    ("افتتاح خط الحافلات الكهربائية", "ar", "robots"),
    ("Harbour dredging to start in spring", "en", "snippet"),
)


def brief_samples(now: datetime) -> tuple[Brief, ...]:
    """Briefs of all bundled samples, newest first."""
    made: list[Brief] = []
    for document in sample_documents():
        got = brief(extract(document.page, url=document.url, name=document.name, now=now), now=now)
        if not isinstance(got, Brief):
            raise AssertionError(f"the bundled sample {document.name} gives no brief: {got.detail}")
        made.append(got)
    return tuple(sorted(made, key=lambda b: (b.sources[0].published or now, b.id), reverse=True))


def fill(store: Store, now: datetime = NOW) -> None:
    """Publishes examples of everything, dated `now` and the days before."""
    ours = _feed(store, SAMPLES, "Contoh Kilas", "cc", now)
    paper = _feed(store, PAPER, "Harian Pesisir", "link", now)
    made = brief_samples(now)
    for n, one in enumerate(reversed(made)):
        feed = paper if one.sources[0].rights.mode == "link" else ours
        store.items.publish(item_of(one, feed), one, now - timedelta(days=9) + timedelta(hours=12 * n))
    for n, (headline, language, reason) in enumerate(LINKS):
        at = now - timedelta(hours=40 - n * 9)
        store.items.publish(link(f"{n:016x}", headline, language, reason, paper), None, at)
    [first] = made[0].sources
    twin = brief(
        replace(first, id="c0ffee0000000000", url="https://other.example/a", source="Other"), now=now
    )
    assert isinstance(twin, Brief)  # the original is a brief too
    store.items.publish(item_of(twin, paper), twin, now - timedelta(minutes=30))
    store.items.fold("c0ffee0000000000", first.id, now)
    store.items.publish(link("dead000000000000", "Salah cetak", "id", "snippet", paper), None, now)
    store.moderation.take_down("dead000000000000", "asked for", now)


def item_of(made: Brief, feed: Feed) -> SiteLine:
    """The line of the site that shows `made`."""
    return brief_line(made, _facts(feed), NOW)


def link(id_: str, headline: str, language: str, reason: str, feed: Feed) -> SiteLine:
    """The line of the site that shows a headline with a link."""
    entry = Entry(title=headline, language=language, url=f"https://harianpesisir.example/{id_}")
    return link_line(id_, entry, replace(_facts(feed), title="Harian Pesisir"), reason, NOW)


def _facts(feed: Feed) -> FeedFacts:
    return FeedFacts(id=feed.id, title=feed.title, language=feed.language, rights=feed.rights)


def _feed(store: Store, address: str, title: str, rights: RightsMode, now: datetime) -> Feed:
    return store.feeds.add(
        address,
        "folder" if address == SAMPLES else "rss",
        title=title,
        home=None if address == SAMPLES else "https://harianpesisir.example/",
        language="id",
        rights=rights,
        backlog=50,
        now=now - timedelta(days=30),
    )
