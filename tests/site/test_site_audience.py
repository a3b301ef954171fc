"""A site for its owner alone: whole briefs, and nothing for search engines; over HTTP, on both engines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import feedparser
import pytest
from lxml import etree, html

from kilas.core.audience import ResolvedAudience
from kilas.core.brief import Brief
from kilas.core.briefing import brief
from kilas.core.publishing import FeedFacts, PrivateBrief, brief_line, private_brief
from kilas.core.quota import CAP_SHARE
from kilas.core.render.view import reproduced_words
from kilas.core.text import count_words
from kilas.settings import Settings
from kilas.site.asgi import create_app
from kilas.site.export import export_site
from kilas.store import Store
from kilas.store.records import Feed, Item
from kilas.testing.store import NOW, fill
from tests.site.over_http import ask, serving

LINE = {
    "en": "Private: for you alone. Search engines are asked to list no page of this site.",
    "id": "Pribadi: hanya untuk Anda. Mesin pencari diminta tidak mencantumkan halaman mana pun dari situs ini.",
}
BASE = "https://news.example.org"
Held = dict[str, tuple[Brief, Brief | None]]  # by item id: whole for the owner; capped, or None for a link


@dataclass
class Served:
    """One store with two sites on it."""

    store: Store
    held: Held
    private: int  # port of the owner's site
    public: int


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("private")
    url = f"sqlite:///{folder}/kilas.db"
    if request.param == "postgresql":
        from kilas.testing import postgres

        with postgres.database(str(request.getfixturevalue("postgres_url"))) as address:
            yield from _served(address, folder)
    else:
        yield from _served(url, folder)


def _served(url: str, home: Path) -> Iterator[Served]:
    with Store.open(url, migrate=True) as store:
        fill(store)
        held = _with_whole_briefs(store)
        settings = Settings(home=home, base_url=BASE, timezone="Asia/Jakarta", hub="https://hub.example/")
        alone, anyone = (settings.model_copy(update={"audience": one}) for one in ("private", "public"))
        with (
            serving(lambda _: create_app(store, alone)) as private,
            serving(lambda _: create_app(store, anyone)) as public,
        ):
            yield Served(store=store, held=held, private=private, public=public)


def _with_whole_briefs(store: Store) -> Held:
    """Publishes samples as if a publisher held the rights, every other one as a mere link."""
    store.audiences.keep(ResolvedAudience("private", "setting"), NOW)
    paper = next(feed for feed in store.feeds.list() if feed.rights == "link")
    held: Held = {}
    for n, item in enumerate(store.items.list(kind="brief", limit=8)):
        old = store.items.brief(item.id)
        assert old is not None
        of = replace(old.sources[0], rights=replace(old.sources[0].rights, mode="link"))
        whole, capped = brief(of, audience="private", now=NOW), brief(of, now=NOW)
        assert isinstance(whole, Brief)
        assert isinstance(capped, Brief)
        line = brief_line(capped, _facts(paper), NOW)
        if n % 2:
            line = replace(
                line, kind="link", brief_revision=None, article_revision=None, excerpt="", word_count=0,
                tone=None, tone_score=None, reason="reserved",
            )  # fmt: skip
        made = private_brief(whole, line, _facts(paper), NOW)
        assert isinstance(made, PrivateBrief)
        stands = store.items.publish(line, None if n % 2 else capped, NOW, made)
        assert isinstance(stands, Item)
        held[item.id] = (whole, None if n % 2 else capped)
    return held


def _facts(feed: Feed) -> FeedFacts:
    return FeedFacts(id=feed.id, title=feed.title, language=feed.language, rights=feed.rights)


def pages(served: Served) -> list[str]:
    """Addresses of every kind of page, in both languages."""
    items = served.store.items.list(limit=100)
    below = ["/", "/search", "/search?q=bridge", "/how-it-works", "/correction", "/lang/id/", "/nowhere"]
    below += [f"/b/{item.id}-{item.slug}" for item in items]
    below += [f"/source/{feed.id}" for feed in served.store.feeds.list()]
    return [f"/{code}{path}" for code in LINE for path in below]


def test_every_page_says_that_it_is_private_and_is_for_no_search_engine(served: Served) -> None:
    for path in pages(served):
        reply = ask(served.private, path)
        assert reply.headers["x-robots-tag"] == "noindex", path
        assert not reply.headers["cache-control"].startswith("public"), path
        if reply.status == 301:
            continue
        tree = html.document_fromstring(reply.body.decode())
        assert tree.xpath("//meta[@name='robots']/@content") == ["noindex,nofollow"], path
        assert reply.body.decode().count(LINE[path[1:3]]) == 1, path


def test_the_same_pages_for_the_public_say_nothing_of_it(served: Served) -> None:
    for path in pages(served):
        reply = ask(served.public, path)
        assert "x-robots-tag" not in reply.headers, path
        assert LINE[path[1:3]] not in reply.body.decode(), path


def test_robots_txt_closes_the_site_and_the_sitemaps_are_empty_but_answer(served: Served) -> None:
    robots = ask(served.private, "/robots.txt")
    assert robots.body == b"User-agent: *\nDisallow: /\n"
    for path in ("/sitemap.xml", "/news-sitemap.xml"):
        reply = ask(served.private, path)
        assert (reply.status, reply.headers["x-robots-tag"]) == (200, "noindex")
        root = etree.fromstring(reply.body)
        assert root.tag.endswith("}urlset")
        assert len(root) == 0
        assert len(etree.fromstring(ask(served.public, path).body)) or "news" in path
    assert b"Allow: /" in ask(served.public, "/robots.txt").body


def test_feeds_addresses_and_structured_data_are_those_of_the_public_site(served: Served) -> None:
    marks = (
        "//link[@rel='canonical']/@href",
        "//link[@hreflang]/@href",
        "//link[@type='application/atom+xml']/@href",
        "//meta[@property='og:url']/@content",
    )
    for path in pages(served):
        private, public = ask(served.private, path), ask(served.public, path)
        assert (private.status, private.headers.get("location")) == (
            public.status,
            public.headers.get("location"),
        )
        if private.status == 200:
            trees = [html.document_fromstring(one.body.decode()) for one in (private, public)]
            for mark in marks:
                assert trees[0].xpath(mark) == trees[1].xpath(mark), path
    for item_id in served.held:
        item = served.store.items.get(item_id)
        assert item is not None
        tree = html.document_fromstring(ask(served.private, f"/en/b/{item.id}-{item.slug}").body.decode())
        (block,) = tree.xpath("//script[@type='application/ld+json']/text()")
        assert json.loads(block)["@type"] == "NewsArticle"
    for kind in ("atom", "rss", "json"):
        reply = ask(served.private, f"/en/feed.{kind}")
        assert reply.status == 200
        assert "hub" not in reply.headers["link"]  # which is not told of a private site
        assert b"hub.example" not in reply.body
    assert feedparser.parse(ask(served.private, "/en/feed.atom").body).entries


def words_of(port: int, item_id: str) -> int:
    made = json.loads(ask(port, f"/b/{item_id}.json").body)
    quotes = {
        (span["start"], span["quote"])
        for name in ("summary",)
        for part in made[name]
        for claim in part["claims"]
        for span in claim["evidence"]
    } | {
        (span["start"], span["quote"])
        for name in ("watch_next", "takeaways", "insights")
        for claim in made[name]
        for span in claim["evidence"]
    }
    return sum(count_words(quote) for _, quote in quotes)


def test_the_owner_reads_whole_briefs_and_the_public_what_rights_allow(served: Served) -> None:
    for item_id, (whole, capped) in served.held.items():
        told = json.loads(ask(served.private, f"/b/{item_id}.json").body)
        assert (told["revision"], told["audience"]) == (whole.revision, "private")
        total = count_words(whole.sources[0].text)
        assert words_of(served.private, item_id) > CAP_SHARE * total
        public = ask(served.public, f"/b/{item_id}.json")
        if capped is None:
            assert public.status == 404
        else:
            assert json.loads(public.body)["revision"] == capped.revision
            assert words_of(served.public, item_id) <= CAP_SHARE * total
            assert reproduced_words(capped) <= CAP_SHARE * total


def test_a_page_of_a_reserved_text_is_a_brief_for_the_owner_and_a_link_for_the_public(
    served: Served,
) -> None:
    for item_id, (whole, capped) in served.held.items():
        item = served.store.items.get(item_id)
        assert item is not None
        path = f"/en/b/{item.id}-{item.slug}"
        owner, anyone = (ask(port, path).body.decode() for port in (served.private, served.public))
        secret = whole.claims[0].text.split(",")[0][:40]
        assert secret in html.document_fromstring(owner).text_content()
        assert (secret in html.document_fromstring(anyone).text_content()) == (capped is not None)
        front = html.document_fromstring(ask(served.public, "/en/").body.decode()).text_content()
        assert (capped is not None) or secret not in front


def test_how_it_works_says_what_holds_for_whom(served: Served) -> None:
    said = {"en": "This site is for its owner alone", "id": "Situs ini hanya untuk pemiliknya"}
    for code, words in said.items():
        path = f"/{code}/how-it-works"
        assert words in ask(served.private, path).body.decode()
        assert words not in ask(served.public, path).body.decode()


def test_an_export_of_a_private_site_is_the_public_one(served: Served, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, base_url=BASE, timezone="Asia/Jakarta", audience="private")
    export_site(served.store, settings, tmp_path / "out")
    whole = {made.revision for made, _ in served.held.values()}
    for file in (tmp_path / "out").rglob("*"):
        if file.suffix in (".html", ".json", ".atom", ".rss", ".xml", ".txt"):
            text = file.read_text("utf-8")
            assert LINE["en"] not in text
            assert LINE["id"] not in text
            assert not any(revision in text for revision in whole)
    for item_id, (_, capped) in served.held.items():
        file = tmp_path / "out" / "b" / f"{item_id}.json"
        assert file.exists() == (capped is not None)
    assert "Allow: /" in (tmp_path / "out" / "robots.txt").read_text()
    assert "<loc>" in (tmp_path / "out" / "sitemap.xml").read_text()
