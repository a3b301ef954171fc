"""What search engines are told: the same as readers, and only of pages they may keep."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from asking import BASE, Site, site_on
from lxml import etree, html
from sqlalchemy import text

from kilas.core.render.web.sitemap_xml import ROOM
from kilas.store import Store
from kilas.store.records import Item
from kilas.store.tables import items
from kilas.testing.store import NOW, link

NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


def all_pages(site: Site) -> list[str]:
    return [path for path in site.pages.addresses() if re.match(r"/(id|en)/", path) and "feed." not in path]


def test_every_page_names_itself_and_its_other_languages_and_they_name_it(site: Site) -> None:
    for path in all_pages(site):
        page = site.tree(path)
        [canonical] = page.xpath("//link[@rel='canonical']/@href")
        assert canonical == BASE + path
        versions = dict(
            zip(page.xpath("//link[@hreflang]/@hreflang"), page.xpath("//link[@hreflang]/@href"), strict=True)
        )
        assert set(versions) == {"id", "en", "x-default"}
        assert versions["x-default"] == versions["en"]
        for href in versions.values():
            other = site.tree(href.removeprefix(BASE))
            assert sorted(other.xpath("//link[@hreflang]/@href")) == sorted(versions.values())


def test_the_sitemap_holds_exactly_the_pages_that_may_be_kept(site: Site) -> None:
    indexable = {
        BASE + path
        for path in all_pages(site)
        if site.tree(path).xpath("//meta[@name='robots']/@content")[0].startswith("index")
    }
    tree = etree.fromstring(site.get("/sitemap.xml").body)
    assert set(tree.xpath("//s:loc/text()", namespaces=NS)) == indexable
    assert len(indexable) > 20


def test_briefs_of_others_articles_and_lists_of_older_items_are_not_kept(site: Site) -> None:
    items = site.store.items.list(kind="brief", limit=100)
    for item in items:
        [robots] = site.tree(f"/en/b/{item.id}-{item.slug}").xpath("//meta[@name='robots']/@content")
        wanted = (
            "index,follow,max-snippet:-1,max-image-preview:large" if item.is_indexable else "noindex,follow"
        )
        assert robots == wanted
    assert {item.is_indexable for item in items} == {True, False}
    for path in ("/en/search", "/en/correction", "/en/lang/id/"):
        assert site.tree(path).xpath("//meta[@name='robots']/@content") == ["noindex,follow"]


def test_the_facts_for_machines_are_those_that_readers_see(site: Site) -> None:
    for path in (f"/{ui}{brief}" for ui in ("id", "en") for brief in site.brief_paths()):
        page = site.tree(path)
        facts = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
        seen = " ".join(page.xpath("string(//main)").split())
        stamps = page.xpath("//time/@datetime")
        assert facts["@type"] == "NewsArticle"
        assert facts["mainEntityOfPage"] == facts["url"] == page.xpath("//link[@rel='canonical']/@href")[0]
        assert len(facts["headline"]) <= 110
        assert facts["headline"].rstrip("…") in seen
        assert facts["description"] in seen
        assert facts["datePublished"] in stamps
        assert facts["dateModified"] in stamps or facts["dateModified"] == facts["datePublished"]
        assert facts["citation"] == facts["isBasedOn"]["url"] == page.xpath("//h1/a/@href")[0]
        assert facts["isBasedOn"]["publisher"]["name"] in seen
        assert facts["image"] == page.xpath("//meta[@property='og:image']/@content")
        assert str(facts["wordCount"]) in page.xpath("string(//h2[@class='lbl'])")
        assert facts["digitalSourceType"] == "https://schema.org/AlgorithmicallyEnhancedDigitalSource"
        assert page.xpath("//meta[@property='article:published_time']/@content") == [facts["datePublished"]]


def test_long_headlines_are_cut_for_machines_alone(empty_store: Store) -> None:
    from kilas.core.render.web.facts import cut

    long = "Kata " * 60
    assert len(cut(long)) <= 110
    assert cut("short") == "short"


def test_the_news_sitemap_holds_two_days_and_each_brief_once(site: Site) -> None:
    tree = etree.fromstring(site.get("/news-sitemap.xml").body)
    fresh = [
        item
        for item in site.store.items.list(indexable=True, limit=100)
        if NOW - item.published <= timedelta(days=2)
    ]
    assert fresh
    assert tree.xpath("//s:loc/text()", namespaces=NS) == [
        f"{BASE}/{item.language}/b/{item.id}-{item.slug}" for item in fresh
    ]
    assert tree.xpath("//n:language/text()", namespaces=NS) == [item.language for item in fresh]


def test_empty_sitemaps_are_sitemaps(empty_store: Store) -> None:
    site = site_on(empty_store)
    news = etree.fromstring(site.get("/news-sitemap.xml").body)
    assert (etree.QName(news).localname, len(news)) == ("urlset", 0)
    assert (
        len(etree.fromstring(site.get("/sitemap.xml").body)) == 4
    )  # front and how it works, in two languages


@pytest.mark.parametrize("briefs", [ROOM - 2, ROOM - 1, 2 * ROOM - 2, 2 * ROOM])
def test_more_pages_than_a_sitemap_holds_make_an_index(empty_store: Store, briefs: int) -> None:
    feed = empty_store.feeds.add("https://x.example/rss", "rss", title="X", now=NOW)
    one = empty_store.items.publish(link("0000000000000001", "H", "en", "snippet", feed), None, NOW)
    assert isinstance(one, Item)
    fill_up(empty_store, one.id, briefs)
    site = site_on(empty_store)
    whole = etree.fromstring(site.get("/sitemap.xml").body)
    locations = whole.xpath("//s:loc/text()", namespaces=NS)
    if briefs + 2 <= ROOM:
        assert len(locations) == 2 * (briefs + 2)
        assert site.get("/sitemap-1.xml").status == 404
        return
    count = -(-(briefs + 2) // ROOM)
    assert locations == [f"{BASE}/sitemap-{n}.xml" for n in range(1, count + 1)]
    assert site.get(f"/sitemap-{count + 1}.xml").status == 404
    found = [
        place
        for where in locations
        for place in etree.fromstring(site.get(where.removeprefix(BASE)).body).xpath(
            "//s:loc/text()", namespaces=NS
        )
    ]
    assert len(found) == len(set(found)) == 2 * (briefs + 2)
    listed = [each for each in site.pages.addresses() if each.startswith("/sitemap")]
    assert listed == ["/sitemap.xml", *(f"/sitemap-{n}.xml" for n in range(1, count + 1))]


def fill_up(store: Store, like: str, count: int) -> None:
    """So many indexable items like one that is there, told apart by their ids."""
    names = [column.name for column in items.c if column.name not in ("number", "id", "is_indexable")]
    into, values = ", ".join(("id", "is_indexable", *names)), ", ".join(names)
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)"
    statement = f"INSERT INTO items ({into}) {numbers} SELECT printf('%016x', i + 16), 1, {values} FROM items, n WHERE id = :like"
    store.database.write(lambda c: c.execute(text(statement), {"count": count, "like": like}))


def test_robots_txt_lets_everybody_in_and_names_the_sitemaps(site: Site) -> None:
    lines = site.get("/robots.txt").body.decode().splitlines()
    assert f"Sitemap: {BASE}/sitemap.xml" in lines
    assert not [line for line in lines if line.startswith("Disallow: /")]


def test_every_page_names_its_feeds(site: Site) -> None:
    feeds = site.tree("/id/lang/ja/").xpath("//link[@rel='alternate' and @type]/@href")
    assert feeds == [f"/id/lang/ja/feed.{kind}" for kind in ("atom", "rss", "json")]
    for path in all_pages(site):
        for href in site.tree(path).xpath("//link[@rel='alternate' and @type]/@href"):
            assert site.get(href).status == 200


def test_every_link_of_our_own_leads_somewhere(site: Site) -> None:
    seen: set[str] = set()
    for path in all_pages(site):
        page: html.HtmlElement = site.tree(path)
        ids = set(page.xpath("//@id"))
        for href in page.xpath("//a/@href"):
            if href.startswith("#"):
                assert href[1:] in ids, (path, href)
            elif href.startswith("/"):
                seen.add(href)
    for href in sorted(seen):
        assert site.get(href).status == 200, href


def test_new_items_stand_in_the_sitemap_at_once(empty_store: Store) -> None:
    site = site_on(empty_store)
    before = site.get("/sitemap.xml").body
    feed = empty_store.feeds.add("https://x.example/rss", "rss", title="X", now=NOW)
    empty_store.items.publish(link("0000000000000001", "H", "en", "snippet", feed), None, NOW)
    assert site.get("/sitemap.xml").body == before  # a headline alone is not kept
