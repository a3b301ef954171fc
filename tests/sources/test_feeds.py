"""Feeds of every format come to the same plain values, and none of them can do us harm."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.text import leaks
from kilas.errors import SourceError
from kilas.pipeline.worker import TaskFailed, Worker
from kilas.sources import feeds
from kilas.sources.feeds import MAX_ENTRIES, parse

HERE = "https://kabar.example/umpan/rss.xml"
LONG = "<p>" + "Dewan kota menyetujui jadwal baru bagi kapal penyeberangan sore ini. " * 20 + "</p>"


def rss(*items: str, head: str = "", attributes: str = "") -> bytes:
    body = f"<channel><title>Kabar</title><link>https://kabar.example/</link>{head}{''.join(items)}</channel>"
    return f"<?xml version='1.0'?><rss version='2.0' {attributes}>{body}</rss>".encode()


def item(number: int, extra: str = "") -> str:
    return f"<item><title>Berita {number}</title><link>https://kabar.example/{number}</link><guid>g{number}</guid>{extra}</item>"


def refusal(body: bytes, **options: object) -> str:
    with pytest.raises(SourceError) as caught:
        parse(body, HERE, **options)  # type: ignore[arg-type]
    assert caught.value.problem
    assert caught.value.mend
    return caught.value.reason


def outcome(worker: Worker, body: bytes) -> tuple[int, str]:
    """How many entries came out, or why none did."""
    try:
        return len(worker.run(parse, body, HERE).entries), ""
    except SourceError as error:
        return 0, error.reason


# Formats


def test_rss_gives_title_address_byline_date_and_teaser() -> None:
    feed = parse(
        rss(
            "<item><title>Harga &amp;lt;b&amp;gt;naik&amp;lt;/b&amp;gt; 5%</title><link>/a?b=1</link><guid isPermaLink='false'>7</guid>"
            "<author>redaksi@kabar.example (Sari Dewi)</author><pubDate>Kam, 12 Des 2024 08:30:00 WIB</pubDate>"
            "<description>&lt;p&gt;Naik &amp;amp; turun.&lt;/p&gt;</description></item>",
            head="<language>in-ID</language><ttl>90</ttl><skipHours><hour>0</hour><hour>24</hour><hour>5</hour></skipHours>"
            "<skipDays><day>Sunday</day></skipDays>",
        ),
        HERE,
    )
    assert (feed.kind, feed.title, feed.home, feed.language) == (
        "rss",
        "Kabar",
        "https://kabar.example/",
        "id",
    )
    assert (feed.ttl_s, feed.skip_hours, feed.skip_days) == (5_400.0, {0, 5}, {6})
    (entry,) = feed.entries
    assert (entry.guid, entry.url, entry.title) == ("7", "https://kabar.example/a?b=1", "Harga naik 5%")
    assert (entry.byline, entry.summary, entry.content) == ("Sari Dewi", "Naik & turun.", None)
    assert entry.published == datetime(2024, 12, 12, 1, 30, tzinfo=UTC)


def test_atom_gives_the_same_with_its_own_bases_languages_hub_and_whole_text() -> None:
    body = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://kabar.example/b/" xml:lang="id">
      <title>Kabar</title><link rel="hub" href="https://hub.example/"/><link rel="self" href="https://kabar.example/atom"/>
      <link href="/"/><entry xml:base="c/"><id>tag:kabar.example,2024:1</id><title>Satu</title><link href="satu.html"/>
      <author><name>Budi</name></author><published>2024-12-12T08:30:00+07:00</published><updated>2024-12-13T00:00:00Z</updated>
      <summary>Ringkas</summary><content type="html">{LONG.replace("<", "&lt;")}</content></entry></feed>"""
    feed = parse(body.encode(), HERE)
    assert (feed.kind, feed.home, feed.language) == ("atom", "https://kabar.example/", "id")
    assert (feed.hub, feed.topic) == ("https://hub.example/", "https://kabar.example/atom")
    (entry,) = feed.entries
    assert (entry.guid, entry.url) == ("tag:kabar.example,2024:1", "https://kabar.example/b/c/satu.html")
    assert (entry.byline, entry.summary) == ("Budi", "Ringkas")
    assert entry.content is not None
    assert entry.content.startswith("<p>Dewan")
    assert (entry.published, entry.updated) == (
        datetime(2024, 12, 12, 1, 30, tzinfo=UTC),
        datetime(2024, 12, 13, tzinfo=UTC),
    )


def test_rdf_gives_its_items() -> None:
    body = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>K</title></channel>
      <item rdf:about="https://kabar.example/1"><title>Satu</title><link>https://kabar.example/1</link>
      <dc:creator>Budi</dc:creator><dc:date>2024-12-12</dc:date></item></rdf:RDF>"""
    (entry,) = parse(body, HERE).entries
    assert (entry.title, entry.byline, entry.published) == (
        "Satu",
        "Budi",
        datetime(2024, 12, 12, tzinfo=UTC),
    )


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"])
def test_json_feed_gives_the_same_and_takes_values_of_any_type(version: str) -> None:
    body = {
        "version": version,
        "title": "Kabar",
        "home_page_url": "https://kabar.example/",
        "hubs": [{"type": "rssCloud", "url": "x"}, {"type": "WebSub", "url": "https://hub.example/"}],
        "items": [
            {"id": 7, "url": "/7", "title": "<b>Tujuh</b>", "content_text": "Kata " * 200, "authors": [{"name": "Budi"}, 3]},
            {"id": None, "url": 3, "external_url": "javascript:alert(1)", "author": {"name": "Sari"}, "title": []},
            "nonsense",
        ],
    }  # fmt: skip
    feed = parse(json.dumps(body).encode(), HERE)
    assert (feed.kind, feed.hub) == ("json", "https://hub.example/")
    first, second = feed.entries
    assert (first.guid, first.url, first.title, first.byline) == (
        "7",
        "https://kabar.example/7",
        "Tujuh",
        "Budi",
    )
    assert (first.content or "").startswith("<p>Kata")
    assert (second.url, second.title, second.byline) == (None, "", "Sari")


def test_a_sitemap_that_does_not_declare_its_prefixes_is_read() -> None:
    sitemap = """<urlset><url><image:title>Foto</image:title><loc>https://kabar.example/1</loc>
      <news:title>Banjir</news:title><image:loc>https://kabar.example/1.jpg</image:loc></url></urlset>"""
    (entry,) = parse(sitemap.encode(), HERE).entries
    assert (entry.url, entry.title) == ("https://kabar.example/1", "Banjir")


def test_a_news_sitemap_gives_headlines_and_an_index_its_parts_news_first() -> None:
    sitemap = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
      xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
      <url><loc>https://kabar.example/1</loc><image:image><image:title>Foto</image:title></image:image><news:news>
      <news:publication><news:name>Kabar</news:name><news:language>id</news:language></news:publication>
      <news:publication_date>2024-12-12T08:30:00+07:00</news:publication_date><news:title>Satu &amp; dua</news:title></news:news></url></urlset>"""
    feed = parse(sitemap.encode(), HERE)
    (entry,) = feed.entries
    assert (feed.kind, feed.title, feed.language) == ("sitemap", "Kabar", "id")
    assert (entry.url, entry.title) == ("https://kabar.example/1", "Satu & dua")
    assert entry.published == datetime(2024, 12, 12, 1, 30, tzinfo=UTC)
    index = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <sitemap><loc>https://kabar.example/2023.xml</loc><lastmod>2023-01-01</lastmod></sitemap>
      <sitemap><loc>https://kabar.example/2024.xml</loc><lastmod>2024-01-01</lastmod></sitemap>
      <sitemap><loc>https://kabar.example/news.xml</loc></sitemap></sitemapindex>"""
    assert parse(index.encode(), HERE).parts == (
        "https://kabar.example/news.xml",
        "https://kabar.example/2024.xml",
        "https://kabar.example/2023.xml",
    )


# Identity, order, what is kept


def test_undated_and_future_entries_are_kept_and_the_newest_stand_first() -> None:
    feed = parse(
        rss(
            item(1, "<pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate>"),
            item(2),
            item(3, "<pubDate>Fri, 01 Jan 2100 00:00:00 GMT</pubDate>"),
        ),
        HERE,
    )
    assert [entry.guid for entry in feed.entries] == ["g3", "g1", "g2"]


def test_a_guid_said_twice_of_one_address_is_one_entry_and_of_two_addresses_none() -> None:
    twice = parse(rss(item(1), item(1)), HERE)
    assert (len(twice.entries), twice.left_out) == (1, 1)
    shared = parse(rss(item(1), item(2).replace("g2", "g1")), HERE)
    assert [entry.key for entry in shared.entries] == ["https://kabar.example/1", "https://kabar.example/2"]


def test_entries_that_all_lead_to_one_page_are_told_apart_by_their_titles() -> None:
    same = "<link>https://kabar.example/podcast</link></item>"
    feed = parse(
        rss(
            f"<item><title>Satu</title>{same}",
            f"<item><title>Dua</title>{same}",
            f"<item><title>Dua</title>{same}",
        ),
        HERE,
    )
    assert [entry.title for entry in feed.entries] == ["Satu", "Dua"]
    assert {entry.url for entry in feed.entries} == {"https://kabar.example/podcast"}


def test_a_relative_guid_stays_as_given_whatever_the_address_of_the_feed() -> None:
    body = rss("<item><title>x</title><guid>123</guid></item>")
    assert {parse(body, url).entries[0].guid for url in (HERE, "http://other.example/")} == {"123"}


@pytest.mark.parametrize(
    "place", ["javascript:alert(1)", "file:///etc/passwd", "http://u:p@kabar.example/", "mailto:a@b.c"]
)
def test_an_address_that_cannot_be_opened_is_dropped_and_the_entry_stays(place: str) -> None:
    (entry,) = parse(rss(f"<item><title>Satu</title><link>{place}</link></item>"), HERE).entries
    assert (entry.title, entry.url) == ("Satu", None)


@pytest.mark.parametrize(
    ("ending", "is_whole"),
    [("", True), ("…", False), (" [&amp;#8230;]", False), (" Baca selengkapnya", False), ("Continue reading Satu", False),
     ("The post Satu appeared first on Kabar.", True)],
)  # fmt: skip
def test_a_whole_text_is_told_from_a_teaser(ending: str, is_whole: bool) -> None:
    markup = (LONG + ending).replace("<", "&lt;")
    body = rss(
        f"<item><title>Satu</title><content:encoded>{markup}</content:encoded></item>",
        attributes='xmlns:content="http://purl.org/rss/1.0/modules/content/"',
    )
    (entry,) = parse(body, HERE).entries
    assert (entry.content is not None) == is_whole


def test_fields_are_cut_to_their_caps_between_words() -> None:
    words = "kata " * 10_000
    (entry,) = parse(rss(f"<item><title>{words}</title><author>{words}</author><description>{words}</description></item>"), HERE).entries  # fmt: skip
    assert len(entry.title) <= 500
    assert len(entry.byline or "") <= 200
    assert len(entry.summary) <= 8_000
    assert entry.title.endswith("kata…")


# Encodings


@pytest.mark.parametrize(
    ("codec", "declared", "charset"),
    [("utf-8", None, None), ("utf-8-sig", "iso-8859-1", None), ("utf-16", None, None), ("windows-1252", "windows-1252", None),
     ("windows-1252", None, "windows-1252"), ("utf-8", None, "iso-8859-1")],
)  # fmt: skip
def test_the_encoding_is_decided_before_anything_is_parsed(
    codec: str, declared: str | None, charset: str | None
) -> None:
    head = f"<?xml version='1.0' encoding='{declared}'?>" if declared else ""
    body = f"{head}<rss version='2.0'><channel><item><title>Café déjà vu</title></item></channel></rss>"
    (entry,) = parse(body.encode(codec), HERE, content_type="text/xml", charset=charset).entries
    assert entry.title == "Café déjà vu"


# Broken and hostile feeds


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"", "empty"), (b" \n ", "empty"), (b"<html><body>Halo</body></html>", "not_a_feed"), (b"Halo", "not_a_feed"),
     (b'{"a": 1}', "not_a_feed"), (b'{"items": [', "broken_feed"), (b"[" * 100_000, "broken_feed"), (b'{"x": NaN}', "broken_feed"),
     (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_feed"), (b"\x00\x01\x02", "not_a_feed")],
)  # fmt: skip
def test_what_is_no_feed_is_refused_by_name(body: bytes, reason: str) -> None:
    assert refusal(body) == reason


def test_a_feed_inside_a_page_and_after_junk_is_found() -> None:
    page = b"<!DOCTYPE html><html><body>" + rss(item(1)).partition(b"?>")[2] + b"</body></html>"
    assert len(parse(page, HERE).entries) == 1
    assert len(parse(b"\n\n  " + rss(item(1)), HERE).entries) == 1


def test_a_broken_feed_gives_what_can_be_read_of_it() -> None:
    cut = rss(item(1), item(2), "<item><title>3 < 5 & so on</title><link>https://kabar.example/3")[:-20]
    assert [entry.title for entry in parse(cut, HERE).entries][:2] == ["Berita 1", "Berita 2"]


def test_entities_of_a_feeds_own_that_swell_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for subset in (
        f'<!ENTITY l0 "ha">{laughs}',
        f'<!ENTITY q "{"q" * 50_000}">',
    ):
        body = (
            f"<!DOCTYPE rss [{subset}]>".encode()
            + rss("<item><title>&l9;&x;&q;</title></item>").partition(b"?>")[2]
        )
        assert refusal(body) == "entities"


def test_an_entity_that_would_open_a_file_opens_none(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("rahasia")
    subset = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    body = subset.encode() + rss("<item><title>a &x; b</title></item>").partition(b"?>")[2]
    (entry,) = parse(body, HERE).entries
    assert "rahasia" not in entry.title


def test_a_harmless_document_type_is_dropped() -> None:
    body = (
        b'<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://n.example/rss.dtd" [<!ENTITY nbsp "&#160;">]>'
    )
    (entry,) = parse(
        body + rss("<item><title>Satu&nbsp;dua</title></item>").partition(b"?>")[2], HERE
    ).entries
    assert entry.title == "Satu dua"


BOMBS = {
    "author": rss("<item><title>x</title><author>a@" + "a." * 20_000 + "!</author></item>"),
    "attributes": rss("<item><title " + " ".join(f'a{n}="1"' for n in range(50_000)) + ">x</title></item>"),
    "depth": rss("<item><title>x</title>" + "<d>" * 100_000 + "</d>" * 100_000 + "</item>"),
    "depth in CDATA": rss("<item><title>x</title><description><![CDATA[" + "<div>" * 100_000 + "]]></description></item>"),
    "soup": rss("<item><title>x</title>" + "<x & y " * 700_000 + "</item>"),
    "open comments": rss("<item><title>x</title></item>" + "<!--" * 200_000),
    "open CDATA": rss("<item><title>x</title></item>" + "<![CDATA[" * 100_000),
    "big reference": rss("<item><title>x &#99999999999999999999; y</title></item>"),
    "entries in entries": rss("<item>" * 100_000),
    "prolog": b"<!-- x -->" * 200_000 + rss("<item><title>x</title></item>"),
}  # fmt: skip


def test_bombs_end_in_time_within_a_small_memory_and_the_worker_lives_on() -> None:
    with Worker(deadline_s=30, memory_bytes=feeds.MEMORY_BYTES, imports=feeds.IMPORTS) as worker:
        found = {name: outcome(worker, body) for name, body in BOMBS.items()}
        assert all(entries or reason for entries, reason in found.values()), found
        assert len(worker.run(parse, rss(item(1)), HERE).entries) == 1


def test_of_too_many_entries_the_newest_are_kept_and_a_giant_is_refused_by_name() -> None:
    many = [
        item(n, f"<pubDate>Mon, 01 Jan 2024 00:{n // 60 % 60:02}:{n % 60:02} GMT</pubDate>")
        for n in range(3_000)
    ]
    feed = parse(rss(*many), HERE)
    assert (len(feed.entries), feed.left_out, feed.entries[0].guid) == (MAX_ENTRIES, 2_000, "g2999")
    assert refusal(b" " * 100 + rss(item(1)), max_bytes=100) == "too_large"


def test_of_entries_with_too_many_tags_the_newest_are_kept() -> None:
    crowd = "<b>x</b>" * 10_000
    many = [
        item(n, f"<pubDate>Mon, 01 Jan 2024 00:00:{n:02} GMT</pubDate><description>{crowd}</description>")
        for n in range(9)
    ]
    feed = parse(rss(*many), HERE)
    assert [entry.guid for entry in feed.entries] == ["g8", "g7", "g6"]
    assert feed.left_out == 6
    assert len(parse(rss(many[0].replace(crowd, crowd * 5)), HERE).entries) == 1
    assert len(parse(rss(*(one.replace(crowd, f"<![CDATA[{crowd}]]>") for one in many)), HERE).entries) == 9


def test_the_feed_worker_starts_and_reads_within_its_memory_and_says_when_it_cannot() -> None:
    with Worker(memory_bytes=feeds.MEMORY_BYTES, imports=feeds.IMPORTS, deadline_s=30) as worker:
        body = rss("<item><title>" + "x" * 200_000_000 + "</title></item>")
        with pytest.raises(TaskFailed):
            worker.run(partial(parse, max_bytes=300_000_000), body, HERE)
        assert worker.run(parse, rss(item(1)), HERE).kind == "rss"


def test_a_worker_that_cannot_start_says_so() -> None:
    with Worker(imports=("kilas.no_such_module",)) as worker, pytest.raises(TaskFailed) as caught:
        worker.run(parse, b"", HERE)
    assert caught.value.reason == "crashed"


def test_what_we_rely_on_inside_feedparser_is_there() -> None:
    from feedparser import api, mixin

    assert hasattr(mixin._FeedParserMixin, "_sync_author_detail")
    assert isinstance(api.PREFERRED_XML_PARSERS, list)
    assert issubclass(api.StrictFeedParser, mixin._FeedParserMixin)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_give_a_feed_or_a_named_refusal(body: bytes) -> None:
    for data in (
        body,
        rss(body.decode("utf-8", "replace")),
        b'{"version":"https://jsonfeed.org/version/1","items":[' + body,
    ):
        try:
            feed = parse(data, HERE)
        except SourceError:
            continue
        assert not any(leaks(entry.title) or leaks(entry.summary) for entry in feed.entries)


@pytest.mark.parametrize(
    ("authors", "wanted"),
    [
        (
            "<dc:creator>Bagas Wirawan</dc:creator><dc:creator>Dewi Anggraini</dc:creator>",
            "Bagas Wirawan, Dewi Anggraini",
        ),
        ("<dc:creator>admin</dc:creator><dc:creator>Dewi Anggraini</dc:creator>", "Dewi Anggraini"),
        ("<dc:creator><![CDATA[Admin]]></dc:creator>", None),
        ("<author>http://kabar.example/redaksi</author>", None),
        ("<author>redaksi@kabar.example</author>", None),
        ("<author>redaksi@kabar.example (Sari Dewi)</author>", "Sari Dewi"),
        ("<dc:creator>Redaksi</dc:creator>", None),
    ],
)
def test_every_author_of_an_entry_is_named_and_no_role_or_address(authors: str, wanted: str | None) -> None:
    markup = f"""<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><title>x</title>
    <link>https://kabar.example/1</link>{authors}</item></channel></rss>"""
    (entry,) = parse(markup.encode(), "https://kabar.example/feed").entries
    assert entry.byline == wanted
