"""From a feed to what is published: each rule once, over a real site, store and worker process."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from kilas.pipeline import ingest
from kilas.store.records import Item
from kilas.testing.origin import article, rss, sentences
from tests.pipeline.conftest import Works


def one(works: Works) -> Item:
    (item,) = works.items()
    return item


def test_an_entry_becomes_a_brief_that_names_its_source_and_its_original(works: Works) -> None:
    link = works.origin.put("/a", article(1, "Lanterns of Marrow Bay are lit again"))
    works.origin.put("/feed", rss({link: "Lanterns lit"}))
    feed = works.add("/feed")
    works.ingest()
    item = one(works)
    assert (item.kind, item.headline, item.url) == ("brief", "Lanterns of Marrow Bay are lit again", link)
    assert (item.source, item.feed_id, item.published) == ("The Test Courier", feed.id, works.now)
    assert not item.is_indexable
    assert item.excerpt
    assert item.word_count
    assert works.states(feed) == [("briefed", None)]
    brief = works.store.items.brief(item.id)
    assert brief is not None
    assert brief.sources[0].rights.mode == "link"


def test_a_step_that_is_repeated_changes_nothing(works: Works) -> None:
    link = works.origin.put("/a", article(1))
    works.origin.put("/feed", rss({link: "A"}))
    works.add("/feed")
    (stored,) = works.poll()
    outcome = ingest.read(stored.id, stored.entry.digest, 0)
    assert ingest.read(stored.id, stored.entry.digest, 0) == outcome
    for _ in range(3):
        assert ingest.write(stored.id, stored.entry.digest, outcome) == "briefed"
        works.now += timedelta(minutes=1)
    item = one(works)
    assert len(works.store.items.versions(item.id)) == 1
    assert item.updated == item.published


def test_an_edited_article_is_a_new_revision_under_the_same_page(works: Works) -> None:
    link = works.origin.put("/a", article(1, "First headline of the day"))
    works.origin.put("/feed", rss({link: "First headline of the day"}))
    feed = works.add("/feed")
    works.ingest()
    before = one(works)
    works.origin.put("/a", article(2, "Corrected headline of the day"))
    works.origin.put("/feed", rss({link: "Corrected headline of the day"}))
    works.now += timedelta(hours=1)
    works.ingest()
    after = one(works)
    assert (after.id, after.published) == (before.id, before.published)
    assert after.headline == "Corrected headline of the day"
    assert after.updated > before.updated
    assert len(works.store.articles.revisions(after.id)) == 2
    assert works.states(feed) == [("briefed", None)]


@pytest.mark.parametrize(
    ("head", "headers"),
    [
        ('<meta name="robots" content="noai">', {}),
        ('<meta name="tdm-reservation" content="1">', {}),
        ("", {"X_Robots_Tag": "noindex"}),
        ("", {"tdm_reservation": "1"}),
    ],
)
def test_a_reserved_page_becomes_a_headline_and_a_link(
    works: Works, head: str, headers: dict[str, str]
) -> None:
    link = works.origin.put("/a", article(1, "Kept back", head), **headers)
    works.origin.put("/feed", rss({link: "Kept back from machines"}))
    feed = works.add("/feed")
    works.ingest()
    item = one(works)
    assert (item.kind, item.reason, item.headline, item.excerpt) == (
        "link",
        "reserved",
        "Kept back from machines",
        "",
    )
    assert works.store.items.brief(item.id) is None
    assert works.states(feed) == [("linked", "reserved")]


def test_an_owner_with_a_licence_briefs_a_reserved_page(works: Works) -> None:
    link = works.origin.put("/a", article(1, head='<meta name="robots" content="noai">'))
    works.origin.put("/feed", rss({link: "A"}))
    works.add("/feed", rights="licensed")
    works.ingest()
    item = one(works)
    assert item.kind == "brief"
    assert item.is_indexable


def test_robots_txt_keeps_us_from_the_page_but_not_from_its_headline(works: Works) -> None:
    works.origin.put("/robots.txt", "User-agent: *\nDisallow: /private/", content_type="text/plain")
    link = works.origin.put("/private/a", article(1))
    works.origin.put("/feed", rss({link: "Behind the fence"}))
    works.add("/feed")
    works.ingest()
    assert (one(works).kind, one(works).reason) == ("link", "robots")
    assert "/private/a" not in works.origin.paths()


def test_robots_txt_is_asked_for_once_a_day(works: Works) -> None:
    links = {works.origin.put(f"/{i}", article(i)): f"Report {i}" for i in range(3)}
    works.origin.put("/feed", rss(links))
    works.add("/feed")
    works.ingest()
    assert works.origin.paths().count("/robots.txt") == 1
    works.now += timedelta(hours=25)
    link = works.origin.put("/next", article(9))
    works.origin.put("/feed", rss({link: "Next"}))
    works.ingest()
    assert works.origin.paths().count("/robots.txt") == 2


def test_a_robots_txt_that_cannot_be_had_puts_the_article_off(works: Works) -> None:
    works.origin.put("/robots.txt", status=503)
    link = works.origin.put("/a", article(1))
    works.origin.put("/feed", rss({link: "A"}))
    works.add("/feed")
    (stored,) = works.poll()
    assert ingest.read(stored.id, stored.entry.digest, 0)["again_s"] >= 60
    assert "/a" not in works.origin.paths()


def test_a_paywall_gives_a_link_with_the_reason(works: Works) -> None:
    text = " ".join(sentences(1, 2))
    page = f'<html lang="en"><head><title>Closed</title></head><body><article><h1>Closed</h1><p>{text}</p><div class="paywall">Subscribe to continue reading. This article is for subscribers only.</div></article></body></html>'
    link = works.origin.put("/a", page)
    works.origin.put("/feed", rss({link: "Behind the wall"}))
    feed = works.add("/feed")
    works.ingest()
    ((state, reason),) = works.states(feed)
    assert (state, one(works).kind) == ("linked", "link")
    assert reason in ("paywall", "snippet", "too_short")


def test_a_page_that_is_gone_is_refused_and_not_published(works: Works) -> None:
    works.origin.put("/feed", rss({works.origin.url("/nowhere"): "Nowhere"}))
    feed = works.add("/feed")
    works.ingest()
    assert works.items() == ()
    assert works.states(feed) == [("refused", "not_found")]


def test_a_host_in_trouble_is_asked_again_later_each_time_and_then_given_up(works: Works) -> None:
    link = works.origin.put("/a", "down", status=500)
    works.origin.put("/feed", rss({link: "A"}))
    works.add("/feed")
    (stored,) = works.poll()
    waits = [ingest.read(stored.id, stored.entry.digest, n)["again_s"] for n in range(len(ingest.RETRY_S))]
    assert waits == sorted(waits)
    last = ingest.read(stored.id, stored.entry.digest, len(ingest.RETRY_S))
    assert last["refused"] == "server_error"


def test_a_feed_that_carries_the_whole_text_is_used_without_fetching(works: Works) -> None:
    text = "".join(f"<p>{one}</p>" for one in sentences(3))
    link = works.origin.url("/never-fetched")
    works.origin.put(
        "/feed",
        f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Whole</title>'
        f"<item><title>All of it is here today</title><link>{link}</link><content:encoded><![CDATA[{text}]]></content:encoded></item></channel></rss>",
    )
    works.add("/feed")
    works.ingest()
    assert (one(works).kind, one(works).headline) == ("brief", "All of it is here today")
    assert works.origin.paths() == ["/feed"]


def test_a_near_copy_folds_under_the_earliest(works: Works) -> None:
    first = works.origin.put("/wire", article(5, "Wire: the bridge is open again"))
    works.origin.put("/feed", rss({first: "Wire"}))
    works.add("/feed")
    works.ingest()
    works.now += timedelta(minutes=5)
    copy = works.origin.put("/copy", article(5, "Bridge open again, says our own desk"))
    works.origin.put("/other", rss({copy: "Copy"}, "The Other Paper"))
    other = works.add("/other")
    works.ingest()
    head = one(works)
    assert head.url == first
    assert [item.url for item in works.store.items.copies_of(head.id)] == [copy]
    assert works.states(other) == [("folded", "copy")]


def test_one_article_that_two_feeds_bring_is_one_item_and_fetched_once(works: Works) -> None:
    link = works.origin.put("/a", article(1))
    works.origin.put("/feed", rss({link: "A"}))
    works.origin.put("/other", rss({link: "The same"}, "The Other Paper"))
    works.add("/feed")
    works.ingest()
    other = works.add("/other")
    works.ingest()
    assert len(works.items()) == 1
    assert works.states(other) == [("folded", "same_article")]
    assert works.origin.paths().count("/a") == 1


def test_what_was_taken_down_does_not_come_back(works: Works) -> None:
    link = works.origin.put("/a", article(1))
    works.origin.put("/feed", rss({link: "A"}))
    feed = works.add("/feed")
    works.ingest()
    assert works.store.moderation.take_down(link, "asked for", works.now) is not None
    assert works.states(feed) == [("refused", "taken_down")]
    works.origin.put("/a", article(2))
    works.origin.put("/feed", rss({link: "A again"}))
    works.now += timedelta(hours=1)
    works.ingest()
    assert works.items() == ()
    assert works.states(feed) == [("refused", "taken_down")]


def test_entries_of_a_feed_that_was_removed_meanwhile_are_left_out(works: Works) -> None:
    link = works.origin.put("/a", article(1))
    works.origin.put("/feed", rss({link: "A"}))
    feed = works.add("/feed")
    (stored,) = works.poll()
    works.store.feeds.remove(feed.id, works.now)
    works.steps(stored)
    assert works.items() == ()
    assert works.states(feed) == [("skipped", "feed_removed")]


def test_a_date_in_the_future_counts_as_now(works: Works) -> None:
    head = '<meta property="article:published_time" content="2031-01-01T00:00:00Z">'
    link = works.origin.put("/a", article(1, head=head))
    item = f"<item><title>Ahead of its time</title><link>{link}</link><pubDate>Wed, 01 Jan 2031 00:00:00 GMT</pubDate></item>"
    works.origin.put("/feed", f'<rss version="2.0"><channel><title>T</title>{item}</channel></rss>')
    works.add("/feed")
    works.ingest()
    published = one(works).article_published
    assert published is None or published <= works.now


_HEAD = '<meta property="article:published_time" content="{}">'


@pytest.mark.parametrize(
    ("head", "line", "when", "source"),
    [
        # only dates that the report tells of, or beside it
        ("", "<p>The pier was first opened on 3 March 1998.</p>", "2026-11-18T03:15:00+00:00", "feed"),
        ("", "<div>© 2019 The Courier, 12 January 2019</div>", "2026-11-18T03:15:00+00:00", "feed"),
        # a printed day that is years off, and one that has no time
        ("", "<div>12 January 2019</div>", "2026-11-18T03:15:00+00:00", "feed"),
        ("", "<div>18 November 2026</div>", "2026-11-18T03:15:00+00:00", "feed"),
        # metadata is surer than a feed; but without a zone the feed's time tells it
        (_HEAD.format("2026-11-17T20:00:00Z"), "", "2026-11-17T20:00:00+00:00", "metadata"),
        (_HEAD.format("2026-11-18 10:15:00"), "", "2026-11-18T03:15:00+00:00", "feed"),
        (_HEAD.format("2026-11-18 10:15:30"), "<div>18 Nov 2026 10.15 WIB</div>", "2026-11-18T03:15:30+00:00", "metadata"),
        (_HEAD.format("2025-02-01"), "", "2025-02-01T00:00:00+00:00", "metadata"),
    ],
)  # fmt: skip
def test_the_date_of_a_feed_beats_a_guess(works: Works, head: str, line: str, when: str, source: str) -> None:
    page = article(1, "Lanterns of Marrow Bay are lit again", head=head)
    link = works.origin.put("/2019/01/12/a", page.replace("</h1>", f"</h1>{line}"))
    item = f"<item><title>Lanterns</title><link>{link}</link><pubDate>Wed, 18 Nov 2026 10:15:00 +0700</pubDate></item>"
    works.origin.put("/feed", f'<rss version="2.0"><channel><title>T</title>{item}</channel></rss>')
    works.add("/feed")
    works.ingest()
    found = works.store.articles.get(one(works).id)
    assert found is not None
    assert found.published is not None
    assert (found.published.isoformat(), found.published_from) == (when, source)
    assert one(works).article_published == found.published


def test_the_time_of_a_change_in_a_feed_fills_a_gap_and_beats_only_a_guess(works: Works) -> None:
    pages = {"/2019/01/12/a": "", "/b": "<div>17 November 2026</div>", "/c": ""}
    entries = ""
    for path, line in pages.items():
        page = article(len(entries), f"A report at {path}").replace("</h1>", f"</h1>{line}")
        link = works.origin.put(path, page)
        entries += f"<entry><id>{path}</id><title>{path}</title><link href='{link}'/><updated>2026-11-18T03:15:00Z</updated></entry>"
    works.origin.put("/feed", f"<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>{entries}</feed>")
    works.add("/feed", kind="atom")
    works.ingest()
    found = {str(a.url)[-2:]: a for item in works.items() if (a := works.store.articles.get(item.id))}
    assert {path: (str(a.published)[:10], a.published_from) for path, a in found.items()} == {
        "/a": ("2026-11-18", "feed"),
        "/b": ("2026-11-17", "printed"),
        "/c": ("2026-11-18", "feed"),
    }


def test_no_socket_is_opened_to_a_private_address_that_a_feed_names(works: Works) -> None:
    works.origin.put(
        "/feed", rss({"http://169.254.169.254/latest/meta-data": "Inside", "http://127.0.0.1:1/x": "Near"})
    )
    feed = works.add("/feed")
    works.ingest()
    assert {reason for _, reason in works.states(feed)} <= {"blocked_address", "blocked_port"}
    assert works.items() == ()


def test_a_text_and_a_markdown_file_of_a_folder_are_read_as_such(works: Works, tmp_path: Path) -> None:
    body = "\n\n".join(
        f"The harbour office in Varna said on day {n} that {n} of the {n + 40} berths would be open again."
        for n in range(2, 14)
    )
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "berths.md").write_text(f"# Berths reopen at Varna\n\n## What is known\n\n{body}\n")
    (folder / "plain.txt").write_text(f"Berths to reopen, office says\n\n{body.replace('Varna', 'Burgas')}\n")
    works.add(f"folder:{folder}", rights="own", kind="folder")
    works.ingest()
    assert {item.headline for item in works.items()} == {
        "Berths reopen at Varna",
        "Berths to reopen, office says",
    }
    for item in works.items():
        made = works.store.items.brief(item.id)
        assert made is not None
        assert "#" not in made.sources[0].text
        assert "\n" in made.sources[0].text


def test_the_samples_become_briefs_that_search_engines_may_list(works: Works) -> None:
    works.add("samples:", rights="cc", kind="folder")
    works.ingest()
    items = works.items()
    assert len(items) == 16
    assert {item.kind for item in items} == {"brief"}
    assert all(item.is_indexable for item in items)
    assert {item.language for item in items} == {"en", "id"}
    assert works.origin.paths() == []


def test_the_hours_a_feed_asks_to_skip_are_skipped_after_an_answer_without_a_body_too(works: Works) -> None:
    asked = "<ttl>90</ttl><skipHours>" + "".join(f"<hour>{n}</hour>" for n in range(8, 14)) + "</skipHours>"
    works.origin.put("/feed", rss({}, extra=asked), etag='"1"')
    feed = works.add("/feed")
    for _ in range(2):
        works.poll(after=timedelta(minutes=1))
        known = works.store.feeds.get(feed.id)
        assert known is not None
        assert known.interval_s >= 5_400
        assert known.next_poll.hour == 14
    assert "if-none-match" in works.origin.asked[-1][2]


def test_what_a_purged_feed_brought_first_comes_back_under_the_feed_that_brought_it_too(works: Works) -> None:
    kept_back = '<meta name="robots" content="noai">'
    links = {
        works.origin.put("/a", article(1)): "A",
        works.origin.put("/b", article(2, head=kept_back)): "Kept back",
        works.origin.put("/gone", "gone", status=404): "A headline whose page is gone",
    }
    works.origin.put("/feed", rss(links))
    works.origin.put("/other", rss(links, "The Other Paper"))
    first = works.add("/feed")
    works.ingest()
    other = works.add("/other")
    works.ingest()
    before = {(item.id, item.kind) for item in works.items()}
    assert len(before) >= 2
    assert works.store.feeds.remove(first.id, works.now, purge=True)
    assert works.items() == ()
    assert works.store.entries.last_reopening() is not None
    works.ingest(list(works.store.entries.waiting(10)))
    assert {(item.id, item.kind) for item in works.items()} == before
    assert {item.feed_id for item in works.items()} == {other.id}
    assert works.store.care.check() == ()


def test_a_copy_that_takes_the_place_of_a_purged_report_is_told_as_a_brief(works: Works) -> None:
    wire = article(1)
    feeds = []
    for name in ("feed", "other", "third"):
        works.origin.put(f"/{name}.xml", rss({works.origin.put(f"/{name}", wire): "The wire"}, name))
        feeds.append(works.add(f"/{name}.xml"))
        works.ingest(works.poll(after=timedelta(minutes=1)))
    assert works.states(feeds[1]) == works.states(feeds[2]) == [("folded", "copy")]
    works.store.feeds.remove(feeds[0].id, works.now, purge=True)
    assert works.states(feeds[1]) == [("briefed", None)]
    (still,) = works.store.entries.of_feed(feeds[2].id)
    assert still.detail == f"a copy of {one(works).id}"
    counts = works.store.care.counts()
    assert (counts.briefs, counts.entries["briefed"]) == (1, 1)


def test_what_is_lost_of_a_feed_is_brought_again_by_a_refresh_as_the_check_advises(works: Works) -> None:
    works.origin.put("/feed", rss({works.origin.put("/a", article(1)): "A"}))
    feed = works.add("/feed")
    works.ingest()
    database = f"{works.store.name.removeprefix('sqlite:///')}"
    with sqlite3.connect(database) as by_hand:
        by_hand.execute("DELETE FROM search_texts")
        by_hand.execute("DELETE FROM items")
    assert any("`kilas refresh`" in problem.mend for problem in works.store.care.check())
    works.store.feeds.refresh([feed.id], works.now)
    works.ingest(list(works.store.entries.waiting(9)))
    assert one(works).kind == "brief"
    assert works.store.care.check() == ()


def test_entries_left_out_because_their_feed_was_removed_are_taken_up_when_it_is_followed_again(
    works: Works,
) -> None:
    link = works.origin.put("/a", article(1))
    works.origin.put("/feed", rss({link: "A"}))
    feed = works.add("/feed")
    (stored,) = works.poll()
    works.store.feeds.remove(feed.id, works.now)
    works.steps(stored)
    works.now += timedelta(minutes=1)
    works.add("/feed")
    (again,) = works.store.entries.waiting(10)
    assert again.changed > stored.changed
    works.ingest([again])
    assert works.states(feed) == [("briefed", None)]
