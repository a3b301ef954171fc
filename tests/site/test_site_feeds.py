"""Feeds: valid, stable, the newest hundred."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta

import feedparser
import pytest
from asking import BASE, Site, site_on
from lxml import etree

from kilas.store import Store
from kilas.testing.store import NOW, brief_samples, item_of, link

KINDS = ("atom", "rss", "json")
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def told(site: Site, path: str) -> list[tuple[str, str, str]]:
    """Id, link and title of each entry."""
    body = site.get(path).body
    if path.endswith(".json"):
        return [(item["id"], item["url"], item["title"]) for item in json.loads(body)["items"]]
    parsed = feedparser.parse(io.BytesIO(body))
    assert not parsed.bozo, parsed.get("bozo_exception")
    return [(entry.id, entry.link, entry.title) for entry in parsed.entries]


@pytest.mark.parametrize("ui", ["id", "en"])
def test_all_three_kinds_tell_the_same_entries(site: Site, ui: str) -> None:
    atom, rss, data = (told(site, f"/{ui}/feed.{kind}") for kind in KINDS)
    assert atom == rss == data
    assert [title for _, _, title in atom] == [item.headline for item in site.store.items.list(limit=100)]
    assert all(link.startswith(f"{BASE}/{ui}/b/") for _, link, _ in atom)


def test_an_entry_keeps_its_id_whatever_language_the_feed_speaks_and_wherever_the_site_stands(
    site: Site, filled_store: Store
) -> None:
    moved = site_on(filled_store, base="http://127.0.0.1:8000")
    ids = [identity for identity, _, _ in told(site, "/id/feed.atom")]
    assert ids == [identity for identity, _, _ in told(site, "/en/feed.json")]
    assert ids == [identity for identity, _, _ in told(moved, "/en/feed.rss")]


def test_updated_moves_only_with_what_readers_see(empty_store: Store) -> None:
    feed = empty_store.feeds.add("https://x.example/rss", "rss", title="X", now=NOW)
    [made, *_] = brief_samples(NOW)
    site = site_on(empty_store)

    def updated() -> tuple[str, str]:
        tree = etree.fromstring(site.get("/en/feed.atom").body)
        return tree.findtext("a:updated", "", ATOM), tree.findtext("a:entry/a:updated", "", ATOM)

    first = item_of(made, feed)
    empty_store.items.publish(first, made, NOW)
    before = updated()
    empty_store.items.publish(replace(first, tone_score=0.1), made, NOW + timedelta(hours=1))
    assert updated() == before
    empty_store.items.publish(replace(first, headline="New words"), made, NOW + timedelta(hours=2))
    assert updated() == ("2026-11-20T05:15:00Z",) * 2


def test_the_newest_hundred_stand_there_undated_ones_too(empty_store: Store) -> None:
    feed = empty_store.feeds.add("https://x.example/rss", "rss", title="X", now=NOW)
    for n in range(105):
        told_of = link(f"{n:016x}", f"Headline {n}", "en", "snippet", feed)
        empty_store.items.publish(told_of, None, NOW + timedelta(seconds=n))
    for kind in KINDS:
        titles = [title for _, _, title in told(site_on(empty_store), f"/en/feed.{kind}")]
        assert titles == [f"Headline {n}" for n in range(104, 4, -1)]


def test_json_feed_says_where_the_original_stands_and_what_it_came_from(site: Site) -> None:
    items = {item["title"]: item for item in json.loads(site.get("/en/feed.json").body)["items"]}
    paper = items["Harga cabai naik di tiga pasar"]
    assert paper["external_url"] == "https://harianpesisir.example/0000000000000000"
    assert paper["_kilas"]["source"] == {
        "title": "Harian Pesisir",
        "address": "https://harianpesisir.example/",
        "feed": "https://harianpesisir.example/rss",
    }
    assert paper["_kilas"]["reason"] == "paywall"
    ours = [item for item in items.values() if item["_kilas"]["kind"] == "brief"]
    assert all(item["_kilas"]["json"].startswith(f"{BASE}/b/") for item in ours)


def test_no_feed_or_page_tells_of_this_machine_s_folders(empty_store: Store) -> None:
    feed = empty_store.feeds.add("folder:/home/ani/berita", "folder", title="", now=NOW)
    empty_store.items.publish(link("0000000000000001", "H", "en", "snippet", feed), None, NOW)
    site = site_on(empty_store)
    for path in site.pages.addresses():
        assert b"/home/ani" not in site.get(path).body, path


def test_a_language_has_feeds_of_its_own(site: Site) -> None:
    for kind in KINDS:
        assert [title for _, _, title in told(site, f"/id/lang/ja/feed.{kind}")] == [
            "大阪で電動バスの試験運行が始まる"
        ]
    assert site.get("/id/lang/xx/feed.atom").status == 404


def test_a_hub_is_named_only_where_one_is_set_up(filled_store: Store) -> None:
    hub = "https://hub.example/"
    for kind in KINDS:
        assert b"hub" not in site_on(filled_store).get(f"/en/feed.{kind}").body.replace(b"GitHub", b"")
        reply = site_on(filled_store, hub=hub).get(f"/en/feed.{kind}")
        assert hub.encode() in reply.body
        assert f'<{hub}>; rel="hub"' in reply.headers["Link"]


def test_a_headline_with_markup_stays_text_in_every_feed(empty_store: Store) -> None:
    feed = empty_store.feeds.add("https://x.example/rss?a=1&b=2", "rss", title="A & B <x>", now=NOW)
    title = "]]> <b>R&D</b> \x0b\ufffe naik 5% & turun"
    empty_store.items.publish(replace(link("0000000000000001", title, "en", "snippet", feed)), None, NOW)
    site = site_on(empty_store)
    for kind in KINDS:
        [(_, _, shown)] = told(site, f"/en/feed.{kind}")
        assert "naik 5% & turun" in shown
