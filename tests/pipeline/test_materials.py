"""Two ways in, one reading: a document that a user names and an entry of a feed become the same article."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from kilas.core.article import Article, Refusal, RightsMode
from kilas.core.brief import Brief
from kilas.core.entry import Entry
from kilas.core.material import Hints, Material
from kilas.pipeline.materials import OWN, Told, of_document, of_entry
from kilas.pipeline.polling import answer_of
from kilas.pipeline.tasks import read_and_brief, read_article, write_brief
from kilas.sources import documents
from kilas.sources.fetch import fetch
from kilas.sources.network_addresses import parse_exemptions
from kilas.sources.source_kinds import folder, single_page
from kilas.store.records import Feed
from kilas.testing.origin import Origin, article

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
BARE = "<!doctype html><html><head></head><body><article>{}</article></body></html>"


def feed(kind: str = "rss", rights: RightsMode = "link", title: str = "The Test Courier") -> Feed:
    return Feed(
        id="f",
        address="https://example.org/feed",
        kind=kind,
        title=title,
        home=None,
        language="en",
        rights=rights,
        backlog=50,
        added=NOW,
        next_poll=NOW,
        interval_s=60.0,
    )


def read(material: Material) -> Article:
    got = read_article(material, NOW)
    assert isinstance(got, Article), got
    return got


def paragraphs() -> str:
    page = article(3)
    return page[page.index("<p>") : page.rindex("</p>") + 4]


def test_an_address_that_is_briefed_and_an_entry_with_its_page_give_the_same_article(tmp_path: Path) -> None:
    site = Origin()
    try:
        url = site.put("/a", article(1, "The bridge is open again"))
        allow = parse_exemptions(site.exemption)
        named = of_document(documents.read(url, stdin=BytesIO(), allow=allow), Told())
        polled = of_entry(Entry(url=url, title="Said by the feed"), feed(), fetch(url, allow=allow))
        alone = single_page.material(answer_of(fetch(url, allow=allow), url))
    finally:
        site.close()
    assert read(named).title == "The bridge is open again"
    assert read(polled) == replace(read(named), source="The Test Courier")  # its page names no publisher
    assert read(alone) == read(named)


def test_a_file_that_is_briefed_and_one_of_a_folder_give_the_same_article(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(article(1, "The bridge is open again"))
    named = read(of_document(documents.read(str(tmp_path / "one.html"), stdin=BytesIO()), Told()))
    (entry,) = folder.read(f"folder:{tmp_path}").entries
    polled = read(of_entry(entry, feed("folder", "own", title="")))
    assert named.rights == OWN
    assert polled.rights.mode == "own"
    # The ids differ: one is of the bytes, the other of the text that the feed carries.
    assert replace(polled, rights=OWN, id=named.id) == replace(named, rights=OWN)


def test_both_ways_write_the_same_brief_but_for_the_seconds() -> None:
    material = Material(page=article(2), url="https://example.org/b", name="b")
    at_once, stepwise = read_and_brief(material, NOW), write_brief(read(material), NOW).made
    assert isinstance(at_once, Brief)
    assert isinstance(stepwise, Brief)
    assert at_once.provenance.seconds is not None
    assert replace(at_once, provenance=stepwise.provenance) == stepwise


def test_what_a_feed_says_fills_what_the_page_leaves_open_and_no_more() -> None:
    hints = Hints(
        title="From the feed", byline="A. Reporter", published=NOW + timedelta(days=1), source="The Feed"
    )
    bare = Material(page=BARE.format(paragraphs()), url="https://www.example.org/b", hints=hints)
    got = read(bare)
    assert (got.title, got.byline, got.published, got.source) == (
        "From the feed",
        "A. Reporter",
        NOW,
        "The Feed",
    )
    told = read(replace(bare, source="As told", hints=replace(hints, source="The Feed")))
    assert told.source == "As told"
    titled = read(replace(bare, page=article(3, "On the page")))
    assert titled.title == "On the page"
    assert read(replace(bare, hints=None)).source == "example.org"


def test_a_text_that_a_feed_carries_is_read_under_the_headline_it_gives() -> None:
    entry = Entry(url="https://example.org/c", title="A & B", content=paragraphs())
    got = read(of_entry(entry, feed(rights="cc")))
    assert (got.title, got.url, got.source) == ("A & B", "https://example.org/c", "The Test Courier")
    assert got.rights.mode == "cc"


def test_a_refusal_is_called_as_the_user_called_the_document() -> None:
    made = read_and_brief(Material(page=b"", name="./empty.html", url="https://example.org/x"), NOW)
    assert isinstance(made, Refusal)
    assert (made.source, made.reason) == ("./empty.html", "empty")
